package docx

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/document"
)

// Reading is what a file says.
type Reading struct {
	Document *document.Document
	Digest   string    // of the draft that the file began as; empty if it does not say
	Comments []Comment // of people, in the order of the text
	Changes  int       // tracked changes that were settled
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
func Read(data []byte, side Side) (*Reading, error) {
	parts, err := unzip(data)
	if err != nil {
		return nil, err
	}
	r := newReader()
	r.side = side
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
		return nil, errors.New("it is no Word document")
	}
	r.parts(trees)
	held := map[string]bool{}
	for id, n := range r.comments {
		r.changes += settle(n, side, nil)
		held[id] = !isBy(n, openPoint) && !isBy(n, noteToDraft)
	}
	r.changes += settle(body, side, held)
	r.ends(body)
	r.body(body)
	r.end()
	document.Tidy(r.doc)
	document.CountAround(r.doc)
	r.references()
	document.LinkTerms(r.doc)
	reading := &Reading{Document: r.doc, Changes: r.changes, Digest: r.digest}
	for _, c := range r.remarks {
		reading.Comments = append(reading.Comments, *c)
	}
	return reading, nil
}

func newReader() *reader {
	return &reader{doc: &document.Document{}, held: map[string]string{}, comments: map[string]*element{}, asks: map[string]string{}, called: map[string]string{}, last: map[string]*element{}, ranges: map[string]string{},
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

// openClause is a clause whose bookmark has begun.
type openClause struct{ bookmark, clause string }

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

// begin begins a paragraph or a table, with the bookmarks that begin before it.
func (r *reader) begin() {
	r.started, r.fresh = nil, ""
	for _, n := range r.before {
		r.bookmark(n)
	}
	r.before = nil
}

// ends finds where each bookmark ends: programs write a bookmark that holds a
// table as several of one name, and some of these without an end.
func (r *reader) ends(body *element) {
	body.all(func(n, _ *element) {
		switch n.name {
		case "w:bookmarkStart":
			r.called[n.attr["w:id"]] = n.attr["w:name"]
		case "w:bookmarkEnd":
			r.last[r.called[n.attr["w:id"]]] = n
		}
	})
}

// bookmark keeps what a bookmark says of the paragraph that is being read.
func (r *reader) bookmark(n *element) {
	name := n.attr["w:name"]
	if n.name == "w:bookmarkEnd" {
		if name = r.called[n.attr["w:id"]]; r.last[name] != n {
			return
		}
		r.opened = slices.DeleteFunc(r.opened, func(c openClause) bool { return c.bookmark == name })
		delete(r.ranges, name)
		if len(r.ranges) == 0 {
			r.closeEntries()
		}
		return
	}
	switch kind, value, ok := r.cut(name); {
	case !ok:
	case kind == entriesMark && r.ranges[name] != "": // it goes on
	case kind == clauseMark:
		r.opened, r.fresh = append(r.opened, openClause{name, value}), value
	case kind == entriesMark:
		r.ranges[name] = value
		r.closeEntries()
	default:
		r.started = append(r.started, name)
	}
}

// cut is what a bookmark carries.
func (r *reader) cut(name string) (kind, value string, ok bool) {
	kind, value, ok = cutName(name)
	if held, found := r.held[name]; found {
		value = held
	}
	return kind, value, ok
}

// carried is what a bookmark of a kind that begins here carries.
func (r *reader) carried(kind string) (string, bool) {
	for _, name := range r.started {
		if k, value, ok := r.cut(name); ok && k == kind {
			return value, true
		}
	}
	return "", false
}

// headings are the kinds of divisions by the styles of their headings.
var headings = map[string]document.DivisionKind{
	"heading1": document.Article, "heading2": document.Section, "partheading": document.Part, "partheading2": document.Section,
	"scheduleheading": document.Schedule, "scheduleheading2": document.Section, "tocheading": document.Part, "sectiontext": document.Section,
}

// itemStyle is a list and a level, as a style names them.
type itemStyle struct {
	kind  listKind
	level int
}

// itemStyles are those of items.
var itemStyles = func() map[string]itemStyle {
	styles := map[string]itemStyle{}
	for k := agreement; k < listKinds; k++ {
		for i, id := range lists[k].styles {
			if i >= lists[k].firstItems() {
				styles[strings.ToLower(id)] = itemStyle{k, i}
			}
		}
	}
	return styles
}()

// textSteps are the steps of indentation of running text.
var textSteps = func() map[string]int {
	steps := map[string]int{}
	for i, id := range bodyStyles {
		steps[strings.ToLower(id)] = i
	}
	return steps
}()

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

func (r *reader) id() string {
	if was, changed := r.carried(wasRefMark); changed && r.side == Rejected {
		return was
	}
	id, _ := r.carried(refMark)
	return id
}

// clause is the clause whose headings are being read: the one that began last,
// since programs move the ends of bookmarks on. One that began before can only go
// on with a section.
func (r *reader) clause(kind document.DivisionKind) string {
	if was, changed := r.carried(wasClause); changed && r.side == Rejected {
		return was
	}
	if r.fresh != "" || kind != document.Section {
		return r.fresh
	}
	if n := len(r.opened); n > 0 {
		return r.opened[n-1].clause
	}
	return ""
}

// heading reads the heading of a division. One that Word does not number may begin
// with a number that is typed.
func (r *reader) heading(p *element, kind document.DivisionKind, text string) {
	d := &document.Division{Kind: kind, ID: r.id(), Clause: r.clause(kind), Heading: text}
	outer := document.Part
	if kind == document.Section && r.top != nil {
		outer = r.top.Kind
	}
	if uncounted(p) {
		d.Label, d.Heading, _ = document.CutLabel(r.doc.Style, outer, kind, text)
		d.Number = document.DivisionNumber(r.doc.Style, outer, kind, d.Label)
	}
	r.divide(d)
}

// uncounted reports whether a paragraph has no number of its style.
func uncounted(p *element) bool {
	n := p.child("w:pPr").child("w:numPr")
	return n != nil && n.val("w:numId") == "0"
}

// title reads the legend and the title; with them a cover begins.
func (r *reader) title(style, text string) {
	if r.id() == document.CoverPart {
		r.divide(&document.Division{Kind: document.Part, ID: document.CoverPart, Clause: r.clause(document.Part)})
	}
	if style == "title" {
		r.doc.Title = text
	}
}

// divide begins a division.
func (r *reader) divide(d *document.Division) {
	r.end()
	if d.Kind == document.Section && r.top != nil {
		r.section = d
		r.top.Blocks = append(r.top.Blocks, d)
		return
	}
	r.opened = nil // programs may have moved the ends of bookmarks on
	r.top, r.section = d, nil
	r.doc.Body = append(r.doc.Body, d)
}

// end ends what is being read.
func (r *reader) end() {
	r.closeEntries()
	r.items = nil
	r.flush()
	r.section = nil
}

// flush puts the notes where the text of the division goes on.
func (r *reader) flush() {
	for _, n := range r.waiting {
		r.add(n)
	}
	r.waiting = nil
}

// closeEntries ends definitions. Items of the last one may go on: programs move
// the ends of bookmarks back, too.
func (r *reader) closeEntries() {
	if r.entries != nil {
		r.items = append(r.around[:len(r.around):len(r.around)], r.items...)
	}
	r.entries, r.entry, r.around = nil, nil, nil
}

// within is the blocks that text of the depth of the items being read stands in.
func (r *reader) within() *[]document.Block {
	switch {
	case len(r.items) > 0:
		return &r.items[len(r.items)-1].Blocks
	case r.entry != nil:
		return &r.entry.Blocks
	case r.section != nil:
		return &r.section.Blocks
	case r.top == nil:
		r.divide(&document.Division{Kind: document.Part})
	}
	return &r.top.Blocks
}

func (r *reader) add(b document.Block) {
	blocks := r.within()
	*blocks = append(*blocks, b)
}

// at goes back to a depth of lists.
func (r *reader) at(depth int) {
	r.items = r.items[:min(depth, len(r.items))]
	if len(r.items) == 0 && r.entry == nil {
		r.flush()
	}
}

func (r *reader) text(depth int, inlines []document.Inline) {
	r.at(depth)
	if len(inlines) > 0 {
		r.add(&document.Paragraph{Inlines: inlines})
	}
}

// inPart reports whether a part is being read, whose lists stand further left.
func (r *reader) inPart() bool { return r.top == nil || r.top.Kind == document.Part }

// depth is how deep in lists running text of a style stands.
func (r *reader) depth(style string) int {
	step := textSteps[style]
	if !r.inPart() {
		step--
	}
	return max(0, step)
}

// item reads a paragraph that bears the number of an item.
func (r *reader) item(p *element, s itemStyle, inlines []document.Inline) {
	if n := p.child("w:pPr").child("w:numPr"); n != nil && n.child("w:ilvl") != nil {
		s.level = readNumber(n.val("w:ilvl"))
	}
	depth, marker := s.level-lists[s.kind].firstItems(), document.Lettered
	switch s.kind {
	case numbered, parties:
		marker = document.Numbered
	case bullets:
		marker = document.Bulleted
		if !r.inPart() {
			depth--
		}
	}
	r.at(max(0, depth))
	blocks := r.within()
	var list *document.List
	if n := len(*blocks); n > 0 {
		if last, ok := (*blocks)[n-1].(*document.List); ok && last.Marker == marker {
			list = last
		}
	}
	if list == nil {
		list = &document.List{Marker: marker}
		*blocks = append(*blocks, list)
	}
	item := &document.Item{ID: r.id()}
	if uncounted(p) {
		item.Label, inlines = cutLabel(r.inPart(), max(0, depth), inlines)
		item.Number = document.ItemNumber(r.inPart(), marker, max(0, depth), item.Label)
	}
	item.Blocks = []document.Block{&document.Paragraph{Inlines: inlines}}
	list.Items = append(list.Items, item)
	r.items = append(r.items, item)
}

// cutLabel takes the number that is typed before the words of an item off them.
func cutLabel(part bool, depth int, inlines []document.Inline) (string, []document.Inline) {
	text, n := "", 0
	for ; n < len(inlines); n++ {
		t, ok := inlines[n].(*document.Text)
		if !ok {
			break
		}
		text += t.Text
	}
	label, rest, _ := strings.Cut(text, " ")
	if _, ok := document.MarkerOf(part, depth, label); !ok {
		return "", inlines
	}
	return label, append([]document.Inline{&document.Text{Text: rest}}, inlines[n:]...)
}

func readNumber(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' || n > 1000 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// define begins a definition of the compiled list.
func (r *reader) define(inlines []document.Inline) {
	r.entry = nil
	if r.entries == nil {
		depth := 0
		for _, told := range r.ranges {
			depth = readNumber(told)
		}
		r.at(depth)
		r.around = r.items
		r.entries = &document.Definitions{}
		r.add(r.entries)
	}
	r.entry = &document.Entry{Blocks: []document.Block{&document.Paragraph{Inlines: inlines}}}
	forms := formMark
	if _, changed := r.carried(wasForm); changed && r.side == Rejected {
		forms = wasForm
	}
	order := map[string]string{}
	for _, name := range r.started {
		kind, value, ok := r.cut(name)
		if letter, is := strings.CutPrefix(kind, forms); ok && is && letter != "" {
			order[letter] = value
		}
	}
	for _, letter := range slices.Sorted(maps.Keys(order)) {
		r.entry.Forms = append(r.entry.Forms, order[letter])
	}
	r.items = nil
	r.entries.Entries = append(r.entries.Entries, r.entry)
}

// picture reads a picture, whose data are beside the text.
func (r *reader) picture(p *element) {
	b := &document.Picture{Title: r.caption}
	p.all(func(n, _ *element) {
		if n.name == "wp:docPr" && b.Alt == "" {
			b.Alt = n.attr["descr"]
		}
	})
	for _, name := range r.started {
		if kind, _, ok := cutName(name); ok && kind == pictureMark {
			var data drawnData
			if json.Unmarshal([]byte(r.held[name]), &data) == nil {
				switch {
				case data.Timeline != nil:
					b.Drawing = data.Timeline
				case data.Chart != nil:
					b.Drawing = data.Chart
				}
			}
		}
	}
	if b.Drawing != nil {
		left := 0
		if ind := p.child("w:pPr").child("w:ind"); ind != nil {
			left = readNumber(ind.attr["w:left"])
		}
		r.stand(b, left)
	}
}
