package draft_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// TestKindsB: what is printed although the deal does not have it, and what is
// lost although the deal has it.
func TestKindsB(t *testing.T) {
	t.Run("B1 words of what is not in the draft", wordsOfAbsentClauses)
	t.Run("B1 words of what the answers rule out", wordsOfAbsentAnswers)
	t.Run("B2 a reference leads to what is said of it", keptReferences)
	t.Run("B3 no answer is lost", noAnswerIsLost)
	t.Run("B4 words of one's own have their effect", ownWords)
	t.Run("B5 the level agreed", levels)
	t.Run("B6 patents are not assumed", withoutPatents)
	t.Run("B7 no default for another trade, party or country", defaultsThatFit)
	t.Run("B8 a floor for each core duty", floors)
	t.Run("B9 a mutual duty is that of either party", mutualDuties)
	t.Run("B9 a mutual wording works with either party in it", eitherParty)
	t.Run("B10 a deal of another kind has the words that fit it", otherDeals)
}

// draftWith is the written draft of the shortest deal with changes, pairs between
// bars, and further lines.
func draftWith(t *testing.T, changes, lines string) string {
	t.Helper()
	text := sample(t, "minimal.yaml")
	pairs := strings.Split(changes, "|")
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the sample does not hold %q", pairs[i])
		}
	}
	if len(pairs) > 1 {
		text = strings.NewReplacer(pairs...).Replace(text)
	}
	made, problems := draft.Make(openShipped(t), "deal.yaml", []byte(text+lines), draft.Options{Force: true})
	if made.Document == nil {
		t.Fatal(problems)
	}
	return strings.ReplaceAll(written(t, made.Document), "\u00a0", " ")
}

