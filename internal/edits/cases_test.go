package edits_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/edits"
)

// licence is a short agreement with one of each kind of thing.
func licence(t failer) string {
	t.Helper()
	text, err := os.ReadFile("../merge/testdata/licence.md")
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(text)
}

// typing is what somebody did to a text: the first words became the second.
type typing [2]string

func typed(t failer, text string, list ...typing) string {
	t.Helper()
	for _, e := range list {
		if !strings.Contains(text, e[0]) {
			t.Fatalf("there is no %q", e[0])
		}
		text = strings.Replace(text, e[0], e[1], 1)
	}
	return text
}

// keptIn is what becomes of edits of the short agreement.
func keptIn(t failer, base, own, newer string, take ...string) *edits.Outcome {
	t.Helper()
	taken, err := edits.ParseTake(take)
	if err != nil {
		t.Fatalf("%v", err)
	}
	out, err := edits.Keep(read(t, base), read(t, newer), []edits.Edited{{Name: "own", Document: read(t, own)}}, taken, document.Options{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

// What the deal does in the cases below.
var (
	nothing    []typing
	newSection = []typing{
		{"### 1.2 Sunset <a", "### 1.2 Reports <a id=\"reports\"></a>\n\nLicensee shall report.\n\n### 1.3 Sunset <a"},
		{"### 1.3 After", "### 1.4 After"},
		{"date that [Section 1.2]", "date that [Section 1.3]"},
		{"February 29, 2032 | [Section 1.2]", "February 29, 2032 | [Section 1.3]"},
		{"[Sections 1.2](#sunset) and [1.3]", "[Sections 1.3](#sunset) and [1.4]"},
	}
	noTerritory = []typing{{"<!-- definition: -->\n**“Territory”** means Canada.\n\n", ""}, {" and the Territory until", " until"}}
	noAfter     = []typing{{"### 1.3 After the Sunset Date <a id=\"after-sunset\"></a>\n\nOn the day after the date that [Section 1.2](#sunset) states, the license continues as a *non-exclusive* license.\n\n", ""},
		{"[Sections 1.2](#sunset) and [1.3](#after-sunset) do", "[Section 1.2](#sunset) does"}}
)

// TestCases: what people do to a draft, what the deal does meanwhile, what the
// draft says then, and what is told.
func TestCases(t *testing.T) {
	const place = "The parties shall meet within 30 days after the report."
	for _, test := range []struct {
		name string
		own  []typing
		deal []typing
		want string // in the outcome
		told string // a problem; empty for none
	}{
		{"a typed number", []typing{{place, place + " Section 2.1 applies."}}, nothing, "report. [Section 2.1](#fee) applies.", ""},
		{"a typed number, and a Section comes before", []typing{{place, place + " Section 1.3 applies."}}, newSection, "report. [Section 1.4](#after-sunset) applies.", ""},
		{"a typed number with another noun", []typing{{place, place + " It follows clause 1.2."}}, newSection, "It follows [Section 1.3](#sunset).", ""},
		{"a typed number of an item", []typing{{place, place + " It follows Section 1.2(b)."}}, newSection, "It follows [Section 1.3(b)](#sunset-b).", ""},
		{"a typed number of an item that the deal changes", []typing{{place, place + " It follows Section 1.2(b)."}}, []typing{{"competing solutions", "rival solutions"}}, "- (b) rival solutions; and <a id=\"sunset-b\"></a>", ""},
		{"a typed list of numbers", []typing{{place, place + " It follows Sections 1.2, 1.3 and 2.1."}}, newSection, "It follows [Sections 1.3](#sunset), [1.4](#after-sunset) and [2.1](#fee).", ""},
		{"a typed article", []typing{{place, place + " It follows Article 2."}}, nothing, "It follows [Article 2](#money).", ""},
		{"a typed number in a cell", []typing{{"| First | $100,000 |", "| First, Section 1.3 | $100,000 |"}}, newSection, "| First, [Section 1.4](#after-sunset) |", ""},
		{"a typed number at the end of a list", []typing{{"(c) the cost position.", "(c) the cost position under Section 2.1."}}, nothing, "- (c) the cost position under [Section 2.1](#fee).", ""},
		{"a typed number of nothing", []typing{{place, place + " It follows Section 8.2."}}, nothing, "It follows Section 8.2.", `1.2 Sunset: "Section 8.2" leads nowhere: nothing in the draft bears that number`},
		{"a typed number of nothing in a list", []typing{{place, place + " It follows Sections 1.2 and 8.2."}}, nothing, "It follows [Sections 1.2](#sunset) and 8.2.", `"…8.2" leads nowhere`},
		{"a typed number of two Sections", []typing{{place, place + "\n\n### 1.3 Meetings\n\nThey meet under Section 1.3."}}, nothing, "They meet under Section 1.3.", "more than one place bears that number"},
		{"a typed schedule of nothing", []typing{{place, place + " It follows Exhibit B."}}, nothing, "It follows Exhibit B.", `"Exhibit B" leads nowhere`},
		{"a number of a law", []typing{{place, place + " Section 1.2 of the ZPO, Article 2 TFEU and 11 U.S.C. Section 1.3 apply."}}, newSection, "report. Section 1.2 of the ZPO, Article 2 TFEU and 11 U.S.C. Section 1.3 apply.", ""},
		{"a number of this Agreement", []typing{{place, place + " Section 1.2 of this Agreement applies."}}, newSection, "[Section 1.3](#sunset) of this Agreement applies.", ""},
		{"a typed number at the start of a sentence in small letters", []typing{{place, place + " See section 2.1."}}, nothing, "See [Section 2.1](#fee).", ""},

		{"a link in an edited sentence, and a Section comes before", []typing{{"that payment.", "that lump sum."}}, newSection, "[Sections 1.3](#sunset) and [1.4](#after-sunset) do not affect that lump sum.", ""},
		{"a link typed by hand, and a Section comes before", []typing{{place, place + " [See there](#sunset) and [Section 1.3](#after-sunset)."}}, newSection, "[See there](#sunset) and [Section 1.4](#after-sunset).", ""},
		{"the words of a link", []typing{{"[Section 1.2](#sunset) states", "[the Section before](#sunset) states"}}, newSection, "that [the Section before](#sunset) states", ""},
		{"words added to a link", []typing{{"[Section 1.2](#sunset) states", "[Section 1.2 above](#sunset) states"}}, nothing, "that [Section 1.2 above](#sunset) states", ""},
		{"a link of which the target left", []typing{{place, place + " [Section 1.3](#after-sunset) follows."}}, noAfter, "", `1.2 Sunset: nothing here has the id "after-sunset"`},
		{"a typed number of which the target left", []typing{{place, place + " Section 1.3 follows."}}, noAfter, "", `1.2 Sunset: nothing here has the id "after-sunset"`},

		{"a term that is defined no more", []typing{{place, place + " They meet in the Territory."}}, noTerritory, "They meet in the Territory.", `"Territory" is`},
		{"a term that nothing defines", []typing{{place, place + " They meet the Steering Group."}}, nothing, "They meet the Steering Group.", `"Steering Group" is capitalised like a defined term`},
		{"an edited definition", []typing{{"means Canada.", "means Canada and its waters."}}, newSection, "**“Territory”** means Canada and its waters.", ""},
		{"a new definition", []typing{{"means Canada.", "means Canada.\n\n<!-- definition: -->\n**“Expert”** means a Person for the Field."},
			{place, place + " The Expert decides."}}, newSection, "**“Expert”** means a Person for the Field.", `"Person" is`},
		{"a renamed term", []typing{{"**“Territory”** means", "**“Region”** means"},
			{"the Territory until", "the Region until"}}, newSection, "in the Field and the Region until", ""},
		{"a renamed heading", []typing{{"### 1.3 After the Sunset Date", "### 1.3 Afterwards"}}, newSection, "### 1.4 Afterwards <a id=\"after-sunset\"></a>", ""},
		{"a renamed article", []typing{{"## Article 2. Money", "## Article 2. Consideration"}}, newSection, "## Article 2. Consideration", ""},
		{"a new Section, and the deal changes words", []typing{{place, place + "\n\n### 1.3 Minutes\n\nLicensor shall keep minutes."}}, []typing{{"30 days", "45 days"}}, "### 1.3 Minutes\n\nLicensor shall keep minutes.\n\n### 1.4 After the Sunset Date", ""},
		{"a new Section without a number", []typing{{place, place + "\n\n### Minutes\n\nLicensor shall keep minutes."}}, nothing, "and [1.4](#after-sunset) do not affect", ""},
		{"a new schedule", []typing{{"## Article 2. Money", "## Article 2. Money"},
			{"| Second | $150,000 |", "| Second | $150,000 |\n\n<!-- schedule: forms -->\n## Exhibit A. Forms\n\nThe form of the report follows. Exhibit A is part of this Agreement."}}, newSection, "## Exhibit A. Forms\n\nThe form of the report follows. [Exhibit A](#forms) is part", ""},
		{"a row added to a table", []typing{{"| Second | $150,000 |", "| Second | $150,000 |\n| Third | $1 |"}}, []typing{{"| Second | $150,000 |", "| Second | $160,000 |"}}, "| Second | $160,000 |\n| Third | $1 |", ""},
		{"an item added to a list", []typing{{"- (b) competing solutions; and\n", "- (b) competing solutions;\n- (c) the law; and\n"},
			{"- (c) the cost", "- (d) the cost"}}, []typing{{"the size of the market", "the size of all markets"}}, "- (a) the size of all markets;\n- (b) competing solutions;\n- (c) the law; and\n- (d) the cost position.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			base := licence(t)
			out := keptIn(t, base, typed(t, base, test.own...), typed(t, base, test.deal...))
			if len(out.Conflicts) > 0 {
				t.Fatalf("a conflict: %+v", out.Conflicts[0])
			}
			if got := markdownOf(t, out.Document); !strings.Contains(got, test.want) {
				t.Errorf("it does not say %q:\n%s", test.want, got)
			}
			var told []string
			for _, p := range out.Problems {
				told = append(told, p.Message)
			}
			if all := strings.Join(told, "\n"); !strings.Contains(all, test.told) || test.told == "" && all != "" {
				t.Errorf("told %q, want %q", all, test.told)
			}
		})
	}
}

// TestPeople: what two people wrote into one draft is merged as an edit and the
// deal are, and a conflict names both.
func TestPeople(t *testing.T) {
	base := licence(t)
	days := func(n string) typing { return typing{"30 days", n + " days"} }
	for _, test := range []struct {
		name         string
		first, other []typing
		deal         []typing
		take         []string
		conflict     string // its two sides; empty for none
		want         string
	}{
		{"in two places", []typing{days("45")}, []typing{{"the size of the market", "the size of all markets"}}, newSection, nil, "", "(a) the size of all markets;"},
		{"the same words alike", []typing{days("45")}, []typing{days("45")}, nil, nil, "", "45 days"},
		{"the same words otherwise", []typing{days("45")}, []typing{days("60")}, nil, nil, "drafts/deal.md and returned.docx", ""},
		{"the deal does not settle that", []typing{days("45")}, []typing{days("60")}, nil, []string{"deal"}, "drafts/deal.md and returned.docx", ""},
		{"settled for the first", []typing{days("45")}, []typing{days("60")}, nil, []string{"mine"}, "", "45 days"},
		{"settled for the other", []typing{days("45")}, []typing{days("60")}, nil, []string{"theirs"}, "", "60 days"},
		{"settled by name", []typing{days("45")}, []typing{days("60")}, nil, []string{"theirs=sunset"}, "", "60 days"},
		{"both against the deal", []typing{days("45")}, []typing{days("45")}, []typing{days("90")}, nil, "drafts/deal.md and returned.docx and the deal", ""},
		{"one of them against the deal", []typing{{"the size of the market", "the size"}}, []typing{{"$100,000 |", "$110,000 |"}}, []typing{{"$100,000 |", "$120,000 |"}}, nil, "returned.docx and the deal", ""},
		{"the other against the deal", nil, []typing{days("45")}, []typing{days("90")}, []string{"mine"}, "", "45 days"},
		{"each settled by itself", []typing{days("45")}, []typing{days("60")}, []typing{days("90")}, []string{"theirs", "deal"}, "", "90 days"},
	} {
		t.Run(test.name, func(t *testing.T) {
			take, err := edits.ParseTake(test.take)
			if err != nil {
				t.Fatal(err)
			}
			out, err := edits.Keep(read(t, base), read(t, typed(t, base, test.deal...)), []edits.Edited{
				{Name: "drafts/deal.md", Document: read(t, typed(t, base, test.first...))},
				{Name: "returned.docx", Document: read(t, typed(t, base, test.other...))},
			}, take, document.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(out.Conflicts) > 0 {
				got = strings.Join(out.Conflicts[0].Between[:], " and ")
			}
			if got != test.conflict {
				t.Fatalf("a conflict between %q, want %q", got, test.conflict)
			}
			if out.Document != nil && !strings.Contains(markdownOf(t, out.Document), test.want) {
				t.Errorf("it does not say %q", test.want)
			}
		})
	}
	if _, err := edits.ParseTake([]string{"mine", "theirs"}); err == nil {
		t.Error("both win everywhere")
	}
}

// TestRedraw: a picture that a program lost is put back before its table, once,
// and not where the table is gone.
func TestRedraw(t *testing.T) {
	picture := sampleText(t, "battery.yaml")
	picture = picture[strings.Index(picture, "<!-- picture:"):]
	picture = picture[:strings.Index(picture, "\n")+1] + "\n"
	table := "| Installment | Sum |\n"
	base := typed(t, licence(t), typing{table, picture + table})
	for name, own := range map[string]string{"lost": licence(t), "there": base} {
		doc := read(t, own)
		edits.Redraw(doc, read(t, base))
		if got := markdownOf(t, doc); got != markdownOf(t, read(t, base)) {
			t.Errorf("%s: the picture is not there once:\n%s", name, got)
		}
	}
	gone := typed(t, licence(t), typing{table, "| Part | Sum |\n"})
	doc := read(t, gone)
	edits.Redraw(doc, read(t, base))
	if got := markdownOf(t, doc); got != markdownOf(t, read(t, gone)) {
		t.Error("a picture stands before another table")
	}
}

// TestMoved: a division that came back without its id has it again if its heading tells
// which it was, and its items if their words do.
func TestMoved(t *testing.T) {
	base := typed(t, licence(t), typing{"competing solutions; and", "competing solutions; and <a id=\"sunset-b\"></a>"})
	second := typing{"### 1.3 After", "### 1.3 Sunset <a id=\"second\"></a>\n\nNone.\n\n### 1.4 After"}
	for _, test := range []struct {
		name string
		own  []typing
		lost []string
		want string
	}{
		{"nothing lost", nil, nil, ""},
		{"a Section and its item", nil, []string{"sunset", "sunset-b"}, "sunset sunset-b"},
		{"an item with other words", []typing{{"competing", "rival"}}, []string{"sunset", "sunset-b"}, "sunset"},
		{"an article", nil, []string{"money"}, "money"},
		{"another heading", []typing{{"1.2 Sunset", "1.2 End"}}, []string{"sunset"}, ""},
		{"two of that heading", []typing{second}, []string{"sunset", "second"}, ""},
		{"one more of that heading", []typing{second}, []string{"second"}, ""},
	} {
		own := read(t, typed(t, base, test.own...))
		document.Walk(own, func(node any) bool {
			switch n := node.(type) {
			case *document.Division:
				n.ID = without(n.ID, test.lost)
			case *document.Item:
				n.ID = without(n.ID, test.lost)
			}
			return true
		})
		given := slices.Sorted(maps.Keys(edits.Moved(own, read(t, base))))
		if got := strings.Join(given, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// without is an id, unless it was lost.
func without(id string, lost []string) string {
	if slices.Contains(lost, id) {
		return ""
	}
	return id
}
