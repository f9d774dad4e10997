package deal

import (
	"strings"
	"testing"
)

// Words that decide are understood in any case, with or without hyphens, one by
// one or in one text; what resembles a word is refused, and what resembles none
// is a text of one's own where the question takes one.
func TestClosedWords(t *testing.T) {
	closed := &Parameter{Path: "the.answer", Kind: KindList, Closed: true, Choices: []Choice{{"patents", ""}, {"know-how", ""}, {"data", ""}}}
	own := *closed
	own.Other = true
	own.Choices = append(own.Choices[:2:2], Choice{"data", "rights in data"})
	text := &Parameter{Path: "the.answer", Kind: KindText, Choices: []Choice{{"status-quo", "status quo"}, {"stricter-rule", "the stricter rule"}}}
	for _, test := range []struct {
		p          *Parameter
		text, want string // what Raw writes, or "error: " and a part of the message
	}{
		{closed, "[patents, know-how]", "[patents, know-how]"},
		{closed, "[Patents, Know-How]", "[patents, know-how]"},
		{closed, "patents, know how", "[patents, know-how]"},
		{closed, "[patents, PATENTS]", "[patents]"},
		{closed, "[patent]", `error: did you mean "patents"?`},
		{closed, "[designs of chips]", "error: is not one of the allowed words"},
		{closed, "[]", "error: names nothing"},
		{closed, "none", "error: names nothing"},
		{closed, "TBD", "[TBD]"},
		{&own, "[patents, {other: rights in the topography}]", `[patents, rights in the topography]`},
		{&own, "[patents, 'other: rights in the topography']", `[patents, rights in the topography]`},
		{&own, "[it is bred from the variety]", `[it is bred from the variety]`},
		{&own, "[Rights in Data]", `[data]`},
		{&own, "[rightsin data]", `[data]`},
		{text, "status quo", `status-quo`},
		{text, "The stricter rule", `stricter-rule`},
		{text, "what the chair says", `what the chair says`},
		{&own, "[patent]", `error: did you mean "patents"?; or, in your own words, as an entry by itself, other: …`},
		{&own, "patents and know how", "[patents, know-how]"},
		{&own, "patents, know-how, and data; patents", "[patents, know-how, data]"},
		{&own, "[patents and know-how]", "[patents, know-how]"},
		{&own, "the topography of chips, know-how", `[the topography of chips, know-how]`},
		{&own, "colour, know-how", `error: "colour" is not one of the allowed words`},
		{&own, "colour and shape, light and sound", `["colour and shape, light and sound"]`},
		{&own, "{other: 'patents, know-how'}", `["patents, know-how"]`},
		{&own, "[how]", `error: did you mean "know-how"?`},
		{closed, "[how]", `error: did you mean "know-how"?`},
	} {
		v, err := ReadText(test.p, test.text, "")
		if want, isError := strings.CutPrefix(test.want, "error: "); isError {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v %v", test.text, v, err)
			}
		} else if err != nil || v.Raw() != test.want {
			t.Errorf("%s: %v %v", test.text, v, err)
		}
	}
}

// Words of one's own that are nearly a word offered are told.
func TestNearlyAWord(t *testing.T) {
	schema := &Schema{Parameters: []*Parameter{
		{Path: "a.list", Kind: KindList, Closed: true, Other: true, Choices: []Choice{{"trade-secrets", ""}}, Ask: "Which?"},
		{Path: "a.text", Kind: KindText, Choices: []Choice{{"status-quo", ""}}, Ask: "Which?"},
	}}
	for text, want := range map[string]string{
		"a: {list: [trade secret]}":                       "trade-secrets",
		"a: {list: [rights in the colour]}":               "",
		"a: {list: [trade-secrets or the like]}":          "among them does not count",
		"a: {list: [{other: trade-secrets or the like}]}": "",
		"a: {text: statusquo}":                            "status-quo",
		"a: {text: what the committee says}":              "",
	} {
		_, problems := Read("deal.yaml", []byte("template: t\n"+text), schema)
		got := ""
		for _, p := range problems {
			got += p.Message
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
