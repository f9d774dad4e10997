package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// keepFeet keeps the footnotes or endnotes of a part, by the reference that leads to
// each.
func (r *reader) keepFeet(part *element, note string) {
	for _, n := range part.nodes {
		if n.name == note {
			r.feet[note+"Reference"+n.attr["w:id"]] = n
		}
	}
}

// aside adds what a person wrote beside the text, where it hangs: an agreement has
// neither footnotes nor text boxes of its own, and no word may be lost.
func (t *textReader) aside(kind string, n *element, props *element) {
	if n == nil {
		return
	}
	said := strings.ReplaceAll(lines(n), "\n", " ")
	if said == "" {
		return
	}
	t.text(t.gap()+"["+kind+": "+said+"]", props)
}

// gap is the space before what is put behind the text that is read.
func (t *textReader) gap() string {
	if n := len(t.pieces); n == 0 || strings.HasSuffix(document.PlainText([]document.Inline{t.pieces[n-1].inline}), " ") {
		return ""
	}
	return " "
}

// boxes reads the text boxes in a drawing. Of one that is drawn in two ways the
// first counts; the pictures of a draft are read as such.
func (t *textReader) boxes(n, props *element) {
	for _, c := range n.nodes {
		switch {
		case c.name == "mc:Fallback" && n.child("mc:Choice") != nil:
		case c.name == "w:txbxContent":
			if !slices.ContainsFunc(c.nodes, func(p *element) bool { return t.style(p) == "picturetext" }) {
				t.aside("Text box", c, props)
			}
		default:
			t.boxes(c, props)
		}
	}
}
