package docx

import (
	"errors"
	"fmt"
	"strings"

	"clausewright/internal/document"
)

// Reading is what a file says.
type Reading struct {
	Document *document.Document
	Digest   string    // of the draft that the file began as; empty if it does not say
	Comments []Comment // of people, in the order of the text
	Changes  int       // tracked changes that were settled
	Strays   []string  // what the heads and feet of the pages say that is not of the draft
}

// Comment is what a person wrote beside the text.
type Comment struct {
	Author string
	Date   string             // as the file has it, RFC 3339 or empty
	Text   string             // its paragraphs, one a line
	Quote  string             // the text it is about, empty for a place
	In     *document.Division // the innermost division that it stands in; nil before the first
}

// Read reads a file that Render wrote back into a document, also after Word or
// LibreOffice saved it: it goes by the names of styles and by bookmarks, not by
// how runs are split. Of the two documents that tracked changes make, it reads
// one side. A file that is none of ours is an error.
func Read(data []byte, side Side) (*Reading, error) { return ReadIn("", data, side) }

// ReadIn is Read of a file that is known to be in a style, which counts where a program that
// saved the file dropped the properties that name it.
func ReadIn(style string, data []byte, side Side) (*Reading, error) {
	parts, err := unzip(data)
	if err != nil {
		return nil, err
	}
	r := newReader()
	r.side, r.doc.Style = side, style
	trees := map[string]*element{}
	for name, part := range parts {
		if !strings.HasSuffix(name, ".xml") {
			continue
		}
		if trees[name], err = tree(part); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	body := trees[mainPart].child("w:body")
	if body == nil || trees["word/styles.xml"] == nil {
		return nil, errNoWord
	}
	r.parts(trees)
	held := map[string]bool{}
	for id, n := range r.comments {
		r.changes += settle(n, side, nil)
		held[id] = !isBy(n, openPoint) && !isBy(n, noteToDraft)
	}
	for _, n := range r.feet {
		r.changes += settle(n, side, nil)
	}
	r.changes += settle(body, side, held)
	r.ends(body)
	r.body(body)
	r.end()
	document.Tidy(r.doc)
	document.CountAround(r.doc)
	r.references()
	document.LinkTerms(r.doc)
	reading := &Reading{Document: r.doc, Changes: r.changes, Digest: r.digest, Strays: r.strays(trees)}
	for _, c := range r.remarks {
		reading.Comments = append(reading.Comments, *c)
	}
	return reading, nil
}

var errNoWord = errors.New("is no Word document, or only a part of one")

func newReader() *reader {
	return &reader{doc: &document.Document{}, held: map[string]string{}, comments: map[string]*element{}, feet: map[string]*element{}, asks: map[string]string{}, called: map[string]string{}, last: map[string]*element{}, ranges: map[string]string{},
		quotes: map[string]string{}, worked: map[*document.Reference]bool{}, quoted: map[string]string{}}
}

// reader builds a document from the paragraphs and tables of a body.
type reader struct {
	doc      *document.Document
	side     Side
	digest   string
	styles   map[string]string // names of the styles, as style names them, by id
	held     map[string]string // what names of bookmarks cannot hold
	comments map[string]*element
	feet     map[string]*element          // footnotes and endnotes, by the name and the number of their reference
	asks     map[string]string            // the questions of open values
	opened   []openClause                 // bookmarks of clauses that have begun and not ended
	ranges   map[string]string            // likewise, those of definitions
	called   map[string]string            // names of bookmarks by number
	last     map[string]*element          // where they end, by name
	worked   map[*document.Reference]bool // whether a field works out what it shows

	top, section *document.Division
	items        []*document.Item // the innermost last
	entries      *document.Definitions
	entry        *document.Entry
	around       []*document.Item // those that hold the definitions being read
	caption      string
	waiting      []*document.Note // for the end of what their paragraph stands in
	recorded     *document.Table  // a table set as records, whose rows are being read
	remarks      []*Comment
	placed       int               // of the remarks, how many know what they stand in
	quotes       map[string]string // what comments are about, as far as it is read, by number
	quoted       map[string]string // likewise, whole
	changes      int
	fresh        string     // the clause whose bookmark begins in this paragraph
	before       []*element // bookmarks that begin before the next paragraph
	started      []string   // bookmarks that begin in this paragraph
}

// styleKey is the name of a style without what programs change in it.
func styleKey(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, " ", ""))
}

