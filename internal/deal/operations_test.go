package deal

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// val reads "kind text" as a value; anything else is the text itself.
func val(t testing.TB, text string) any {
	kind, rest, _ := strings.Cut(text, " ")
	k, ok := ParseKind(kind)
	if !ok {
		return text
	}
	v, err := ReadText(&Parameter{Path: "p", Kind: k, Choices: []Choice{{"T9", ""}}[:boolInt(k == KindChoice)]}, rest, "USD")
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestArithmetic(t *testing.T) {
	for _, test := range []struct{ op, a, b, want string }{
		{"add", "integer 2", "integer 3", "5"},
		{"add", "number 7.50", "integer 1", "8.5"},
		{"add", "money 1.50", "money 2.70", "USD 4.20"},
		{"add", "percent 5", "2.5", "7.5%"},
		{"add", "date 2027-01-31", "duration 1mo", "2027-02-28"},
		{"add", "duration 1y", "date 2028-02-29", "2029-02-28"},
		{"add", "date 2027-02-01", "30d", "2027-03-03"},
		{"add", "2027-02-01", "2w", "2027-02-15"},
		{"add", "date 2027-11-30", "duration 14mo", "2029-01-30"},
		{"add", "duration 1y", "duration 6mo", "18mo"},
		{"add", "duration 1w", "duration 3d", "10d"},
		{"add", "duration 1y", "duration 1y", "2y"},
		{"add", "duration 1y", "duration 3d", "error: cannot add years and days"},
		{"add", "date 2027-01-01", "10bd", "2027-01-15"},
		{"add", "date 2027-01-01", "1bd", "2027-01-04"},
		{"sub", "date 2027-01-04", "6bd", "2026-12-25"},
		{"add", "date 2199-12-31", "9999y", "error: outside"},
		{"add", "money 5", "money EUR 5", "error: different currencies"},
		{"add", "date 2027-01-01", "money 5", "error: cannot add a date and money"},
		{"add", "flag true", "integer 1", "error: cannot add a flag"},
		{"add", "money TBD", "money 5", "TBD"},
		{"add", "money 5", "percent 5", "error: cannot add money and a percentage"},
		{"sub", "date 2028-03-01", "date 2028-02-01", "29d"},
		{"sub", "date 2027-03-31", "duration 1mo", "2027-02-28"},
		{"sub", "date 2027-01-15", "duration 2mo", "2026-11-15"},
		{"sub", "integer 100", "percent 10", "90%"},
		{"sub", "money 5", "money 7", "USD -2"},
		{"mul", "duration 8y", "0.1875", "18mo"},
		{"mul", "duration 4y", "0.1875", "9mo"},
		{"mul", "duration 5y", "0.1875", "11mo"},
		{"mul", "duration 4y", "0.5", "2y"},
		{"mul", "duration 3w", "0.5", "11d"},
		{"mul", "0.5", "duration 30d", "15d"},
		{"mul", "duration 10bd", "1.5", "15bd"},
		{"mul", "money 250000", "percent 65", "USD 162500"},
		{"mul", "percent 12.5", "money 100.10", "USD 12.51"},
		{"mul", "money 0.05", "number 0.5", "USD 0.02"},
		{"mul", "money JPY 5", "number 0.5", "JPY 2"},
		{"div", "money KWD 10", "integer 3", "KWD 3.333"},
		{"mul", "money 0.1", "integer 3", "USD 0.30"},
		{"mul", "number 14", "percent 70", "9.8"},
		{"mul", "percent 50", "percent 50", "25%"},
		{"mul", "percent 7.5", "integer 2", "15%"},
		{"mul", "money 5", "money 5", "error: cannot multiply money and money"},
		{"mul", "date 2027-01-01", "integer 2", "error: cannot multiply a date"},
		{"mul", "duration 99y", "999999", "error: too long"},
		{"div", "money 100", "integer 3", "USD 33.33"},
		{"div", "money 0.05", "integer 4", "USD 0.01"},
		{"div", "money 10", "money 4", "2.5"},
		{"div", "duration 1y", "duration 4mo", "3"},
		{"div", "duration 1y", "integer 4", "3mo"},
		{"div", "duration 1y", "integer 12", "1mo"},
		{"div", "integer 6", "integer 3", "2"},
		{"div", "integer 2", "integer 3", "0.6667"},
		{"div", "number 9", "percent 50", "18"},
		{"div", "money 5", "integer 0", "error: zero"},
		{"div", "duration 1y", "integer 0", "error: zero"},
		{"div", "money 5", "money 0", "error: zero"},
		{"div", "integer 5", "money 5", "error: cannot divide"},
		{"div", "duration 5d", "0d", "error: zero"},
	} {
		ops := map[string]func(a, b any) (Value, error){"add": Add, "sub": Sub, "mul": Mul, "div": Div}
		v, err := ops[test.op](val(t, test.a), val(t, test.b))
		if want, isError := strings.CutPrefix(test.want, "error: "); isError {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s %s, %s: %v, %v", test.op, test.a, test.b, v, err)
			}
			continue
		}
		if err != nil || v.Raw() != test.want {
			t.Errorf("%s %s, %s: %v %v, want %s", test.op, test.a, test.b, v, err, test.want)
		}
	}
	if _, err := Mul(Integer(2), 1e30); err == nil || !strings.Contains(err.Error(), "quotation marks") {
		t.Errorf("a float that no digits write: %v", err)
	}
}

