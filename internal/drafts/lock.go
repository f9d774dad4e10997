package drafts

import (
	"encoding/json"
	"errors"
	"io/fs"
)

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

// Lock is what is recorded of the draft; the zero Lock if there is none.
func (d *Draft) Lock() Lock { return d.lock }

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
