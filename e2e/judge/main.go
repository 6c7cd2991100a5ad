// Judge reads manifests as a cluster would run them: it parses each Flux controller's arguments with the library that
// the controllers use and prints the values that are in force. It shares no code with the function that it judges.
//
// Standard input is a JSON array of requests, standard output a JSON array with the answer to each:
//
//	[{"flux": "v2.9.3", "text": "…"}]
//	[[{"namespace": "flux-system", "workload": "kustomize-controller", "container": "manager",
//	   "controller": "kustomize-controller", "values": {"no-remote-bases": "true", …}, "failure": ""}]]
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Request is a stream of documents or a ResourceList, and the Flux release whose controllers would run it.
type Request struct {
	Flux string `json:"flux"`
	Text string `json:"text"`
}

func main() {
	if err := answer(); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

func answer() error {
	var requests []Request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return fmt.Errorf("read the requests: %w", err)
	}
	answers := make([][]Verdict, 0, len(requests))
	for i, request := range requests {
		objects, err := objectsIn(request.Text)
		if err != nil {
			return fmt.Errorf("request %d: %w", i, err)
		}
		verdicts := []Verdict{}
		for _, object := range objects {
			for _, container := range controllersIn(object) {
				verdicts = append(verdicts, verdictOn(container, request.Flux))
			}
		}
		answers = append(answers, verdicts)
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}
