package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
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
	if err := a.cameBack(e, flags, out, name, d); err != nil {
		return nil, err
	}
	if len(e.list) == 0 {
		return nil, a.tellUnneeded(flags)
	}
	if e.unread, err = out.unread(name); err != nil {
		return nil, err
	}
	if e.base, err = base(); err != nil {
		return nil, err
	}
	if err := e.sinceSent(out, name); err != nil {
		return nil, err
	}
	for _, edited := range e.list {
		if !strings.HasSuffix(edited.Name, ".docx") {
			continue
		}
		if edited.Document.Style == "" && !edits.Akin(edited.Document, e.base) {
			return nil, usagef("compare the two with redline, and put into the draft by hand what is wanted of it",
				"%s is another document: it holds no paragraph of the draft", edited.Name)
		}
		docx.Relink(edited.Document, edits.Moved(edited.Document, edited.Began(e.base)))
		edits.Redraw(edited.Document, e.base)
	}
	settled, err := a.settlement(flags)
	if err == nil && settled != nil {
		err = a.settle(e, settled, flags)
	}
	return e, err
}

// cameBack adds the files that came back, each measured against the draft that it
// began as.
func (a *app) cameBack(e *editing, flags draftFlags, out disk, name string, d *drafts.Draft) error {
	for _, theirs := range flags.theirs {
		e.begin()
		r, err := a.returned(theirs)
		if err == nil {
			err = a.measure(out, name, d, r)
		}
		if err != nil {
			return err
		}
		e.comments = append(e.comments, r.comments...)
		e.list = append(e.list, r.Edited)
	}
	return nil
}

// tellUnneeded tells the flags that decide about edits where there are none. A list of
// issues that is not there, or is none, is at fault all the same.
func (a *app) tellUnneeded(flags draftFlags) error {
	if len(flags.take) > 0 {
		a.tellf("--take decides nothing: nobody edited the draft")
	}
	if flags.issues != "" {
		if _, err := a.settledIn(flags.issues); err != nil {
			return err
		}
		a.tellf("--issues settles nothing: nobody edited the draft")
	}
	return nil
}

// sinceSent adds what was written since as the other side, where a file that came
// back began as another draft than the base.
func (e *editing) sinceSent(out disk, name string) error {
	if e.list[0].From == nil {
		return nil
	}
	written, err := out.written(name)
	if err == nil && written == nil {
		written, err = out.base(name)
	}
	if err == nil {
		e.list = slices.Insert(e.list, 0, edits.Edited{Name: filepath.ToSlash(out.path(name + ".md")), Document: written})
	}
	return err
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
