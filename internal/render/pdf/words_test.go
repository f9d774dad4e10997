package pdf

import (
	"strings"

	d "clausewright/internal/document"

	"golang.org/x/text/unicode/norm"
)

// A reader follows the text of a file along a document. A line end in the
// file may stand for a space or, inside a word, for nothing.
type reader struct {
	t     tester
	got   []rune // lines separated by '\n'
	at    int
	book  volume
	whole bool // the rows of a table are read cell by cell, however tall they are
}

// expect fails the test unless the words come next.
func (r *reader) expect(words string) {
	r.t.Helper()
	if next, ok := r.match(words); ok {
		r.at = next
		return
	}
	r.t.Fatalf("expected %q, the file goes on %q", words, string(r.got[r.at:min(len(r.got), r.at+80)]))
}

// match is where the text goes on after the words, if they come next.
func (r *reader) match(words string) (int, bool) {
	at := r.at
	if at < len(r.got) && r.got[at] == ' ' {
		at++ // after a label that runs into its text
	}
	for _, c := range normal(words) {
		line := false
		for at < len(r.got) && r.got[at] == '\n' {
			at, line = at+1, true
		}
		switch {
		case line && c == ' ':
		case at < len(r.got) && r.got[at] == c:
			at++
		default:
			return 0, false
		}
	}
	return at, true
}

// normal is a text as it is drawn, spaces collapsed.
func normal(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u2011", "-", "\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "",
		"\u200c", "", "\u200d", "").Replace(norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// document follows the whole document.
func (r *reader) document(doc *d.Document) {
	r.t.Helper()
	cover := len(doc.Body) > 0 && doc.Body[0].ID == d.CoverPart
	if !cover {
		r.expect(doc.Title)
	}
	for _, div := range doc.Body {
		if div.ID == d.CoverPart {
			r.expect(doc.Legend)
			r.expect(doc.Title)
			r.blocks(div.Blocks)
			continue
		}
		r.division(div)
		if div.ID == d.ContentsPart {
			for _, entry := range doc.Body {
				r.contents(entry)
			}
		}
	}
	for r.at < len(r.got) && (r.got[r.at] == '\n' || r.got[r.at] == ' ') {
		r.at++
	}
	if r.at < len(r.got) {
		r.t.Fatalf("the file has more: %q", string(r.got[r.at:min(len(r.got), r.at+80)]))
	}
}

func (r *reader) label(div *d.Division) string {
	if div.Kind == d.Section || div.Kind == d.Part || div.Label == "" {
		return div.Label
	}
	return div.Label + "."
}

func (r *reader) contents(div *d.Division) {
	r.t.Helper()
	if div.Kind != d.Part && normal(r.label(div)+div.Heading) != "" {
		r.expect(r.label(div))
		r.expect(div.Heading)
		r.expect(itoa(r.book.where[place{division: div}].page))
	}
	for _, b := range div.Blocks {
		if inner, ok := b.(*d.Division); ok && inner.Kind != d.Section {
			r.contents(inner)
		}
	}
}

func (r *reader) division(div *d.Division) {
	r.t.Helper()
	r.expect(r.label(div))
	r.expect(div.Heading)
	r.blocks(div.Blocks)
}

func (r *reader) blocks(list []d.Block) {
	r.t.Helper()
	for _, b := range list {
		switch b := b.(type) {
		case *d.Division:
			r.division(b)
		case *d.Paragraph:
			r.expect(words(b.Inlines))
		case *d.List:
			for _, item := range b.Items {
				if b.Marker == d.Bulleted {
					r.expect("•")
				}
				r.expect(item.Label)
				r.blocks(item.Blocks)
			}
		case *d.Table:
			r.table(b)
		case *d.Picture:
			r.picture(b)
		case *d.Definitions:
			for _, e := range b.Entries {
				r.blocks(e.Blocks)
			}
		case *d.Note:
			r.blocks(b.Blocks)
		}
	}
}

// table accepts a table set as a grid or as records. A row too tall for a
// page is printed line by line across its cells, so that only its characters
// can be compared.
func (r *reader) table(t *d.Table) {
	r.t.Helper()
	var grid, records strings.Builder
	write := func(b *strings.Builder, cells ...d.Cell) {
		for _, c := range cells {
			b.WriteString(words(c) + " ")
		}
	}
	write(&grid, t.Head...)
	if len(t.Rows) == 0 {
		write(&records, t.Head...)
	}
	for _, row := range t.Rows {
		write(&grid, row.Cells...)
		for i, cell := range row.Cells {
			write(&records, t.Head[i], cell)
		}
	}
	// Records are the longer form, of which the other may be a beginning.
	for _, form := range []string{records.String(), grid.String()} {
		if next, ok := r.match(form); ok {
			r.at = next
			return
		}
	}
	for _, form := range []string{records.String(), grid.String()} {
		if next, ok := r.matchBag(form); ok && len(form) > 900 && !r.whole {
			r.at = next
			return
		}
	}
	r.t.Fatalf("the table %q is not next: %q", grid.String(), string(r.got[r.at:min(len(r.got), r.at+80)]))
}

// matchBag is match without regard to order.
func (r *reader) matchBag(words string) (int, bool) {
	count, left := map[rune]int{}, 0
	for _, c := range normal(words) {
		if c != ' ' {
			count[c]++
			left++
		}
	}
	at := r.at
	for ; left > 0 && at < len(r.got); at++ {
		if c := r.got[at]; c != '\n' && c != ' ' {
			count[c]--
			left--
		}
	}
	for _, n := range count {
		if n != 0 {
			return 0, false
		}
	}
	return at, left == 0
}

// words is a sequence of inlines as it reads.
func words(list []d.Inline) string {
	var b strings.Builder
	for _, n := range list {
		switch n := n.(type) {
		case *d.Text:
			b.WriteString(n.Text)
		case *d.Strong:
			b.WriteString(words(n.Inlines))
		case *d.Emphasis:
			b.WriteString(words(n.Inlines))
		case *d.Definition:
			b.WriteString("“" + n.Term + "”")
		case *d.Use:
			b.WriteString(n.Text)
		case *d.Reference:
			b.WriteString(n.Text)
		case *d.Blank:
			b.WriteString("[●]")
		case *d.Break:
			b.WriteString("\n")
		}
	}
	return b.String()
}

// body is the text of the file without running headers, footers and repeated
// table heads.
func body(r *readBack, v *volume) []rune {
	var b strings.Builder
	for n, p := range r.pages {
		var last shown
		for _, s := range p.shown {
			if s.grey || repeated(v.pages[n], s.base) {
				continue
			}
			if gap := s.x - last.x - last.width; s.base != last.base || gap > 0.3 || gap < -0.3 {
				b.WriteByte('\n')
			}
			b.WriteString(s.text)
			last = s
		}
		b.WriteByte('\n')
	}
	return oneSpaced(b.String())
}

// oneSpaced is a text with one space for many, and none at the ends of lines.
func oneSpaced(text string) []rune {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		last := rune(0)
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch {
		case r == ' ' && (last == ' ' || last == '\n'):
			continue
		case r == '\n' && last == ' ':
			out = out[:len(out)-1]
		}
		out = append(out, r)
	}
	return out
}

func repeated(p *page, base float64) bool {
	for _, r := range p.rows {
		if r.repeat && base > r.top.Points() && base < (r.top+r.height).Points() {
			return true
		}
	}
	return false
}
