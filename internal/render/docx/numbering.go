package docx

import (
	"strconv"
	"strings"

	"clausewright/internal/document"
)

// listKind is a multilevel list of the file. Word numbers with it; no number
// is typed.
type listKind int

// The lists. Articles, their sections and the lettered items of these sections
// are one list, so that an item restarts below each section; schedules
// likewise. All other lists begin anew in each place that holds them.
const (
	noList    listKind = iota
	agreement          // articles, sections, their lettered items
	schedules          // schedules, their sections, the lettered items of these
	lettered           // lettered items elsewhere: of a definition, of a schedule itself
	numbered           // numbered items
	recitals           // lettered items of a part
	parties            // numbered items of a part
	bullets
	listKinds
)

// listLook is how the paragraphs of a list look.
type listLook struct {
	scheme  document.Scheme // of its items
	top     document.Scheme // of the two levels above the items; Unnumbered for none
	styles  []string        // of its levels
	outdent int             // how many steps the items of its first level of items stand further left
}

var lists = [listKinds]listLook{
	agreement: {document.LetteredScheme, document.ArticleScheme, []string{"Heading1", "Heading2", "ListNumber", "ListNumber2", "ListNumber3", "ListNumber4"}, 0},
	schedules: {document.LetteredScheme, document.ScheduleScheme, []string{"ScheduleHeading", "ScheduleHeading2", "ScheduleItem", "ScheduleItem2", "ScheduleItem3", "ScheduleItem4"}, 0},
	lettered:  {document.LetteredScheme, document.Unnumbered, []string{"DefinitionItem", "DefinitionItem2", "DefinitionItem3", "DefinitionItem4"}, 0},
	numbered:  {document.NumberedScheme, document.Unnumbered, []string{"NumberedItem", "NumberedItem2", "NumberedItem3", "NumberedItem4"}, 0},
	recitals:  {document.PartLetteredScheme, document.Unnumbered, []string{"Recital", "Recital2", "Recital3", "Recital4"}, 1},
	parties:   {document.PartNumberedScheme, document.Unnumbered, []string{"Party", "Party2", "Party3", "Party4"}, 1},
	bullets:   {document.Unnumbered, document.Unnumbered, []string{"ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"}, 1},
}

// kindOf is the list that items of a scheme stand in by themselves.
func kindOf(s document.Scheme) listKind {
	for k := lettered; k < bullets; k++ {
		if lists[k].scheme == s {
			return k
		}
	}
	return bullets
}

// firstItems is the level of the first items of a list.
func (l listLook) firstItems() int {
	if l.top == document.Unnumbered {
		return 0
	}
	return 2
}

// typedNumber stands for the sequence of a number that is typed: no list counts it.
const typedNumber = -1

// deepest is the last level that a list can have.
const deepest = 8

// counter is one sequence of numbers: a use of a list that begins anew. Those
// with the number of their kind are tied to the styles.
type counter struct {
	num   int
	kind  listKind
	level int // where it begins
	start int
}

// spot is where an item stands in the lists.
type spot struct {
	kind  listKind
	num   int
	level int
	depth int // of the list, from 0
}

// counters hands out the sequences of numbers of one file.
type counters struct {
	spots map[*document.Item]spot
	typed map[*document.Division]bool // whose numbers Word does not count
	made  []counter
	used  [listKinds]bool
	last  [listKinds][deepest + 1]int // which sequence counted last at each level, 0 for none since a level above
}

// within is what holds a list.
type within struct {
	kind  listKind // that its lettered items go on with, or noList
	num   int
	level int
	depth int
	part  bool
}

// count finds the spots of all items of a document.
func count(doc *document.Document) *counters {
	c := &counters{spots: map[*document.Item]spot{}, typed: map[*document.Division]bool{}}
	for _, d := range doc.Body {
		part := d.Kind == document.Part
		c.typed[d] = d.Number.Typed(d.Label)
		c.blocks(d.Blocks, within{part: part})
		for _, b := range d.Blocks {
			s, ok := b.(*document.Division)
			if !ok {
				continue
			}
			at := within{part: part}
			c.typed[s] = c.typed[d] && s.Label != "" || s.Number.Typed(s.Label)
			if k := headingList(s); k != noList && !c.typed[s] {
				at = within{kind: k, num: int(k), level: 2}
				c.use(spot{kind: k, num: int(k), level: 1})
			}
			c.blocks(s.Blocks, at)
		}
	}
	return c
}

