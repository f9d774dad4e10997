package document

import (
	"fmt"
	"strings"
	"testing"

	"clausewright/internal/diag"
)

// at is the place of literal text in a test.
func at(line, column int) Origin {
	return At(diag.Position{File: "t.md", Line: line, Column: column})
}

func text(s string) *Text                { return &Text{s, at(1, 1)} }
func para(inlines ...Inline) *Paragraph  { return &Paragraph{Inlines: inlines} }
func line(s string) *Paragraph           { return para(text(s)) }
func define(term string) *Definition     { return &Definition{term, at(1, 1)} }
func refer(targets ...string) *Reference { return &Reference{Targets: targets} }

func items(marker Marker, blocks ...Block) *List {
	l := &List{Marker: marker}
	for _, b := range blocks {
		if inner, ok := b.(*List); ok {
			last := l.Items[len(l.Items)-1]
			last.Blocks = append(last.Blocks, inner)
			continue
		}
		l.Items = append(l.Items, &Item{Blocks: []Block{b}})
	}
	return l
}

// target gives the first item of a list an id.
func target(l *List) *List {
	l.Items[0].ID = "target"
	return l
}

func section(id string, blocks ...Block) *Division {
	return &Division{Kind: Section, ID: id, Heading: "S", Blocks: blocks}
}

func article(id string, blocks ...Block) *Division {
	return &Division{Kind: Article, ID: id, Heading: "A", Blocks: blocks}
}

func draft(style string, body ...*Division) *Document {
	return &Document{Style: style, Body: body}
}

// rules is the names of problems in order.
func rules(problems diag.List) string {
	var names []string
	for _, p := range problems {
		names = append(names, p.Rule)
	}
	return strings.Join(names, " ")
}

// outline is labels and texts, one block a line.
func outline(blocks []Block) string {
	var b strings.Builder
	var each func(blocks []Block, label string)
	each = func(blocks []Block, label string) {
		for _, block := range blocks {
			switch n := block.(type) {
			case *Paragraph:
				fmt.Fprintf(&b, "%s%s\n", label, PlainText(n.Inlines))
			case *List:
				for _, item := range n.Items {
					each(item.Blocks, label+item.Label+" ")
				}
			case *Division:
				each(n.Blocks, n.Label+" ")
			case *Note:
				each(n.Blocks, label)
			}
		}
	}
	each(blocks, "")
	return b.String()
}

