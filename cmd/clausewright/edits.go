package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/markdown"
	"clausewright/internal/merge"
	"clausewright/internal/redline"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// editing is the edits of a draft on their way into the new one.
type editing struct {
	list     []edits.Edited
	base     *document.Document // the draft as it was written last, without them
	begin    func()             // reading it, and the new draft, beside the edits
	take     edits.Take
	unread   []edits.Unread
	comments []docx.Comment // of the Word files
	strict   bool           // a draft that is made of them has no warnings
}

// editing finds the edits that people made since a draft was written last; nil
// if there are none. Those in the draft are to be put into made; nil if into none.
func (a *app) editing(flags draftFlags, out disk, name string, d *drafts.Draft, made *madeDraft) (*editing, error) {
	e := &editing{strict: flags.strict}
	var err error
	var base func() (*document.Document, error)
	e.begin = sync.OnceFunc(func() {
		base = beside(func() (*document.Document, error) { return out.base(name) })
		if made != nil {
			made.beginReading()
		}
	})
	if e.take, err = edits.ParseTake(flags.take); err != nil {
		return nil, usagef("write mine, deal or theirs, or mine=NAME,… with the name that a conflict shows", "--take: %s", err)
	}
	if err := a.edited(e, flags, out, name, d); err != nil {
		return nil, err
	}
	for _, theirs := range flags.theirs {
		e.begin()
		r, err := a.returned(theirs)
		if err == nil {
			err = a.measure(out, name, d, r)
		}
		if err != nil {
			return nil, err
		}
		e.comments = append(e.comments, r.comments...)
		e.list = append(e.list, r.Edited)
	}
	if len(e.list) == 0 {
		if len(flags.take) > 0 {
			a.tellf("--take decides nothing: nobody edited the draft")
		}
		if flags.issues != "" {
			a.tellf("--issues settles nothing: nobody edited the draft")
		}
		return nil, nil
	}
	if e.unread, err = out.unread(name); err != nil {
		return nil, err
	}
	if e.base, err = base(); err != nil {
		return nil, err
	}
	if e.list[0].From != nil { // what it began as is not the base: what was written since is the other side
		written, err := out.written(name)
		if err == nil && written == nil {
			written, err = out.base(name)
		}
		if err != nil {
			return nil, err
		}
		e.list = slices.Insert(e.list, 0, edits.Edited{Name: filepath.ToSlash(out.path(name + ".md")), Document: written})
	}
	for _, edited := range e.list {
		if strings.HasSuffix(edited.Name, ".docx") {
			edits.Redraw(edited.Document, e.base)
		}
	}
	settled, err := a.settlement(flags)
	if err == nil && settled != nil {
		err = a.settle(e, settled, flags)
	}
	return e, err
}

// unread is what was to be read when a draft was written last.
func (out disk) unread(name string) ([]edits.Unread, error) {
	data, err := out.Read(drafts.Unread(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var list []edits.Unread
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Unread(name)), diag.Reason(err))
	}
	return list, nil
}

// joined is a draft with the edits in it.
type joined struct {
	*edits.Outcome
	made *madeDraft                // without them
	over func() *comparison.Report // what they changed in it
}

// into puts the edits into a draft.
func (e *editing) into(made *madeDraft) (*joined, error) {
	newer, err := made.reread()
	if err != nil {
		return nil, err
	}
	kept, err := edits.Keep(e.base, newer, e.list, e.take, document.Options{Terms: made.Library.Terms(), Names: made.Library.Names}, e.unread...)
	if err != nil {
		return nil, usagef("take the edits out of the table and type them again, or drop them with --discard-edits", "the edits do not fit into the new draft: %s", err)
	}
	over := sync.OnceValue(func() *comparison.Report {
		return comparison.Compare(comparison.Side{Document: made.Document}, comparison.Side{Document: kept.Document})
	})
	return &joined{kept, made, over}, nil
}

// withEdits is what a draft comes to with the edits that people made since it
// was written last, and what is to be read in it. The draft is another one where
// values are accepted.
func (a *app) withEdits(flags draftFlags, out disk, deal, name string, d *drafts.Draft, made *madeDraft) (*document.Document, *madeDraft, []edits.Unread, error) {
	e, err := a.editing(flags, out, name, d, made)
	if err != nil || e == nil {
		return made.Document, made, nil, err
	}
	for _, c := range e.comments {
		a.tellf("a comment%s: %s", whereAbout(c), c.Text)
	}
	kept, err := e.into(made)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(kept.Conflicts) > 0 {
		a.tellConflicts(kept.Conflicts, out, name, made)
	}
	if flags.accept && kept.Document != nil && !kept.Problems.HasErrors() {
		if kept, err = a.acceptValues(deal, e, kept, draft.Options{Notes: flags.notes, Force: flags.force}); err != nil {
			return nil, nil, nil, err
		}
	}
	if flags.reviewed {
		kept.Reviews = nil
	}
	return kept.Document, kept.made, kept.Unread(), a.tellEdits(kept, e.take, flags)
}

