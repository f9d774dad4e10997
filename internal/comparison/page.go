package comparison

import (
	"strings"

	"clausewright/internal/document"
)

// WithPage is the redline with the report as its first page.
func (r *Report) WithPage() *document.Document {
	doc := *r.Document
	doc.Body = append([]*document.Division{r.page()}, doc.Body...)
	return &doc
}

func plainText(s string) []document.Inline { return []document.Inline{&document.Text{Text: s}} }

func strong(s string) document.Inline { return &document.Strong{Inlines: plainText(s)} }

// page is the report as a part of a document.
func (r *Report) page() *document.Division {
	d := &document.Division{Kind: document.Part, ID: document.ChangesPart, Heading: "Changes"}
	say := func(inlines ...document.Inline) { d.Blocks = append(d.Blocks, &document.Paragraph{Inlines: inlines}) }
	say(&document.Text{Text: "From " + r.was + " to " + r.is + ". Deleted and inserted words are marked in the text."})
	if len(r.Terms) > 0 {
		say(strong("Terms"))
		t := &document.Table{Head: []document.Cell{plainText("Term"), plainText("Was"), plainText("Is"), plainText("Reaches")}}
		for _, term := range r.Terms {
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{plainText(term.Path), plainText(orNone(term.Old)), plainText(orNone(term.New)), plainText(term.reach())}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(r.Clauses) > 0 {
		say(strong("Clauses"))
		l := &document.List{Marker: document.Bulleted}
		for _, c := range r.Clauses {
			l.Items = append(l.Items, itemOf(strings.Join(append([]string{c.String()}, c.Why...), "; ")))
		}
		d.Blocks = append(d.Blocks, l)
	}
	if len(r.Changes) > 0 {
		say(strong("Text"))
		l := &document.List{Marker: document.Bulleted}
		section := ""
		for _, c := range r.Changes {
			if line := c.Section + ": " + c.because(); line != section {
				section = line
				l.Items = append(l.Items, itemOf(line))
			}
		}
		d.Blocks = append(d.Blocks, l)
	}
	if r.Shifted > 0 {
		say(&document.Text{Text: count(r.Shifted, "number or reference", "numbers and references") + " only shifted."})
	}
	say(&document.Text{Text: r.Totals.String()})
	return d
}

func itemOf(line string) *document.Item {
	return &document.Item{Blocks: []document.Block{&document.Paragraph{Inlines: plainText(line)}}}
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
	own := &document.Document{Body: []*document.Division{&out}}
	switch {
	case document.Redlined(own):
		return &out
	case inner && d.Was != nil:
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
		if document.Redlined(&document.Document{Body: []*document.Division{{Blocks: []document.Block{&document.Definitions{Entries: []*document.Entry{e}}}}}}) {
			out.Entries = append(out.Entries, e)
		}
	}
	if out.Entries == nil {
		return nil
	}
	return &out
}
