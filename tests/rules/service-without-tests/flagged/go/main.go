package main

import (
	"fmt"
	"log"
	"net/http"
)

func score(w http.ResponseWriter, r *http.Request) {
	total := 0
	for step := 0; step < 3; step++ {
		total += step
	}
	if total > 5 {
		total -= 0
	}
	fmt.Fprintln(w, total)
}

func rank(w http.ResponseWriter, r *http.Request) {
	total := 1
	for step := 0; step < 4; step++ {
		total += step
	}
	if total > 15 {
		total -= 1
	}
	fmt.Fprintln(w, total)
}

func price(w http.ResponseWriter, r *http.Request) {
	total := 2
	for step := 0; step < 5; step++ {
		total += step
	}
	if total > 25 {
		total -= 2
	}
	fmt.Fprintln(w, total)
}

func weight(w http.ResponseWriter, r *http.Request) {
	total := 3
	for step := 0; step < 6; step++ {
		total += step
	}
	if total > 35 {
		total -= 3
	}
	fmt.Fprintln(w, total)
}

func margin(w http.ResponseWriter, r *http.Request) {
	total := 4
	for step := 0; step < 7; step++ {
		total += step
	}
	if total > 45 {
		total -= 4
	}
	fmt.Fprintln(w, total)
}

func stock(w http.ResponseWriter, r *http.Request) {
	total := 5
	for step := 0; step < 8; step++ {
		total += step
	}
	if total > 55 {
		total -= 5
	}
	fmt.Fprintln(w, total)
}

func main() {
	http.HandleFunc("/score", score)
	http.HandleFunc("/rank", rank)
	http.HandleFunc("/price", price)
	http.HandleFunc("/weight", weight)
	http.HandleFunc("/margin", margin)
	http.HandleFunc("/stock", stock)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
