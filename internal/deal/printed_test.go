package deal_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"clausewright/internal/deal"
	"clausewright/internal/style"
)

// TestReadBack: what a style writes it reads, in each style.
func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style := deal.StyleOf(rapid.SampledFrom(style.Names()).Draw(t, "style"))
		n := rapid.IntRange(0, 9999).Draw(t, "n")
		amount := decimal.New(rapid.Int64Range(0, 1<<40).Draw(t, "amount"), -int32(rapid.IntRange(0, 2).Draw(t, "places")))
		for kind, v := range map[deal.Kind]deal.Value{
			deal.KindInteger:  deal.Integer(n),
			deal.KindNumber:   deal.Number{Amount: amount},
			deal.KindPercent:  deal.Percent{Amount: amount},
			deal.KindMoney:    deal.Money{Amount: amount, Currency: rapid.SampledFrom([]string{"USD", "GBP", "EUR"}).Draw(t, "currency")},
			deal.KindDate:     deal.Date{Year: 1000 + n%9000, Month: 4, Day: 1 + n%28},
			deal.KindDuration: deal.Duration{N: n, Unit: deal.Unit(rapid.IntRange(0, 4).Draw(t, "unit"))},
			deal.KindParty:    deal.Licensee,
			deal.KindText:     deal.Text("cells for passenger cars"),
		} {
			printed := style.Write(v)
			got, ok := style.Read(&deal.Parameter{Kind: kind}, printed)
			if !ok || !deal.Same(got, v) {
				t.Fatalf("%s %q reads as %v, %v", kind, printed, got, ok)
			}
		}
	})
}

// TestReadPrinted: what the functions print, and what people type, is read; what
// may be something else is not.
func TestReadPrinted(t *testing.T) {
	for _, test := range []struct {
		kind       deal.Kind
		text, want string // want is "" where it is not read
	}{
		{deal.KindDuration, "60-day", "60d"},
		{deal.KindDuration, "ten business days", "10bd"},
		{deal.KindDuration, "10 Business Days", "10bd"},
		{deal.KindDuration, "one year", "1y"},
		{deal.KindDuration, "45", ""},
		{deal.KindDuration, "45 days after receipt", ""},
		{deal.KindDuration, "45 dogs", ""},
		{deal.KindInteger, "3 members", "3"},
		{deal.KindInteger, "three times", "3"},
		{deal.KindInteger, "twice", "2"},
		{deal.KindInteger, "third", "3"},
		{deal.KindInteger, "12th", "12"},
		{deal.KindInteger, "12,000", "12000"},
		{deal.KindInteger, "3.5", ""},
		{deal.KindInteger, "many members", ""},
		{deal.KindPercent, "7.50%", "7.50%"},
		{deal.KindPercent, "7.50", ""},
		{deal.KindMoney, "$275,000", "USD 275000"},
		{deal.KindMoney, "EUR\u00a0275,000.50", "EUR 275000.50"},
		{deal.KindMoney, "275,000", "275000"},
		{deal.KindMoney, "XXQ 5", ""},
		{deal.KindMoney, "$2.755", ""},
		{deal.KindDate, "February 30, 2027", ""},
		{deal.KindDate, "1 March 2027", "2027-03-01"},
		{deal.KindDate, "March 1, 2027", "2027-03-01"},
		{deal.KindFlag, "yes", ""},
		{deal.KindText, "", ""},
	} {
		v, ok := deal.StyleOf("us").Read(&deal.Parameter{Kind: test.kind}, test.text)
		got := ""
		if ok {
			got = v.Raw()
		}
		if got != test.want {
			t.Errorf("%s %q reads as %q, want %q", test.kind, test.text, got, test.want)
		}
	}
}

var setSchema = &deal.Schema{Parameters: []*deal.Parameter{
	{Path: "deal.currency", Kind: deal.KindText, Default: "USD"},
	{Path: "payment.due", Kind: deal.KindDuration},
	{Path: "payment.late_rate", Kind: deal.KindPercent},
	{Path: "fees.upfront", Kind: deal.KindMoney},
	{Path: "fees.note", Kind: deal.KindText},
	{Path: "term.end", Kind: deal.KindDate},
	{Path: "royalty.tiers", Kind: deal.KindTable, Columns: []deal.Parameter{
		{Path: "from", Kind: deal.KindNumber},
		{Path: "to", Kind: deal.KindNumber, Optional: true},
		{Path: "rate", Kind: deal.KindPercent},
	}},
}}

// tiers are rows of a table: from, rate, from, rate.
func tiers(cells ...int64) deal.Table {
	var rows deal.Table
	for pair := range slices.Chunk(cells, 2) {
		rows = append(rows, deal.Row{"from": deal.Integer(pair[0]), "to": deal.None{Path: "to"}, "rate": deal.Percent{Amount: decimal.NewFromInt(pair[1])}})
	}
	return rows
}