// parts reads the parts of the file beside the body.
func (r *reader) parts(trees map[string]*element) {
	r.styles = map[string]string{}
	for _, s := range trees["word/styles.xml"].nodes {
		if s.name == "w:style" {
			r.styles[s.attr["w:styleId"]] = styleKey(s.val("w:name"))
		}
	}
	if lang := trees["word/styles.xml"].child("w:docDefaults").child("w:rPrDefault").child("w:rPr").child("w:lang"); lang != nil {
		r.doc.Lang = lang.attr["w:val"]
	}
	for name, t := range trees {
		switch {
		case strings.HasPrefix(name, "customXml/") && t.attr["xmlns"] == heldNamespace:
			for _, n := range t.nodes {
				if n.name == properName {
					r.doc.Names = append(r.doc.Names, n.text)
				} else {
					r.held[n.attr["bookmark"]] = n.text
				}
			}
		case name == "word/comments.xml":
			for _, n := range t.nodes {
				r.comments[n.attr["w:id"]] = n
			}
		case name == "word/footnotes.xml":
			r.keepFeet(t, "w:footnote")
		case name == "word/endnotes.xml":
			r.keepFeet(t, "w:endnote")
		case name == "docProps/custom.xml":
			r.properties(t)
		}
	}
}

func (r *reader) properties(t *element) {
	for _, n := range t.nodes {
		value := ""
		if len(n.nodes) > 0 {
			value = n.nodes[0].text
		}
		switch n.attr["name"] {
		case referenceProperty:
			r.doc.ID = value
		case dateProperty:
			r.doc.Date = value
		case legendProperty:
			r.doc.Legend = value
		case styleProperty:
			r.doc.Style = value
		case anchorsProperty:
			r.doc.Anchors = document.Anchors(value)
		case conformedProperty:
			r.doc.Conformed = true
		case digestProperty:
			r.digest = value
		}
	}
}

// body reads paragraphs and tables, also inside controls.
func (r *reader) body(n *element) {
	for _, c := range n.nodes {
		switch c.name {
		case "w:p":
			r.paragraph(c)
		case "w:tbl":
			r.table(c)
		case "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml":
			r.body(c)
		case "w:bookmarkStart":
			r.before = append(r.before, c)
		case "w:bookmarkEnd":
			r.bookmark(c)
		}
	}
}

// paragraph reads one paragraph of the body.
func (r *reader) paragraph(p *element) {
	r.begin()
	inlines, notes, ends := r.inlines(p)
	style := r.style(p)
	if style != "tableend" {
		r.recorded = nil
	}
	if id, begins := r.carried(partMark); begins {
		r.divide(&document.Division{Kind: document.Part, ID: id})
	}
	kind, heads := headings[style]
	item, isItem := itemStyles[style]
	switch {
	case strings.HasPrefix(style, "toc") && style != "tocheading", style == "tableend":
	case style == "draftlegend" || style == "title":
		r.title(style, document.PlainText(inlines))
	case style == "sectiontext":
		r.divide(&document.Division{Kind: document.Section, ID: r.id(), Clause: r.clause(document.Section)})
		r.text(0, inlines)
	case heads:
		r.heading(p, kind, document.PlainText(inlines))
	case isItem:
		r.item(p, item, inlines)
	case style == "definition":
		r.define(inlines)
	case style == "caption":
		r.caption = document.PlainText(inlines)
	case style == "picture":
		r.picture(p)
	default:
		r.text(r.depth(style), inlines)
	}
	r.settleRemarks()
	for _, n := range ends {
		r.bookmark(n)
	}
	r.waiting = append(r.waiting, notes...)
	if len(r.ranges) == 0 {
		r.closeEntries()
	}
}

// settleRemarks puts the comments of a paragraph or a cell into the division
// that is being read.
func (r *reader) settleRemarks() {
	for ; r.placed < len(r.remarks); r.placed++ {
		in := r.section
		if in == nil {
			in = r.top
		}
		r.remarks[r.placed].In = in
	}
}

// style is the name of a paragraph's style. One that bears a number of a list of ours
// has the style of that level, whatever it is called: LibreOffice gives a heading
// the style of the paragraph before it, where that is deleted with changes tracked.
func (r *reader) style(p *element) string {
	properties := p.child("w:pPr")
	style := r.styles[properties.val("w:pStyle")]
	number := properties.child("w:numPr")
	if _, running := textSteps[style]; !running || number == nil {
		return style
	}
	kind, level := listKind(readNumber(number.val("w:numId"))), readNumber(number.val("w:ilvl"))
	if kind < agreement || kind >= listKinds || level >= len(lists[kind].styles) {
		return style
	}
	return strings.ToLower(lists[kind].styles[level])
}
