package form_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

var shipped = sync.OnceValue(func() *library.Library {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if len(problems) > 0 {
		panic(problems[0])
	}
	return lib
})

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

// spaces writes \s and \S as ECMAScript means them: the white space of Unicode.
var spaces = strings.NewReplacer(`\s`, `[\s\v\p{Z}]`, `\S`, `[^\s\v\p{Z}]`)

type expression struct{ *regexp.Regexp }

func (e expression) MatchString(s string) bool { return e.Regexp.MatchString(s) }

// Schemas and new deals are made once for all tests, which only read them.
type (
	schemaKey struct {
		lib      *library.Library
		template *library.Template
	}
	dealKey struct {
		schemaKey
		extent form.Extent
	}
)

var (
	texts   = map[schemaKey][]byte{}
	schemas = map[schemaKey]*jsonschema.Schema{}
	shapes  = map[*library.Library]*jsonschema.Schema{}
	deals   = map[dealKey][]byte{}
)

// compiled is the schema of a template, or of all if it is nil.
func compiled(t testing.TB, lib *library.Library, template *library.Template) *jsonschema.Schema {
	t.Helper()
	key := schemaKey{lib, template}
	if schemas[key] == nil {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaOf(t, lib, template)))
		if err != nil {
			t.Fatal(err)
		}
		schemas[key] = compileDocument(t, doc)
	}
	return schemas[key]
}

func compileDocument(t testing.TB, doc any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(func(s string) (jsonschema.Regexp, error) {
		r, err := regexp.Compile(spaces.Replace(s))
		return expression{r}, err
	})
	id := doc.(map[string]any)["$id"].(string)
	if err := c.AddResource(id, doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func schemaOf(t testing.TB, lib *library.Library, template *library.Template) []byte {
	t.Helper()
	key := schemaKey{lib, template}
	if texts[key] == nil {
		text, err := form.Schema(lib, template)
		if err != nil {
			t.Fatal(err)
		}
		texts[key] = text
	}
	return texts[key]
}

// shapeOf is the schema of a library without what it says about missing answers:
// what is left must say exactly what the reader of deals says.
func shapeOf(t testing.TB, lib *library.Library) *jsonschema.Schema {
	t.Helper()
	if shapes[lib] == nil {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaOf(t, lib, nil)))
		if err != nil {
			t.Fatal(err)
		}
		delete(doc.(map[string]any), "allOf")
		shapes[lib] = compileDocument(t, doc)
	}
	return shapes[lib]
}

// newDeal is the new deal of a template.
func newDeal(lib *library.Library, template *library.Template, extent form.Extent) []byte {
	key := dealKey{schemaKey{lib, template}, extent}
	if deals[key] == nil {
		deals[key] = form.Deal(lib, template, form.Options{Extent: extent})
	}
	return deals[key]
}

// asJSON is what a language server for YAML hands to a schema: plain scalars
// resolved by the core schema of YAML 1.2.
func asJSON(t testing.TB, text string) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return valueOf(doc.Content[0])
}

var (
	coreInt   = regexp.MustCompile(`^[-+]?[0-9]+$`)
	coreFloat = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	coreHex   = regexp.MustCompile(`^0x[0-9a-fA-F]+$`)
)

func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, valueOf(c))
		}
		return list
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.Value
	}
	switch v := n.Value; {
	case slices.Contains([]string{"", "~", "null", "Null", "NULL"}, v):
		return nil
	case slices.Contains([]string{"true", "True", "TRUE"}, v):
		return true
	case slices.Contains([]string{"false", "False", "FALSE"}, v):
		return false
	case coreInt.MatchString(v), coreHex.MatchString(v):
		i, _ := new(big.Int).SetString(strings.TrimPrefix(strings.TrimLeft(strings.TrimPrefix(v, "+"), ""), "0x"), base(v))
		return json.Number(i.String())
	case coreFloat.MatchString(v):
		r, _ := new(big.Rat).SetString(v)
		return json.Number(r.FloatString(15))
	}
	return n.Value
}

func base(v string) int {
	if strings.HasPrefix(v, "0x") {
		return 16
	}
	return 10
}

