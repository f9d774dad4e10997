// Package sample has answers that stand for all that a question can have, as a
// deal file holds them: the cases of a library are filled and varied with them,
// random deals drawn from them, and lint judges expressions by them.
package sample

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// Answers are the sample answers of one kind.
type Answers struct {
	Fitting string   // goes with any sentence
	Judging string   // shows what else goes with the kind: a number that is not whole, an amount with its currency
	Turning []string // at which conditions often turn
	Extreme []string // beside them, for rules about order and size
	Drawn   []string // of random deals
}

// kinds are the sample answers of every kind that has no words of its own.
var kinds = map[deal.Kind]Answers{
	deal.KindText: {
		Judging: "x",
		Drawn: []string{
			"steel plates", "ABC-12 units", "the registered office", "a, b and c",
			`*Acme* & <b>Söhne</b> #1 {{.x}} [a](b) 1. \`, "1986. A year", "(a) first", "| cell |", "Ελληνικά", "# 5 rue d'Été",
		},
	},
	deal.KindLongText: {
		Judging: "x",
		Drawn: []string{
			"the first purpose of the work", "One sentence. Another, which is longer; it goes on.", "an outcome of at least 5% more, measured as agreed",
		},
	},
	deal.KindFlag: {
		Fitting: "false",
		Judging: "true",
		Turning: []string{"true", "false"},
		Drawn:   []string{"true", "false"},
	},
	deal.KindInteger: {
		Fitting: "2",
		Judging: "2",
		Turning: []string{"0", "1", "3"},
		Extreme: []string{"2", "12", "100", "-1"},
		Drawn:   []string{"1", "2", "3", "12"},
	},
	deal.KindNumber: {
		Fitting: "1",
		Judging: "2.5",
		Turning: []string{"0", "1", "1000"},
		Extreme: []string{"-1", "2", "10", "500"},
		Drawn:   []string{"1", "0.5", "12.75", "40"},
	},
	deal.KindPercent: {
		Fitting: "50",
		Judging: "5",
		Turning: []string{"0", "50", "100"},
		Extreme: []string{"-5", "20", "60", "150"},
		Drawn:   []string{"5", "12.5%", "50", "100"},
	},
	deal.KindMoney: {
		Fitting: "100000",
		Judging: "USD 100",
		Turning: []string{"0", "100000"},
		Extreme: []string{"-5", "1", "999999999", "USD 100000"},
		Drawn:   []string{"0", "1", "250000", "USD 1500000.50"},
	},
	deal.KindDate: {
		Fitting: "2030-06-30",
		Judging: "2027-01-01",
		Turning: []string{"2030-06-30"},
		Extreme: []string{"2025-01-01", "2027-02-01", "2028-01-01", "2029-01-01", "2035-01-01", "2060-01-01"},
		Drawn:   []string{"2027-02-01", "2031-12-31", "2040-02-29"},
	},
	deal.KindDuration: {
		Fitting: "30d",
		Judging: "1y",
		Turning: []string{"30d", "2y", "10bd"},
		Extreme: []string{"1d", "6mo", "5y", "30y", "60d"},
		Drawn:   []string{"1d", "30d", "10bd", "1mo", "6mo", "1 year", "5y"},
	},
	deal.KindParty: {
		Fitting: string(deal.Licensor),
		Judging: string(deal.Licensor),
		Turning: deal.PartyWords(),
		Drawn:   deal.PartyWords(),
	},
	deal.KindTerritory: {
		Fitting: "[US]",
		Judging: "[US]",
		Turning: []string{"[US]", "[EEA, UK]", "[WORLD]"},
		Extreme: []string{"[DE]", "[UK]", "[EEA]", "[CN]", "[WORLD, -UK]", "[LATAM, -BR]", "[US, EEA, UK, CN]", "[JP, KR]"},
		Drawn:   []string{"[US]", "[EEA, CH, UK]", "[WORLD]", "[DE, FR]", "[WORLD, -UK]", "[LATAM, ASEAN, -CU]"},
	},
	deal.KindTriggers: {
		Fitting: "[T1]",
		Judging: "[T1]",
		Turning: []string{"[T1]", "[T1, T2]"},
		Extreme: []string{"[T9]", "[]"},
		Drawn:   []string{"[T1]", "[T1, T2]", "[T1, T2, T3]"},
	},
	deal.KindReference: {
		Fitting: "grant-back",
		Judging: "grant-back",
		Turning: []string{"grant-back"},
		Drawn:   []string{"grant-back"},
	},
}

// Of are the sample answers of a kind.
func Of(k deal.Kind) Answers { return kinds[k] }

// Known are the answers to questions in whose place no other answer of their kind would do:
// a case states amounts in one currency and counts from two days.
var Known = map[string]string{deal.CurrencyPath: "EUR", deal.DraftDatePath: "2026-11-23", deal.EffectivePath: "2027-02-01"}

// PlainTexts look like nothing but words.
var PlainTexts = []string{"steel plates", "a pilot plant", "lenses for cameras", "premises in Lisbon"}

// Currencies are answers to the one text that needs a certain form.
var Currencies = []string{"EUR", "USD", "GBP", "CHF"}

var (
	typicalNumber   = lazy.Regexp(`^\d+(\.\d+)?\b`)
	typicalDuration = lazy.Regexp(`^\d+ ?(bd|d|w|mo|y|days|weeks|months|years)\b`)
	typicalText     = lazy.Regexp(`^"([^"]+)"`)
)

