package amend

import (
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// definitions compares two states of the compiled definitions.
func (w *writer) definitions(at spot, was, is *document.Definitions) []Instruction {
	var list []Instruction
	var fresh []*document.Entry
	var gone []string
	older := map[string]*document.Entry{}
	for _, e := range was.Entries {
		older[document.TermOf(e)] = e
	}
	of := func(term string) spot {
		s := at
		s.term = term
		return s
	}
	last := ""
	end := func() {
		if len(fresh) == 0 {
			return
		}
		what, where, place := "definition", goesAfter, last
		if len(fresh) > 1 {
			what = "definitions"
		}
		if place == "" && len(was.Entries) > 0 {
			where, place = goesBefore, document.TermOf(was.Entries[0])
		}
		var text []document.Block
		for _, e := range fresh {
			text = append(text, quotedBlocks(e.Blocks)...)
		}
		list = append(list, w.insert(len(fresh) > 1, what, where, of(place).name(), text...))
		fresh = nil
	}
	there := map[string]bool{}
	for _, e := range is.Entries {
		term := document.TermOf(e)
		there[term] = true
		s := older[term]
		if s == nil {
			fresh = append(fresh, e)
			continue
		}
		end()
		list = append(list, w.entry(of(term), s, e)...)
		last = term
	}
	end()
	for _, e := range was.Entries {
		if term := document.TermOf(e); !there[term] {
			gone = append(gone, term)
		}
	}
	if len(gone) > 0 {
		what := "the definition of "
		if len(gone) > 1 {
			what = "the definitions of "
		}
		list = append(list, w.say(oneOrMany(gone, library.DeleteOne, library.DeleteMany), "place", what+quotedNames(w.pack, gone)+" in "+at.name()))
	}
	return list
}

// entry compares two states of a definition.
func (w *writer) entry(at spot, was, is *document.Entry) []Instruction {
	list, ok := w.blocks(at, was.Blocks, is.Blocks)
	if !ok || tooMany(list, is.Blocks) {
		return []Instruction{w.change(library.ReplaceAll, at, quotedBlocks(is.Blocks)...)}
	}
	return list
}
