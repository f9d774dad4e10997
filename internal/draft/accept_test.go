package draft_test

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

// with drafts the shortest sample for patents alone, of which TRAP-13 and F-90
// fire, with more lines at its end.
func with(t *testing.T, lines string, replace ...string) (*draft.Draft, diag.List) {
	t.Helper()
	text := strings.NewReplacer(append(replace, "rights: [patents, know-how]", "rights: [patents]")...).Replace(sample(t, "minimal.yaml"))
	return draft.Make(openShipped(t), "deal.yaml", []byte(text+lines), draft.Options{})
}

// A remark that the deal accepts is not told but listed, as long as the answers
// are what they were; an entry that accepts nothing is told.
func TestAccept(t *testing.T) {
	const same = "accept: {TRAP-13: {reason: see the minutes, when: {technology.rights: [patents], royalty_term.formula: last-of-claim-exclusivity-years}}}\n"
	const told, silent = "TRAP-13", ""
	for _, test := range []struct {
		name, lines string
		replace     []string
		trap, other string // what TRAP-13 says, and the problem of the entry
	}{
		{"nothing is accepted", "", nil, told, ""},
		{"a reason", "accept: {TRAP-13: see the minutes}\n", nil, silent, ""},
		{"a reason and the answers", same, nil, silent, ""},
		{"an answer that was another", "accept: {TRAP-13: {reason: see the minutes, when: {exclusivity.territory: [US]}}}\n", nil, told, ""},
		{"the same answer written otherwise", "accept: {TRAP-13: {reason: see the minutes, when: {exclusivity.period: 5 years}}}\n", nil, silent, ""},
		{"an answer that was not given", "accept: {TRAP-13: {reason: see the minutes, when: {deal.purpose: null}}}\n", nil, told, ""},
		{"a mark of another answer", `accept: {TRAP-13: {reason: see the minutes, when: {royalty.tiers: "#01234567"}}}` + "\n", nil, told, ""},
		{"a rule that there is not", "accept: {TRAP-1300: see the minutes}\n", nil, told, `accept.TRAP-1300: the library has no rule "TRAP-1300"`},
		{"a rule that does not fire", "accept: {TRAP-13: see the minutes, F-56: long ago}\n", nil, silent, "accept.F-56: rule F-56 has nothing to say of this deal"},
		{"no reason", "accept: {TRAP-13: }\n", nil, "", "accept.TRAP-13: has no reason"},
		{"the reason of the hint", "accept: {TRAP-13: {reason: …, when: {}}}\n", nil, "", "accept.TRAP-13.reason: has no reason"},
		{"a question that there is not", "accept: {TRAP-13: {reason: so, when: {royalty.tier: 1}}}\n", nil, "", "accept.TRAP-13.when.royalty.tier: there is no such question"},
		{"an answer of the wrong kind", "accept: {TRAP-13: {reason: so, when: {exclusivity.period: blue}}}\n", nil, "", `exclusivity.period: "blue" is not a duration`},
		{"a key that there is not", "accept: {TRAP-13: {reason: so, until: 2027}}\n", nil, "", "accept.TRAP-13.until: there is no such key"},
		{"an error", "clauses: {omit: [exclusivity-sunset]}\naccept: {TRAP-30: it will do}\n", nil, told, "accept.TRAP-30: what rule TRAP-30 finds is an error, and cannot be accepted"},
	} {
		t.Run(test.name, func(t *testing.T) {
			made, problems := with(t, test.lines, test.replace...)
			trap, other := "", ""
			for _, p := range problems {
				switch {
				case p.Rule == "TRAP-13":
					trap = p.Rule
				case p.Pos.Line > 34 && p.Rule != "TRAP-30" || strings.HasPrefix(p.Path, "accept"):
					other += p.Path + ": " + p.Message
				}
			}
			if trap != test.trap || other != test.other {
				t.Errorf("%q, %q, want %q, %q\n%v", trap, other, test.trap, test.other, problems)
			}
			if accepted := made.Choices != nil && len(made.Choices.Accepted) > 0; accepted != (test.trap == silent && !problems.HasErrors()) {
				t.Errorf("accepted: %v", accepted)
			}
		})
	}
}

// TestAcceptOffered: pasted with a reason, the entries that go with the findings
// of a deal accept all of them, and nothing else changes.
func TestAcceptOffered(t *testing.T) {
	lib := openShipped(t)
	accepted := 0
	for _, d := range randoms(t) {
		var entries []string
		var open []string
		for _, p := range d.problems {
			rule := strings.SplitN(p.Accept, ":", 2)[0]
			switch {
			case p.Accept == "":
				open = append(open, p.Rule)
			case !slices.ContainsFunc(entries, func(e string) bool { return strings.HasPrefix(e, rule+":") }):
				entries = append(entries, strings.Replace(p.Accept, "…", "considered", 1))
			}
		}
		text := d.YAML() + "accept:\n  " + strings.Join(entries, "\n  ") + "\n"
		made, after := draft.Make(lib, "random.yaml", []byte(text), draft.Options{Force: true})
		var left []string
		for _, p := range after {
			if p.Accept != "" {
				t.Fatalf("not accepted: %v\n%s", p, text)
			}
			if p.Rule != "accepted-error" {
				left = append(left, p.Rule)
			}
		}
		if !slices.Equal(left, open) {
			t.Fatalf("%v are left, want %v\n%v\n%s", left, open, after, text)
		}
		accepted += len(made.Choices.Accepted)
	}
	if accepted == 0 {
		t.Error("nothing was accepted")
	}
}
