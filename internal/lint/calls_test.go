package lint_test

import (
	"maps"
	"strings"
	"testing"

	"clausewright/internal/lint"
)

// TestCalls: what a draft would refuse of a function, lint tells at its place.
func TestCalls(t *testing.T) {
	for wording, want := range map[string]string{
		"{{printf \"%d\" .secrecy.holder}}":               "1:15: error: %d prints a whole number, not a text [wrong-kind]",
		"{{printf \"%x\" .secrecy.holder}}":               `1:11: error: "%x" is no verb of printf`,
		"{{printf \"%s %s\" .secrecy.holder}}":            "1:11: error: the format has 2 of %s and %d, and there are 1 values for it [wrong-arguments]",
		"{{printf \"100 %% of %s\" .secrecy.holder}}":     "",
		"{{if regexMatch \"(\" .secrecy.holder}}x{{end}}": `1:18: error: "(" is no regular expression`,
		"{{if regexMatch .secrecy.holder \"a\"}}x{{end}}": `1:17: error: regexMatch needs a regular expression, not the answer to "secrecy.holder" [wrong-kind]`,
		"{{ref .secrecy.holder}}":                         `1:7: error: ref needs an id, not the answer to "secrecy.holder" [wrong-kind]`,
		"{{ref \"Secrecy A\"}}":                           `1:8: error: "Secrecy A" is not an id [wrong-arguments]`,
		`{{unit "chapters"}}`:                             `1:9: error: "chapters" is no unit of an agreement [wrong-arguments]`,
		"{{unit .deal.name}}":                             "1:8: error: unit needs a word in quotation marks [wrong-kind]",
		`{{unit "schedules"}}`:                            "",
		"{{.secrecy}}":                                    "1:3: error: a group of answers is not printed whole [not-printable]",
		"{{$x := .secrecy}}{{$x}}":                        "1:21: error: a group of answers is not printed whole [not-printable]",
		"{{$x := .secrecy}}{{$x.holder}}":                 "",
		"{{$x := .secrecy}}{{$x.holdr}}":                  `1:21: error: no clause declares the parameter "secrecy.holdr" [unknown-parameter]`,
		"{{$x := .secrecy.holder}}{{$x.Raw}}":             `1:28: error: a text has no part "Raw" [wrong-kind]`,
		"{{index .secrecy.places 3}}":                     "1:25: error: the list may be shorter [wrong-arguments]",
		"{{range until 2000}}x{{end}}":                    "1:15: error: until takes at most 1000, not 2000 [wrong-arguments]",
		"{{range until .secrecy.many}}x{{end}}":           "1:15: warning: until takes at most 1000, and secrecy.many may be more [unbounded]",
		"{{range until .secrecy.few}}x{{end}}":            "",
		"{{range until .secrecy.holder}}x{{end}}":         "1:15: error: until needs a whole number, not a text [wrong-kind]",
		"{{repeat 3 \"x\"}} {{indent 101 \"x\"}}":         "1:27: error: indent takes at most 100, not 101 [wrong-arguments]",
		"{{range until .secrecy.end}}x{{end}}":            "1:15: error: until needs a whole number, not a date [wrong-kind]",
		"a\u202eb":                                        "1:2: error: U+202E changes the direction of the text and cannot be seen [encoding]",
		"\uf0b7 item":                                     "1:1: error: a sign of a word processor's own font stands here: U+F0B7 [encoding]",
		"one\vtwo":                                        "1:4: error: a line break of a word processor stands here: U+000B [encoding]",
		strings.Repeat("{{if .secrecy.end}}", 251) + "x" + strings.Repeat("{{end}}", 251): "error: more than 250 conditions, loops and brackets stand in each other here [template]",
	} {
		files := maps.Clone(tiny)
		files["clauses/secrecy/clause.yaml"] = strings.Replace(tiny["clauses/secrecy/clause.yaml"], "variants:",
			"  secrecy.many: {kind: integer, optional: true, ask: How many?}\n  secrecy.few: {kind: integer, max: 9, optional: true, ask: How many?}\n"+
				"  secrecy.places: {kind: list, optional: true, ask: Where?}\nvariants:", 1)
		files["clauses/secrecy/strict.md"] = wording
		found, told := false, []string{}
		_, problems := lint.Library(libraryOf(files), "")
		for _, p := range problems {
			if strings.HasPrefix(p.Pos.File, "clauses/secrecy/strict.md") && p.Rule != "constant-condition" && p.Rule != "mark" {
				told = append(told, p.Error())
				found = found || want != "" && strings.Contains(p.Error(), want)
			}
		}
		if found != (want != "") || want == "" && len(told) > 0 {
			t.Errorf("%.80q\n got %q\nwant %q", wording, told, want)
		}
	}
}