// otherDeals: what deals unlike the samples said and did not mean.
func otherDeals(t *testing.T) {
	const (
		noPatents = "rights: [patents, know-how]|rights: [data, database-right]|  patents: [{ref: CW-1, jurisdiction: US, number: 18/653214, title: Multi-layer optical coating, filed: 2024-05-02, expires: 2044-05-02}]\n||  know_how_items: [process sheets PS-1 to PS-9]\n||it owns the Licensed Patents, |chain-of-title, |tests: [infringement, know-how]|tests: [derivative]"
		trigger   = "triggers: {register: [{id: T1, name: Sales, metric: lenses sold, unit: lenses, direction: min, threshold: 100, start: 2027-03-01, test_date: 2030-12-31, source: invoices, method: count, consequence: benchmark}]}\n"
		short     = "template: exclusive-licence|template: short-form"
		heads     = "template: exclusive-licence|template: heads-of-terms"
	)
	for name, test := range map[string]struct{ changes, lines, has, hasNot string }{
		"data have no inventors":                           {noPatents, "", "the chain of title to the Licensed Technology is complete", "inventors is complete"},
		"a database is not know-how":                       {noPatents, "", "Delivery <a id=\"know-how-delivery\"", "Delivery of know-how"},
		"a data set is delivered as one":                   {noPatents, "data_sets: {table: [{name: L-1, content: letters, delivery: by download}], uses: [train models]}\n", "By download", "copy of the databases"},
		"results from data have one owner":                 {noPatents, "data_sets: {table: [{name: L-1, content: letters}], uses: [train models]}\nderivative_works: {owner: licensor, permitted: [models]}\n", "governs what is derived from the Licensed Data, in place of this", ""},
		"what open source must not bring is named":         {"", "data_and_ai: {enabled: true, open_source: none}\n", "a duty of disclosure or of license to others", "such a requirement"},
		"a review of the level that was agreed":            {"level: exclusive|level: co-exclusive", "anti_shelving: {effect: review}\nsublicensing: {right: none}\n", "review whether the license is to remain co-exclusive", "is to remain exclusive"},
		"a review hands over no data":                      {"deal:\n|deal:\n  drafting_side: licensor\n", "anti_shelving: {effect: review}\n", "to review whether", "is lost under this"},
		"no remedy makes more of a co-exclusive license":   {"level: exclusive|level: co-exclusive", trigger + "benchmarks: {triggers: [T1]}\nremedies: {buy_up: false}\n", "Conversion to a non-exclusive license in the affected scope", "becomes sole in"},
		"no copy of know-how that is not licensed":         {strings.Replace(noPatents, "[data, database-right]", "[software-copyright]", 1), "insolvency: {us_365n: true}\nescrow: {enabled: true, agent: A, materials: [source code]}\n", "(b) escrow of source code or documents", "Licensed Know-How"},
		"a limit for Licensor alone":                       {"liability: {cap:|liability: {mutual: false, cap:", "", "also protect Licensor’s Affiliates", "also protect each party"},
		"a Valid Claim of what is licensed":                {"rights: [patents, know-how]|rights: [patents, designs, know-how]", "", "each of the design rights within", "a registered plant variety right"},
		"a part of a year counts for the spend":            {"", trigger + "benchmarks: {triggers: [T1], min_spend: 1000}\n", "In each Calendar Year of the Exclusivity Period, Licensee shall spend", "each full Calendar Year"},
		"a step of a percentage":                           {"", "improvement_price: {model: royalty-step, step: 0.25, step_cap: 1}\n", "0.25% of Net Sales is added", "0.25 %"},
		"a committee that advises has no matrix":           {"", "ip_committee: {enabled: true, role: advises}\n", "It decides nothing.", "Decision Matrix"},
		"the budget is that of the part of Licensee":       {"", "prosecution: {cost: split, budget: 80000}\n", "Licensee bears its part of that cost up to $80,000", "bears cost up to"},
		"no cost of an indemnity that is not given":        {"deal:\n|deal:\n  drafting_side: licensee\n", "indemnity: {licensor_ip: none}\n", "the defense of a claim that would stop the supply of a Licensed Product.", "where Licensor must indemnify"},
		"Improvements of Licensee are not reserved":        {"improvements: {|improvements: {owner_licensor_made: licensee, ", "", "Each Licensor Improvement belongs to Licensee|outside the Field each Licensor Improvement that belongs to it", ""},
		"no period of exclusivity that there is not":       {"level: exclusive|level: non-exclusive", "", "Non-exclusive license", "| Exclusivity Period |"},
		"an open sunset leaves words in the calendar":      {"sunset: {date: 2032-02-29, type: hard}|sunset: {date: TBD, type: first-to-occur, other_event: the entry of a generic}", trigger, "30 days after the Reassessment begins", "30 days after [●]"},
		"no minimums on the agenda without one":            {"", trigger + "renegotiation: {first_window: 2029-06-01, milestone_triggers: [T1], default: status-quo}\n", "(b) royalties; and", "minimums"},
		"a rate that holds for the whole volume":           {"royalty: {base: net-sales,|royalty: {base: net-sales, method: whole,", "", "<br>the rate reached holds for the whole volume", ""},
		"what is open is asked in the spelling of the law": {"field: interchangeable lenses for cameras|field: TBD", "", "For which use is the license granted", "For which use is the licence granted"},
		"a fee at the end of a year has its day":           {"", "maintenance_fee: {table: [{year: 2028, amount: 5000, each_later: true}], by: calendar-year, due: end}\nschedules: {calendar: true}\n", "January 30, 2029, then", "states for 2028"},
		"a part of the need is not bought from one alone":  {"", "purchase: {item: pigment, exclusive: purchase, share_pct: 80}\n", "xclusive purchase of 80% of the need for 5 years|end its duty to buy what it needs from Licensor", "from Licensor alone"},
		"heads: who may sell may sell":                     {heads + "|level: exclusive|level: sole", "", "Research in the field. |", "no sale there"},
		"heads: an event is no condition":                  {heads + "|type: hard|type: first-to-occur, other_event: the entry of a generic", "", "Earlier on the entry of a generic.", "Earlier if"},
		"heads: a share of income is a list":               {heads, "sublicence_income: {table: [{before: approval, share_pct: 30}, {before: thereafter, share_pct: 10}]}\n", "Share of Licensor in income from sublicenses: 30% (before approval). 10% (thereafter).", ""},
		"short: stages change the scope":                   {short, trigger + "stages: {table: [{n: 1, name: A, field: interchangeable lenses for cameras, territory: [US, CA], level: exclusive}, {n: 2, name: B, field: lenses, territory: [WORLD], level: exclusive, expand_on: [T1], expand_by: 2031-12-31}]}\nclauses: {add: [staged-exclusivity]}\n", "cameras<br>as changed under [Section|America<br>as changed under [Section", ""},
		"short: tiers change the royalty":                  {short, "tiers: {table: [{tier: 1, level: non-exclusive, metric: lenses sold, royalty_factor: 60}, {tier: 2, level: exclusive, metric: lenses sold, up_at: 500, down_at: 400}], start: 2, first_review: 2029-03-31}\nclauses: {add: [tiered-exclusivity]}\n", "sets a share of it", ""},
		"short: exclusivity is extended with the Sunset":   {short + "|type: hard|type: extendable, extension: 1y, extension_on: [T1]", trigger, "extend the Sunset Date, and with it the Exclusivity Period, by|is overdue and achievement of Trigger T1", "only under [Sections 3.3](#short-inactivity), [3.5]"},
		"short: a sole license stays closed":               {short + "|type: hard|type: hard, default: sole", "", "While the license is exclusive or sole, Licensor shall not let another Person|license the Licensed Technology there, subject to [Section 2.2]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := draftWith(t, test.changes, test.lines)
			for part := range strings.SplitSeq(test.has, "|") {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not there", part)
				}
			}
			if test.hasNot != "" && strings.Contains(text, test.hasNot) {
				t.Errorf("%q is there", test.hasNot)
			}
		})
	}
}

