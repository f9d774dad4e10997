package deal

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// param reads "kind[?][+text] [word|word]", with columns for a table.
func param(t testing.TB, text string) *Parameter {
	return declare(t, "the.answer "+strings.ReplaceAll(text, "; ", "\n  ")).Parameters[0]
}

// Each answer reads as the value that Raw writes, and prints in the three
// styles as a contract does. "·" stands for a no-break space.
func TestKinds(t *testing.T) {
	for _, test := range []struct{ param, text, raw, us, uk, eu string }{
		{"text", "  Acme,\n Inc.  ", `"Acme, Inc."`, "Acme, Inc.", "", ""},
		{"text", "e\u0301", "\"\u00e9\"", "\u00e9", "", ""},
		{"text", "'it''s'", `"it's"`, "it's", "", ""},
		{"text", "% of Net Sales: all # yes", `"% of Net Sales: all # yes"`, "% of Net Sales: all # yes", "", ""},
		{"text", "😀 שלום αβγ", `"😀 שלום αβγ"`, "😀 שלום αβγ", "", ""},
		{"text", "7.50", `"7.50"`, "7.50", "", ""},
		{"text", "TBD", "TBD", "[●]", "", ""},
		{"text", "[●]", "TBD", "[●]", "", ""},
		{"text", "tbd", "tbd", "tbd", "", ""},
		{"text?", "", "null", "", "", ""},
		{"choice no|yes|none", "no", "no", "no", "", ""},
		{"flag", "Yes", "true", "yes", "", ""},
		{"flag", "false", "false", "no", "", ""},
		{"integer", "2030", "2030", "2030", "", ""},
		{"integer", "1,500,000", "1500000", "1,500,000", "", ""},
		{"number", "7.50", "7.50", "7.50", "", ""},
		{"number", "+12345.60", "12345.60", "12,345.60", "", ""},
		{"percent", "7.5", "7.5%", "7.5%", "", ""},
		{"percent", "7.50 %", "7.50%", "7.50%", "", ""},
		{"money", "250000", "USD 250000", "$250,000", "USD·250,000", "USD·250,000"},
		{"money", "GBP 1,500,000.50", "GBP 1500000.50", "GBP·1,500,000.50", "£1,500,000.50", "GBP·1,500,000.50"},
		{"money", "{amount: 5, currency: EUR}", "EUR 5", "EUR·5", "", ""},
		{"money", "{amount: TBD}", "TBD", "[●]", "", ""},
		{"date", "2027-02-01", "2027-02-01", "February 1, 2027", "1 February 2027", "1 February 2027"},
		{"date", "2028-02-29", "2028-02-29", "February 29, 2028", "29 February 2028", "29 February 2028"},
		{"date last-signature", "last-signature", "last-signature", "last-signature", "", ""},
		{"date+text", "30 days after delivery", `"30 days after delivery"`, "30 days after delivery", "", ""},
		{"duration", "5y", "5y", "5·years", "", ""},
		{"duration", "1 year", "1y", "1·year", "", ""},
		{"duration", "6 months", "6mo", "6·months", "", ""},
		{"duration", "30 days", "30d", "30·days", "", ""},
		{"duration", "10 business days", "10bd", "10·Business Days", "", ""},
		{"duration", "1bd", "1bd", "1·Business Day", "", ""},
		{"duration", "2 weeks", "2w", "2·weeks", "", ""},
		{"party", "licensor", "licensor", "Licensor", "", ""},
		{"territory", "GB", "[UK]", "the United Kingdom", "", ""},
		{"territory", "[EEA, CH, UK, GB]", "[EEA, CH, UK]", "the European Economic Area, Switzerland, and the United Kingdom", "the European Economic Area, Switzerland and the United Kingdom", "the European Economic Area, Switzerland and the United Kingdom"},
		{"territory", "[US, BA]", "[US, BA]", "the United States of America; and Bosnia and Herzegovina", "", ""},
		{"territory", "WORLD", "[WORLD]", "all countries of the world", "", ""},
		{"territory", "[TBD]", "TBD", "[●]", "", ""},
		{"list", "[a, b, c]", "[a, b, c]", "a, b, and c", "a, b and c", "a, b and c"},
		{"list", "[a, b]", "[a, b]", "a and b", "", ""},
		{"list", "a", "[a]", "a", "", ""},
		{"list", `["x, y", b, c]`, `["x, y", b, c]`, "x, y; b; and c", "", ""},
		{"list", "[research and development, sales]", "[research and development, sales]", "research and development; and sales", "", ""},
		{"list min=0", "none", "[]", "", "", ""},
		{"list min=0", "[none]", "[]", "", "", ""},
		{"list min=0", "[]", "[]", "", "", ""},
		{"list?", "[]", "null", "", "", ""},
		{"list", "[none, b]", "[none, b]", "none and b", "", ""},
		{"list", "TBD", "[TBD]", "[●]", "", ""},
		{"list", "[a, TBD]", "[a, TBD]", "a and [●]", "", ""},
		{"list", "[●]", "[TBD]", "[●]", "", ""},
		{"triggers", "T1", "[T1]", "Trigger T1", "", ""},
		{"triggers", "[T1, T2, T1]", "[T1, T2]", "Triggers T1 and T2", "", ""},
		{"triggers min=0", "[]", "[]", "", "", ""},
		{"reference", "grant-back", "grant-back", "grant-back", "", ""},
		{"table; due date+text; amount money; note text?", "[{due: 2027-01-01, amount: 5}]", "[{amount: USD 5, due: 2027-01-01, note: null}]", "$5, January 1, 2027, ", "USD·5, 1 January 2027, ", "USD·5, 1 January 2027, "},
		{"table; a choice x|y; b text", "TBD", "[TBD]", "[●], [●]", "", ""},
		{"table min=0; a choice x|y", "none", "[]", "", "", ""},
	} {
		p := param(t, test.param)
		v, err := ReadText(p, test.text, "USD")
		if err != nil {
			t.Errorf("%s %q: %v", test.param, test.text, err)
			continue
		}
		if v.Raw() != test.raw {
			t.Errorf("%s %q: Raw %s, want %s", test.param, test.text, v.Raw(), test.raw)
		}
		for family, want := range map[string]string{"us": test.us, "uk": test.uk, "eu-civil": test.eu} {
			if want == "" {
				want = test.us
			}
			if got := strings.ReplaceAll(StyleOf(family).Write(v), "\u00a0", "·"); got != want {
				t.Errorf("%s %q in %s: %q, want %q", test.param, test.text, family, got, want)
			}
		}
	}
}

