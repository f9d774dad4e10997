package deal

import "testing"

// What stands in place of an answer is open where the question can be, and a word of
// the list else.
func TestProvisional(t *testing.T) {
	words := []Choice{{Word: "a"}, {Word: "b"}}
	for _, test := range []struct {
		q    Parameter
		want Value
	}{
		{Parameter{Path: "x.y", Kind: KindText, Ask: "Which?"}, Blank{Path: "x.y", Ask: "Which?"}},
		{Parameter{Kind: KindFlag}, Flag(false)},
		{Parameter{Kind: KindChoice, Choices: words}, Chosen{Word: "a"}},
		{Parameter{Kind: KindChoice, Choices: words, Typical: "b"}, Chosen{Word: "b"}},
		{Parameter{Kind: KindChoice, Choices: words, Typical: "c or d"}, Chosen{Word: "a"}},
		{Parameter{Kind: KindDate, Choices: words}, Blank{}},
	} {
		if got := test.q.Provisional(); got != test.want {
			t.Errorf("%+v: %#v, want %#v", test.q, got, test.want)
		}
	}
}

// A default is worked out, or fixed, or not there.
func TestComputed(t *testing.T) {
	for text, want := range map[string][2]bool{"": {false, false}, "30d": {false, true}, "{{.fees.upfront}}": {true, false}, "{one}": {false, true}} {
		if q := (Parameter{Default: text}); q.Computed() != want[0] || q.Fixed() != want[1] {
			t.Errorf("%q: computed %v, fixed %v", text, q.Computed(), q.Fixed())
		}
	}
}
