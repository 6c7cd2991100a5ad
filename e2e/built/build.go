package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/yaml"
)

// build does what kustomize-controller v1.9 does between the artifact and the apply (kustomization_controller.go,
// generate and build), without decryption and without remote bases.
func build(request Request) (Answer, error) {
	var object unstructured.Unstructured
	if err := yaml.Unmarshal([]byte(request.Kustomization), &object.Object); err != nil {
		return Answer{}, fmt.Errorf("read the Kustomization: %w", err)
	}
	root, err := os.MkdirTemp("", "built-")
	if err != nil {
		return Answer{}, err
	}
	defer os.RemoveAll(root)
	if err := copyArtifact(request.Root, root); err != nil {
		return Answer{}, err
	}
	path, _, err := unstructured.NestedString(object.Object, "spec", "path")
	if err != nil {
		return Answer{}, err
	}
	folder, err := securejoin.SecureJoin(root, path)
	if err != nil {
		return Answer{}, err
	}
	if _, err := os.Stat(folder); err != nil {
		return Answer{}, fmt.Errorf("kustomization path not found: %s", filepath.ToSlash(path))
	}
	action, err := kustomize.NewGenerator(root, object).WriteFile(folder)
	if err != nil {
		return Answer{}, err
	}
	objects, err := kustomize.SecureBuild(root, folder, false)
	if err != nil {
		return Answer{}, fmt.Errorf("kustomize build failed: %w", err)
	}
	if err := substitute(object, objects); err != nil {
		return Answer{}, err
	}
	text, err := objects.AsYaml()
	return Answer{Text: string(text), WroteKustomization: action == kustomize.CreatedAction}, err
}

// substitute puts in the variables that the object names itself; what it would take from the cluster is not at hand,
// and a variable without a value becomes empty, as before Flux v2.9.
func substitute(object unstructured.Unstructured, objects resmap.ResMap) error {
	if _, found, _ := unstructured.NestedMap(object.Object, "spec", "postBuild"); !found {
		return nil
	}
	for _, each := range objects.Resources() {
		substituted, err := kustomize.SubstituteVariables(
			context.Background(), nil, object, each, kustomize.SubstituteWithDryRun(true))
		if err != nil {
			return fmt.Errorf("post build failed for %s: %w", each.CurId(), err)
		}
		if substituted == nil {
			continue
		}
		if _, err := objects.Replace(substituted); err != nil {
			return err
		}
	}
	return nil
}
