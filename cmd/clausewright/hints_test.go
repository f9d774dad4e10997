package main

import (
	"strings"
	"testing"
)

// TestSmallThings: one line for each thing that held somebody up.
func TestSmallThings(t *testing.T) {
	foreign := writeDeal(t, "deal.yaml", "template: nda\nsecrecy: {holder: Acme}\n")
	for _, test := range []struct {
		name string
		args []string
		want string // in what is printed; with "!" before it: not there
	}{
		{"a forgotten --library", []string{"check", foreign}, "a deal of another library needs --library"},
		{"a pattern without quotes", []string{"impact", "HEAD", "--deals", "a.yaml", "b.yaml", "c.yaml"}, "put a pattern in quotes"},
		{"a default of a list is a list", []string{"list", "parameters", "--format", "json"}, `"default": [`},
		{"a wording is completed", []string{"__complete", "show", "grant-back", "--variant", ""}, "licensee\n"},
		{"flags without the values that nobody writes", []string{"draft", "--help"}, "![=true"},
	} {
		_, stdout, stderr := runFor(t, "", test.args...)
		want, not := strings.CutPrefix(test.want, "!")
		if strings.Contains(stdout+stderr, want) == not {
			t.Errorf("%s: %q\n%s%s", test.name, test.want, stdout, stderr)
		}
	}
}
