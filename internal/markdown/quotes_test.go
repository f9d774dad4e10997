package markdown_test

import (
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// The straight quotation marks of a wording become what they stand for.
func TestQuotes(t *testing.T) {
	for straight, want := range map[string]string{
		`the "Field"`:                 `the “Field”`,
		`("as is")`:                   `(“as is”)`,
		`Licensor's, the parties'`:    `Licensor’s, the parties’`,
		`a 6' 2" panel`:               `a 6′ 2″ panel`,
		`5'11" high`:                  `5′11″ high`,
		`(a 19" rack)`:                `(a 19″ rack)`,
		`the "report of 2027" is`:     `the “report of 2027” is`,
		`the 1990's and the '90s`:     `the 1990’s and the ’90s`,
		`'tis so`:                     `’tis so`,
		`rock 'n' roll`:               `rock ’n’ roll`,
		`it says 'so', and 'it's so'`: `it says ‘so’, and ‘it’s so’`,
		`'version 2' of it`:           `‘version 2’ of it`,
		`'Til death`:                  `’Til death`,
		`it is 'tiled'`:               `it is ‘tiled’`,
	} {
		source := "<!-- part: p -->\n\n" + straight + "\n"
		doc, _ := markdown.Parse([]byte(source), places(source))
		got := ""
		document.Walk(doc, func(node any) bool {
			if p, ok := node.(*document.Paragraph); ok {
				got += document.PlainText(p.Inlines)
			}
			return true
		})
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %s, want %s", straight, got, want)
		}
	}
}
