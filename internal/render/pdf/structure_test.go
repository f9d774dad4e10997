package pdf

import (
	"slices"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"github.com/google/go-cmp/cmp"
)

// readElement is a node of the structure tree of a file.
type readElement struct {
	ref  pdfRef
	role string
	dict pdfDict
	text string // all of it, in order, blocks ended by '\n'
	kids []*readElement
}

// inside lists the roles that may stand around a role.
var inside = map[string]string{
	"TR":        "Table",
	"TH":        "TR",
	"TD":        "TR",
	"LI":        "L",
	"Lbl":       "LI",
	"LBody":     "LI",
	"TOCI":      "TOC",
	"Reference": "TOCI",
}

// readTree reads the structure tree. It holds that each marked content and
// each annotation is reached once, that the way back from it leads to the same
// element, and that the elements stand where they may.
func (r *readBack) readTree(t tester) {
	t.Helper()
	root := r.dict(r.catalog["StructTreeRoot"])
	if root == nil || r.dict(r.catalog["MarkInfo"])["Marked"] != true {
		t.Fatal("the file is not tagged")
	}
	w := &treeWalk{readBack: r, t: t, parents: map[int]any{}, indexes: map[pdfRef]int{}, reached: map[[2]int]bool{}, linked: map[pdfRef]bool{}}
	nums := r.list(r.dict(root["ParentTree"])["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		w.parents[int(nums[i].(float64))] = nums[i+1]
	}
	for n, p := range r.pages {
		w.indexes[p.ref] = n
		if p.dict["Tabs"] != pdfName("S") {
			t.Errorf("page %d: the order of tabs is %v", n+1, p.dict["Tabs"])
		}
	}
	r.tree = w.element(root["K"].(pdfRef), r.catalog["StructTreeRoot"].(pdfRef))
	for n, p := range r.pages {
		for mark, text := range p.marks {
			if !w.reached[[2]int{n, mark}] {
				t.Errorf("page %d: %q is in no element", n+1, text)
			}
		}
		for _, a := range r.list(p.dict["Annots"]) {
			if !w.linked[a.(pdfRef)] {
				t.Errorf("page %d: a link is in no element", n+1)
			}
		}
	}
}

type treeWalk struct {
	*readBack
	t       tester
	parents map[int]any
	indexes map[pdfRef]int // of the pages
	reached map[[2]int]bool
	linked  map[pdfRef]bool
	heading int // level of the last one
}

func (w *treeWalk) element(ref, parent pdfRef) *readElement {
	w.t.Helper()
	w.elements++
	dict := w.dict(ref)
	e := &readElement{ref: ref, dict: dict, role: string(dict["S"].(pdfName))}
	if dict["P"] != parent {
		w.t.Errorf("%s %d belongs to %v, not %d", e.role, ref, dict["P"], parent)
	}
	if around, bound := inside[e.role]; bound && w.dict(parent)["S"] != pdfName(around) {
		w.t.Errorf("%s in %v", e.role, w.dict(parent)["S"])
	}
	w.headings(e)
	for _, kid := range w.list(dict["K"]) {
		w.kid(e, kid)
	}
	switch e.role {
	case "Link", "Span", "Lbl":
	default:
		e.text += "\n"
	}
	w.complete(e)
	return e
}

// headings holds that no level is skipped on the way down.
func (w *treeWalk) headings(e *readElement) {
	if len(e.role) == 2 && e.role[0] == 'H' {
		if level := int(e.role[1] - '0'); level > w.heading+1 || level < 1 || level > 6 {
			w.t.Errorf("heading of level %d after one of level %d", level, w.heading)
		} else {
			w.heading = level
		}
	}
}

func (w *treeWalk) kid(e *readElement, kid any) {
	w.t.Helper()
	page := e.dict["Pg"]
	switch k := kid.(type) {
	case pdfRef:
		child := w.element(k, e.ref)
		e.kids = append(e.kids, child)
		e.text += child.text
	case float64:
		w.content(e, page, int(k))
	case pdfDict:
		if other := k["Pg"]; other != nil {
			page = other
		}
		if k["Type"] == pdfName("OBJR") {
			w.link(e, k["Obj"].(pdfRef))
			return
		}
		w.content(e, page, int(k["MCID"].(float64)))
	}
}

func (w *treeWalk) content(e *readElement, page any, mark int) {
	w.t.Helper()
	n, known := w.indexes[page.(pdfRef)]
	text, there := w.page(n).marks[mark]
	if at := [2]int{n, mark}; !known || !there || w.reached[at] {
		w.t.Errorf("%s: marked content %d of page %v is not there, or was reached before", e.role, mark, page)
	} else {
		w.reached[at] = true
	}
	back := w.list(w.parents[int(w.page(n).dict["StructParents"].(float64))])
	if mark >= len(back) || back[mark] != e.ref {
		w.t.Errorf("%s: the way back from marked content %d of page %d leads elsewhere", e.role, mark, n+1)
	}
	e.text += text
}

func (w *treeWalk) page(n int) readPage { return w.readBack.pages[n] }

func (w *treeWalk) link(e *readElement, a pdfRef) {
	w.t.Helper()
	annotation := w.dict(a)
	if e.role != "Link" || w.linked[a] || w.parents[int(annotation["StructParent"].(float64))] != e.ref {
		w.t.Errorf("%s: link %d is reached twice, or the way back leads elsewhere", e.role, a)
	}
	w.linked[a] = true
	e.dict["linked"] = true
	if strings.TrimSpace(textOf(annotation["Contents"].(pdfText))) == "" && strings.TrimSpace(e.text) != "" {
		w.t.Errorf("link %d, %q, says nothing", a, e.text)
	}
}

// complete holds what must be true of an element as a whole.
func (w *treeWalk) complete(e *readElement) {
	w.t.Helper()
	about := w.dict(e.dict["A"])
	switch e.role {
	case "Link":
		if e.dict["linked"] != true {
			w.t.Errorf("the link %q leads nowhere", e.text)
		}
	case "Table":
		for _, row := range e.kids {
			if len(row.kids) != len(e.kids[0].kids) {
				w.t.Errorf("a table has rows of %d and %d cells", len(e.kids[0].kids), len(row.kids))
			}
		}
	case "TH":
		if s := about["Scope"]; s != pdfName("Row") && s != pdfName("Column") {
			w.t.Errorf("head %q has the scope %v", e.text, s)
		}
	case "L":
		if about["ListNumbering"] == nil {
			w.t.Errorf("the list %q does not say how it counts", e.text)
		}
	case "Note":
		if e.dict["ID"] == nil {
			w.t.Errorf("the note %q has no id", e.text)
		}
	case "Figure":
		if e.dict["Alt"] == nil || about["BBox"] == nil {
			w.t.Errorf("a figure says nothing, or not where it is")
		}
	}
}

// treeText is the text of the structure tree, a line for each block.
func treeText(r *readBack) []rune {
	text := oneSpaced(r.tree.text)
	return slices.CompactFunc(text, func(a, b rune) bool { return a == '\n' && b == '\n' })
}

// verifyTree follows the document along the structure tree.
func verifyTree(t tester, r *readBack, v *volume, doc *d.Document) {
	t.Helper()
	follow := &reader{t: t, got: treeText(r), book: *v, whole: true}
	follow.document(doc)
}

// outline is the tree in one line: the role of each element, and what it holds
// in brackets.
func (e *readElement) outline() string {
	if len(e.kids) == 0 {
		return e.role
	}
	var inner []string
	for _, k := range e.kids {
		inner = append(inner, k.outline())
	}
	return e.role + "(" + strings.Join(inner, " ") + ")"
}

// TestStructure holds what each kind of block becomes.
func TestStructure(t *testing.T) {
	division := func(kind d.DivisionKind, label, heading string, blocks ...d.Block) *d.Division {
		return &d.Division{Kind: kind, ID: label + heading, Label: label, Heading: heading, Blocks: blocks}
	}
	list := func(marker d.Marker, items ...*d.Item) *d.List { return &d.List{Marker: marker, Items: items} }
	item := func(label string, blocks ...d.Block) *d.Item { return &d.Item{Label: label, Blocks: blocks} }
	table := &d.Table{Head: cells("a", "b"), Rows: d.RowsOf([][]d.Cell{cells("c", "")})}
	for _, c := range []struct {
		name string
		body *d.Division
		want string
	}{
		{"levels", division(d.Article, "1", "One", division(d.Section, "1.1", "Two", says("text"), division(d.Section, "", "Three", says("text")))),
			"Sect(H2 Sect(H3 P Sect(H4 P)))"},
		{"numbers without headings", division(d.Article, "1", "One", division(d.Section, "1.1", "", says("text")),
			division(d.Section, "1.2", "", list(d.Lettered, item("(a)", says("text"))))), "Sect(H2 Sect(P) Sect(P L(LI(Lbl LBody(P)))))"},
		{"no heading", division(d.Part, "", "", says("text"), division(d.Section, "1", "One", says("text"))), "Sect(P Sect(H2 P))"},
		{"lists", division(d.Part, "", "One", list(d.Lettered, item("(a)", says("x"), list(d.Lettered, item("(i)", says("y")), item("(ii)", says("z")))),
			item("(b)", list(d.Bulleted, item("", says("x")))))), "Sect(H2 L(LI(Lbl LBody(P L(LI(Lbl LBody(P)) LI(Lbl LBody(P))))) LI(Lbl LBody(L(LI(Lbl LBody(P)))))))"},
		{"a label too wide to hang", division(d.Part, "", "One", list(d.Numbered, item("(1234567890123456789)", says("x")))), "Sect(H2 L(LI(LBody(P))))"},
		{"table", division(d.Part, "", "One", table), "Sect(H2 Table(TR(TH TH) TR(TD TD)))"},
		{"labels", division(d.Part, "", "One", &d.Table{Class: d.KeyTermsTable, Head: cells("a", "b"), Rows: d.RowsOf([][]d.Cell{cells("c", "d")})}),
			"Sect(H2 Table(TR(TH TH) TR(TH TD)))"},
		{"signature", division(d.Part, "", "One", &d.Table{Class: d.SignatureTable, Head: cells("a", ""), Rows: d.RowsOf([][]d.Cell{cells("By:", "")})}),
			"Sect(H2 P Table(TR(TH TD)))"},
		{"note", division(d.Part, "", "One", &d.Note{Blocks: []d.Block{says("x"), list(d.Bulleted, item("", says("y")))}}), "Sect(H2 Note(P L(LI(Lbl LBody(P)))))"},
		{"definitions", division(d.Part, "", "One", &d.Definitions{Entries: []*d.Entry{{Blocks: []d.Block{says("x")}}, {Blocks: []d.Block{says("y")}}}}), "Sect(H2 P P)"},
		{"links", division(d.Part, "", "One", para(&d.Text{Text: "see "}, &d.Reference{Targets: []string{"One"}, Text: "here"}, &d.Text{Text: " and "},
			&d.Reference{Targets: []string{"One"}, Text: "there"}, &d.Text{Text: ", not "}, &d.Reference{Targets: []string{"none"}, Text: "elsewhere"})), "Sect(H2 P(Link Link Span))"},
		{"contents", &d.Division{ID: d.ContentsPart, Heading: "Contents"}, "Sect(H2)"},
	} {
		r, _ := verify(t, &d.Document{Title: "T", Body: []*d.Division{c.body}})
		if got, want := r.tree.outline(), "Document(H1 "+c.want+")"; got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
	}
	r, _ := verify(t, &d.Document{Body: []*d.Division{{ID: d.ContentsPart, Heading: "Contents"}, division(d.Article, "1", "One", division(d.Section, "1.1", "Two"))}})
	entry := "TOCI(Reference(Link))"
	if got, want := r.tree.outline(), "Document(Sect(H1 TOC("+entry+")) Sect(H1 Sect(H2)))"; got != want {
		t.Errorf("contents:\n got %s\nwant %s", got, want)
	}
}

// TestParagraphOverPages holds that a paragraph that goes on over the page is
// one element, and a link that goes on over the line is one.
func TestParagraphOverPages(t *testing.T) {
	long := para(&d.Text{Text: lorem(150)}, &d.Reference{Targets: []string{"p"}, Text: lorem(4)})
	r, v := verify(t, &d.Document{Title: "T", Body: []*d.Division{{ID: "p", Blocks: []d.Block{long}}}})
	if len(v.pages) < 2 {
		t.Fatal("want two pages")
	}
	if got := r.tree.outline(); got != "Document(H1 Sect(P(Link)))" {
		t.Errorf("the tree is %s", got)
	}
}

// TestFigure holds that a drawing is one element with words for what it shows,
// and the place where it is.
func TestFigure(t *testing.T) {
	book := book(t)
	v := &volume{paper: paperOf(Options{}), book: book, tree: newTree(&workspace{}), id: book.set("", nil, roman, smallSize)}
	b := &paginator{top: margin, bottom: v.paper.height - margin, where: map[place]spot{}, stock: &stock[placed]{}}
	c := &compositor{doc: &d.Document{}, book: book, level: -1, body: b.bottom - b.top, at: v.tree}
	f := frame{left: margin, width: v.paper.width - 2*margin, size: textSize, lead: textLead}
	c.text(reads("before"), f)
	figure := c.figure("Two dates – 2027 and 2030")
	for range 2 {
		c.emit(&row{height: 40 * point, figure: figure, boxes: []box{{x: margin, width: 60 * point, height: 30 * point}},
			rules: []rule{{x1: margin, x2: margin + 200*point}}, runs: []run{{x: margin, base: 12 * point, size: textSize, glyphs: book.set("", reads("2027"), roman, textSize).glyphs}}})
	}
	c.text(reads("after"), f)
	b.paginate(c.rows)
	v.pages, v.where = b.pages, b.where
	drawn, err := v.draw(fileInfo{lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	file, err := finish(drawn, fileInfo{lang: "en"}, Attachment{})
	if err != nil {
		t.Fatal(err)
	}
	r := read(t, file)
	if got := r.tree.outline(); got != "Document(P Figure P)" {
		t.Fatalf("the tree is %s", got)
	}
	e := r.tree.kids[1]
	if alt := textOf(e.dict["Alt"].(pdfText)); alt != "Two dates – 2027 and 2030" || strings.TrimSpace(e.text) != "20272027" {
		t.Errorf("the figure says %q and holds %q", alt, e.text)
	}
	first, second := b.pages[0].rows[1], b.pages[0].rows[2]
	want := []any{margin.Points(), (v.paper.height - second.top - second.height).Points(), (v.paper.width - margin).Points(), (v.paper.height - first.top).Points()}
	if diff := cmp.Diff(want, r.list(e.dict["A"].(pdfDict)["BBox"]), cmp.Comparer(near)); diff != "" {
		t.Errorf("the figure lies elsewhere (-want +got):\n%s", diff)
	}
}
