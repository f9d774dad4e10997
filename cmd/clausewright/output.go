package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/lockedfile"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
)

// writeDraft writes the files of a draft with the edits that people made in it,
// all or none, and returns their paths.
func (a *app) writeDraft(flags draftFlags, deal string, made *madeDraft, formats []render.Format, opts render.Options) ([]string, error) {
	out, name := disk(flags.output), draftName(deal, flags)
	if err := out.checkPlaces(deal, name, formats); err != nil {
		return nil, err
	}
	record, err := a.newLock(flags, out, deal, made)
	if err != nil {
		return nil, err
	}
	return out.write(name, flags.overwrite || flags.discard, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
		if err := out.checkDeal(deal, name, record.Deal, d.Lock().Deal); err != nil && !flags.overwrite {
			return record, nil, err
		}
		if d.Lock().Program == "" {
			a.tellRenamed(out)
		}
		doc, made, unread, err := a.withEdits(flags, out, deal, name, d, made)
		if err != nil {
			return record, nil, err
		}
		record.Deal.Hash = digestOf(made.Source)
		if doc != made.Document {
			formats = noneBehind(name, d, formats)
		}
		base, err := made.Markdown()
		written := base
		if err == nil && doc != made.Document {
			written, err = markdownOf(doc)
		}
		if err != nil {
			return record, nil, err
		}
		digest, sent, all, err := out.keepSent(name, d, written)
		if err != nil {
			return record, nil, err
		}
		opts.Digest, record.Sent = digest, all
		files, err := renderWritten(doc, written, name, formats, opts)
		if err != nil {
			return record, nil, err
		}
		files = append(files, sent, drafts.File{Name: drafts.Base(name), Data: base}, drafts.File{Name: drafts.Deal(name), Data: made.Source})
		_, there := d.Lock().Files[drafts.Written(name)]
		if there || doc != made.Document {
			files = append(files, drafts.File{Name: drafts.Written(name), Data: written})
		}
		files, err = withUnread(files, name, d, unread)
		return record, files, err
	})
}

// checkPlaces refuses a folder or a name in which the files of a draft cannot lie.
func (out disk) checkPlaces(deal, name string, formats []render.Format) error {
	if info, err := os.Stat(string(out)); err == nil && !info.IsDir() {
		return usagef("name a folder with -o", "folder %s: is a file", string(out))
	}
	if err := portableName(name); err != nil {
		return err
	}
	return out.checkTargets(deal, namesOf(name, formats))
}

// renderWritten renders the files of a draft that people read; the Markdown is
// written already.
func renderWritten(doc *document.Document, written []byte, name string, formats []render.Format, opts render.Options) ([]drafts.File, error) {
	isMarkdown := func(f render.Format) bool { return f.Name == "md" }
	files, err := renderAll(doc, name, slices.DeleteFunc(slices.Clone(formats), isMarkdown), opts)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(formats, isMarkdown); i >= 0 {
		files = slices.Insert(files, i, drafts.File{Name: name + ".md", Data: written})
	}
	return files, nil
}

// withUnread adds what is still to be read to the files of a draft, where
// something is or was.
func withUnread(files []drafts.File, name string, d *drafts.Draft, unread []edits.Unread) ([]drafts.File, error) {
	if _, there := d.Lock().Files[drafts.Unread(name)]; !there && len(unread) == 0 {
		return files, nil
	}
	list, err := json.MarshalIndent(unread, "", "  ")
	return append(files, drafts.File{Name: drafts.Unread(name), Data: append(list, '\n')}), err
}

// markdownOf is a document as people edit it.
func markdownOf(doc *document.Document) ([]byte, error) {
	var b bytes.Buffer
	err := markdown.Write(&b, doc)
	return b.Bytes(), err
}

// write puts files of one name in their places, all or none, and returns the
// paths of those that people read. Make makes them and what is recorded
// of them, knowing those that are there.
func (out disk) write(name string, overwrite bool, build func(*drafts.Draft) (drafts.Lock, []drafts.File, error)) ([]string, error) {
	return out.change(name, build, func(ctx context.Context, d *drafts.Draft, record drafts.Lock, files []drafts.File) error {
		return d.Write(ctx, record, files, overwrite)
	})
}

// change puts files of one name in their places by one of the ways to do that.
func (out disk) change(name string, build func(*drafts.Draft) (drafts.Lock, []drafts.File, error), put func(context.Context, *drafts.Draft, drafts.Lock, []drafts.File) error) ([]string, error) {
	if err := out.Mkdir(drafts.StateFolder(name)); err != nil {
		return nil, usagef("", "folder %s: %s", string(out), diag.Reason(err))
	}
	// Another run on the same draft goes first, or waits.
	unlock, err := lockedfile.MutexAt(out.path(path.Join(drafts.StateFolder(name), "busy"))).Lock()
	if err != nil {
		return nil, usagef("", "folder %s: %s", string(out), diag.Reason(err))
	}
	defer unlock()
	d, err := drafts.Open(out, name)
	if err != nil {
		return nil, out.usage(err)
	}
	record, files, err := build(d)
	if err != nil {
		return nil, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := put(ctx, d, record, files); err != nil {
		return nil, out.usage(err)
	}
	var paths []string
	for _, f := range files {
		if !strings.HasPrefix(f.Name, drafts.StateFolder(name)) {
			paths = append(paths, out.path(f.Name))
		}
	}
	return paths, nil
}

// usage is an error of writing a draft, for a person.
func (d disk) usage(err error) error {
	var edited *drafts.EditedError
	switch {
	case errors.As(err, &edited):
		var names []string
		for _, name := range edited.Names {
			names = append(names, filepath.ToSlash(d.path(name)))
		}
		return usagef("see with redline what was edited; move the file away, write to another folder with -o, or run again with --overwrite to lose the edits",
			"edited by hand since it was written, so nothing is overwritten: %s", strings.Join(names, ", "))
	case errors.Is(err, context.Canceled):
		return usagef("", "interrupted: nothing is written")
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		return usagef("", "%s: %s", filepath.ToSlash(at.Path), diag.Reason(err))
	}
	return usagef("", "folder %s: %s", string(d), err)
}
