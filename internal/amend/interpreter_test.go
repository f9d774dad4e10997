package amend_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/amend"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/style"
)

// An interpreter does to a signed agreement what the printed words of an amendment
// say, as somebody would with scissors and paste. It knows nothing of how the
// amendment was made.

// interpreter holds the agreement as it is so far.
type interpreter struct {
	doc   *document.Document
	pack  *style.Pack
	forms []reading
	err   error
}

// reading is a form with the expression that reads it.
type reading struct {
	kind library.Instruction
	re   *regexp.Regexp
}

// order is the order in which forms are tried: what is said of words before what is
// said of places.
var order = []library.Instruction{"replace-words", "delete-words", "insert-words", "heading", "omit", "omit-many", "append", "append-many", "insert", "insert-many", "amend", "amend-many", "replace", "replace-one", "replace-many", "delete", "delete-many"}

func newInterpreter(signed *document.Document) *interpreter {
	in := &interpreter{doc: reread(signed), pack: style.Of(signed.Style)}
	forms := formsOf(signed.Style)
	for _, kind := range order {
		text := regexp.QuoteMeta(strings.ReplaceAll(forms[kind], "{omitted}", amend.Omitted))
		re := regexp.MustCompile(`\\\{(\w+)\\\}`).ReplaceAllString(text, `(?P<$1>.+?)`)
		in.forms = append(in.forms, reading{kind, regexp.MustCompile(`(?i)^` + re + `$`)})
	}
	return in
}

// understood are the kinds of instructions that an interpreter has carried out.
var understood = map[library.Instruction]bool{}

// reread is a document as it is read from its Markdown.
func reread(doc *document.Document) *document.Document {
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		panic(err)
	}
	return parsed(b.String())
}

// parsed is a document as its Markdown says.
func parsed(text string) *document.Document {
	read, problems := markdown.Parse([]byte(text), nil)
	if problems.HasErrors() {
		panic(problems)
	}
	return read
}

func (in *interpreter) fail(format string, args ...any) {
	if in.err == nil {
		in.err = fmt.Errorf(format, args...)
	}
}

// apply does what the sections of an amendment say.
func (in *interpreter) apply(sections []*document.Division) error {
	for _, s := range sections {
		if s.Clause != amend.ChangesClause || len(s.Blocks) == 0 {
			in.fail("section %s is none of the amendment's", s.Label)
			continue
		}
		first := sentence(s.Blocks)
		if kind, _ := in.read(first); strings.HasPrefix(string(kind), "amend") {
			for _, item := range s.Blocks[1].(*document.List).Items {
				in.instruct(sentence(item.Blocks), item.Blocks[1:])
			}
			continue
		}
		in.instruct(first, s.Blocks[1:])
	}
	return in.err
}

func sentence(blocks []document.Block) string {
	return document.PlainText(blocks[0].(*document.Paragraph).Inlines)
}

// read finds the form of a sentence and what fills it.
func (in *interpreter) read(sentence string) (library.Instruction, map[string]string) {
	for _, f := range in.forms {
		if m := f.re.FindStringSubmatch(sentence); m != nil {
			parts := map[string]string{}
			for i, name := range f.re.SubexpNames() {
				parts[name] = m[i]
			}
			return f.kind, parts
		}
	}
	return "", nil
}

func (in *interpreter) instruct(sentence string, quote []document.Block) {
	kind, parts := in.read(sentence)
	place := parts["place"]
	understood[kind] = true
	switch kind {
	case "replace-words":
		in.words(place, parts["old"], parts["new"])
	case "delete-words":
		in.words(place, parts["old"], "")
	case "insert-words":
		in.words(place, parts["old"], parts["old"]+" "+parts["new"])
	case "heading":
		in.division(place).Heading = parts["new"]
	case "omit", "omit-many":
		for _, one := range in.each(place) {
			in.omit(one)
		}
	case "delete", "delete-many":
		in.remove(place)
	case "insert", "insert-many":
		in.insert(parts["new"], parts["where"], place, quote)
	case "append", "append-many":
		in.insert(parts["new"], "at the end of", place, quote)
	case "replace", "replace-one", "replace-many":
		in.replace(place, quote)
	default:
		in.fail("nobody understands %q", sentence)
	}
	if in.err != nil {
		in.err = fmt.Errorf("%s: %w", sentence, in.err)
	}
}