func TestCompareAndEqual(t *testing.T) {
	for _, test := range []struct {
		a, b    string
		compare string // "<", "=", ">" or an error
		equal   string // "yes", "no" or an error
	}{
		{"number 7.50", "number 7.5", "=", "yes"},
		{"integer 3", "12", "<", "no"},
		{"percent 50", "50%", "=", "yes"},
		{"money 5", "4", ">", "no"},
		{"money 5", "USD 5", "=", "yes"},
		{"money 5", "money EUR 5", "currencies", "currencies"},
		{"date 2027-01-01", "2027-02-01", "<", "no"},
		{"date 2027-01-01", "last-signature", "cannot compare a date with a text", "no"},
		{"date 2027-01-01", "money 5", "cannot compare a date with money", "cannot compare"},
		{"duration 12mo", "duration 1y", "=", "yes"},
		{"duration 30d", "duration 1mo", "=", "yes"},
		{"duration 10bd", "14d", "=", "yes"},
		{"duration 29d", "1mo", "<", "no"},
		{"duration 1y", "integer 1", "cannot compare", "cannot compare"},
		{"text b", "text a", ">", "no"},
		{"choice T9", "T9", "cannot compare", "yes"},
		{"party licensor", "licensor", "cannot compare", "yes"},
		{"party licensor", "licensee", "cannot compare", "no"},
		{"reference grant-back", "grant-back", "cannot compare", "yes"},
		{"flag true", "flag yes", "cannot compare", "yes"},
		{"flag true", "false", "cannot compare", "no"},
		{"territory [US, GB]", "territory [UK, US]", "cannot compare", "yes"},
		{"territory [WORLD]", "WORLD", "cannot compare", "yes"},
		{"territory [WORLD, -GB]", "WORLD", "cannot compare", "no"},
		{"triggers [T1]", "triggers [T2]", "cannot compare", "no"},
		{"list [a, b]", "list [a, b]", "cannot compare", "yes"},
		{"list [a, b]", "list [b, a]", "cannot compare", "no"},
		{"money TBD", "5", "open", "open"},
		{"text x", "date TBD", "open", "open"},
	} {
		a, b := val(t, test.a), val(t, test.b)
		order, err := Compare(a, b)
		got := []string{"<", "=", ">"}[order+1]
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, test.compare) {
			t.Errorf("Compare(%s, %s): %s", test.a, test.b, got)
		}
		equal, err := Equal(a, b)
		got = []string{"no", "yes"}[boolInt(equal)]
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, test.equal) {
			t.Errorf("Equal(%s, %s): %s", test.a, test.b, got)
		}
		if (strings.Contains(test.compare, "open")) != errors.Is(err, ErrOpen) {
			t.Errorf("Equal(%s, %s): %v", test.a, test.b, err)
		}
	}
	if equal, err := Equal(None{}, "x"); equal || err != nil {
		t.Error("nothing equals a text")
	}
	if equal, err := Equal(None{}, nil); !equal || err != nil {
		t.Error("nothing differs from nothing")
	}
}