func TestReadTextErrors(t *testing.T) {
	for _, test := range []struct{ param, text, want string }{
		{"duration", "soon", "is not a duration"},
		{"list", "[a", "did not find expected"},
		{"choice a|b", "TBD", "cannot stay open"},
		{"text", "", "has no answer"},
		{"text", "a\u00ad", "soft hyphen"},
		{"text", "\xff", "not UTF-8"},
		{"number", "", "has no answer"},
		{"date", "2027-02-30", "no day"},
		{"table; a text", "[{b: x}]", "no such column"},
		{"money", "1e5", "is not an amount"},
		{"list", "a\n---\nb", "second document"},
	} {
		if v, err := ReadText(param(t, test.param), test.text, ""); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %q: %v, %v", test.param, test.text, v, err)
		}
	}
}

// A cell that a row leaves out is there all the same: its default, or None.
func TestEveryColumnIsThere(t *testing.T) {
	p := param(t, "table; a text; b percent; c date; d text?")
	p.Columns[1].Default, p.Columns[2].Default = "10", "{{.deal.effective_date}}"
	v, err := ReadText(p, "[{a: x}]", "")
	if err != nil {
		t.Fatal(err)
	}
	row := v.(Table)[0]
	if len(row) != 4 || row.cell("b").Raw() != "10%" || row["c"] != any(None{"the.answer[1].c"}) || row["d"] != any(None{"the.answer[1].d"}) {
		t.Errorf("%v", row)
	}
	open, _ := ReadText(p, "TBD", "")
	if got := open.(Table)[0]["b"]; got != any(Blank{"the.answer[1].b", "What is b?"}) {
		t.Errorf("open cell: %v", got)
	}
}

func TestChoicePrintsItsLabel(t *testing.T) {
	p := &Parameter{Kind: KindList, Choices: []Choice{{"ICC", "International Chamber of Commerce"}}}
	v, err := ReadText(p, "[ICC, other]", "")
	if got := StyleOf("uk").Write(v); err != nil || got != "International Chamber of Commerce and other" {
		t.Errorf("%q %v", got, err)
	}
}

func TestKindWords(t *testing.T) {
	for _, k := range Kinds() {
		if got, ok := ParseKind(k.String()); !ok || got != k || k.Example() == "" {
			t.Errorf("%d: %v %v", k, got, ok)
		}
	}
	if _, ok := ParseKind("enum"); ok || Kind(99).String() != "text" || Kind(-1).Example() == "" {
		t.Error("a kind that is none")
	}
}