// unit is a place: where its blocks are, and what holds it.
type unit struct {
	division *document.Division
	outer    *document.Division
	blocks   *[]document.Block
	list     *document.List // of an item
	item     *document.Item
	all      *document.Definitions // of a definition
	entry    *document.Entry
}

var (
	paragraphOf  = regexp.MustCompile(`^the (\w+) paragraph of (.+)$`)
	tableIn      = regexp.MustCompile(`^the (?:(\w+) )?table in (.+)$`)
	rowsOf       = regexp.MustCompile(`^the rows? (“.+?”) of (the (?:\w+ )?table in .+|the Key Terms)$`)
	definitionIn = regexp.MustCompile(`^the definitions? of (“.+?”) in (.+)$`)
	itemOfTerm   = regexp.MustCompile(`^paragraph (\(.+?\)) of (the definition of “.+)$`)
	itemOf       = regexp.MustCompile(`^paragraph (\(\S+\)) of (.+)$`)
	inSchedule   = regexp.MustCompile(`^paragraph (\d+\w*)(\(\S+\))? of (.+)$`)
	textOf       = regexp.MustCompile(`^the text of (.+) before .+$`)
	withItems    = regexp.MustCompile(`^(.+?)(\(\S+\))$`)
	quoted       = regexp.MustCompile(`“([^”]+)”`)
	labels       = regexp.MustCompile(`\([^)]+\)`)
)

// lower is a place with a small first letter.
func lower(place string) string {
	for _, word := range []string{"The ", "Paragraph", "Clause"} {
		if strings.HasPrefix(place, word) {
			return strings.ToLower(place[:1]) + place[1:]
		}
	}
	return place
}

// find is the unit that a place names: a division, a definition or an item.
func (in *interpreter) find(place string) unit {
	place = lower(place)
	if m := itemOfTerm.FindStringSubmatch(place); m != nil {
		return in.item(in.find(m[2]), m[1])
	}
	if m := definitionIn.FindStringSubmatch(place); m != nil {
		return in.definition(quoted.FindStringSubmatch(m[1])[1], m[2])
	}
	if m := inSchedule.FindStringSubmatch(place); m != nil {
		for _, d := range in.doc.Body {
			for _, s := range d.Sections() {
				if d.Kind == document.Schedule && d.Label == m[3] && s.Label == m[1] {
					return in.item(unit{division: s, outer: d, blocks: &s.Blocks}, m[2])
				}
			}
		}
	}
	if m := itemOf.FindStringSubmatch(place); m != nil {
		return in.item(in.find(m[2]), m[1])
	}
	if m := textOf.FindStringSubmatch(place); m != nil {
		return in.find(m[1])
	}
	for _, d := range in.doc.Body {
		name := d.Label
		switch d.Kind {
		case document.Part:
			name = "the part “" + d.Heading + "”"
			if d.ID == document.KeyTermsPart {
				name = "the Key Terms"
			}
		case document.Article:
			name = in.pack.Article.One + " " + strings.TrimPrefix(d.Label, in.pack.ArticleBefore)
		}
		if name == place && name != "" {
			return unit{division: d, blocks: &d.Blocks}
		}
		for _, s := range d.Sections() {
			if d.Kind == document.Article && in.pack.Section.One+" "+s.Label == place {
				return unit{division: s, outer: d, blocks: &s.Blocks}
			}
		}
	}
	if m := withItems.FindStringSubmatch(place); m != nil {
		return in.item(in.find(m[1]), m[2])
	}
	in.fail("nothing is called %q", place)
	return unit{division: &document.Division{}, blocks: new([]document.Block)}
}

func (in *interpreter) division(place string) *document.Division { return in.find(place).division }

// item is the item of some labels, "(b)(ii)", in a unit.
func (in *interpreter) item(u unit, chain string) unit {
	for _, label := range labels.FindAllString(chain, -1) {
		found := false
		for _, b := range *u.blocks {
			list, ok := b.(*document.List)
			if !ok || found {
				continue
			}
			for _, item := range list.Items {
				if item.Label == label {
					u = unit{division: u.division, blocks: &item.Blocks, list: list, item: item}
					found = true
					break
				}
			}
		}
		if !found {
			in.fail("there is no %s", chain)
			return u
		}
	}
	return u
}

func (in *interpreter) definition(term, place string) unit {
	u := in.find(place)
	for _, b := range *u.blocks {
		if all, ok := b.(*document.Definitions); ok {
			for _, e := range all.Entries {
				if defines(e) == term {
					return unit{division: u.division, blocks: &e.Blocks, all: all, entry: e}
				}
			}
		}
	}
	in.fail("nothing defines %q", term)
	return unit{all: &document.Definitions{}, entry: &document.Entry{}, blocks: new([]document.Block)}
}

