package deal

import (
	"strings"
	"testing"
)

// TestPrefilled: the comment marks the answers whose keys stand on its line, and
// none that is open.
func TestPrefilled(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a word", "a: {sum: 5}\nb:\n  word: x  # pre-filled\n", "b.word"},
		{"spelt otherwise", "b:\n  word: x  #prefilled\n", "b.word"},
		{"in capitals", "b:\n  word: x  # Pre-filled\n", "b.word"},
		{"with more behind", "b:\n  word: x  # pre-filled, ask Ann\n", "b.word"},
		{"with an apostrophe behind", "b:\n  word: x  # pre-filled; Ann's\n", "b.word"},
		{"in part, the sign", "b:\n  word: x  pre-filled\n", ""},
		{"none", "b:\n  word: x  # was pre-filled\n", ""},
		{"in a text", "b:\n  word: \"x # pre-filled\"\n", ""},
		{"open", "b:\n  word: TBD  # pre-filled\n", ""},
		{"a list below its key", "b:\n  list:  # pre-filled\n    - one\n    - two\n", "b.list"},
		{"a group on one line", "b: {word: x, list: [y]}  # pre-filled\n", "b.word b.list"},
		{"a wrong answer", "a:\n  sum: many  # pre-filled\n", ""},
	} {
		d, _ := Read("deal.yaml", []byte(c.text), prefilledSchema())
		if got := strings.Join(d.Prefilled(), " "); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// TestSetConfirms: an answer that is written into a deal is nobody's guess any more,
// unless the mark holds for others too.
func TestSetConfirms(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one", "b:\n  word: x  # pre-filled\n", "b:\n  word: new\n"},
		{"another line", "b:\n  word: x\n  list: [y]  # pre-filled\n", "b:\n  word: new\n  list: [y]  # pre-filled\n"},
		{"two on a line", "b: {word: x, list: [y]}  # pre-filled\n", "b: {word: new, list: [y]}  # pre-filled\n"},
	} {
		got, err := Set([]byte(c.text), prefilledSchema(), "b.word", Text("new"))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func prefilledSchema() *Schema {
	return &Schema{Parameters: []*Parameter{{Path: "a.sum", Kind: KindInteger}, {Path: "b.word", Kind: KindText}, {Path: "b.list", Kind: KindList}}}
}
