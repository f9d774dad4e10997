package markdown_test

import (
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// TestPictureComment: the comment is one line that no text in it can end.
func TestPictureComment(t *testing.T) {
	said := "-->\n<!-- part: x --> -- ` | \\ \u2028 \u00a0 ---"
	comment := markdown.PictureComment(&document.Picture{Title: said, Alt: said, Drawing: &document.Timeline{
		Spans: []document.Span{{From: "2027-01-01", Label: said, Kind: document.FirmSpan}}}})
	inside := strings.TrimSuffix(strings.TrimPrefix(comment, "<!--"), "-->")
	if strings.ContainsAny(inside, ">\n") || strings.Contains(inside, "--") {
		t.Errorf("the comment can be ended from inside: %s", comment)
	}
	doc, problems := markdown.Parse([]byte("<!-- part: p -->\n"+comment+"\n| x |\n| --- |\n"), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p := doc.Body[0].Blocks[0].(*document.Picture)
	if p.Title != said || p.Drawing.(*document.Timeline).Spans[0].Label != said {
		t.Errorf("read back %q", p.Title)
	}
	if _, ok := doc.Body[0].Blocks[1].(*document.Table); !ok {
		t.Error("no table follows")
	}
}
