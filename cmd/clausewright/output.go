package main

import (
	"clausewright/internal/cases"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// lock records what the files of a draft were made from. It is written beside
// them as NAME.lock.
type lock struct {
	Version  string            `json:"clausewright"`
	Deal     source            `json:"deal"`
	Template string            `json:"template"`
	Library  source            `json:"library"`
	Notes    bool              `json:"notes,omitempty"`
	Paper    string            `json:"paper,omitempty"`
	NoAttach bool              `json:"noAttach,omitempty"`
	Files    map[string]string `json:"files"` // name -> SHA-256 of what was written
}

// source is a file or folder and the SHA-256 of what was in it.
type source struct {
	Name string `json:"name"`
	Hash string `json:"sha256"`
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// writeDraft writes the files of a draft and its lock, all or none, and
// returns their paths.
func (a *app) writeDraft(flags draftFlags, name string, made *made, files []file) ([]string, error) {
	if info, err := os.Stat(flags.output); err == nil && !info.IsDir() {
		return nil, usagef("name a folder with -o", "folder %s: is a file", flags.output)
	}
	lockPath := filepath.Join(flags.output, baseName(name)+".lock")
	old, err := readLock(lockPath)
	if err != nil && !flags.overwrite {
		return nil, err
	}
	if !flags.overwrite {
		if err := checkEdited(flags.output, old, files); err != nil {
			return nil, err
		}
	}
	record, err := a.newLock(flags, made, files, old)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(flags.output, 0o777); err != nil {
		return nil, usagef("", "folder %s: %s", flags.output, reason(err))
	}
	paths := make([]string, 0, len(files)+1)
	for _, f := range append(files, file{baseName(name) + ".lock", record}) {
		paths = append(paths, filepath.Join(flags.output, f.name))
	}
	return paths, writeAll(paths, append(files, file{"", record}))
}

// readLock reads the lock of an earlier run; there may be none.
func readLock(path string) (lock, error) {
	var l lock
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l, nil
	case err != nil:
		return l, usagef("", "%s: %s", path, reason(err))
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return l, usagef("remove it, or run again with --overwrite", "%s: is not a lock of clausewright", path)
	}
	return l, nil
}

// checkEdited refuses to overwrite files that are not as they were written.
func checkEdited(dir string, old lock, files []file) error {
	var edited []string
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		data, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return usagef("", "%s: %s", path, reason(err))
		}
		if h := hash(data); h != old.Files[f.name] && h != hash(f.data) {
			edited = append(edited, path)
		}
	}
	if len(edited) == 0 {
		return nil
	}
	return usagef("move the file away, write to another folder with -o, or run again with --overwrite to lose the edits",
		"edited by hand since it was written, so nothing is overwritten: %s", strings.Join(edited, ", "))
}

// newLock is the lock of this run. Files of other formats that an earlier run
// wrote keep their entries.
func (a *app) newLock(flags draftFlags, made *made, files []file, old lock) ([]byte, error) {
	library, err := a.libraryHash()
	if err != nil {
		return nil, err
	}
	l := lock{
		Version: version, Deal: source{filepath.Base(made.Deal.File), hash(made.Source)}, Template: made.Template.ID,
		Library: source{libraryName(a.library), library}, Notes: flags.notes, Paper: strings.ToLower(flags.paper), NoAttach: flags.noAttach, Files: map[string]string{},
	}
	for name, h := range old.Files {
		l.Files[name] = h
	}
	for _, f := range files {
		l.Files[f.name] = hash(f.data)
	}
	text, err := json.MarshalIndent(l, "", "  ")
	return append(text, '\n'), err
}

func libraryName(dir string) string {
	if dir == "" {
		return "embedded"
	}
	return filepath.ToSlash(dir)
}

// libraryHash is the SHA-256 of every file of the library with its name.
func (a *app) libraryHash() (string, error) {
	fsys, _, err := a.libraryFS()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, dir := range []string{"clauses", "templates"} {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == cases.Folder {
				return fs.SkipDir // cases do not change a draft
			}
			if err != nil || d.IsDir() || !isLibraryFile(name) {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
			return err
		})
		if err != nil {
			return "", usagef("", "library: %s", reason(err))
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

// writeAll writes files to their paths so that each appears only when all are
// complete: every file is written beside its place first and then renamed.
func writeAll(paths []string, files []file) (err error) {
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for i, f := range files {
		temp, err := writeTemp(paths[i], f.data)
		if temp != "" {
			temps = append(temps, temp)
		}
		if err != nil {
			return usagef("", "%s: %s", paths[i], reason(err))
		}
	}
	for i := range files {
		if err := os.Rename(temps[i], paths[i]); err != nil {
			return usagef("", "%s: %s", paths[i], reason(err))
		}
	}
	return nil
}

// writeTemp writes data to a new file in the folder of path.
func writeTemp(path string, data []byte) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return f.Name(), err
}
