package assemble_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"clausewright/internal/diag"
)

// bombs are wordings that ask for more work or memory than a draft may have.
// Each doubles something, nests something, or hides a large number.
var bombs = []string{
	// a text that doubles
	`{{$x := "xxxxxxxxxx"}}{{range until 60}}{{$x = print $x $x}}{{end}}{{len $x}}`,
	`{{$x := "xxxxxxxxxx"}}{{range until 60}}{{$x = printf "%s%s" $x $x}}{{end}}{{len $x}}`,
	`{{$x := "xxxxxxxxxx"}}{{range until 60}}{{$x = cat $x $x}}{{end}}{{len $x}}`,
	`{{$x := "xxxxxxxxxx"}}{{range until 60}}{{$x = quote $x $x}}{{end}}{{len $x}}`,
	`{{$x := "xx"}}{{range until 60}}{{$x = replace "x" "xx" $x}}{{end}}{{len $x}}`,
	`{{$x := "xx"}}{{range until 60}}{{$x = replace "" "xx" $x}}{{end}}{{len $x}}`,
	`{{$x := "xx"}}{{range until 60}}{{$x = regexReplaceAll "." $x "${0}${0}"}}{{end}}{{len $x}}`,
	`{{$x := "xx"}}{{range until 60}}{{$x = regexReplaceAll "" $x "aaaa"}}{{end}}{{len $x}}`,
	`{{$x := repeat 1000 "a,"}}{{range until 30}}{{$x = join $x (splitList "," $x)}}{{end}}{{len $x}}`,
	`{{$x := "x\n"}}{{range until 60}}{{$x = indent 100 (print $x $x)}}{{end}}{{len $x}}`,
	`{{$x := "x"}}{{range until 60}}{{$x = sentence (print $x " " $x)}}{{end}}{{len $x}}`,
	`{{$x := "x"}}{{range until 60}}{{$x = count $x (print $x $x)}}{{end}}{{len $x}}`,
	`{{$x := .deal.name}}{{range until 60}}{{$x = print $x $x}}{{end}}{{$x}}`,
	// a text that is repeated and repeated
	`{{len (repeat 1000 (repeat 1000 (repeat 1000 "x")))}}`,
	`{{range until 1000}}{{repeat 1000 "xxxxxxxxxxxxxxxxxxxxxxxxxxx"}}{{end}}`,
	// a list that doubles
	`{{$l := list 1 2 3}}{{range until 40}}{{$l = concat $l $l}}{{end}}{{len $l}}`,
	`{{$l := list 1 2 3}}{{range until 40}}{{$l = flat $l $l}}{{end}}{{len $l}}`,
	`{{$l := list 1}}{{range until 1000}}{{range until 1000}}{{$l = append $l $l}}{{end}}{{end}}{{len $l}}`,
	`{{$l := list 1}}{{range until 1000}}{{range until 1000}}{{$l = prepend $l 1}}{{end}}{{end}}{{len $l}}`,
	`{{$l := list 1}}{{range until 1000}}{{range until 1000}}{{$l = reverse (append $l 1)}}{{end}}{{end}}{{len $l}}`,
	// a list that holds itself twice is small until it is written or counted
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{$l}}`,
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{len (flat $l)}}`,
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{len (join "," $l)}}`,
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{either $l}}`,
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{max $l}}`,
	`{{$l := list "x"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{first (sortAlpha $l)}}`,
	// work without a result
	`{{range until 1000}}{{range until 1000}}{{range until 1000}}{{end}}{{end}}{{end}}`,
	`{{range until 1000}}{{range until 1000}}{{$x := 1}}{{$x = 2}}{{$x = 3}}{{$x = 4}}{{end}}{{end}}`,
	`{{range until 1000}}{{range until 1000}}{{if and 1 2 3 4 5 6 7 8 9}}{{end}}{{end}}{{end}}`,
	`{{$l := until 1000}}{{range until 1000}}{{if includes $l -1}}x{{end}}{{end}}{{range until 1000}}{{if lacking $l $l}}x{{end}}{{end}}`,
	`{{$l := until 1000}}{{range until 1000}}{{if uniq $l}}{{end}}{{end}}`,
	`{{$x := repeat 1000 "a"}}{{range until 1000}}{{if regexMatch "(a|aa)*(a|aa)*(a|aa)*b" $x}}x{{end}}{{end}}`,
	`{{range until 1000}}{{range until 1000}}{{$d := sorted "x" (until 1000)}}{{end}}{{end}}`,
	// a number beyond its bounds
	`{{range until 999999999999999999}}x{{end}}`,
	`{{range seq -9223372036854775807 9223372036854775807}}x{{end}}`,
	`{{range seq 9223372036854775806 9223372036854775807}}x{{end}}`,
	`{{repeat 99999999999 "x"}}`,
	`{{indent 99999999 "x"}}`,
	`{{if regexMatch "((a{1000}){1000}){1000}" "a"}}x{{end}}`,
	`{{if regexMatch "(\\pL{500}){500}" "a"}}x{{end}}`,
	// many texts, each at its limit: the budget is one
	strings.Repeat(`{{$x := repeat 1000 (repeat 900 "x")}}`, 60),
}

// slower is how many times the bounds of a bomb are stretched: with the race
// detector work takes longer and more memory.
var slower = 1

// TestBombs: whatever a wording asks for, the draft ends soon, with an error at
// the wording, and takes little memory.
func TestBombs(t *testing.T) {
	const most, limit = 64 << 20, 5 * time.Second // many times what it takes on an idle machine
	for _, wording := range bombs {
		name := wording[:min(60, len(wording))]
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		_, source, problems := run(t, map[string]string{"clauses/grant/balanced.md": wording}, "deal: {name: A}")
		took := time.Since(began)
		t.Logf("%8s %s", took.Round(time.Millisecond), name)
		runtime.ReadMemStats(&after)
		if source != nil || len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "clauses/grant/balanced.md:1:") {
			t.Errorf("%s\na draft: %v, problems: %v", name, source != nil, problems)
		}
		if made := after.TotalAlloc - before.TotalAlloc; made > uint64(4*most*slower) {
			t.Errorf("%s\nmade %d MB", name, made>>20)
		}
		if took > limit*time.Duration(slower) {
			t.Errorf("%s\ntook %s", name, took)
		}
	}
}

// TestOneBudget: conditions, rules, defaults, messages, definitions and key
// terms charge what they do to the budget of the wordings.
func TestOneBudget(t *testing.T) {
	const grow = `{{$x := repeat 1000 (repeat 1000 "x")}}`
	clause := func(old, new string) map[string]string {
		return map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], old, new, 1)}
	}
	for name, files := range map[string]map[string]string{
		"a condition": {"clauses/extra/clause.yaml": strings.Replace(small["clauses/extra/clause.yaml"], "when: .deal.flag",
			`when: contains "y" (repeat 1000 (repeat 1000 (repeat 1000 "x")))`, 1)},
		"a default": clause(`'{{mul .deal.term 0.5}}'`, `'{{$x := repeat 1000 (repeat 1000 (repeat 1000 "x"))}}1y'`),
		"a rule":    clause("variants:", "rules:\n  - {id: F-1, severity: warning, if: 'contains \"y\" (print .deal.name (repeat 1000 (repeat 1000 (repeat 1000 \"x\"))))', message: long}\nvariants:"),
		"a message": clause("variants:", "rules:\n  - {id: F-1, severity: warning, if: .deal.name, message: '{{repeat 1000 (repeat 1000 (repeat 1000 \"x\"))}}'}\nvariants:"),
		"a key term": {"templates/t/template.yaml": small["templates/t/template.yaml"] +
			"key_terms:\n  - {term: Long, value: '{{repeat 1000 (repeat 1000 (repeat 1000 \"x\"))}}', clause: grant}\n"},
		"all together": {"clauses/grant/balanced.md": strings.Repeat(grow, 9), "clauses/extra/balanced.md": strings.Repeat(grow, 9)},
	} {
		_, _, problems := run(t, files, "deal: {name: A, flag: true}\nextra: {fee: 1}")
		found := false
		for _, p := range problems {
			found = found || strings.Contains(p.Message, "grows out of bounds")
		}
		if !found || len(problems) != 1 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// TestAnswerToBlame: the answer that made a text grow is named, at its place.
func TestAnswerToBlame(t *testing.T) {
	files := map[string]string{
		"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:", "  deal.n: {kind: integer, ask: How many?}\nvariants:", 1),
		"clauses/grant/balanced.md": "{{range until .deal.n}}x{{end}}",
	}
	_, _, problems := run(t, files, "deal: {name: A, n: 500000000}")
	if len(problems) != 1 {
		t.Fatal(problems)
	}
	want := diag.Position{File: "deal.yaml", Line: 2, Column: 20}
	if r := problems[0].Related; len(r) != 1 || r[0].Pos != want || r[0].Text != "deal.n is 500000000 here" {
		t.Errorf("%v: %+v", problems, r)
	}
}

// TestNoMethods: a variable and an entry of a loop have the parts that the deal
// gives them, not the methods of a Go type.
func TestNoMethods(t *testing.T) {
	for wording, want := range map[string]string{
		`{{$x := .deal.name}}{{$x.Raw}}`:          `"A" has no part "Raw"`,
		`{{(first .deal.items).Raw}}`:             `b has no part "Raw"`,
		`{{$x := .deal.term}}{{$x.Unit.String}}`:  `"1y" has no part "Unit"`,
		`{{$x := .deal}}{{$x.nam}}`:               `there is no "nam" here`,
		`{{index .deal.items 5}}`:                 `there is no entry 5 in a list of 1`,
		`{{.deal}}`:                               `a group of answers is not printed whole`,
		`{{printf "%x" .deal.name}}`:              `"%x" is no verb of printf`,
		`{{printf "%s %s" .deal.name}}`:           `the format has 2 of %s and %d, and there are 1 values for it`,
		`{{if regexMatch "(" .deal.name}}{{end}}`: `"(" is no regular expression`,
	} {
		_, source, problems := run(t, map[string]string{"clauses/grant/balanced.md": wording}, "deal: {name: A, items: [b], term: 1y}")
		if source != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, strings.TrimPrefix(want, "b ")) {
			t.Errorf("%s: %v", wording, problems)
		}
	}
}

// TestOpenValues: an open value stays one, whatever a text does with it.
func TestOpenValues(t *testing.T) {
	const name = "[●]<!-- deal.name: Who is it? -->"
	for wording, want := range map[string]string{
		`{{upper .deal.name}}`:                                             name,
		`{{replace "e" "0" .deal.name}}`:                                   name,
		`{{trimPrefix "d" .deal.name}}`:                                    name,
		`{{title (print "the " .deal.name " of us")}}`:                     "The " + name + " Of Us",
		`{{trim (print " a " .deal.name " b ")}}`:                          "a " + name + " b",
		`{{capital (print "the " .deal.name)}}`:                            "The " + name,
		`{{sentence (print "it is " .deal.name)}}`:                         "It is " + name + ".",
		`{{sentence (print .deal.name " it is")}}`:                         name + " it is.",
		`{{either (list "a" .deal.name)}}`:                                 "a or " + name,
		`{{list "a" .deal.name "b, c"}}`:                                   "a; " + name + "; and b, c",
		`{{printf "%s is %d" .deal.name 5}}`:                               name + " is 5",
		`{{count .deal.name "member"}}`:                                    name + "\u00a0members",
		`{{repeat 2 .deal.name}}`:                                          name + name,
		`{{if contains "x" (print .deal.name)}}yes{{else}}no{{end}}`:       "no",
		`{{if contains "e" .deal.name}}yes{{else}}no{{end}}`:               "no",
		`{{if contains "a" (print "a" .deal.name)}}yes{{end}}`:             "yes",
		`{{if hasPrefix "deal" .deal.name}}yes{{else}}no{{end}}`:           "no",
		`{{if regexMatch "." .deal.name}}yes{{else}}no{{end}}`:             "no",
		`{{if eq (print "a" .deal.name) "a"}}yes{{else}}no{{end}}`:         "no",
		`{{if ne (print "a" .deal.name) "a"}}yes{{else}}no{{end}}`:         "no",
		`{{if gt (print "a" .deal.name) "a"}}yes{{else}}no{{end}}`:         "no",
		`{{if regexMatch (print "a" .deal.name) "a"}}yes{{else}}no{{end}}`: "no",
		`{{if has (print .deal.name)}}yes{{else}}no{{end}}`:                "no",
	} {
		got := body(t, wording, "deal: {name: TBD, law_family: us}")
		if got = strings.NewReplacer(`\,`, ",", `\;`, ";", `\.`, ".").Replace(got); got != want {
			t.Errorf("%s\n got %q\nwant %q", wording, got, want)
		}
	}
}

// TestOpenDefault: a default that is made of an open value is open itself.
func TestOpenDefault(t *testing.T) {
	for _, text := range []string{"{{.deal.name}}", "{{upper .deal.name}}", `{{print "The " .deal.name}}`, "The {{.deal.name}}"} {
		files := map[string]string{
			"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:",
				fmt.Sprintf("  deal.other: {kind: text, default: '%s', ask: Which?}\nvariants:", text), 1),
			"clauses/grant/balanced.md": "{{.deal.other}}",
		}
		_, source, problems := run(t, files, "deal: {name: TBD}")
		if source == nil {
			t.Fatal(problems[0])
		}
		if want := "[●]<!-- deal.other: Which? -->"; !strings.Contains(string(source.Text()), want) {
			t.Errorf("%s: no %s in\n%s", text, want, source.Text())
		}
	}
}
