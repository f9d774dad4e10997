package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/markdown"
	"clausewright/internal/merge"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// withEdits is what a draft comes to with the edits that people made since it
// was written last, and the formats in which it is written: the file with the
// edits is among them, so that it never falls behind.
func (a *app) withEdits(flags draftFlags, out disk, name string, d *drafts.Draft, made *madeDraft, formats []render.Format, take edits.Take) (*document.Document, []render.Format, error) {
	list, err := a.edited(flags, out, name, d)
	if err != nil {
		return nil, nil, err
	}
	for _, theirs := range flags.theirs {
		side, err := a.side(theirs)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, edits.Edited{Name: filepath.ToSlash(theirs), Document: side.Document})
	}
	if len(list) == 0 {
		if len(flags.take) > 0 {
			fmt.Fprintln(a.stderr, "clausewright: --take decides nothing: nobody edited the draft")
		}
		return made.Document, formats, nil
	}
	base, err := out.base(name)
	if err != nil {
		return nil, nil, err
	}
	newer, err := edits.Reread(made.Document)
	if err != nil {
		return nil, nil, err
	}
	kept, err := edits.Keep(base, newer, list, take, document.Options{Terms: made.Library.Terms(), Names: made.Library.Names})
	if err != nil {
		return nil, nil, usagef("take the edits out of the table and type them again, or drop them with --discard-edits", "the edits do not fit into the new draft: %s", err)
	}
	if len(kept.Conflicts) > 0 {
		a.tellConflicts(kept.Conflicts, out, name, made)
	}
	if err := a.tellEdits(kept, take, made.Document, made, flags); err != nil {
		return nil, nil, err
	}
	for _, f := range render.Names() { // none of them is to fall behind
		_, there := d.Lock().Files[name+"."+f]
		if (there || f == "md") && !slices.ContainsFunc(formats, func(g render.Format) bool { return g.Name == f }) {
			formats = append(slices.Clone(formats), mustFormat(f))
		}
	}
	return kept.Document, formats, nil
}

// edited lists the files of a draft that people worked on. What they hold is
// settled: it will be in what is written.
func (a *app) edited(flags draftFlags, out disk, name string, d *drafts.Draft) ([]edits.Edited, error) {
	if flags.discard || flags.overwrite {
		return nil, nil
	}
	before := d.Lock().Files
	if before[drafts.Base(name)] == "" {
		return nil, nil // written by an earlier program, or never
	}
	var list []edits.Edited
	there := false // the Markdown, which holds all edits so far
	for _, format := range []string{"md", "docx"} {
		file := name + "." + format
		data, err := out.Read(file)
		if errors.Is(err, fs.ErrNotExist) || before[file] == "" {
			continue
		}
		if err != nil {
			return nil, usagef("", "%s: %s", out.path(file), diag.Reason(err))
		}
		digest := drafts.Digest(file, data)
		if format == "md" {
			there = true
			if digest == before[drafts.Base(name)] {
				continue // as written, and without edits
			}
		} else if digest == before[file] && there {
			continue // as written: the Markdown says the same
		}
		doc, err := a.readEdited(out.path(file), data)
		if err != nil {
			return nil, err
		}
		list = append(list, edits.Edited{Name: filepath.ToSlash(out.path(file)), Document: doc})
		d.Settle(file, digest)
	}
	return list, nil
}

// readEdited reads a draft that a person worked on.
func (a *app) readEdited(file string, data []byte) (*document.Document, error) {
	if strings.HasSuffix(file, ".docx") {
		read, err := docx.Read(data, docx.Accepted)
		if err != nil {
			return nil, usagef("move the file away, or drop the edits with --discard-edits", "%s: %s", file, err)
		}
		for _, c := range read.Comments {
			fmt.Fprintf(a.stderr, "clausewright: a comment of %s: %s\n", c.Author, c.Text)
		}
		return read.Document, nil
	}
	doc, problems := markdown.Parse(data, sourceOf(filepath.ToSlash(file), data))
	if doc != nil && doc.Style == "" {
		return nil, usagef("move the file away, or run again with --discard-edits, which keeps a copy",
			"edited by hand since it was written, and no draft any more: %s has lost its first line", filepath.ToSlash(file))
	}
	return doc, a.refuse(problems, sources{oneFile(filepath.ToSlash(file), data)})
}

