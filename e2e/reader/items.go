package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// itemsIn gives the items of a stream as kustomize reads a resource file, those of a ResourceList as it reads what a function answers.
func itemsIn(text []byte) ([]any, error) {
	reader := &kio.ByteReader{Reader: bytes.NewReader(text), OmitReaderAnnotations: true}
	nodes, err := reader.Read()
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(nodes, isList) {
		if slices.ContainsFunc(nodes, func(node *yaml.RNode) bool { return keepDates(node.YNode()) }) {
			return nil, errors.New("dates in a List are written in another form")
		}
		nodes, err = provider.NewDefaultDepProvider().GetResourceFactory().RNodesFromBytes(text)
		if err != nil {
			return nil, err
		}
	}
	items := []any{}
	for _, node := range nodes {
		if node.GetKind() == kio.ResourceListKind && node.Field("items") == nil {
			continue
		}
		item, err := valueOf(node)
		if err != nil {
			return nil, err
		}
		if item != nil {
			items = append(items, item)
		}
	}
	return items, nil
}

// isList is true where kustomize may take the entries for the items; for other objects it only refuses what has no kind or name, which is no
// matter of reading.
func isList(node *yaml.RNode) bool {
	return strings.HasSuffix(node.GetKind(), "List")
}

// valueOf gives what the nodes mean.
func valueOf(node *yaml.RNode) (any, error) {
	keepDates(node.YNode())
	var value any
	if err := node.YNode().Decode(&value); err != nil {
		return nil, err
	}
	return marked(value), nil
}

// keepDates makes strings of dates, as kubectl has them: kustomize alone writes them in another form.
// True if there are any.
func keepDates(node *yaml.Node) bool {
	isDate := node.Kind == yaml.ScalarNode && node.ShortTag() == "!!timestamp"
	if isDate {
		node.Tag = yaml.NodeTagString
	}
	for _, part := range node.Content {
		isDate = keepDates(part) || isDate
	}
	return isDate
}

// marked gives a value of which JSON loses nothing: a string stands behind `=`, a number behind `#`, and keys are strings, as they are in
// objects of Kubernetes.
func marked(value any) any {
	switch value := value.(type) {
	case string:
		return "=" + value
	case int, int64, uint64, float64:
		return "#" + fmt.Sprint(value)
	case []any:
		for i := range value {
			value[i] = marked(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = marked(value[key])
		}
	case map[any]any:
		named := map[string]any{}
		for key, part := range value {
			named[nameOf(key)] = marked(part)
		}
		return named
	}
	return value
}

func nameOf(key any) string {
	if key == nil {
		return "null"
	}
	return fmt.Sprint(key)
}
