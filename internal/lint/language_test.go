package lint_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/lint"
)

// TestLanguage: each language rule finds what it is for, where it stands, and
// leaves alone what is like it.
func TestLanguage(t *testing.T) {
	for _, test := range []struct{ text, rule, at string }{
		{"Licensor pays a and/or b.", "language-and-or", "and/or"},
		{"The parties perform the duties hereunder.", "language-pointer", "hereunder"},
		{"Here in Berlin there is peace.", "", ""},
		{"The parties hereby agree.", "language-hereby", "hereby agree"},
		{"Licensor hereby grants a licence.", "", ""},
		{"The clause is null and void.", "language-null-and-void", "null and void"},
		{"Licensor pays, provided that it is paid.", "language-provided-that", "provided that"},
		{"The services provided to Licensor.", "", ""},
		{"Licensee shall be entitled to enter.", "language-entitled", "shall be entitled to"},
		{"Licensee has the right but not the obligation to sue.", "language-right-no-obligation", "right but not"},
		{"Licensee uses best efforts.", "language-best-efforts", "best efforts"},
		{"Licensee pays promptly.", "language-promptly", "promptly"},
		{"Licensee pays within a reasonable time.", "language-reasonable-period", "reasonable time"},
		{"The price is as the parties may agree.", "language-agree-later", "as the parties may agree"},
		{"Goods, including but not limited to cars.", "language-not-limited-to", "including but"},
		{"Licensee agrees to pay.", "language-agrees-to", "agrees to"},
		{"Licensee pays the said sum.", "language-the-said", "the said"},
		{"Licensee may not enter.", "language-may-not", "may not"},
		{"No party shall enter.", "language-no-party-shall", "No party shall"},
		{"Licensor says what it shall mean.", "language-shall-state", "shall mean"},
		{"This agreement shall terminate.", "language-shall-rule", "agreement shall"},
		{"It rains. Licensee will pay.", "language-will-duty", "Licensee will"},
		{"Licensor hopes that Licensee will pay.", "", ""},
		{"See Section 4 of it.", "language-typed-number", "Section 4"},
		{"Within thirty (30) days.", "language-double-number", "thirty (3"},
		{"Notices shall be short.", "language-shall-subject", "shall be short"},
		{"Licensor pays; notices shall be short.", "language-shall-subject", "shall be short"},
		{"Licensor, or whoever acts for it, shall pay.", "", ""},
		{"{{.secrecy.holder}} shall pay.", "", ""},
		{"Each of the following is secret.", "language-each-of", "Each of the following"},
		{"{{frame 2 \"The following\" \"Each of the following\"}} is secret.", "", ""},
		{"It is any of {{.secrecy.holder}}.", "language-any-of", "any of {{"},
		{"The following person has it: {{.secrecy.holder}}.", "language-text-after-colon", "following person"},
		{"It is {{upper .secrecy.holder}}.", "language-capitals", "{{upper"},
	} {
		files := maps.Clone(tiny)
		files["clauses/library.yaml"] = "names: [Licensor, Licensee, Berlin, Section]\n"
		files["clauses/secrecy/balanced.md"] += "\n## Test\n\n" + test.text + "\n"
		_, problems := lint.Library(libraryOf(files), "")
		if test.rule == "" {
			if len(problems) > 0 {
				t.Errorf("%q: %v", test.text, lines(problems))
			}
			continue
		}
		if len(problems) == 0 {
			t.Errorf("%q: nothing found", test.text)
			continue
		}
		p := problems[0]
		if p.Rule != test.rule || !strings.HasPrefix(textAt(libraryOf(files), p.Pos), test.at) || p.Hint == "" {
			t.Errorf("%q: %v", test.text, lines(problems))
		}
	}
	names := slices.DeleteFunc(slices.Clone(lint.Rules), func(r lint.Rule) bool { return !strings.HasPrefix(r.Name, "language-") })
	if len(names) < 20 {
		t.Errorf("%d language rules", len(names))
	}
}
