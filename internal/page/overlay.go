package page

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// overlay is a library in which one file holds what somebody typed.
type overlay struct {
	fs.FS
	name string
	text []byte
}

func (s *Library) with(name string, text []byte) fs.FS { return overlay{s.folder.FS(), name, text} }

func (t overlay) Open(name string) (fs.File, error) {
	if name != t.name {
		return t.FS.Open(name)
	}
	return &typedFile{Reader: bytes.NewReader(t.text), name: path.Base(name), size: int64(len(t.text))}, nil
}

// typedFile is the file, open.
type typedFile struct {
	*bytes.Reader
	name string
	size int64
}

func (f *typedFile) Close() error               { return nil }
func (f *typedFile) Stat() (fs.FileInfo, error) { return typedInfo{f.name, f.size}, nil }

// typedInfo is what a disk would say of it.
type typedInfo struct {
	name string
	size int64
}

func (i typedInfo) Name() string       { return i.name }
func (i typedInfo) Size() int64        { return i.size }
func (i typedInfo) Mode() fs.FileMode  { return 0o644 }
func (i typedInfo) ModTime() time.Time { return time.Time{} }
func (i typedInfo) IsDir() bool        { return false }
func (i typedInfo) Sys() any           { return nil }
