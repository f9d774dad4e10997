package form_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// completeDeals are the deals of the samples and two that answer nearly every
// question.
func completeDeals(t testing.TB) map[string]string {
	t.Helper()
	deals := map[string]string{}
	for _, pattern := range []string{"../../samples/*.yaml", "../deal/testdata/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			deals[name] = string(text)
		}
	}
	return deals
}

// TestSchemaAcceptsDeals: complete deals, and new ones, are what the schema
// wants, with every default where it stands.
func TestSchemaAcceptsDeals(t *testing.T) {
	lib := shipped()
	licence := lib.Templates["exclusive-licence"]
	for name, text := range completeDeals(t) {
		for _, template := range []*library.Template{nil, licence} {
			if err := compiled(t, lib, template).Validate(asJSON(t, text)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := compiled(t, lib, lib.Templates["heads-of-terms"]).Validate(asJSON(t, text)); err == nil {
			t.Errorf("%s: the schema of another template accepts it", name)
		}
	}
	for name, lib := range libraries(t) {
		t.Run(name, func(t *testing.T) {
			everyDeal(t, lib, func(t *testing.T, template *library.Template, _ form.Extent, text []byte) {
				for _, of := range []*library.Template{nil, template} {
					if err := compiled(t, lib, of).Validate(asJSON(t, string(text))); err != nil {
						t.Errorf("%v\n%s", err, text)
					}
				}
			})
		})
	}
}

// TestMutatedDeals: whatever one or two places of a complete deal are changed
// to, the schema says what the program says of kinds, keys and names.
func TestMutatedDeals(t *testing.T) {
	lib := shipped()
	schema := shapeOf(t, lib)
	deals := completeDeals(t)
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range deals {
			if !yield(name) {
				return
			}
		}
	})
	refused := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := mutated(rt, deals[rapid.SampledFrom(names).Draw(rt, "deal")])
		if !agree(rt, lib, schema, text, judge) {
			refused++
		}
	})
	if refused == 0 {
		t.Error("no change was refused")
	}
}

// mutated changes a value or a key of a deal once or twice, or adds to what the
// deal says of clauses.
func mutated(t *rapid.T, text string) string {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v", err)
	}
	for range rapid.IntRange(1, 2).Draw(t, "changes") {
		var values, keys []*yaml.Node
		var walk func(n *yaml.Node)
		walk = func(n *yaml.Node) {
			for i, c := range n.Content {
				if n.Kind == yaml.MappingNode && i%2 == 0 {
					keys = append(keys, c)
					continue
				}
				if n.Kind == yaml.MappingNode && n.Content[i-1].Value == "when" {
					continue // to what answers a remark was accepted, only the reader judges (TestAcceptedAnswers)
				}
				values = append(values, c)
				walk(c)
			}
		}
		walk(doc.Content[0])
		switch rapid.IntRange(0, 4).Draw(t, "change") {
		case 0:
			key := rapid.SampledFrom(keys).Draw(t, "key")
			key.Value += rapid.SampledFrom([]string{"x", "s", "_at"}).Draw(t, "end")
		case 1:
			said := rapid.SampledFrom([]string{
				"clauses: {omit: [escrow]}", "clauses: {omit: escrow}", "clauses: {omit: {escrow: Omitted, grant-back: }}", "clauses: {omit: [escrw]}", "clauses: {omit: [escrow, escrow]}",
				"clauses: {omit: {escrow: [a]}}", "clauses: {omits: [escrow]}", "clauses: [escrow]", "clauses:", "clauses: {omit: none}", "clauses: {omit: [none]}", "clauses: {omit: [5]}",
				"variants: {grant-back: licensor}", "variants: {grant-back: nobody}", "variants: {grantback: licensor}", "variants: [licensor]", "variants:", "variants: {grant-back: }",
				"accept: {F-56: so it was agreed}", "accept: {F-56: {reason: agreed, when: {liability.cap: TBD}}}", "accept: {F-56: }", "accept: {F-56: …}", "accept: {F-56: {when: {}}}", "accept: {F-56: {reason: so, when: {cap: 1}}}", "accept: [F-56]", "accept:",
				"approve: {royalty.tiers: {by: CFO, on: 2026-12-01}}", "approve: {variants.grant-back: [{by: CFO, on: 2026-12-01, words: licensee}, {by: Board, on: 2026-12-02, reason: agreed}]}",
				"approve: {royalty: {by: CFO, on: 2026-12-01}}", "approve: {royalty.tiers: {by: CFO}}", "approve: {royalty.tiers: {by: CFO, on: soon}}", "approve: {royalty.tiers: CFO}", "approve: {edits.draft: {by: …, on: 2026-12-01}}", "approve:",
			}).Draw(t, "said")
			var more yaml.Node
			if err := yaml.Unmarshal([]byte(said), &more); err != nil {
				t.Fatalf("%v", err)
			}
			if key := more.Content[0].Content[0]; !slices.ContainsFunc(keys, func(k *yaml.Node) bool { return k.Value == key.Value }) {
				doc.Content[0].Content = append(doc.Content[0].Content, more.Content[0].Content...)
			}
		default:
			var answer yaml.Node
			if err := yaml.Unmarshal([]byte("x: "+rapid.SampledFrom(answers).Draw(t, "answer")), &answer); err != nil {
				t.Skip("no YAML")
			}
			value := rapid.SampledFrom(values).Draw(t, "value")
			*value = *answer.Content[0].Content[1]
		}
	}
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(out)
}

