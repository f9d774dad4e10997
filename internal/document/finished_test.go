package document_test

import (
	"fmt"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// lines is a text whose bytes all come from itself.
type lines string

func (l lines) Origin(offset int) document.Origin { return document.Origin{Source: l, Offset: offset} }
func (l lines) Stretch(offset int) (bool, int)    { return false, offset + 1 }
func (l lines) Position(offset int) diag.Position {
	before := string(l[:offset])
	return diag.Position{Line: strings.Count(before, "\n") + 1, Column: offset - strings.LastIndex(before, "\n")}
}

// A document that says less than it promises is told of, at the promise.
func TestFinished(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"The factors are:", "6:16: nothing follows the colon"},
		{"The factors are:\n\nThere is more.", "6:16: nothing follows the colon"},
		{"The factors are:\n\n1. one;\n2. two.", ""},
		{"It says:\n\n“as is”.", ""},
		{"They are:\n\n| a | b |\n|---|---|", "8:1: the table has no rows"},
		{"They are:\n\n| a | b |\n|---|---|\n| c |  |", ""},
		{"They are:\n\n<!-- table: key-terms -->\n\n| a | b |\n|---|---|\n| c |  |", `10:1: the key term "c" has no value`},
		{"1. The first.\n2. .", "7:1: an item of a list is empty; 7:4: \".\" was left in the text"},
		{"1. The first is:\n   1. one;\n   2. two.\n2. The second is:", "9:17: nothing follows the colon"},
		{"Core:. Peripheral: all.", `6:6: ":." was left in the text`},
		{"They are a , b.", `6:12: " ," was left in the text`},
		{"They are a () and b.", `6:13: "()" was left in the text`},
		{", and so on.", `6:1: "," was left in the text`},
		{"At 10:30, (a) and (b); and so on: none.", ""},
	} {
		source := "<!-- article: a -->\n\n## A\n\n### S\n" + test.text + "\n"
		doc, problems := markdown.Parse([]byte(source), lines(source))
		problems = append(problems, document.Resolve(doc, document.Options{})...)
		var found []string
		for _, p := range problems {
			found = append(found, fmt.Sprintf("%d:%d: %s", p.Pos.Line, p.Pos.Column, p.Message))
		}
		if got := strings.Join(found, "; "); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// The recitals may end in a colon: the articles follow.
func TestFinishedRecitals(t *testing.T) {
	source := "<!-- part: background -->\n\n## Background\n\nThe parties agree as follows:\n\n<!-- article: a -->\n\n## A\n\n### S\n\nIt is so.\n"
	doc, _ := markdown.Parse([]byte(source), nil)
	if problems := document.Resolve(doc, document.Options{}); len(problems) > 0 {
		t.Error(problems)
	}
}

// Terms sort by their letters, whatever marks these bear.
func TestSortedTerms(t *testing.T) {
	source := "<!-- article: a -->\n\n## A\n\n### S\n\nThe Zone, the Écart, the Œuvre, the Eve and the Ort.\n\n<!-- definitions -->\n"
	for _, term := range []string{"Zone", "Écart", "Ort", "Œuvre", "Eve"} {
		source += "\n<!-- definition: -->\n**\"" + term + "\"** means a thing.\n"
	}
	doc, _ := markdown.Parse([]byte(source+"\n<!-- /definitions -->\n"), nil)
	document.Resolve(doc, document.Options{})
	var terms []string
	document.Walk(doc, func(node any) bool {
		if d, ok := node.(*document.Definition); ok {
			terms = append(terms, d.Term)
		}
		return true
	})
	if got := strings.Join(terms, " "); got != "Écart Eve Œuvre Ort Zone" {
		t.Error(got)
	}
}