// TestSet: one answer is written, and nothing else of the file changes.
func TestSet(t *testing.T) {
	days := deal.Duration{N: 45}
	dollars := deal.Money{Amount: decimal.NewFromInt(300000), Currency: "USD"}
	for _, test := range []struct {
		name, file, path string
		value            deal.Value
		want             string // "" where the file stays as it is
	}{
		{"a block", "payment:\n  # agreed\n  due: 30d   # days\n", "payment.due", days, "payment:\n  # agreed\n  due: 45d   # days\n"},
		{"with the unit in words", "payment: {due: 30 days}\n", "payment.due", days, "payment: {due: 45 days}\n"},
		{"another unit in words", "payment: {due: 1 year}\n", "payment.due", days, "payment: {due: 45d}\n"},
		{"in quotation marks", "payment: {due: \"30d\", late_rate: 5}\n", "payment.due", days, "payment: {due: 45d, late_rate: 5}\n"},
		{"in single ones", "payment: {due: '30d'}\n", "payment.due", days, "payment: {due: 45d}\n"},
		{"a percentage without its sign", "payment: {late_rate: 5}\n", "payment.late_rate", deal.Percent{Amount: decimal.New(75, -1)}, "payment: {late_rate: 7.5}\n"},
		{"a percentage with its sign", "payment: {late_rate: 5%}\n", "payment.late_rate", deal.Percent{Amount: decimal.New(75, -1)}, "payment: {late_rate: 7.5%}\n"},
		{"money in the deal's currency", "fees: {upfront: 250000}\n", "fees.upfront", dollars, "fees: {upfront: 300000}\n"},
		{"money with its currency", "fees: {upfront: USD 250000}\n", "fees.upfront", dollars, "fees: {upfront: USD 300000}\n"},
		{"money in another currency", "fees: {upfront: 250000}\n", "fees.upfront", deal.Money{Amount: decimal.NewFromInt(5), Currency: "EUR"}, "fees: {upfront: EUR 5}\n"},
		{"money in parts", "fees: {upfront: {amount: 250000, currency: USD}}\n", "fees.upfront", dollars, "fees: {upfront: {amount: 300000, currency: USD}}\n"},
		{"money in parts, in another currency", "fees: {upfront: {amount: 250000, currency: EUR}}\n", "fees.upfront", dollars, ""},
		{"an open value", "fees: {upfront: TBD}\n", "fees.upfront", dollars, "fees: {upfront: 300000}\n"},
		{"an open mark", "fees: {upfront: [●]}\n", "fees.upfront", dollars, "fees: {upfront: 300000}\n"},
		{"a date", "term: {end: 2035-01-31}\n", "term.end", deal.Date{Year: 2036, Month: 2, Day: 1}, "term: {end: 2036-02-01}\n"},
		{"a text that needs quotation marks", "fees: {note: as agreed}\n", "fees.note", deal.Text("paid: in full"), "fees: {note: \"paid: in full\"}\n"},
		{"a group in braces that lacks it", "payment: {late_rate: 5}\n", "payment.due", days, "payment: {due: 45d, late_rate: 5}\n"},
		{"a group in lines that lacks it", "payment: # terms\n    # rate\n    late_rate: 5\nterm: {end: 2035-01-31}\n", "payment.due", days, "payment: # terms\n    due: 45d\n    # rate\n    late_rate: 5\nterm: {end: 2035-01-31}\n"},
		{"no such group", "term: {end: 2035-01-31}\n", "payment.due", days, "term: {end: 2035-01-31}\npayment:\n  due: 45d\n"},
		{"no such group, and no last line end", "term: {end: 2035-01-31}", "payment.due", days, "term: {end: 2035-01-31}\npayment:\n  due: 45d"},
		{"Windows line ends", "\ufeffpayment:\r\n  late_rate: 5\r\n", "payment.due", days, "\ufeffpayment:\r\n  due: 45d\r\n  late_rate: 5\r\n"},
		{"letters outside ASCII before it", "fees: {note: \"à côté\", upfront: 250000}\n", "fees.upfront", dollars, "fees: {note: \"à côté\", upfront: 300000}\n"},
		{"a cell", "royalty: {tiers: [{from: 0, rate: 5}, {from: 9, rate: 4}]}\n", "royalty.tiers[2].rate", deal.Percent{Amount: decimal.New(35, -1)}, "royalty: {tiers: [{from: 0, rate: 5}, {from: 9, rate: 3.5}]}\n"},
		{"a cell of a row in lines", "royalty:\n  tiers:\n    - from: 0\n      rate: 5 # percent\n", "royalty.tiers[1].rate", deal.Percent{Amount: decimal.New(35, -1)}, "royalty:\n  tiers:\n    - from: 0\n      rate: 3.5 # percent\n"},
		{"a cell that is not there", "royalty:\n  tiers:\n    - from: 0\n", "royalty.tiers[1].rate", deal.Percent{Amount: decimal.New(35, -1)}, ""},
		{"a row that is not there", "royalty: {tiers: [{from: 0, rate: 5}]}\n", "royalty.tiers[2].rate", deal.Percent{Amount: decimal.New(35, -1)}, ""},
		{"a text over several lines", "fees:\n  note: >-\n    one\n    two\n", "fees.note", deal.Text("three"), "fees:\n  note: three\n"},
		{"a text whose words stand on two lines", "fees:\n  note: one\n    two # why\n", "fees.note", deal.Text("three"), "fees:\n  note: three # why\n"},
		{"a quoted text on two lines", "fees: {note: \"one\n  two\", upfront: 5}\n", "fees.note", deal.Text("three"), "fees: {note: three, upfront: 5}\n"},
		{"beside a fault", "fees: {upfront: none of it, note: one}\n", "fees.note", deal.Text("two"), "fees: {upfront: none of it, note: two}\n"},
		{"in the place of a fault", "fees: {upfront: none of it, note: one}\n", "fees.upfront", dollars, "fees: {upfront: 300000, note: one}\n"},
		{"one row of a table in lines", "royalty:\n  tiers: # by year\n    - {from: 0, rate: 5} # first\n    - {from: 9, rate: 4} # then\n", "royalty.tiers", tiers(0, 5, 9, 3), "royalty:\n  tiers: # by year\n    - {from: 0, rate: 5} # first\n    - {from: 9, rate: 3} # then\n"},
		{"a row added", "royalty:\n  tiers:\n    - {from: 0, rate: 5} # first\n", "royalty.tiers", tiers(0, 5, 9, 3), "royalty:\n  tiers:\n    - {from: 0, rate: 5} # first\n    - {from: 9, rate: 3}\n"},
		{"a cell more in a row in lines", "royalty:\n  tiers:\n    - from: 0 # first\n      rate: 5 # percent\nfees: {note: a}\n", "royalty.tiers", deal.Table{{"from": deal.Integer(1), "to": deal.Integer(9), "rate": deal.Percent{Amount: decimal.NewFromInt(4)}}}, "royalty:\n  tiers:\n    - from: 1 # first\n      to: 9\n      rate: 4 # percent\nfees: {note: a}\n"},
		{"a row taken out", "royalty: {tiers: [{from: 0, rate: 5}, {from: 9, rate: 4}]}\n", "royalty.tiers", tiers(9, 4), "royalty: {tiers: [{from: 9, rate: 4}]}\n"},
		{"a row taken out, and its comment", "royalty:\n  tiers:\n    - {from: 0, rate: 5} # first\n    - {from: 9, rate: 4} # then\n", "royalty.tiers", tiers(9, 4), ""},
		{"a comment inside", "royalty: {tiers: [{from: 0, rate: 5}, # first\n  {from: 9, rate: 4}]}\n", "royalty.tiers", tiers(1, 1, 2, 2), "royalty: {tiers: [{from: 1, rate: 1}, # first\n  {from: 2, rate: 2}]}\n"},
		{"an answer on which others depend", "deal: {currency: USD}\nfees: {upfront: 250000}\n", "deal.currency", deal.Text("EUR"), "deal: {currency: EUR}\nfees: {upfront: 250000}\n"},
		{"not YAML", "fees: {", "fees.upfront", dollars, ""},
	} {
		got, err := deal.Set([]byte(test.file), setSchema, test.path, test.value)
		if (err != nil) != (test.want == "") || err == nil && string(got) != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}

func TestClear(t *testing.T) {
	for _, test := range []struct{ name, file, path, want string }{
		{"a line", "payment:\n  due: 30d # days\n  late_rate: 5\n", "payment.due", "payment:\n#  due: 30d # days\n  late_rate: 5\n"},
		{"between braces", "payment: {due: 30d, late_rate: 5} # both\n", "payment.due", "payment: {late_rate: 5} # both\n"},
		{"the last between braces", "payment: {late_rate: 5, due: 30d}\n", "payment.due", "payment: {late_rate: 5}\n"},
		{"the last of a group", "term: {end: 2035-01-31}\npayment:\n  due: 30d\n", "payment.due", "term: {end: 2035-01-31}\n#payment:\n#  due: 30d\n"},
		{"the last between braces of a group", "term: {end: 2035-01-31}\npayment: {due: 30d}\n", "payment.due", "term: {end: 2035-01-31}\n#payment: {due: 30d}\n"},
		{"over several lines", "fees:\n  note: >-\n    one\n    two\n  upfront: 5\n", "fees.note", "fees:\n#  note: >-\n#    one\n#    two\n  upfront: 5\n"},
		{"what is not there", "term: {end: 2035-01-31}\n", "payment.due", "term: {end: 2035-01-31}\n"},
	} {
		got, err := deal.Clear([]byte(test.file), setSchema, test.path)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for number, want := range map[string]string{
		"1":    "first",
		"10":   "tenth",
		"11":   "11th",
		"13":   "13th",
		"20":   "20th",
		"21":   "21st",
		"22":   "22nd",
		"33":   "33rd",
		"101":  "101st",
		"1012": "1012th",
	} {
		if got := deal.Ordinal(number); got != want {
			t.Errorf("%s: %s, not %s", number, got, want)
		}
	}
}