// lacking takes one key, or several, out of a deal.
func lacking(text string, paths ...string) string {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(text), &doc) != nil {
		return text
	}
	for _, path := range paths {
		at := doc.Content[0]
		keys := strings.Split(path, ".")
		for i, key := range keys {
			j := slices.IndexFunc(at.Content, func(n *yaml.Node) bool { return n.Value == key })
			if at.Kind != yaml.MappingNode || j < 0 {
				break
			}
			if i == len(keys)-1 {
				at.Content = slices.Delete(at.Content, j, j+2)
				break
			}
			at = at.Content[j+1]
		}
	}
	out, _ := yaml.Marshal(&doc)
	return string(out)
}

// TestMissingAnswers: when an answer is taken out of a complete deal that a
// clause asks for, the schema refuses the deal, unless the clause's condition
// is one that it cannot state.
func TestMissingAnswers(t *testing.T) {
	long(t)
	lib := shipped()
	schema := compiled(t, lib, nil)
	stated, unstated := 0, map[string]bool{}
	for _, name := range []string{"../../samples/battery.yaml", "../../samples/minimal.yaml"} {
		text := completeDeals(t)[name]
		d, _ := deal.Read(name, []byte(text), lib.Schema)
		for _, path := range d.Answers() {
			q, _ := lib.Schema.Find(path)
			if q.Optional || q.Default != "" {
				continue
			}
			short := lacking(text, path)
			missing := saysMissing(lib, short, path)
			refused := schema.Validate(asJSON(t, short)) != nil
			switch {
			case refused && !missing:
				t.Errorf("%s: nobody but the schema misses %s", name, path)
			case missing && refused:
				stated++
			case missing:
				unstated[q.Clause] = true
			}
		}
	}
	if stated < 100 {
		t.Errorf("only %d missing answers are stated", stated)
	}
	if len(unstated) > 0 {
		t.Errorf("the conditions of these clauses are not stated: %v", unstated)
	}
}

// saysMissing reports whether the program asks for an answer.
func saysMissing(lib *library.Library, text, path string) bool {
	_, problems := draft.Make(lib, "deal.yaml", []byte(text), draft.Options{})
	return slices.ContainsFunc(problems, func(p *diag.Problem) bool { return p.Rule == "missing-answer" && (path == "" || p.Path == path) })
}

// TestSchemaMissesNothingElse: a deal from which groups and answers are taken,
// and in which clauses are left out, is refused only if the program refuses it.
func TestSchemaMissesNothingElse(t *testing.T) {
	lib := shipped()
	schema := compiled(t, lib, nil)
	deals := completeDeals(t)
	var groups []string
	for _, p := range lib.Schema.Parameters {
		group, _, _ := strings.Cut(p.Path, ".")
		groups = append(groups, p.Path, group)
	}
	clauses := lib.ClauseIDs()
	if schema.Validate(asJSON(t, lacking(deals["../../samples/minimal.yaml"], "exclusivity.field"))) == nil {
		t.Fatal("a deal without its field is not refused")
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := lacking(deals[rapid.SampledFrom([]string{"../../samples/battery.yaml", "../../samples/ai-module.yaml", "../../samples/minimal.yaml"}).Draw(rt, "deal")],
			rapid.SliceOfN(rapid.SampledFrom(groups), 0, 4).Draw(rt, "lacking")...)
		text = lacking(text, "clauses") + "clauses: {omit: [" + strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(clauses), 0, 30, rapid.ID).Draw(rt, "omitted"), ", ") + "]}\n"
		if rapid.Bool().Draw(rt, "other") {
			text = strings.Replace(text, "template: exclusive-licence", "template: heads-of-terms", 1)
		}
		if err := schema.Validate(asJSON(t, text)); err == nil {
			return
		}
		if _, problems := draft.Make(lib, "deal.yaml", []byte(text), draft.Options{Force: true}); !problems.HasErrors() {
			rt.Fatalf("the schema refuses a deal that drafts: %v\n%s", schema.Validate(asJSON(t, text)), text)
		}
	})
}

