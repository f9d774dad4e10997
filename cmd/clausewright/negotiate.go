package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/deviation"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/issues"
	"clausewright/internal/lazy"
	"clausewright/internal/page"
	"clausewright/internal/render"
	"clausewright/internal/style"
)

// besideDeal is the folder of drafts in which the page works on a deal. It does there what the
// commands do.
type besideDeal struct {
	app   *app
	deal  string
	flags draftFlags
	house string // the file of the house position that was named; empty if none was
}

// draftsBeside is the folder of drafts of a deal, for its page.
func (a *app) draftsBeside(name string, flags editFlags) (*besideDeal, error) {
	own := draftFlags{output: flags.output}
	at, err := draftFolders(own.output, []string{name}, func(file string) string { return draftName(file, own) })
	if err != nil {
		return nil, err
	}
	own.output = at[name]
	if flags.house != "" {
		_, err = a.houseNamed(flags.house)
	}
	return &besideDeal{a, name, own, flags.house}, err
}

func (b *besideDeal) out() disk    { return disk(b.flags.output) }
func (b *besideDeal) name() string { return draftName(b.deal, b.flags) }

// run runs a command for the page, and hands over what it did or why it did nothing.
func (b *besideDeal) run(came *page.Came, work func(a *app, flags draftFlags) error) (page.Done, error) {
	own, flags := *b.app, b.flags
	own.memo, own.came = &memo{}, map[string][]byte{}
	own.stdin, own.files, own.stdout, own.stderr = strings.NewReader(""), io.Discard, io.Discard, io.Discard
	if came != nil {
		own.came[came.Name] = came.Data
		flags.theirs = []string{came.Name}
	}
	err := work(&own, flags)
	var usage *usageError
	switch {
	case errors.As(err, &usage):
		err = &page.Refusal{Says: usage.message, Hint: usage.hint}
	case errors.Is(err, errFault), errors.Is(err, errUnread):
		err = own.memo.refusal()
	}
	return own.memo.Done, err
}

// Standing is how the draft stands.
func (b *besideDeal) Standing() (page.Standing, error) {
	s := page.Standing{Folder: filepath.ToSlash(b.flags.output)}
	_, err := b.run(nil, func(*app, draftFlags) error {
		d, err := drafts.Peek(b.out(), b.name())
		if err != nil && !errors.Is(err, drafts.ErrStopped) {
			return b.out().usage(err)
		}
		if d.Lock().Program != "" {
			if err := b.out().checkDeal(b.deal, b.name(), drafts.Source{Name: b.out().nameOf(b.deal)}, d.Lock().Deal); err != nil {
				return err
			}
		}
		s.Undo = len(d.Lock().Kept) > 0
		for _, f := range render.Names() {
			file := b.name() + "." + f
			if _, err := os.Stat(b.out().path(file)); err == nil && d.Lock().Files[file] != "" {
				s.Formats = append(s.Formats, f)
			}
		}
		if err != nil { // the draft is stopped on its way
			return usagef("write it again", "%s", err)
		}
		return nil
	})
	return s, err
}

// Sign tells one state of the draft from others, by its files and what is known of them.
func (b *besideDeal) Sign() string {
	var all []string
	for _, file := range []string{b.name() + ".md", b.name() + ".docx", drafts.StateFolder(b.name()) + "/lock.json"} {
		data, err := b.out().Read(file)
		all = append(all, fmt.Sprint(digestOf(data), err == nil))
	}
	return strings.Join(all, "\n")
}

// Written is a file of the draft.
func (b *besideDeal) Written(format string) (data []byte, err error) {
	_, err = b.run(nil, func(*app, draftFlags) error {
		file := b.name() + "." + format
		data, err = b.out().Read(file)
		if err != nil {
			return usagef("", "%s: %s", filepath.ToSlash(b.out().path(file)), diag.Reason(err))
		}
		return nil
	})
	return data, err
}

// LastWritten is the draft as redline has it.
func (b *besideDeal) LastWritten() (side *comparison.Side, err error) {
	_, err = b.run(nil, func(a *app, _ draftFlags) error {
		side, err = a.lastWritten(b.out(), b.name())
		return err
	})
	return side, err
}

// Read is a file as redline has it.
func (b *besideDeal) Read(came *page.Came) (side *comparison.Side, err error) {
	_, err = b.run(came, func(a *app, _ draftFlags) error {
		side, err = a.side(came.Name)
		return err
	})
	return side, err
}

// Edits are the files that people wrote into.
func (b *besideDeal) Edits(came *page.Came) (list []page.Edited, err error) {
	_, err = b.run(came, func(a *app, flags draftFlags) error {
		e, err := b.editing(a, flags)
		if err != nil || e == nil {
			return err
		}
		for _, edited := range e.list {
			one := page.Edited{Name: edited.Name, Came: came != nil && edited.Name == came.Name}
			one.Older = comparison.Side{Name: "the draft as it was", Document: edited.Began(e.base)}
			one.Newer = comparison.Side{Name: edited.Name, Document: edited.Document}
			list = append(list, one)
		}
		return nil
	})
	return list, err
}

// editing is what people wrote, on its way into a draft; nil if nobody wrote anything.
func (b *besideDeal) editing(a *app, flags draftFlags) (*editing, error) {
	d, err := drafts.Peek(b.out(), b.name())
	if err != nil && !errors.Is(err, drafts.ErrStopped) {
		return nil, b.out().usage(err)
	}
	if err != nil {
		return nil, usagef("write the draft again", "%s", err)
	}
	if d.Lock().Files[drafts.Base(b.name())] == "" && len(flags.theirs) > 0 {
		return nil, usagef("write the draft first, if it is the one that was sent", "no draft of this deal is in %s, so nobody knows what was written into %s", filepath.ToSlash(b.flags.output), flags.theirs[0])
	}
	return a.editing(flags, b.out(), b.name(), d, nil)
}