// wordsOfAbsentClauses: a draft does not speak of what a clause brings that is
// not in it. In the sections named it may: there it is a general word.
func wordsOfAbsentClauses(t *testing.T) {
	for _, test := range []struct{ words, clause, general, once string }{
		{`(?i)\binsur`, "insurance", "", "insurance;"},
		{`(?i)force majeure`, "force-majeure", "force-majeure-floor", "prevented by law, by force majeure or by a breach"},
		{`(?i)\bexport`, "export-and-sanctions", "sublicensing|compliance-with-law|technology-transfer|know-how-delivery", "export control and sanctions; and"},
		{`(?i)\bescrow`, "escrow", "set-off|royalty-during-attack", "held by the escrow agent"},
		{`JIPC|(?i)committee`, "joint-ip-committee", "", "Joint IP Committee"},
		{`\bStages?\b`, "staged-exclusivity", "", "the Stage then in force"},
		{`Exclusivity Tier`, "tiered-exclusivity", "", "the Exclusivity Tier in force"},
		{`\bTriggers?\b`, "performance-triggers", "", "where a Trigger is missed"},
		{`Milestone (Payment|Event)`, "milestone-payments", "", "each Milestone Payment"},
		{`(?i)renegotiat`, "renegotiation-window", "", "Sunset, renegotiation and adaptation"},
		{`(?i)grant-back`, "grant-back", "", "the Grant-Back License"},
		{`Minimum Annual`, "minimum-annual-royalty", "", "the Minimum Annual Royalty for the year"},
		{`(?i)\bacademic`, "academic-publication", "", "academic publications of Licensor"},
		{`(?i)\bpublicly funded|march-in|public funders`, "government-rights", "transfer-of-rights", "march-in by the agency"},
		{`(?i)bankrupt`, "insolvency", "other-termination", "in bankruptcy"},
		{`(?i)\bstandards? bod(y|ies)`, "standards-adaptation", "register-rules", "a contribution to a standards body"},
		{`(?i)training data|processor of personal`, "data-and-ai", "", "use as training data"},
		{`(?i)supply disruption|critical input`, "supply-continuity", "", "during a Supply Disruption"},
		{`(?i)change of control`, "change-of-control", "assignment|definition-rules", "after a change of control"},
		{`(?i)sublicen`, "sublicensing", "", "the Sublicense ends"},
		{`(?i)sunset`, "exclusivity-sunset", "", "extended only together with the Sunset Date"},
		{`Qualifying Capabilit`, "capability-conditions", "", "a Qualifying Capability"},
		{`(?i)joint development`, "joint-development", "development-cost-sharing|definitions", "under the joint development plan"},
		{`(?i)Diligence Milestone`, "performance-benchmarks", "", "a Diligence Milestone"},
		{`(?i)breakthrough`, "breakthrough-reopener", "", "a breakthrough"},
		{`(?i)pivot`, "adjacent-market-pivot", "", "after a pivot"},
		{`Regulatory Change`, "regulatory-change", "", "a Regulatory Change"},
		{`(?i)most[- ]favou?red`, "most-favoured-licensee", "", "most-favored licensee"},
		{`(?i)subcontract`, "subcontracting", "", "Sublicensing and subcontracting"},
		{`Shortfall Band`, "shortfall-remedies", "", "the Shortfall Band"},
		{`(?i)stacking`, "royalty-stacking", "", "royalty stacking"},
		{`(?i)freedom to operate`, "third-party-rights-review", "", "Freedom to operate"},
		{`(?i)shelv`, "anti-shelving", "", "Anti-shelving"},
	} {
		never(t, test.words, test.once, test.general, wording, func(d *drafted) bool { return !d.has(test.clause) })
	}
}

