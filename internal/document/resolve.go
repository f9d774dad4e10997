package document

import "clausewright/internal/diag"

// Options is what Resolve needs to know beyond the document.
type Options struct {
	Names []string // proper names that are capitalised without being defined: "English", "Patents Act"
}

// Resolve completes a document as it was parsed: it punctuates lists, links
// the uses of terms, compiles the definitions, numbers everything, lists the
// open points and the terms defined on the spot, and fills the references. It
// returns what is wrong, in order. Resolving a resolved document changes
// nothing.
func Resolve(doc *Document, options Options) diag.List {
	var problems diag.List
	removeIndex(doc)
	Tidy(doc)
	finishLists(doc)
	terms := vocabularyOf(doc)
	link(doc, terms)
	pruned := prune(doc)
	number(doc)
	ids := identifiersOf(doc)
	made := append(fillOpenPoints(doc, ids), addIndex(doc, ids)...)
	if pruned {
		terms = vocabularyOf(doc)
	}
	link(&Document{Body: []*Division{{Blocks: made}}}, terms)
	numbers := number(doc)
	fillReferences(doc, numbers, &problems)
	for _, list := range []diag.List{
		checkIDs(doc), checkDefinitions(doc), checkCapitals(doc, terms, options.Names),
		checkDoubledWords(doc), checkLeftovers(doc), checkEmpty(doc),
	} {
		problems = append(problems, list...)
	}
	problems.Sort()
	return problems
}
