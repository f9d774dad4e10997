package document

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/lazy"
	"clausewright/internal/style"
)

// A reference is a link to its target, and its number is worked out. What people
// type, "Section 8.2", is a text that looks like one.

// Typed is a number of a unit that a text names, such as "Exhibit B" or, in a
// list, the "8.3" of "Sections 8.2 and 8.3".
type Typed struct {
	Start, End int    // in the text
	Noun       string // as it was typed; empty after the first of a list
	Number     string // "8.2(b)"
	Of         string // " of Schedule 1" behind the paragraph of a schedule
}

var (
	typedNoun   = lazy.Regexp(`\b(?i:sections?|clauses?|articles?|paragraphs?|schedules?|exhibits?|annex(?:es)?|appendix|appendices)[ \x{a0}]`)
	typedNumber = lazy.Regexp(`^(?:[0-9]+(?:\.[0-9]+)*|[A-Z]{1,2})(?:\([A-Za-z0-9]{1,5}\))*`)
	typedJoint  = lazy.Regexp(`^(?:, and |, or |, | and | or | to |–| – )`)
	typedOf     = lazy.Regexp(`^[ \x{a0}]of[ \x{a0}](?:Schedule|Exhibit|Annex|Appendix)[ \x{a0}](?:[0-9]+|[A-Z]{1,2})\b`)
	lawAfter    = lazy.Regexp(`^,? (?:of (?:the )?(?:[A-Z][\w.&’'-]+|[0-9])|[A-Z]{2,}\b|U\.S\.C|C\.F\.R)`)
	thisDraft   = lazy.Regexp(`^,? of (?:this|the) Agreement\b`)
	lawBefore   = lazy.Regexp(`(?:\b[A-Z]{2,}|\b(?:Act|Code|Regulation|Directive|Treaty|Order|Convention|Rules?)|\b[0-9]{4}|U\.S\.C\.|C\.F\.R\.)[ ,]+$`)
)

// TypedNumbers lists the numbers of units that a text names and that no law
// explains: "Section 365(n) of the Bankruptcy Code" is none.
func TypedNumbers(text string) []Typed {
	var list []Typed
	for at := 0; at < len(text); {
		noun := typedNoun.FindStringIndex(text[at:])
		if noun == nil {
			return list
		}
		found, end := typedFrom(text, at+noun[0], at+noun[1])
		if len(found) > 0 && !ofLaw(text[:found[0].Start], text[end:]) {
			list = append(list, found...)
		}
		at = max(end, at+noun[1])
	}
	return list
}

// typedFrom reads the numbers behind a noun, and tells where they end.
func typedFrom(text string, start, at int) ([]Typed, int) {
	var list []Typed
	noun := strings.TrimRight(text[start:at], " \u00a0")
	for {
		number := typedNumber.FindString(text[at:])
		if number == "" || wordGoesOn(text[at+len(number):]) {
			return list, at
		}
		t := Typed{Start: start, End: at + len(number), Noun: noun, Number: number}
		if of := typedOf.FindString(text[t.End:]); of != "" {
			t.Of, t.End = of, t.End+len(of)
		}
		list = append(list, t)
		at = t.End
		joint := typedJoint.FindString(text[at:])
		next := at + len(joint)
		if joint == "" || typedNumber.FindString(text[next:]) == "" || wordGoesOn(text[next+len(typedNumber.FindString(text[next:])):]) {
			return list, at
		}
		start, at, noun = next, next, ""
	}
}

// wordGoesOn reports whether a text begins with a letter or a digit.
func wordGoesOn(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// ofLaw reports whether what stands around a number makes it that of a law or of
// another document.
func ofLaw(before, after string) bool {
	return lawAfter.MatchString(after) && !thisDraft.MatchString(after) || lawBefore.MatchString(before)
}

// Units finds the units of a document by their numbers, whether references
// lead to them yet or not.
type Units struct {
	pack  *style.Pack
	units map[string][]unit
}

// unit is a division or an item, and what a reference to it prints.
type unit struct {
	id   *string
	base string // what an id is made of where there is none
	at   place
}

// UnitsOf lists the units of a document that bears its numbers.
func UnitsOf(doc *Document) *Units {
	n := &Units{style.Of(doc.Style), map[string][]unit{}}
	marked := map[string]unit{} // by an id that stands for the place alone
	mark := func(id *string, base string, undo *[]func()) {
		was := *id
		key := "\x00" + strconv.Itoa(len(marked))
		marked[key] = unit{id: id, base: base}
		*id = key
		*undo = append(*undo, func() { *id = was })
	}
	var undo []func()
	clause := ""
	Walk(doc, func(node any) bool {
		switch d := node.(type) {
		case *Division:
			clause = cmp.Or(d.ID, d.Clause, clause)
			mark(&d.ID, cmp.Or(d.Clause, idOf(d.Heading)), &undo)
		case *Item:
			mark(&d.ID, clause+"-"+idOf(d.Label), &undo)
		}
		return true
	})
	places := PlacesOf(doc)
	for _, f := range undo {
		f()
	}
	for key, u := range marked {
		at, ok := places.byID[key]
		if !ok || at.number == "" || at.noun.One == "" {
			continue
		}
		u.at = at
		of := strings.ToLower(at.of)
		n.units[at.number+of] = append(n.units[at.number+of], u)
	}
	return n
}

// idOf makes an id of words.
func idOf(words string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !(r >= 'a' && r <= 'z') && !(r >= '0' && r <= '9') }), "-")
}

