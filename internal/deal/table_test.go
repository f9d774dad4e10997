package deal

import "testing"

// Rows that have cells in common may be grouped under one of them.
func TestGroupedRows(t *testing.T) {
	p := &Parameter{Path: "rates", Kind: KindTable, Grouped: "tiers", Columns: []Parameter{
		{Path: "id", Kind: KindText},
		{Path: "to", Kind: KindNumber, Optional: true},
		{Path: "rate", Kind: KindNumber},
	}}
	for _, test := range []struct{ grouped, flat string }{
		{"[{id: A, tiers: [{to: 5, rate: 1}, {rate: 2}]}]", "[{id: A, to: 5, rate: 1}, {id: A, rate: 2}]"},
		{"[{tiers: [{rate: 1}], id: A}, {id: B, rate: 2}]", "[{id: A, rate: 1}, {id: B, rate: 2}]"},
	} {
		got, err := ReadText(p, test.grouped, "USD")
		if err != nil {
			t.Fatal(err)
		}
		want, err := ReadText(p, test.flat, "USD")
		if err != nil {
			t.Fatal(err)
		}
		if got.Raw() != want.Raw() {
			t.Errorf("%s: %s, want %s", test.grouped, got.Raw(), want.Raw())
		}
	}
	for _, text := range []string{"[{id: A, tiers: []}]", "[{id: A, tiers: [1]}]", "[{id: A, tiers: 5}]"} {
		if v, err := ReadText(p, text, "USD"); err == nil {
			t.Errorf("%s: %s, want an error", text, v.Raw())
		}
	}
}
