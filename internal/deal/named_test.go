package deal_test

import (
	"testing"

	"clausewright/internal/deal"
)

// TestSetVariant: a clause gets its wording, or loses it, and everything else stays.
func TestSetVariant(t *testing.T) {
	for _, test := range []struct {
		name, file, clause, variant string
		want                        string // "" where it is refused
	}{
		{"the first", "fees: {note: a} # ours\n", "grant-back", "licensor", "fees: {note: a} # ours\nvariants:\n  grant-back: licensor\n"},
		{"another", "variants:\n  term: licensee # so\nfees: {note: a}\n", "grant-back", "licensor", "variants:\n  grant-back: licensor\n  term: licensee # so\nfees: {note: a}\n"},
		{"between braces", "variants: {term: licensee} # so\n", "grant-back", "licensor", "variants: {grant-back: licensor, term: licensee} # so\n"},
		{"otherwise", "variants:\n  term: licensee # so\n", "term", "balanced", "variants:\n  term: balanced # so\n"},
		{"taken off", "variants:\n  term: licensee # so\n  grant-back: option\n", "term", "", "variants:\n#  term: licensee # so\n  grant-back: option\n"},
		{"the last taken off", "fees: {note: a}\nvariants: {term: licensee}\n", "term", "", "fees: {note: a}\n#variants: {term: licensee}\n"},
		{"nothing to take off", "fees: {note: a}\n", "term", "", "fees: {note: a}\n"},
		{"no name of a variant", "fees: {note: a}\n", "term", "a: b", ""},
		{"not YAML", "fees: {", "term", "licensee", ""},
		{"the group holds nothing", "variants:\n", "term", "licensee", ""},
	} {
		got, err := deal.SetVariant([]byte(test.file), setSchema, test.clause, test.variant)
		if (err != nil) != (test.want == "") || err == nil && string(got) != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}

// TestSetClause: a clause comes into a list of clauses or goes out of it, however the
// list is written, and everything else stays.
func TestSetClause(t *testing.T) {
	for _, test := range []struct {
		name, file, list, clause string
		in                       bool
		want                     string // "" where it is refused
	}{
		{"the first", "fees: {note: a}\n", "omit", "escrow", true, "fees: {note: a}\nclauses:\n  omit: [escrow]\n"},
		{"another list", "clauses:\n  omit: [escrow] # so\n", "add", "brand", true, "clauses:\n  add: [brand]\n  omit: [escrow] # so\n"},
		{"one more", "clauses: {omit: [escrow]} # so\n", "omit", "brand", true, "clauses: {omit: [escrow, brand]} # so\n"},
		{"one more line", "clauses:\n  omit:\n    - escrow # so\n", "omit", "brand", true, "clauses:\n  omit:\n    - escrow # so\n    - brand\n"},
		{"to a single one", "clauses: {omit: escrow}\n", "omit", "brand", true, "clauses: {omit: [escrow, brand]}\n"},
		{"to an empty list", "clauses: {omit: []}\n", "omit", "brand", true, "clauses: {omit: [brand]}\n"},
		{"beside a notice", "clauses:\n  omit:\n    escrow: \"[Omitted]\" # so\n", "omit", "brand", true, "clauses:\n  omit:\n    brand: null\n    escrow: \"[Omitted]\" # so\n"},
		{"beside a notice between braces", "clauses: {omit: {escrow: none}}\n", "omit", "brand", true, "clauses: {omit: {brand: null, escrow: none}}\n"},
		{"one less", "clauses: {omit: [escrow, brand, term]}\n", "omit", "brand", false, "clauses: {omit: [escrow, term]}\n"},
		{"one line less", "clauses:\n  omit:\n    - escrow\n    - brand\n", "omit", "escrow", false, "clauses:\n  omit:\n    - brand\n"},
		{"a line with a comment", "clauses:\n  omit:\n    - escrow # so\n    - brand\n", "omit", "escrow", false, ""},
		{"a notice less", "clauses:\n  omit:\n    escrow: \"[Omitted]\" # so\n    brand: a\n", "omit", "escrow", false, "clauses:\n  omit:\n#    escrow: \"[Omitted]\" # so\n    brand: a\n"},
		{"the last", "clauses:\n  omit: [escrow]\n  add: [brand]\n", "omit", "escrow", false, "clauses:\n#  omit: [escrow]\n  add: [brand]\n"},
		{"the last of all", "fees: {note: a}\nclauses: {omit: escrow}\n", "omit", "escrow", false, "fees: {note: a}\n#clauses: {omit: escrow}\n"},
		{"none", "clauses: {omit: [escrow]}\n", "omit", "brand", false, "clauses: {omit: [escrow]}\n"},
		{"no id", "fees: {note: a}\n", "omit", "a]: b", true, ""},
		{"twice", "clauses: {omit: [escrow]}\n", "omit", "escrow", true, ""},
	} {
		got, err := deal.SetClause([]byte(test.file), setSchema, test.list, test.clause, test.in)
		if (err != nil) != (test.want == "") || err == nil && string(got) != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}
