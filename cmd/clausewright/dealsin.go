package main

import (
	"os"
	"path/filepath"

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

// dealsIn are the files of a folder that name a template, by name.
func dealsIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, usagef("", "folder %s: %s", folder, diag.Reason(err))
	}
	var files []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		name := filepath.Join(folder, e.Name())
		text, err := readFile(name, maxDeal)
		if err == nil && namesTemplate.Match(text) {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return nil, usagef("a deal begins with template: exclusive-licence", "folder %s: no file in it names a template", folder)
	}
	return files, nil
}
