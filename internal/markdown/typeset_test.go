package markdown

import "testing"

func TestTypeset(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                            "plain",
		"Licensee's and the parties' own":  "Licensee’s and the parties’ own",
		`Licensor gains from "any".`:       "Licensor gains from “any”.",
		`words that complete "is limited"`: "words that complete “is limited”",
		`a 5" pipe`:                        "a 5″ pipe",
		"“set already”":                    "“set already”",
	} {
		if got := Typeset(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
