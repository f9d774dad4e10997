package edits

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// Linked is a number that a person typed into a draft, such as "Section 8.2",
// and that is a reference from now on.
type Linked struct {
	Section string // where it was typed
	Typed   string
	To      string // the heading of what it names
}

// link makes references of the numbers that a person typed into own, by the
// numbers that own bears, so that they stay right when others come and go. What
// stood in base as text is not the person's. A number that leads nowhere, or to
// several places, stays text and is a problem.
func link(base, own *document.Document, taken map[string]bool) ([]Linked, diag.List) {
	known := map[string]bool{}
	document.Runs(base, func(inlines *[]document.Inline) { known[document.PlainText(*inlines)] = true })
	l := linker{units: document.UnitsOf(own), library: said(base), taken: taken}
	for _, d := range own.Body {
		l.within(d, known)
	}
	return l.found, l.problems
}

// linker makes references of typed numbers.
type linker struct {
	units   *document.Units
	library string // what the draft said before anybody edited it
	taken   map[string]bool
	found   []Linked

	problems diag.List
}

// within links what was typed in a division, and in those within it.
func (l *linker) within(d *document.Division, known map[string]bool) {
	for _, inner := range d.Sections() {
		l.within(inner, known)
	}
	section := d.Name()
	document.Runs(&document.Document{Body: []*document.Division{{Blocks: d.Own()}}}, func(inlines *[]document.Inline) {
		if !known[document.PlainText(*inlines)] {
			*inlines = l.run(*inlines, section)
		}
	})
}

// run links what was typed in a run of text.
func (l *linker) run(inlines []document.Inline, section string) []document.Inline {
	var out []document.Inline
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *document.Strong:
			n.Inlines = l.run(n.Inlines, section)
		case *document.Emphasis:
			n.Inlines = l.run(n.Inlines, section)
		case *document.Text:
			out = append(out, l.text(n, section)...)
			continue
		}
		out = append(out, inline)
	}
	return out
}

func (l *linker) text(n *document.Text, section string) []document.Inline {
	var out []document.Inline
	at := 0
	var first document.Typed // of a list, which has the noun
	known := false
	for _, t := range document.TypedNumbers(n.Text) {
		words := n.Text[t.Start:t.End]
		if t.Noun != "" {
			first, known = t, strings.Contains(l.library, words)
		}
		if known {
			continue
		}
		r, places := l.units.Find(t, first, func(id string) bool { return !l.taken[id] })
		if r == nil {
			l.unclear(t, words, section, places)
			continue
		}
		l.found = append(l.found, Linked{section, words, l.units.Heading(r.Targets[0])})
		l.taken[r.Targets[0]] = true
		if t.Start > at {
			out = append(out, &document.Text{Text: n.Text[at:t.Start], Origin: n.Origin})
		}
		out = append(out, r)
		at = t.End
	}
	if at == 0 {
		return []document.Inline{n}
	}
	if at < len(n.Text) {
		out = append(out, &document.Text{Text: n.Text[at:], Origin: n.Origin})
	}
	return out
}

// unclear reports a number that names no unit, or several.
func (l *linker) unclear(t document.Typed, words, section string, places int) {
	why := "nothing in the draft bears that number"
	if places > 1 {
		why = "more than one place bears that number"
	}
	if t.Noun == "" {
		words = "…" + words
	}
	l.problems.Add(diag.Position{}, diag.Warning, "typed-reference", "%s: %q leads nowhere: %s", section, words, why).
		WithHint("write a link to an id, %s, or the number that is meant", markdown.ReferenceTo("id"))
}

// unitNouns are words that stand before a number of a draft or of a law.
var unitNouns = []string{"Section", "Sections", "Clause", "Clauses", "Article", "Articles", "Paragraph", "Paragraphs", "Schedule", "Schedules", "Exhibit", "Exhibits", "Annex", "Annexes", "Appendix"}

