package docx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	d "clausewright/internal/document"
)

// A view is a file as Word shows it once it has numbered the paragraphs and
// worked out the references by itself.
type view struct {
	lines   []string          // of the body, each paragraph with its number
	numbers map[string]string // the number of the paragraph that a bookmark begins in
	full    map[string]string // with all that holds it
	texts   map[string]string // what a bookmark encloses
	faults  []string          // references whose result is not what they lead to
}

// viewLevel is one level of a list: its format, its text and the paragraph that
// counted last.
type viewLevel struct {
	format, text string
	start        int
}

type viewer struct {
	view
	styles map[string]*element
	levels map[string]map[int]viewLevel // by w:numId
	list   map[string]string            // the list of a w:numId
	starts map[string]map[int]int       // levels that a w:numId begins anew
	begun  map[string]bool
	counts map[string]*[9]int // by list
	fields []refField
}

type refField struct{ code, shown string }

var viewFormats = map[string]d.Format{
	"decimal":     d.Decimal,
	"lowerLetter": d.LowerLetter,
	"upperLetter": d.UpperLetter,
	"lowerRoman":  d.LowerRoman,
	"upperRoman":  d.UpperRoman,
}

// viewOf reads a file as Word would show it.
func viewOf(data []byte) (*view, error) {
	parts, err := unzip(data)
	if err != nil {
		return nil, err
	}
	trees := map[string]*element{}
	for _, name := range []string{mainPart, "word/styles.xml", "word/numbering.xml"} {
		if trees[name], err = tree(parts[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	v := &viewer{styles: map[string]*element{}, levels: map[string]map[int]viewLevel{}, list: map[string]string{}, starts: map[string]map[int]int{}, begun: map[string]bool{}, counts: map[string]*[9]int{}}
	v.numbers, v.full, v.texts = map[string]string{}, map[string]string{}, map[string]string{}
	for _, s := range trees["word/styles.xml"].nodes {
		v.styles[s.attr["w:styleId"]] = s
	}
	v.lists(trees["word/numbering.xml"])
	trees[mainPart].running(func(n *element) {
		if n.name == "w:p" {
			v.paragraph(n)
		}
	})
	for _, f := range v.fields {
		v.check(f)
	}
	return &v.view, nil
}

func (v *viewer) lists(numbering *element) {
	abstract := map[string]map[int]viewLevel{}
	for _, n := range numbering.nodes {
		if n.name == "w:abstractNum" {
			levels := map[int]viewLevel{}
			for _, l := range n.nodes {
				if l.name == "w:lvl" {
					start, _ := strconv.Atoi(l.val("w:start"))
					levels[atoi(l.attr["w:ilvl"])] = viewLevel{l.val("w:numFmt"), l.val("w:lvlText"), start}
				}
			}
			abstract[n.attr["w:abstractNumId"]] = levels
			continue
		}
		id := n.attr["w:numId"]
		v.list[id], v.levels[id], v.starts[id] = n.val("w:abstractNumId"), abstract[n.val("w:abstractNumId")], map[int]int{}
		for _, o := range n.nodes {
			if o.name == "w:lvlOverride" {
				v.starts[id][atoi(o.attr["w:ilvl"])] = atoi(o.val("w:startOverride"))
			}
		}
	}
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// numbering is the w:numId and the level of a paragraph.
func (v *viewer) numbering(p *element) (id string, level int) {
	props := p.child("w:pPr")
	n := props.child("w:numPr")
	if n == nil {
		n = v.styles[props.val("w:pStyle")].child("w:pPr").child("w:numPr")
	}
	if n == nil {
		return "", 0
	}
	return n.val("w:numId"), atoi(n.val("w:ilvl"))
}

// number counts a paragraph and gives its number, and that number with all
// numbers that hold it and are not in it already.
func (v *viewer) number(id string, level int) (own, full string) {
	levels := v.levels[id]
	if levels == nil {
		return "", ""
	}
	if levels[level].format == "bullet" {
		return levels[level].text, ""
	}
	counts := v.counts[v.list[id]]
	if counts == nil {
		counts = new([9]int)
		v.counts[v.list[id]] = counts
	}
	if start, ok := v.starts[id][level]; ok && !v.begun[id] {
		counts[level] = start - 1
	}
	v.begun[id] = true
	counts[level]++
	clear(counts[level+1:])
	print := func(at int) string {
		text := levels[at].text
		for i := at; i >= 0; i-- {
			text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), viewFormats[levels[i].format].Write(max(1, counts[i])))
		}
		return text
	}
	own = print(level)
	for at := level; at >= 0; at-- {
		if counts[at] == 0 {
			continue
		}
		full = strings.TrimSuffix(print(at), ".") + full
		if strings.Contains(levels[at].text, "%"+strconv.Itoa(at)) {
			break // the number above is in it
		}
	}
	return own, full
}

func (v *viewer) paragraph(p *element) {
	id, level := v.numbering(p)
	own, full := v.number(id, level)
	text, code, shown, open := "", "", "", 0
	begun := map[string]int{}
	names := map[string]string{}
	p.running(func(n *element) {
		switch n.name {
		case "w:bookmarkStart":
			name := n.attr["w:name"]
			v.numbers[name], v.full[name] = own, full
			begun[n.attr["w:id"]], names[n.attr["w:id"]] = len(text), name
		case "w:bookmarkEnd":
			if name, ok := names[n.attr["w:id"]]; ok {
				v.texts[name] = text[begun[n.attr["w:id"]]:]
			}
		case "w:fldChar":
			switch n.attr["w:fldCharType"] {
			case "begin":
				open, code, shown = 1, "", ""
			case "separate":
				open = 2
			case "end":
				if strings.HasPrefix(strings.TrimSpace(code), "REF") {
					v.fields = append(v.fields, refField{strings.TrimSpace(code), shown})
				}
				open = 0
			}
		case "w:instrText":
			code += n.text
		case "w:t":
			text += n.text
			if open == 2 {
				shown += n.text
			}
		case "w:noBreakHyphen":
			text += noBreakHyphen
			if open == 2 {
				shown += noBreakHyphen
			}
		case "w:br", "w:tab":
			text += " "
		}
	})
	line := shownLine(own + " " + text)
	if line != "" {
		v.lines = append(v.lines, line)
	}
}

// check works a reference out.
func (v *viewer) check(f refField) {
	words := strings.Fields(f.code)
	result := v.texts[words[1]]
	for _, s := range words[2:] {
		switch s {
		case `\n`:
			result = strings.TrimSuffix(v.numbers[words[1]], ".")
		case `\w`:
			result = v.full[words[1]]
		case `\t`:
			result = strings.TrimLeft(strings.TrimLeftFunc(result, unicode.IsLetter), "\u00a0")
		}
	}
	if result != f.shown {
		v.faults = append(v.faults, fmt.Sprintf("%s shows %q, and Word would work out %q", f.code, f.shown, result))
	}
}