// wordsOfAbsentAnswers: the same for what an answer brings.
func wordsOfAbsentAnswers(t *testing.T) {
	grants := func(rights ...string) func(*drafted) bool {
		return func(d *drafted) bool {
			for _, right := range rights {
				if d.grants(right) {
					return true
				}
			}
			return false
		}
	}
	says := func(path, pattern string) func(*drafted) bool {
		return func(d *drafted) bool { return regexp.MustCompile(pattern).MatchString(d.value(path)) }
	}
	names := func(pattern string, is func(*drafted) bool) func(*drafted) bool { // or an answer speaks of it
		return func(d *drafted) bool { return is(d) || regexp.MustCompile(pattern).MatchString(d.yaml) }
	}
	for _, test := range []struct {
		words, once, general string
		is                   func(d *drafted) bool
	}{
		{`(?i)\binstall?ment`, "in the installments listed in paragraph 3 of Exhibit F", "buy-up|relief-measures|minimum-annual-royalty", func(d *drafted) bool { return strings.Count(d.value("fees.instalments"), "amount") > 1 }},
		{`(?i)source code|object code|open[- ]source`, "without reproducing source code", "derivative-training|confidentiality-residuals|trade-secret-access", func(d *drafted) bool {
			return d.grants("software-copyright") || d.has("software-terms") || d.has("data-and-ai")
		}}, // which a rule tells
		{`Licensed Patent|Valid Claim|(?i)patent office|patent register|patent challenge`, "While no Valid Claim covers a Licensed Product", "joint-ip-prosecution", names(`Licensed Patents|tests:\s*(\[.*|- .*\n\s*)*(- )?infringement`, grants("patents"))},
		{`Licensed Know-How`, "The reduced rate is the price of Licensed Know-How", "", names(`tests:\s*(\[.*|- .*\n\s*)*(- )?know-how`, grants("know-how", "trade-secrets"))},
		{`(?i)plant variety|propagat`, "material propagated from the variety", "definitions|definitions-list", func(d *drafted) bool { return d.grants("plant-variety-rights") || d.has("plant-varieties") }},
		{`(?i)is co-exclusive|co-exclusive licen[cs]e to`, "as long as it is co-exclusive, Licensor may exploit it", "capability-effect|lower-level|meaning-of-remedies", says("exclusivity.level", "co-exclusive")},
		{`(?i)clinical|orphan|data exclusivity|marketing authori[sz]ation|supplementary protection`, "the last regulatory or data exclusivity that protects that Licensed Product", "", says("deal.sector", "pharma|medical|biotech|agri|health")},
		{`(?i)safety-critical installation`, "services that safety-critical installations and other existing customers need", "", says("deal.sector", "energy|industrial|auto|mobility|aero")},
		{`(?i)\bsunset`, "The Exclusivity Period ends with the Sunset Date", "^adaptation$|adaptation-effects|effect-table|pivot-effect|definitions", says("sunset.type", "hard|extendable|first")},
		{`Unified Patent Court`, "opt a European patent out of the exclusive competence of the Unified Patent Court", "", says("technology.patents", "EP|DE|FR|IT|NL|EU")},
	} {
		never(t, test.words, test.once, test.general, wording, func(d *drafted) bool { return !test.is(d) })
	}
}

// kept are ways to say what stands in another section, with what has to stand
// there. A row holds for the words just before the reference.
var kept = []struct{ before, target string }{
	{`classif\w+ under`, `(?i)class`},
	{`approv\w+ (as )?(described|stated|under) in`, `(?i)approv|consent`},
	{`extension under`, `(?i)exten`},
	{`is extended under`, `(?i)exten`},
	{`postponed under`, `(?i)postpon|new date`},
	{`settled under|settles it under`, `(?i)settl|decid|determin`},
	{`decided under|decides under|decides it under|decides on this under`, `(?i)decid|determin|resolv|Expert`},
	{`fixe[sd](?: it)? under|price under`, `(?i)fix|price|market|Expert`},
	{`shared under`, `(?i)share|bear`},
	{`confirmed under`, `(?i)confirm|verif`},
	{`granted by`, `(?i)grants?\b`},
	{`deposited under`, `(?i)deposit`},
	{`the rate stated in`, `%|(?i)\brate\b|bears (simple )?interest`},
	{`the percentage stated in`, `%`},
	{`the amount stated in`, `\d`},
	{`the floor stated in`, `(?i)less than|floor|reduc`},
	{`the (times?|periods?) stated in`, `(?i)\d+ |days|months|years|time|lasts|ends`},
	{`the look-back stated in`, `(?i)period|years`},
	{`the countries stated in`, `(?i)countr|Territory`},
	{`the limits? (stated in|of|under)`, `(?i)limit|not exceed|more than|only|less than|shall not|exclu|lies? outside|may withhold|so far as|need not|is not required`},
	{`the credit under`, `(?i)credit|deduct`},
	{`the reduction under`, `(?i)reduc`},
	{`the suspension under`, `(?i)suspen`},
	{`the remedies of`, `(?i)remed|step|converts?|falls`},
	{`the steps of`, `(?i)negotiat|step|refer`},
	{`the indemnity (under|of)`, `(?i)indemnif`},
	{`a delay under`, `(?i)delay`},
	{`an action under`, `(?i)act|proceedings|infringe`},
	{`a subject (listed|stated) in`, `(?i)subject`},
	{`a question under`, `(?i)question|Expert`},
	{`the payments under`, `(?i)pay|Expert`},
	{`review held under`, `(?i)review`},
	{`royalty due under|Royalty under`, `(?i)royalt`},
	{`interest under`, `(?i)interest`},
	{`examin\w+ under|audit under`, `(?i)examin|audit`},
	{`deductions permitted by`, `(?i)deduct`},
	{`bears interest under`, `(?i)interest`},
	{`recorded as stated in`, `(?i)record`},
	{`that are described in|of a kind described in|a kind described in`, `\w`},
	{`Renegotiation Window under`, `(?i)renegotiation window`},
	{`Stage Certificate under`, `(?i)certificate`},
	{`Supply Disruption under`, `(?i)disrupt`},
	{`Regulatory Change under`, `(?i)regulatory change`},
	{`[Ss]ublicen[sc]\w+ under`, `(?i)sublicen`},
	{`terminat\w+ under`, `(?i)terminat|ends?\b`},
	{`notice under`, `(?i)notice|notif|inform`},
	{`consent under`, `(?i)consent`},
	{`list(ed)? in`, `\w`},
	{`conversion under`, `(?i)non-exclusive`},
}

