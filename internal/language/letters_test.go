package language

import (
	"slices"
	"testing"
)

// TestNeededWords: the words of which a match needs one are found in the pattern, and a
// text without them is not matched against it.
func TestNeededWords(t *testing.T) {
	for pattern, want := range map[string][]string{
		`fraud`:                            {"fraud"},
		`(?i)gross(ly)? neglig`:            {" neglig"},
		`(?i)\b(best|good)\s+(effort)s?\b`: {"effort"},
		`(?i)EP|PCT|WO`:                    {"ep", "pct", "wo"},
		`(?:ab){2,3}c`:                     {"ab"},
		`(?:ab){0,3}`:                      nil,
		`a|`:                               nil,
		`x*y?`:                             nil,
		`[0-9]+`:                           nil,
		`(?i)süd`:                          nil,
		`^(none)?$`:                        nil,
	} {
		if got := compile(pattern).needs; !slices.Equal(got, want) {
			t.Errorf("%s needs %q, not %q", pattern, got, want)
		}
	}
	texts := []string{"", "Fraud", "fraud", "GROSS NEGLIGENCE", "gro\u017fs neglig", "best efforts", "Best  Effort", "an EP and a pct", "\u212aing", "king", "ababc", "S\u00dcD", "süd", "none"}
	for _, pattern := range []string{`fraud`, `(?i)fraud`, `(?i)gross(ly)? neglig`, `(?i)\b(best|good)\s+(effort)s?\b`, `(?i)EP|PCT|WO`, `(?i)king`, `(?:ab){2}c`, `(?i)süd`, `^(none)?$`} {
		for _, text := range texts {
			if c := compile(pattern); c.matches(text) != c.MatchString(text) {
				t.Errorf("%s matches %q: %v", pattern, text, !c.MatchString(text))
			}
		}
	}
}
