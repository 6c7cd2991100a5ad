// Built makes of a repository what Flux makes of it, with Flux's own libraries and no cluster.
//
//	built                   reads requests from standard input and prints what kustomize-controller would apply
//	built bootstrap ROOT P  writes the kustomization.yaml that `flux bootstrap` makes where folder P of ROOT has none
//	built taken             reads trees of files from standard input and prints which of them source-controller takes
//
// Requests are a JSON array, answers one in the same order. `kustomization` is the Flux object as YAML; its `spec.path`
// counts from `root`. The repository stays as it is.
//
//	[{"root": "/repository", "kustomization": "apiVersion: kustomize.toolkit.fluxcd.io/v1\n…"}]
//	[{"text": "apiVersion: v1\n…", "wroteKustomization": false, "failure": ""}]
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Request is a repository and the Flux Kustomization that applies a folder of it.
type Request struct {
	Root          string `json:"root"`
	Kustomization string `json:"kustomization"`
}

// Answer is the objects that would be applied, as a stream of documents, or why there are none.
type Answer struct {
	Text string `json:"text"`
	// WroteKustomization is true where the folder has no kustomization file and Flux makes one.
	WroteKustomization bool   `json:"wroteKustomization"`
	Failure            string `json:"failure"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "built:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 3 && args[0] == "bootstrap" {
		return bootstrap(args[1], args[2])
	}
	if len(args) == 1 && args[0] == "taken" {
		return taken()
	}
	if len(args) > 0 {
		return fmt.Errorf("the arguments must be none, taken, or bootstrap ROOT PATH: %q", args)
	}
	var requests []Request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return fmt.Errorf("read the requests: %w", err)
	}
	answers := make([]Answer, 0, len(requests))
	for _, request := range requests {
		answer, err := build(request)
		if err != nil {
			answer = Answer{Failure: err.Error()}
		}
		answers = append(answers, answer)
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}