// keptReferences: what a sentence says of another section stands there.
func keptReferences(t *testing.T) {
	type row struct{ before, target *regexp.Regexp }
	var rows []row
	for _, k := range kept {
		rows = append(rows, row{regexp.MustCompile(`(?:` + k.before + `) $`), regexp.MustCompile(k.target)})
	}
	waysOf := map[string][]int{} // drafts refer in the same words often
	ways := func(before string) []int {
		list, known := waysOf[before]
		if !known {
			for n, r := range rows {
				if r.before.MatchString(before) {
					list = append(list, n)
				}
			}
			waysOf[before] = list
		}
		return list
	}
	tried, told := map[int]bool{}, map[string]bool{}
	for _, d := range printed(t) {
		for _, l := range d.lines {
			for i, inline := range l.inlines {
				ref, ok := inline.(*document.Reference)
				if !ok || i == 0 {
					continue
				}
				before := plain(document.PlainText(l.inlines[:i]))
				for _, n := range ways(before) {
					tried[n] = true
					if target := d.target(ref); !rows[n].target.MatchString(target) && !told[l.section+ref.Targets[0]] {
						told[l.section+ref.Targets[0]] = true
						t.Errorf("%s: %s: %q leads to what does not say so: %q", d.name, l.section, before[max(0, len(before)-60):]+ref.Text, target)
					}
				}
			}
		}
	}
	if len(tried) < 30 {
		t.Errorf("only %d ways to refer were found", len(tried))
	}
}

// target is what a reference leads to.
func (d *drafted) target(ref *document.Reference) string {
	if id, whole := strings.CutSuffix(ref.Targets[0], document.WholeClause); whole {
		return d.clause(id)
	}
	return d.sections[ref.Targets[0]]
}

// noAnswerIsLost: the samples and the deals of real life have no answer that
// nothing uses, but for those that are theirs to see.
func noAnswerIsLost(t *testing.T) {
	want := map[string]string{
		"national-laboratory.yaml": "royalty.term_years", // of a royalty that ends with the last claim
	}
	for _, d := range printed(t) {
		if strings.HasPrefix(d.name, "variation") {
			continue // TestUnusedChangeNothing
		}
		var got []string
		for _, u := range d.made.Choices.Unused {
			got = append(got, u.Path)
		}
		told := 0
		for _, p := range d.problems {
			if p.Rule == "unused-answer" {
				told += 1
			}
		}
		if strings.Join(got, " ") != want[d.name] || told > len(got) || len(got) > 0 && told == 0 {
			t.Errorf("%s: %v are idle, and %d times that is told, want %s", d.name, got, told, want[d.name])
		}
	}
	const hard = "sunset: {date: 2032-02-29, type: hard}"
	for _, test := range []struct{ to, has string }{
		{"sunset: {date: 2032-02-29, type: first-to-occur, other_event: sale of 10 units, extension: 2y, extension_on: [T1]}\n" + oneTrigger, `2 years`},
		{"sunset: {date: 2032-02-29, type: extendable, other_event: sale of the tenth unit, extension: 2y, extension_on: [T1]}\n" + oneTrigger, `tenth unit`},
	} {
		doc, problems := changed(t, hard, test.to)
		if doc == nil {
			t.Errorf("%s: %v", test.to, problems)
		} else if text := plain(written(t, doc)); !regexp.MustCompile(test.has).MatchString(text) && spoken(problems, "unused-answer") == 0 {
			t.Errorf("%s: neither printed nor told", test.to)
		}
	}
}

const oneTrigger = `triggers: {register: [{id: T1, name: Sales, metric: units sold, unit: units, direction: min, threshold: 500, start: 2028-06-01, test_date: 2029-05-31, source: sales ledger, method: as invoiced, consequence: sunset-extension}]}`

// remedies are the steps of a ladder, as a draft names them and as it explains
// them; the last explains what is none of the others.
var remedies = []struct{ named, explained string }{
	{`corrective plan`, `a corrective plan is`},
	{`buy-up`, `a buy-up is`},
	{`extension`, `an extension is`},
	{`window`, `the opening of a window`},
	{`(tier|stage) down`, `a change by one tier or stage is`},
	{`becomes? sole|non-exclusive`, `becomes sole or non-exclusive, it continues`},
	{``, `a remedy in other words has the effect that its words state`},
}

var stepBreak = regexp.MustCompile(`[;,] | and | or `)

