package markdown

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// here is a text whose bytes come from itself; digits are of answers.
type here string

func (h here) Position(offset int) diag.Position { return diag.Position{Line: 1, Column: offset} }

func (h here) Origin(offset int) document.Origin {
	answer, _ := h.Stretch(offset)
	return document.Origin{Source: h, Offset: offset, Answer: answer}
}

func (h here) Stretch(offset int) (answer bool, end int) {
	return offset < len(h) && '0' <= h[offset] && h[offset] <= '9', offset + 1
}

// TestPlainLines: what goldmark need not look at reads as if it had, with every place
// and every problem.
func TestPlainLines(t *testing.T) {
	whole := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	pieces := []string{"word", "Word ", " ", "  ", "7", "1. ", "(a) ", "- ", "> ", "# ", "### ", "\n", "\n\n", "\n\n", "===", "---", "\n===\n", "\n- ", "    ", "\t", "|", "| a | b |\n|---|---|\n",
		"[](#a)", "[](#a,b*)", "[](#)", "[](#*)", "[](#a b)", "[](#a*b)", "[x](#a)", "[](#a", "(", ")", "[", "]", "!", "\\", "\"", "'", "*", "**", "_", "`", "<", "<br>", "<!-- x -->", ": ", "&amp;", "&#35;", "{#id}", "[●]", "“", "é", "\u00a0", "$"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 6000 {
		var b strings.Builder
		b.WriteString("<!-- article: a -->\n\n")
		for range 1 + random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		for _, at := range []Origins{nil, here(b.String())} {
			doc, problems := Parse([]byte(b.String()), at)
			want, wanted := parse(whole, []byte(b.String()), at)
			for _, d := range []*document.Document{doc, want} {
				document.Runs(d, func(inlines *[]document.Inline) { *inlines = slices.Concat(*inlines) }) // nothing is nil
			}
			if !reflect.DeepEqual(doc, want) || !reflect.DeepEqual(problems, wanted) {
				t.Fatalf("%q reads otherwise:\n%v\n%v", b.String(), problems, wanted)
			}
		}
	}
}
