package docx

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// strays are the texts in the heads and feet of the pages that Render did not print there:
// it prints how the draft is called, its legend, its reference and the page, all of which
// the properties of the file say. Of a file without them nobody can tell.
func (r *reader) strays(trees map[string]*element) []string {
	if trees["docProps/custom.xml"] == nil {
		return nil
	}
	printed := []string{r.doc.Title, r.doc.Legend, r.doc.ID, "Page of"}
	if title := trees["docProps/core.xml"].child("dc:title"); title != nil { // before people wrote another
		printed = append(printed, title.text)
	}
	slices.SortStableFunc(printed, func(a, b string) int { return len(b) - len(a) }) // the reference begins as the title does
	var list []string
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		if !strings.HasPrefix(name, "word/header") && !strings.HasPrefix(name, "word/footer") {
			continue
		}
		var e edge
		e.read(trees[name])
		text := spaced(e.text.String())
		rest := text
		for _, p := range printed {
			if p != "" {
				rest = strings.ReplaceAll(rest, spaced(p), " ")
			}
		}
		if strings.ContainsFunc(rest, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// spaced is a text with one space wherever it has some.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// edge reads the head or the foot of pages, without what fields print, such as the page.
type edge struct {
	text   strings.Builder
	fields int // that have begun and not ended
}

func (e *edge) read(n *element) {
	switch n.name {
	case "w:fldSimple", "mc:Fallback":
		return
	case "w:fldChar":
		switch n.attr["w:fldCharType"] {
		case "begin":
			e.fields++
		case "end":
			e.fields--
		}
	case "w:t":
		if e.fields == 0 {
			e.text.WriteString(n.text)
		}
	case "w:p", "w:br", "w:tab":
		e.text.WriteByte(' ')
	}
	for _, c := range n.nodes {
		e.read(c)
	}
}
