package document_test

import (
	"fmt"
	"strings"
	"testing"

	"clausewright/internal/document"
)

// TestClauses: a clause is found wherever its wording stands, once, with the
// number and the heading by which people know it.
func TestClauses(t *testing.T) {
	section := func(clause, id, label string) document.Block {
		return &document.Division{Kind: document.Section, Clause: clause, ID: id, Label: label, Heading: strings.ToUpper(id)}
	}
	doc := &document.Document{Body: []*document.Division{
		{Kind: document.Part, ID: "cover"},
		{Kind: document.Part, ID: "parties", Clause: "parties", Heading: "Parties"},
		{Kind: document.Article, ID: "grant", Label: "Article 1", Blocks: []document.Block{
			section("exclusive-grant", "exclusive-grant", "1.1"), section("exclusive-grant", "sole", "1.2"), section("reserved-rights", "reserved-rights", "1.3"),
		}},
		{Kind: document.Article, ID: "definitions", Clause: "definitions", Label: "Article 2", Blocks: []document.Block{
			&document.Paragraph{}, section("definitions", "reading", "2.1"),
		}},
		{Kind: document.Schedule, ID: "register", Label: "Schedule 1", Blocks: []document.Block{section("", "how", "1")}},
	}}
	var got []string
	for _, c := range doc.Clauses() {
		got = append(got, fmt.Sprintf("%s in %s: %s, %d sections", c.ID, c.Home.ID, c.First().Label, len(c.Sections())))
	}
	want := []string{
		"parties in parties: , 0 sections",
		"exclusive-grant in grant: 1.1, 2 sections",
		"reserved-rights in grant: 1.3, 1 sections",
		"definitions in definitions: Article 2, 1 sections",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
