package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// Tree is the files of a repository, by path, and the `spec.ignore` of its source.
type Tree struct {
	Files  map[string]string `json:"files"`
	Ignore string            `json:"ignore"`
}

// taken answers an array of trees on standard input with an array of the files of each that become part of the artifact.
func taken() error {
	var trees []Tree
	if err := json.NewDecoder(os.Stdin).Decode(&trees); err != nil {
		return err
	}
	answers := make([][]string, 0, len(trees))
	for _, tree := range trees {
		files, err := takenOf(tree)
		if err != nil {
			return err
		}
		answers = append(answers, files)
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func takenOf(tree Tree) ([]string, error) {
	root, err := os.MkdirTemp("", "taken-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(root)
	for path, text := range tree.Files {
		if err := writeFile(filepath.Join(root, path), []byte(text)); err != nil {
			return nil, err
		}
	}
	return takenFiles(root, tree.Ignore)
}