// Fitting is an answer that goes with the sentences around it. It depends on the
// question alone.
func Fitting(p *deal.Parameter) string {
	if text, ok := Known[p.Path]; ok {
		return text
	}
	switch p.Kind {
	case deal.KindChoice:
		return Quoted(p.Choices[0].Word)
	case deal.KindText, deal.KindLongText:
		if m := typicalText.FindStringSubmatch(p.Typical); m != nil {
			return Quoted(m[1])
		}
		return Quoted("the " + nameOf(p.Path))
	case deal.KindList:
		if p.Closed {
			return "[" + Quoted(p.Choices[0].Word) + "]"
		}
		return "[" + Quoted("the first of the "+nameOf(p.Path)) + ", " + Quoted("the second of the "+nameOf(p.Path)) + "]"
	case deal.KindTable:
		return "[" + Row(p, 1, FittingCell) + "]"
	case deal.KindInteger, deal.KindNumber, deal.KindPercent:
		if text := typicalNumber.FindString(p.Typical); text != "" {
			return text
		}
	case deal.KindDuration:
		if text := typicalDuration.FindString(p.Typical); text != "" {
			return text
		}
	}
	text := kinds[p.Kind].Fitting
	if _, err := deal.ReadText(p, text, ""); err != nil && p.Bounds().Min != nil {
		return p.Bounds().Min.Raw()
	}
	return text
}

// Value is the fitting answer to a question.
func Value(p *deal.Parameter, currency string) deal.Value {
	v, err := deal.ReadText(p, Fitting(p), currency)
	if err != nil {
		return deal.Blank{Path: p.Path, Ask: p.Ask} // a kind of answer that only people can give
	}
	return v
}

// nameOf is the last part of a path in words.
func nameOf(path string) string {
	return strings.ReplaceAll(path[strings.LastIndexByte(path, '.')+1:], "_", " ")
}

// A Cell gives the text of a cell of the n-th row of a table; "" for none.
type Cell func(table, column *deal.Parameter, n int) string

// Row is one row of a table in braces.
func Row(table *deal.Parameter, n int, cell Cell) string {
	var cells []string
	for i := range table.Columns {
		c := &table.Columns[i]
		if text := cell(table, c, n); text != "" {
			cells = append(cells, c.Path+": "+text)
		}
	}
	return "{" + strings.Join(cells, ", ") + "}"
}

// FittingCell is the fitting text of a cell.
func FittingCell(table, c *deal.Parameter, n int) string {
	group, _, _ := strings.Cut(table.Path, ".")
	switch {
	case c.Optional:
		return ""
	case (c.Path == "id" || c.Path == "ref") && c.Kind == deal.KindText:
		return fmt.Sprintf("%s%d", strings.ToUpper(group[:1]), n)
	}
	return Fitting(c)
}

// Admitted are the texts that answer a question, within its bounds; all of them
// if none does.
func Admitted(p *deal.Parameter, texts []string) []string {
	list := slices.DeleteFunc(slices.Clone(texts), func(text string) bool {
		_, err := deal.ReadText(p, text, "")
		return err != nil
	})
	if len(list) == 0 {
		return texts
	}
	return list
}

// Quoted is a text as YAML holds it, in brackets too: as it is where it can be.
func Quoted(s string) string {
	if plain.MatchString(s) && !yamlWords[strings.ToLower(s)] {
		return s
	}
	return InQuotes(s)
}

// InQuotes is a text between the quotation marks of YAML.
func InQuotes(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// plain matches texts that YAML reads as they are, in brackets too.
var plain = lazy.Regexp(`^[A-Za-z][A-Za-z0-9_/-]*( [A-Za-z0-9_/-]+)*$`)

// yamlWords are texts that YAML takes for something else.
var yamlWords = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "null": true, "y": true, "n": true, "none": true}
