package document

import "testing"

// TestInsertedLabels: what comes in after a signed number has a number that tells
// so, reads back, and is counted by no sequence.
func TestInsertedLabels(t *testing.T) {
	for _, test := range []struct {
		after string
		n     int
		want  string
	}{
		{"4.2", 1, "4.2A"},
		{"4.2", 28, "4.2BB"},
		{"Article 8", 2, "Article 8B"},
		{"Exhibit C", 1, "Exhibit C-1"},
		{"Schedule 3", 1, "Schedule 3A"},
		{"(b)", 1, "(b-1)"},
		{"(ii)", 2, "(ii-2)"},
		{"(A)", 1, "(A-1)"},
		{"(1)", 1, "(1A)"},
		{"", 1, ""},
	} {
		got := InsertedLabel(test.after, test.n)
		if got != test.want {
			t.Errorf("number %d after %s is %q, not %q", test.n, test.after, got, test.want)
		}
		if after, n := CutInserted(got); got != "" && (after != test.after || n != test.n) {
			t.Errorf("%s reads as number %d after %s", got, n, after)
		}
	}
	for _, signed := range []string{"4.2", "Article 8", "Exhibit C", "(b)", "(ii)", "(A)", "(1)", ""} {
		if after, n := CutInserted(signed); n != 0 || after != signed {
			t.Errorf("%s reads as number %d after %s", signed, n, after)
		}
	}
	for label, marker := range map[string]Marker{"(b-1)": Lettered, "(1A)": Numbered, "(ii-2)": Lettered} {
		if got, ok := MarkerOf(false, 0, label); !ok || got != marker {
			t.Errorf("%s reads as marker %d, %v", label, got, ok)
		}
		if number := ItemNumber(false, marker, 0, label); !number.Typed(label) {
			t.Errorf("%s is counted as %v", label, number)
		}
	}
	for _, test := range []struct {
		style       string
		outer, kind DivisionKind
		heading     string
		label, rest string
	}{
		{"us", Part, Article, "Article 8A. New", "Article 8A", "New"},
		{"us", Article, Section, "8A.1 New", "8A.1", "New"},
		{"uk", Article, Section, "8.2A New", "8.2A", "New"},
		{"us", Part, Schedule, "Exhibit C-1. New", "Exhibit C-1", "New"},
		{"uk", Part, Schedule, "Schedule 3A. New", "Schedule 3A", "New"},
		{"uk", Schedule, Section, "2A. New", "2A", "New"},
	} {
		label, rest, ok := CutLabel(test.style, test.outer, test.kind, test.heading)
		if !ok || label != test.label || rest != test.rest {
			t.Errorf("%q reads as %q and %q, %v", test.heading, label, rest, ok)
		}
		if number := DivisionNumber(test.style, test.outer, test.kind, label); !number.Typed(label) {
			t.Errorf("%s is counted as %v", label, number)
		}
	}
}