// drawAnswer draws a question and a text that answers it.
func drawAnswer(t *rapid.T) (*Parameter, string) {
	word := rapid.StringMatching(`[A-Za-z0-9 ,:#'"\\{}%&*!|>@é😀_-]{0,12}[a-z]`)
	number := rapid.StringMatching(`[1-9]\d{0,9}(\.\d{1,4})?`)
	percent := rapid.StringMatching(`[1-9]\d?(\.\d{1,4})?`)
	sum := rapid.StringMatching(`[1-9]\d{0,9}(\.\d{1,2})?`)
	date := rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("%d-%02d-%02d", rapid.IntRange(1900, 2199).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d"))
	})
	ids := rapid.SliceOfN(rapid.StringMatching(`T[0-9a-z._-]{1,4}`), 0, 4)
	p := &Parameter{Path: "a.b", Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind")}
	text := ""
	switch p.Kind {
	case KindList, KindTriggers:
		p.Min = "0"
	}
	switch p.Kind {
	case KindText, KindLongText:
		text = quoteText(word.Draw(t, "text"))
	case KindChoice:
		p.Choices = []Choice{{"yes", ""}, {"non-exclusive", "Non"}, {"none", ""}}
		text = rapid.SampledFrom(p.Words()).Draw(t, "word")
	case KindFlag:
		text = rapid.SampledFrom([]string{"true", "no"}).Draw(t, "flag")
	case KindInteger:
		text = fmt.Sprint(rapid.Int64Range(0, 1e9).Draw(t, "n"))
	case KindNumber:
		text = number.Draw(t, "n")
	case KindPercent:
		text = percent.Draw(t, "n")
	case KindMoney:
		text = rapid.SampledFrom([]string{"", "EUR "}).Draw(t, "code") + sum.Draw(t, "n")
	case KindDate:
		text = date.Draw(t, "date")
	case KindDuration:
		text = fmt.Sprint(rapid.IntRange(1, 100).Draw(t, "n"), units[rapid.IntRange(0, len(units)-1).Draw(t, "unit")].short)
	case KindParty:
		text = rapid.SampledFrom([]string{"licensor", "licensee"}).Draw(t, "party")
	case KindTerritory:
		text = "[" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(append(countryCodes, "EU", "EEA", "GB", "LATAM", "APAC")), 1, 4).Draw(t, "codes"), ", ") + "]"
	case KindTriggers:
		text = "[" + strings.Join(ids.Draw(t, "ids"), ", ") + "]"
	case KindReference:
		text = rapid.StringMatching(`[a-z]{1,5}(-[a-z0-9]{1,4})?`).Draw(t, "id")
	case KindList:
		var items []string
		for _, w := range rapid.SliceOfN(word, 0, 4).Draw(t, "items") {
			items = append(items, quoteText(w))
		}
		text = "[" + strings.Join(items, ", ") + "]"
	case KindTable:
		p.Columns = []Parameter{{Path: "x", Kind: KindText}, {Path: "due", Kind: KindDate, OrText: true}, {Path: "ids", Kind: KindTriggers, Optional: true}}
		text = fmt.Sprintf("[{x: %s, due: %s}, TBD, {x: TBD, due: %s, ids: [%s]}]", quoteText(word.Draw(t, "x")), date.Draw(t, "due"),
			quoteText(word.Draw(t, "due2")), strings.Join(ids.Draw(t, "ids"), ", "))
	}
	return p, text
}

// What Raw writes reads back as the same value and prints the same, whatever
// the kind.
func TestRawReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, text := drawAnswer(t)
		v, err := ReadText(p, text, "USD")
		if err != nil {
			t.Fatalf("%v %s: %v", p.Kind, text, err)
		}
		again, err := ReadText(p, v.Raw(), "USD")
		if err != nil {
			t.Fatalf("%v %s: %v", p.Kind, v.Raw(), err)
		}
		for _, family := range []string{"us", "uk", "eu-civil"} {
			if a, b := StyleOf(family).Write(v), StyleOf(family).Write(again); a != b {
				t.Fatalf("%v %s: prints %q, then %q", p.Kind, text, a, b)
			}
		}
		if again.Raw() != v.Raw() {
			t.Fatalf("%v: %s, then %s", p.Kind, v.Raw(), again.Raw())
		}
		if equal, err := Equal(v, again); !equal && err != ErrOpen {
			t.Fatalf("%v: %s is not equal to itself: %v", p.Kind, v.Raw(), err)
		}
	})
}

// FuzzRead holds that no file makes the reader panic, that every problem lies
// inside the file, and that an answer read without a problem reads back from
// what Raw writes.
func FuzzRead(f *testing.F) {
	for _, test := range faults {
		f.Add([]byte(test.file))
	}
	f.Add([]byte("deal: {currency: EUR}\nfees: {upfront: 5, extra: 7.50, due: soon}\nroyalty: {tiers: [{from: 0, to: ~, rate: 7.5%}, TBD]}\nexclusivity: {territory: [US, GB], field_exclusions: none}\n"))
	s := declare(f, smallQuestions)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, problems := Read("f", data, s)
		lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n"), "\n")
		for _, p := range problems {
			if p.Pos.Line < 1 || p.Pos.Line > len(lines) || p.Pos.Column < 1 || p.Pos.Column > len([]rune(lines[p.Pos.Line-1]))+1 {
				t.Errorf("outside of the file: %v", p)
			}
			if p.Message == "" || p.Rule == "" {
				t.Errorf("says nothing: %v", p)
			}
		}
		if problems.HasErrors() {
			return
		}
		for _, path := range d.Answers() {
			p, _ := s.Find(path)
			v, _ := d.Answer(path)
			again, err := ReadText(p, v.Raw(), "")
			if err != nil || again.Raw() != v.Raw() {
				t.Errorf("%s: %s: %v %v", path, v.Raw(), again, err)
			}
		}
	})
}
