package comparison

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/document"
)

// walker finds the changes of a redline in reading order, and gives each mark
// its cause.
type walker struct {
	report  *Report
	causes  *causes
	doc     *document.Document
	section *document.Division // the innermost
}

// head finds what changed in what stands on every page. The title is told where a
// cover bears it.
func (w *walker) head() {
	if w.doc.Was == nil {
		return
	}
	w.section = &document.Division{Heading: "Every page"}
	defer func() { w.section = nil }()
	covered := slices.ContainsFunc(w.doc.Body, func(d *document.Division) bool { return d.ID == document.CoverPart })
	for _, text := range []struct {
		was, is string
		told    bool
	}{{w.doc.Was.Title, w.doc.Title, !covered}, {w.doc.Was.Legend, w.doc.Legend, true}} {
		if text.told && text.was != text.is {
			w.add(Change{What: "renamed", Old: text.was, New: text.is, Causes: w.causes.of(site{part: document.CoverPart}, nil)}, site{})
		}
	}
}

// division finds the changes of a division.
func (w *walker) division(d *document.Division, at site) {
	outer := w.section
	w.section = d
	defer func() { w.section = outer }()
	switch {
	case d.Clause != "":
		at = site{clause: d.Clause}
	case d.Kind == document.Schedule:
		at = site{clause: w.causes.bringer(d.ID)}
	case d.Kind == document.Part:
		at = site{part: d.ID}
	}
	if d.Mark.Change != document.Kept {
		at = w.deciding(d, at)
		d.Mark.Cause = w.note(d.Mark.Change, at, textsOf(d.Blocks), nil)
		if d.Mark.Change != document.MovedHere {
			return
		}
	} else if d.Was != nil && d.Was.Heading != d.Heading {
		w.add(Change{What: "renamed", Old: d.Was.Heading, New: d.Heading, Causes: w.causes.of(w.deciding(d, at), nil)}, at)
	}
	w.blocks(d.Blocks, at)
}

// deciding is the site by which an article or a schedule comes, leaves or is
// called otherwise: that of the first of its clauses that did.
func (w *walker) deciding(d *document.Division, at site) site {
	if _, ok := w.causes.clauses[at.clause]; ok || d.Kind == document.Section {
		return at
	}
	for _, b := range d.Blocks {
		if inner, ok := b.(*document.Division); ok {
			if _, ok := w.causes.clauses[inner.Clause]; ok {
				return site{clause: inner.Clause}
			}
		}
	}
	return at
}

func (w *walker) blocks(list []document.Block, at site) {
	for _, block := range list {
		switch b := block.(type) {
		case *document.Division:
			w.division(b, at)
		case *document.Paragraph:
			if b.Mark.Change != document.Kept {
				b.Mark.Cause = w.note(b.Mark.Change, at, b.Inlines, nil)
				continue
			}
			w.passage(b.Inlines, at)
		case *document.List:
			for _, item := range b.Items {
				w.item(item, at)
			}
		case *document.Table:
			w.table(b, at)
		case *document.Picture:
			if b.Mark.Change != document.Kept {
				b.Mark.Cause = w.note(b.Mark.Change, at, []document.Inline{&document.Text{Text: b.Title}}, nil)
			}
		case *document.Definitions:
			w.definitions(b, at)
		case *document.Note:
			w.blocks(b.Blocks, at)
		}
	}
}

func (w *walker) item(item *document.Item, at site) {
	if item.Mark.Change != document.Kept {
		item.Mark.Cause = w.note(item.Mark.Change, at, textsOf(item.Blocks), nil)
		if item.Mark.Change != document.MovedHere {
			return
		}
	}
	w.blocks(item.Blocks, at)
}

func (w *walker) definitions(d *document.Definitions, at site) {
	if d.Mark.Change != document.Kept {
		d.Mark.Cause = w.note(d.Mark.Change, at, nil, nil)
		return
	}
	for _, e := range d.Entries {
		own := at
		own.term = termOf(e)
		if e.Mark.Change != document.Kept {
			e.Mark.Cause = w.note(e.Mark.Change, own, textsOf(e.Blocks), nil)
			continue
		}
		w.blocks(e.Blocks, own)
	}
}

// termOf is the term that an entry defines.
func termOf(e *document.Entry) string { return termIn(textsOf(e.Blocks)) }

// termIn is the first term that a text defines; "" if it defines none.
func termIn(inlines []document.Inline) string {
	term := ""
	eachInline(inlines, func(n any) {
		if d, ok := n.(*document.Definition); ok && term == "" {
			term = d.Term
		}
	})
	return term
}

func (w *walker) table(t *document.Table, at site) {
	if t.Mark.Change != document.Kept {
		var all []document.Inline
		for _, r := range t.Rows {
			all = append(all, rowText(r)...)
		}
		t.Mark.Cause = w.note(t.Mark.Change, at, all, nil)
		return
	}
	for i := range t.Rows {
		r, own := &t.Rows[i], at
		if t.Class == document.KeyTermsTable && len(r.Cells) > 0 {
			own.row = cmp.Or(termIn(r.Cells[0]), document.PlainText(r.Cells[0]))
		}
		if r.Mark.Change != document.Kept {
			r.Mark.Cause = w.note(r.Mark.Change, own, rowText(*r), nil)
			continue
		}
		w.passage(rowText(*r), own)
	}
	for _, cell := range t.Head {
		w.passage(cell, at)
	}
}