// unexplained are the steps of the ladder that a draft names and explains
// nowhere: nobody can tell what happens, and the ladder is the only remedy.
func (d *drafted) unexplained() (list []string) {
	for _, l := range d.lines {
		if l.section != "shortfall-remedies" || l.cell != "Remedy" {
			continue
		}
		for _, step := range stepBreak.Split(strings.ReplaceAll(l.words, "tier or stage", "tier"), -1) {
			for _, r := range remedies {
				if !regexp.MustCompile(`(?i)` + r.named).MatchString(step) {
					continue
				}
				if !strings.Contains(d.sections["meaning-of-remedies"], r.explained) {
					list = append(list, step)
				}
				break
			}
		}
	}
	return list
}

// ownWords: each step of a ladder has an effect that the draft states, also a
// step in the deal's own words; and check tells where such a ladder leaves
// another provision without effect.
func ownWords(t *testing.T) {
	for _, d := range printed(t) {
		if steps := d.unexplained(); steps != nil {
			t.Errorf("%s: no provision explains %q", d.name, steps)
		}
	}
	const stages = "stages: {table: [{n: 1, name: One, field: interchangeable lenses for cameras, territory: [US, CA], level: exclusive, retract_on: [T1]}]}\n" + oneTrigger +
		"\nremedies: {ladder: [{step: 1, band_from: 0, band_to: 100, remedy: %s}]}\ndefinitions: {"
	for remedy, told := range map[string]bool{
		`["other: the step that the parties then agree"]`: true,
		"[corrective-plan]":        true,
		"[one-tier-or-stage-down]": false,
	} {
		doc, problems := changed(t, "definitions: {", strings.Replace(stages, "%s", remedy, 1))
		if doc == nil {
			t.Errorf("%s: %v", remedy, problems)
			continue
		}
		d := newDrafted(remedy, "", draftOf(doc), problems)
		if steps := d.unexplained(); steps != nil {
			t.Errorf("%s: no provision explains %q", remedy, steps)
		}
		if ruleSpeaks(problems, "F-106") != told {
			t.Errorf("%s: that the Retraction never happens is told %v, want %v", remedy, !told, told)
		}
		if listed := strings.Contains(d.sections["exclusivity-end"], "(a Shortfall)"); listed == (remedy == "[corrective-plan]") {
			t.Errorf("%s: a Shortfall ends exclusivity: %v", remedy, listed)
		}
	}
}

// levelSupposed is a sentence that supposes a level.
var levelSupposed = regexp.MustCompile(`(?:while|as long as|only if|on which|where|until)(?:[^.;]|\d\.\d){0,60} (?:is|are|still|ceases to be|has ceased to be) (exclusive|sole|co-exclusive|non-exclusive)\b`)

// levels: what holds while the licence is exclusive holds at the level agreed.
func levels(t *testing.T) {
	for _, level := range []string{"exclusive", "sole", "co-exclusive", "non-exclusive"} {
		doc, problems := changed(t, "level: exclusive", "level: "+level,
			"fees: {upfront: 250000}", "fees: {upfront: 250000}\nexclusivity_fee: {fee: 1000, from: 2028-01-01}\npricing: {matrix: [{scope: any, level: "+level+", factor_pct: 100}]}\nsublicensing: {right: free}\nenforcement: {first_right: licensee}")
		if doc == nil {
			t.Errorf("%s: %v", level, problems)
			continue
		}
		d := newDrafted(level, "", draftOf(doc), problems)
		for _, l := range d.lines {
			for _, m := range levelSupposed.FindAllStringSubmatch(l.words, -1) {
				if m[1] != level && !(m[1] == "exclusive" && ruleSpeaks(problems, "F-107")) && l.section != "lower-level" && l.section != "grant-back-scope" {
					t.Errorf("%s: %s: %q", level, l.section, m[0])
				}
			}
		}
	}
	for _, d := range printed(t) {
		if becomes := regexp.MustCompile(`becomes? (a )?sole|to (a )?sole( licen[cs]e)?\b|from exclusive to sole`); becomes.MatchString(d.text) && !strings.Contains(d.sections["lower-level"], " is sole shall not license it to others") {
			t.Errorf("%s: it %q, and nothing closes the sole licence to others", d.name, becomes.FindString(d.text))
		}
	}
	never(t, `(?:while|as long as|only if|on which)(?:[^.;]|\d\.\d){0,60} (?:is|still) exclusive\b`, "on each anniversary on which the licence granted by clause 2.1 is still exclusive", "lower-level", wording, func(d *drafted) bool {
		return d.value("exclusivity.level") == "sole" || d.value("exclusivity.level") == "co-exclusive"
	})
}

var ofPatents = searchFor(`(?i)Licensed Patent|patent register|short-form|rate otherwise due|is 50% of the stated rate|proprietor`)

