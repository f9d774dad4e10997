package docx

import (
	"strings"

	"clausewright/internal/document"
)

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
