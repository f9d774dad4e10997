package document

import (
	"slices"
	"sync"

	"clausewright/internal/diag"
)

// Options is what Resolve needs to know beyond the document.
type Options struct {
	Terms []string // terms that could have been meant, for hints
	Names []string // proper names that are capitalised without being defined: "English", "Patents Act"

	// Leads are the ids to the first of which that the document has a reference leads
	// where it does not have the one that it names. Nil: there never are any.
	Leads func(id string) []string
	// Said are the ids of all sections that say a clause which the document does not
	// have, where a reference names that clause whole.
	Said func(clause string) []string

	// Part says that the document is a part of an agreement, such as one clause:
	// a reference to what is not in it prints the id of its target, every
	// definition is kept, and a term may be defined or used elsewhere.
	Part bool

	// Edited says that people wrote into the document: every definition is kept,
	// used or not.
	Edited bool
}

// Resolve completes a document as it was parsed: it punctuates lists, links
// the uses of terms, compiles the definitions, numbers everything, lists the
// open points and the terms defined on the spot, and fills the references. It
// returns what is wrong, in order. Resolving a resolved document changes
// nothing.
func Resolve(doc *Document, options Options) diag.List {
	var problems diag.List
	unmake(doc)
	Tidy(doc)
	finishLists(doc)
	runInLists(doc)
	terms := vocabularyOf(doc)
	link(doc, terms)
	if !options.Part && prune(doc, options.Edited) {
		terms = vocabularyOf(doc) // an entry that is gone takes its forms with it
	}
	numberAll(doc)
	ids := identifiersOf(doc)
	made := append(fillOpenPoints(doc, ids), addIndex(doc, ids)...)
	link(&Document{Body: []*Division{{Blocks: made}}}, terms)
	fillReferences(doc, PlacesOf(doc), options, &problems)
	problems = append(problems, checkAll(doc, terms, options)...)
	problems.Sort()
	return problems
}

// checkAll looks for faults in a finished document. The checks only read it, so
// they run side by side.
func checkAll(doc *Document, terms *vocabulary, options Options) diag.List {
	checks := []func() diag.List{
		func() diag.List { return checkCapitals(doc, terms, options) },
		func() diag.List { return checkDoubledWords(doc) },
		func() diag.List { return append(checkLeftovers(doc), checkFinished(doc, options.Part)...) },
		func() diag.List {
			return append(append(checkIDs(doc), checkDefinitions(doc, options.Part)...), checkEmpty(doc)...)
		},
	}
	found := make([]diag.List, len(checks))
	var wg sync.WaitGroup
	for i, run := range checks {
		wg.Go(func() { found[i] = run() })
	}
	wg.Wait()
	return slices.Concat(found...)
}