// rowText is the cells of a row one after the other.
func rowText(r document.Row) []document.Inline {
	var all []document.Inline
	for i, cell := range r.Cells {
		if i > 0 {
			all = append(all, &document.Text{Text: " | "})
		}
		all = append(all, cell...)
	}
	return all
}

// passage notes a paragraph, a cell or a row in which words changed.
func (w *walker) passage(inlines []document.Inline, at site) {
	var revisions []*document.Revision
	var changed []document.Inline
	eachInline(inlines, func(n any) {
		if r, ok := n.(*document.Revision); ok {
			revisions = append(revisions, r)
			changed = append(changed, r.Inlines...)
		}
	})
	if revisions == nil {
		return
	}
	cause := w.note(document.Kept, at, changed, inlines)
	for _, r := range revisions {
		r.Mark.Cause = cause
		if own := w.causes.of(at, r.Inlines); len(own) > 0 {
			r.Mark.Cause = w.causes.note(own[0])
		}
	}
}

// note adds a change of words, or of a whole piece, and gives the number of
// its first cause; 0 if nobody knows it.
func (w *walker) note(what document.Change, at site, changed, passage []document.Inline) int {
	c := Change{Causes: w.causes.of(at, changed), passage: passage}
	words := strings.Join(strings.Fields(document.PlainText(changed)), " ")
	switch what {
	case document.Inserted:
		c.What, c.New = "inserted", words
	case document.Deleted:
		c.What, c.Old = "deleted", words
	case document.MovedHere:
		c.What, c.New = "moved", words
	case document.MovedAway: // told where it went
		if len(c.Causes) == 0 {
			return 0
		}
		return w.causes.note(c.Causes[0])
	default:
		c.What, c.Old, c.New = "changed", sideText(passage, document.Mark.Old), sideText(passage, document.Mark.New)
	}
	w.add(c, at)
	if len(c.Causes) == 0 {
		return 0
	}
	return w.causes.note(c.Causes[0])
}

// add adds a change at a site of the section at hand.
func (w *walker) add(c Change, at site) {
	c.Key = fmt.Sprintf("C%d", len(w.report.Changes)+1)
	c.Section, c.Clause = sectionName(w.section), at.clause
	if c.Causes == nil {
		c.Causes = []document.Cause{}
	}
	w.report.Changes = append(w.report.Changes, c)
}

// sideText is how a passage reads in one of the documents.
func sideText(inlines []document.Inline, in func(document.Mark) bool) string {
	var b strings.Builder
	var write func(list []document.Inline)
	write = func(list []document.Inline) {
		for _, n := range list {
			switch n := n.(type) {
			case *document.Revision:
				if in(n.Mark) {
					write(n.Inlines)
				}
			case *document.Strong:
				write(n.Inlines)
			case *document.Emphasis:
				write(n.Inlines)
			default:
				b.WriteString(document.PlainText([]document.Inline{n}))
			}
		}
	}
	write(inlines)
	return strings.Join(strings.Fields(b.String()), " ")
}

// textsOf are the inlines of blocks and of all that is in them.
func textsOf(blocks []document.Block) []document.Inline {
	var all []document.Inline
	add := func(list []document.Inline) {
		if len(all) > 0 && len(list) > 0 {
			all = append(all, &document.Text{Text: " "})
		}
		all = append(all, list...)
	}
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			add([]document.Inline{&document.Text{Text: sectionName(b)}})
			add(textsOf(b.Blocks))
		case *document.Paragraph:
			add(b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				add(append([]document.Inline{&document.Text{Text: strings.TrimSpace(item.Label + " ")}}, textsOf(item.Blocks)...))
			}
		case *document.Table:
			for _, r := range b.Rows {
				add(rowText(r))
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				add(textsOf(e.Blocks))
			}
		case *document.Note:
			add(textsOf(b.Blocks))
		}
	}
	return all
}

// eachInline visits inlines and what they hold.
func eachInline(list []document.Inline, visit func(n any)) {
	document.WalkInlines(list, func(n any) bool {
		visit(n)
		return true
	})
}

// inserted counts the words that a change inserts.
func (c Change) inserted() int {
	if c.passage != nil {
		return revised(c.passage, document.Inserted)
	}
	if c.What == "moved" {
		return 0
	}
	return len(strings.Fields(c.New))
}

// deleted counts the words that a change deletes.
func (c Change) deleted() int {
	if c.passage != nil {
		return revised(c.passage, document.Deleted)
	}
	return len(strings.Fields(c.Old))
}

func revised(passage []document.Inline, what document.Change) int {
	n := 0
	eachInline(passage, func(node any) {
		if r, ok := node.(*document.Revision); ok && r.Mark.Change == what {
			n += len(strings.Fields(sideText(r.Inlines, func(document.Mark) bool { return true })))
		}
	})
	return n
}

// In reports whether a change stands in the section with a heading, and whether
// its new words hold a text.
func (c Change) In(heading, text string) bool {
	return strings.HasSuffix(c.Section, heading) && strings.Contains(c.New, text)
}

// Because is why a passage changed: "fees.upfront: USD 1 → USD 2"; empty if
// nobody knows.
func (c Change) Because() string {
	var words []string
	for _, cause := range c.Causes {
		words = append(words, causeText(cause))
	}
	return strings.Join(words, "; ")
}
