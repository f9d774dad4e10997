package condition_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
)

// TestDeciding: a condition stays as it is while the answers do that decide it.
func TestDeciding(t *testing.T) {
	facts := part{
		"a.on": deal.Flag(true), "a.off": deal.Flag(false), "a.no": deal.Flag(false), "a.two": deal.Integer(2), "a.empty": deal.List{},
		"given a": true, "given clause in": true, "given clause out": false,
	}
	for text, want := range map[string]string{
		`.a.on`:                               "[a.on]",
		`and .a.on .a.off`:                    "[a.off]",
		`and .a.off .a.no`:                    "[a.off a.no]",
		`and .a.on (gt .a.two 1)`:             "[a.on a.two]",
		`or .a.off .a.on`:                     "[a.on]",
		`or .a.off .a.no`:                     "[a.off a.no]",
		`not (and .a.on .a.off)`:              "[a.off]",
		`and (given "a") (has "out") .a.off`:  "[a.off]",
		`or (given "a") .a.off`:               "[a]",
		`and (gt (mul .a.two 2) .a.x) .a.off`: "[a.two a.x a.off]", // it is calculated first, and may fail
		`and .a.off (gt (mul .a.two 2) .a.x)`: "[a.off]",
		`touches .a.empty "US"`:               "[a.empty]",
		`contains "a.off" .a.text`:            "[a.off a.text]", // of what is not understood, all
		`or (provides "in") .a.on`:            "[a.on]",
	} {
		var paths []string
		for _, part := range condition.Deciding(condition.Of(expression(text)), facts) {
			paths = append(paths, condition.Paths(part)...)
		}
		if got := fmt.Sprint(paths); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestPathsOfText: what may be a path in an expression that only a whole deal can tell.
func TestPathsOfText(t *testing.T) {
	for text, want := range map[string][]string{
		`(contains "x" .base.text)`:       {"x", "base.text"},
		`(touches $.a_1.b "EU")`:          {"a_1.b"},
		`(len .a.b.)`:                     {"a.b"},
		`(eq "not a path" (row.cell) .c)`: {"not", "cell", "c"},
		`(f "..a" . $)`:                   {"a"},
	} {
		if diff := cmp.Diff(want, condition.Paths(condition.Opaque{Text: text})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
