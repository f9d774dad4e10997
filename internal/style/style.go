// Package style holds how a family of law writes an agreement: its language, its
// dates and money, its lists, its paper, and what it calls and how it counts the
// units. It is the one table that everything else reads.
package style

import (
	"slices"
	"strings"
)

// OpenMark is how a value that is still open prints, in every style.
const OpenMark = "[●]"

// A Pack is how one family of law writes. It is never written to.
type Pack struct {
	Name  string // the word of deal.law_family
	Title string // for people: "style of the United States"
	Lang  string // BCP 47 tag of the language

	Symbol    string // of the home currency, in front of the amount; "" for no home currency
	Home      string // ISO 4217 code of the home currency; every other currency prints its code
	MonthDay  bool   // "February 1, 2027"; else "1 February 2027"
	LastComma bool   // "a, b, and c"; else "a, b and c"
	Letter    bool   // the paper is Letter; else A4
	LawOf     string // in front of the place whose law governs
	Adjective bool   // "German law"; else by LawOf
	States    bool   // a name that a state of the United States shares with a country is that of the state

	ArticleBefore   string // in front of the number of an article, in its label
	ScheduleBefore  string // in front of the number of a schedule, in its label
	ScheduleLetters bool   // schedules are counted A, B, C; else 1, 2, 3
	Article         Noun   // what a reference calls an article
	Section         Noun
	Schedule        Noun
}

// Noun names a unit of an agreement, one and many.
type Noun struct{ One, Many string }

// Paragraph is what a reference calls a section of a schedule, in every pack.
var Paragraph = Noun{"paragraph", "paragraphs"}

// packs are all packs. The last serves families that none is made for: it has no
// home currency, and dates that no reader takes for others.
var packs = []*Pack{
	{
		Name: "us", Title: "style of the United States", Lang: "en-US",
		Symbol: "$", Home: "USD", MonthDay: true, LastComma: true, Letter: true, LawOf: "the laws of ", States: true,
		ArticleBefore: "Article ", ScheduleBefore: "Exhibit ", ScheduleLetters: true,
		Article: Noun{"Article", "Articles"}, Section: Noun{"Section", "Sections"}, Schedule: Noun{"Exhibit", "Exhibits"},
	},
	{
		Name: "uk", Title: "style of the United Kingdom", Lang: "en-GB",
		Symbol: "£", Home: "GBP", LawOf: "the law of ",
		ScheduleBefore: "Schedule ",
		Article:        Noun{"clause", "clauses"}, Section: Noun{"clause", "clauses"}, Schedule: Noun{"Schedule", "Schedules"},
	},
	{
		Name: "eu-civil", Title: "civil-law style", Lang: "en-GB", LawOf: "the law of ", Adjective: true,
		ArticleBefore: "Article ", ScheduleBefore: "Annex ", ScheduleLetters: true,
		Article: Noun{"Article", "Articles"}, Section: Noun{"Section", "Sections"}, Schedule: Noun{"Annex", "Annexes"},
	},
}

// units are the words that Unit takes.
var units = []string{"article", "articles", "section", "sections", "schedule", "schedules"}

// Units are the words that Unit takes.
func Units() []string { return slices.Clone(units) }

// Unit is what the pack calls a unit, or many, inside a sentence: "exhibits" for
// "schedules". For a word that is none of Units it is "".
func (p *Pack) Unit(word string) string {
	names := [...]string{p.Article.One, p.Article.Many, p.Section.One, p.Section.Many, p.Schedule.One, p.Schedule.Many}
	if i := slices.Index(units, word); i >= 0 {
		return strings.ToLower(names[i])
	}
	return ""
}

// Before is what stands before entry i of the n entries of a list inside a sentence,
// counted from 0: nothing, a comma, or the conjunction.
func (p *Pack) Before(i, n int, conjunction string) string {
	switch {
	case i == 0:
		return ""
	case i < n-1:
		return ", "
	case n > 2 && p.LastComma:
		return ", " + conjunction + " "
	}
	return " " + conjunction + " "
}

// Names are the families that have a pack of their own.
func Names() []string {
	names := make([]string, len(packs))
	for i, p := range packs {
		names[i] = p.Name
	}
	return names
}

// Known reports whether a family has a pack of its own.
func Known(family string) bool { return Of(family).Name == family }

// Of is the pack of a family; one that has none is written as eu-civil is.
func Of(family string) *Pack {
	for _, p := range packs {
		if p.Name == family {
			return p
		}
	}
	return Fallback()
}

// Fallback is the pack of families that have none of their own.
func Fallback() *Pack { return packs[len(packs)-1] }
