package draft_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// TestKindsA: how answers land in sentences.
func TestKindsA(t *testing.T) {
	t.Run("A1 what says nothing is no answer", saysNothing)
	t.Run("A2 no text after a colon", afterColon)
	t.Run("A3 an item has the form of its list", formOfItems)
	t.Run("A4 articles and capitals", articlesAndCapitals)
	t.Run("A5 frames by number", framesByNumber)
	t.Run("A6 dates and numbers within texts", withinTexts)
	t.Run("A7 the words of the law", wordsOfLaw)
	t.Run("A8 names of other documents", otherDocuments)
}

// answering drafts a deal with one text for all questions and columns that take
// it, in groups that the deal has; those that it answers are left alone unless
// they are to be overwritten.
func answering(t *testing.T, deals, answer string, overwrite bool, takes func(q *deal.Parameter) bool) (*draft.Draft, diag.List) {
	t.Helper()
	lib := openShipped(t)
	var with yaml.Node
	if err := yaml.Unmarshal([]byte(deals), &with); err != nil {
		t.Fatal(err)
	}
	set := func(in *yaml.Node, q *deal.Parameter, path []string) {
		if takes(q) && (overwrite || node(in, path) == nil) {
			*answerNode(in, path) = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: answer}
		}
	}
	root := with.Content[0]
	for _, q := range lib.Schema.Parameters {
		path := strings.Split(q.Path, ".")
		if slices.Contains(deal.OwnPaths(), q.Path) || node(root, path[:len(path)-1]) == nil {
			continue
		}
		if n := node(root, path); q.Kind == deal.KindTable && n != nil && n.Kind == yaml.SequenceNode {
			for _, row := range n.Content {
				for i := range q.Columns {
					set(row, &q.Columns[i], []string{q.Columns[i].Path})
				}
			}
			continue
		}
		set(root, q, path)
	}
	text, err := yaml.Marshal(&with)
	if err != nil {
		t.Fatal(err)
	}
	return draft.Make(lib, "deal.yaml", text, draft.Options{Force: true})
}

// node is the node of a deal file at a path, or nil.
func node(n *yaml.Node, path []string) *yaml.Node {
	for _, key := range path {
		at := 0
		for at < len(n.Content) && (n.Kind != yaml.MappingNode || n.Content[at].Value != key) {
			at += 2
		}
		if at >= len(n.Content) {
			return nil
		}
		n = n.Content[at+1]
	}
	return n
}

// takesWords reports whether a question takes any text.
func takesWords(q *deal.Parameter) bool {
	return !q.Name && q.Path != deal.CurrencyPath && q.Max == "" && (q.Kind == deal.KindText || q.Kind == deal.KindLongText)
}

// saysNothing: an optional text that says in words that there is nothing prints
// what a deal without it prints, and no rule takes it for an answer.
func saysNothing(t *testing.T) {
	optional := func(q *deal.Parameter) bool {
		return q.Optional && q.Default == "" && (q.Kind == deal.KindText || q.Kind == deal.KindLongText)
	}
	for _, name := range []string{"minimal.yaml", "battery.yaml"} {
		without, problems := draft.Make(openShipped(t), "deal.yaml", []byte(sample(t, name)), draft.Options{Force: true})
		if without.Document == nil {
			t.Fatal(problems)
		}
		want, told := written(t, without.Document), verdict(problems)
		for _, words := range []string{"none", "n/a", "N/A", "not applicable", "Not expected.", "none at the Effective Date", "none yet", "-", "–", "nil"} {
			made, problems := answering(t, sample(t, name), words, false, optional)
			if made.Document == nil {
				t.Errorf("%s: %q: %v", name, words, problems)
				continue
			}
			if got := written(t, made.Document); got != want {
				t.Errorf("%s: %q is printed: %s", name, words, firstDifference(want, got))
			}
			remarks := spoken(problems, "says-nothing")
			problems = slices.DeleteFunc(problems, func(p *diag.Problem) bool { return p.Rule == "says-nothing" })
			if got := verdict(problems); !slices.Equal(got, told) || remarks < 3 {
				t.Errorf("%s: %q: %d remarks, and told %v, want %v", name, words, remarks, got, told)
			}
		}
	}
	const licensor, licensee = `name: "Clearwater Optics, Inc."`, "name: Harrow Lens LLC"
	for _, test := range []struct{ licensor, licensee, want string }{
		{"reg_no: none, " + licensor, "reg_no: none, " + licensee, ""},
		{"reg_no: 4711002, " + licensor, "reg_no: 4711002, " + licensee, "F-101 warning"},
		{"reg_no: pending, " + licensor, "reg_no: pending, " + licensee, ""},
		{licensor, `name: "Clearwater Optics, Inc."`, "F-03 error"},
	} {
		_, problems := changed(t, licensor, test.licensor, licensee, test.licensee)
		got := ""
		for _, rule := range rulesOf(problems) {
			if strings.HasPrefix(rule, "F-03 ") || strings.HasPrefix(rule, "F-101 ") {
				got = rule
			}
		}
		if got != test.want {
			t.Errorf("%s; %s: %q, want %q", test.licensor, test.licensee, got, test.want)
		}
	}
}

