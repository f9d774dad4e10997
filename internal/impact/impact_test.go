package impact_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/comparison"
	"clausewright/internal/impact"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// small is a sound library with one deal for it; tests change one file of it.
var small = map[string]string{
	"clauses/parties/clause.yaml": `title: Parties
parameters:
  party.name: {kind: text, ask: Who?}
  party.secret: {kind: flag, default: true, ask: Are there secrets?}
variants:
  balanced: {gives: Nothing.}
  licensor: {gives: All.}
edition: {number: 1, changes: [{date: 2026-11-23, what: First, why: New}]}
`,
	"clauses/parties/balanced.md": "## Parties\n\n{{.party.name}} is a Person. See [](#secrets).\n\n## Items {#items}\n\nThese are:\n\n1. one thing;\n1. another thing;\n",
	"clauses/parties/licensor.md": "## Parties\n\n{{.party.name}} is not a Person. See [](#secrets).\n",
	"clauses/secrets/clause.yaml": `title: Secrets
when: .party.secret
variants: {balanced: {}}
rules:
  - {id: F-1, severity: warning, if: 'eq .party.name "Nobody"', message: Nobody has no secrets, at: [party.name]}
`,
	"clauses/secrets/balanced.md":     "## Secrets\n\nSecrets are kept for 5 years. They end then.\n",
	"clauses/definitions/clause.yaml": "title: Definitions\nvariants:\n  balanced: {}\n",
	"clauses/definitions/balanced.md": "## Definitions\n\nTerms:\n\n{{definitions}}\n",
	"clauses/definitions/person.md":   "---\nterm: Person\n---\n**\"Person\"** means a human being.\n",
	"templates/small/template.yaml":   "title: Small\narticles:\n  - {id: one, title: One, clauses: [definitions, parties, secrets]}\n",
}

const deal = "template: small\nparty:\n  name: Ada\n"

func side(t testing.TB, name string, files map[string]string) impact.Side {
	t.Helper()
	fsys := fstest.MapFS{}
	for file, text := range files {
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
	}
	l, _ := library.Open(fsys, name)
	return impact.Side{Name: name, Dir: name, Library: l, Problems: l.Check()}
}

// changed is small with one text replaced, or with a file added if old is "".
func changed(t testing.TB, file, old, new string) map[string]string {
	t.Helper()
	files := maps.Clone(small)
	files[file] = strings.Replace(files[file], old, new, 1)
	if old == "" {
		files[file] = new
	}
	if files[file] == small[file] {
		t.Fatalf("%q is not in %s", old, file)
	}
	return files
}

func compare(t testing.TB, files map[string]string, deals ...string) *impact.Impact {
	t.Helper()
	var list []impact.Deal
	for i, d := range deals {
		list = append(list, impact.Deal{File: fmt.Sprintf("deal%d.yaml", i+1), Data: []byte(d)})
	}
	base, head := side(t, "old", small), side(t, "new", files)
	if base.Problems.HasErrors() {
		t.Fatal(base.Problems)
	}
	return impact.Compare(base, head, list)
}