// withoutPatents: a deal without patents is no deal with patents that nobody
// has: no rate falls, no register is fed, no rule is about them.
func withoutPatents(t *testing.T) {
	for _, rights := range []string{"know-how, trade-secrets", "software-copyright, know-how", "data, know-how", "plant-variety-rights, materials, know-how", "designs, know-how"} {
		doc, problems := changed(t, "rights: [patents, know-how]", "rights: ["+rights+"]",
			"  patents: [{ref: CW-1, jurisdiction: US, number: 18/653214, title: Multi-layer optical coating, filed: 2024-05-02, expires: 2044-05-02}]\n", "",
			"it owns the Licensed Patents, ", "", "tests: [infringement, know-how]", "tests: [know-how]")
		if doc == nil {
			t.Errorf("%s: %v", rights, problems)
			continue
		}
		d := newDrafted(rights, "", draftOf(doc), problems)
		for _, l := range d.lines {
			if at := ofPatents.FindString(l.words); at != "" {
				t.Errorf("%s: %s: %q in %q", rights, l.section, at, l.words)
			}
			if strings.Contains(l.words, "Valid Claim") && !regexp.MustCompile(`variety|designs`).MatchString(rights) {
				t.Errorf("%s: %s: %q", rights, l.section, l.words)
			}
		}
		for _, p := range problems {
			if regexp.MustCompile(`(?i)patent`).MatchString(p.Message) {
				t.Errorf("%s: %v", rights, p)
			}
		}
	}
	// where only patents are licensed, none of the others is
	never(t, `Licensed Know-How`, "The reduced rate is the price of Licensed Know-How", "", wording, func(d *drafted) bool { return d.value("technology.rights") == "[patents]" })
}

var (
	mutual   = regexp.MustCompile(`(?i)\b(each|either|neither|both|the other|the|no|a) part(y|ies)\b`)
	numbered = regexp.MustCompile(`((?i:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex(?:es)?)) [\dA-Z.]+(?:(?:, | and |,? or | to )[\d.]+)*`)
)

// mutualDuties are the sentences of a draft that bind both parties alike, with
// how often they stand in it, without the numbers of what they refer to.
func (d *drafted) mutualDuties() map[string]int {
	duties := map[string]int{}
	for _, l := range d.lines {
		if l.cell != "" || l.section == document.CoverPart {
			continue
		}
		for _, s := range strings.SplitAfter(l.words, ". ") {
			if mutual.MatchString(s) && !strings.Contains(s, "Licens") {
				duties[l.section+": "+numbered.ReplaceAllString(strings.TrimSpace(s), "$1 …")]++
			}
		}
	}
	return duties
}

// mutualDuties: a wording that speaks of "each party" or "the other party" does
// not ask which party it is. In a neutral draft it is the same, word for word,
// when the parties are exchanged: their names, kinds and shares, and who leads,
// decides or acts wherever a party is the answer.
func mutualDuties(t *testing.T) {
	lib := openShipped(t)
	tried := 0
	for _, d := range printed(t) {
		if d.value("deal.drafting_side") != "neutral" || strings.HasPrefix(d.name, "battery.yaml for neutral in u") || strings.HasPrefix(d.name, "ai-module.yaml for neutral in u") {
			continue
		}
		var with yaml.Node
		if err := yaml.Unmarshal([]byte(d.yaml), &with); err != nil {
			t.Fatal(err)
		}
		root := with.Content[0]
		licensor, licensee := answerNode(root, []string{"party", "licensor"}), answerNode(root, []string{"party", "licensee"})
		*licensor, *licensee = *licensee, *licensor
		for _, q := range lib.Schema.Parameters {
			if q.Kind != deal.KindParty {
				continue
			}
			v := map[string]string{"licensor": "licensee", "licensee": "licensor"}[d.value(q.Path)]
			if n := node(root, strings.Split(q.Path, ".")); v != "" && (n != nil || node(root, strings.Split(q.Path, ".")[:1]) != nil) {
				*answerNode(root, strings.Split(q.Path, ".")) = yaml.Node{Kind: yaml.ScalarNode, Value: v}
			}
		}
		text, err := yaml.Marshal(&with)
		if err != nil {
			t.Fatal(err)
		}
		made, problems := draft.Make(lib, "exchanged.yaml", text, draft.Options{Force: true})
		if made.Document == nil {
			t.Errorf("%s: exchanged: %v", d.name, problems)
			continue
		}
		tried++
		is, was := newDrafted(d.name, "", made, problems).mutualDuties(), d.mutualDuties()
		for line, n := range was {
			if is[line] != n {
				t.Errorf("%s: with the parties exchanged it does not say %q", d.name, line)
			}
		}
		for line, n := range is {
			if was[line] != n {
				t.Errorf("%s: only with the parties exchanged it says %q", d.name, line)
			}
		}
	}
	if tried < 5 {
		t.Errorf("only %d drafts were exchanged", tried)
	}
}