// Find is the reference to the unit that a typed number names. There is none if
// several units bear the number, or none does: count tells how many. A unit to
// which nothing led yet gets an id that free allows.
func (n *Units) Find(t Typed, first Typed, free func(id string) bool) (r *Reference, count int) {
	var found []unit
	for _, u := range n.units[t.Number+strings.ToLower(plainSpaces(t.Of))] {
		if n.fits(u.at, first.Noun) {
			found = append(found, u)
		}
	}
	if len(found) != 1 {
		return nil, len(found)
	}
	u := found[0]
	if *u.id == "" {
		id := cmp.Or(u.base, "unit")
		for !free(id) {
			id += "x"
		}
		*u.id = id
	}
	text := t.Number + u.at.of
	if t.Noun != "" {
		text = n.noun(u.at.noun, t.Noun) + " " + text
	}
	return &Reference{Targets: []string{*u.id}, Text: text}, 1
}

// Heading is what a unit is called beside its number: the heading of the
// division, or of the one that holds the item.
func (n *Units) Heading(id string) string {
	for _, list := range n.units {
		for _, u := range list {
			if *u.id == id {
				return title(u.at.division)
			}
		}
	}
	return ""
}

// fits reports whether a noun names a unit of that kind: an annex is no section.
func (n *Units) fits(at place, noun string) bool {
	schedule := at.noun == n.pack.Schedule
	paragraph := at.noun == style.Paragraph
	switch word := strings.ToLower(noun); {
	case strings.HasPrefix(word, "paragraph"):
		return paragraph
	case strings.HasPrefix(word, "section"), strings.HasPrefix(word, "clause"):
		return !schedule && !paragraph && (at.noun != n.pack.Article || at.noun == n.pack.Section)
	case strings.HasPrefix(word, "article"):
		return at.noun == n.pack.Article
	}
	return schedule
}

// noun is the noun of a unit in the number, and with the capital, in which
// another was typed.
func (n *Units) noun(of style.Noun, typed string) string {
	word := of.One
	if lower := strings.ToLower(typed); strings.HasSuffix(lower, "s") || lower == "annexes" || lower == "appendices" {
		word = of.Many
	}
	if first, size := utf8.DecodeRuneInString(word); strings.EqualFold(word, typed) && unicode.IsLower(first) {
		return typed[:1] + word[size:]
	}
	return word
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Reprint gives each reference of a numbered document the number that its target
// has there, where it reads as one of earlier prints its target, or as a noun
// and a number. Other words that a person wrote in their place stay.
func Reprint(doc *Document, earlier ...*Places) {
	now := PlacesOf(doc)
	Walk(doc, func(node any) bool {
		r, ok := node.(*Reference)
		if !ok || len(r.Targets) != 1 {
			return true
		}
		at, there := now.byID[r.Targets[0]]
		if _, right := now.Printed(r); right || !there {
			return true
		}
		for _, p := range earlier {
			if was, ok := p.Printed(r); ok {
				r.Text = reprinted(at, p.byID[r.Targets[0]], was)
				return true
			}
		}
		if t, ok := onlyNumber(r.Text); ok {
			printed := Printed{Of: t.Of}
			if t.Noun != "" {
				printed.Noun = t.Noun + " "
			}
			r.Text = reprinted(at, at, printed)
		}
		return true
	})
}

// onlyNumber reads a text that is the number of a unit and nothing else.
func onlyNumber(text string) (Typed, bool) {
	if number := typedNumber.FindString(text); number == text && number != "" {
		return Typed{End: len(text), Number: number}, true
	}
	t := TypedNumbers(text)
	if len(t) == 1 && t[0].Start == 0 && t[0].End == len(text) {
		return t[0], true
	}
	return Typed{}, false
}

// WorkedOut reports whether a reference reads as one that Resolve fills: as its
// target is called in one of the documents, or as a number. Other words in its
// place are a person's.
func WorkedOut(r *Reference, in ...*Places) bool {
	for _, p := range in {
		if _, ok := p.Printed(r); ok {
			return true
		}
	}
	_, ok := onlyNumber(r.Text)
	return ok || r.Text == ""
}

// reprinted is how a reference reads once its target has another number.
func reprinted(at, before place, was Printed) string {
	noun, of := "", ""
	if was.Noun != "" && at.noun.One != "" {
		noun = at.noun.One
		if typed := strings.TrimSuffix(was.Noun, " "); strings.EqualFold(typed, before.noun.Many) && before.noun.One != before.noun.Many {
			noun = at.noun.Many
		}
		if unicode.IsUpper(rune(was.Noun[0])) && !unicode.IsUpper(rune(before.noun.One[0])) {
			noun = Capitalised(noun)
		}
		noun += " "
	}
	if was.Of != "" || noun != "" {
		of = at.of
	}
	return noun + at.number + of
}
