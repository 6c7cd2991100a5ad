package main

import (
	"fmt"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"
)

var marker = regexp.MustCompile(`(?m)^---(?:[ \t].*)?\r?$`)

// objectsIn gives the objects of a stream of documents; those of a ResourceList or List are its items.
func objectsIn(text string) ([]map[string]any, error) {
	var objects []map[string]any
	for i, document := range marker.Split(strings.TrimPrefix(text, "\ufeff"), -1) {
		var object map[string]any
		if err := yaml.Unmarshal([]byte(document), &object); err != nil {
			return nil, fmt.Errorf("document %d: %w", i, err)
		}
		if len(object) > 0 {
			objects = append(objects, flatten(object)...)
		}
	}
	return objects, nil
}

func flatten(object map[string]any) []map[string]any {
	kind, _ := object["kind"].(string)
	items, hasItems := object["items"].([]any)
	if !hasItems || !strings.HasSuffix(kind, "List") {
		return []map[string]any{object}
	}
	var objects []map[string]any
	for _, item := range items {
		if entry, ok := item.(map[string]any); ok {
			objects = append(objects, flatten(entry)...)
		}
	}
	return objects
}

// at walks down mappings; nil where the path ends early.
func at(object map[string]any, path ...string) any {
	var value any = object
	for _, key := range path {
		mapping, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = mapping[key]
	}
	return value
}

func textAt(object map[string]any, path ...string) string {
	text, _ := at(object, path...).(string)
	return text
}

func textsAt(object map[string]any, path ...string) []string {
	list, _ := at(object, path...).([]any)
	texts := make([]string, 0, len(list))
	for _, entry := range list {
		texts = append(texts, fmt.Sprint(entry))
	}
	return texts
}