// noneBehind are the formats that are written with edits: the file that holds
// the edits and all that were written before are among them, so that none falls
// behind.
func noneBehind(name string, d *drafts.Draft, formats []render.Format) []render.Format {
	for _, f := range render.Names() {
		_, there := d.Lock().Files[name+"."+f]
		if (there || f == "md") && !slices.ContainsFunc(formats, func(g render.Format) bool { return g.Name == f }) {
			formats = append(slices.Clone(formats), mustFormat(f))
		}
	}
	return formats
}

// edited adds the files of a draft that people worked on. What they hold is
// settled: it will be in what is written.
func (a *app) edited(e *editing, flags draftFlags, out disk, name string, d *drafts.Draft) error {
	if flags.discard || flags.overwrite {
		return nil
	}
	before := d.Lock().Files
	if before[drafts.Base(name)] == "" {
		return nil // written by an earlier program, or never
	}
	there, asWritten := false, false // the Markdown, which holds all edits so far
	for _, format := range []string{"md", "docx"} {
		file := name + "." + format
		data, err := out.Read(file)
		if errors.Is(err, fs.ErrNotExist) || before[file] == "" {
			continue
		}
		if err != nil {
			return usagef("", "%s: %s", out.path(file), diag.Reason(err))
		}
		digest := drafts.Digest(file, data)
		if format == "md" {
			there, asWritten = true, digest == before[file]
			if digest == before[drafts.Base(name)] {
				continue // as written, and without edits
			}
		} else if digest == before[file] && there {
			continue // as written: the Markdown says the same
		}
		e.begin()
		r := &returned{Edited: edits.Edited{Name: filepath.ToSlash(out.path(file))}}
		if r.Document, r.comments, r.digest, err = a.readEdited(out.path(file), data); err != nil {
			return err
		}
		if format == "docx" {
			last, err := out.lastDigest(name)
			if err != nil {
				return err
			}
			switch r.digest = cmp.Or(r.digest, last); {
			case r.digest == last && asWritten:
				e.list = nil // the Word file began as that
			case r.digest != last || len(e.list) > 0:
				if err := a.measure(out, name, d, r); err != nil {
					return err
				}
			}
		}
		e.comments = append(e.comments, r.comments...)
		e.list = append(e.list, r.Edited)
		d.Settle(file, digest)
	}
	return nil
}

// written is the draft as it was written last, with the edits of until then; nil
// if there were none.
func (out disk) written(name string) (*document.Document, error) {
	data, err := out.Read(drafts.Written(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Written(name)), diag.Reason(err))
	}
	doc, err := edits.Read(data)
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Written(name)), err)
	}
	return doc, nil
}

// readEdited reads a draft that a person worked on, with the comments in it and, of
// a Word file, the digest of the draft that it began as.
func (a *app) readEdited(file string, data []byte) (doc *document.Document, comments []docx.Comment, digest string, err error) {
	if strings.HasSuffix(file, ".docx") {
		read, err := docx.Read(data, docx.Accepted)
		if err != nil {
			return nil, nil, "", usagef("move the file away, or drop the edits with --discard-edits", "%s: %s", file, err)
		}
		return read.Document, read.Comments, read.Digest, nil
	}
	doc, problems := markdown.Parse(data, sourceOf(filepath.ToSlash(file), data))
	if doc != nil && doc.Style == "" {
		return nil, nil, "", usagef("move the file away, or run again with --discard-edits, which keeps a copy",
			"edited by hand since it was written, and no draft any more: %s has lost its first line", filepath.ToSlash(file))
	}
	return doc, nil, "", a.refuse(problems, sources{oneFile(filepath.ToSlash(file), data)})
}

// whereAbout is who wrote a comment, about which words, and where.
func whereAbout(c docx.Comment) string {
	words := ""
	if c.Author != "" {
		words += " of " + c.Author
	}
	if c.Quote != "" {
		words += fmt.Sprintf(" on %q", c.Quote)
	}
	if c.In != nil {
		words += " in " + strings.TrimSpace(c.In.Label+" "+c.In.Heading)
	}
	return words
}

// unknownBase says that edits cannot be told from what was written.
func (out disk) unknownBase(name string) error {
	return usagef("compare the two with redline, and put the edits in by hand",
		"nobody knows what was edited: %s, the draft as it was written last, is not there", filepath.ToSlash(out.path(drafts.Base(name))))
}

