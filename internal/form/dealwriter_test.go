package form_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var extents = map[string]form.Extent{"minimal": form.Minimal, "usual": form.Usual, "full": form.Full}

// everyDeal calls f for the new deals of each template of a library.
func everyDeal(t *testing.T, lib *library.Library, f func(t *testing.T, template *library.Template, extent form.Extent, text []byte)) {
	for _, id := range lib.TemplateIDs() {
		for name, extent := range extents {
			t.Run(id+"/"+name, func(t *testing.T) {
				f(t, lib.Templates[id], extent, newDeal(lib, lib.Templates[id], extent))
			})
		}
	}
}

// TestMinimalIsLeast holds that the deal that asks the least is no longer than the usual
// one, and that one no longer than a person fills in at a sitting.
func TestMinimalIsLeast(t *testing.T) {
	lib := shipped()
	for _, id := range lib.TemplateIDs() {
		lines := func(extent form.Extent) int {
			return strings.Count(string(newDeal(lib, lib.Templates[id], extent)), "\n")
		}
		if least, usual := lines(form.Minimal), lines(form.Usual); least > usual || usual > 200 {
			t.Errorf("%s: the minimal deal has %d lines, the usual one %d", id, least, usual)
		}
	}
}

// own is a library of one's own: a question that only a wording asks, one whose
// condition follows from a default, and groups that bring clauses.
func own() fstest.MapFS {
	return fstest.MapFS{
		"clauses/secrecy/clause.yaml": {Data: []byte(`title: Secrecy
summary: Keeps secrets.
parameters:
  secrecy.holder: {kind: text, ask: Who holds the secrets?}
  secrecy.mode: {kind: choice, choices: {strict: the strict mode, "5": five, lax: the lax mode}, typical: lax, ask: How strict?}
  secrecy.term: {kind: duration, default: 5y, ask: How long?}
  secrecy.place: {kind: territory, optional: true, ask: Where?}
  secrecy.marked: {kind: flag, ask: Must secrets be marked?}
  secrecy.rate: {kind: percent, default: '{{if eq .secrecy.mode "lax"}}{{else}}5{{end}}', ask: Which rate?}
  secrecy.people: {kind: table, ask: Who?, columns: {name: {kind: text}, role: {kind: choice, choices: [boss, clerk]}, since: {kind: date, optional: true}}}
variants: {balanced: {gives: Mutual.}}
`)},
		"clauses/secrecy/balanced.md": {Data: []byte("## Secrecy\n\n{{.secrecy.holder}} shall keep secrets{{if eq .secrecy.mode \"lax\"}} in {{.secrecy.place}}{{end}} at {{.secrecy.rate}}.\n")},
		"clauses/penalty/clause.yaml": {Data: []byte(`title: Penalty
summary: Sets a penalty.
when: and (given "penalty") .penalty.on
parameters:
  penalty.on: {kind: flag, default: "false", ask: Is there a penalty?}
  penalty.sum: {kind: money, ask: How much?}
variants: {balanced: {gives: A penalty.}}
`)},
		"clauses/penalty/balanced.md":   {Data: []byte("## Penalty\n\nThe penalty is {{.penalty.sum}}.\n")},
		"templates/nda/template.yaml":   {Data: []byte("title: Secrecy\nsummary: One.\narticles: [{id: main, title: Main, clauses: [secrecy, penalty]}]\n")},
		"templates/short/template.yaml": {Data: []byte("title: Short\nsummary: Two.\narticles: [{id: main, title: Main, clauses: [penalty]}]\n")},
	}
}

// forms is a library with a full form and a short one.
func forms() *library.Library {
	lib, _ := library.Open(os.DirFS("../draft/testdata/forms"), "")
	return lib
}

var tried map[string]*library.Library

// libraries are the libraries on which every property is tried.
func libraries(t *testing.T) map[string]*library.Library {
	if tried == nil {
		tried = map[string]*library.Library{"shipped": shipped(), "own": openLibrary(t, own), "every sort": openLibrary(t, everySort), "forms": forms()}
	}
	return tried
}

// TestDealDrafts: what is written drafts as it is. Nothing but the values that
// are still open is worth a remark.
func TestDealDrafts(t *testing.T) {
	for name, lib := range libraries(t) {
		t.Run(name, func(t *testing.T) {
			everyDeal(t, lib, func(t *testing.T, _ *library.Template, _ form.Extent, text []byte) {
				made, problems := draft.Make(lib, "deal.yaml", text, draft.Options{})
				for _, p := range problems {
					if p.Rule != "F-65" && p.Rule != "pre-filled" {
						t.Errorf("%v; %s", p, p.Hint)
					}
				}
				if made.Document == nil {
					t.Errorf("no draft of\n%s", text)
				}
			})
		})
	}
}

// long keeps a test that reads very many deals out of short runs.
func long(t *testing.T) {
	if testing.Short() {
		t.Skip("reads very many deals: run without -short")
	}
}

