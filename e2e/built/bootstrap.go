package main

import (
	"os"
	"path/filepath"

	"github.com/fluxcd/flux2/v2/pkg/manifestgen/kustomization"
	"github.com/fluxcd/pkg/kustomize/filesys"
)

// bootstrap does what `flux bootstrap` does behind its two files (bootstrap_plain_git.go, ReconcileSyncConfig): a
// kustomization.yaml that is there stays, else one is written that lists what the folder holds.
func bootstrap(root, path string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	secure, err := filesys.MakeFsOnDiskSecureBuild(root)
	if err != nil {
		return err
	}
	manifest, err := kustomization.Generate(kustomization.Options{
		FileSystem: secure, BaseDir: root, TargetPath: path,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, manifest.Path), []byte(manifest.Content), 0o644)
}
