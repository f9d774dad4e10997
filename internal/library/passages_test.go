package library_test

import (
	"maps"
	"strings"
	"testing"
)

// cure is a clause of which two wordings differ in passages.
var cure = map[string]string{
	"clauses/cure/clause.yaml": "title: Cure\nparameters:\n  cure.days: {kind: text, ask: How many?}\nvariants:\n  balanced: {}\n  licensor: {}\n  licensee: {}\n",
	"clauses/cure/balanced.md": `## Cure

A party has {{block "time"}}{{.cure.days}} days{{end}} to cure.{{block "proof"}}{{end}}

{{block "second"}}
A Person may ask for more.

{{end}}
{{if .cure.days}}
{{block "end"}}
It ends {{block "hour"}}at noon{{end}}.
{{end}}
{{end}}
`,
	"clauses/cure/licensor.md": `{{define "time"}}20 days{{end}}
{{define "proof"}} It shows so.{{end}}

{{define "second"}}
{{end}}
{{define "hour"}}at dawn{{end}}
`,
	"clauses/cure/licensee.md": "{{define \"end\"}}\n{{end}}\n",
}

func withCure(changes map[string]string) map[string]string {
	files := maps.Clone(small)
	maps.Copy(files, cure)
	files["templates/small/template.yaml"] = strings.Replace(files["templates/small/template.yaml"], "parties", "parties, cure", 1)
	maps.Copy(files, changes)
	return files
}

// A wording holds the passages in which it differs; the rest is balanced.
func TestPassages(t *testing.T) {
	if lines := open(withCure(nil)); len(lines) > 0 {
		t.Fatal(strings.Join(lines, "\n"))
	}
	l := openFiles(withCure(nil))
	want := map[string]string{
		"balanced": "## Cure\n\nA party has {{.cure.days}} days to cure.\n\nA Person may ask for more.\n\n{{if .cure.days}}\nIt ends at noon.\n{{end}}\n",
		"licensor": "## Cure\n\nA party has 20 days to cure. It shows so.\n\n{{if .cure.days}}\nIt ends at dawn.\n{{end}}\n",
		"licensee": "## Cure\n\nA party has {{.cure.days}} days to cure.\n\nA Person may ask for more.\n\n{{if .cure.days}}\n{{end}}\n",
	}
	for name, text := range want {
		if got := l.Clauses["cure"].Variant(name).Body.Source(); got != text {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, text)
		}
	}
	// every word has the place of the file that it stands in
	body := l.Clauses["cure"].Variant("licensor").Body
	for words, place := range map[string]string{
		"A party":  "lib/clauses/cure/balanced.md:3:1",
		"20 days":  "lib/clauses/cure/licensor.md:1:18",
		" to cure": "lib/clauses/cure/balanced.md:3:55",
		"It ends":  "lib/clauses/cure/balanced.md:11:1",
		"at dawn":  "lib/clauses/cure/licensor.md:6:18",
	} {
		if got := body.Position(strings.Index(body.Source(), words)).String(); got != place {
			t.Errorf("%q stands at %s, want %s", words, got, place)
		}
	}
}

// A fault in words that two wordings share is told once.
func TestSharedFault(t *testing.T) {
	lines := open(withCure(map[string]string{"clauses/cure/balanced.md": strings.Replace(cure["clauses/cure/balanced.md"], "A party", "{{.cure.dys}}", 1)}))
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "lib/clauses/cure/balanced.md:3:3: error: ") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
}

func TestPassageFaults(t *testing.T) {
	const balanced, licensor = "clauses/cure/balanced.md", "clauses/cure/licensor.md"
	for _, test := range []struct{ name, file, old, new, want string }{
		{"replaces nothing", licensor, `"time"`, `"tine"`, `licensor.md:1:1: error: the passage "tine" replaces nothing: the balanced wording marks none of that name [passage] | did you mean "time"?`},
		{"replaced by nobody", licensor, `{{define "proof"}} It shows so.{{end}}`, "", `balanced.md:3:64: warning: no variant replaces the passage "proof" [passage] | take out its marks`},
		{"part of what is replaced", licensor, `{{define "second"}}`, "{{define \"end\"}}\n{{end}}\n{{define \"second\"}}", `licensor.md:8:1: error: the passage "hour" replaces nothing: it is part of "end", which is replaced [passage]`},
		{"says the same", licensor, "20 days", "{{.cure.days}} days", `licensor.md:1:1: warning: the passage "time" says what the balanced wording says [passage]`},
		{"replaced twice", licensor, `"proof"`, `"time"`, `licensor.md:2:1: error: the passage "time" is replaced twice [passage]`},
		{"words between", licensor, "\n\n", "\nAnd more.\n\n", `licensor.md:3:1: error: these words stand outside the passages that this variant replaces [passage]`},
		{"marked twice", balanced, `"proof"`, `"time"`, `balanced.md:3:64: error: two passages are called "time" [passage]`},
		{"on lines and in a sentence", licensor, `{{define "time"}}20 days{{end}}`, "{{define \"time\"}}\n20 days\n{{end}}", `licensor.md:1:1: error: the marks of the passage "time" stand on lines of their own in one wording and not in the other [passage]`},
		{"empty", licensor, cure[licensor], " \n", `licensor.md:1:1: error: the wording is empty [passage]`},
		{"without a name", balanced, `{{block "proof"}}`, `{{block}}`, `balanced.md:3:64: error: a passage needs a name [template]`},
		{"a whole wording that marks", licensor, cure[licensor], "## Cure\n\nNo.{{block \"x\"}}{{end}}\n", `licensor.md:3:4: error: only the balanced wording marks passages [passage]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := open(withCure(map[string]string{test.file: strings.Replace(cure[test.file], test.old, test.new, 1)}))
			for _, line := range lines {
				if strings.HasPrefix(line, "lib/clauses/cure/"+test.want) {
					return
				}
			}
			t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), test.want)
		})
	}
}