// base is the draft as it was written last, without edits.
func (out disk) base(name string) (*document.Document, error) {
	data, err := out.Read(drafts.Base(name))
	if err != nil {
		return nil, usagef("compare the two with redline, and put the edits in by hand",
			"nobody knows what was edited: %s, the draft as it was written last, is not there", out.path(drafts.Base(name)))
	}
	doc, problems := markdown.Parse(data, nil)
	if problems.HasErrors() {
		return nil, usagef("", "%s: %s", out.path(drafts.Base(name)), problems[0])
	}
	return doc, nil
}

// tellEdits tells what became of the edits. It is an error while one of them and
// the deal cannot both stand.
func (a *app) tellEdits(kept *edits.Outcome, take edits.Take, newer *document.Document, deal *madeDraft, flags draftFlags) error {
	w := a.stderr
	for _, id := range kept.Unmet(take) {
		fmt.Fprintf(w, "clausewright: --take decides nothing in %s: nothing stands against anything there\n", id)
	}
	if n := len(kept.Conflicts); n > 0 {
		fmt.Fprintf(w, "clausewright: nothing written: %s open; --take mine or --take deal settles all, --take mine=CLAUSE,… some\n", plural(n, "conflict"))
		return errFault
	}
	for _, p := range kept.Problems {
		fmt.Fprintf(w, "clausewright: in an edit: %s\n", p.Message)
	}
	if kept.Problems.HasErrors() {
		fmt.Fprintln(w, "clausewright: nothing written: mend the edits that the new draft cannot hold, or drop them with --discard-edits")
		return errFault
	}
	r := comparison.Compare(comparison.Side{Document: newer}, comparison.Side{Document: kept.Document})
	fmt.Fprintf(w, "clausewright: edits are kept: %s\n", r.Totals)
	for _, c := range r.Changes {
		for _, path := range c.Paths() {
			fmt.Fprintf(w, "clausewright: %s: the deal says %s, the draft says otherwise in %s:\n    %s\n", path, saysOf(deal, path), c.Section, c.Excerpt())
		}
	}
	for _, p := range kept.Reviews {
		fmt.Fprintf(w, "clausewright: please read %s: an edit and the deal changed the same sentence\n    %s\n", placeName(p), p.Text)
	}
	if n := len(kept.Reviews); n > 0 && flags.strict && !flags.reviewed {
		fmt.Fprintf(w, "clausewright: nothing written: %s to read; --reviewed says that they were read\n", plural(n, "sentence"))
		return errFault
	}
	for _, p := range kept.Deleted {
		fmt.Fprintf(w, "clausewright: stays deleted, %s:\n    %s\n", placeName(p), p.Text)
	}
	return nil
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
	var changes []comparison.Change
	if before, err := a.lastWritten(out, name); err == nil && before.Draft != nil {
		changes = comparison.Compare(*before, comparison.Side{Document: made.Document, Draft: made.Draft, Library: made.Library}).Changes
	}
	for _, c := range list {
		tellConflict(a.stderr, c)
		for _, change := range changes {
			if reasons := change.Because(); reasons != "" && c.Between[1] == edits.TheDeal && change.In(c.Heading, c.Theirs) {
				fmt.Fprintf(a.stderr, "    because of %s\n", reasons)
				break
			}
		}
	}
}

func tellConflict(w io.Writer, c edits.Conflict) {
	fmt.Fprintf(w, "conflict in %s:\n", placeName(c.Place))
	for _, side := range [][2]string{{"it was", c.Base}, {c.Between[0], c.Mine}, {c.Between[1], c.Theirs}} {
		text := side[1]
		if text == "" {
			text = "(nothing)"
		}
		fmt.Fprintf(w, "    %s: %s\n", side[0], text)
	}
}

// placeName is how a person finds a place.
func placeName(p merge.Place) string {
	words := strings.TrimSpace(p.Label + " " + p.Heading)
	if words == "" {
		words = "the draft"
	}
	if p.Clause != "" {
		words += " (" + p.Clause + ")"
	}
	return words
}

// undo brings back the files that the last draft replaced, edits and all. Those
// that it replaces in turn are kept, so that a second undo takes the first back.
func (a *app) undo(deal string, flags draftFlags) error {
	out, name := disk(flags.output), draftName(deal, flags.notes)
	if flags.output == "-" {
		return usagef("name the folder of the draft with -o", "on standard output nothing is replaced")
	}
	if info, err := os.Stat(out.path(drafts.StateFolder(name))); err != nil || !info.IsDir() {
		return usagef("name the folder of the draft with -o", "there is no draft of %s in %s", name, string(out))
	}
	written, err := out.write(name, flags.overwrite || flags.discard, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
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
				record.Deal.Hash = digestOf(f.Data)
			}
		}
		return record, files, nil
	})
	if err != nil {
		return err
	}
	return a.tellWritten(written)
}
