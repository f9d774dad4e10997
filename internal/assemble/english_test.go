package assemble_test

import (
	"regexp"
	"strings"
	"testing"
)

// forms are forms of company and of other bodies from many laws, each with the
// article that it is spoken with.
var forms = strings.Split(strings.TrimSpace(`
an LLC under the law of Ohio
an unincorporated association
an EU company
a European company (SE)
a one-person company
an English private limited company
a Delaware corporation
a German GmbH
a GmbH
an AG under Swiss law
an SA
an S.A. under the law of Luxembourg
an SAS
a SARL
an S.à r.l. under the law of Luxembourg
an NV
an N.V.
a BV
a B.V.
an LP
an LLP
an LLLP
a PLC
a plc
an SpA
an S.p.A.
an SRL
an S.r.l.
an SE
a KG
a KGaA
an OHG
a UG (haftungsbeschränkt)
an e.V. under German law
an eG
an AB
an ApS
an A/S
an AS
an ASA
an Oy
an Oyj
an OÜ
an AB (publ)
a UAB
an SIA
a d.o.o.
an a.s.
an s.r.o.
a Kft.
a Zrt.
an SPRL
a BVBA
an ASBL
an SCA
an SCS
an SNC
an EURL
a University of the State of Iowa
a university
a union of cooperatives
a unit trust
a United States corporation
a US corporation
a UK company
a U.S. corporation
a Utah limited liability company
a Ukrainian company
a Uruguayan company
an Ugandan company
an unlimited company
an unregistered branch
an Icelandic company
an Irish company
an Indian company
an Israeli company
an Italian company
an Iowa corporation
an Idaho corporation
an Indiana corporation
an Illinois corporation
an Alabama corporation
an Alaska corporation
an Arizona corporation
an Arkansas corporation
an Ohio corporation
an Oregon corporation
an Oklahoma corporation
an Ontario corporation
an Austrian company
an Australian company
an Estonian company
an Egyptian company
an Emirati company
an Omani company
an academic institution
an independent research institute
an individual
an open joint stock company
an exempted company
an incorporated association
an honest broker
an hourly paid partnership
a hospital trust
a Hungarian company
a Honduran company
a Swedish private limited company (aktiebolag)
a Japanese stock company (kabushiki kaisha)
a KK
a Pty Ltd
a public university of the State of Iowa
an MBH
an FZE
an FZ-LLC
an RLLP
an HTA
an X corporation
an 8-member partnership
`), "\n")

