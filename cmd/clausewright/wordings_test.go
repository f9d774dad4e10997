package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTermsOfArt drafts two samples from every template in every style and
// under several laws: none has a term of art of another.
func TestTermsOfArt(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes twenty drafts")
	}
	const (
		american = `ordinary shares|chartered accountants?|proprietors?|trade marks?|licences?|[Ss]ublicences?|behaviour|favour|programme|wilful|organisation|(un)?authorised|clauses? \d|[Ss]chedules? \d|the schedules|Annex|Rights of Third Parties\) Act`
		british  = `common stock|certified public accountants?|trademarks?|Sections? \d|Articles? \d|Exhibits?|Annex|final, complete and exclusive`
		civil    = `common stock|certified public accountants?|trademarks?|clauses? \d|[Ss]chedules? \d|Exhibits?|the schedules|final, complete and exclusive|Rights of Third Parties\) Act|represents and warrants`
		act      = `Rights of Third Parties\) Act`
	)
	markup := regexp.MustCompile(`<[^>]*>|\]\(#[^)]*\)`)
	for _, test := range []struct{ family, law, never, always string }{
		{"us", "New York", american, `[Ll]icense\b`},
		{"uk", "England and Wales", british, `[Ll]icence\b`},
		{"uk", "Victoria, Australia", british + "|" + act, `[Ll]icence\b`},
		{"uk", "Ontario", british + "|" + act, `[Ll]icence\b`},
		{"eu-civil", "Germany", civil, `[Ll]icence\b`},
	} {
		for _, sample := range []string{"minimal", "battery"} {
			for _, template := range []string{"exclusive-licence", "heads-of-terms"} {
				name := fmt.Sprintf("%s from %s, %s, %s", sample, template, test.family, test.law)
				deal := dealUnder(t, sample, template, test.family, test.law)
				text := markup.ReplaceAllString(drafted(t, name, deal), "")
				for _, found := range regexp.MustCompile(`\b(`+test.never+`)\b.{0,20}`).FindAllStringSubmatch(text, -1) {
					if !strings.Contains(strings.ToLower(deal), strings.ToLower(found[1])) {
						t.Errorf("%s: %q", name, found[0])
					}
				}
				if !regexp.MustCompile(test.always).MatchString(text) {
					t.Errorf("%s: no %s", name, test.always)
				}
			}
		}
	}
}

// dealUnder is a sample for another template, style and law.
func dealUnder(t *testing.T, sample, template, family, law string) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "samples", sample+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	for key, value := range map[string]string{"template": template, "law_family": family, "governing": law} {
		text = regexp.MustCompile(`\b`+key+`: [^,}\n]*`).ReplaceAllString(text, key+`: "`+value+`"`)
	}
	// What the deal writes of its own may not do under another law.
	return regexp.MustCompile(`, exceptions: \[[^]]*\]`).ReplaceAllString(text, "")
}

// drafted is the Markdown draft of a deal.
func drafted(t *testing.T, name, deal string) string {
	t.Helper()
	out := t.TempDir()
	if status, _, stderr := runFor(t, deal, "draft", "-", "-o", out, "-f", "md", "-qq"); status != exitDone {
		t.Fatalf("%s: exit %d\n%s", name, status, stderr)
	}
	made, err := filepath.Glob(filepath.Join(out, "*.md"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%s: %v %v", name, made, err)
	}
	text, err := os.ReadFile(made[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestLogic holds how much of a wording is logic: a lawyer reads it. Logic is
// what decides and keeps: if, else, range, their ends, and assignments; the marks
// of passages and what prints a value are text. A wording shorter than a
// paragraph counts as one of a paragraph.
func TestLogic(t *testing.T) {
	const most, paragraph = 40, 700
	// Wordings that are compiled from answers of many clauses, and one whose forms
	// are many; none may grow.
	more := map[string]int{
		"amendment-signature/balanced.md": 72, // as signature
		"signature/balanced.md":           60, // three forms of signature, and who signs a deed with a witness
		"know-how-delivery/balanced.md":   54, // an item for each kind of right

		"tiered-royalties/schedule-financial-terms.md": 56, // tables, each with the columns that its answers need

		// Clauses of the short form say in a few words what each of many answers asks.
		"short-improvements/balanced.md":                     49,
		"short-interpretation/balanced.md":                   75,
		"short-licence/balanced.md":                          44,
		"short-patents/balanced.md":                          41,
		"short-royalties/balanced.md":                        53,
		"short-term/balanced.md":                             42,
		"short-sublicences/balanced.md":                      51,
		"../../templates/short-form/template.yaml":           76,
		"territory/schedule-territory-countries.md":          47, // it names every answer that is a territory
		"core-peripheral-scope/schedule-licensed-patents.md": 66, // columns that a deal may lack, and a number that may be the reference
		"option-parties/balanced.md":                         54, // two parties in one sentence, with a number or without
		"parties/balanced.md":                                44,
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "clauses", "*", "*.md"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d wordings: %v", len(files), err)
	}
	templates, err := filepath.Glob(filepath.Join("..", "..", "templates", "*", "template.yaml"))
	if err != nil || len(templates) < 2 {
		t.Fatalf("%d templates: %v", len(templates), err)
	}
	for _, file := range append(files, templates...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.ToSlash(strings.TrimPrefix(file, filepath.Join("..", "..", "clauses")+string(filepath.Separator)))
		if filepath.Ext(file) == ".yaml" { // the values of the key terms
			text = []byte(strings.Join(valueOf.FindAllString(string(text), -1), "\n"))
		}
		logic, prose := logicOf(string(text))
		share, bound := 100*logic/max(prose, paragraph), most
		if more[name] > 0 {
			bound = more[name]
		}
		if share > bound {
			t.Errorf("%s: %d characters of logic for 100 of text, and %d are allowed", name, share, bound)
		}
		if bound > most && share <= most {
			t.Errorf("%s needs no exception: %d for 100", name, share)
		}
	}
}

// valueOf is the value of a row of the key terms.
var valueOf = regexp.MustCompile(`value: ('(''|[^'])*'|[^,}]*)`)

// action is an action of a wording, with its first word.
var action = regexp.MustCompile(`\{\{-?\s*(\$?\w*)([^}]*)\}\}`)

// logicOf counts the characters of a wording that are logic, and those that are
// text.
func logicOf(text string) (logic, prose int) {
	text = strings.Join(strings.Fields(text), " ")
	prose = utf8.RuneCountInString(text)
	var open []bool // whether what is open is logic
	for _, a := range action.FindAllStringSubmatch(text, -1) {
		n := utf8.RuneCountInString(a[0])
		switch word := a[1]; {
		case word == "define" || word == "block":
			open = append(open, false)
			prose -= n
			continue
		case word == "if" || word == "range" || word == "with":
			open = append(open, true)
		case word == "end":
			last := len(open) - 1
			counts := open[last]
			open = open[:last]
			if !counts {
				prose -= n
				continue
			}
		case word == "else" || strings.HasPrefix(word, "$") && regexp.MustCompile(`^\s*:?=`).MatchString(a[2]):
		default:
			continue
		}
		logic += n
		prose -= n
	}
	return logic, prose
}
