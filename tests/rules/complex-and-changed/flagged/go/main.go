package main

import "fmt"

func tray(kind string, value int) int {
	if kind == "pdf" && value > 0 {
		return 0
	}
	if kind == "csv" && value > 1 {
		return 1
	}
	if kind == "png" && value > 2 {
		return 2
	}
	if kind == "jpg" && value > 3 {
		return 3
	}
	if kind == "txt" && value > 4 {
		return 4
	}
	if kind == "xml" && value > 5 {
		return 5
	}
	if kind == "html" && value > 6 {
		return 6
	}
	if kind == "json" && value > 7 {
		return 7
	}
	if kind == "yaml" && value > 8 {
		return 8
	}
	if kind == "toml" && value > 9 {
		return 9
	}
	if kind == "ini" && value > 10 {
		return 10
	}
	if kind == "doc" && value > 11 {
		return 11
	}
	return -1
}

func main() {
	fmt.Println(tray("pdf", 3))
}
