package condition_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/condition"
)

// TestOfEntries: what a condition that holds of an entry says of its list.
func TestOfEntries(t *testing.T) {
	includes := func(word string) condition.Expr { return condition.Includes{Path: "base.rights", Word: word} }
	for text, want := range map[string]condition.Expr{
		`eq . "a"`:                    includes("a"),
		`eq . "a" "b"`:                condition.Any{includes("a"), includes("b")},
		`and (eq . "a") (has "step")`: condition.All{includes("a"), condition.All{}},
		`ne . "a"`:                    condition.All{},
		`not (eq . "a")`:              condition.All{},
		`eq .word "a"`:                condition.All{},
	} {
		body := expression(text)
		read := condition.Read(body.Expression(), condition.Scope{Body: body, Loop: 1})
		if got := condition.OfEntries("base.rights", read); !cmp.Equal(want, got) {
			t.Errorf("%s: %s", text, cmp.Diff(want, got))
		}
	}
}
