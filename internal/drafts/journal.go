package drafts

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// While the lock has digests in Before, it is a journal: each file in Before is
// on its way from that digest to the one in Files. Every step can be taken
// again, from wherever a run was stopped:
//
//	place holds Before   → moved to gone/, and looked at there
//	place is empty       → new/ is linked to it, which fails if somebody saved a file meanwhile
//	place holds Files    → arrived
//	place holds another  → an edit: it stays

// forward brings the new file to its place.
func (d *Draft) forward(name string) error {
	return d.replace(name, d.lock.Before[name], d.aside("gone", name), d.lock.Files[name], d.aside("new", name))
}

// backward brings the earlier file back to its place.
func (d *Draft) backward(name string) error {
	return d.replace(name, d.lock.Files[name], d.aside("new", name), d.lock.Before[name], d.aside("gone", name))
}

// replace takes one version of a file aside and puts another in its place; a
// version is "" if there is to be no file.
func (d *Draft) replace(name, from, aside, to, source string) error {
	now, err := d.digest(name)
	if err != nil {
		return err
	}
	if now != "" && now == from && from != to {
		// What is there already may be a link to the same file, and a file is
		// not renamed to itself.
		if err := d.disk.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := d.disk.Rename(name, aside); err != nil {
			return err
		}
		if now, err = d.digest(name); err != nil {
			return err
		}
	}
	if now == "" {
		if err := d.putBack(name, from, aside, to); err != nil {
			return err
		}
		if to == "" {
			return nil
		}
		arrived, err := d.put(name, to, source)
		if err != nil || arrived {
			return err
		}
		now, err = d.digest(name)
		if err != nil {
			return err
		}
	}
	if now != to {
		return errEdited
	}
	return nil
}

// putBack gives a file that was taken aside its place again if it was edited
// between the look at it and that.
func (d *Draft) putBack(name, from, aside, to string) error {
	there, err := d.digest(aside)
	if err != nil || there == "" || there == from || there == to {
		return err
	}
	if err := d.disk.Link(aside, name); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return errEdited
}

// put links a file to its empty place, and reports whether it arrived there: somebody may
// have saved another meanwhile. A file that was cut off is none.
func (d *Draft) put(name, digest, source string) (arrived bool, err error) {
	if !d.staged[source] {
		switch there, err := d.digest(source); {
		case err != nil:
			return false, err
		case there != digest:
			return false, errGone
		}
	}
	err = d.disk.Link(source, name)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

// errGone says that somebody removed a file from the state.
var errGone = errors.New("a file that was written is gone")

// finish takes the steps that a stopped run did not take. A file that was
// edited meanwhile stays as it is, and is found to be edited when a draft is
// written; one whose new version is gone stays the earlier one.
func (d *Draft) finish() error {
	lock := d.lock
	lock.Files = maps.Clone(lock.Files)
	for _, name := range slices.Sorted(maps.Keys(d.lock.Before)) {
		err := d.forward(name)
		if errors.Is(err, errGone) {
			err = d.backward(name)
			if errors.Is(err, errGone) {
				err = nil
			}
			lock.Files[name] = d.lock.Before[name]
		}
		if err != nil && !errors.Is(err, errEdited) {
			return err
		}
	}
	d.lock.Files = lock.Files
	return d.done()
}

// undo brings back the files of the draft before, and its lock.
func (d *Draft) undo(earlier Lock) error {
	var all error
	for _, name := range slices.Sorted(maps.Keys(d.lock.Before)) {
		if err := d.backward(name); err != nil && !errors.Is(err, errEdited) {
			all = errors.Join(all, err)
		}
	}
	if all != nil {
		return all
	}
	if earlier.Files == nil {
		if err := d.disk.Remove(d.at("lock.json")); err != nil {
			return err
		}
		d.lock = Lock{}
		return d.clear("new", "gone")
	}
	if err := d.record(earlier); err != nil {
		return err
	}
	return d.clear("new", "gone")
}

// keep makes the files that were replaced those that can be brought back, in
// place of the earlier ones. A run that replaced nothing leaves those.
func (d *Draft) keep() error {
	replaced := replaces(d.lock.Before)
	names, err := d.disk.List(d.at("old"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	comes := map[string]bool{}
	for name, digest := range d.lock.Before {
		comes[path.Base(d.aside("old", name))] = digest != "" || !replaced
	}
	for _, name := range names {
		if comes[name] != replaced {
			if err := d.disk.Remove(d.at("old", name)); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.lock.Before)) {
		if d.lock.Before[name] == "" {
			continue // nothing was there to be taken aside
		}
		if err := d.disk.Rename(d.aside("gone", name), d.aside("old", name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if !replaced {
		return nil
	}
	return d.disk.Sync(d.at("old"))
}
