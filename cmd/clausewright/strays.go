package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"clausewright/internal/drafts"
)

// tellRenamed tells of a draft whose deal is gone when another deal is drafted for
// the first time: it may be that one under another name, and people may have
// written into its draft.
func (a *app) tellRenamed(out disk) {
	if a.quiet > 0 {
		return
	}
	find := out.strays
	if a.opened != nil {
		find = a.opened.straysOf(out)
	}
	for _, s := range find() {
		a.tellf("%s is the draft of %s, which is gone; if this is that deal under another name, draft once more with --theirs %s",
			filepath.ToSlash(out.path(s.name+".*")), filepath.ToSlash(s.deal), filepath.ToSlash(out.path(s.name+".md")))
	}
}

// stray is a draft whose deal is gone.
type stray struct {
	name string // of the draft
	deal string // where the deal was
}

// strays are the drafts of a folder whose deals are gone.
func (d disk) strays() []stray {
	names, err := d.List(path.Dir(drafts.StateFolder("-")))
	if err != nil {
		return nil
	}
	var found []stray
	for _, name := range names {
		draft, err := drafts.Peek(d, name)
		if err != nil || draft.Lock().Deal.Name == "" || draft.Lock().Deal.Name == stdinName {
			continue
		}
		gone := d.path(draft.Lock().Deal.Name)
		if _, err := os.Stat(gone); errors.Is(err, fs.ErrNotExist) {
			found = append(found, stray{name, gone})
		}
	}
	return found
}
