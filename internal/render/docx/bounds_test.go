package docx

import (
	"strings"
	"testing"
)

// TestBounds: a part that somebody made to take all memory is refused, and one that is
// only odd is read.
func TestBounds(t *testing.T) {
	if _, err := tree(make([]byte, largestPart+1)); err == nil || err.Error() != "more than 32 MB" {
		t.Errorf("a long part: %v", err)
	}
	const most = 5000
	for _, test := range []struct{ name, part, want string }{
		{"many elements", "<a>" + strings.Repeat("<b/>", most) + "</a>", "more than 5000 elements"},
		{"many attributes", "<a>" + strings.Repeat(`<b c="" d="" e=""/>`, most/4) + "</a>", "more than 5000 elements"},
		{"deep elements", strings.Repeat("<b>", deepestStack+1), "more than 1000 elements in each other"},
		{"a text in many pieces", "<a>" + strings.Repeat("xxxx<!---->", 1<<18) + "</a>", ""},
	} {
		got, err := treeOf([]byte(test.part), most)
		switch {
		case test.want == "" && (err != nil || len(got.text) != 1<<20):
			t.Errorf("%s: %v", test.name, err)
		case test.want != "" && (err == nil || err.Error() != test.want):
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}