func TestTruth(t *testing.T) {
	for _, v := range []any{Flag(true), Blank{}, Text("a"), List{Text("a")}, Territory{"US"}, Integer(1), Chosen{Word: "no"}, Licensor, Date{}, true, "a", 2, 0.5, Duration{1, Day}} {
		if !Truth(v) {
			t.Errorf("%#v is false", v)
		}
	}
	for _, v := range []any{Flag(false), None{}, Text(""), List{}, Table{}, Territory{}, Triggers{}, Integer(0), Number{}, Money{}, nil, false, "", 0, Duration{}} {
		if Truth(v) {
			t.Errorf("%#v is true", v)
		}
	}
}

func TestPeriods(t *testing.T) {
	for _, test := range [][3]string{
		{"2027-02-01", "8y", "2035-01-31"},
		{"2027-03-01", "4y", "2031-02-28"},
		{"2027-01-31", "1mo", "2027-02-28"},
		{"2027-03-31", "1mo", "2027-04-30"},
		{"2028-02-29", "1y", "2029-02-28"},
		{"2027-08-31", "6mo", "2028-02-29"},
		{"2027-03-01", "1y", "2028-02-29"},
		{"2027-01-01", "1d", "2027-01-01"},
		{"2027-01-01", "10bd", "2027-01-14"},
	} {
		if v, err := End(test[0], test[1]); err != nil || v.Raw() != test[2] {
			t.Errorf("End(%s, %s) = %v, %v", test[0], test[1], v, err)
		}
	}
	for _, bad := range [][2]any{{"5", "6"}, {Date{2027, 1, 1}, Licensor}} {
		if v, err := End(bad[0], bad[1]); err == nil {
			t.Errorf("End(%v) = %v", bad, v)
		}
	}
	if v, err := End(Blank{Path: "x"}, "1y"); err != nil || v != Value(Blank{Path: "x"}) {
		t.Errorf("End of an open value: %v %v", v, err)
	}
	for length, want := range map[string]int{
		"1y":   365,
		"1mo":  30,
		"2mo":  61,
		"12mo": 365,
		"6mo":  183,
		"10bd": 14,
		"1bd":  2,
		"3bd":  5,
		"2w":   14,
		"45d":  45,
	} {
		if v, err := Days(length); err != nil || v != Value(Integer(want)) {
			t.Errorf("Days(%s) = %v, %v", length, v, err)
		}
	}
}

// To add a duration and to take it off again gives the day itself, unless a
// month was too short for it; a period is as long as the days it counts.
func TestCalendarProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Date{rapid.IntRange(1990, 2100).Draw(t, "y"), 1, 1}.plusMonths(rapid.IntRange(0, 11).Draw(t, "m"))
		day.Day = rapid.IntRange(1, 28).Draw(t, "d")
		d := Duration{rapid.IntRange(0, 500).Draw(t, "n"), rapid.SampledFrom([]Unit{Day, Week, Month, Year}).Draw(t, "unit")}
		later, err := Add(day, d)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Sub(later, d); err != nil || back != Value(day) {
			t.Fatalf("%s + %s = %s, back %v, %v", day.Raw(), d.Raw(), later.Raw(), back, err)
		}
		end, err := End(day, d)
		if err != nil {
			t.Fatal(err)
		}
		if gap, err := Sub(later, end); err != nil || gap != Value(Duration{1, Day}) {
			t.Fatalf("%s to %s: %v %v", end.Raw(), later.Raw(), gap, err)
		}
	})
}

