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

// prune drops unused entries, unless all are kept, and sorts the rest. It reports
// whether an entry was dropped.
func prune(doc *Document, all bool) bool {
	blocks := definitionsOf(doc)
	uses := usesOf(doc)
	kept := map[*Entry]bool{}
	queue := []string{}
	take := func(terms []string) {
		queue = append(queue, terms...)
	}
	take(uses[nil])
	byTerm := map[string][]*Entry{}
	for _, block := range blocks {
		for _, e := range block.Entries {
			terms := termsOf(e)
			for _, term := range terms {
				byTerm[term] = append(byTerm[term], e)
			}
			if len(terms) == 0 || all {
				kept[e] = true
				take(uses[e])
			}
		}
	}
	for len(queue) > 0 {
		term := queue[0]
		queue = queue[1:]
		for _, e := range byTerm[term] {
			if !kept[e] {
				kept[e] = true
				take(uses[e])
			}
		}
	}
	return compile(blocks, kept)
}

func compile(blocks []*Definitions, kept map[*Entry]bool) (dropped bool) {
	for _, block := range blocks {
		before := len(block.Entries)
		block.Entries = slices.DeleteFunc(block.Entries, func(e *Entry) bool { return !kept[e] })
		dropped = dropped || len(block.Entries) < before
		slices.SortStableFunc(block.Entries, func(a, b *Entry) int {
			return cmp.Or(strings.Compare(sortKey(a), sortKey(b)), strings.Compare(firstTerm(a), firstTerm(b)))
		})
	}
	return dropped
}

// sortKey orders entries without regard to case and quotation marks.
func sortKey(e *Entry) string { return termKey(firstTerm(e)) }

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
	if terms := termsOf(e); len(terms) > 0 {
		return terms[0]
	}
	return ""
}

func termsOf(e *Entry) []string {
	var terms []string
	walkBlocks(e.Blocks, func(node any) bool {
		if d, ok := node.(*Definition); ok {
			terms = append(terms, d.Term)
		}
		return true
	})
	return terms
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

// usesOf is the terms used by each entry, and outside all entries under nil,
// in reading order. Tables made from the document itself use nothing.
func usesOf(doc *Document) map[*Entry][]string {
	uses := map[*Entry][]string{}
	seen := map[*Entry]map[string]bool{}
	eachSite(doc, func(s *site) {
		if s.generated() {
			return
		}
		WalkInlines(*s.inlines, func(node any) bool {
			if u, ok := node.(*Use); ok {
				if seen[s.entry] == nil {
					seen[s.entry] = map[string]bool{}
				}
				if !seen[s.entry][u.Term] {
					seen[s.entry][u.Term] = true
					uses[s.entry] = append(uses[s.entry], u.Term)
				}
			}
			return true
		})
	})
	return uses
}

// checkDefinitions reports terms defined twice, and terms defined on the spot
// that nothing uses, unless the document is only a part of an agreement.
func checkDefinitions(doc *Document, part bool) diag.List {
	var problems diag.List
	used := map[string]bool{}
	for _, terms := range usesOf(doc) {
		for _, term := range terms {
			used[term] = true
		}
	}
	first := map[string]*Definition{}
	eachSite(doc, func(s *site) {
		WalkInlines(*s.inlines, func(node any) bool {
			d, ok := node.(*Definition)
			if !ok {
				return true
			}
			if other := first[d.Term]; other != nil {
				problems.Errorf(d.Origin.Pos(), "defined-twice", "%q is defined twice", d.Term).
					See(other.Origin.Pos(), "the other definition of %q", d.Term)
				return true
			}
			first[d.Term] = d
			if s.entry == nil && !used[d.Term] && !part {
				problems.Add(d.Origin.Pos(), diag.Warning, "unused-term", "%q is defined and never used", d.Term).
					WithHint("take the definition out, or use the term with its capitals")
			}
			return true
		})
	})
	return problems
}