// headingList is the list that numbers the heading of a division.
func headingList(d *document.Division) listKind {
	for k := agreement; k <= schedules; k++ {
		if lists[k].top == d.Number.Scheme {
			return k
		}
	}
	return noList
}

// blocks finds the spots of the items of one place. Its lists of one marker
// are one sequence.
func (c *counters) blocks(blocks []document.Block, at within) {
	var begun [document.Bulleted + 1]spot
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.List:
			if len(b.Items) == 0 {
				continue
			}
			s := &begun[b.Marker]
			*s = c.list(b, at, *s)
			for i, item := range b.Items {
				if item.Number.Typed(item.Label) {
					c.spots[item] = spot{s.kind, typedNumber, s.level, s.depth}
					c.blocks(item.Blocks, within{depth: at.depth + 1, part: at.part})
					continue
				}
				if i > 0 && s.kind >= lettered && s.kind < bullets && c.last[s.kind][s.level] != s.num {
					s.num = c.counter(s.kind, item.Number) // a list in the item before counted in its place
				}
				c.spots[item] = *s
				c.use(*s)
				c.blocks(item.Blocks, within{s.kind, s.num, s.level + 1, at.depth + 1, at.part})
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				c.blocks(e.Blocks, within{part: at.part})
			}
		case *document.Note:
			c.blocks(b.Blocks, within{part: at.part})
		}
	}
}

// list is the spot of a list's items; begun is that of the list of its marker
// before it in the same place, if there is one.
func (c *counters) list(l *document.List, at within, begun spot) spot {
	first := firstCounted(l)
	if first.Scheme == document.Unnumbered {
		level := at.depth
		if !at.part {
			level++ // below the text of a section
		}
		return spot{kind: bullets, num: int(bullets), level: min(level, deepest), depth: at.depth}
	}
	if begun.kind != noList && c.last[begun.kind][begun.level] == begun.num {
		return begun
	}
	if begun.kind == noList && c.holds(at) && lists[at.kind].scheme == first.Scheme && at.level-lists[at.kind].firstItems() < document.MaxDepth && first.N <= 1 {
		return spot{at.kind, at.num, at.level, at.depth}
	}
	kind := kindOf(first.Scheme)
	return spot{kind, c.counter(kind, first), first.Level, at.depth}
}

// firstCounted is the number of the first item that is counted, or of the first if
// none is.
func firstCounted(l *document.List) document.Number {
	for _, item := range l.Items {
		if item.Number.N > 0 {
			return item.Number
		}
	}
	return l.Items[0].Number
}

// holds reports whether a list can go on from what holds it: what counted last
// above it is that, and not a list of a definition before it.
func (c *counters) holds(at within) bool {
	return at.kind != noList && c.last[at.kind][at.level-1] == at.num
}

// counter begins a sequence. The first of a kind needs no definition of its
// own if it begins where the list does.
func (c *counters) counter(kind listKind, first document.Number) int {
	if !c.used[kind] && first.Level == 0 && first.N <= 1 {
		c.used[kind] = true
		return int(kind)
	}
	num := int(listKinds) + len(c.made)
	c.made = append(c.made, counter{num, kind, first.Level, max(1, first.N)})
	return num
}

// use notes that a sequence counted: what stood below it begins anew.
func (c *counters) use(s spot) {
	c.used[s.kind] = true
	c.last[s.kind][s.level] = s.num
	clear(c.last[s.kind][s.level+1:])
}

// left is how far from the margin the text of a level stands.
func (k listKind) left(level int) int {
	l := lists[k]
	if l.top != document.Unnumbered && level < l.firstItems() {
		return stepLeft(level)
	}
	return stepLeft(level - l.firstItems() + 2 - l.outdent)
}

// Steps of indentation, in twentieths of a point.
const (
	numberWidth = 800 // the column of the numbers of sections
	labelWidth  = 520 // and of the labels of items
)

// stepLeft is how far from the margin text of the n-th step stands.
func stepLeft(n int) int {
	if n <= 0 {
		return 0
	}
	return numberWidth + (n-1)*labelWidth
}

// formats are the names of the formats of numbers.
var formats = [...]string{
	document.Decimal: "decimal", document.LowerLetter: "lowerLetter", document.UpperLetter: "upperLetter",
	document.LowerRoman: "lowerRoman", document.UpperRoman: "upperRoman",
}

