package drafts

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// EditedError names files that are not as they were written.
type EditedError struct{ Names []string }

func (e *EditedError) Error() string {
	return fmt.Sprintf("edited since they were written: %q", e.Names)
}

// errEdited says that a file changed while a draft was on its way to its place.
var errEdited = errors.New("edited meanwhile")

// Settle says that the edits in a file, as it was when it had that digest, are
// in what will be written: the file may be replaced.
func (d *Draft) Settle(name, digest string) {
	if d.settled == nil {
		d.settled = map[string]string{}
	}
	d.settled[name] = digest
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
