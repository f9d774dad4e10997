package main

import (
	"bytes"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"clausewright/internal/library"
)

// changedSince matches the cases of the clauses that differ from the library at
// a revision or in a folder, and of those that ask or refer to them; nil if what
// differs concerns all. No clause differs if ok is false.
func (a *app) changedSince(name string, lib *library.Library, fsys fs.FS) (only *regexp.Regexp, ok bool, err error) {
	before, err := a.before(name)
	if err != nil {
		return nil, false, err
	}
	older, _ := library.Open(before.fsys, before.dir)
	differ := library.Compare(older, lib)
	if len(differ.Settings)+len(differ.Templates) > 0 {
		return nil, true, nil
	}
	changed := map[string]bool{}
	for _, e := range differ.Clauses {
		changed[e.ID] = true
	}
	for _, id := range lib.ClauseIDs() {
		changed[id] = changed[id] || !sameCases(before.fsys, fsys, "clauses/"+id+"/cases")
	}
	var run []string
	for _, id := range lib.ClauseIDs() {
		if changed[id] || dependsOn(lib, lib.Clauses[id], changed) {
			run = append(run, regexp.QuoteMeta(id))
		}
	}
	return regexp.MustCompile(`(^|/)clauses/(` + strings.Join(run, "|") + `)/cases/`), len(run) > 0, nil
}

// dependsOn reports whether a clause asks for, or looks at, one of some clauses.
func dependsOn(lib *library.Library, c *library.Clause, changed map[string]bool) bool {
	if c.ID == library.DefinitionsClause {
		return false // what its terms say is its own
	}
	for _, b := range lib.BodiesOf(c) {
		for _, u := range b.Uses() {
			path := u.Path
			if u.Table != "" {
				path = u.Table
			}
			if p, ok := lib.Schema.Find(path); ok && p.Clause != c.ID && changed[p.Clause] {
				return true
			}
		}
		for _, call := range b.Calls() {
			if slices.ContainsFunc(call.Args, func(arg string) bool { return arg != c.ID && changed[arg] }) {
				return true
			}
		}
	}
	return false
}

// sameCases reports whether two folders of cases hold the same.
func sameCases(older, newer fs.FS, dir string) bool {
	return maps.EqualFunc(filesIn(older, dir), filesIn(newer, dir), bytes.Equal)
}

func filesIn(fsys fs.FS, dir string) map[string][]byte {
	files := map[string][]byte{}
	entries, _ := fs.ReadDir(fsys, dir) // a clause may have none
	for _, e := range entries {
		files[e.Name()], _ = library.ReadFile(fsys, dir+"/"+e.Name()) // what cannot be read is told where the cases are run
	}
	return files
}
