package deal_test

import (
	"testing"

	"clausewright/internal/deal"
)

// TestAsk: a question is written with its answer where its group is, which then has
// one key a line; everything else stays as it is.
func TestAsk(t *testing.T) {
	open, text := deal.Blank{}, deal.Text("some")
	for _, test := range []struct {
		name, file, path string
		value            deal.Value
		want             string // "" where the file stays as it is
	}{
		{"no such group", "fees: {note: a}\n", "payment.due", open, "fees: {note: a}\npayment:\n  # how much?\n  due: TBD\n"},
		{"a group in lines", "payment: # terms\n    # rate\n    late_rate: 5\n", "payment.due", open, "payment: # terms\n    # how much?\n    due: TBD\n    # rate\n    late_rate: 5\n"},
		{"a group in braces", "# ours\nfees: {note: a} # both\n", "fees.upfront", open, "# ours\nfees:  # both\n  # how much?\n  upfront: TBD\n  note: a\n"},
		{"with braces, marks and commas in it", `fees: {note: "a}, {b: c", upfront: {amount: 5, currency: USD}}` + "\n", "fees.extra", text, "fees:\n  # how much?\n  extra: some  # pre-filled\n  note: \"a}, {b: c\"\n  upfront: {amount: 5, currency: USD}\n"},
		{"an apostrophe in it", "fees: {note: it's here, upfront: 5}\n", "fees.extra", text, "fees:\n  # how much?\n  extra: some  # pre-filled\n  note: it's here\n  upfront: 5\n"},
		{"an empty group in braces", "fees: {}\n", "fees.upfront", open, ""}, // nothing tells where its answers stand
		{"a table", "fees: {note: a}\n", "royalty.tiers", open, "fees: {note: a}\nroyalty:\n  # how much?\n  tiers: TBD\n"},
		{"Windows line ends", "fees: {note: a}\r\n", "fees.extra", text, "fees:\r\n  # how much?\r\n  extra: some  # pre-filled\r\n  note: a\r\n"},
		{"braces over several lines", "fees: {note: a,\n  upfront: 5}\n", "fees.extra", text, ""},
		{"not YAML", "fees: {", "fees.upfront", open, ""},
	} {
		got, err := deal.Ask([]byte(test.file), askSchema, test.path, test.value, []string{"how much?"})
		if (err != nil) != (test.want == "") || err == nil && string(got) != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}

var askSchema = &deal.Schema{Parameters: append(setSchema.Parameters, &deal.Parameter{Path: "fees.extra", Kind: deal.KindText})}

// TestSetTemplate: the name of the template changes, and nothing else.
func TestSetTemplate(t *testing.T) {
	for file, want := range map[string]string{
		"# a\ntemplate: heads # b\nfees: {note: a}\n": "# a\ntemplate: short # b\nfees: {note: a}\n",
		"template: \"heads\"\n":                       "template: short\n",
		"# a\n\nfees: {note: a}\n":                    "# a\n\ntemplate: short\nfees: {note: a}\n",
		"- a\n":                                       "",
	} {
		got, err := deal.SetTemplate([]byte(file), setSchema, "short")
		if (err != nil) != (want == "") || string(got) != want {
			t.Errorf("%q becomes %q, %v; want %q", file, got, err, want)
		}
	}
}
