package measure

import (
	"strings"
	"testing"
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