func TestLists(t *testing.T) {
	tests := []struct {
		name   string
		blocks []Block
		want   string
	}{
		{"and", []Block{line("of:"), items(Lettered, line("a;"), line("b;"), line("c;"))}, "of:\n(a) a;\n(b) b; and\n(c) c.\n"},
		{"or", []Block{line("of:"), items(Lettered, line("a; or"), line("b; or"), line("c; or"))}, "of:\n(a) a;\n(b) b; or\n(c) c.\n"},
		{"finished with or", []Block{line("of:"), items(Lettered, line("a,"), line("b; or"), line("c."))}, "of:\n(a) a,\n(b) b; or\n(c) c.\n"},
		{"one item that is a target", []Block{line("of:"), target(items(Lettered, line("a;")))}, "of:\n(a) a.\n"},
		{"mixed ends", []Block{line("of:"), items(Lettered, line("a,"), line("b"), line("c;"))}, "of:\n(a) a;\n(b) b; and\n(c) c.\n"},
		{"one item", []Block{line("of:"), items(Lettered, line("a;")), line("x")}, "of a.\nx\n"},
		{"one item after a noun", []Block{line("these cases:"), items(Lettered, line("a;"))}, "these cases: a.\n"},
		{"one item that is a clause", []Block{line("a product:"), items(Lettered, line("that runs;"))}, "a product that runs.\n"},
		{"one item that is no sentence", []Block{line("of:"), items(Lettered, line("a?"))}, "of:\n(a) a?\n"},
		{"one bullet", []Block{line("of:"), items(Bulleted, line("a;"))}, "of:\n a.\n"},
		{"one item with a list", []Block{line("of:"), items(Lettered, line("a:"), items(Lettered, line("x;"), line("y;")))}, "of:\n(a) a:\n(a) (i) x; and\n(a) (ii) y.\n"},
		{"one item in an item", []Block{line("of:"), items(Lettered, line("a:"), items(Lettered, line("x;")), line("b;"))}, "of:\n(a) a: x; and\n(b) b.\n"},
		{"no colon", []Block{line("of"), items(Lettered, line("a;"), line("b;"))}, "of\n(a) a;\n(b) b;\n"},
		{"no semicolon", []Block{line("of:"), items(Lettered, line("A."), line("B."))}, "of:\n(a) A.\n(b) B.\n"},
		{"a question", []Block{line("of:"), items(Lettered, line("a;"), line("b?"))}, "of:\n(a) a;\n(b) b?\n"},
		{"nested", []Block{line("of:"), items(Lettered, line("a:"), items(Lettered, line("x;"), line("y;")), line("b;"))},
			"of:\n(a) a:\n(a) (i) x; and\n(a) (ii) y; and\n(b) b.\n"},
		{"nested or at the end", []Block{line("of:"), items(Numbered, line("a;"), line("b:"), items(Lettered, line("x; or"), line("y; or")))},
			"of:\n(1) a; and\n(2) b:\n(2) (i) x; or\n(2) (ii) y.\n"},
		{"an answer's full stop stays", []Block{line("of:"), items(Lettered, line("a;"), para(&Text{"Acme, Inc.", Origin{Answer: true}}, text(";")))},
			"of:\n(a) a; and\n(b) Acme, Inc.\n"},
		{"an answer's full stop is the last", []Block{line("of:"), items(Lettered, line("a;"), para(&Text{"Acme, Inc.", Origin{Answer: true}}))},
			"of:\n(a) a; and\n(b) Acme, Inc.\n"},
		{"what an answer ends in is no ending", []Block{line("of:"), items(Lettered, line("a;"), para(&Text{"Yahoo!", Origin{Answer: true}}), line("c;"))},
			"of:\n(a) a;\n(b) Yahoo!; and\n(c) c.\n"},
		{"commas alone", []Block{line("of:"), items(Lettered, line("a,"), line("b,"), line("c"))}, "of:\n(a) a,\n(b) b,\n(c) c\n"},
		{"a dash", []Block{line("of:"), items(Lettered, line("a;"), line("b —"))}, "of:\n(a) a;\n(b) b —\n"},
		{"nested, and sentences of its own", []Block{line("of:"), items(Lettered, line("a:"), items(Lettered, line("X."), line("Y.")), line("b;"), line("c;"))},
			"of:\n(a) a:\n(a) (i) X.\n(a) (ii) Y.\n(b) b;\n(c) c;\n"},
		{"in a note", []Block{&Note{Blocks: []Block{line("of:"), items(Lettered, line("a;"), line("b;"))}}}, "of:\n(a) a; and\n(b) b.\n"},
		{"one item in a note", []Block{&Note{Blocks: []Block{line("of:"), items(Lettered, line("a;"))}}}, "of a.\n"},
		{"continued", []Block{items(Lettered, line("a")), line("x"), items(Numbered, line("n")), items(Lettered, line("b"))},
			"(a) a\nx\n(1) n\n(b) b\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := draft("us", article("a", test.blocks...))
			for range 2 {
				Resolve(doc, Options{})
				if got := outline(doc.Body[0].Blocks); got != test.want {
					t.Errorf("got\n%swant\n%s", got, test.want)
				}
			}
			Walk(doc, func(node any) bool {
				if text, ok := node.(*Text); ok && text.Text == "" {
					t.Error("a text without words is left")
				}
				return true
			})
		})
	}
}