// afterColon: an answer in words stands in its sentence.
func afterColon(t *testing.T) {
	never(t, `(?i)\bfollowing\b[^.:;]{0,80}: ◊(\.|;|, and|$)`, "bears interest at the following yearly rate: ◊. If that rate is higher", "limitation-of-liability|interim-amendments|competition-compliance|reward-limits|trade-secret-access|improvement-consideration|change-of-control|adjacent-market-pivot|improvements-definition|trade-secret-protection|relief-measures|withheld-information|window-agenda", wording, inAny)
	d := find(t, "minimal.yaml for neutral in us")
	for section, words := range map[string]string{
		"field-of-use":            `^Field\nThe Field is interchangeable lenses for cameras\.`,
		"payment-mechanics":       `[Ii]nterest[^.]*at (the )?prime rate plus 2 percentage points`,
		"limitation-of-liability": `greater of \$1,000,000 and`,
	} {
		if !regexp.MustCompile(words).MatchString(d.sections[section]) && !regexp.MustCompile(words).MatchString(d.clause(section)) {
			t.Errorf("%s: nothing reads %s", section, words)
		}
	}
	for rate, words := range map[string]string{
		"1% per month": `at 1% per month`,
		"6% per year":  `at 6% per year`,
		"the rate fixed under the Penalty Interest Rates Act 1983": `at the rate fixed under the Penalty`,
	} {
		doc, problems := changed(t, "late_rate: prime rate plus 2 percentage points", "late_rate: "+rate)
		if doc == nil || !strings.Contains(newDrafted("", "", draftOf(doc), problems).clause("payment-mechanics"), words) {
			t.Errorf("%s: nothing reads %q", rate, words)
		}
	}
}

// formOfItems: a list whose lead-in needs clauses is told of an item that is
// none.
func formOfItems(t *testing.T) {
	const licensor = "licensor: [it owns the Licensed Patents, it has the right to grant the license]"
	for item, told := range map[string]bool{
		"it owns the Licensed Patents":                          false,
		"no other grant conflicts with the license":             false,
		"informed consent was given by the subjects":            false,
		"the material was collected in compliance with law":     false,
		"it maintains the approvals that it needs":              false,
		"authority to grant":                                    true,
		"subject to Government Rights":                          true,
		"good standing":                                         true,
		"title to the patents":                                  true,
		"freedom to operate":                                    true,
		"no key person knows of a right that it would infringe": false,
	} {
		_, problems := changed(t, licensor, "licensor: ["+item+"]")
		if got := spoken(problems, "F-96") > 0; got != told {
			t.Errorf("%s: told %v, want %v", item, got, told)
		}
	}
}

var smallLetters = regexp.MustCompile(`^[a-z][a-z]`)

// articlesAndCapitals: names have their article within a sentence, and cells
// begin with a capital.
func articlesAndCapitals(t *testing.T) {
	never(t, `\b(of|in|by|under|is|from|that|to|with) (State|Commonwealth|Republic|Kingdom|Province) of\b`, "governed by the law of State of Iowa", "", words, inAny)
	never(t, `\b(law of|under|is|by|through) ([A-Z]\w+ )+(Act|Code)\b`, "the law of the arbitration agreement is Federal Arbitration Act", "", words, inAny)
	never(t, `\b(body|by|with|of|to) (American|Resolution|International|Centre|WIPO|ICC International) (\w+ )*(Association|Institute|Chamber|Centre|Center)\b`, "administered by the mediation body American Arbitration Association", "", words, inAny)
	never(t, `\b(a) [aeio]\w|\ban [bcdfgjkpqtvwyz]\w`, "a option to extend", "", wording, inAny)
	told := map[string]bool{}
	for _, l := range everyLine(t) {
		if l.cell == "" || l.cell == "Email" || l.cell == "Reference" || told[l.section] || !smallLetters.MatchString(l.words) {
			continue
		}
		told[l.section] = true
		t.Errorf("%s: %s: the cell below %q has no capital: %q", l.in[0].name, l.section, l.cell, l.words)
	}
}