// defines is the term that a definition begins with.
func defines(e *document.Entry) string {
	if m := quoted.FindStringSubmatch(sentence(e.Blocks)); m != nil {
		return m[1]
	}
	return ""
}

// each are the places of a list: "Sections 8.3, 8.4 and 8.5".
func (in *interpreter) each(place string) []string {
	for _, noun := range []style.Noun{in.pack.Article, in.pack.Section, in.pack.Schedule, style.Paragraph} {
		rest, ok := strings.CutPrefix(strings.ToLower(place), strings.ToLower(noun.Many)+" ")
		if !ok {
			continue
		}
		rest = place[len(place)-len(rest):]
		of := ""
		if i := strings.Index(rest, " of "); i >= 0 {
			rest, of = rest[:i], rest[i:]
		}
		if from, to, span := strings.Cut(rest, " to "); span {
			rest = strings.Join(in.between(strings.TrimPrefix(of, " of "), from, to), " and ")
		}
		var list []string
		for _, number := range regexp.MustCompile(`, and |, | and `).Split(rest, -1) {
			list = append(list, noun.One+" "+number+of)
		}
		return list
	}
	return []string{place}
}

// between are the numbers from one to another, of articles, of schedules or of the
// sections beside each other.
func (in *interpreter) between(schedule, from, to string) []string {
	var list []string
	open := false
	note := func(label string) {
		for _, before := range []string{in.pack.ArticleBefore, in.pack.ScheduleBefore} {
			label = strings.TrimPrefix(label, before)
		}
		if open = open || label == from; open {
			list = append(list, label)
		}
		open = open && label != to
	}
	for _, d := range in.doc.Body {
		if schedule == "" && !strings.Contains(from, ".") && d.Kind != document.Part {
			note(d.Label)
		}
		for _, s := range d.Sections() {
			if schedule == d.Label || schedule == "" && d.Kind == document.Article && strings.Contains(from, ".") {
				note(s.Label)
			}
		}
	}
	return list
}

func (in *interpreter) omit(place string) {
	u := in.find(place)
	if u.item != nil {
		u.item.Blocks = []document.Block{paragraph(amend.Omitted)}
		return
	}
	u.division.Heading, u.division.Blocks = amend.Omitted, nil
}

func paragraph(text string) *document.Paragraph {
	return &document.Paragraph{Inlines: []document.Inline{&document.Text{Text: text}}}
}

// words replaces words that stand once in a place.
func (in *interpreter) words(place, old, text string) {
	var blocks []document.Block
	if m := paragraphOf.FindStringSubmatch(lower(place)); m != nil {
		blocks = []document.Block{*in.paragraph(m[1], m[2])}
	} else {
		for _, b := range *in.find(place).blocks {
			if _, ok := b.(*document.Division); !ok {
				blocks = append(blocks, b)
			}
		}
	}
	found := 0
	document.Runs(&document.Document{Body: []*document.Division{{Blocks: blocks}}}, func(inlines *[]document.Inline) {
		was := plain(document.PlainText(*inlines))
		n := strings.Count(was, plain(old))
		if found += n; n == 1 {
			*inlines = []document.Inline{&document.Text{Text: plain(strings.Replace(was, plain(old), plain(text), 1))}}
		}
	})
	if found != 1 {
		in.fail("%q stands %d times in %s", old, found, place)
	}
}

func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// paragraph is the n-th paragraph of a place.
func (in *interpreter) paragraph(nth, place string) *document.Block {
	u := in.find(place)
	n := 0
	for i, b := range *u.blocks {
		if _, ok := b.(*document.Paragraph); ok {
			if n++; deal.Ordinal(strconv.Itoa(n)) == nth {
				return &(*u.blocks)[i]
			}
		}
	}
	in.fail("there is no %s paragraph", nth)
	var none document.Block = &document.Paragraph{}
	return &none
}

// table is the table that a place names.
func (in *interpreter) table(place string) *document.Table {
	m := tableIn.FindStringSubmatch(lower(place))
	if m == nil { // the Key Terms are one
		m = []string{"", "", place}
	}
	u := in.find(m[2])
	n := 0
	for _, b := range *u.blocks {
		if t, ok := b.(*document.Table); ok {
			if n++; m[1] == "" || deal.Ordinal(strconv.Itoa(n)) == m[1] {
				return t
			}
		}
	}
	in.fail("there is no such table")
	return &document.Table{}
}

