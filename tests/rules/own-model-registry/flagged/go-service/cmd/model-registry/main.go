// Keeps the versions of models and hands out the live one.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

var live = map[string]int{}

func show(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(live)
}

func main() {
	http.HandleFunc("/models", show)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
