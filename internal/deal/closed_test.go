package deal

import (
	"strings"
	"testing"
)

// Words that decide are understood in any case, with or without hyphens, one by
// one or in one text; what resembles a word is refused, and what resembles none
// is a text of one's own where the question takes one.
func TestClosedWords(t *testing.T) {
	closed := &Parameter{Path: "the.answer", Kind: KindList, Closed: true, Choices: []Choice{{"patents", ""}, {"know-how", ""}, {"data", ""}}}
	own := *closed
	own.Other = true
	for _, test := range []struct {
		p          *Parameter
		text, want string // what Raw writes, or "error: " and a part of the message
	}{
		{closed, "[patents, know-how]", "[patents, know-how]"},
		{closed, "[Patents, Know-How]", "[patents, know-how]"},
		{closed, "patents, know how", "[patents, know-how]"},
		{closed, "[patents, PATENTS]", "[patents]"},
		{closed, "[patent]", `error: did you mean "patents"?`},
		{closed, "[designs of chips]", "error: is not one of the allowed words"},
		{closed, "[]", "error: names nothing"},
		{closed, "none", "error: names nothing"},
		{closed, "TBD", "[TBD]"},
		{&own, "[patents, {other: rights in the topography}]", `[patents, rights in the topography]`},
		{&own, "[patents, 'other: rights in the topography']", `[patents, rights in the topography]`},
		{&own, "[it is bred from the variety]", `[it is bred from the variety]`},
		{&own, "[patent]", `error: did you mean "patents"?; or, in your own words, other: …`},
	} {
		v, err := ReadText(test.p, test.text, "")
		if want, isError := strings.CutPrefix(test.want, "error: "); isError {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v %v", test.text, v, err)
			}
		} else if err != nil || v.Raw() != test.want {
			t.Errorf("%s: %v %v", test.text, v, err)
		}
	}
}
