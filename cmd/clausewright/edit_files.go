package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/page"
)

// dealFolder is a folder of deal files.
type dealFolder struct {
	app   *app
	path  string
	flags editFlags
}

func (f *dealFolder) Name() string {
	if full, err := filepath.Abs(f.path); err == nil {
		return filepath.ToSlash(full)
	}
	return filepath.ToSlash(f.path)
}

func (f *dealFolder) List() ([]string, error) {
	if _, err := os.ReadDir(f.path); err != nil {
		return nil, err
	}
	files, err := dealsIn(f.path)
	if err != nil {
		return nil, nil // no file names a template
	}
	for i, name := range files {
		files[i] = filepath.Base(name)
	}
	return files, nil
}

// Open opens a deal file of the folder itself. A name with a folder in it, or of another
// kind of file, is none.
func (f *dealFolder) Open(name string) (page.File, page.Folder, error) {
	if ext := filepath.Ext(name); ext != ".yaml" && ext != ".yml" {
		name += ".yaml"
	}
	if name != filepath.Base(name) || !filepath.IsLocal(name) || strings.HasPrefix(name, ".") || strings.ContainsAny(name, `/\:`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }) {
		return nil, nil, fmt.Errorf("%q can be no deal file of this folder: give a name such as acme.yaml, without a folder", name)
	}
	file := filepath.Join(f.path, name)
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s is no file", name)
	}
	folder, err := f.app.draftsBeside(file, f.flags)
	return dealFile(file), folder, err
}

// libraryFolder is the folder of a library on the disk; no name leads out of it.
type libraryFolder struct {
	root *os.Root
	fsys fs.FS
	dir  string
}

func (f *libraryFolder) Name() string { return filepath.ToSlash(f.root.Name()) }
func (f *libraryFolder) Dir() string  { return f.dir }
func (f *libraryFolder) FS() fs.FS    { return f.fsys }

// Write replaces a file if it holds what was read: the new one is complete before that
// is looked at for the last time.
func (f *libraryFolder) Write(name string, before, after []byte) error {
	info, err := f.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return errors.Join(fmt.Errorf("%s is no file of the library", name), err)
	}
	temp := path.Join(path.Dir(name), "."+path.Base(name)+"."+rand.Text()[:8]+".new")
	defer func() { _ = f.root.Remove(temp) }()
	if err := f.writeNew(temp, after, info.Mode().Perm()); err != nil {
		return fmt.Errorf("%s cannot be written: %s", name, diag.Reason(err))
	}
	if now, err := library.ReadFile(f.fsys, name); err != nil || !bytes.Equal(now, before) {
		return page.ErrChanged
	}
	if err := f.root.Rename(temp, name); err != nil {
		return fmt.Errorf("%s cannot be written: %s", name, diag.Reason(err))
	}
	return nil
}

// writeNew writes a file that was not there, down to the disk.
func (f *libraryFolder) writeNew(name string, data []byte, mode fs.FileMode) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
