package draft_test

import (
	"cmp"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"clausewright/internal/cases"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// shipped opens the library of the program once for all tests.
var shipped = sync.OnceValues(func() (*library.Library, diag.List) { return library.Open(os.DirFS("../.."), "") })

func openShipped(t testing.TB) *library.Library {
	t.Helper()
	lib, problems := shipped()
	for _, p := range problems {
		t.Errorf("%v", p)
	}
	return lib
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

var ruleOfLibrary = regexp.MustCompile(`^((F|TRAP|R)-\d+|foreign-|unused-answer$)`)

// TestRandomDeals drafts random deals over the whole parameter space. Nothing
// but one may break a rule of the library: no reference may dangle, no
// term be undefined, nothing be left over.
func TestRandomDeals(t *testing.T) {
	lib := openShipped(t)
	pictures := 0
	for _, seed := range seeds() {
		g := cases.NewRandom(lib, "exclusive-licence", seed, false)
		made, problems := g.Make()
		for _, p := range problems {
			if !ruleOfLibrary.MatchString(p.Rule) {
				t.Errorf("%v\n%s", p, g.YAML())
			}
		}
		if made.Document != nil {
			checkNumbers(t, made.Document)
			pictures += checkPictures(t, made.Document)
		}
	}
	if pictures == 0 {
		t.Error("no deal had a picture")
	}
}

// checkPictures reports pictures that cannot be drawn, and those that say what
// the table after them does not. It counts the pictures.
func checkPictures(t *testing.T, doc *document.Document) (pictures int) {
	document.Walk(doc, func(node any) bool {
		d, ok := node.(*document.Division)
		if !ok {
			return false
		}
		for i, b := range d.Blocks {
			p, ok := b.(*document.Picture)
			if !ok {
				continue
			}
			pictures++
			if err := p.Check(); err != nil {
				t.Fatal(err)
			}
			table, ok := d.Blocks[min(i+1, len(d.Blocks)-1)].(*document.Table)
			if !ok {
				t.Fatalf("no table follows the picture %q", p.Title)
			}
			checkStated(t, p, table)
		}
		return true
	})
	return pictures
}

// checkStated reports a label or a number of a picture that no row of the
// table states.
func checkStated(t *testing.T, p *document.Picture, table *document.Table) {
	rows := map[string]bool{}
	for _, row := range table.Rows {
		var b strings.Builder
		for _, cell := range row.Cells {
			b.WriteString(document.PlainText(cell) + "|")
		}
		rows[strings.ToLower(strings.ReplaceAll(b.String(), "\u00a0", " "))] = true
	}
	stated := func(cells ...string) {
		said := strings.ToLower(strings.ReplaceAll(strings.Join(cells, "|"), "\u00a0", " "))
		for row := range rows {
			if strings.Contains(row, said) {
				return
			}
		}
		t.Fatalf("the table does not state %q", said)
	}
	switch d := p.Drawing.(type) {
	case *document.Timeline:
		for _, label := range p.Words()[2:] {
			at := strings.LastIndex(label, ": ")
			stated(label[:at], label[at+2:])
		}
	case *document.Chart:
		for _, s := range d.Steps {
			stated(s.FromText, cmp.Or(s.ToText, "no limit"), s.RateText)
		}
	}
}

// bad is what no sentence of a draft may hold: gaps and marks that a condition
// or an empty answer leaves behind.
var bad = regexp.MustCompile(`\s[,.;:)]|\.\.|[,;:][,;:.]|\(\s|\(\)|\b(and and|or or|the the|of of|to to|a a|is is)\b|\s\s|^[,.;]|\b1 (days|months|years|members|Business Days)\b`)

// TestRandomProse drafts random deals whose texts are plain words and reads
// every paragraph, item and cell.
func TestRandomProse(t *testing.T) {
	read := map[string]bool{} // drafts say the same often
	for _, d := range randoms(t) {
		if d.made.Document == nil {
			continue
		}
		document.Walk(d.made.Document, func(node any) bool {
			if p, ok := node.(*document.Paragraph); ok {
				text := plain(document.PlainText(p.Inlines))
				if read[text] {
					return true
				}
				read[text] = true
				if at := bad.FindStringIndex(text); at != nil {
					t.Errorf("%q in %q\n%s", text[at[0]:at[1]], text, d.YAML())
				}
			}
			return true
		})
	}
}

// checkNumbers reports labels that repeat, and references without text.
func checkNumbers(t *testing.T, doc *document.Document) {
	labels := map[string]bool{}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			if n.Kind != document.Section || !strings.Contains(n.Label, ".") {
				break
			}
			if labels[n.Label] {
				t.Fatalf("two sections are numbered %q", n.Label)
			}
			labels[n.Label] = true
		case *document.Reference:
			if n.Text == "" || len(n.Targets) != 1 {
				t.Fatalf("a reference to %v has the text %q", n.Targets, n.Text)
			}
		}
		return true
	})
}
