package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// dealsNamed are the deal files that arguments name, each once: a file, or the
// files of a folder that name a template.
func dealsNamed(args []string) ([]string, error) {
	var files []string
	seen := map[string]bool{}
	for _, arg := range args {
		found := []string{arg}
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			if found, err = dealsIn(arg); err != nil {
				return nil, err
			}
		}
		for _, file := range found {
			if at := filepath.Clean(file); !seen[at] {
				files = append(files, file)
				seen[at] = true
			}
		}
	}
	return files, nil
}

// dealsIn are the files of a folder that name a template, by name. One that cannot be read is
// among them, so that it is told and not passed over; hidden files are not, as for a shell.
func dealsIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, usagef("", "folder %s: %s", folder, diag.Reason(err))
	}
	var files []string
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || !isYAML(e.Name()) {
			continue
		}
		name := filepath.Join(folder, e.Name())
		text, err := readFile(name, maxDeal)
		var tooLong *tooLongError
		if unread := err != nil && !errors.As(err, &tooLong); unread && !errors.Is(err, errFolder) || !unread && deal.NamesTemplate(text) {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return nil, usagef("a deal begins with template: exclusive-licence", "folder %s: no file in it names a template", folder)
	}
	return files, nil
}

// isYAML reports whether a file is called as deals are.
func isYAML(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}