func TestLists(t *testing.T) {
	table := Table{
		{"id": Text("M1"), "amount": val(t, "money 5"), "level": Chosen{Word: "sole"}},
		{"id": Text("M2"), "amount": val(t, "money 7.50"), "level": Chosen{Word: "exclusive"}},
		{"id": Text("M3"), "amount": None{}, "level": Blank{}},
	}
	amounts, err := Column(table, "amount")
	if err != nil || amounts.Raw() != "[USD 5, USD 7.50, null]" {
		t.Errorf("Column: %v %v", amounts, err)
	}
	for name, want := range map[string]string{"sum": "USD 12.50", "min": "USD 5", "max": "USD 7.50"} {
		v, err := map[string]func() (Value, error){
			"sum": func() (Value, error) { return Sum(amounts) },
			"min": func() (Value, error) { return Min(amounts, "6") },
			"max": func() (Value, error) { return Max("6", amounts) },
		}[name]()
		if err != nil || v.Raw() != want {
			t.Errorf("%s: %v %v", name, v, err)
		}
	}
	if v, err := Sum(List{Integer(1), Blank{Path: "b"}}); err != nil || v != Value(Blank{Path: "b"}) {
		t.Errorf("Sum of an open value: %v %v", v, err)
	}
	if v, err := Sum(List{}); err != nil || v != Value(Integer(0)) {
		t.Errorf("Sum of nothing: %v %v", v, err)
	}
	if v, err := Max(); err != nil || v != Value(None{}) {
		t.Errorf("Max of nothing: %v %v", v, err)
	}
	rows, err := Rows(table, "level", "sole")
	if err != nil || len(rows) != 1 || rows[0]["id"] != any(Text("M1")) {
		t.Errorf("Rows: %v %v", rows, err)
	}
	for _, call := range []func() error{
		func() error { _, err := Column(table, "zebra"); return err }, func() error { _, err := Column(Text("x"), "a"); return err },
		func() error { _, err := Rows(table, "zebra", 1); return err }, func() error { _, err := Rows(table, "amount", Date{}); return err },
		func() error { _, err := Sum(List{Integer(1), Licensor}); return err }, func() error { _, err := Min(Licensor, 5); return err },
		func() error { _, err := Includes(List{Date{}}, Integer(5)); return err },
	} {
		if call() == nil {
			t.Error("no error")
		}
	}
	for _, test := range []struct {
		list, x any
		want    bool
	}{
		{List{Text("a"), Chosen{Word: "b"}}, "b", true},
		{Triggers{"T1"}, Text("T2"), false},
		{Territory{"UK"}, "GB", true},
		{List{Blank{}}, "a", false},
		{None{}, "a", false},
		{Text("a"), "a", true},
		{List{Integer(2030)}, 2030, true},
	} {
		if got, err := Includes(test.list, test.x); got != test.want || err != nil {
			t.Errorf("Includes(%v, %v) = %v, %v", test.list, test.x, got, err)
		}
	}
}

func TestTouches(t *testing.T) {
	for _, test := range []struct {
		territory any
		group     string
		want      bool
	}{
		{Territory{"DE"}, "EU", true},
		{Territory{"NO"}, "EU", false},
		{Territory{"NO"}, "EEA", true},
		{Territory{"UK"}, "EEA", false},
		{Territory{"CH"}, "EEA", false},
		{Territory{"EEA"}, "EU", true},
		{Territory{"EU"}, "FR", true},
		{Territory{"WORLD"}, "UK", true},
		{Territory{"WORLD", "-UK"}, "UK", false},
		{Territory{"WORLD", "-UK"}, "EEA", true},
		{Territory{"WORLD", "-EEA"}, "EU", false},
		{Territory{"LATAM"}, "BR", true},
		{Territory{"LATAM", "-BR"}, "MERCOSUR", true},
		{Territory{"BENELUX"}, "EEA", true},
		{Territory{"BENELUX", "-EEA", "US"}, "NL", false},
		{Territory{"US"}, "WORLD", true},
		{Territory{"US", "UK"}, "GB", true},
		{Territory{}, "WORLD", false},
		{Blank{}, "EU", false},
		{None{}, "EU", false},
	} {
		if got := Touches(test.territory, test.group); got != test.want {
			t.Errorf("Touches(%v, %s) = %v", test.territory, test.group, got)
		}
	}
}

