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
	compiled := compile(doc, options)
	numberAll(doc)
	ids := identifiersOf(doc)
	made := append(fillOpenPoints(doc, ids), addIndex(doc, compiled.definitions, ids)...)
	link(&Document{Body: []*Division{{Blocks: made}}}, compiled.terms)
	fillReferences(doc, PlacesOf(doc), options, &problems)
	problems = append(problems, checkAll(doc, compiled, options)...)
	problems.Sort()
	return problems
}

// checkAll looks for faults in a finished document. The checks only read it, so
// what takes longest runs beside the rest.
func checkAll(doc *Document, compiled glossary, options Options) diag.List {
	var read diag.List
	var wg sync.WaitGroup
	wg.Go(func() { read = checkWording(doc, compiled.terms, options) })
	found := slices.Concat(checkFinished(doc, options.Part), checkIDs(doc), compiled.check(options.Part), checkEmpty(doc))
	wg.Wait()
	return append(found, read...)
}