// names are the rules of names that a deal mentions, which the reader of a deal
// leaves to the library.
var names = []string{"unknown-clause", "unknown-variant", "unknown-template"}

// judge is what the program says of a deal, as far as a schema could know it:
// the first problem of the reader, or of a name.
func judge(lib *library.Library, text string) *diag.Problem {
	d, problems := deal.Read("deal.yaml", []byte(text), lib.Schema)
	if first := refusal(problems); first != nil {
		return first
	}
	_, problems = draft.From(lib, d, draft.Options{})
	for _, p := range problems {
		if slices.Contains(names, p.Rule) {
			return p
		}
	}
	return nil
}

// read is judge without names, which takes less time.
func read(lib *library.Library, text string) *diag.Problem {
	_, problems := deal.Read("deal.yaml", []byte(text), lib.Schema)
	return refusal(problems)
}

// refusal is the first problem that is more than a hint at a slip: an answer
// that is nearly a word offered is accepted.
func refusal(problems diag.List) *diag.Problem {
	for _, p := range problems {
		if p.Severity == diag.Error {
			return p
		}
	}
	return nil
}

// answers are what a random deal says, right and wrong, in YAML. What the reader
// and the schema judge differently on principle is not among them; see
// TestKnownDifferences.
var answers = []string{
	"5", "0", "5.5", "-3", "007", "0.50", `"1,500"`, `"1,500.25"`, "'12,34'", "'+5'", "250000", "12345678901234567890", "true", `"true"`, "yes", "No", "'yEs'",
	"null", "~", "", `""`, `"  "`, "TBD", `"TBD"`, "' TBD '", "●", "[●]", `"[●]"`, "[[●]]", "tbd", "[]", "{}", "none", "[none]", "[TBD]", "[null]", "[a, null]", "[a, [b]]", "[a, ●]", "{a: b}", "[a, {b: c}]",
	"US", "[US, EEA]", "[WORLD]", "[WORLD, US]", "[WORLD, WORLD]", "WORLD", "GB", "[XX]", "[US, TBD]", "us", "T1", "[T1, T2, T1]", "[T 1]", "[1]", "[true]",
	"USD 5", `"USD 5,000.50"`, "USD5", "5 USD", "XQZ 5", "usd 5", "{amount: 5}", "{amount: TBD, currency: EUR}", "{amount: 5, currency: EUR}", "{currency: EUR}", "{amount: x}", "{amount: 5, currency: QQQ}", "{amount: 5, rate: 3}", "{amount: '', currency: EUR}", "{amount: [5]}", "{amount: 5, currency: }", "{amount: null}", "{amount: 5, currency: ''}",
	"5y", "5 years", "5  Years", "' 5y '", "10 business days", "10bd", "10 BD", "5 YEAR", "12345d", "1.5y", "5 parsecs", "1 mo", "5ys",
	"2027-02-01", "'2027-02-01'", "2027-2-1", "2027-13-01", "2027-02-30", "2027-04-31", "0999-01-01", "2027-02-01T10:00", "30 days after delivery", "last-signature",
	"[Patents, KNOW HOW]", "'Patents, Know_How'", "[patent]", "[{other: words of my own}]", "patents and know-how", "[patents or know-how]", "'patents, rights of others; know-how'", "'colour, know-how'", "'words of mine, words of yours'", "'patents,'", "'other: colour'", "'other:'", "[{other: 5, more: 6}]",
	"n/a", "[n/a]", "'Not applicable'", "'-'", "[none yet]", "'none of these'",
	"0d", "'0 Business Days'", "101y", "100 years", "1200mo", "1201mo", "150", "'150%'", "'100.00'", "100.5", "'-0'", "1000000000", "1000000001", "'1,000,000,001'", "1850-01-01", "2199-12-31", "2200-01-01", "JPY 5.5", "KWD 5.125", "USD 5.125", "USD 5.1200",
	"licensor", "Licensor", "licensee", "grant-back", "Grant Back", "a--b", "first words", "'5 %'", "7.5%", "7.5 %", "%", "EUR", "exclusive", "Exclusive", "us", "hard", "[hard]", "ICC", "patents", "[patents, know-how]",
	"[{}]", "[{id: C1}]", "[TBD, {id: C1}]", "{id: C1}", "[x]", "[{id: C1, element: e, description: d}]", "[{id: C1, element: e, colour: d}]", "[{from: 0, to: 5, rate: 3}]", "[{due: soon, amount: 5}]", "[{due: 2027-02-01, amount: 5}]", "[{due: 2027-2-1, amount: 5}]",
}