// brought are the problems that edits bring into a document, each with the
// section that it is in. What the new draft shows anyway is none: a word that it
// has itself, and else what anyway tells.
func brought(found diag.List, doc, newer *document.Document, anyway func() (diag.List, error)) (diag.List, error) {
	own := said(newer)
	terms := termsOf(doc)
	var list diag.List
	for _, p := range found {
		if p.Rule == document.UndefinedTerm && holdsWord(own, p.About) || slices.Contains(unitNouns, p.About) { // a number behind it was looked at
			continue
		}
		known, err := anyway()
		if err != nil {
			return nil, err
		}
		if known.Tells(p) {
			continue
		}
		switch p.Rule {
		case document.DanglingReference:
			p.Hint = "refer to what is there, or take the reference out"
		case document.UndefinedTerm:
			p.Hint = "define it, or write it in small letters"
			if near := diag.Nearest(p.About, terms); near != "" {
				p.Hint = fmt.Sprintf("did you mean %q?", near)
			}
		}
		if p.Rule != document.DanglingReference && p.Rule != document.DuplicateID {
			p.Severity = diag.Warning // a person may write so
		}
		if section := sectionOf(doc, p); section != "" {
			p.Message = section + ": " + p.Message
		}
		list = append(list, p)
	}
	return list, nil
}

// said is all that a document says, a line for each run, without what references
// print.
func said(doc *document.Document) string {
	var text strings.Builder
	document.Runs(doc, func(inlines *[]document.Inline) { text.WriteString(withoutNumbers(*inlines) + "\n") })
	return text.String()
}

// undefined are the terms that an edited draft defines, and that are used in the
// outcome although it defines them no more.
func undefined(own, doc *document.Document, found diag.List) diag.List {
	was, is := termsOf(own), termsOf(doc)
	var list diag.List
	for _, term := range was {
		if slices.Contains(is, term) || slices.ContainsFunc(found, func(p *diag.Problem) bool { return p.About == term }) {
			continue
		}
		used := false
		document.Runs(doc, func(inlines *[]document.Inline) { used = used || holdsWord(withoutNumbers(*inlines), term) })
		if used {
			p := list.Errorf(diag.Position{}, document.UndefinedTerm, "%q is used, and the new draft no longer defines it", term)
			p.About = term
		}
	}
	return list
}

// holdsWord reports whether a text holds whole words.
func holdsWord(text, words string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 || words == "" {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		at += i + len(words)
		after, _ := utf8.DecodeRuneInString(text[at:])
		if !inWord(before) && !inWord(after) {
			return true
		}
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// termsOf are the terms that a document defines.
func termsOf(doc *document.Document) []string {
	var list []string
	document.Walk(doc, func(node any) bool {
		if d, ok := node.(*document.Definition); ok {
			list = append(list, d.Term)
		}
		return true
	})
	return list
}

// sectionOf is the section in which what a problem is about stands; empty if it
// stands in several, or in none.
func sectionOf(doc *document.Document, p *diag.Problem) string {
	var list []string
	for _, top := range doc.Body {
		section := ""
		document.WalkBlock(top, func(node any) bool {
			holds := false
			switch n := node.(type) {
			case *document.Division:
				section = n.Name()
			case *document.Reference:
				holds = p.Rule == document.DanglingReference && slices.Contains(n.Targets, p.About)
			case *document.Text:
				holds = p.Rule != document.DanglingReference && p.About != "" && strings.Contains(n.Text, p.About)
			}
			if holds && !slices.Contains(list, section) {
				list = append(list, section)
			}
			return true
		})
	}
	if len(list) != 1 {
		return ""
	}
	return list[0]
}

// idsOf are the ids of what documents hold, and of the clauses that are in them.
func idsOf(docs ...*document.Document) map[string]bool {
	ids := map[string]bool{}
	for _, doc := range docs {
		maps.Copy(ids, targetsOf(doc))
		for _, c := range doc.Clauses() {
			ids[c.ID] = true
		}
	}
	return ids
}

// targetsOf are the ids in a document that references can lead to.
func targetsOf(doc *document.Document) map[string]bool {
	ids := map[string]bool{}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			ids[n.ID] = true
		case *document.Item:
			ids[n.ID] = true
		}
		return true
	})
	return ids
}