// Look puts what people wrote into the draft as it would be now.
func (b *besideDeal) Look(came *page.Came) (looked *page.Looked, err error) {
	looked = &page.Looked{}
	_, err = b.run(came, func(a *app, flags draftFlags) error {
		e, err := b.editing(a, flags)
		if err != nil || e == nil {
			return err
		}
		made, _, _, err := a.make(b.deal, draft.Options{Force: true})
		if err != nil {
			return err
		}
		if made.Document == nil {
			return usagef("The questions tell what is missing or wrong.", "the deal cannot be drafted as it stands")
		}
		kept, err := e.into(made)
		if err != nil {
			return err
		}
		looked.Outcome, looked.Because = kept.Outcome, a.because(kept.Conflicts, b.out(), b.name(), made)
		for _, c := range e.comments {
			looked.Comments = append(looked.Comments, strings.TrimSpace(whereAbout(c))+": "+c.Text)
		}
		if kept.Document != nil {
			looked.Values = valuesIn(kept)
		}
		return nil
	})
	return looked, err
}

// valuesIn are the answers over which people wrote.
func valuesIn(kept *joined) []page.Value {
	var list []page.Value
	for _, c := range kept.over().Changes {
		for _, v := range c.Overwritten() {
			list = append(list, page.Value{Path: v.Path, Says: saysOf(kept.made, v.Path), Section: c.Section, Passage: c.Passage()})
		}
	}
	return list
}

// Write does what draft does.
func (b *besideDeal) Write(order page.Order) (page.Done, error) {
	return b.run(order.Came, func(a *app, flags draftFlags) error {
		flags.take, flags.refused = order.Take, order.Refused
		flags.accept, flags.reviewed, flags.discard = order.Accept, order.Reviewed, order.Discard
		flags.force, flags.strict, flags.attach = order.Force, order.Strict, order.Attach
		_, err := a.draftOne(b.deal, flags, render.Formats, style.Usual)
		return err
	})
}

// Undo does what draft --undo does.
func (b *besideDeal) Undo() (page.Done, error) {
	return b.run(nil, func(a *app, flags draftFlags) error { return a.undo(b.deal, flags) })
}

// Houses are the house positions: the one that was named, and those beside the deal.
func (b *besideDeal) Houses() []string {
	var names []string
	for _, file := range b.houseFiles() {
		names = append(names, filepath.Base(file))
	}
	return names
}

// maxBeside is how many files beside a deal are looked at.
const maxBeside = 256

var namesSide = lazy.Regexp(`(?m)^side:`)

// houseFiles are the files of house positions: what says whose position it is and is no
// deal. No two are called alike.
func (b *besideDeal) houseFiles() []string {
	var files []string
	if b.house != "" {
		files = append(files, b.house)
	}
	folder := filepath.Dir(b.deal)
	entries, _ := os.ReadDir(folder)
	for _, e := range entries[:min(len(entries), maxBeside)] {
		if !isYAML(e.Name()) || b.house != "" && e.Name() == filepath.Base(b.house) {
			continue
		}
		file := filepath.Join(folder, e.Name())
		if text, err := readFile(file, maxDeal); err == nil && namesSide.Match(text) && !deal.NamesTemplate(text) {
			files = append(files, file)
		}
	}
	return files
}

// houseFile is the file of a house position that Houses names; empty if no name is given.
func (b *besideDeal) houseFile(name string) string {
	for _, file := range b.houseFiles() {
		if filepath.Base(file) == name {
			return file
		}
	}
	return ""
}

// Deviations does what deviations does.
func (b *besideDeal) Deviations(house string, came *page.Came) (sheet *deviation.Sheet, err error) {
	_, err = b.run(came, func(a *app, flags draftFlags) error {
		position, err := a.houseNamed(b.houseFile(house))
		if err != nil {
			return err
		}
		sheet, err = a.deviationsOf(position, b.deal, flags)
		if err == nil && sheet == nil {
			err = errFault
		}
		return err
	})
	return sheet, err
}

// Settled reads a list of issues that was filled in, as draft --issues does.
func (b *besideDeal) Settled(list, came *page.Came) (settled *issues.Settled, err error) {
	_, err = b.run(came, func(a *app, flags draftFlags) error {
		doc, from, err := a.listOfIssues(list.Name, list.Data)
		if err != nil || !issues.Lists(doc) {
			return page.ErrNoList
		}
		read, problems := issues.Read(list.Name, doc)
		if err := a.refuse(problems, from); err != nil {
			return err
		}
		e, err := b.editing(a, flags)
		if err == nil && e == nil {
			err = usagef("look at the file that it is about first", "%s settles nothing: nobody wrote into the draft", list.Name)
		}
		if err != nil {
			return err
		}
		settled = read
		return a.refuse(read.Strange(e.changes(nil)), nil)
	})
	return settled, err
}

// Issues does what issues-list does.
func (b *besideDeal) Issues(house string, came *page.Came) (list *issues.List, err error) {
	_, err = b.run(came, func(a *app, flags draftFlags) error {
		list, err = a.issuesOf(b.deal, issuesFlags{draftFlags: flags, house: b.houseFile(house)})
		return err
	})
	return list, err
}