// fitting are answers that are of their kind.
var fitting = map[deal.Kind][]string{
	deal.KindText:      {"words", "'12'", "12", "true", "TBD"},
	deal.KindLongText:  {"'Words. More words.'", ">-\n    folded\n    words"},
	deal.KindFlag:      {"False", "no"},
	deal.KindInteger:   {"+7", "'3,000'"},
	deal.KindNumber:    {"2.50", "-1"},
	deal.KindPercent:   {"5", "7.5%"},
	deal.KindMoney:     {"250000", "USD 1.50", "{amount: 3}"},
	deal.KindDate:      {"2028-02-29"},
	deal.KindDuration:  {"5y", "2 Business Days"},
	deal.KindParty:     {"licensor"},
	deal.KindTerritory: {"[US, UK]", "WORLD"},
	deal.KindList:      {"[a, 5]", "one"},
	deal.KindTriggers:  {"[T1]", "none"},
	deal.KindReference: {"grant-back"},
}

// answerTo draws an answer to a question: fitting, from the list, or any text.
func answerTo(t *rapid.T, q *deal.Parameter) string {
	switch n := rapid.IntRange(0, 9).Draw(t, "sort"); {
	case n < 5 && len(q.Choices) > 0:
		return q.Choices[rapid.IntRange(0, len(q.Choices)-1).Draw(t, "word")].Word
	case n < 5 && q.Kind == deal.KindTable:
		var cells []string
		for i := range q.Columns {
			if c := &q.Columns[i]; !c.Optional || rapid.Bool().Draw(t, "cell") {
				cells = append(cells, c.Path+": "+strings.ReplaceAll(answerTo(t, c), ">-\n    folded\n    words", "words"))
			}
		}
		return "[{" + strings.Join(cells, ", ") + "}]"
	case n < 5 && len(fitting[q.Kind]) > 0:
		return rapid.SampledFrom(fitting[q.Kind]).Draw(t, "fitting")
	case n == 9:
		return "'" + strings.ReplaceAll(rapid.StringMatching(`[ A-Za-z0-9.,%:+-]{0,9}`).Draw(t, "text"), "'", "") + "'"
	}
	return rapid.SampledFrom(answers).Draw(t, "any")
}

// TestSchemaAgrees: on any answers, right and wrong, to any questions, the
// schema says what the reader says.
func TestSchemaAgrees(t *testing.T) {
	lib := shipped()
	schema := shapeOf(t, lib)
	rapid.Check(t, func(rt *rapid.T) {
		for range 20 {
			q := rapid.SampledFrom(lib.Schema.Parameters).Draw(rt, "question")
			agree(rt, lib, schema, "template: exclusive-licence\n"+nested(q.Path, answerTo(rt, q)), read)
		}
	})
}

// TestSchemaAgreesOnEverySort gives every answer to one question of each sort:
// of each kind, with and without words, texts and nothing in place of a value.
// Questions of sorts that the shipped library does not have are added.
func TestSchemaAgreesOnEverySort(t *testing.T) {
	lib := libraries(t)["every sort"]
	schema := shapeOf(t, lib)
	accepted, refused := 0, map[string]int{}
	for _, q := range lib.Schema.Parameters {
		for _, answer := range append(slices.Concat(slices.Collect(maps.Values(fitting))...), answers...) {
			if q.Kind == deal.KindReference && (answer == "+7" || answer == "False") {
				continue // a known difference
			}
			text := "template: all\n" + nested(q.Path, answer)
			if agree(t, lib, schema, text, read) {
				accepted++
			} else {
				refused[read(lib, text).Rule]++
			}
		}
	}
	for _, rule := range []string{"wrong-kind", "not-a-choice", "unknown-key", "undecided", "not-a-code", "empty-answer", "missing-column", "no-such-day"} {
		if refused[rule] == 0 {
			t.Errorf("no answer broke the rule %s", rule)
		}
	}
	if accepted < 1000 {
		t.Errorf("only %d answers were accepted", accepted)
	}
	t.Logf("accepted %d, refused %v", accepted, refused)
}

