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
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
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

// Lock is what is recorded of a draft.
type Lock struct {
	Program  string            `json:"clausewright"`
	Deal     Source            `json:"deal"`
	Template string            `json:"template"`
	Library  Source            `json:"library"`
	Notes    bool              `json:"notes,omitempty"`
	Paper    string            `json:"paper,omitempty"`
	Attach   bool              `json:"attach,omitempty"`
	Sent     []string          `json:"sent,omitempty"`   // digests of the drafts in sent/, the newest last
	Files    map[string]string `json:"files"`            // name -> digest of what was written
	Before   map[string]string `json:"before,omitempty"` // while the files of a draft replace these; "" for none
	Kept     map[string]string `json:"kept,omitempty"`   // what is in old/

	Earlier  map[string]string `json:"earlier,omitempty"`  // what Files said before of what the last draft wrote; "" for none
	Recorded map[string]string `json:"recorded,omitempty"` // beside Before: what Files are to say once all is there
	Undone   map[string]string `json:"undone,omitempty"`   // what the last undo brought back: where Files say otherwise it was edited before
}

// Source is a file or folder and the SHA-256 of what was in it. The name of a
// deal leads from the folder of drafts to it.
type Source struct {
	Name string `json:"name"`
	Hash string `json:"sha256"`
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

// EditedError names files that are not as they were written.
type EditedError struct{ Names []string }

func (e *EditedError) Error() string {
	return fmt.Sprintf("edited since they were written: %q", e.Names)
}

// errEdited says that a file changed while a draft was on its way to its place.
var errEdited = errors.New("edited meanwhile")

// Draft is the files of one draft in a folder.
type Draft struct {
	disk    Disk
	name    string
	lock    Lock
	settled map[string]string // digests of edited files whose edits are in what is written
	staged  map[string]bool   // files in new/ that this run has written, whole
}

// Settle says that the edits in a file, as it was when it had that digest, are
// in what will be written: the file may be replaced.
func (d *Draft) Settle(name, digest string) {
	if d.settled == nil {
		d.settled = map[string]string{}
	}
	d.settled[name] = digest
}

// Base is the name of the file that holds the draft without edits, and Deal that
// of its answers.
func Base(name string) string { return path.Join(StateFolder(name), "base.md") }
func Deal(name string) string { return path.Join(StateFolder(name), "deal.yaml") }

// Written is the name of the file that holds the draft with the edits that were
// in it when it was written last.
func Written(name string) string { return path.Join(StateFolder(name), "written.md") }

// Sent is the name of the file that holds a draft that was written, by its digest.
func Sent(name, digest string) string { return path.Join(StateFolder(name), "sent", digest+".md") }

// Unread is the name of the file that holds what is to be read in a draft.
func Unread(name string) string { return path.Join(StateFolder(name), "unread.json") }

// aside is where a file is kept on its way to its place, or after it. Names of
// drafts hold no slash; those of the state do.
func (d *Draft) aside(folder, name string) string {
	return d.at(folder, strings.ReplaceAll(name, "/", "~"))
}

// StateFolder is the folder that holds what is known of the draft of a name.
func StateFolder(name string) string { return path.Join(".clausewright", name) }

func (d *Draft) at(parts ...string) string {
	return path.Join(append([]string{StateFolder(d.name)}, parts...)...)
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

// Lock is what is recorded of the draft; the zero Lock if there is none.
func (d *Draft) Lock() Lock { return d.lock }

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

// Write puts the files of a draft in their places and records what lock says of
// them. Files that are not as they were written are an EditedError, and nothing
// is changed, unless overwrite gives them up. Once ctx is done nothing is begun;
// what has begun is finished.
func (d *Draft) Write(ctx context.Context, lock Lock, files []File, overwrite bool) error {
	lock.Recorded, lock.Undone = nil, nil
	return d.write(ctx, lock, files, overwrite)
}

// Undo brings back what the last draft replaced, and what was known of it. What it
// replaces in turn an undo after it brings back.
func (d *Draft) Undo(ctx context.Context, lock Lock, files []File, overwrite bool) error {
	lock.Recorded, lock.Undone = maps.Clone(d.lock.Earlier), maps.Clone(d.lock.Kept)
	for _, name := range slices.Sorted(maps.Keys(d.lock.Earlier)) {
		if _, kept := d.lock.Kept[name]; !kept && d.lock.Earlier[name] == "" {
			if path.Dir(name) == StateFolder(d.name) {
				files = append(files, File{Name: name, Gone: true})
			} else {
				delete(lock.Recorded, name) // a file that came with the draft stays: it may have been sent
			}
		}
	}
	for name, digest := range d.lock.Undone {
		d.Settle(name, digest)
	}
	return d.write(ctx, lock, files, overwrite)
}

func (d *Draft) write(ctx context.Context, lock Lock, files []File, overwrite bool) error {
	digests := map[string]string{}
	for _, f := range files {
		digests[f.Name] = f.digest()
	}
	before, err := d.looked(files, digests, overwrite)
	if err != nil {
		return err
	}
	lock.Files = maps.Clone(d.lock.Files)
	if lock.Files == nil {
		lock.Files = map[string]string{}
	}
	lock.Earlier = map[string]string{}
	for _, f := range files {
		lock.Earlier[f.Name] = d.lock.Files[f.Name]
		lock.Files[f.Name] = digests[f.Name]
		if before[f.Name] == lock.Files[f.Name] {
			delete(before, f.Name)
		}
	}
	lock.Before, lock.Kept = before, nil
	if !replaces(before) { // what the draft before replaced can still be brought back
		lock.Kept = maps.Clone(d.lock.Kept)
		maps.DeleteFunc(lock.Kept, func(name, _ string) bool { _, comes := before[name]; return comes })
		lock.Earlier = maps.Clone(d.lock.Earlier)
	}
	if err := d.stage(ctx, files, before); err != nil {
		return errors.Join(err, d.clear("new", "gone"))
	}
	earlier := d.lock
	if err := d.record(lock); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if err := d.forward(name); err != nil {
			return errors.Join(d.undo(earlier), d.edited(name, err))
		}
	}
	return d.done()
}

// edited is the error of a file that is not what it was a moment before.
func (d *Draft) edited(name string, err error) error {
	if errors.Is(err, errEdited) {
		return &EditedError{[]string{name}}
	}
	return err
}

// looked is the digest of each file as it is before a draft is written, in which it
// has another.
func (d *Draft) looked(files []File, digests map[string]string, overwrite bool) (map[string]string, error) {
	before := map[string]string{}
	var edited []string
	for _, f := range files {
		now, err := d.digest(f.Name)
		if err != nil {
			return nil, err
		}
		before[f.Name] = now
		if now != "" && now != d.lock.Files[f.Name] && now != digests[f.Name] && now != d.settled[f.Name] {
			edited = append(edited, f.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.lock.Kept)) {
		// An editor may have written into a file that was just replaced.
		switch now, err := d.digest(d.aside("old", name)); {
		case err != nil:
			return nil, err
		case now != "" && now != d.lock.Kept[name]:
			edited = append(edited, d.aside("old", name))
		}
	}
	if len(edited) > 0 && !overwrite {
		return nil, &EditedError{edited}
	}
	return before, nil
}

// stage writes the files that will change beside their places.
func (d *Draft) stage(ctx context.Context, files []File, before map[string]string) error {
	folders := append([]string{d.at("new")}, foldersOf(before)...)
	if replaces(before) {
		folders = append(folders, d.at("gone"), d.at("old"))
	}
	for _, folder := range folders {
		if folder == "." {
			continue // that of the state is in it
		}
		if err := d.disk.Mkdir(folder); err != nil {
			return err
		}
	}
	if err := d.clear("new", "gone"); err != nil {
		return err
	}
	d.staged = map[string]bool{}
	for _, f := range files {
		if _, changes := before[f.Name]; !changes || f.Gone {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.disk.Write(d.aside("new", f.Name), f.Data, f.Name); err != nil {
			return err
		}
		d.staged[d.aside("new", f.Name)] = true
	}
	if err := d.disk.Sync(d.at("new")); err != nil {
		return err
	}
	return ctx.Err()
}

// foldersOf lists the folders of files, each once.
func foldersOf(files map[string]string) []string {
	var folders []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if folder := path.Dir(name); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// replaces reports whether a file is there whose place a new one takes.
func replaces(before map[string]string) bool {
	for _, digest := range before {
		if digest != "" {
			return true
		}
	}
	return false
}

// clear removes the files of folders of the state.
func (d *Draft) clear(folders ...string) error {
	var all error
	for _, folder := range folders {
		names, err := d.disk.List(d.at(folder))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
		for _, name := range names {
			all = errors.Join(all, d.disk.Remove(d.at(folder, name)))
		}
	}
	return all
}

// record writes the lock at once, and waits until it is on the disk.
func (d *Draft) record(lock Lock) error {
	if err := d.putLock(lock); err != nil {
		return err
	}
	return d.disk.Sync(d.at())
}

// putLock writes the lock at once.
func (d *Draft) putLock(lock Lock) error {
	text, err := json.MarshalIndent(lock, "", "  ")
	if err != nil {
		return err
	}
	temp := d.at("new", "lock.json")
	if err := d.disk.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := d.disk.Write(temp, append(text, '\n'), ""); err != nil {
		return err
	}
	if err := d.disk.Rename(temp, d.at("lock.json")); err != nil {
		return err
	}
	d.lock = lock
	return nil
}

// done records that all files are in their places.
func (d *Draft) done() error {
	for _, folder := range foldersOf(d.lock.Before) {
		if err := d.disk.Sync(folder); err != nil {
			return err
		}
	}
	// From here on a run that is stopped is finished by the next one to the same end,
	// whether or not the names that follow are on the disk.
	if err := d.keep(); err != nil {
		return err
	}
	lock := d.lock
	lock.Before, lock.Recorded = nil, nil
	lock.Files = maps.Clone(lock.Files)
	maps.Copy(lock.Files, d.lock.Recorded)
	maps.DeleteFunc(lock.Files, func(_, digest string) bool { return digest == "" })
	for name, digest := range d.lock.Before {
		if digest == "" {
			continue
		}
		if lock.Kept == nil {
			lock.Kept = map[string]string{}
		}
		lock.Kept[name] = digest
	}
	if err := d.putLock(lock); err != nil {
		return err
	}
	return d.clear("new", "gone")
}