// eitherParty: what is said of both parties does not take back what one of them
// gives. The definitions of their improvements mirror each other; what is
// excluded for a party leaves what it licenses.
func eitherParty(t *testing.T) {
	exchange := strings.NewReplacer("Licensor", "Licensee", "Licensee", "Licensor")
	for _, d := range printed(t) {
		of := map[string]string{}
		for _, l := range d.lines {
			of[l.definition] = l.words
		}
		mine, theirs := of["Licensor Improvement"], of["Licensee Improvement"]
		without := func(text string) string {
			return strings.NewReplacer(", Sublicensees", "", " or their", "", " and their", "").Replace(text)
		}
		if mine != "" && theirs != "" && without(exchange.Replace(mine)) != without(theirs) && d.value("deal.drafting_side") == "neutral" {
			t.Errorf("%s: %q does not mirror %q", d.name, mine, theirs)
		}
	}
	never(t, `Background Technology( of [^.;]*)? (is|are) (not|no) (an )?Improvement`, "Background Technology of a party is not an Improvement", "", wording, inAny)
	never(t, `Joint IP that (relates|is related) to the Core Technology`, "Joint IP that relates to the Core Technology or to Background Technology of Licensor", "", wording, inAny)
	never(t, `use and license Improvements outside`, "make, own, use and license Improvements outside the Field", "", wording, inAny)
}

// defaultsThatFit: what nobody answered does not come from another trade, kind
// of party or country.
func defaultsThatFit(t *testing.T) {
	university := []string{"kind: company}\n  licensee", "kind: university}\n  licensee"}
	for _, test := range []struct {
		name      string
		deal      []string
		has, lack string
	}{
		{"a deal in North America", nil, ``, `(?i)active sale|passive sale|Switzerland|European|member state`},
		{"lenses", nil, ``, `(?i)data exclusivity|supplementary protection|orphan|safety-critical|clinical`},
		{"a medicine in Europe", []string{"sector: industrial", "sector: pharma", "[US, CA]", "[EEA, CH]"}, `(?i)data exclusivity|regulatory exclusivity|market(ing)? exclusivity`, ``},
		{"a medicine has no engineers", []string{"sector: industrial", "sector: pharma", "definitions: {", "technology_transfer: {deliverables: [{item: dossier, due: 2028-01-01}], assist_hours: 0, acceptance: none}\ndefinitions: {"}, `of ordinary skill`, `engineers`},
		{"a university is asked for no yearly search", university, ``, `(?i)freedom-to-operate search|yearly search`},
		{"a university is not indemnified less", university, ``, `To the extent permitted by law, Licensee shall indemnify`},
		{"all licensed rights are exclusive", nil, `all licensed rights|the Licensed Patents and the Licensed Know-How|Licensed Know-How`, ``},
		{"a neutral draft places no burden", nil, ``, `(?i)Licensee (bears the burden|shall prove)|unless Licensee (proves|shows)`},
		{"trials of a medicine are no sales", []string{"sector: industrial", "sector: pharma"}, ``, `(?i)more than 2% .{0,40}trial`},
	} {
		doc, problems := changed(t, test.deal...)
		if doc == nil {
			t.Errorf("%s: %v", test.name, problems)
			continue
		}
		text := newDrafted(test.name, "", draftOf(doc), problems).text
		if !regexp.MustCompile(test.has).MatchString(text) {
			t.Errorf("%s: nothing reads %s", test.name, test.has)
		}
		if at := regexp.MustCompile(test.lack).FindStringIndex(text); test.lack != "" && at != nil {
			t.Errorf("%s: it reads %q", test.name, text[max(0, at[0]-80):min(len(text), at[1]+80)])
		}
	}
}

// floors: each duty that counsel looks for first stands in the shortest draft
// too.
func floors(t *testing.T) {
	for _, side := range []string{"neutral", "licensor", "licensee"} {
		for _, style := range []string{"us", "uk", "eu-civil"} {
			d := find(t, fmt.Sprintf("minimal.yaml for %s in %s", side, style))
			for _, floor := range []struct{ what, words string }{
				{"the know-how is delivered", `Licensor shall, in the form in which Licensor uses it, supply Licensee with`},
				{"Licensor’s own improvements are licensed", `(?i)Licensor Improvement`},
				{"the technology is exploited", `(?i)Licensee shall .{0,80}(Commercially Reasonable Efforts|efforts)`},
				{"force majeure", `(?i)beyond (its|the) (reasonable )?control`},
				{"sublicences after the end", `(?i)Sublicen[sc]es? .{0,120}(end|continu|surviv|direct)`},
				{"compliance with law", `(?i)comply with Applicable Law`},
				{"export and sanctions", `(?i)export control, sanctions`},
				{"progress is told", `(?i)report`},
				{"equitable relief", `(?i)injunction|specific performance|interim measure`},
			} {
				if !regexp.MustCompile(floor.words).MatchString(d.text) {
					t.Errorf("%s: %s: nothing reads %s", d.name, floor.what, floor.words)
				}
			}
			if style == "us" && !strings.Contains(d.text, "365(n)") {
				t.Errorf("%s: no word of section 365(n)", d.name)
			}
		}
	}
}
