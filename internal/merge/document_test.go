package merge_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/merge"
)

func sample(t testing.TB, name string) string {
	data, err := os.ReadFile("../../samples/" + name + ".md")
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(data)
}

func licence(t testing.TB) string {
	data, err := os.ReadFile("testdata/licence.md")
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(data)
}

// fataler is a test, of the standard library or of rapid.
type fataler interface {
	Fatalf(format string, args ...any)
}

func parsed(t fataler, text string) *document.Document {
	doc, problems := markdown.Parse([]byte(text), nil)
	if len(problems) > 0 {
		t.Fatalf("%v", problems)
	}
	return doc
}

// merged is the Markdown of the outcome, conflicts decided for mine.
func merged(t fataler, base, own, other string) (string, *merge.Merged) {
	m, err := merge.Documents(parsed(t, base), parsed(t, own), parsed(t, other))
	if err != nil {
		t.Fatalf("%v", err)
	}
	doc, err := m.Document(func(merge.Clash) merge.Taken { return merge.Mine })
	if err != nil {
		t.Fatalf("%v", err)
	}
	document.Resolve(doc, document.Options{})
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatalf("%v", err)
	}
	return b.String(), m
}

// normal is a text as the program writes it: what a merge with nothing leaves.
func normal(t fataler, text string) string {
	doc := parsed(t, text)
	document.Unfinish(doc)
	document.Resolve(doc, document.Options{})
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatalf("%v", err)
	}
	return b.String()
}

// TestDocuments: a draft that nobody changed stays as it is, byte for byte.
func TestDocuments(t *testing.T) {
	for _, name := range []string{"minimal", "battery", "ai-module"} {
		base := sample(t, name)
		if got, _ := merged(t, base, base, base); got != base {
			t.Errorf("%s: %s", name, firstDifference(got, base))
		}
	}
}

// edit is what a person or the program did to testdata/licence.md: the first
// text became the second.
type edit [2]string

// edits are of all kinds: words, numbers, paragraphs, items, rows, headings,
// sections, definitions, references, type.
var edits = []edit{
	{"for the grant.", "for the grant of the rights."},
	{"within 30 days", "within 45 days"},
	{"### 1.3 After the Sunset Date", "### 1.3 Afterwards"},
	{"means lenses for cameras", "means lenses for cameras and telescopes"},
	{"**“Territory”** means Canada.", "**“Territory”** means Canada.\n\n<!-- definition: -->\n**“Expert”** means a Person chosen by both parties for the Territory."},
	{"| Second | $150,000 |", "| Second | $150,000 |\n| Third | nothing |"},
	{"# License Agreement", "# Exclusive License Agreement"},
	{"- (b) competing solutions; and\n- (c) the cost position.", "- (b) competing solutions;\n- (c) the regulatory position; and\n- (d) the cost position."},
	{"the Field and the Territory", "the **Field** and the Territory"},
	{"<!-- article: money -->", "### 1.4 Expert\n\nThe Expert decides what [Section 1.2](#sunset) leaves open.\n\n<!-- article: money -->"},
}

func apply(text string, list ...edit) string {
	for _, e := range list {
		text = strings.Replace(text, e[0], e[1], 1)
	}
	return text
}

// TestEdits: each edit is kept whatever else the program writes anew, and none
// of them is a conflict.
func TestEdits(t *testing.T) {
	base := licence(t)
	for i, e := range edits {
		own := apply(base, e)
		if own == base {
			t.Fatalf("%q is not in the sample", e[0])
		}
		if got, _ := merged(t, base, own, base); got != normal(t, own) {
			t.Errorf("%q, nothing else: %s", e[1], firstDifference(got, normal(t, own)))
		}
		others := append(append([]edit(nil), edits[:i]...), edits[i+1:]...)
		got, m := merged(t, base, own, apply(base, others...))
		if want := normal(t, apply(base, edits...)); got != want || len(m.Clashes) > 0 {
			t.Errorf("%q: %d conflicts: %s", e[1], len(m.Clashes), firstDifference(got, want))
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got\n" + a[i] + "\nwant\n" + b[i]
		}
	}
	return "different lengths"
}

