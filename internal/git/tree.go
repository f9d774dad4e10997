package git

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// FS is the folder of a commit as a file system; dir is slash-separated, "." the
// whole. A file is read when it is, and not before.
func (c Commit) FS(dir string) (fs.FS, error) {
	t := &tree{repository: c.repository}
	t.root = entry{name: ".", mode: fs.ModeDir, hash: c.commit.tree}
	at, err := t.find("open", dir)
	if err != nil {
		return nil, err
	}
	if !at.mode.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: errors.New("is not a folder")}
	}
	at.name = "."
	t.root = at
	return t, nil
}

// tree is an fs.FS over the objects of a repository. Several may read from it at once.
type tree struct {
	repository *Repository
	root       entry
	folders    sync.Map // plumbing.Hash -> []entry, as they were read
}

// entry is a name in a folder.
type entry struct {
	name string
	mode fs.FileMode
	hash plumbing.Hash
}

// maxEntries is how many names a folder may hold.
const maxEntries = 100_000

// modes are the kinds of entry that git writes. What is no file and no folder
// is named as what it is, so that nobody takes it for one.
var modes = map[string]fs.FileMode{
	"40000":  fs.ModeDir | 0o755,
	"100644": 0o644,
	"100664": 0o644,
	"100755": 0o755,
	"120000": fs.ModeSymlink | 0o777,
	"160000": fs.ModeIrregular, // another repository
}

// list lists a folder, sorted by name.
func (t *tree) list(h plumbing.Hash) ([]entry, error) {
	if kept, ok := t.folders.Load(h); ok {
		return kept.([]entry), nil
	}
	o, err := t.repository.read(h)
	if err != nil {
		return nil, err
	}
	if o.kind != plumbing.TreeObject {
		return nil, fmt.Errorf("object %s: is no folder", h)
	}
	entries, err := parseTree(o.data)
	if err != nil {
		return nil, fmt.Errorf("object %s: %w", h, err)
	}
	t.folders.Store(h, entries)
	return entries, nil
}

// parseTree reads what a folder holds: for each entry its mode, its name, and
// the bytes of its hash. Names that would lead elsewhere are refused.
func parseTree(data []byte) ([]entry, error) {
	var entries []entry
	for len(data) > 0 {
		head, rest, ok := bytes.Cut(data, []byte{0})
		if !ok || len(rest) < nameSize || len(entries) == maxEntries {
			return nil, errors.New("is damaged, or holds too many names")
		}
		word, name, _ := strings.Cut(string(head), " ")
		mode, ok := modes[word]
		if !ok || !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "/\\") {
			return nil, fmt.Errorf("holds %q, which no folder can", name)
		}
		e := entry{name: name, mode: mode}
		copy(e.hash[:], rest)
		entries, data = append(entries, e), rest[nameSize:]
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return entries, nil
}

// find finds what has a name.
func (t *tree) find(op, name string) (entry, error) {
	if !fs.ValidPath(name) {
		return entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	at := t.root
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if !at.mode.IsDir() {
			return entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		entries, err := t.list(at.hash)
		if err != nil {
			return entry{}, &fs.PathError{Op: op, Path: name, Err: err}
		}
		i := slices.IndexFunc(entries, func(e entry) bool { return e.name == part })
		if i < 0 {
			return entry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		at = entries[i]
	}
	return at, nil
}

// Open opens a file or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	e, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	return &opened{tree: t, entry: e, path: name}, nil
}

// Lstat tells of a name without following a link; nor does Stat.
func (t *tree) Lstat(name string) (fs.FileInfo, error) {
	e, err := t.find("lstat", name)
	if err != nil {
		return nil, err
	}
	return t.info(e)
}

// Stat tells of a name.
func (t *tree) Stat(name string) (fs.FileInfo, error) { return t.Lstat(name) }

// ReadLink is there for fs.ReadLinkFS; no link is followed.
func (t *tree) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: errors.ErrUnsupported}
}

// ReadDir lists a folder by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !e.mode.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("is not a folder")}
	}
	entries, err := t.list(e.hash)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	list := make([]fs.DirEntry, len(entries))
	for i, e := range entries {
		list[i] = dirEntry{t, e}
	}
	return list, nil
}

func (t *tree) info(e entry) (fs.FileInfo, error) {
	if !e.mode.IsRegular() {
		return entryInfo{e, 0}, nil
	}
	size, err := t.repository.size(e.hash)
	return entryInfo{e, size}, err
}

// dirEntry is an entry whose length is asked for only when somebody wants it.
type dirEntry struct {
	tree *tree
	entry
}

func (d dirEntry) Name() string               { return d.name }
func (d dirEntry) IsDir() bool                { return d.mode.IsDir() }
func (d dirEntry) Type() fs.FileMode          { return d.mode.Type() }
func (d dirEntry) Info() (fs.FileInfo, error) { return d.tree.info(d.entry) }

// entryInfo is what is known of an entry. Git keeps no times.
type entryInfo struct {
	entry
	size int64
}

func (i entryInfo) Name() string       { return path.Base(i.name) }
func (i entryInfo) Size() int64        { return i.size }
func (i entryInfo) Mode() fs.FileMode  { return i.mode }
func (i entryInfo) ModTime() time.Time { return time.Time{} }
func (i entryInfo) IsDir() bool        { return i.mode.IsDir() }
func (i entryInfo) Sys() any           { return nil }

// opened is an open file or folder. What a file says is read with the first
// Read.
type opened struct {
	tree   *tree
	entry  entry
	path   string
	reader *bytes.Reader
	listed int
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.tree.info(o.entry) }
func (o *opened) Close() error               { return nil }

func (o *opened) Read(p []byte) (int, error) {
	if !o.entry.mode.IsRegular() {
		return 0, &fs.PathError{Op: "read", Path: o.path, Err: errors.New("is no regular file")}
	}
	if o.reader == nil {
		blob, err := o.tree.repository.read(o.entry.hash)
		if err != nil {
			return 0, &fs.PathError{Op: "read", Path: o.path, Err: err}
		}
		o.reader = bytes.NewReader(blob.data)
	}
	return o.reader.Read(p)
}

// ReadDir lists the next entries of a folder.
func (o *opened) ReadDir(n int) ([]fs.DirEntry, error) {
	all, err := o.tree.ReadDir(o.path)
	if err != nil {
		return nil, err
	}
	rest := all[min(o.listed, len(all)):]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	o.listed += len(rest)
	return rest, nil
}
