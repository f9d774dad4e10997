package page

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/redline"
)

// libraryVariants are the variants of a clause: the balanced one as it is, the others as
// what they take from it and put into it.
func libraryVariants(c *library.Clause) []libraryVariant {
	balanced := c.Variant(library.Balanced)
	if balanced == nil {
		return nil
	}
	list := []libraryVariant{}
	for _, v := range append([]*library.Variant{balanced}, slices.DeleteFunc(slices.Clone(c.Variants), func(v *library.Variant) bool { return v == balanced })...) {
		w := libraryVariant{variant: variantOf(v, "", ""), File: "clauses/" + c.ID + "/" + v.Name + ".md"}
		if v.When != nil {
			w.When = strings.Trim(v.When.Source(), "{}")
		}
		for _, pair := range redline.Texts(balanced.Body.Source(), v.Body.Source()) {
			var paragraph []piece
			for _, run := range pair.Spans {
				paragraph = append(paragraph, piece{marks[run.Mark], run.Text})
			}
			w.Paragraphs = append(w.Paragraphs, paragraph)
		}
		list = append(list, w)
	}
	return list
}

// marks are the elements that show what differs.
var marks = map[redline.Mark]string{redline.Inserted: "ins", redline.Deleted: "del"}

// printedIn says in which agreements a clause stands, and where.
func printedIn(lib *library.Library, c *library.Clause) []string {
	var list []string
	for _, id := range lib.TemplateIDs() {
		t := lib.Templates[id]
		_, article := articleOf(t, c)
		by := t.StandIn(c.ID)
		switch {
		case t.Prints(c.ID):
			list = append(list, t.Title+" ("+id+"): "+article)
		case by != nil:
			list = append(list, t.Title+" ("+id+"): in short, in "+lib.Clauses[by.By].Title)
		case t.Adds(c.ID):
			list = append(list, t.Title+" ("+id+"): if the deal adds it")
		}
	}
	return list
}

// references are the clauses to which the wordings of a clause refer, and those whose
// wordings refer to it.
func references(lib *library.Library, c *library.Clause) (to, from []*library.Clause) {
	owner := map[string]string{}
	for _, id := range lib.ClauseIDs() {
		owner[id] = id
		for _, b := range lib.Clauses[id].Wordings() {
			for m := range markdown.Naming.All(b.Source()) {
				owner[m.Inside] = id
			}
		}
	}
	targets := func(of *library.Clause) map[string]bool {
		found := map[string]bool{}
		for _, b := range of.Wordings() {
			for _, id := range referredBy(b) {
				if other := owner[id]; other != "" && other != of.ID {
					found[other] = true
				}
			}
		}
		return found
	}
	for _, id := range slices.Sorted(maps.Keys(targets(c))) {
		to = append(to, lib.Clauses[id])
	}
	for _, id := range lib.ClauseIDs() {
		if targets(lib.Clauses[id])[c.ID] {
			from = append(from, lib.Clauses[id])
		}
	}
	return to, from
}

// referredBy are the ids to which a text refers, however it writes that.
func referredBy(b *language.Body) []string {
	var ids []string
	for m := range markdown.Referring.All(b.Source()) {
		for id := range strings.SplitSeq(m.Inside, ",") {
			ids = append(ids, strings.TrimSuffix(strings.TrimSpace(id), "*"))
		}
	}
	for _, call := range b.Calls() {
		if call.Name == "ref" {
			ids = append(ids, call.Args...)
		}
	}
	return ids
}
