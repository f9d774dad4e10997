package deal

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// Every problem of a house file is told at its place, with what to do about it.
func TestHouseFaults(t *testing.T) {
	s := declare(t, smallQuestions)
	for _, test := range []struct{ name, file, want string }{
		{"nothing", "# a house\n", `1:1: the file holds no position [empty-file] (start with "side: licensor" and groups such as "exclusivity:"; "clausewright new house" writes one)`},
		{"a list", "- a\n", `1:1: a house position is a set of keys, not a list [wrong-kind] (start with "side: licensor" and groups such as "exclusivity:")`},
		{"no side", "fees: {extra: 3}\n", `1:1: side: the file does not say whose position it is [empty-answer] (side: licensor, or side: licensee)`},
		{"a wrong side", "side: licensr\n", `1:7: side: "licensr" is not a party [wrong-kind] (did you mean "licensor"?)`},
		{"an unknown group", "side: licensor\nexclusivty: {level: sole}\n", `2:1: exclusivty: there is no such question [unknown-key] (did you mean "exclusivity"?)`},
		{"an unknown question", "side: licensor\nexclusivity: {levl: sole}\n", `2:15: exclusivity.levl: there is no such question [unknown-key] (did you mean "level"?)`},
		{"an unknown path", "side: licensor\nexclusivity.levl: sole\n", `2:1: exclusivity.levl: there is no such question [unknown-key] (did you mean "exclusivity.level"?)`},
		{"an unknown column", "side: licensor\nroyalty: {tiers: {rat: {min: 3}}}\n", `2:19: royalty.tiers.rat: the table has no such column [unknown-key] (did you mean "rate"?)`},
		{"a key of deals", "side: licensor\naccept: {F-1: so}\n", `2:1: accept: there is no such question [unknown-key] (allowed: side, templates, clauses, variants, approvals, deal, exclusivity, party, fees, royalty, plan, audit, …)`},
		{"a limit of a text", "side: licensor\nexclusivity: {field: {min: 3}}\n", `2:23: exclusivity.field: a text has no least and no most [wrong-kind] (list what it may be: {any of: […]})`},
		{"a limit of a choice", "side: licensor\nexclusivity: {level: {max: sole}}\n", `2:23: exclusivity.level: a choice has no least and no most [wrong-kind] (list what it may be: {any of: […]})`},
		{"a limit of a list", "side: licensor\nexclusivity: {field_exclusions: {max: 3}}\n", `2:34: exclusivity.field_exclusions: a list has no least and no most [wrong-kind] (list what it may be: {any of: […]})`},
		{"a limit of a territory", "side: licensor\nexclusivity: {territory: {max: US}}\n", `2:27: exclusivity.territory: a territory has no least and no most [wrong-kind] (list what it may be: {any of: […]})`},
		{"a limit of a table", "side: licensor\nroyalty: {tiers: {max: 3}}\n", `2:19: royalty.tiers: a table has no least and no most [wrong-kind] (limit a column, in each row: from: {…})`},
		{"one of several tables", "side: licensor\nroyalty: {tiers: {any of: [3]}}\n", `2:27: royalty.tiers: a table is not one of several [wrong-kind] (limit a column, in each row: from: {…})`},
		{"a limit of a flag", "side: licensor\nescrow: {enabled: {min: false}}\n", `2:20: escrow.enabled: a flag has no least and no most [wrong-kind] (list what it may be: {any of: […]})`},
		{"a limit of the wrong kind", "side: licensor\nexclusivity: {period: {max: blue}}\n", `2:29: exclusivity.period: "blue" is not a duration [wrong-kind] (write a whole number and a unit, such as 10bd (Business Days), 30d, 6mo or 5y)`},
		{"a word as limit", "side: licensor\nexclusivity: {start: {max: last-signature}}\n", `2:28: exclusivity.start: "last-signature" is not a date [wrong-kind] (write year-month-day, such as 2027-02-01)`},
		{"a limit out of bounds", "side: licensor\nexclusivity: {cap: {max: 120}}\n", `2:26: exclusivity.cap: 120% is out of bounds: the most is 100% [out-of-bounds] (write 0% to 100%)`},
		{"no range", "side: licensor\nexclusivity: {period: {min: 7y, max: 3y}}\n", `2:23: exclusivity.period: nothing is at least 7y and at most 3y [no-range] (write the lower of the two under min, both in one currency)`},
		{"two currencies", "side: licensor\nfees: {upfront: {min: USD 5, max: EUR 7}}\n", `2:17: fees.upfront: nothing is at least USD 5 and at most EUR 7 [no-range] (write the lower of the two under min, both in one currency)`},
		{"no limit", "side: licensor\nexclusivity: {period: {}}\n", `2:23: exclusivity.period: says no limit [empty-answer] (write {min: …}, {max: …} or {any of: […]})`},
		{"an empty limit", "side: licensor\nexclusivity: {period: {max: }}\n", `2:29: exclusivity.period: max says nothing [empty-answer] (write a limit, or take the line out)`},
		{"an unknown limit", "side: licensor\nexclusivity: {period: {max: 3y, least: 1y}}\n", `2:33: exclusivity.period.least: a limit has no such key [unknown-key] (allowed: min, max, any of)`},
		{"a limit with an underscore", "side: licensor\nexclusivity: {level: {any_of: [sole]}}\n", `2:23: exclusivity.level.any_of: a limit has no such key [unknown-key] (did you mean "any of"?)`},
		{"an unknown word", "side: licensor\nexclusivity: {level: {any of: [sole, exclusiv]}}\n", `2:38: exclusivity.level: "exclusiv" is not one of the allowed words [not-a-choice] (did you mean "exclusive"?)`},
		{"an empty list of words", "side: licensor\nexclusivity: {level: {any of: []}}\n", `2:31: exclusivity.level: lists nothing [empty-answer] (write what the answer may be, and none if it may be left out)`},
		{"a position that is open", "side: licensor\nfees: {upfront: TBD}\n", `2:17: fees.upfront: a house position is not open [undecided] (write what the house wants, or leave the line out)`},
		{"two positions", "side: licensor\nfees: {extra: {min: 3}}\nfees.extra: {max: 5}\n", `3:13: fees.extra: has two positions [duplicate-key] (keep one of the two)`},
		{"wrong clauses", "side: licensor\nclauses: {omit: [escrow], add: [escrow], full: [audit]}\n", `2:18: clauses.omit: "escrow" is wanted and left out [duplicate-entry] (take one of them out)
2:42: clauses.full: there is no such key [unknown-key] (allowed: omit, add)`},
		{"a wrong variant", "side: licensor\nvariants: {grant-back: [Licensor]}\n", `2:25: variants.grant-back: the name of a variant is wanted here, not the text "Licensor" [wrong-kind] (small letters and hyphens, such as licensor)`},
		{"approvals that are no list", "side: licensor\napprovals: {who: CFO}\n", `2:12: approvals: a list of rules is wanted here, not a group of keys [wrong-kind] (write one a line: "- {who: CFO, for: [royalty, fees]}")`},
		{"an approval of nobody", "side: licensor\napprovals: [{for: [fees]}, {who: CFO, four: [fees]}]\n", `2:13: approvals[1]: does not say who agrees [empty-answer] (write {who: CFO, for: [royalty, fees]})
2:39: approvals[2].four: a rule of approval has no such key [unknown-key] (did you mean "for"?)`},
		{"a sum of nothing", "side: licensor\napprovals: [{who: CFO, above: 5}]\n", `2:31: approvals[1].above: says nothing of which answer [empty-answer] (name the question: for: [fees.upfront])`},
		{"a sum of a text", "side: licensor\napprovals: [{who: CFO, for: [exclusivity.field, fees.upfrnt], above: 5}]\n", `2:30: approvals[1].above: nothing of "exclusivity.field" is above or below another [wrong-kind] (name questions whose answers are sums, percentages, numbers, dates or periods, such as fees.upfront)
2:49: approvals[1].above: nothing of "fees.upfrnt" is above or below another [wrong-kind] (did you mean "fees.upfront"?)`},
		{"a sum of the wrong kind", "side: licensor\napprovals: [{who: CFO, for: exclusivity.period, above: 5}]\n", `2:56: exclusivity.period: "5" is not a duration [wrong-kind] (did you mean "5y"?)`},
		{"an alias", "side: licensor\nfees: {extra: &x 3, due: *x}\n", `2:26: fees.due: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	} {
		_, problems := ReadHouse("house.yaml", []byte(test.file), s)
		if got := describe(problems); got != test.want {
			t.Errorf("%s: %s\n got: %s\nwant: %s", test.name, test.file, got, test.want)
		}
	}
}

// What a house says of an answer: within its position, beyond it and by how much,
// or still open.
func TestJudge(t *testing.T) {
	s := declare(t, smallQuestions)
	for _, test := range []struct{ position, answer, want string }{
		{"exclusivity: {period: {max: 7y}}", "exclusivity: {period: 7y}", "within"},
		{"exclusivity: {period: {max: 7y}}", "exclusivity: {period: 84mo}", "within"},
		{"exclusivity: {period: {max: 7y}}", "exclusivity: {period: 8y}", "beyond at most 7 years by 1 year"},
		{"exclusivity: {period: {min: 3y, max: 7y}}", "exclusivity: {period: 30mo}", "beyond 3 years to 7 years by 6 months"},
		{"exclusivity: {period: {max: 7y}}", "exclusivity: {period: TBD}", "open"},
		{"exclusivity: {period: {max: 7y}}", "fees: {extra: 3}", "beyond at most 7 years"},
		{"exclusivity: {period: {max: 7y, any of: none}}", "fees: {extra: 3}", "within"},
		{"exclusivity: {level: {any of: [sole, non-exclusive]}}", "exclusivity: {level: exclusive}", "beyond sole or non-exclusive"},
		{"exclusivity.level: sole", "exclusivity: {level: sole}", "within"},
		{"exclusivity: {start: {max: 2027-06-30, any of: [last-signature]}}", "exclusivity: {start: last-signature}", "within"},
		{"exclusivity: {start: {max: 2027-06-30}}", "exclusivity: {start: last-signature}", "beyond at most 30 June 2027"},
		{"fees: {due: {max: 2027-06-30}}", "fees: {due: after delivery}", "beyond at most 30 June 2027"},
		{"fees: {upfront: {min: 250000}}", "fees: {upfront: EUR 200000}", "beyond at least 250,000 by EUR 50,000"},
		{"fees: {upfront: {min: EUR 250000}}", "fees: {upfront: EUR 250000}", "within"},
		{"fees: {upfront: {min: EUR 250000}}", "fees: {upfront: USD 900000}", "beyond at least EUR 250,000"},
		{"exclusivity: {cap: {min: 5}}", "exclusivity: {cap: 3.5}", "beyond at least 5% by 1.5%"},
		{"exclusivity: {territory: {any of: [EEA, US]}}", "exclusivity: {territory: [DE, EU, US]}", "within"},
		{"exclusivity: {territory: {any of: [EEA, US]}}", "exclusivity: {territory: [DE, UK, CH]}", "beyond only the European Economic Area and the United States of America: the United Kingdom, Switzerland"},
		{"exclusivity: {territory: {any of: [EEA, US]}}", "exclusivity: {territory: WORLD}", "beyond only the European Economic Area and the United States of America: all countries of the world"},
		{"exclusivity: {territory: [US]}", "exclusivity: {territory: [US, MX]}", "beyond the United States of America: Mexico"},
		{"exclusivity: {field_exclusions: {any of: [boats, planes]}}", "exclusivity: {field_exclusions: [planes]}", "within"},
		{"exclusivity: {field_exclusions: {any of: [boats, planes]}}", "exclusivity: {field_exclusions: [planes, cars]}", "beyond only boats and planes: cars"},
		{"audit: {sublicensees: true}", "audit: {sublicensees: false}", "beyond yes"},
		{"audit: {burden: licensor}", "audit: {burden: licensee}", "beyond Licensor"},
		{"escrow: {agent: none}", "escrow: {agent: NCC}", "beyond left out"},
		{"grant: {back: {any of: [no, null-and-none]}}", "grant: {back: yes}", "beyond no or null-and-none"},
	} {
		house, problems := ReadHouse("house.yaml", []byte("side: licensor\n"+test.position+"\n"), s)
		d, more := Read("deal.yaml", []byte(test.answer+"\n"), s)
		if len(problems)+len(more) > 0 || len(house.Positions) != 1 {
			t.Errorf("%s: %s%s", test.position, describe(problems), describe(more))
			continue
		}
		p := house.Positions[0]
		v, _ := d.Answer(p.Question.Path)
		j := p.Judge(v)
		got := [...]string{"within", "beyond " + p.Says(&Style{}), "open"}[j.Verdict]
		if j.By != nil {
			got += " by " + (&Style{}).Write(j.By)
		}
		if j.Entries != nil {
			got += ": " + strings.Join(j.Entries, ", ")
		}
		if got = strings.ReplaceAll(got, noBreak, " "); got != test.want {
			t.Errorf("%s of %s\n got: %s\nwant: %s", test.position, test.answer, got, test.want)
		}
	}
}

// A column is held against its position cell by cell, by its path or below its table.
func TestJudgeColumns(t *testing.T) {
	s := declare(t, smallQuestions)
	for _, position := range []string{"royalty: {tiers: {rate: {min: 4}}}", "royalty.tiers.rate: {min: 4}", "royalty: {tiers.rate: {min: 4}}"} {
		house, problems := ReadHouse("house.yaml", []byte("side: licensor\n"+position+"\n"), s)
		if len(problems) > 0 || len(house.Positions) != 1 {
			t.Fatalf("%s: %s", position, describe(problems))
		}
		p := house.Positions[0]
		if p.Path() != "royalty.tiers.rate" || p.Column == nil || p.Judge(Percent{decimal.NewFromInt(3)}).Verdict != Beyond || p.Judge(Percent{decimal.NewFromInt(4)}).Verdict != Within {
			t.Errorf("%s: %+v", position, p)
		}
	}
}