func (in *interpreter) row(t *document.Table, name string) int {
	i := slices.IndexFunc(t.Rows, func(r document.Row) bool {
		first := plain(document.PlainText(r.Cells[0]))
		return first == name || len(r.Cells) > 1 && plain(first+", "+document.PlainText(r.Cells[1])) == name
	})
	if i < 0 {
		in.fail("there is no row %q", name)
	}
	return i
}

func (in *interpreter) remove(place string) {
	place = lower(place)
	if m := rowsOf.FindStringSubmatch(place); m != nil {
		t := in.table(m[2])
		for _, name := range quoted.FindAllStringSubmatch(m[1], -1) {
			if i := in.row(t, name[1]); i >= 0 {
				t.Rows = slices.Delete(t.Rows, i, i+1)
			}
		}
		return
	}
	if m := definitionIn.FindStringSubmatch(place); m != nil {
		for _, term := range quoted.FindAllStringSubmatch(m[1], -1) {
			u := in.definition(term[1], m[2])
			u.all.Entries = slices.DeleteFunc(u.all.Entries, func(e *document.Entry) bool { return e == u.entry })
		}
		return
	}
	if m := paragraphOf.FindStringSubmatch(place); m != nil {
		u := in.find(m[2])
		if i := slices.Index(*u.blocks, *in.paragraph(m[1], m[2])); i >= 0 {
			*u.blocks = slices.Delete(*u.blocks, i, i+1)
		}
		return
	}
	u := in.find(place)
	if textOf.MatchString(place) {
		in.own(u.division, nil)
		return
	}
	in.doc.Body = slices.DeleteFunc(in.doc.Body, func(d *document.Division) bool { return d == u.division })
}

// own puts a text in the place of what a division says before its sections.
func (in *interpreter) own(d *document.Division, text []document.Block) {
	blocks := slices.Clone(text)
	for _, s := range d.Sections() {
		blocks = append(blocks, s)
	}
	d.Blocks = blocks
}

func (in *interpreter) replace(place string, quote []document.Block) {
	place = lower(place)
	if m := paragraphOf.FindStringSubmatch(place); m != nil {
		*in.paragraph(m[1], m[2]) = quote[0]
		return
	}
	if m := rowsOf.FindStringSubmatch(place); m != nil {
		t := in.table(m[2])
		names, rows := quoted.FindAllStringSubmatch(m[1], -1), quote[0].(*document.Table).Rows
		if len(names) != len(rows) { // they stand beside each other
			if i := in.row(t, names[0][1]); i >= 0 {
				t.Rows = slices.Replace(t.Rows, i, i+len(names), rows...)
			}
			return
		}
		for k, name := range names {
			if i := in.row(t, name[1]); i >= 0 {
				t.Rows[i] = rows[k]
			}
		}
		return
	}
	if t, ok := quote[0].(*document.Table); tableIn.MatchString(place) || place == "the Key Terms" && ok && len(quote) == 1 && t.Class == "" {
		t, is := in.table(place), quote[0].(*document.Table)
		t.Head, t.Rows = is.Head, is.Rows
		return
	}
	if within, ok := strings.CutPrefix(place, "the picture in "); ok {
		u := in.find(within)
		for i, b := range *u.blocks {
			if _, ok := b.(*document.Picture); ok {
				(*u.blocks)[i] = quote[0]
			}
		}
		return
	}
	u := in.find(place)
	switch {
	case u.item != nil:
		u.item.Blocks = quote[0].(*document.List).Items[0].Blocks
	case u.entry != nil:
		u.entry.Blocks = quote
	case u.division.Kind == document.Part || textOf.MatchString(place):
		in.own(u.division, quote)
	default:
		is := in.divisions(u.division.Kind, u.outer, quote)[0]
		u.division.Heading, u.division.Blocks = is.Heading, is.Blocks
	}
}

