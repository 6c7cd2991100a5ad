// Reads texts as kustomize does, to judge what we read. Each line of standard input is a text in base64, each line of standard output its items.
// What it reads is judged, not what kustomize makes of it when it writes.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
)

// Answer is what became of one text: its items, or why there are none.
type Answer struct {
	Items []any  `json:"items"`
	Error string `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		text, err := base64.StdEncoding.DecodeString(line[:len(line)-1])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := answers.Encode(answerTo(text)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func answerTo(text []byte) (answer Answer) {
	defer func() {
		if cause := recover(); cause != nil {
			answer = Answer{Error: fmt.Sprintf("panic: %v", cause)}
		}
	}()
	items, err := itemsIn(text)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	return Answer{Items: items}
}