// part is the part that defines the lists.
func (c *counters) part(styleName string) filePart {
	var x xml
	x.put(declaration, `<w:numbering xmlns:w="`, wordNamespace, `">`)
	for k := agreement; k < listKinds; k++ {
		x.abstract(k, styleName)
	}
	for k := agreement; k < listKinds; k++ {
		x.put(`<w:num w:numId="`)
		x.number(int(k))
		x.put(`"><w:abstractNumId w:val="`)
		x.number(int(k))
		x.put(`"/></w:num>`)
	}
	for _, n := range c.made {
		x.put(`<w:num w:numId="`, strconv.Itoa(n.num), `"><w:abstractNumId w:val="`, strconv.Itoa(int(n.kind)), `"/><w:lvlOverride w:ilvl="`, strconv.Itoa(n.level),
			`"><w:startOverride w:val="`, strconv.Itoa(n.start), `"/></w:lvlOverride></w:num>`)
	}
	x.put(`</w:numbering>`)
	return filePart{name: "word/numbering.xml", kind: wordContent + "numbering+xml", link: officeRelationships + "numbering", of: mainPart, id: "rId2", data: x.buf}
}

// abstract defines a list.
func (x *xml) abstract(k listKind, styleName string) {
	code := strconv.FormatInt(0x43570000+int64(k), 16)
	x.put(`<w:abstractNum w:abstractNumId="`, strconv.Itoa(int(k)), `"><w:nsid w:val="`, code, `"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="`, code, `"/>`)
	for i, l := range k.levels(styleName) {
		x.level(k, i, l)
	}
	x.put(`</w:abstractNum>`)
}

// level defines one level of a list.
func (x *xml) level(k listKind, i int, l levelLook) {
	x.put(`<w:lvl w:ilvl="`, strconv.Itoa(i), `"><w:start w:val="1"/><w:numFmt w:val="`, l.format, `"/>`)
	if i < len(lists[k].styles) {
		x.put(`<w:pStyle w:val="`, lists[k].styles[i], `"/>`)
	}
	left, hanging := k.indents(i, l.text[0] == '%')
	if left == 0 {
		x.put(`<w:suff w:val="space"/>`)
	}
	x.put(`<w:lvlText w:val="`)
	x.text(l.text)
	x.put(`"/><w:lvlJc w:val="left"/><w:pPr>`)
	if left > 0 {
		x.put(`<w:tabs><w:tab w:val="num" w:pos="`, strconv.Itoa(left), `"/></w:tabs>`)
	}
	x.put(`<w:ind w:left="`, strconv.Itoa(left), `" w:hanging="`, strconv.Itoa(hanging), `"/></w:pPr></w:lvl>`)
}

// indents is how far from the margin the text of a level stands, and how far before
// it the number. A bare number has no word.
func (k listKind) indents(level int, bare bool) (left, hanging int) {
	left, hanging = k.left(level), labelWidth
	if level < lists[k].firstItems() {
		hanging = numberWidth
		if level == 0 && bare { // a number without a word hangs, as those of sections do
			left = numberWidth
		}
	}
	return left, min(hanging, left)
}

// levelLook is how one level of a list prints.
type levelLook struct{ format, text string }

// bulletText is what stands before an item without a number.
const bulletText = "•"

// levels are those of a list under a style pack.
func (k listKind) levels(styleName string) []levelLook {
	if k == bullets {
		all := make([]levelLook, deepest+1)
		for i := range all {
			all[i] = levelLook{"bullet", bulletText}
		}
		return all
	}
	var all []levelLook
	for i, l := range document.Levels(styleName, lists[k].top) {
		before := strings.ReplaceAll(l.Before, " ", "\u00a0") // as it ties in a reference
		text := before + "%" + strconv.Itoa(i+1)
		if l.Outer {
			text = before + "%" + strconv.Itoa(i) + ".%" + strconv.Itoa(i+1)
		} else {
			text += "."
		}
		all = append(all, levelLook{formats[l.Format], text})
	}
	for _, l := range document.Levels(styleName, lists[k].scheme) {
		all = append(all, levelLook{formats[l.Format], l.Before + "%" + strconv.Itoa(len(all)+1) + l.After})
	}
	return all
}
