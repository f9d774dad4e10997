package measure

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// TestTies: "~" is a space and "=" a hyphen at which no line ends.
func TestTies(t *testing.T) {
	for _, want := range []string{
		"the fee under Section~4.2(b) is due",
		"Sections~4.2, 5.1 and 7.3",
		"paragraph~2 of Schedule~1, Exhibit~A and Trigger~T1",
		"see clause~(b)", "in Exhibits of A",
		"within 10~Business~Days after 5~years of thirty (30) days",
		"on 1~February~2027 or February~1,~2027",
		"EUR~250,000 or 20~USD and 7.5~%",
		"Prof.~Dr.~Ada of 40~kWh at 3~m",
		"non-exclusive, T=1, 2027=02=01 and a 6=month term",
		"one~– two ~, three", "€~5, §~4 and (~x~)",
		"mid- and long-term", " 5 ", "-5 -", "Section\n4", "ß Section~4", "", "-", " ",
	} {
		text := strings.NewReplacer("~", " ", "=", "-").Replace(want)
		got := []byte(text)
		for _, i := range Ties(text) {
			got[i] = map[byte]byte{' ': '~', '-': '='}[got[i]]
		}
		if string(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestTiesByTheRules: Ties are the spaces and hyphens that the rules tie, whatever
// stands around them.
func TestTiesByTheRules(t *testing.T) {
	piece := rapid.SampledFrom([]string{" ", " ", " ", "-", "-", "\n", "\t", "\u00a0", "the", "Section", "clause", "Exhibit", "A", "T1", "4.2", "(b)", "(", "30", "days", "Days", "dates", "D",
		"February", "1", ",", ".", "Dr.", "EUR", "€", "“", "”", "…", "é", "kWh", "%", "x", "\xe2"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		var want []int
		from := 0
		for line := range strings.SplitSeq(text, "\n") {
			var all runes
			var at []int
			for i, r := range line {
				if unicode.IsSpace(r) {
					r = ' '
				}
				all, at = append(all, r), append(at, from+i)
			}
			for k := 1; k+1 < len(all); k++ {
				space := text[at[k]] == ' ' && TiedSpace(all, k, 0, len(all))
				if space || text[at[k]] == '-' && all[k-1] != ' ' && all[k+1] != ' ' && TiedHyphen(all, k, 0) {
					want = append(want, at[k])
				}
			}
			from += len(line) + 1
		}
		if got := Ties(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}

type runes []rune

func (r runes) Letter(i int) rune { return r[i] }
