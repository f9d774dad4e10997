package cases

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// TestBranches: a branch counts if some answers take it. The inner condition
// of each text is met (+), not met (-), or both.
func TestBranches(t *testing.T) {
	for _, test := range []struct{ outer, inner, want string }{
		{`eq .fee.kind "flat"`, `eq .fee.kind "flat"`, "+"},
		{`eq .fee.kind "flat"`, `ne .fee.kind "flat"`, "-"},
		{`ne .fee.kind "flat"`, `eq .fee.kind "flat"`, "-"},
		{`ne .fee.kind "flat"`, `eq .fee.kind "none"`, "+"}, // the only other word
		{`eq "flat" .fee.kind`, `.fee.kind | ne "flat"`, "-"},
		{`eq .fee.kind "flat"`, `eq .deal.law_family "us"`, "+-"},
		{`ne .deal.law_family "us"`, `eq .deal.law_family "uk"`, "+-"}, // or the third word
		{`not (eq .fee.kind "flat")`, `eq .fee.kind "flat"`, "-"},
		{`and (eq .fee.kind "flat") .fee.places`, `.fee.places`, "+"},
		{`or (eq .fee.kind "flat") .fee.places`, `.fee.places`, "+-"},
		{`gt (len .fee.places) 1`, `.fee.places`, "+"},
		{`gt .fee.amount 100`, `gt .fee.amount 50`, "+"},
		{`gt .fee.amount 100`, `lt .fee.amount 50`, "-"},
		{`has "stop"`, `has "stop"`, "+"},
		{`has "stop"`, `given "stop"`, "+-"},
		{`contains "x" .stop.why`, `.stop.why | contains "x"`, "+"},
		{`contains "x" .stop.why`, `contains "y" .stop.why`, "+-"},
	} {
		text := "## Fee\n\nA{{if " + test.outer + "}} B{{if " + test.inner + "}} C{{end}}{{end}}.\n"
		fsys := tiny(map[string]string{"clauses/fee/licensor.md": text})
		lib, _ := library.Open(fsys, "")
		problems := lib.Check()
		if len(problems) > 0 {
			t.Fatalf("%s: %v", text, problems)
		}
		got, inner := "", fmt.Sprintf("3:%d", strings.LastIndex(text, "{{if")-len("## Fee\n\n")+6)
		for _, p := range branches(lib, logic.NewAnswers(lib), lib.Clauses["fee"]) {
			switch {
			case !strings.HasSuffix(p.Pos.String(), "licensor.md:"+inner):
			case p.Yes:
				got += "+"
			default:
				got += "-"
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", text, got, test.want)
		}
	}
}

// TestCompared: what a text compares each answer and column with.
func TestCompared(t *testing.T) {
	fsys := tiny(map[string]string{"clauses/fee/licensor.md": "## Fee\n\nA{{if and (eq .fee.kind \"flat\") (gt (len .fee.places) 2)}} B{{end}}{{if 5 | lt .fee.amount}} C{{end}}.\n"})
	lib, _ := library.Open(fsys, "")
	got := compared(lib.Clauses["fee"].Variant("licensor").Body)
	for path, want := range map[string][]string{"fee.kind": {"flat"}, "fee.places": {"2"}} {
		if !slices.Equal(got[path], want) {
			t.Errorf("%s: %v, want %v", path, got[path], want)
		}
	}
}