func TestArticle(t *testing.T) {
	if len(forms) < 100 {
		t.Fatalf("only %d forms", len(forms))
	}
	for _, want := range forms {
		_, form, _ := strings.Cut(want, " ")
		if form[0] == '8' {
			want = form // what begins with a digit is written by whoever asks
		}
		if got := plainly(t, "{{a .deal.name}}", "deal: {name: '"+form+"'}"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, stays := range []string{"an escrow agent", "the court", "one of them", "its agent"} {
		if got := plainly(t, "{{a .deal.name}}", "deal: {name: "+stays+"}"); got != stays {
			t.Errorf("%q, want %q", got, stays)
		}
	}
}

func TestDefinite(t *testing.T) {
	for _, want := range []string{
		"the State of Iowa", "the Commonwealth of Massachusetts", "the Republic of Korea", "the Kingdom of Denmark", "the United States", "the Province of Ontario", "the Netherlands",
		"the Federal Arbitration Act", "the Arbitration Act 1996", "the Bankruptcy Code", "the American Arbitration Association", "the ICC International Centre for ADR", "the WIPO Arbitration and Mediation Center",
		"the XY Platform", "the Resolution Institute", "the International Chamber of Commerce", "the Department of Energy", "the National Institutes of Health", "the University of Iowa", "the ADR Institute of Canada", "the courts of Victoria", "the state or federal courts of Maryland",
		"the greater of two sums", "the ECB reference rate on the last day", "the prime rate plus 2 percentage points", "6% per year",
		"Germany", "New York", "Iowa", "England and Wales", "Swiss law", "Stanford University", "Harrow Lens LLC", "AAA", "Victoria, Australia",
	} {
		if got := plainly(t, "{{the .deal.name}}", "deal: {name: '"+strings.TrimPrefix(want, "the ")+"'}"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFrame(t *testing.T) {
	for _, test := range [][3]string{
		{`{{frame .deal.items "is" "are"}}`, "[a]", "is"},
		{`{{frame .deal.items "is" "are"}}`, "[a, b]", "are"},
		{`{{frame .deal.items "it" "both" "all"}}`, "[a, b]", "both"},
		{`{{frame .deal.items "it" "both" "all"}}`, "[a, b, c, d]", "all"},
		{`{{frame .deal.items "nothing" "it" "both" "all"}}`, "~", "nothing"},
		{`{{frame (len .deal.items) "nothing" "it" "both" "all"}}`, "[a]", "it"},
	} {
		if got := plainly(t, test[0], "deal: {name: x, items: "+test[1]+"}"); got != test[2] {
			t.Errorf("%s of %s: %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// Dates, sums of money and long numbers within a text print in the style of the
// draft; what may be the number of something stays, and so does what a
// condition sees.
func TestStyledWithinText(t *testing.T) {
	for _, test := range [][3]string{
		{"before 2036-12-31", "before December 31, 2036", "before 31 December 2036"},
		{"EUR 10000000 or USD 2500.50, by 2031-06-30.", "EUR 10,000,000 or $2,500.50, by June 30, 2031.", "EUR 10,000,000 or USD 2,500.50, by 30 June 2031."},
		{"JPY 500000000", "JPY 500,000,000", "JPY 500,000,000"},
		{"at least 50000 units (2027-01-01)", "at least 50,000 units (January 1, 2027)", "at least 50,000 units (1 January 2027)"},
		{"1000 units", "1000 units", "1000 units"},
		{"HRB 559000, IEC 62660, EUR 10m, T-2031-06-30, 2031-06-31 and 70000 Ulm", "HRB 559000, IEC 62660, EUR 10m, T-2031-06-30, 2031-06-31 and 70000 Ulm", ""},
		{"award number 7654321 of the agency", "award number 7654321 of the agency", ""},
		{"Albany, NY 12207", "Albany, NY 12207", ""},
		{"P.O. Box 12345 is the address", "P.O. Box 12345 is the address", ""},
		{"US 12345678 and later patents", "US 12345678 and later patents", ""},
	} {
		for family, want := range map[string]string{"us": test[1], "eu-civil": test[2]} {
			if want == "" {
				want = test[1]
			}
			got := strings.ReplaceAll(plainly(t, "{{.deal.name}}", "deal: {law_family: "+family+", name: '"+test[0]+"'}"), "\u00a0", " ")
			if got != want {
				t.Errorf("%s in %s: %q, want %q", test[0], family, got, want)
			}
		}
	}
	if got := plainly(t, `{{if contains "2036-12-31" .deal.name}}yes{{end}}`, "deal: {name: before 2036-12-31}"); got != "yes" {
		t.Error("a condition sees the answer as it is printed, not as it was given")
	}
}

// plainly is what a wording of one line prints, without escapes.
func plainly(t *testing.T, wording, answers string) string {
	t.Helper()
	return unescape.ReplaceAllString(body(t, wording, answers), "$1")
}

var unescape = regexp.MustCompile(`\\([[:punct:]])`)

// TestLaw: a law reads well in a sentence, whether a place or the law is named.
func TestLaw(t *testing.T) {
	readsAs(t, "by {{law .deal.name}}", map[string]string{
		"Germany":                           "the laws of Germany",
		"State of Iowa":                     "the laws of the State of Iowa",
		"New York":                          "the laws of the State of New York",
		"Swiss law":                         "the laws of Switzerland",
		"laws of Ontario":                   "the laws of Ontario",
		"Province of Ontario":               "the laws of the Province of Ontario",
		"The laws of the State of New York": "the laws of the State of New York",
		"TBD":                               "the laws of [●]<!-- deal.name: Who is it? -->",
	})
}

// TestPlaces: the codes of an enumeration are countries, other words are words.
func TestPlaces(t *testing.T) {
	readsAs(t, "in {{places .deal.name}}", map[string]string{
		"US":              "the United States of America",
		"US and Japan":    "the United States of America and Japan",
		"EEA, UK, and CH": "the European Economic Area, the United Kingdom, and Switzerland",
		"worldwide":       "worldwide",
		"IT services":     "IT services",
		"US/CA":           "the United States of America/Canada",
		"XQ":              "XQ",
	})
}

// readsAs holds what a wording prints for a name, behind the word that it begins with.
func readsAs(t *testing.T, wording string, wants map[string]string) {
	t.Helper()
	before, _, _ := strings.Cut(wording, "{{")
	for given, want := range wants {
		if got := plainly(t, wording, "deal: {name: '"+given+"'}"); got != before+want {
			t.Errorf("%s: %s", given, got)
		}
	}
}
