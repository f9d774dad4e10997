// Package deal knows the questions of an agreement and reads the answers of
// one deal: kinds, typed answers that write themselves as contracts do, and
// the deal file with a place for every answer.
package deal

import (
	"strings"
	"sync"

	"clausewright/internal/diag"
)

// Choice is one allowed word and what it stands for in print.
type Choice struct{ Word, Label string }

// Parameter is one question.
type Parameter struct {
	Path     string      // "royalty.tiers"; in a table's column, the column's name
	Clause   string      // id of the clause that asks it
	Kind     Kind        // what an answer looks like
	Ask      string      // the question, in words a founder understands
	Unit     string      // unit of the answer, where the kind does not say it
	Typical  string      // typical range, where a source gives one
	Choices  []Choice    // the closed list of a choice; for other kinds, words accepted in place of a value ("last-signature")
	Closed   bool        // of a list: every entry is one of Choices
	Other    bool        // of a closed list: or a text of one's own
	Columns  []Parameter // of a table, in order
	Grouped  string      // of a table: the key under which a row may hold rows that have its other cells in common ("tiers")
	Optional bool        // may be left out, or answered null for "none"
	Name     bool        // an answer names a person, a body, a place or a document: it stands as it is registered
	Renames  []string    // words of the library in whose place the answer stands, wherever a draft would print them
	OrText   bool        // an answer that is not of the kind is read as text ("30 days after delivery" in place of a date)
	Min, Max string      // the bounds that the question states, as a deal file would write them; "" for the ordinary ones (see Bounds)
	Default  string      // what one could write in the deal file; may hold template actions; "" when there is none
	Pos      diag.Position
}

// choice returns the allowed word that equals word.
func (p *Parameter) choice(word string) (Chosen, bool) {
	for _, c := range p.Choices {
		if c.Word == word {
			return Chosen(c), true
		}
	}
	return Chosen{}, false
}

// TakesText reports whether any text is an answer.
func (p *Parameter) TakesText() bool {
	return p.OrText || p.Kind == KindText || p.Kind == KindLongText
}

// Computed reports whether the default is worked out for each deal.
func (p *Parameter) Computed() bool { return HasActions(p.Default) }

// HasActions reports whether a text of a library is to be run, and not taken as it is.
func HasActions(text string) bool { return strings.Contains(text, "{{") }

// Fixed reports whether the default is the same for every deal.
func (p *Parameter) Fixed() bool { return p.Default != "" && !p.Computed() }

// Words lists the allowed words in order.
func (p *Parameter) Words() []string {
	words := make([]string, len(p.Choices))
	for i, c := range p.Choices {
		words[i] = c.Word
	}
	return words
}

// column returns the column of that name.
func (p *Parameter) column(name string) (*Parameter, bool) {
	for i := range p.Columns {
		if p.Columns[i].Path == name {
			return &p.Columns[i], true
		}
	}
	return nil, false
}

// columnNames lists the names of a table's columns in order.
func (p *Parameter) columnNames() []string {
	names := make([]string, len(p.Columns))
	for i := range p.Columns {
		names[i] = p.Columns[i].Path
	}
	return names
}

// Schema is all questions of a library, in order. It is used through a
// pointer, and Parameters does not change after the first look-up.
type Schema struct {
	Parameters []*Parameter

	once     sync.Once
	byPath   map[string]*Parameter
	children map[string][]string     // the keys below a group, in order; "" is the top level
	below    map[string][]*Parameter // the questions of a group, in order; of a question, itself
}

// Find returns the question of that path.
func (s *Schema) Find(path string) (*Parameter, bool) {
	s.once.Do(s.index)
	p, ok := s.byPath[path]
	return p, ok
}

// Under lists the question of that path, or all questions of that group, in
// order.
func (s *Schema) Under(path string) []*Parameter {
	s.once.Do(s.index)
	return s.below[path]
}

// HasGroup reports whether questions stand below prefix: "party" and
// "party.licensor" are groups of "party.licensor.name".
func (s *Schema) HasGroup(prefix string) bool {
	s.once.Do(s.index)
	return prefix != "" && s.children[prefix] != nil
}

// keys lists the keys that may stand below a group, in order.
func (s *Schema) keys(group string) []string {
	s.once.Do(s.index)
	return s.children[group]
}

func (s *Schema) index() {
	s.byPath = make(map[string]*Parameter, len(s.Parameters))
	s.children = make(map[string][]string, len(s.Parameters)/4)
	seen := make(map[string]bool, len(s.Parameters)*5/4)
	for _, p := range s.Parameters {
		if s.byPath[p.Path] == nil {
			s.byPath[p.Path] = p
		}
		for path := p.Path; path != "" && !seen[path]; {
			seen[path] = true
			group, key := CutLast(path)
			s.children[group] = append(s.children[group], key)
			path = group
		}
	}
	s.below = make(map[string][]*Parameter, len(s.children)+len(s.byPath))
	for _, p := range s.Parameters {
		for group, _ := CutLast(p.Path); group != ""; group, _ = CutLast(group) {
			s.below[group] = append(s.below[group], p)
		}
	}
	for path, p := range s.byPath {
		s.below[path] = []*Parameter{p}
	}
}

// CutLast splits "party.licensor.name" into "party.licensor" and "name".
func CutLast(path string) (group, key string) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path
	}
	return path[:i], path[i+1:]
}

// under joins a group and a key into a path.
func under(group, key string) string {
	if group == "" {
		return key
	}
	return group + "." + key
}