// framesByNumber: what a sentence says of one, two or more fits how many there
// are, and a sum of nothing is no payment.
func framesByNumber(t *testing.T) {
	never(t, `(?i)\beach of the following\b[^.]*: [^:]*\.$`, "Each of the following is a Reserved Field: medical optics.", "", words, inAny)
	never(t, `(?i)\b(any|either|each|all|both) of (the )?(Trigger|Stage|Tier|Milestone|Section|clause) [A-Z0-9]`, "namely any of Trigger T1.", "", words, inAny)
	never(t, `(?i)\b(any|all) of Triggers T\d and T\d\b|\b(either|both) of Triggers T\d, `, "The confirmed achievement of any of Triggers T3 and T6 is an Opening Event.", "", words, inAny)
	never(t, `(?i)\bbears? 0%|\bpay \S* ?0\b[^.,%]|[$£€]0\b[^.,]|\b(USD|EUR|GBP|CHF|CAD) 0$`, "Licensor bears 0% and Licensee bears 100% of them", "", words, inAny)
	never(t, `\b1 (days|months|years|members|Business Days|representatives|instalments|installments|meetings|licensees)\b`, "may license it to 1 licensees", "", words, inAny)
	never(t, `(?i)\b(?:one of|from) the following \w+\b[^:.]*: [^,;:]*\.$`, "meets at least one of the following tests: it embodies Licensed Know-How.", "", words, inAny)
	never(t, `(?i)\bthe following (\w+ )?(matters|grounds|provisions|limits|reasons|cases|packages|rights|fields|countries|events|conditions|acts|items|steps|measures|elements|persons|subjects|rules): [^,;]*\.$`, "contained in the following packages: process sheets PS-1 to PS-9.", "", words, inAny)
	never(t, `(?i)\b(?:Diligence Milestones are|Triggers are)\b.*\bThe Diligence Milestone is\b`, "only while the Diligence Milestones are achieved. The Diligence Milestone is Trigger T1", "", words, inAny)
	never(t, `\bare Trigger T\d|\bTriggers T\d(?:[.;]|$)`, "The Diligence Milestones are Trigger T1, with the Thresholds", "", words, inAny)
	for _, test := range []struct{ deal, lack string }{
		{"reserved_rights: {fields: [medical optics]}\nnon_exclusive: {fields: [eye glasses], territory: [US]}", `(?i)each of the following fields`},
		{"reserved_rights: {fields: [medical optics]}\ncost_sharing: {licensor_pct: 0, licensee_pct: 100, budget: 60000}", `\b0%`},
		{"reserved_rights: {fields: [medical optics]}\n" + oneTrigger + "\nbenchmarks: {triggers: [T1]}", `any of Trigger|are Trigger T1|each of Trigger`},
	} {
		doc, problems := changed(t, "reserved_rights: {fields: [medical optics]}", test.deal)
		if doc == nil {
			t.Errorf("%s: %v", test.deal, problems)
			continue
		}
		if at := regexp.MustCompile(test.lack).FindString(newDrafted("", "", draftOf(doc), problems).text); at != "" {
			t.Errorf("%s: it reads %q", test.deal, at)
		}
	}
	for _, d := range sampleDeals(t) {
		if !d.sample || strings.Contains(d.name, "neutral in us") || strings.Contains(d.name, "licens") && strings.Contains(d.name, "in uk") {
			listsOfOne(t, d.name, d.yaml)
		}
	}
	for _, fees := range []string{"upfront: 0", "upfront: 0, equity_pct: 4"} {
		doc, problems := changed(t, "fees: {upfront: 250000}", "fees: {"+fees+"}")
		if doc == nil {
			t.Errorf("%s: %v", fees, problems)
		} else if d := newDrafted("", "", draftOf(doc), nil); regexp.MustCompile(`\$0\b[^.,]|\$0$|Upfront Fee`).MatchString(d.text) {
			t.Errorf("%s: a fee of nothing is printed", fees)
		}
	}
}