// TestMinimalIsMinimal: a deal that lacks one answer of the shortest deal is
// at fault.
func TestMinimalIsMinimal(t *testing.T) {
	for name, lib := range libraries(t) {
		if name == "every sort" {
			continue // its questions stand for no agreement
		}
		for _, id := range lib.TemplateIDs() {
			text := string(newDeal(lib, lib.Templates[id], form.Minimal))
			d, _ := deal.Read("deal.yaml", []byte(text), lib.Schema)
			for _, path := range d.Answers() {
				_, problems := draft.Make(lib, "deal.yaml", []byte(without(text, d, path)), draft.Options{})
				if !problems.HasErrors() {
					t.Errorf("%s, %s: nobody misses %s: %v", name, id, path, problems)
				}
			}
		}
	}
}

// without leaves the lines of an answer out: its own, and those indented more.
func without(text string, d *deal.Deal, path string) string {
	lines := strings.Split(text, "\n")
	key := path[strings.LastIndexByte(path, '.')+1:] + ":"
	at := d.Pos(path).Line - 1
	for !strings.HasPrefix(strings.TrimSpace(lines[at]), key) {
		at-- // a table stands below its key
	}
	indent := len(lines[at]) - len(strings.TrimLeft(lines[at], " "))
	end := at + 1
	for end < len(lines) && len(lines[end])-len(strings.TrimLeft(lines[end], " ")) > indent {
		end++
	}
	return strings.Join(append(slices.Clone(lines[:at]), lines[end:]...), "\n")
}

// part is a run of lines that are switched off together.
type part struct{ from, to int }

// partsOff finds the answers that are switched off: a line that begins with "#"
// and a word, and the lines after it that go on behind the "#" with two spaces
// or more, or inside a group with anything.
func partsOff(lines []string) []part {
	var parts []part
	for i := 0; i < len(lines); i++ {
		indent, rest, found := strings.Cut(lines[i], "#")
		if !found || strings.TrimSpace(indent) != "" || rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "#") {
			continue
		}
		end := i + 1
		for end < len(lines) && strings.HasPrefix(lines[end], indent+"#  ") {
			end++
		}
		parts = append(parts, part{i, end})
		i = end - 1
	}
	return parts
}

func switchOn(lines []string, parts ...part) string {
	on := slices.Clone(lines)
	for _, p := range parts {
		for i := p.from; i < p.to; i++ {
			on[i] = strings.Replace(on[i], "#", "", 1)
		}
	}
	return strings.Join(on, "\n")
}

// TestSwitchingOn: whatever is switched on, alone or together, the file is read
// without a problem, and so is what is switched off inside it.
func TestSwitchingOn(t *testing.T) {
	long(t)
	for name, lib := range libraries(t) {
		t.Run(name, func(t *testing.T) {
			everyDeal(t, lib, func(t *testing.T, template *library.Template, extent form.Extent, text []byte) {
				lines := strings.Split(string(text), "\n")
				parts := partsOff(lines)
				answered := 0
				for _, p := range parts {
					if extent != form.Full {
						break // its parts are among those of the full deal
					}
					readNoProblem(t, lib, switchOn(lines, p))
				}
				for len(parts) > 0 {
					lines = strings.Split(switchOn(lines, parts...), "\n")
					answered = len(readNoProblem(t, lib, strings.Join(lines, "\n")).Answers())
					parts = partsOff(lines)
				}
				if extent == form.Full {
					everyQuestion(t, lib, template, lines, answered)
				}
			})
		})
	}
}

func readNoProblem(t *testing.T, lib *library.Library, text string) *deal.Deal {
	t.Helper()
	d, problems := deal.Read("deal.yaml", []byte(text), lib.Schema)
	for _, p := range problems {
		t.Errorf("%v; %s", p, p.Hint)
	}
	return d
}

// everyQuestion fails unless the deal with everything switched on answers each
// question of each clause of the template.
func everyQuestion(t *testing.T, lib *library.Library, template *library.Template, lines []string, answered int) {
	t.Helper()
	d := readNoProblem(t, lib, strings.Join(lines, "\n"))
	for _, id := range template.Order() {
		for _, p := range template.CarriedBy(lib.Clauses[id]) {
			if _, ok := d.Answer(p.Path); !ok {
				t.Errorf("%s is not asked", p.Path)
			}
			if p.Ask != "" && !strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(lines, " "), "#", "")), " "), strings.Join(strings.Fields(p.Ask), " ")) {
				t.Errorf("%s is not asked in words", p.Path)
			}
		}
	}
	if answered == 0 {
		t.Error("nothing is answered")
	}
}

