package pdf

import (
	"bytes"
	"regexp"
	"strings"

	d "clausewright/internal/document"
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
	"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI", "TOCI": "TOC", "Reference": "TOCI",
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

var lineEnds = regexp.MustCompile(` *\n[ \n]*`)

// treeText is the text of the structure tree, a line for each block.
func treeText(r *readBack) []rune {
	text := manySpaces.ReplaceAllString(r.tree.text, " ")
	return []rune(lineEnds.ReplaceAllString(text, "\n"))
}

// verifyTree follows the document along the structure tree.
func verifyTree(t tester, r *readBack, v *volume, doc *d.Document) {
	t.Helper()
	follow := &reader{t: t, got: treeText(r), book: *v, whole: true}
	follow.document(doc)
}

// roles is the tree in one line: the role of each element, and what it holds
// in brackets.
func (e *readElement) roles() string {
	var b bytes.Buffer
	b.WriteString(e.role)
	for i, k := range e.kids {
		b.WriteByte(map[bool]byte{true: '(', false: ' '}[i == 0])
		b.WriteString(k.roles())
	}
	if len(e.kids) > 0 {
		b.WriteByte(')')
	}
	return b.String()
}
