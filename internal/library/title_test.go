package library_test

import (
	"strings"
	"testing"

	"clausewright/internal/library"
)

// A title announces what the article holds: {term: [a], insolvency: [b]} is
// "Term and insolvency", and "Term" where only a is in the draft.
func TestTitleFor(t *testing.T) {
	a := library.Article{Title: "Term, termination and insolvency", Parts: []library.TitlePart{
		{Words: "term", Clauses: []string{"term"}},
		{Words: "termination", Clauses: []string{"breach", "effects"}},
		{Words: "insolvency", Clauses: []string{"insolvency"}},
	}}
	for in, want := range map[string]string{
		"term":                   "Term",
		"term effects":           "Term and termination",
		"breach insolvency":      "Termination and insolvency",
		"term breach insolvency": "Term, termination and insolvency",
	} {
		if got := a.TitleFor(func(id string) bool { return strings.Contains(" "+in+" ", " "+id+" ") }); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if got := (library.Article{Title: "General"}).TitleFor(func(string) bool { return true }); got != "General" {
		t.Errorf("a title of words became %q", got)
	}
}

func TestTitleFaults(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"title: One", "title: {persons: [definitions], parties: [parties, partys]}", `lib/templates/small/template.yaml:3:66: error: there is no clause "partys" [unknown-clause] | did you mean "parties"?`},
	} {
		files := map[string]string{}
		for name, text := range small {
			files[name] = strings.Replace(text, test.old, test.new, 1)
		}
		if lines := open(files); !strings.HasPrefix(strings.Join(lines, "\n"), test.want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), test.want)
		}
	}
}