// TestSubsets: whatever of the edits each side made, all of them stand, what
// both made stands once, and nothing is a conflict.
func TestSubsets(t *testing.T) {
	base := licence(t)
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SliceOfN(rapid.IntRange(0, 3), len(edits), len(edits)).Draw(t, "side") // 0 nobody, 1 mine, 2 theirs, 3 both
		var mine, theirs, all []edit
		for i, e := range edits {
			if side[i]&1 != 0 {
				mine = append(mine, e)
			}
			if side[i]&2 != 0 {
				theirs = append(theirs, e)
			}
			if side[i] != 0 {
				all = append(all, e)
			}
		}
		got, m := merged(t, base, apply(base, mine...), apply(base, theirs...))
		if want := normal(t, apply(base, all...)); got != want || len(m.Clashes) > 0 {
			t.Fatalf("%d conflicts: %s", len(m.Clashes), firstDifference(got, want))
		}
	})
}

// TestClashes: a conflict names its clause, its Section and the three texts.
func TestClashes(t *testing.T) {
	base := licence(t)
	tests := []struct {
		name         string
		mine, theirs edit
		want         merge.Clash
	}{
		{"one number", edit{"30 days", "60 days"}, edit{"30 days", "45 days"},
			merge.Clash{Place: merge.Place{Name: "sunset", IDs: []string{"sunset", "licence"}, Clause: "sunset", Label: "1.2", Heading: "Sunset"}, Base: "30", Mine: "60", Theirs: "45"}},
		{"an item", edit{"the size of the market", "the size of each market"}, edit{"the size of the market", "the size of all markets"},
			merge.Clash{Place: merge.Place{Name: "sunset", IDs: []string{"sunset", "licence"}, Clause: "sunset", Label: "1.2(a)", Heading: "Sunset"}, Base: "the market", Mine: "each market", Theirs: "all markets"}},
		{"deleted by hand", edit{"The parties shall meet within 30 days after the report.\n", ""}, edit{"30 days", "45 days"},
			merge.Clash{Place: merge.Place{Name: "sunset", IDs: []string{"sunset", "licence"}, Clause: "sunset", Label: "1.2", Heading: "Sunset"},
				Base: "The parties shall meet within 30 days after the report.", Theirs: "The parties shall meet within 45 days after the report."}},
		{"a cell", edit{"| First | $100,000 |", "| First | $110,000 |"}, edit{"| First | $100,000 |", "| First | $120,000 |"},
			merge.Clash{Place: merge.Place{Name: "fee", IDs: []string{"fee", "money"}, Clause: "fee", Label: "2.1", Heading: "Fee"}, Base: "100,000", Mine: "110,000", Theirs: "120,000"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, m := merged(t, base, apply(base, test.mine), apply(base, test.theirs))
			if len(m.Clashes) != 1 {
				t.Fatalf("%d conflicts", len(m.Clashes))
			}
			got := m.Clashes[0]
			got.Text, got.Before, got.After = "", "", ""
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreUnexported(merge.Clash{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTake: a conflict goes to the side that a person decides for.
func TestTake(t *testing.T) {
	base := licence(t)
	m, err := merge.Documents(parsed(t, base), parsed(t, apply(base, edit{"30 days", "60 days"})), parsed(t, apply(base, edit{"30 days", "45 days"})))
	if err != nil {
		t.Fatalf("%v", err)
	}
	for want, side := range map[string]merge.Taken{"60 days": merge.Mine, "45 days": merge.Theirs} {
		doc, err := m.Document(func(merge.Clash) merge.Taken { return side })
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := markdown.Write(&b, doc); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%s is not there (%v)", want, err)
		}
	}
}

// TestMovedIntoAnotherClause: a Section that a person moved behind the comment
// of another clause is not told as deleted.
func TestMovedIntoAnotherClause(t *testing.T) {
	const first, moved, second = "### 1.1 First duty <a id=\"first\"></a>\n\nLicensor shall do the first thing.\n\n", "### 1.2 Second duty <a id=\"second\"></a>\n\nLicensor shall do the second thing.\n\n", "### 1.3 Third duty <a id=\"third\"></a>\n\nLicensee shall do the third thing.\n"
	const head = "# Licence\n\n<!-- article: duties -->\n## Article 1. Duties\n\n<!-- clause: first -->\n\n"
	const clause = "<!-- clause: third -->\n\n"
	base, own := head+first+moved+clause+second, head+first+clause+second+"\n"+moved
	for _, other := range []string{base, strings.Replace(base, "Second duty", "Other duty", 1)} {
		text, m := merged(t, base, own, other)
		if len(m.Deleted) > 0 {
			t.Errorf("told as deleted: %v", m.Deleted)
		}
		if strings.Count(text, `<a id="second"></a>`) != 1 || strings.Contains(other, "Other duty") != strings.Contains(text, "Other duty") {
			t.Errorf("the Section that moved:\n%s", text)
		}
	}
}
