package language_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"clausewright/internal/language"
)

var update = flag.Bool("update", false, "rewrite the list of functions in clauses/README.md")

// TestGuide: the list of functions in the guide is the table of functions.
func TestGuide(t *testing.T) {
	const file, begin, end = "../../clauses/README.md", "<!-- functions -->\n", "<!-- /functions -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, also := strings.Cut(rest, end)
	if !ok || !also {
		t.Fatalf("%s has no place for the functions", file)
	}
	want := before + begin + guide() + end + after
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Errorf("the list of functions in %s is not that of the program: go test ./internal/language -run Guide -update", file)
	}
}

func guide() string {
	var b strings.Builder
	for _, group := range language.Groups() {
		fmt.Fprintf(&b, "\n| %s | |\n|---|---|\n", group.Title)
		for _, f := range group.Functions {
			fmt.Fprintf(&b, "| `%s` | %s |\n", f.Usage(), strings.ReplaceAll(f.Does, "|", "\\|"))
		}
	}
	return b.String() + "\n"
}

// TestTable: every function is called in one way, says what it does in one
// line, and has one name.
func TestTable(t *testing.T) {
	count := 0
	for _, group := range language.Groups() {
		count += len(group.Functions)
		for _, f := range group.Functions {
			least, most := f.Arity()
			if f.Does == "" || strings.HasSuffix(f.Does, ".") || most >= 0 && least > most {
				t.Errorf("%s: %q, %d to %d arguments", f.Usage(), f.Does, least, most)
			}
			for i, p := range f.Takes {
				if p.Times != language.Once && i != len(f.Takes)-1 {
					t.Errorf("%s: only the last argument can be there other than once", f.Usage())
				}
			}
		}
	}
	if names := language.FunctionNames(); len(names) != count {
		t.Errorf("%d functions have %d names", count, len(names))
	}
}
