package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/measure"
)

// ties are the places of the spaces and hyphens in the text being printed at
// which no line may end.
type ties struct {
	places []int // offsets
	at     int   // how much of the text is printed
}

// pass goes on by n bytes of the text, or to the next tie if that is nearer,
// and returns by how many.
func (t *ties) pass(n int) int {
	if len(t.places) > 0 && t.places[0] < t.at+n {
		n = t.places[0] - t.at
	}
	t.at += n
	return n
}

// tie goes on over a tie, skip over n bytes without one.
func (t *ties) tie() {
	t.places = t.places[1:]
	t.at++
}

func (t *ties) skip(n int) { t.at += n }

// tiedLook is the look of a space or hyphen that ties: like any other, but said.
// It tells the reader that the document has an ordinary one here, and is kept
// by whatever program saves the file.
const tiedLook = `<w:spacing w:val="0"/>`

// untied is text of a run of the look as the document has it.
func untied(s string, props *element) string {
	if props.val("w:spacing") != "0" {
		return s
	}
	return strings.NewReplacer("\u00a0", " ", noBreakHyphen, "-").Replace(s)
}

// prose prints the text of a paragraph.
func (p *printer) prose(list []document.Inline) {
	if !p.place.comment { // where programs keep no look
		p.ties = p.tiesOf(list)
	}
	p.inlines(list, format{})
	p.ties = ties{}
}

// phrase prints text that stands by itself.
func (p *printer) phrase(s string) {
	p.ties = ties{places: measure.Ties(s)}
	p.run(s, format{})
	p.ties = ties{}
}

// tiesOf are the ties of all text that inlines print, also what a redline
// deletes. What Word works out ties as it does where Word takes it from.
func (p *printer) tiesOf(list []document.Inline) ties {
	b := p.words[:0]
	var worked []workedOut
	document.WalkInlines(list, func(node any) bool {
		switch n := node.(type) {
		case *document.Text:
			b = append(b, n.Text...)
		case *document.Use:
			b = append(b, n.Text...)
		case *document.Definition:
			b = append(append(append(b, "“"...), n.Term...), "”"...)
		case *document.Reference:
			for _, f := range p.anchors.fields(n) {
				if f.switches != "" {
					worked = append(worked, workedOut{f, len(b)})
				}
				b = append(b, f.shown...)
			}
		case *document.Blank:
			b = append(b, document.OpenMark...)
		case *document.Break:
			b = append(b, '\n')
		}
		return true
	})
	p.words = b
	places := slices.DeleteFunc(measure.Ties(string(b)), func(at int) bool {
		return slices.ContainsFunc(worked, func(w workedOut) bool { return w.at <= at && at < w.at+len(w.shown) })
	})
	for _, w := range worked {
		for _, tie := range w.ties() {
			places = append(places, w.at+tie)
		}
	}
	slices.Sort(places)
	return ties{places: places}
}

// workedOut is a field and where in a text its result stands.
type workedOut struct {
	field
	at int
}

// ties are those of the result: of a heading its own, of a number the space after
// its word.
func (f field) ties() []int {
	if f.switches == ownText {
		return measure.Ties(f.shown)
	}
	if i := strings.IndexByte(f.shown, ' '); i >= 0 {
		return []int{i}
	}
	return nil
}