func text(t testing.TB, m *impact.Impact) string {
	t.Helper()
	var b strings.Builder
	if err := comparison.Terminal(&b, m.Document(false), false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// page is a report as a comment on a pull request.
func page(t testing.TB, m *impact.Impact) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, impact.Unmentioning(m.Document(false))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// changes are the passages that read differently in a draft, and why.
func changes(d impact.DealImpact) []string {
	var list []string
	if d.Comparison == nil {
		return nil
	}
	for _, c := range d.Comparison.Changes {
		list = append(list, fmt.Sprintf("%s: %s: %s (%s)", c.Clause, c.Section, c.Excerpt(), c.Because()))
	}
	return list
}

// TestDrafts changes one thing of a library at a time and expects exactly the
// clauses and words that follow from it.
func TestDrafts(t *testing.T) {
	const parties, wording = "clauses/parties/clause.yaml", "clauses/parties/balanced.md"
	tests := []struct {
		name, file, old, new, deal string
		outcome                    impact.Outcome
		want                       []string // clause: where: what; and problems
	}{
		{"nothing that is printed", parties, "title: Parties", "title: Parties\nnotes: Ask.", deal, impact.Same, nil},
		{"a word", wording, "one thing", "one large thing", deal, impact.Differs, []string{"parties: Section 1.3 Items: one {+large+} thing; and (another edition of the library (parties))"}},
		{"a term", "clauses/definitions/person.md", "human", "living", deal, impact.Differs,
			[]string{"definitions: Section 1.1 Definitions: “Person” means a [-human-]{+living+} being. (another edition of the library (definitions))"}},
		{"a variant that is not taken", "clauses/parties/licensor.md", "not", "never", deal, impact.Same, nil},
		{"a condition", "clauses/secrets/clause.yaml", "when: .party.secret", "when: not .party.secret", strings.Replace(deal, "name: Ada", "name: Ada\n  secret: false", 1), impact.Succeeds,
			[]string{`- parties/balanced.md: nothing here has the id "secrets" [dangling-reference]`}},
		{"a default", parties, "default: true", "default: false", deal, impact.Fails, []string{`+ parties/balanced.md: nothing here has the id "secrets" [dangling-reference]`}},
		{"a rule", "clauses/secrets/clause.yaml", `"Nobody"`, `"Ada"`, deal, impact.Differs, []string{"+ deal1.yaml: party.name: Nobody has no secrets [F-1]"}},
		{"a question without default", parties, "  party.secret", "  party.town: {kind: text, ask: Where?}\n  party.secret", deal, impact.Fails, []string{"+ deal1.yaml: party.town: an answer is needed"}},
		{"the title of an article", "templates/small/template.yaml", "title: One", "title: Two", deal, impact.Differs, []string{": Article 1 Two: [-One-] {+Two+} (another edition of the library)"}},
		{"the title of the agreement", "templates/small/template.yaml", "title: Small", "title: Large", deal, impact.Differs, []string{": Every page: [-Small-] {+Large+} (another edition of the library)"}},
		{"a deal that cannot be read", wording, "one thing", "one large thing", "template: [", impact.NoDraft, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := compare(t, changed(t, test.file, test.old, test.new), test.deal)
			d := m.Deals[0]
			got := changes(d)
			for sign, list := range map[string][]string{"+": problems(d.New), "-": problems(d.Gone)} {
				for _, p := range list {
					got = append(got, sign+" "+p)
				}
			}
			if d.Outcome != test.outcome || !slices.EqualFunc(got, test.want, strings.HasPrefix) {
				t.Errorf("%s\n%s\nwant %s\n%s", d.Outcome, strings.Join(got, "\n"), test.outcome, strings.Join(test.want, "\n"))
			}
		})
	}
}

func problems[P interface{ Error() string }](list []P) []string {
	var lines []string
	for _, p := range list {
		file, message, _ := strings.Cut(p.Error(), ": ")
		_, message, _ = strings.Cut(message, ": ")
		lines = append(lines, strings.Split(strings.TrimPrefix(strings.TrimPrefix(file, "old/clauses/"), "new/clauses/"), ":")[0]+": "+message)
	}
	return lines
}

// TestNumbers: a clause that is added shifts numbers and references, which are
// counted and not told as changes of words.
func TestNumbers(t *testing.T) {
	files := changed(t, "templates/small/template.yaml", "[definitions, parties,", "[extra, definitions, parties,")
	files["clauses/extra/clause.yaml"] = "title: Extra\nvariants: {balanced: {}}\n"
	files["clauses/extra/balanced.md"] = "## Extra\n\nMore words.\n"
	d := compare(t, files, deal).Deals[0]
	want := []string{"extra: Section 1.1 Extra: {+More words.+} (clause extra, which comes in)"}
	if got := changes(d); !slices.Equal(got, want) || d.Comparison.Shifted != 5 {
		t.Errorf("%q, %d shifted", got, d.Comparison.Shifted)
	}
}

// TestText: what a reviewer reads.
func TestText(t *testing.T) {
	files := changed(t, "clauses/secrets/balanced.md", "5 years", "3 years")
	files["clauses/parties/clause.yaml"] = strings.NewReplacer("default: true", "default: true, optional: true", "number: 1", "number: 2",
		"why: New}", "why: New}, {date: 2026-12-01, what: An option., why: Asked for}").Replace(small["clauses/parties/clause.yaml"])
	got := text(t, compare(t, files, deal, strings.Replace(deal, "Ada", "Bob", 1)))
	want := `From old to new
2 clauses changed.
Of 2 deals, 2 come out differently.

CLAUSES

  parties: Parties (edition 1 to 2)
    2026-12-01: An option. Why: Asked for.
    It changes no draft of the given deals.
    parameter party.secret
      optional: {+true+}

  secrets: Secrets (changed)
    It changes 2 of 2 drafts.
    variant balanced
      Secrets
        Secrets are kept for [-5-]{+3+} years. They end then.

DRAFTS

  deal1.yaml comes out differently
    Section 1.4 Secrets
      C1 changed, because of another edition of the library (secrets)
        Secrets are kept for [-5-]{+3+} years. They end then.
    1 change: 1 word inserted, 1 word deleted.

  deal2.yaml comes out differently
    Section 1.4 Secrets
      As in deal1.yaml.
    1 change: 1 word inserted, 1 word deleted.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFaults: what is sound is compared although the rest is not.
func TestFaults(t *testing.T) {
	files := changed(t, "clauses/secrets/balanced.md", "Secrets are", "{{Secrets are")
	files["clauses/definitions/person.md"] += "It lives.\n"
	m := compare(t, files, deal)
	if !slices.Equal(m.Faulty, []string{"clauses/secrets"}) || !slices.Equal(m.Undrafted, []string{"new"}) || len(m.Deals) != 0 ||
		len(m.Clauses) != 1 || m.Clauses[0].ID != "definitions" {
		t.Errorf("%+v", m)
	}
	want := "1 clause changed.\nNot compared because of errors: clauses/secrets.\nNo deal was drafted because of errors in new.\n"
	if got := text(t, m); !strings.Contains(got, want) {
		t.Errorf("%s", got)
	}
}

// TestMarkdown: nothing that a library says becomes markup of a comment.
func TestMarkdown(t *testing.T) {
	got := page(t, compare(t, changed(t, "clauses/secrets/balanced.md", "5 years", "*3* <b>years</b> & `more` @all"), deal))
	for _, want := range []string{"## Clauses\n", "- variant balanced\n", "<ins>\\*3\\* \\<b>years\\</b> & \\`more\\` @\u2060all</ins>."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

func shipped(t testing.TB, change func(name, text string) string) impact.Side {
	t.Helper()
	root := os.DirFS("../..")
	fsys := fstest.MapFS{}
	for _, pattern := range []string{"clauses/*/*.*", "templates/*/*.*", "clauses/library.yaml"} {
		names, err := filepath.Glob("../../" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			name, _ = filepath.Rel("../..", name)
			data, err := root.(interface {
				ReadFile(string) ([]byte, error)
			}).ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: []byte(change(name, string(data)))}
		}
	}
	l, problems := library.Open(fsys, "lib")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return impact.Side{Name: "shipped", Dir: "lib", Library: l}
}

func samples(t testing.TB) []impact.Deal {
	t.Helper()
	names, err := filepath.Glob("../../samples/*.yaml")
	if err != nil || len(names) < 3 {
		t.Fatal(names, err)
	}
	var deals []impact.Deal
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		deals = append(deals, impact.Deal{File: filepath.Base(name), Data: data})
	}
	return deals
}

func asIs(_, text string) string { return text }

// TestShippedSame: the shipped library does nothing to its own drafts.
func TestShippedSame(t *testing.T) {
	m := impact.Compare(shipped(t, asIs), shipped(t, asIs), samples(t))
	if !m.Empty() {
		t.Error(text(t, m))
	}
	for _, d := range m.Deals {
		if d.Outcome != impact.Same || !d.Comparison.Empty() {
			t.Errorf("%+v", d.Comparison)
		}
	}
	if want := "Nothing differs.\nAll deals draft the same: "; !strings.Contains(text(t, m), want) {
		t.Error(text(t, m))
	}
}

// TestOneSentence: a sentence added to the balanced wording of a clause is told
// at exactly that clause, for each variant that takes it from there, and no
// draft changes elsewhere.
func TestOneSentence(t *testing.T) {
	base, deals := shipped(t, asIs), samples(t)
	for i, id := range base.Library.ClauseIDs() {
		if i%16 > 0 {
			continue // each takes a quarter of a second
		}
		file := "clauses/" + id + "/balanced.md"
		head := shipped(t, func(name, text string) string {
			if name == file {
				heading, rest, _ := strings.Cut(text, "\n")
				return heading + "\n\nAn added sentence.\n" + rest
			}
			return text
		})
		told := 0
		for _, v := range head.Library.Clauses[id].Variants {
			if strings.Contains(v.Body.Source(), "An added sentence.") {
				told++
			}
		}
		m := impact.Compare(base, head, deals[:1])
		if len(m.Clauses) != 1 || m.Clauses[0].ID != id || len(m.Templates)+len(m.Settings) > 0 || told == 0 || len(m.Clauses[0].Differences) != told {
			t.Errorf("%s: %s", file, text(t, m))
		}
		for _, c := range m.Deals[0].Comparison.Changes {
			if c.Clause != id || c.Excerpt() != "{+An added sentence.+}" || c.Because() != "another edition of the library ("+id+")" {
				t.Errorf("%s: %s", file, text(t, m))
			}
		}
	}
}

// TestDeterministic: the same bytes every time, in every format.
func TestDeterministic(t *testing.T) {
	head := shipped(t, func(name, text string) string { return strings.ReplaceAll(text, "30 days", "45 days") })
	base, deals := shipped(t, asIs), samples(t)
	seen := map[string]bool{}
	for range 2 {
		m := impact.Compare(base, head, deals)
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		seen[text(t, m)+page(t, m)+string(data)] = true
	}
	if len(seen) != 1 {
		t.Errorf("%d outcomes", len(seen))
	}
}
