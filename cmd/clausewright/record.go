package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"clausewright/internal/cases"
	"clausewright/internal/diag"
	"clausewright/internal/drafts"
	"clausewright/internal/library"
)

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// newLock is what is recorded of this run.
func (a *app) newLock(flags draftFlags, out disk, deal string, made *madeDraft) (drafts.Lock, error) {
	dir, err := a.libraryHash()
	return drafts.Lock{
		Program: version, Deal: drafts.Source{Name: out.nameOf(deal), Hash: digestOf(made.Source)}, Template: made.Template.ID,
		Library: drafts.Source{Name: libraryName(a.library), Hash: dir}, Notes: flags.notes, Paper: strings.ToLower(flags.paper), Attach: flags.attach,
	}, err
}

// nameOf is the way from the folder of drafts to a deal; never the whole path,
// which would say where on a disk somebody works.
func (d disk) nameOf(deal string) string {
	if deal == "-" {
		return stdinName
	}
	from, err := filepath.Abs(string(d))
	if err == nil {
		to, failed := filepath.Abs(deal)
		if rel, err := filepath.Rel(from, to); failed == nil && err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.Base(deal)
}

// libraryName is what a lock calls a library: its folder's own name.
func libraryName(dir string) string {
	if dir == "" {
		return "embedded"
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	return filepath.Base(abs)
}

// libraryHash is the SHA-256 of every file of the library with its name.
func (a *app) libraryHash() (string, error) {
	if a.opened != nil {
		return a.opened.hash()
	}
	fsys, _, err := a.libraryFS()
	if err != nil {
		return "", err
	}
	return hashOf(fsys)
}

// hashOf is the SHA-256 of the library in a folder.
func hashOf(fsys fs.FS) (string, error) {
	sum := sha256.New()
	var data []byte // of one file after the other
	for _, dir := range []string{"clauses", "templates"} {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == cases.Folder {
				return fs.SkipDir // cases do not change a draft
			}
			if err != nil || d.IsDir() || !isLibraryFile(name) {
				return err
			}
			data, err = library.ReadInto(data, fsys, name)
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
			return err
		})
		if err != nil {
			return "", usagef("", "library: %s", diag.Reason(err))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// isLibraryFile reports whether a file is part of a library: what else lies
// beside it does not change a draft.
func isLibraryFile(name string) bool {
	base := filepath.Base(name)
	ext := filepath.Ext(name)
	return (ext == ".yaml" || ext == ".md") && base != "README.md" && !strings.HasPrefix(base, ".")
}
