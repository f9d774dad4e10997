package document

import (
	"strings"
	"unicode"

	"clausewright/internal/diag"
)

// checkDoubledWords reports a word that the wording says twice in a row.
func checkDoubledWords(doc *Document) diag.List {
	var problems diag.List
	Walk(doc, func(node any) bool {
		if t, ok := node.(*Text); ok && !t.Origin.Answer {
			doubledWords(t, &problems)
		}
		return true
	})
	return problems
}

func doubledWords(t *Text, problems *diag.List) {
	s, last := t.Text, ""
	for i := 0; i < len(s); {
		end := compoundEnd(s, i)
		if end == i {
			if s[i] != ' ' {
				last = ""
			}
			i++
			continue
		}
		word := s[i:end]
		if len(word) == len(last) && strings.EqualFold(word, last) && word != "that" && word != "had" && unicode.IsLetter([]rune(word)[0]) {
			problems.Add(originAt(t, i).Pos(), diag.Warning, "doubled-word", "%q stands twice in a row", word)
		}
		last, i = word, end
	}
}

// checkEmpty reports articles, sections and schedules that say nothing.
func checkEmpty(doc *Document) diag.List {
	var problems diag.List
	eachDivision(doc, func(d *Division) {
		if d.Kind != Part && len(d.Blocks) == 0 {
			problems.Errorf(d.Origin.Pos(), "empty-section", "%q has no text", title(d))
		}
	})
	return problems
}

// checkIDs reports ids that stand in two places.
func checkIDs(doc *Document) diag.List {
	var problems diag.List
	first := map[string]Origin{}
	check := func(id string, origin Origin) {
		if id == "" {
			return
		}
		if other, ok := first[id]; ok {
			problems.Errorf(origin.Pos(), "duplicate-id", "the id %q stands in two places", id).
				See(other.Pos(), "the other place")
			return
		}
		first[id] = origin
	}
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			check(n.ID, n.Origin)
		case *Item:
			check(n.ID, n.Origin)
		}
		return true
	})
	return problems
}

// leftovers are what a fault of a template leaves in a text.
var leftovers = []string{"<no value>", "{{", "%!", "map["}

// checkLeftovers reports template actions and Go values that were printed.
func checkLeftovers(doc *Document) diag.List {
	var problems diag.List
	report := func(text string, at func(i int) diag.Position, answer bool) {
		if answer {
			return
		}
		for _, mark := range leftovers {
			if i := strings.Index(text, mark); i >= 0 {
				problems.Errorf(at(i), "leftover", "%q was left in the text", mark)
			}
		}
	}
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			report(n.Heading, func(int) diag.Position { return n.Origin.Pos() }, n.Origin.Answer)
		case *Text:
			report(n.Text, func(i int) diag.Position { return originAt(n, i).Pos() }, n.Origin.Answer)
		}
		return true
	})
	return problems
}
