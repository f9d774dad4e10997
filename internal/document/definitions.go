package document

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"clausewright/internal/diag"
)

// The definitions of a draft are compiled: the entries that the rest of the
// document uses, and those that the kept entries use, sorted by term.

// glossary is what a document defines.
type glossary struct {
	definitions []defined
	terms       *vocabulary
	used        map[string]bool // terms that the document uses; nil for a part of an agreement
}

// compile links the uses of terms, and in a whole agreement sorts the entries and
// drops those that nothing uses.
func compile(doc *Document, options Options) (g glossary) {
	if !options.Part {
		sortEntries(doc)
	}
	g.definitions = definedIn(doc)
	g.terms = vocabularyOf(g.definitions, doc.Names)
	linked := link(doc, g.terms)
	if options.Part {
		return g
	}
	kept, used := reach(doc, g.definitions, linked, options.Edited)
	if g.used = used; drop(doc, kept) {
		g.definitions = slices.DeleteFunc(g.definitions, func(d defined) bool { return d.entry != nil && !kept[d.entry] })
		g.terms = vocabularyOf(g.definitions, doc.Names) // an entry that is gone takes its forms with it
	}
	return g
}

// defined is a term at a place that defines it.
type defined struct {
	*Definition
	division *Division // the innermost
	item     *Item     // the innermost, or nil
	entry    *Entry    // the definition it belongs to, or nil
}

// definedIn is the terms that a document defines, in reading order.
func definedIn(doc *Document) []defined {
	var found []defined
	eachSite(doc, func(s *site) {
		WalkInlines(*s.inlines, func(node any) bool {
			if d, ok := node.(*Definition); ok {
				found = append(found, defined{d, s.division, s.item, s.entry})
			}
			return true
		})
	})
	return found
}

// sortEntries brings the compiled definitions into their order.
func sortEntries(doc *Document) {
	for _, block := range definitionsOf(doc) {
		sortByTerm(block.Entries, firstTerm)
	}
}

// reach finds the entries that the rest of the document uses and those that they
// use, or all, and the terms by which they are used.
func reach(doc *Document, definitions []defined, linked uses, all bool) (kept map[*Entry]bool, used map[string]bool) {
	entries := make(map[string][]*Entry, len(definitions)) // by the terms that they define
	defining := make(map[*Entry]bool, len(definitions))
	for _, d := range definitions {
		if d.entry != nil {
			entries[d.Term], defining[d.entry] = append(entries[d.Term], d.entry), true
		}
	}
	kept, used = make(map[*Entry]bool, len(definitions)), make(map[string]bool, len(definitions))
	var keep func(e *Entry)
	keep = func(e *Entry) {
		if kept[e] {
			return
		}
		kept[e] = true
		for _, term := range linked[e] {
			if !used[term] {
				used[term] = true
				for _, other := range entries[term] {
					keep(other)
				}
			}
		}
	}
	keep(nil) // what stands outside all entries
	for _, block := range definitionsOf(doc) {
		for _, e := range block.Entries {
			if all || !defining[e] {
				keep(e)
			}
		}
	}
	return kept, used
}

// drop takes out the entries that are not kept, and reports whether there were any.
func drop(doc *Document, kept map[*Entry]bool) (dropped bool) {
	for _, block := range definitionsOf(doc) {
		before := len(block.Entries)
		block.Entries = slices.DeleteFunc(block.Entries, func(e *Entry) bool { return !kept[e] })
		dropped = dropped || len(block.Entries) < before
	}
	return dropped
}

// sortByTerm sorts what has a term each, without regard to case and quotation marks.
func sortByTerm[T any](list []T, termOf func(T) string) {
	type keyed struct {
		key, term string
		of        T
	}
	sorted := make([]keyed, len(list))
	for i, of := range list {
		term := termOf(of)
		sorted[i] = keyed{termKey(term), term, of}
	}
	slices.SortStableFunc(sorted, func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.term, b.term))
	})
	for i, k := range sorted {
		list[i] = k.of
	}
}

// termKey is a term as it sorts: a letter with a mark beside that without.
func termKey(term string) string {
	small := strings.ToLower(term)
	if strings.IndexFunc(small, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		small = baseLetters.Replace(norm.NFD.String(small))
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"'“”‘’`, r) || unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, small)
}

// baseLetters are letters that no decomposition takes apart.
var baseLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")

// TermOf is the term that an entry defines, the first if there are several.
func TermOf(e *Entry) string { return firstTerm(e) }

func firstTerm(e *Entry) string {
	term := ""
	walkBlocks(e.Blocks, func(node any) bool {
		if d, ok := node.(*Definition); ok && term == "" {
			term = d.Term
		}
		return term == ""
	})
	return term
}

func definitionsOf(doc *Document) []*Definitions {
	var found []*Definitions
	Walk(doc, func(node any) bool {
		if d, ok := node.(*Definitions); ok {
			found = append(found, d)
			return false
		}
		_, paragraph := node.(*Paragraph)
		return !paragraph
	})
	return found
}

// check reports terms defined twice, and terms defined on the spot that nothing
// uses, unless the document is only a part of an agreement.
func (g *glossary) check(part bool) diag.List {
	var problems diag.List
	first := make(map[string]*Definition, len(g.definitions))
	for _, d := range g.definitions {
		if other := first[d.Term]; other != nil {
			problems.Errorf(d.Origin.Pos(), "defined-twice", "%q is defined twice", d.Term).
				See(other.Origin.Pos(), "the other definition of %q", d.Term)
			continue
		}
		first[d.Term] = d.Definition
		if d.entry == nil && !g.used[d.Term] && !part {
			problems.Add(d.Origin.Pos(), diag.Warning, "unused-term", "%q is defined and never used", d.Term).
				WithHint("take the definition out, or use the term with its capitals")
		}
	}
	return problems
}