func TestNumberFormats(t *testing.T) {
	for n, want := range map[int]string{
		1:   "a i",
		4:   "d iv",
		26:  "z xxvi",
		27:  "aa xxvii",
		28:  "bb xxviii",
		52:  "zz lii",
		53:  "aaa liii",
		780: strings.Repeat("z", 30) + " dcclxxx",
	} {
		if got := LowerLetter.Write(n) + " " + LowerRoman.Write(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// TestItemLabels: how the second item is labelled, from the outermost list to the
// fifth, which counts as the fourth does.
func TestItemLabels(t *testing.T) {
	for _, test := range []struct {
		name   string
		part   bool
		marker Marker
		want   string
	}{
		{"lettered items of a section", false, Lettered, "(b) (ii) (B) (II) (II)"},
		{"numbered items of a section", false, Numbered, "(2) (2) (2) (2) (2)"},
		{"recitals", true, Lettered, "(B) (2) (b) (ii) (ii)"},
		{"parties", true, Numbered, "(2) (ii) (2) (2) (2)"},
		{"bullets", false, Bulleted, ""},
	} {
		var labels []string
		for depth := range MaxDepth + 1 {
			_, label := itemNumber(test.part, test.marker, depth, 2)
			labels = append(labels, label)
		}
		if got := strings.TrimSpace(strings.Join(labels, " ")); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestMarkers: a label tells the marker of its list, at every depth.
func TestMarkers(t *testing.T) {
	for _, part := range []bool{false, true} {
		for depth := range 6 {
			for _, marker := range []Marker{Lettered, Numbered} {
				for n := 1; n <= 780; n++ {
					number, label := itemNumber(part, marker, depth, n)
					if got, ok := MarkerOf(part, depth, label); !ok || got != marker {
						t.Fatalf("%v depth %d: %s reads as marker %d, %v", part, depth, label, got, ok)
					}
					if got := ItemNumber(part, marker, depth, label); got != number {
						t.Fatalf("%v depth %d: %s reads as number %v, not %v", part, depth, label, got, number)
					}
				}
			}
		}
	}
	for _, no := range []string{"", "a", "(", "()", "(a", "(a1)", "(Ab)", "(é)", "(optional)", "(abc)"} {
		if _, ok := MarkerOf(false, 0, no); ok {
			t.Errorf("%q reads as a label", no)
		}
	}
}

func TestReferences(t *testing.T) {
	build := func(style string, targets ...string) *Document {
		deep := items(Lettered, line("one"), items(Lettered, line("deep")))
		deep.Items[0].ID = "item"
		deep.Items[0].Blocks[1].(*List).Items[0].ID = "deep"
		direct := items(Numbered, line("row"))
		direct.Items[0].ID = "row"
		inDefinition := items(Lettered, line("part"))
		inDefinition.Items[0].ID = "part"
		inRecital := items(Lettered, line("recital"))
		inRecital.Items[0].ID = "recital"
		second := section("", line("x"))
		second.Clause = "clause"
		third := func() *Division {
			s := section("", line("x"))
			s.Clause = "three"
			return s
		}
		return draft(style,
			&Division{Kind: Part, ID: "parties", Heading: "Parties", Blocks: []Block{line("x"), para(text("see "), refer(targets...), &Use{"X", "X", Origin{}}, define("X"))}},
			article("a1", &Definitions{Entries: []*Entry{{Blocks: []Block{para(define("Y"), text(" means")), inDefinition}}}}, section("s1", line("Y"))),
			article("a2", section("s2", deep), second),
			article("a3", third(), third(), third()),
			&Division{Kind: Schedule, ID: "e1", Blocks: []Block{direct, section("p1", line("x")), section("p2", line("x"))}},
			&Division{Kind: Schedule, ID: "e2", Blocks: []Block{section("q1", line("x"))}},
			&Division{Kind: Part, ID: "recitals", Heading: "Background", Blocks: []Block{section("history", inRecital)}})
	}
	tests := []struct{ style, targets, want string }{
		{"us", "a1", "Article 1"},
		{"uk", "a1", "clause 1"},
		{"eu-civil", "e1", "Annex A"},
		{"us", "e1", "Exhibit A"},
		{"uk", "e1", "Schedule 1"},
		{"us", "deep", "Section 2.1(a)(i)"},
		{"uk", "deep", "clause 2.1(a)(i)"},
		{"us", "parties", "Parties"},
		{"us", "clause", "Section 2.2"},
		{"uk", "p2", "paragraph 2 of Schedule 1"},
		{"uk", "row", "paragraph (1) of Schedule 1"},
		{"us", "part", "paragraph (a) of the definition of Y"},
		{"us", "s1,s2", "Sections 1.1 and 2.1"},
		{"us", "s1,s2,clause", "Sections 1.1, 2.1, and 2.2"},
		{"us", "clause*", "Section 2.2"},
		{"us", "three*", "Sections 3.1 to 3.3"},
		{"us", "three*,clause*", "Sections 2.2 and 3.1 to 3.3"}, // whole clauses stand in reading order
		{"uk", "s1,three*,p1", "clauses 1.1 and 3.1 to 3.3 and paragraph 1 of Schedule 1"},
		{"uk", "s1,s2,clause", "clauses 1.1, 2.1 and 2.2"},
		{"us", "a1,s1,s2", "Article 1 and Sections 1.1 and 2.1"},
		{"uk", "p1,p2", "paragraphs 1 and 2 of Schedule 1"},
		{"us", "recital", "paragraph (A) of S"},
		{"uk", "p1,q1", "paragraph 1 of Schedule 1 and paragraph 1 of Schedule 2"},
		{"uk", "a1,s2,e1", "clauses 1 and 2.1 and Schedule 1"},
	}
	for _, test := range tests {
		doc := build(test.style, strings.Split(test.targets, ",")...)
		Resolve(doc, Options{})
		got := PlainText(doc.Body[0].Blocks[1].(*Paragraph).Inlines)
		if got != "see "+test.want+"X“X”" {
			t.Errorf("%s %s: %q, want %q", test.style, test.targets, got, test.want)
		}
	}
}

// TestNumbers: what a label says is there as data too, down to the deepest level
// of a list, and tells which lists continue each other.
func TestNumbers(t *testing.T) {
	doc := draft("us",
		&Division{Kind: Part, ID: "background", Heading: "Background", Blocks: []Block{items(Lettered, line("x"))}},
		article("a", section("s",
			items(Lettered, line("1"), items(Lettered, line("2"), items(Lettered, line("3"), items(Lettered, line("4"), items(Lettered, line("5")))))),
			line("x"),
			items(Lettered, line("b")),
			items(Numbered, line("n")))),
		&Division{Kind: Schedule, ID: "e", Blocks: []Block{section("p", line("x"))}})
	Resolve(doc, Options{})
	var got strings.Builder
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			fmt.Fprintf(&got, "%v %s\n", n.Number, n.Label)
		case *Item:
			fmt.Fprintf(&got, "%v %s\n", n.Number, n.Label)
		case *List:
			if len(n.Items) > 0 && n.Items[0].Number.N > 1 {
				fmt.Fprintln(&got, "continued")
			}
		}
		return true
	})
	want := `{0 0 0} 
{5 0 1} (A)
{1 0 1} Article 1
{1 1 1} 1.1
{3 0 1} (a)
{3 1 1} (i)
{3 2 1} (A)
{3 3 1} (I)
{3 3 1} (I)
continued
{3 0 2} (b)
{4 0 1} (1)
{2 0 1} Exhibit A
{2 1 1} 1
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestPrinted: the text of a reference is taken apart into what Word, say, must
// print as words and as a number that it keeps right itself.
func TestPrinted(t *testing.T) {
	schedule := &Division{Kind: Schedule, ID: "e1", Blocks: []Block{section("p1", line("x"))}}
	part := &Division{Kind: Part, ID: "key-terms", Heading: "Key Terms"}
	p := para(refer("s1"), refer("s1", "s2"), refer("p1"), refer("e1"), refer("key-terms"))
	doc := draft("uk", part, article("a1", section("s1", line("x")), section("s2", p)), schedule)
	Resolve(doc, Options{})
	places := PlacesOf(doc)
	typed := &Reference{Targets: []string{"s1"}, Text: "Section one"}
	want := []string{
		`clause 1.1: {"Clause " "1.1" "" false} true`,
		`clauses 1.1: {"clauses " "1.1" "" false} true`,
		`1.2: {"" "1.2" "" false} true`,
		`paragraph 1 of Schedule 1: {"paragraph " "1" " of Schedule 1" false} true`,
		`Schedule 1: {"Schedule " "1" "" false} true`,
		`Key Terms: {"" "Key Terms" "" true} true`,
		`Section one: {"" "Section one" "" false} false`,
	}
	for _, inline := range append(p.Inlines, typed) {
		r, ok := inline.(*Reference)
		if !ok {
			continue
		}
		printed, ok := places.Printed(r)
		got := fmt.Sprintf("%s: {%q %q %q %v} %v", r.Text, printed.Noun, printed.Number, printed.Of, printed.Title, ok)
		if len(want) == 0 || !strings.EqualFold(got, want[0]) {
			t.Fatalf("%s\nwant %v", got, want)
		}
		if printed.Of != "" && printed.Within != schedule {
			t.Errorf("%s: Of names %v", r.Text, printed.Within)
		}
		want = want[1:]
	}
}

// TestReferenceStartsSentence: a noun in small letters gets a capital where it
// begins a sentence, and only there.
func TestReferenceStartsSentence(t *testing.T) {
	doc := draft("uk", article("a1", section("s1",
		para(refer("s1"), text(" applies. "), refer("s1"), text(" applies, and "), refer("s1"), text(" too:")),
		items(Lettered, para(refer("s1"), text(" applies"))))))
	Resolve(doc, Options{})
	blocks := doc.Body[0].Blocks[0].(*Division).Blocks
	got := PlainText(blocks[0].(*Paragraph).Inlines) + PlainText(blocks[1].(*List).Items[0].Blocks[0].(*Paragraph).Inlines)
	if want := "Clause 1.1 applies. Clause 1.1 applies, and clause 1.1 too:clause 1.1 applies"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestProblems(t *testing.T) {
	term := func(rest string) *Document {
		return draft("us", article("a", section("s",
			para(text("The "), define("Licensed Product"), text(" and each "), define("Affiliate"), text(" are so.")),
			para(&Text{rest, at(7, 3)}, text(" Licensed Product Affiliate")))))
	}
	tests := []struct {
		name string
		doc  *Document
		want string // place: rule
		hint string
	}{
		{"undefined", term("the Licensee Product here"), "t.md:7:7: undefined-term", ""},
		{"near", term("the Licenced Products here"), "t.md:7:7: undefined-term", `did you mean "Licensed Product"?`},
		{"sentence", term("Widgets are. Gadgets are. “Quoted” Words"), "t.md:7:38: undefined-term", ""},
		{"known", term("Licensed Products’ parts. Affiliates of EU, USA and T1 in March"), "", ""},
		{"names", term("in English on Mondays under the Patents Act 1977"), "", ""},
		{"in a name", term("the Patents Act-based rules and the Patents Act’s English-speaking Mondays"), "", ""},
		{"after a name", term("the Patents Act-Based of"), "t.md:7:19: undefined-term", ""},
		{"beside a name", term("the Patents Act Widget of"), "t.md:7:19: undefined-term", ""},
		{"name again", term("the Patents Act Act of"), "undefined-term doubled-word", ""},
		{"doubled", term("in the the end"), "t.md:7:10: doubled-word", ""},
		{"leftover", term("a <no value> here"), "t.md:7:5: leftover", ""},
		{"dangling", draft("us", article("a", section("grant-back", para(refer("grant-bock"))))), "-: dangling-reference", `did you mean "grant-back"?`},
		{"duplicate", draft("us", article("a", section("a", line("x")))), "-: duplicate-id", ""},
		{"empty", draft("us", article("a", section("s"))), "-: empty-section", ""},
		{"twice", draft("us", article("a", para(define("Xy"), text(" Xy"), define("Xy")))), "t.md:1:1: defined-twice", ""},
		{"unused", draft("us", article("a", para(define("Xy"), text(" is")))), "t.md:1:1: unused-term", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			problems := Resolve(test.doc, Options{Names: []string{"English", "Monday", "Patents Act"}})
			got, hint := "", ""
			if len(problems) == 1 {
				got, hint = problems[0].Pos.String()+": "+problems[0].Rule, problems[0].Hint
			} else if len(problems) > 1 {
				got = rules(problems)
			}
			if got != test.want || test.hint != "" && hint != test.hint {
				t.Errorf("got %q, hint %q; want %q, hint %q", got, hint, test.want, test.hint)
			}
		})
	}
}

func TestAnswersAreNotWording(t *testing.T) {
	answer := &Text{"the the Widget Maker {{.x}}", Origin{Answer: true}}
	if problems := Resolve(draft("us", article("a", para(text("it is "), answer))), Options{}); len(problems) > 0 {
		t.Errorf("an answer is taken for wording: %v", problems)
	}
}