// TestKnownDifferences lists what the reader and the schema judge differently
// on principle: the schema sees values, not how they are written.
func TestKnownDifferences(t *testing.T) {
	lib := libraries(t)["every sort"]
	schema := shapeOf(t, lib)
	kinds := map[deal.Kind]string{}
	for _, q := range lib.Schema.Parameters {
		if kinds[q.Kind] == "" && strings.HasPrefix(q.Path, "all.q") && !q.OrText {
			kinds[q.Kind] = q.Path
		}
	}
	for _, c := range []struct {
		kind   deal.Kind
		answer string
		reader string // the rule that refuses it; "" if the reader accepts it
		why    string
	}{
		{deal.KindDate, "2027-02-29", "no-such-day", "the length of February depends on the year"},
		{deal.KindNumber, "1e3", "wrong-kind", "a number is its digits, not its value"},
		{deal.KindNumber, ".5", "wrong-kind", "a number is its digits, not its value"},
		{deal.KindInteger, "5.0", "wrong-kind", "a number is its digits, not its value"},
		{deal.KindNumber, "0.1234567890123", "wrong-kind", "more decimals than are read"},
		{deal.KindMoney, "0x10", "wrong-kind", "a number is its digits, not its value"},
		{deal.KindReference, "+7", "wrong-kind", "a number is its digits, not its value"},
		{deal.KindReference, "False", "wrong-kind", "a truth value is its letters"},
		{deal.KindChoice, "' hard '", "", "white space around a word"},
		{deal.KindParty, "' licensor '", "", "white space around a word"},
		{deal.KindTerritory, "' US '", "", "white space around a word"},
		{deal.KindText, `"a\u200bb"`, "bad-character", "characters that cannot be seen"},
		{deal.KindText, "!!str a", "tag", "tags"},
		{deal.KindText, "&a b", "", "nothing: an anchor that nobody uses is accepted by both"},
		{deal.KindText, "a\n" + kinds[deal.KindText][4:] + ": b", "duplicate-key", "keys that stand twice, which an editor tells itself"},
	} {
		text := "template: all\nall:\n  " + strings.ReplaceAll(kinds[c.kind][4:]+": "+c.answer, "\n", "\n  ") + "\n"
		rule := ""
		if p := read(lib, text); p != nil {
			rule = p.Rule
		}
		var doc yaml.Node
		accepted := yaml.Unmarshal([]byte(text), &doc) == nil && schema.Validate(valueOf(doc.Content[0])) == nil
		if rule != c.reader {
			t.Errorf("%s: the reader says %q, not %q (%s)", c.answer, rule, c.reader, c.why)
		}
		if differ := accepted != (rule == ""); differ != !strings.HasPrefix(c.why, "nothing:") {
			t.Errorf("%s: the schema accepts it: %v (%s)", c.answer, accepted, c.why)
		}
	}
}

// TestDefaultsFit: every default that the schema shows is an answer that it
// accepts, and no description is empty.
func TestDefaultsFit(t *testing.T) {
	for name, lib := range libraries(t) {
		text := schemaOf(t, lib, nil)
		schema := shapeOf(t, lib)
		var doc struct {
			Properties map[string]json.RawMessage `json:"properties"`
		}
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		shown := 0
		var walk func(path []string, raw json.RawMessage)
		walk = func(path []string, raw json.RawMessage) {
			var p struct {
				Description string
				Default     any
				Properties  map[string]json.RawMessage
			}
			if err := json.Unmarshal(raw, &p); err != nil {
				t.Fatal(err)
			}
			if p.Description == "" {
				t.Errorf("%s: %v is not described", name, path)
			}
			if p.Default != nil {
				shown++
				value := p.Default
				for _, key := range slices.Backward(path) {
					value = map[string]any{key: value}
				}
				value.(map[string]any)["template"] = lib.TemplateIDs()[0]
				if err := schema.Validate(value); err != nil {
					t.Errorf("%s: the default of %v: %v", name, path, err)
				}
			}
			for key, inner := range p.Properties {
				walk(append(slices.Clone(path), key), inner)
			}
		}
		for key, raw := range doc.Properties {
			if key != "template" {
				walk([]string{key}, raw)
			}
		}
		if name == "shipped" && shown < 200 {
			t.Errorf("only %d defaults", shown)
		}
		if again, err := form.Schema(lib, nil); err != nil || string(again) != string(text) {
			t.Errorf("%s: the schema is written differently the second time", name)
		}
	}
}

// TestAcceptedAnswers: under what answers a remark was accepted only the reader
// judges; the schema knows the questions, and would be as large again.
func TestAcceptedAnswers(t *testing.T) {
	lib := shipped()
	schema := shapeOf(t, lib)
	const text = "template: exclusive-licence\naccept: {F-56: {reason: so, when: {liability.cap: []}}}\n"
	if _, problems := deal.Read("deal.yaml", []byte(text), lib.Schema); problems.FirstError() == nil || problems.FirstError().Rule != "wrong-kind" {
		t.Errorf("the reader says %v", problems)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(valueOf(doc.Content[0])); err != nil {
		t.Errorf("the schema says %v", err)
	}
}