// TestOptionalPart: switched on alone, a part brings its clause, and asks for
// nothing in its own group that it does not show.
func TestOptionalPart(t *testing.T) {
	long(t)
	lib := shipped()
	template := lib.Templates["exclusive-licence"]
	lines := strings.Split(string(form.Deal(lib, template, form.Options{Extent: form.Full})), "\n")
	seen := 0
	for _, p := range partsOff(lines) {
		group, isGroup := strings.CutSuffix(strings.TrimPrefix(lines[p.from], "#"), ":")
		if !isGroup || strings.HasPrefix(lines[p.from], " ") || deal.Reserved(group) {
			continue
		}
		made, problems := draft.Make(lib, "deal.yaml", []byte(switchOn(lines, p)), draft.Options{})
		if !slices.ContainsFunc(made.Deal.Answers(), func(path string) bool { return strings.HasPrefix(path, group+".") }) {
			continue // nothing in it must be answered
		}
		seen++
		for _, problem := range problems {
			if problem.Rule == "missing-answer" && strings.HasPrefix(problem.Path, group+".") {
				t.Errorf("%s: %v", group, problem)
			}
		}
		entered := 0
		for _, c := range made.Choices.List {
			for _, q := range c.Clause.Parameters {
				if c.Taken && strings.HasPrefix(q.Path, group+".") {
					entered++
				}
			}
		}
		if entered == 0 {
			t.Errorf("%s brings no clause", group)
		}
	}
	if seen < 30 {
		t.Errorf("only %d optional parts", seen)
	}
}

// TestMinimalGolden keeps the shortest deals as they are read.
func TestMinimalGolden(t *testing.T) {
	lib := shipped()
	for _, id := range lib.TemplateIDs() {
		name := filepath.Join("testdata", id+".yaml")
		got := newDeal(lib, lib.Templates[id], form.Minimal)
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s; run go test ./internal/form -run Golden -update and read the difference\n%s", name, diff)
		}
	}
}

// answerLine matches lines that hold an answer.
var answerLine = regexp.MustCompile(`^[ #-]*[A-Za-z0-9_-]+:|^[ #]*- `)

// TestFirstLines: the first line leads an editor to the schema, comments are no
// longer than a line, and the file says the same each time.
func TestFirstLines(t *testing.T) {
	long(t)
	lib := shipped()
	everyDeal(t, lib, func(t *testing.T, template *library.Template, extent form.Extent, text []byte) {
		if !strings.HasPrefix(string(text), "# yaml-language-server: $schema=deal.schema.json\n") {
			t.Errorf("begins with %q", text[:60])
		}
		for _, line := range strings.Split(string(text), "\n") {
			if !answerLine.MatchString(line) && len([]rune(line)) > 100 {
				t.Errorf("a long line: %s", line)
			}
		}
		if string(form.Deal(lib, template, form.Options{Extent: extent})) != string(text) {
			t.Error("is written differently the second time")
		}
	})
}

func TestDefaultTemplate(t *testing.T) {
	if got := form.DefaultTemplate(shipped()); got == nil || got.ID != "exclusive-licence" {
		t.Errorf("shipped: %v", got)
	}
	if got := form.DefaultTemplate(libraries(t)["own"]); got == nil || got.ID != "nda" {
		t.Errorf("own: %v", got)
	}
	two := func() fstest.MapFS {
		fsys := own()
		fsys["templates/other/template.yaml"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(fsys["templates/nda/template.yaml"].Data), "title: Secrecy", "title: Other"))}
		return fsys
	}
	if got := form.DefaultTemplate(openLibrary(t, two)); got != nil {
		t.Errorf("two alike: %v", got.ID)
	}
	if got := form.DefaultTemplate(&library.Library{}); got != nil {
		t.Errorf("none: %v", got)
	}
}

// TestAsked: a clause asks for what its wording names, also where that is a question of
// a clause that the template leaves out.
func TestAsked(t *testing.T) {
	for wording, want := range map[string]string{
		"The price is paid.":                                  "",
		"The price is {{.sale.price}}.":                       "sale.price",
		`{{if given "sale.price"}}There is a price.{{end}}`:   "sale.price",
		"The sale is for {{.sale.price}} or {{.sale.other}}.": "sale.other sale.price",
	} {
		lib := openLibrary(t, func() fstest.MapFS {
			return fstest.MapFS{
				"clauses/sale/clause.yaml": {Data: []byte("title: Sale\nsummary: Sells.\nvariants: {balanced: {gives: A sale.}}\nparameters:\n" +
					"  sale.other: {kind: text, default: gold, ask: What else?}\n  sale.price: {kind: text, default: gold, ask: What price?}\n")},
				"clauses/sale/balanced.md":     {Data: []byte("## Sale\n\nThe price is {{.sale.price}} or {{.sale.other}}.\n")},
				"clauses/pay/clause.yaml":      {Data: []byte("title: Payment\nsummary: Pays.\nvariants: {balanced: {gives: Payment.}}\n")},
				"clauses/pay/balanced.md":      {Data: []byte("## Payment\n\n" + wording + "\n")},
				"templates/pay/template.yaml":  {Data: []byte("title: Payment\nsummary: One.\narticles: [{id: main, title: Main, clauses: [pay]}]\n")},
				"templates/sale/template.yaml": {Data: []byte("title: Sale\nsummary: Two.\narticles: [{id: main, title: Main, clauses: [sale]}]\n")},
			}
		})
		var got []string
		for _, p := range form.Asked(lib, lib.Templates["pay"])["pay"] {
			got = append(got, p.Path)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s asks for %q, want %q", wording, got, want)
		}
	}
}
