package main

import (
	"fmt"
	"runtime/debug"

	"clausewright/internal/library"
)

// version is the version of the program; it is recorded in every lock. A
// release sets it from its tag.
var version = "0.1.0"

// printVersion tells the version, the commit that the program was built from,
// and the edition of the library.
func (a *app) printVersion() error {
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	editions, latest := editionsOf(lib)
	sum, err := a.libraryHash()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "clausewright %s\ncommit   %s\nlibrary  %s: %d clauses in %d editions, the latest of %s, sha256 %.12s\n",
		version, builtFrom(), libraryName(a.library), len(lib.Clauses), editions, latest, sum)
	return err
}

// editionsOf counts the editions of a library's clauses; latest is the date of
// the last of them, YYYY-MM-DD.
func editionsOf(lib *library.Library) (count int, latest string) {
	for _, c := range lib.Clauses {
		count += c.Edition().Number
		for _, change := range c.Edition().Changes {
			latest = max(latest, change.Date)
		}
	}
	return count, latest
}

// builtFrom is the commit that the program was built from, as the Go tool noted
// it, or "unknown".
func builtFrom() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	hash, changed := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			hash = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " and changes that are not committed"
		}
	}
	return hash + changed
}