// everySort is a library whose questions are of every sort.
var everySort = sync.OnceValue(func() fstest.MapFS {
	var b strings.Builder
	b.WriteString("title: All\nsummary: All.\nvariants: {balanced: {gives: Nothing.}, other: {gives: More.}}\nparameters:\n")
	n := 0
	for _, k := range deal.Kinds() {
		for sort := range 8 {
			optional, orText, words := sort&1 > 0, sort&2 > 0, sort&4 > 0
			more := ""
			switch {
			case k == deal.KindChoice:
				more = ", choices: [hard, '5', 'true', none, exclusive, US]"
				if words {
					more = ", choices: {hard: fixed, licensor: us}"
				}
			case k == deal.KindTable && words:
				more = ", columns: {id: {kind: text}, due: {kind: date, or_text: true, optional: true}, amount: {kind: money, default: 3}, from: {kind: number, optional: true}, to: {kind: number, optional: true}, rate: {kind: percent, optional: true}}"
			case k == deal.KindTable:
				more = ", columns: {id: {kind: text}, element: {kind: text}, description: {kind: longtext, optional: true}}"
			case words:
				more = ", choices: [last-signature, none, US, hard]"
			}
			n++
			fmt.Fprintf(&b, "  all.q%d: {kind: %s, ask: Which?, optional: %v, or_text: %v%s}\n", n, k, optional, orText, more)
		}
	}
	b.WriteString("  all.closed: {kind: list, closed: true, choices: [patents, know-how, hard], ask: Which?}\n  all.own: {kind: list, closed: true, other: true, optional: true, choices: [patents, know-how, none], ask: Which?}\n")
	b.WriteString("  all.sum: {kind: money, min: 3, max: 2000, optional: true, ask: Which?}\n  all.in.deep: {kind: text, ask: Which?}\n  deal.currency: {kind: text, ask: Which?}\n")
	return fstest.MapFS{
		"clauses/all/clause.yaml": {Data: []byte(b.String())}, "clauses/all/balanced.md": {Data: []byte("## All\n\nAll.\n")}, "clauses/all/other.md": {Data: []byte("## All\n\nAll.\n")},
		"templates/all/template.yaml": {Data: []byte("title: All\nsummary: All.\narticles: [{id: one, title: One, clauses: [all]}]\n")},
	}
})

func openLibrary(t testing.TB, fsys func() fstest.MapFS) *library.Library {
	t.Helper()
	lib, _ := library.Open(fsys(), "")
	problems := lib.Check()
	for _, p := range problems {
		t.Fatalf("%v; %s", p, p.Hint)
	}
	return lib
}

// agree fails unless the schema and the program say the same of a deal.
func agree(t interface{ Errorf(string, ...any) }, lib *library.Library, schema *jsonschema.Schema, text string, says func(*library.Library, string) *diag.Problem) bool {
	problem := says(lib, text)
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || problem != nil && slices.Contains([]string{"yaml", "bad-character"}, problem.Rule) {
		return problem == nil
	}
	err := schema.Validate(valueOf(doc.Content[0]))
	if problem == nil && err != nil {
		t.Errorf("the reader accepts what the schema refuses: %v\n%s", err, text)
	}
	if problem != nil && err == nil {
		t.Errorf("the schema accepts what the reader refuses: %v\n%s", problem, text)
	}
	return problem == nil
}

// nested writes an answer at its path.
func nested(path, answer string) string {
	keys := strings.Split(path, ".")
	text := ""
	for i, key := range keys {
		text += strings.Repeat("  ", i) + key + ":"
		if i < len(keys)-1 {
			text += "\n"
		}
	}
	return text + " " + answer + "\n"
}
