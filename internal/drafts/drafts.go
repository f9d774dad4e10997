// Package drafts keeps the files of drafts in a folder: the files of one draft
// change together or not at all, also when the program is killed, and what
// somebody edited is never lost. What it needs to know for that, and the files
// that the last draft replaced, are in .clausewright/NAME/ beside the drafts:
//
//	lock.json   what the draft was made from, and the digest of each file as written
//	new/        the files of a draft on their way to their places
//	gone/       the files that they replace, until all are there
//	old/        the files that the last draft replaced
//	base.md     the draft as last written, without anybody's edits
//	deal.yaml   the answers that it was made from
//	written.md  the draft as last written, with the edits of until then
//	sent/       the drafts that were written, by their digest, for what comes back of them
//	unread.json the sentences in which an edit and the deal met and that nobody has read yet
package drafts

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// Disk is the folder of drafts. Names are slash-separated and relative to it. A
// method that was stopped halfway has done all of its work or, but for a new
// file that Write leaves cut off, none.
type Disk interface {
	Read(name string) ([]byte, error)                  // fs.ErrNotExist if there is none
	Write(name string, data []byte, like string) error // a new file, on the disk when Write returns, with the mode of like if that is there
	Rename(from, to string) error
	Link(from, to string) error // fs.ErrExist if to is there
	Remove(name string) error
	Mkdir(name string) error // and those above; nothing if it is there
	List(dir string) ([]string, error)
	Sync(dir string) error // the names in dir are on the disk when it returns
}

// File is one file of a draft, such as battery.pdf.
type File struct {
	Name string
	Data []byte
	Gone bool // there is to be none
}

// digest is the digest of the file; "" if there is to be none.
func (f File) digest() string {
	if f.Gone {
		return ""
	}
	return Digest(f.Name, f.Data)
}

// Draft is the files of one draft in a folder.
type Draft struct {
	disk    Disk
	name    string
	lock    Lock
	settled map[string]string // digests of edited files whose edits are in what is written
	staged  map[string]bool   // files in new/ that this run has written, whole
}

// Open reads what is known of a draft, after finishing what an earlier run began
// and was stopped in. No other run may have it open.
func Open(disk Disk, name string) (*Draft, error) {
	d, err := Peek(disk, name)
	if errors.Is(err, ErrStopped) {
		return d, d.finish()
	}
	return d, err
}

// ErrStopped says that an earlier run was stopped, or is on its way.
var ErrStopped = errors.New("the draft is being written, or was stopped on the way")

// Peek reads what is known of a draft and changes nothing. With ErrStopped its
// files are some of one run and some of the one before.
func Peek(disk Disk, name string) (*Draft, error) {
	d := &Draft{disk: disk, name: name}
	raw, err := disk.Read(d.at("lock.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &d.lock); err != nil {
		return nil, fmt.Errorf("%s: is not a lock of clausewright", d.at("lock.json"))
	}
	if d.lock.Before != nil {
		return d, ErrStopped
	}
	return d, nil
}

// Replaced are the files that the last draft replaced, as they were.
func (d *Draft) Replaced() ([]File, error) {
	var files []File
	for _, name := range slices.Sorted(maps.Keys(d.lock.Kept)) {
		data, err := d.disk.Read(d.aside("old", name))
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: name, Data: data})
	}
	return files, nil
}

// Digest is the SHA-256 of a file. Line ends and a byte order mark, which
// editors change by themselves, do not count in files of text.
func Digest(name string, data []byte) string {
	if ext := path.Ext(name); ext == ".md" || ext == ".html" {
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		if crlf := []byte("\r\n"); bytes.Contains(data, crlf) {
			data = bytes.ReplaceAll(data, crlf, []byte("\n"))
		}
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// digest is the digest of a file as it is; "" if there is none.
func (d *Draft) digest(name string) (string, error) {
	data, err := d.disk.Read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return Digest(name, data), err
}