// divisions are what a quotation of whole divisions holds.
func (in *interpreter) divisions(kind document.DivisionKind, outer *document.Division, quote []document.Block) []*document.Division {
	within := document.Part
	if outer != nil {
		within = outer.Kind
	}
	var list []*document.Division
	var open *document.Division
	for _, b := range quote {
		text, ok := heading(b)
		if label, rest, labelled := document.CutLabel(in.pack.Name, within, kind, text); ok && labelled {
			open = &document.Division{Kind: kind, Label: label, Heading: rest}
			list = append(list, open)
			continue
		}
		if label, rest, labelled := document.CutLabel(in.pack.Name, kind, document.Section, text); ok && labelled && kind != document.Section {
			open = &document.Division{Kind: document.Section, Label: label, Heading: rest}
			list[len(list)-1].Blocks = append(list[len(list)-1].Blocks, open)
			continue
		}
		if ok && kind == document.Part && open == nil {
			open = &document.Division{Kind: kind, Heading: text}
			list = append(list, open)
			continue
		}
		if open == nil {
			in.fail("a quotation begins without a heading")
			open = &document.Division{}
			list = append(list, open)
		}
		open.Blocks = append(open.Blocks, b)
	}
	return list
}

// heading is the text of a paragraph that is a heading.
func heading(b document.Block) (string, bool) {
	p, ok := b.(*document.Paragraph)
	if !ok || len(p.Inlines) != 1 {
		return "", false
	}
	strong, ok := p.Inlines[0].(*document.Strong)
	if !ok {
		return "", false
	}
	return document.PlainText(strong.Inlines), true
}

func (in *interpreter) insert(what, where, place string, quote []document.Block) {
	place = lower(place)
	add := 0
	if where == "after" {
		add = 1
	}
	if m := rowsOf.FindStringSubmatch(place); m != nil {
		t := in.table(m[2])
		if i := in.row(t, quoted.FindStringSubmatch(m[1])[1]); i >= 0 {
			t.Rows = slices.Insert(t.Rows, i+add, quote[0].(*document.Table).Rows...)
		}
		return
	}
	if m := paragraphOf.FindStringSubmatch(place); m != nil {
		u := in.find(m[2])
		if i := slices.Index(*u.blocks, *in.paragraph(m[1], m[2])); i >= 0 {
			*u.blocks = slices.Insert(*u.blocks, i+add, quote...)
		}
		return
	}
	if where == "at the end of" && (what == "paragraph" || what == "paragraphs") {
		u := in.find(place)
		*u.blocks = append(*u.blocks, quote...)
		return
	}
	if place == "the Agreement" {
		in.doc.Body = append(in.doc.Body, in.divisions(document.Schedule, nil, quote)...)
		return
	}
	u := in.find(place)
	switch {
	case strings.HasPrefix(what, "definition"):
		i := slices.Index(u.all.Entries, u.entry)
		u.all.Entries = slices.Insert(u.all.Entries, i+add, entries(quote)...)
	case u.item != nil:
		i := slices.Index(u.list.Items, u.item)
		u.list.Items = slices.Insert(u.list.Items, i+add, quote[0].(*document.List).Items...)
	case where == "at the end of":
		for _, d := range in.divisions(document.Section, u.division, quote) {
			u.division.Blocks = append(u.division.Blocks, d)
		}
	default:
		kind := u.division.Kind
		switch {
		case u.outer != nil:
		case strings.HasPrefix(what, "part"):
			kind = document.Part
		case strings.HasPrefix(what, in.pack.Article.One), strings.HasPrefix(what, in.pack.Article.Many):
			kind = document.Article
		}
		in.insertDivisions(u, add, in.divisions(kind, u.outer, quote))
	}
}

func (in *interpreter) insertDivisions(u unit, add int, list []*document.Division) {
	if u.outer == nil {
		i := slices.Index(in.doc.Body, u.division)
		in.doc.Body = slices.Insert(in.doc.Body, i+add, list...)
		return
	}
	i := slices.IndexFunc(u.outer.Blocks, func(b document.Block) bool { return b == document.Block(u.division) })
	for k, d := range list {
		u.outer.Blocks = slices.Insert(u.outer.Blocks, i+add+k, document.Block(d))
	}
}

// entries are the definitions of a quotation: each begins with its term in bold.
func entries(quote []document.Block) []*document.Entry {
	var list []*document.Entry
	for _, b := range quote {
		p, ok := b.(*document.Paragraph)
		if ok && len(p.Inlines) > 0 {
			_, begins := p.Inlines[0].(*document.Strong)
			ok = begins || strings.HasPrefix(document.PlainText(p.Inlines), "“")
		}
		if ok || len(list) == 0 {
			list = append(list, &document.Entry{})
		}
		last := list[len(list)-1]
		last.Blocks = append(last.Blocks, b)
	}
	return list
}
