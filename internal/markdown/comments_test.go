package markdown

import "testing"

// TestEscapeComment: what stands in a comment ends neither the comment nor what
// holds it, for every reader of Markdown, and reads back.
func TestEscapeComment(t *testing.T) {
	for text, want := range map[string]string{
		"plain words": "plain words",
		"-x-":         "&#45;x&#45;",
		"two-part":    "two-part",
		"--> after":   "&#45;-&#62; after",
		" edges ":     "&#32;edges&#32;",
		"a: b":        "a&#58; b",
		"a|b & `c`":   "a&#124;b &#38; &#96;c&#96;",
	} {
		if got := escapeComment(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		if got := unescapeComment(want); got != text {
			t.Errorf("%q reads %q, want %q", want, got, text)
		}
	}
}
