package comparison_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/comparison"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// parsed is the sample minimal with pieces of its text changed.
func parsed(t testing.TB, replacements ...string) *document.Document {
	t.Helper()
	data, err := os.ReadFile("../../samples/minimal.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(text, replacements[i]) {
			t.Fatalf("%q is not in the draft", replacements[i])
		}
		text = strings.Replace(text, replacements[i], replacements[i+1], 1)
	}
	doc, problems := markdown.Parse([]byte(text), nil)
	if problems.HasErrors() {
		t.Fatal(problems.FirstError())
	}
	return doc
}

// reads is a document in the words that it says.
func reads(doc *document.Document) []string {
	var lines []string
	document.EachRun(doc, func(text string) { lines = append(lines, strings.Fields(text)...) }, func(r *document.Reference) { lines = append(lines, r.Targets...) })
	return lines
}

// what tells changes apart, wherever their numbers are.
func what(list []comparison.Change) []string {
	var lines []string
	for _, c := range list {
		taken, put := c.Words()
		lines = append(lines, c.Clause+" "+c.What+" ["+taken+"] {"+put+"}")
	}
	slices.Sort(lines)
	return lines
}

// Each change of a draft can be refused by itself: what it put goes, what it took is
// back, and all others stay.
func TestSettled(t *testing.T) {
	lines := strings.Split(section(t), "\n\n")
	last := lines[len(lines)-1]
	older := func() *document.Document { return parsed(t) }
	newer := func() *document.Document {
		return parsed(t,
			"Any other result is not", "Any other result, however close, is not", // words
			"The Upfront Fee is not refundable, even if this Agreement ends early.", "", // a paragraph
			"<!-- clause: upfront-fee -->", "### 9.99 Peace\n\nThe parties keep the peace.\n\n<!-- clause: upfront-fee -->", // a section
			"### 10.2 Late payment", "### 10.2 Payment behind time", // a heading
			last+"\n", "", lines[0]+"\n", lines[0]+"\n\n"+last+"\n", // moved within its section
		)
	}
	all := comparison.Compare(comparison.Side{Document: older()}, comparison.Side{Document: newer()})
	if len(all.Changes) < 5 {
		t.Fatalf("only %q", what(all.Changes))
	}
	settled := func(refused func(comparison.Change) bool) *document.Document {
		t.Helper()
		doc, err := comparison.Compare(comparison.Side{Document: older()}, comparison.Side{Document: newer()}).Settled(refused)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	for _, end := range []struct {
		refused bool
		want    *document.Document
	}{{true, older()}, {false, newer()}} {
		if diff := cmp.Diff(reads(end.want), reads(settled(func(comparison.Change) bool { return end.refused }))); diff != "" {
			t.Errorf("all refused is %v: %s", end.refused, diff)
		}
	}
	for i, c := range all.Changes {
		left := comparison.Compare(comparison.Side{Document: older()}, comparison.Side{Document: settled(func(d comparison.Change) bool { return d.Key == c.Key })})
		if diff := cmp.Diff(what(slices.Delete(slices.Clone(all.Changes), i, i+1)), what(left.Changes)); diff != "" {
			t.Errorf("%s %s refused: %s", c.Section, c.What, diff)
		}
	}
}

// section is the text of a section of the sample that has several paragraphs.
func section(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../samples/minimal.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range strings.Split(string(data), "\n### ") {
		s, _, _ = strings.Cut(s, "\n<!--")
		if s, _, _ = strings.Cut(s, "\n## "); len(strings.Split(strings.TrimSpace(s), "\n\n")) > 3 && !strings.Contains(s, "\n- ") && !strings.Contains(s, "\n|") {
			_, body, _ := strings.Cut(strings.TrimSpace(s), "\n\n")
			return body
		}
	}
	t.Fatal("there is no such section")
	return ""
}
