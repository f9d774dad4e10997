package diag

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestProblem(t *testing.T) {
	var list List
	list.Errorf(Position{"deal.yaml", 4, 7}, "wrong-kind", "%q is not a date", "soon").WithPath("sunset.date").
		WithHint("write %s", "2031-01-31").See(Position{"clause.yaml", 2, 1}, "asked here")
	list.Add(Position{File: "deal.yaml"}, Warning, "", "whole file")
	list.Add(Position{"deal.yaml", 4, 7}, Error, "wrong-kind", "%q is not a date", "soon").WithPath("sunset.date")
	list.Sort()
	if len(list) != 2 || list[0].Message != "whole file" {
		t.Fatalf("sorted: %v", list)
	}
	if got, want := list[1].Error(), `deal.yaml:4:7: error: sunset.date: "soon" is not a date [wrong-kind]`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	text, err := json.Marshal(list[1])
	want := `{"file":"deal.yaml","line":4,"column":7,"severity":"error","rule":"wrong-kind","path":"sunset.date","message":"\"soon\" is not a date",` +
		`"hint":"write 2031-01-31","related":[{"file":"clause.yaml","line":2,"column":1,"text":"asked here"}]}`
	if err != nil || string(text) != want {
		t.Errorf("got  %s (%v)\nwant %s", text, err, want)
	}
	if !list.HasErrors() || list[:1].HasErrors() {
		t.Error("HasErrors counts something other than errors")
	}
}

func TestPrinter(t *testing.T) {
	source := "a: 1\n\tb: \x1b[31mred: " + strings.Repeat("x", 200) + "!\nc: 3\n" + strings.Repeat("é", 300)
	tests := []struct {
		name string
		pos  Position
		want string
	}{
		{"caret under the column", Position{"f", 1, 4}, "f:1:4: error: wrong\n    1 | a: 1\n           ^\n"},
		{"control characters cannot reach the terminal", Position{"f", 2, 2}, "f:2:2: error: wrong\n    2 |  b: ·[31mred: " + strings.Repeat("x", 86) + "\n         ^\n"},
		{"a long line is cut around the column", Position{"f", 2, 215}, "f:2:215: error: wrong\n    2 | " + strings.Repeat("x", 49) + "!\n" + strings.Repeat(" ", 57) + "^\n"},
		{"characters are counted, not bytes", Position{"f", 4, 150}, "f:4:150: error: wrong\n    4 | " + strings.Repeat("é", 100) + "\n" + strings.Repeat(" ", 57) + "^\n"},
		{"past the end of the line", Position{"f", 3, 99}, "f:3:99: error: wrong\n    3 | c: 3\n            ^\n"},
		{"past the end of the file", Position{"f", 9, 1}, "f:9:1: error: wrong\n"},
		{"another file", Position{"g", 1, 1}, "g:1:1: error: wrong\n"},
		{"a file as a whole", Position{File: "f"}, "f: error: wrong\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := Printer{Source: func(file string) ([]byte, bool) { return []byte(source), file == "f" }}
			var b strings.Builder
			if err := p.Print(&b, List{{Pos: test.pos, Message: "wrong"}}); err != nil {
				t.Fatal(err)
			}
			if b.String() != test.want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), test.want)
			}
		})
	}
}

// TestPrinterRelated: of many other places four are shown, the rest is counted.
func TestPrinterRelated(t *testing.T) {
	for n, want := range map[int]string{
		1: "error: wrong\n    f:1: here\n",
		5: "error: wrong\n    f:1: here\n    f:2: here\n    f:3: here\n    f:4: here\n    f:5: here\n",
		6: "error: wrong\n    f:1: here\n    f:2: here\n    f:3: here\n    f:4: here\n    and at 2 more places\n",
	} {
		problem := &Problem{Message: "wrong"}
		for line := range n {
			problem.See(Position{File: "f", Line: line + 1}, "here")
		}
		var b strings.Builder
		if err := (&Printer{}).Print(&b, List{problem}); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%d places:\n%s\nwant:\n%s", n, b.String(), want)
		}
	}
}

func TestPrinterColor(t *testing.T) {
	var b strings.Builder
	p := Printer{Color: true}
	if err := p.Print(&b, List{{Pos: Position{"error.yaml", 1, 1}, Message: "an error"}}); err != nil {
		t.Fatal(err)
	}
	if want := "error.yaml:1:1: \x1b[31merror\x1b[0m: an error\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"field", "field_exclusions", "territory", "period"}
	for name, want := range map[string]string{
		"feild":           "field",
		"field_exclusion": "field_exclusions",
		"teritory":        "territory",
		"x":               "",
		"sunset":          "",
		"perido":          "period",
	} {
		if got := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

// Two problems are one if they say one thing of one thing, whatever the place; of what
// is named by an id or a term, however it is said.
func TestIdentity(t *testing.T) {
	fault := Problem{Pos: Position{"deal.yaml", 3, 1}, Rule: "wrong-kind", Path: "fees.upfront", Message: "\"lots\" is no amount"}
	about := Problem{Pos: Position{"deal.md", 3, 1}, Rule: "undefined-term", About: "Ally", Message: "nothing defines \"Ally\""}
	for _, test := range []struct {
		name      string
		is        Problem
		change    func(*Problem)
		one, same bool // told of one thing; at one place
	}{
		{"itself", fault, func(*Problem) {}, true, true},
		{"with a hint", fault, func(p *Problem) { p.WithHint("write digits") }, true, true},
		{"at another place", fault, func(p *Problem) { p.Pos.Line = 9 }, true, false},
		{"of another answer", fault, func(p *Problem) { p.Path = "fees.annual" }, false, false},
		{"under another rule", fault, func(p *Problem) { p.Rule = "out-of-bounds" }, false, false},
		{"worse", fault, func(p *Problem) { p.Severity = Warning }, false, false},
		{"another fault of the answer", fault, func(p *Problem) { p.Message = "\"many\" is no amount" }, false, false},
		{"the same of a term, otherwise said", about, func(p *Problem) { p.Message = "2.1: nothing defines \"Ally\"" }, true, true},
		{"the same of another term", about, func(p *Problem) { p.About = "Allies" }, false, false},
	} {
		other := test.is
		test.change(&other)
		if one := (List{&test.is}).Tells(&other); one != test.one {
			t.Errorf("%s: one problem: %v", test.name, one)
		}
		if same := test.is.SameAs(&other); same != test.same {
			t.Errorf("%s: one problem at one place: %v", test.name, same)
		}
	}
}

// A list tells each problem once: what has no file is told apart by its line.
func TestSortOnce(t *testing.T) {
	var list List
	for _, line := range []int{2, 1, 2} {
		list.Errorf(Position{Line: line}, "yaml", "a tab")
	}
	if list.Sort(); len(list) != 2 || list[0].Pos.Line != 1 {
		t.Errorf("%v", list)
	}
}