// ofSeveral is said of several entries.
var ofSeveral = searchFor(`(?i)\b(?:each|any|all|one|more|first) of (?:the )?following\b[^:]*: ?[^ ]|\bthe following (?:[a-z-]+ )?(?:conditions|criteria|events|factors|fields|grounds|items|markets|matters|measures|persons|protections|rights|roles|rules|standards|steps|subjects|tests|works|are|have|do|also survive|bind)\b[^:.]*: ?[^ ]`)

// listsOfOne drafts a deal in which every list has its first entry only: no
// sentence speaks of several.
func listsOfOne(t *testing.T, name, text string) {
	lib := openShipped(t)
	var with yaml.Node
	if err := yaml.Unmarshal([]byte(text), &with); err != nil {
		t.Fatal(err)
	}
	for _, q := range lib.Schema.Parameters {
		if n := node(with.Content[0], strings.Split(q.Path, ".")); q.Kind == deal.KindList && n != nil && len(n.Content) > 1 {
			n.Content = n.Content[:1]
		}
	}
	one, err := yaml.Marshal(&with)
	if err != nil {
		t.Fatal(err)
	}
	made, _ := draft.Make(lib, name, one, draft.Options{Force: true})
	if made.Document == nil {
		t.Errorf("%s: no draft with lists of one", name)
		return
	}
	for _, l := range newDrafted(name, "", made, nil).lines {
		if at := ofSeveral.FindString(l.words); at != "" && !strings.HasSuffix(l.words, ":") {
			t.Errorf("%s, %s: a list of one: %q", name, l.section, l.words)
		}
	}
}

// withinTexts: no date and no sum stands in a draft as in the deal file.
func withinTexts(t *testing.T) {
	never(t, `\b20\d\d-\d\d-\d\d\b`, "if it happens before 2036-12-31", "", words, inAny)
	never(t, `\b(USD|EUR|GBP|CHF|CAD|JPY) \d{5,}`, "sales of USD 500000000", "", words, inAny)
	never(t, `(?i)\bend of (from|after|first)\b|\b(on|before|until) (from|after) `, "End of from First Commercial Sale", "", words, inAny)
	if mixed := mixedColumns([]line{
		{section: "royalty-examples", cell: "Royalty (USD)", words: "1000"},
		{section: "royalty-examples", cell: "Royalty (USD)", words: "10,500"},
	}); len(mixed) != 1 {
		t.Error("a column of mixed numbers is not found")
	}
	for _, d := range printed(t) {
		if mixed := mixedColumns(d.lines); mixed != nil {
			t.Errorf("%s: numbers of one column are written in two ways: %v", d.name, mixed)
		}
	}
	const raw = "before 2036-12-31 and up to USD 500000000"
	made, problems := answering(t, sample(t, "battery.yaml"), raw, true, takesWords)
	if made.Document == nil {
		t.Fatal(problems)
	}
	found := false
	for _, l := range newDrafted("", "", made, nil).lines {
		if l.section == document.CoverPart {
			continue // what rules say of the answers
		}
		if strings.Contains(l.words, "2036-12-31") || strings.Contains(l.words, "500000000") {
			t.Errorf("%s: %q", l.section, l.words)
		}
		found = found || strings.Contains(l.words, "EUR") || strings.Contains(l.words, "$500,000,000")
	}
	if !found {
		t.Error("no text is printed")
	}
}

// mixedColumns are the columns in which the thousands of one number are set off
// and those of another are not.
func mixedColumns(lines []line) (mixed []string) {
	apart, together := map[string]bool{}, map[string]bool{}
	set, unset := regexp.MustCompile(`^\d{1,3}(,\d{3})+$`), regexp.MustCompile(`^\d{4,}$`)
	for _, l := range lines {
		column := l.section + ": " + l.cell
		apart[column] = apart[column] || l.cell != "" && set.MatchString(l.words)
		together[column] = together[column] || l.cell != "" && unset.MatchString(l.words)
	}
	for column := range apart {
		if apart[column] && together[column] {
			mixed = append(mixed, column)
		}
	}
	return mixed
}

