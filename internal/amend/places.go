package amend

import (
	"fmt"
	"strconv"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/style"
)

// spot is a place of the signed agreement: a division, or a definition, an item, a
// paragraph or a table in it.
type spot struct {
	pack      *style.Pack
	division  *document.Division
	outer     *document.Division // of a section
	term      string             // of the definition
	label     string             // of the items, from outside: "(b)(ii)"
	paragraph int                // which, from 1; 0 for none of several
	table     int                // which, from 1; 0 for none; -1 for the only one
}

// item is a place within a list of a place.
func (s spot) item(label string) spot {
	s.label += label
	s.paragraph, s.table = 0, 0
	return s
}

// name is how an instruction calls a place, in a sentence.
func (s spot) name() string {
	name := s.unit()
	switch {
	case s.paragraph > 0:
		return "the " + deal.Ordinal(strconv.Itoa(s.paragraph)) + " paragraph of " + name
	case s.table < 0 && s.keyTerms(): // which are that table
		return name
	case s.table < 0:
		return "the table in " + name
	case s.table > 0:
		return "the " + deal.Ordinal(strconv.Itoa(s.table)) + " table in " + name
	}
	return name
}

// several reports whether a place is called as if it were several: the Key Terms.
func (s spot) several() bool { return s.paragraph == 0 && s.unit() == s.whole() && s.keyTerms() }

func (s spot) keyTerms() bool {
	return s.division.ID == document.KeyTermsPart && s.division.Heading != ""
}

// unit is a place without its paragraph and table.
func (s spot) unit() string {
	whole := s.whole()
	switch {
	case s.term != "" && s.label != "":
		return "paragraph " + s.label + " of the definition of “" + s.term + "” in " + whole
	case s.term != "":
		return "the definition of “" + s.term + "” in " + whole
	case s.label == "":
		return whole
	case s.division.Kind == document.Section && s.outer.Kind == document.Article:
		return whole + s.label
	case s.division.Kind == document.Section && s.outer.Kind == document.Schedule:
		return "paragraph " + s.division.Label + s.label + " of " + s.outer.Label
	}
	return "paragraph " + s.label + " of " + whole
}

// whole is the division of a place.
func (s spot) whole() string {
	d := s.division
	switch d.Kind {
	case document.Article:
		return s.pack.Article.One + " " + strings.TrimPrefix(d.Label, s.pack.ArticleBefore)
	case document.Schedule:
		return d.Label
	case document.Part:
		if s.keyTerms() {
			return "the " + d.Heading
		}
		return "the part “" + partName(d) + "”"
	}
	switch s.outer.Kind {
	case document.Article:
		return s.pack.Section.One + " " + d.Label
	case document.Schedule:
		return style.Paragraph.One + " " + d.Label + " of " + s.outer.Label
	}
	return "the section “" + d.Heading + "” of the part “" + partName(s.outer) + "”"
}

func partName(d *document.Division) string {
	if d.Heading != "" {
		return d.Heading
	}
	return strings.ReplaceAll(d.ID, "-", " ")
}

// noun is what divisions beside each other are called, with their numbers: "Sections
// 8.2A and 8.2B".
func noun(pack *style.Pack, list []*document.Division, outer *document.Division) string {
	one, many := "part", "parts"
	numbers := make([]string, len(list))
	for i, d := range list {
		numbers[i] = d.Label
		switch {
		case d.Kind == document.Article:
			one, many = pack.Article.One, pack.Article.Many
			numbers[i] = strings.TrimPrefix(d.Label, pack.ArticleBefore)
		case d.Kind == document.Schedule:
			one, many = pack.Schedule.One, pack.Schedule.Many
			numbers[i] = strings.TrimPrefix(d.Label, pack.ScheduleBefore)
		case d.Kind == document.Section && outer.Kind == document.Schedule:
			one, many = style.Paragraph.One, style.Paragraph.Many
		case d.Kind == document.Section && outer.Kind == document.Article:
			one, many = pack.Section.One, pack.Section.Many
		default:
			numbers[i] = "“" + partName(d) + "”"
		}
	}
	words := one
	if len(list) > 1 {
		words = many
	}
	const most = 3 // numbers that are named one by one
	if len(numbers) > most && list[0].Kind != document.Part {
		numbers = []string{numbers[0] + " to " + numbers[len(numbers)-1]}
	}
	words += " " + joined(pack, numbers)
	if outer != nil && outer.Kind == document.Schedule {
		words += " of " + outer.Label
	}
	return words
}

// joined is a list in words.
func joined(pack *style.Pack, list []string) string {
	var words strings.Builder
	for i, one := range list {
		words.WriteString(pack.Before(i, len(list), "and") + one)
	}
	return words.String()
}

// quotedNames are names of rows or terms in a list: "“M1” and “M2”".
func quotedNames(pack *style.Pack, names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("“%s”", name)
	}
	return joined(pack, quoted)
}
