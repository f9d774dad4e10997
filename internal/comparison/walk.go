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
	outer   *document.Division     // the outermost
	section *document.Division     // the innermost
	left    map[int]*document.Mark // what moved away, by the number of the move
	inside  int                    // the number of the move in which the walk is; 0 for none
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
		refuse  func()
	}{
		{w.doc.Was.Title, w.doc.Title, !covered, func() { w.doc.Title = w.doc.Was.Title }},
		{w.doc.Was.Legend, w.doc.Legend, true, func() { w.doc.Legend = w.doc.Was.Legend }},
	} {
		if text.told && text.was != text.is {
			w.add(Change{What: "renamed", Old: text.was, New: text.is, Causes: w.causes.of(site{part: document.CoverPart}, nil), refuse: text.refuse}, site{})
		}
	}
}

// division finds the changes of a division.
func (w *walker) division(d *document.Division, at site) {
	outermost, outer := w.outer, w.section
	if w.section = d; outer == nil {
		w.outer = d
	}
	defer func() { w.outer, w.section = outermost, outer }()
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
		w.note(at, w.textsOf(d.Blocks), nil, &d.Mark)
		if d.Mark.Change != document.MovedHere {
			return
		}
		defer w.within(d.Mark.Move)()
	} else if d.Was != nil && d.Was.Heading != d.Heading {
		w.add(Change{What: "renamed", Old: d.Was.Heading, New: d.Heading, Causes: w.causes.of(w.deciding(d, at), nil), refuse: func() { d.Heading = d.Was.Heading }}, at)
	}
	w.blocks(d.Blocks, at)
}

// within begins what a move holds, and returns what ends it.
func (w *walker) within(move int) func() {
	outer := w.inside
	w.inside = move
	return func() { w.inside = outer }
}

// deciding is the site by which an article or a schedule comes, leaves or is
// called otherwise: that of the first of its clauses that did.
func (w *walker) deciding(d *document.Division, at site) site {
	if _, ok := w.causes.clauses[at.clause]; ok || d.Kind == document.Section {
		return at
	}
	for _, inner := range d.Sections() {
		if _, ok := w.causes.clauses[inner.Clause]; ok {
			return site{clause: inner.Clause}
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
				w.note(at, b.Inlines, nil, &b.Mark)
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
				w.note(at, []document.Inline{&document.Text{Text: b.Title}}, nil, &b.Mark)
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
		w.note(at, w.textsOf(item.Blocks), nil, &item.Mark)
		if item.Mark.Change != document.MovedHere {
			return
		}
		defer w.within(item.Mark.Move)()
	}
	w.blocks(item.Blocks, at)
}

func (w *walker) definitions(d *document.Definitions, at site) {
	if d.Mark.Change != document.Kept {
		w.note(at, nil, nil, &d.Mark)
		return
	}
	for _, e := range d.Entries {
		own := at
		own.term = w.termOf(e)
		if e.Mark.Change != document.Kept {
			w.note(own, w.textsOf(e.Blocks), nil, &e.Mark)
			continue
		}
		w.blocks(e.Blocks, own)
	}
}

// termOf is the term that an entry defines.
func (w *walker) termOf(e *document.Entry) string { return termIn(w.textsOf(e.Blocks)) }

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
			all = append(all, document.RowText(r.Cells)...)
		}
		w.note(at, all, nil, &t.Mark)
		return
	}
	for i := range t.Rows {
		r, own := &t.Rows[i], at
		if t.Class == document.KeyTermsTable && len(r.Cells) > 0 {
			own.row = cmp.Or(termIn(r.Cells[0]), document.PlainText(r.Cells[0]))
		}
		if r.Mark.Change != document.Kept {
			w.note(own, document.RowText(r.Cells), nil, &r.Mark)
			continue
		}
		w.passage(document.RowText(r.Cells), own)
	}
	for _, cell := range t.Head {
		w.passage(cell, at)
	}
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
	marks := make([]*document.Mark, len(revisions))
	for i, r := range revisions {
		marks[i] = &r.Mark
	}
	w.note(at, changed, inlines, marks...)
	for _, r := range revisions {
		if own := w.causes.of(at, r.Inlines); len(own) > 0 {
			r.Mark.Cause = w.causes.note(own[0])
		}
	}
}

// note adds a change of a whole piece, or of words in a passage, and gives the marks
// that make it the number of its first cause; 0 if nobody knows it.
func (w *walker) note(at site, changed, passage []document.Inline, marks ...*document.Mark) {
	what := marks[0].Change
	if passage != nil {
		what = document.Kept
	}
	c := Change{Causes: w.causes.of(at, changed), passage: passage, refuse: w.refusing(marks)}
	for _, m := range marks {
		m.Cause = 0
		if len(c.Causes) > 0 {
			m.Cause = w.causes.note(c.Causes[0])
		}
	}
	words := strings.Join(strings.Fields(document.PlainText(changed)), " ")
	switch what {
	case document.Inserted:
		c.What, c.New = "inserted", words
	case document.Deleted:
		c.What, c.Old = "deleted", words
	case document.MovedHere:
		c.What, c.New, c.move = "moved", words, marks[0].Move
	case document.MovedAway: // told where it went
		w.left[marks[0].Move] = marks[0]
		return
	default:
		c.What, c.Old, c.New = "changed", sideText(passage, document.Mark.Old), sideText(passage, document.Mark.New)
	}
	w.add(c, at)
}

// add adds a change at a site of the section at hand.
func (w *walker) add(c Change, at site) {
	c.Key = fmt.Sprintf("C%d", len(w.report.Changes)+1)
	c.Section, c.Clause = w.sectionName(w.section), at.clause
	c.inside = w.inside
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
func (w *walker) textsOf(blocks []document.Block) []document.Inline {
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
			add([]document.Inline{&document.Text{Text: w.sectionName(b)}})
			add(w.textsOf(b.Blocks))
		case *document.Paragraph:
			add(b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				add(append([]document.Inline{&document.Text{Text: strings.TrimSpace(item.Label + " ")}}, w.textsOf(item.Blocks)...))
			}
		case *document.Table:
			for _, r := range b.Rows {
				add(document.RowText(r.Cells))
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				add(w.textsOf(e.Blocks))
			}
		case *document.Note:
			add(w.textsOf(b.Blocks))
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
