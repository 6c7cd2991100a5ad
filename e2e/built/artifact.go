package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fluxcd/pkg/sourceignore"
	"github.com/fluxcd/pkg/sourceignore/gitignore"
)

// copyArtifact copies what source-controller puts into a GitRepository's artifact: no symbolic links, and nothing that
// `.sourceignore` or its own defaults leave out.
func copyArtifact(from, to string) error {
	files, err := takenFiles(from, "")
	if err != nil {
		return err
	}
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(from, file))
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(to, file), content); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a file, and the folders that it needs.
func writeFile(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// takenFiles gives the files of an artifact, relative to `from`, where `ignore` is the `spec.ignore` of the source. It asks each file for itself
// and lets the defaults count only where there is no other pattern, as SourceIgnoreFilter and Archive of fluxcd/pkg artifact/storage do.
func takenFiles(from, ignore string) ([]string, error) {
	from, err := filepath.Abs(from)
	if err != nil {
		return nil, err
	}
	domain := strings.Split(from, string(filepath.Separator))
	patterns, err := sourceignore.LoadIgnorePatterns(from, domain)
	if err != nil {
		return nil, err
	}
	patterns = append(patterns, sourceignore.ReadPatterns(strings.NewReader(ignore), domain)...)
	matcher := matcherOf(patterns, domain)
	files := []string{}
	err = filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		if matcher.Match(strings.Split(path, string(filepath.Separator)), false) {
			return nil
		}
		relative, err := filepath.Rel(from, path)
		files = append(files, relative)
		return err
	})
	return files, err
}

func matcherOf(patterns []gitignore.Pattern, domain []string) gitignore.Matcher {
	if len(patterns) == 0 {
		return sourceignore.NewDefaultMatcher(patterns, domain)
	}
	return sourceignore.NewMatcher(append(sourceignore.VCSPatterns(domain), patterns...))
}
