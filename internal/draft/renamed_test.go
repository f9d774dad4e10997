package draft_test

import (
	"strings"
	"testing"

	"clausewright/internal/markdown"
)

// TestRenamed: what a deal calls a thing stands wherever the library has its own
// word for it, is the defined term there, and is words only.
func TestRenamed(t *testing.T) {
	for _, test := range []struct{ template, name, defined string }{
		{"exclusive-licence", "Joint Steering Committee", "Joint Steering Committee"},
		{"exclusive-licence", "Board *A* <b> & [Sons](#x) | #1", `Board \*A\* \<b> & \[Sons\](#x) | #1`},
		{"short-form", "Joint Steering Committee", "Joint Steering Committee"},
	} {
		doc, problems := changed(t, "template: exclusive-licence", "template: "+test.template+"\nip_committee: {name: '"+test.name+"'}")
		if doc == nil {
			t.Fatalf("%s: %v", test.name, problems)
		}
		text := written(t, doc)
		if want := "**“" + test.defined + "”**"; !strings.Contains(text, want) {
			t.Errorf("%s: %s is not defined", test.template, want)
		}
		for _, own := range []string{"JIPC", "Joint IP Committee", "joint intellectual property committee"} {
			if strings.Contains(text, own) {
				t.Errorf("%s: %q is printed beside %q", test.template, own, test.name)
			}
		}
		again, problems := markdown.Parse([]byte(text), nil)
		if len(problems) > 0 || written(t, again) != text {
			t.Errorf("%s: %q is more than words: %v", test.template, test.name, problems)
		}
	}
}
