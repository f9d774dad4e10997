package comparison

import (
	"strings"

	"clausewright/internal/document"
)

// withPage is the redline with the report as its first page.
func (r *Report) withPage() *document.Document {
	doc := *r.Document
	doc.Body = append([]*document.Division{r.page()}, doc.Body...)
	return &doc
}

// strong is a paragraph that heads what follows.
func strong(s string) *document.Paragraph {
	return &document.Paragraph{Inlines: []document.Inline{&document.Strong{Inlines: Plain(s)}}}
}

// page is the report as a part of a document.
func (r *Report) page() *document.Division {
	d := &document.Division{Kind: document.Part, ID: document.ChangesPart, Heading: "Changes"}
	add := func(blocks ...document.Block) { d.Blocks = append(d.Blocks, blocks...) }
	add(Say("From " + r.was + " to " + r.is + ". Deleted and inserted words are marked in the text."))
	if len(r.Terms) > 0 {
		add(strong("Terms"))
		t := &document.Table{Head: []document.Cell{Plain("Term"), Plain("Was"), Plain("Is"), Plain("Reaches")}}
		for _, term := range r.Terms {
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{Plain(term.Path), Plain(orNone(term.Old)), Plain(orNone(term.New)), Plain(term.reach())}})
		}
		add(t)
	}
	if len(r.Clauses) > 0 {
		var items []*document.Item
		for _, c := range r.Clauses {
			items = append(items, Item(Plain(strings.Join(append([]string{c.String()}, c.Why...), "; "))))
		}
		add(strong("Clauses"), Bulleted(items))
	}
	if len(r.Changes) > 0 {
		var items []*document.Item
		section := ""
		for _, c := range r.Changes {
			if line := c.Section + ": " + c.because(); line != section {
				section = line
				items = append(items, Item(Plain(line)))
			}
		}
		add(strong("Text"), Bulleted(items))
	}
	add(r.End()...)
	return d
}

// partOf is a part of a report.
func partOf(heading string, blocks ...document.Block) *document.Division {
	return &document.Division{Kind: document.Part, ID: strings.ToLower(heading), Heading: heading, Blocks: blocks}
}

// ChangedOnly is the redline without the sections, definitions and parts in
// which nothing changed.
func ChangedOnly(doc *document.Document) *document.Document {
	out := *doc
	out.Body = nil
	for _, d := range doc.Body {
		if kept := changedOf(d); kept != nil {
			out.Body = append(out.Body, kept)
		}
	}
	return &out
}

// changedOf is what changed of a division; nil if nothing did.
func changedOf(d *document.Division) *document.Division {
	if d.Mark.Change != document.Kept {
		return d
	}
	out := *d
	out.Blocks = nil
	inner := false
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Division:
			inner = true
			if kept := changedOf(b); kept != nil {
				out.Blocks = append(out.Blocks, kept)
			}
			continue
		case *document.Definitions:
			if kept := changedEntries(b); kept != nil {
				out.Blocks = append(out.Blocks, kept)
			}
			continue
		}
		out.Blocks = append(out.Blocks, b)
	}
	if document.RedlinedBlock(&out) || inner && d.Was != nil {
		return &out
	}
	return nil
}

// changedEntries are the definitions that changed; nil if none did.
func changedEntries(d *document.Definitions) *document.Definitions {
	if d.Mark.Change != document.Kept {
		return d
	}
	out := *d
	out.Entries = nil
	for _, e := range d.Entries {
		if document.RedlinedBlock(&document.Definitions{Entries: []*document.Entry{e}}) {
			out.Entries = append(out.Entries, e)
		}
	}
	if out.Entries == nil {
		return nil
	}
	return &out
}
