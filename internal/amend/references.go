package amend

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// refer gives the references of the amended agreement the numbers that are signed.
func (m *amender) refer(out, newer *document.Document) {
	r := renumbering{document.PlacesOf(newer), document.PlacesOf(out), neighboursOf(newer), neighboursOf(out)}
	document.Runs(out, func(inlines *[]document.Inline) { *inlines = r.run(*inlines) })
}

// renumbering gives references the numbers of another document.
type renumbering struct {
	was, is         *document.Places
	before, between neighbours // in the document of the old numbers, and in that of the new
}

// run is a run with its references renumbered. A span of numbers, "4.1 to 4.3", is
// taken apart where other numbers stand between its ends now.
func (r renumbering) run(inlines []document.Inline) []document.Inline {
	var out []document.Inline
	for i, inline := range inlines {
		switch n := inline.(type) {
		case *document.Strong:
			inline = &document.Strong{Inlines: r.run(n.Inlines)}
		case *document.Emphasis:
			inline = &document.Emphasis{Inlines: r.run(n.Inlines)}
		case *document.Reference:
			if from, ok := spanTo(inlines, i); ok {
				out = append(out[:len(out)-1], r.span(from, n, ends(inlines, i))...)
			}
			inline = r.reference(n)
		}
		out = append(out, inline)
	}
	return out
}

// spanTo is the reference at which a span begins that the one at i ends.
func spanTo(inlines []document.Inline, i int) (*document.Reference, bool) {
	if i < 2 {
		return nil, false
	}
	to, ok := inlines[i-1].(*document.Text)
	from, also := inlines[i-2].(*document.Reference)
	return from, ok && also && to.Text == " to "
}

// ends reports whether a list of references ends at i.
func ends(inlines []document.Inline, i int) bool {
	if i+2 >= len(inlines) {
		return true
	}
	_, goesOn := inlines[i+2].(*document.Reference)
	t, ok := inlines[i+1].(*document.Text)
	return !goesOn || !ok || !slices.Contains([]string{", ", " and ", ", and "}, t.Text)
}

// span is what stands between the ends of a span: " to ", or the numbers one by one.
func (r renumbering) span(from, to *document.Reference, last bool) []document.Inline {
	a, b := strings.Join(from.Targets, ","), strings.Join(to.Targets, ",")
	were, are := r.before.from(a, b), r.between.from(a, b)
	if len(were) == 0 || slices.Equal(were, are) {
		return []document.Inline{&document.Text{Text: " to "}}
	}
	var out []document.Inline
	for _, id := range were[1 : len(were)-1] {
		one := &document.Reference{Targets: []string{id}}
		if now, _, ok := r.is.Named(id); ok {
			one.Text = now.Number
		}
		out = append(out, &document.Text{Text: ", "}, one)
	}
	end := ", "
	if last {
		end = " and "
	}
	return append(out, &document.Text{Text: end})
}

// reference is a reference with the number that its target has now. One that was
// typed otherwise stays as it is.
func (r renumbering) reference(n *document.Reference) *document.Reference {
	printed, ok := r.was.Printed(n)
	now, _, known := r.is.Named(strings.Join(n.Targets, ","))
	if !ok || !known {
		return n
	}
	out := *n
	out.Text = printed.Noun + now.Number
	if printed.Of != "" {
		out.Text += now.Of
	}
	return &out
}

// neighbours are the ids of sections and items by id, each with those beside it.
type neighbours map[string][]string

func neighboursOf(doc *document.Document) neighbours {
	found := neighbours{}
	note := func(ids []string) {
		for _, id := range ids {
			if id != "" {
				found[id] = ids
			}
		}
	}
	for _, d := range doc.Body {
		var ids []string
		for _, s := range d.Sections() {
			if !isOmitted(s) {
				ids = append(ids, s.ID)
			}
		}
		note(ids)
	}
	document.Walk(doc, func(node any) bool {
		if list, ok := node.(*document.List); ok {
			var ids []string
			for _, item := range list.Items {
				if itemText(item) != Omitted {
					ids = append(ids, item.ID)
				}
			}
			note(ids)
		}
		return true
	})
	return found
}

// from lists the ids from one to another that stands after it; nil if they do not
// stand beside each other.
func (n neighbours) from(a, b string) []string {
	list := n[a]
	i, j := slices.Index(list, a), slices.Index(list, b)
	if i < 0 || j < i {
		return nil
	}
	return list[i : j+1]
}
