package main

import (
	"os"
	"path/filepath"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/drafts"
)

// portableName refuses names of drafts that are none on Windows, where whoever
// gets a draft may have to open it.
func portableName(name string) error {
	stem, _, _ := strings.Cut(name, ".")
	reserved := len(stem) == 3 && strings.Contains("CON PRN AUX NUL", strings.ToUpper(stem)) ||
		len(stem) == 4 && strings.Contains("COM LPT", strings.ToUpper(stem[:3])) && stem[3] >= '0' && stem[3] <= '9'
	switch {
	case reserved:
		return usagef("rename the deal file", "Windows has no files called %q", stem)
	case strings.Trim(name, ". ") == "", strings.HasSuffix(name, "."), strings.HasSuffix(name, " "):
		return usagef("rename the deal file", "a file cannot be called %q on every computer: it ends in a full stop or a space", name)
	case strings.ContainsAny(name, `<>:"|?*\\`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return usagef("rename the deal file", "a file cannot be called %q on every computer", name)
	}
	return nil
}

// checkTargets refuses to write a draft where a folder is, and over the deal that it is made
// from.
func (d disk) checkTargets(deal string, files []string) error {
	for _, name := range files {
		if info, err := os.Stat(d.path(name)); err == nil && info.IsDir() {
			return usagef("name another folder with -o", "%s: is a folder", filepath.ToSlash(d.path(name)))
		}
	}
	if deal == "-" {
		return nil
	}
	source, err := os.Stat(deal)
	if err != nil {
		return usagef("", "deal %s: %s", deal, diag.Reason(err))
	}
	for _, name := range files {
		if there, err := os.Stat(d.path(name)); err == nil && os.SameFile(source, there) {
			return usagef("name another folder with -o", "%s is the deal itself", d.path(name))
		}
	}
	return nil
}

// checkDeal refuses to replace the draft of another deal of the same name. A
// deal that is no more where it was has been moved.
func (d disk) checkDeal(deal, name string, now, before drafts.Source) error {
	if before.Name == "" || before.Name == now.Name {
		return nil
	}
	there := d.path(before.Name)
	old, err := os.Stat(there)
	if err != nil && before.Name != stdinName {
		return nil
	}
	if err == nil && deal != "-" {
		if source, err := os.Stat(deal); err == nil && os.SameFile(source, old) {
			return nil
		}
	}
	if before.Name == stdinName {
		there = "standard input"
	}
	return usagef("write to another folder with -o, rename one of the deals, or run again with --overwrite",
		"%s holds the draft of another deal of that name, %s", d.path(name+".*"), filepath.ToSlash(there))
}
