package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk is a folder of drafts.
type disk string

func (d disk) path(name string) string { return filepath.Join(string(d), filepath.FromSlash(name)) }

// maxWritten is how long a file of a draft may be to be looked at again, in
// bytes; none is ever written that long.
const maxWritten = 1 << 30

func (d disk) Read(name string) ([]byte, error) { return readFile(d.path(name), maxWritten) }

// Write makes a new file with the mode of another one, or else what the umask
// leaves.
func (d disk) Write(name string, data []byte, like string) error {
	mode := fs.FileMode(0o666)
	kept := false
	if info, err := os.Stat(d.path(like)); like != "" && err == nil {
		mode, kept = info.Mode().Perm(), true
	}
	return writeSynced(d.path(name), data, mode, kept)
}

// writeSynced writes a new file and waits until it is on the disk. With exact,
// the umask has no say in its mode.
func writeSynced(path string, data []byte, mode fs.FileMode, exact bool) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && exact {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (d disk) Rename(from, to string) error { return os.Rename(d.path(from), d.path(to)) }
func (d disk) Remove(name string) error     { return os.Remove(d.path(name)) }

func (d disk) Mkdir(name string) error {
	if os.Mkdir(d.path(name), 0o777) == nil {
		return nil // as mostly, the one above is there
	}
	return os.MkdirAll(d.path(name), 0o777)
}

// Link gives a file a second name. Where the disk knows no links, it is renamed
// if there is none of that name.
func (d disk) Link(from, to string) error {
	err := os.Link(d.path(from), d.path(to))
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Lstat(d.path(to)); err == nil {
		return fs.ErrExist
	}
	return d.Rename(from, to)
}

func (d disk) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(d.path(dir))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}

// Sync waits until the names in a folder are on the disk. Windows keeps them by
// itself and does not let a folder be synced.
func (d disk) Sync(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(d.path(dir))
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, fs.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // a disk that cannot
	}
	return errors.Join(err, f.Close())
}