// Every code is a country that the Unicode data know, in order and once, and
// has a name of its own that is fit for a contract.
func TestCountryNames(t *testing.T) {
	if len(countryCodes) != 249 || len(euMembers) != 27 || len(eeaMembers) != 30 {
		t.Errorf("%d codes, %d in the EU, %d in the EEA", len(countryCodes), len(euMembers), len(eeaMembers))
	}
	seen := map[string]string{}
	for _, code := range countryCodes {
		region, err := language.ParseRegion(code)
		name := CountryName(code)
		if err != nil || !region.IsCountry() && code != "AQ" {
			t.Errorf("%s: %v %v", code, region, err)
		}
		if len(name) < 4 || strings.ContainsAny(name, "&’") || seen[name] != "" {
			t.Errorf("%s: %q, like %s", code, name, seen[name])
		}
		if strings.HasSuffix(name, " Islands") != strings.HasPrefix(name, "the ") && strings.HasSuffix(name, " Islands") {
			t.Errorf("%s: %q", code, name)
		}
		seen[name] = code
	}
	for code, want := range map[string]string{
		"NL":  "the Netherlands",
		"CZ":  "Czechia",
		"CI":  "Côte d'Ivoire",
		"KR":  "the Republic of Korea",
		"KN":  "Saint Kitts and Nevis",
		"ZZZ": "ZZZ",
		"":    "",
	} {
		if got := CountryName(code); got != want {
			t.Errorf("CountryName(%q) = %q", code, got)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, test := range []struct{ items, us, uk string }{
		{"", "", ""},
		{"a", "a", "a"},
		{"a|b", "a or b", "a or b"},
		{"a|b|c", "a, b, or c", "a, b or c"},
		{"a, x|b|c", "a, x; b; or c", "a, x; b; or c"},
	} {
		items := strings.Split(test.items, "|")
		if us, uk := StyleOf("us").Join(items, "or"), StyleOf("uk").Join(items, "or"); us != test.us || uk != test.uk {
			t.Errorf("%s: %q, %q", test.items, us, uk)
		}
	}
	for family, want := range map[string]string{"us": "en-US", "uk": "en-GB", "eu-civil": "en-GB", "mars": "en-GB"} {
		if got := StyleOf(family).Pack().Lang; got != want {
			t.Errorf("%s: %s", family, got)
		}
	}
	var zero Style
	if got := zero.Pack().Lang + zero.Write(Money{Currency: "EUR"}); got != "en-GBEUR\u00a00" {
		t.Errorf("the zero Style: %q", got)
	}
}

// No operation panics, whatever the kinds of its operands, and values that
// are still open never count as answers.
func TestOperationsOnAnything(t *testing.T) {
	values := []any{nil, true, 5, int64(-1), 0.5, "x", "5", "2027-01-01", "1y", Text(""), Chosen{Word: "a"}, Flag(true), Integer(1 << 62), Number{}, Percent{}, Money{}, Date{}, Date{2027, 1, 31},
		Duration{1 << 30, Year}, Duration{-3, Unit(99)}, Party(""), Licensee, Territory{"DE", "?"}, Territory(nil), List{None{}, List{}}, List(nil), Row{"a": 1}, Table{nil, {"a": 1}}, Triggers{"T1"}, Reference(""), Blank{}, None{}, struct{}{}}
	for _, a := range values {
		for _, b := range values {
			for _, op := range []func(a, b any) (Value, error){Add, Sub, Mul, Div, End} {
				v, err := op(a, b)
				if (v == nil) == (err == nil) {
					t.Errorf("%#v, %#v: %v, %v", a, b, v, err)
				}
			}
			_, _ = Compare(a, b)
			_, _ = Equal(a, b)
			_, _ = Includes(a, b)
			_, _ = Min(a, b)
			_, _ = Rows(a, "a", b)
		}
		_, _ = Sum(a)
		_, _ = Days(a)
		_, _ = Column(a, "a")
		_, _ = Truth(a), Touches(a, "EU")
		if v, ok := a.(Value); ok {
			_ = fmt.Sprint(v.Raw(), StyleOf("us").Write(v), WithCurrency(v, "USD"))
		}
	}
}

// TestSeatOf: the last words of an address name its country.
func TestSeatOf(t *testing.T) {
	for address, want := range map[string]string{
		"Leopoldstr. 1, 80331 Munich, Germany":               "DE",
		"Leopoldstr. 1, D-80331 München Deutschland":         "DE",
		"1 Quay Street, Belfast BT1 1AA, Northern Ireland.":  "UK",
		"1 Quay Street, Dublin 2, Ireland":                   "IE",
		"Dublin 2, Republic of Ireland":                      "IE",
		"1 King's Parade, Cambridge CB2 1TN, United Kingdom": "UK",
		"Keizersgracht 1, 1015 Amsterdam, the Netherlands":   "NL",
		"1 Main Street, Springfield, IL 62701":               "US",
		"1 Main Street, Springfield, IL 62701-0001, U.S.A.":  "US",
		"1 Main Street, Santa Fe, New Mexico":                "US",
		"1 George Street, Sydney, New South Wales":           "AU",
		"1-1 Marunouchi, Tokyo 100-0005, Japan":              "JP",
		"Germany Street 5, Windhoek":                         "",
		"Newfoundland 5":                                     "",
		"Norwaybury":                                         "",
		"":                                                   "",
	} {
		if got := seatOf(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
	if Seated("Bern, Switzerland", "EEA") || !Seated("Oslo, Norway", "EEA") || Seated("Oslo, Norway", "EU") || Seated("somewhere", "WORLD") {
		t.Error("a group of countries")
	}
}
