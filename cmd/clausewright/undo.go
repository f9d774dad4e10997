package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"clausewright/internal/drafts"
)

// undo brings back the files that the last draft replaced, edits and all. Those
// that it replaces in turn are kept, so that a second undo takes the first back.
func (a *app) undo(deal string, flags draftFlags) error {
	out, name := disk(flags.output), draftName(deal, flags)
	if flags.output == "-" {
		return usagef("name the folder of the draft with -o", "on standard output nothing is replaced")
	}
	if info, err := os.Stat(out.path(drafts.StateFolder(name))); err != nil || !info.IsDir() {
		return usagef("name the folder of the draft with -o", "there is no draft of %s in %s", name, string(out))
	}
	var made []byte // the deal that the draft was made from
	written, err := out.change(name, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
		record := d.Lock()
		files, err := d.Replaced()
		if err != nil {
			return record, nil, out.usage(err)
		}
		if len(files) == 0 {
			return record, nil, usagef("", "the last draft of %s in %s replaced nothing", name, string(out))
		}
		for _, f := range files {
			if f.Name == drafts.Deal(name) {
				record.Deal.Hash, made = digestOf(f.Data), f.Data
			}
		}
		return record, files, nil
	}, func(ctx context.Context, d *drafts.Draft, record drafts.Lock, files []drafts.File) error {
		return d.Undo(ctx, record, files, flags.overwrite || flags.discard)
	})
	if err != nil {
		return err
	}
	if now, err := os.ReadFile(deal); made != nil && err == nil && !bytes.Equal(now, made) {
		a.tellf("%s stays as it is; the draft that is back was made from %s", filepath.ToSlash(deal), filepath.ToSlash(out.path(drafts.Deal(name))))
	}
	return a.tellWritten(written)
}