// base is the draft as it was written last, without edits.
func (out disk) base(name string) (*document.Document, error) {
	data, err := out.Read(drafts.Base(name))
	if err != nil {
		return nil, out.unknownBase(name)
	}
	doc, err := edits.Read(data)
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Base(name)), err)
	}
	return doc, nil
}

// tellEdits tells what became of the edits. It is an error while one of them and
// the deal cannot both stand.
func (a *app) tellEdits(kept *joined, take edits.Take, flags draftFlags) error {
	for _, id := range kept.Unmet(take) {
		a.tellf("--take decides nothing in %s: nothing stands against anything there", id)
	}
	if n := len(kept.Conflicts); n > 0 {
		return a.nothing("%s open; --take %s or --take %s settles all, --take mine=NAME,… some", diag.Plural(n, "conflict"), edits.Mine, kept.Conflicts[0].Second())
	}
	for _, l := range kept.Linked {
		a.tellf("%s: %q is a reference to %q from now on, whatever its number", l.Section, l.Typed, l.To)
	}
	for _, p := range kept.Problems {
		hint := ""
		if p.Hint != "" {
			hint = "hint: " + p.Hint
		}
		a.tellAbout(hint, "in an edit: %s", p.Message)
	}
	if kept.Problems.HasErrors() {
		return a.nothing("mend the edits that the new draft cannot hold, or drop them with --discard-edits")
	}
	a.tellf("edits are kept: %s", kept.over().Totals)
	for _, c := range kept.over().Changes {
		for _, v := range c.Overwritten() {
			a.tellAbout(c.Excerpt(), "%s: the deal says %s, the draft says otherwise in %s:", v.Path, saysOf(kept.made, v.Path), c.Section)
		}
	}
	for _, c := range kept.Reviews {
		a.tellAbout(changesOf(c), "please read %s: %s changed the same sentence", placeName(c.Place), bothSides(c))
	}
	if n := len(kept.Reviews); n > 0 && flags.strict {
		return a.nothing("%s to read; --reviewed says that all were read, --take mine=NAME or --take deal=NAME decides for one side", diag.Plural(n, "sentence"))
	}
	for _, p := range kept.Deleted {
		a.tellAbout(comparison.Shorten(p.Text), "stays deleted, %s:", placeName(p))
	}
	return nil
}

// bothSides names the two sides that met in a sentence.
func bothSides(c edits.Conflict) string {
	if c.Between[1] == edits.TheDeal {
		return "an edit and the deal"
	}
	return c.Between[0] + " and " + c.Between[1]
}

// changesOf is what is to be read, with what both sides changed in it.
func changesOf(c edits.Conflict) string {
	var lines []string
	for _, p := range redline.Texts(c.Base, c.Text) {
		lines = append(lines, comparison.Marked(comparison.Revisions(p.Spans)))
	}
	return cmp.Or(strings.Join(lines, " "), c.Text)
}

// saysOf is what a deal comes to for a question, as a deal file would hold it.
func saysOf(m *madeDraft, path string) string {
	v, ok := m.Choices.Value(path)
	if !ok || v.Raw() == "" {
		return "nothing"
	}
	return choose.Shown(v)
}

// tellConflicts tells where two sides cannot both stand, with the three texts
// and with the answer that changed.
func (a *app) tellConflicts(list []edits.Conflict, out disk, name string, made *madeDraft) {
	reasons := a.because(list, out, name, made)
	for i, c := range list {
		a.tellConflict(c, reasons[i])
	}
}

// because is, for each conflict, why the deal wants other words than it did; empty where
// nobody knows.
func (a *app) because(list []edits.Conflict, out disk, name string, made *madeDraft) []string {
	reasons := make([]string, len(list))
	if len(list) == 0 {
		return reasons
	}
	before, err := a.lastWritten(out, name)
	if err != nil || before.Draft == nil {
		return reasons
	}
	changes := comparison.Compare(*before, comparison.Side{Document: made.Document, Draft: made.Draft, Library: made.Library}).Changes
	for i, c := range list {
		for _, change := range changes {
			if why := change.Because(); why != "" && c.Between[1] == edits.TheDeal && change.In(c.Heading, c.Theirs) {
				reasons[i] = why
				break
			}
		}
	}
	return reasons
}

// placeName is how a person finds a place, and how --take names it.
func placeName(p merge.Place) string {
	return fmt.Sprintf("%s (%s)", cmp.Or(strings.TrimSpace(p.Label+" "+p.Heading), "the draft"), p.Name)
}

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