// wordsOfLaw: each style and each law has its own words; those of another are
// in no wording.
func wordsOfLaw(t *testing.T) {
	style := func(names ...string) func(d *drafted) bool {
		return func(d *drafted) bool { return slices.Contains(names, d.style()) }
	}
	law := func(not string) func(d *drafted) bool {
		return func(d *drafted) bool { return !regexp.MustCompile(not).MatchString(d.value("law.governing")) }
	}
	for _, test := range []struct {
		words, once string
		wrong       func(d *drafted) bool
	}{
		{`(?i)\bordinary shares\b`, "fully paid ordinary shares equal to 5%", style("us")},
		{`(?i)\bcommon stock\b`, "fully paid shares of common stock", style("uk", "eu-civil")},
		{`(?i)\bproprietor\b`, "is the proprietor of the patents and applications listed", style("us")},
		{`(?i)\btrade marks?\b|\bschedule \d|\bclause \d`, "the name, the trade marks or the staff of the other", style("us")},
		{`(?i)\b(licence|sublicence|defence|programme|favour|honour|instalment|organis\w+|recognis\w+|authoris\w+|fulfil|labour|centre of)\b`, "the provisions on the licence end", style("us")},
		{`(?i)\b(license|sublicense|defense|favor|installment|organiz\w+|authoriz\w+|fulfill)\b(?: \(noun\))?`, "the license ends", style("none")},
		{`\bSection \d|\bArticle \d|\bExhibit [A-Z]\b`, "as Section 4.2 states", style("uk")},
		{`(?i)\bmerger clause|supersedes all prior and contemporaneous`, "supersedes all prior and contemporaneous agreements", style("uk", "eu-civil")},
		{`(?i)schedule[s”"]* means? a schedule|exhibit[s”"]* means? an? exhibit`, "and “schedule” means a schedule to this Agreement", inAny},
		{`Rights of Third Parties\) Act`, "whether under the Contracts (Rights of Third Parties) Act 1999 or otherwise", law("England")},
		{`(?i)\bUCTA|Unfair Contract Terms`, "the Unfair Contract Terms Act 1977", law("England|Scotland|Northern Ireland")},
		{`(?i)\bcardinal dut|Kardinal|\bBGB\b|German Civil Code`, "breach of cardinal duties", law("German")},
		{`(?i)Code of Obligations`, "article 100 of the Code of Obligations", law("Swi")},
		{`(?i)French Civil Code`, "article 1170 of the French Civil Code", law("France|French")},
		{`(?i)35 U\.S\.C\.|Bankruptcy Code`, "section 365(n) of the United States Bankruptcy Code", func(d *drafted) bool {
			return !regexp.MustCompile(`US|WORLD`).MatchString(d.value("exclusivity.territory")+d.value("technology.patents")+d.value("government_rights.agency")) && d.value("insolvency.us_365n") != "true" && d.style() != "us"
		}},
		{`(?i)Federal Arbitration Act`, "the Federal Arbitration Act applies", style("uk", "eu-civil")},
		{`AS IS|MERCHANTABILITY`, "DELIVERED “AS IS”", style("uk", "eu-civil")},
		{`(?i)Companies House|company number`, "with company number 01234567", style("us")},
	} {
		never(t, test.words, test.once, "", wording, test.wrong)
	}
	lib := openShipped(t)
	var british []string
	for word := range lib.Spelling["us"] {
		british = append(british, regexp.QuoteMeta(word))
	}
	slices.Sort(british)
	never(t, `\b(`+strings.Join(british, "|")+`)\b`, "shall pass on each enquiry", "", wording, style("us"))
}

// otherDocuments: an answer that names a schedule, a section or a party in
// words of another document is told at its place, whichever question it answers.
func otherDocuments(t *testing.T) {
	for words, rule := range map[string]string{
		"materials listed in Schedule B":       "foreign-reference",
		"as clause 7.2 of this Agreement says": "foreign-reference",
		"work of the University only":          "foreign-party",
		"what Clearwater Optics, Inc. makes":   "foreign-party",
	} {
		made, problems := answering(t, sample(t, "minimal.yaml"), words, true, takesWords)
		told := map[string]bool{}
		for _, p := range problems {
			if p.Rule == rule {
				told[p.Path] = true
			}
		}
		for said := range made.Deal.Texts() {
			if said.Text == words && !told[said.Path] && !strings.HasPrefix(said.Path, "accept") {
				t.Errorf("%q is not told at %s", words, said.Path)
			}
		}
		if len(told) < 10 {
			t.Errorf("%q: told at %d places", words, len(told))
		}
	}
}
