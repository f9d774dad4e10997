package questions

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"clausewright/internal/deal"
)

// What an answer of each kind looks like to a program that sees the YAML file
// as JSON: a number or a truth value where YAML reads one, else the text. The
// patterns are written in what ECMAScript and RE2 have in common, but for \s,
// which is the white space of Unicode in ECMAScript.

// digits matches an amount without a sign, with or without commas between the
// thousands.
const (
	wholeDigits = `([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})`
	digits      = wholeDigits + `(\.[0-9]{1,12})?`
)

// dateText matches days that exist, apart from 29 February, which some years do
// not have. looseDate matches what was meant as a day, so that it is never read
// as free text.
const (
	dateText  = `^\s*[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))\s*$`
	looseDate = `^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|\s|$)`
)

// durationText matches a whole number with a unit: the short form as it is, the
// word in any letters.
const durationText = `^\s*[0-9]{1,4}\s*(d|bd|w|mo|y|([Dd][Aa][Yy]|[Bb][Uu][Ss][Ii][Nn][Ee][Ss][Ss]\s+[Dd][Aa][Yy]|[Ww][Ee][Ee][Kk]|[Mm][Oo][Nn][Tt][Hh]|[Yy][Ee][Aa][Rr])s?)\s*$`

// Numbers beyond these bounds are no amounts.
var (
	largest  = json.Number("999999999999999999")
	smallest = json.Number("-999999999999999999")
	beyond   = json.Number("1000000000000000000")
)

// definitions are the kinds of answers, by the names under which the questions
// refer to them.
func definitions() object {
	codes := `(` + strings.Join(deal.Currencies(), "|") + `)`
	countries := slices.DeleteFunc(deal.TerritoryCodes(), func(c string) bool { return c == "WORLD" })
	number := object{{"type", "number"}, {"exclusiveMinimum", json.Number("-" + beyond.String())}, {"exclusiveMaximum", beyond}}
	return object{
		{"open", object{{"description", "The answer is still open: the draft prints [●] and lists it."}, {"anyOf", []any{
			object{{"const", "TBD"}}, pattern(`^\s*(TBD|●|\[●\])\s*$`),
			object{{"type", "array"}, {"minItems", 1}, {"maxItems", 1}, {"items", pattern(`^●$`)}},
		}}}},
		{"open-word", object{{"enum", []string{"TBD", "●", "[●]"}}}},
		{"nothing", object{{"description", "There is no answer."}, {"anyOf", []any{object{{"type", "null"}}, pattern(`^\s*$`)}}}},
		{"text", object{{"type", []string{"string", "number", "boolean"}}, {"pattern", `\S`}, message(deal.KindText)}},
		{"flag", anyOf(object{{"type", "boolean"}}, append(pattern(`^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])\s*$`), message(deal.KindFlag)))},
		{"integer", anyOf(object{{"type", "integer"}, {"minimum", smallest}, {"maximum", largest}}, append(pattern(`^\s*[+-]?`+wholeDigits+`\s*$`), message(deal.KindInteger)))},
		{"number", anyOf(number, append(pattern(`^\s*[+-]?`+digits+`\s*$`), message(deal.KindNumber)))},
		{"percent", anyOf(number, append(pattern(`^\s*[+-]?`+digits+`\s*%?\s*$`), message(deal.KindPercent)))},
		{"currency", object{{"enum", deal.Currencies()}}},
		{"amount", anyOf(object{{"type", "number"}, {"minimum", 0}, {"exclusiveMaximum", beyond}},
			append(pattern(`^\s*(\+?|`+codes+`\s*)`+digits+`\s*$`), message(deal.KindMoney)))},
		{"money", anyOf(ref("amount"), object{{"title", "amount and currency"}, {"type", "object"}, {"properties", object{
			{"amount", anyOf(ref("amount"), ref("open-word"))},
			{"currency", anyOf(ref("currency"), pattern(`^\s*$`))},
		}}, {"required", []string{"amount"}}, {"additionalProperties", false}})},
		{"date", append(pattern(dateText), message(deal.KindDate))},
		{"duration", append(pattern(durationText), message(deal.KindDuration))},
		{"party", object{{"enum", []string{"licensor", "licensee"}}}},
		{"country", object{{"enum", countries}}},
		{"territory", anyOf(ref("country"), object{{"const", "WORLD"}},
			object{{"type", "array"}, {"items", ref("country")}, {"minItems", 1}, {"maxItems", mostItems}},
			object{{"type", "array"}, {"items", object{{"const", "WORLD"}}}, {"minItems", 1}, {"maxItems", mostItems}})},
		{"trigger", object{{"type", []string{"string", "boolean"}}, {"pattern", `^\s*[A-Za-z][A-Za-z0-9_.-]*\s*$`}, {"not", ref("open")}, message(deal.KindTriggers)}},
		{"triggers", anyOf(ref("trigger"), object{{"type", "array"}, {"items", ref("trigger")}, {"maxItems", mostItems}})},
		{"reference", object{{"type", []string{"string", "boolean", "integer"}}, {"pattern", `^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$`}, {"minimum", 0}, message(deal.KindReference)}},
	}
}

// mostItems is how many entries one answer may have.
const mostItems = 1000

// message is what an editor says of a text that does not match.
func message(k deal.Kind) member { return member{"patternErrorMessage", k.Example()} }

// answerSchema accepts what the reader accepts as an answer to a question.
func answerSchema(q *deal.Parameter) object {
	alternatives := kindSchema(q)
	if q.Kind != deal.KindChoice && q.Kind != deal.KindTable {
		alternatives = append(alternatives, wordSchema(q.Choices)...)
	}
	if q.OrText {
		alternatives = append(alternatives, orText(q.Kind)...)
	}
	alternatives = append(alternatives, openSchema(q.Kind)...)
	if q.Optional {
		alternatives = append(alternatives, nothing(q.Kind)...)
	}
	return anyOf(alternatives...)
}

// openSchema accepts the ways to leave an answer of the kind open.
func openSchema(k deal.Kind) []any {
	switch k {
	case deal.KindChoice, deal.KindFlag, deal.KindTable:
		return nil // a table takes it for its rows
	case deal.KindTerritory, deal.KindTriggers:
		return []any{ref("open-word")}
	}
	return []any{ref("open")}
}

func kindSchema(q *deal.Parameter) []any {
	if q.Path == currencyPath {
		return []any{ref("currency")}
	}
	switch q.Kind {
	case deal.KindChoice:
		return wordSchema(q.Choices)
	case deal.KindLongText:
		return []any{ref("text")}
	case deal.KindList:
		return listSchema(q)
	case deal.KindTable:
		return tableSchema(q)
	case deal.KindTerritory, deal.KindTriggers:
		one := []any{ref(q.Kind.String())}
		list := wordSchema(q.Choices)
		if q.Kind == deal.KindTriggers && !isWord(q, "none") {
			list = append(list, object{{"const", "none"}})
		}
		return append(one, object{{"type", "array"}, {"items", anyOf(append(list, ref("open-word"))...)}, {"minItems", 1}, {"maxItems", 1}})
	}
	return []any{ref(q.Kind.String())}
}

// wordSchema accepts the words of a closed list; none for no words.
func wordSchema(choices []deal.Choice) []any {
	labelled := slices.ContainsFunc(choices, func(c deal.Choice) bool { return c.Label != "" })
	var words, described []any
	for _, c := range choices {
		for _, word := range scalars(c.Word) {
			words = append(words, word)
			one := object{{"const", word}}
			if c.Label != "" {
				one = append(one, member{"description", c.Label})
			}
			described = append(described, one)
		}
	}
	switch {
	case len(words) == 0:
		return nil
	case labelled:
		return []any{object{{"oneOf", described}}}
	}
	return []any{object{{"enum", words}}}
}

// plainNumber matches what YAML reads as a number and JSON can write as it is.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// scalars are the JSON values that a word of a deal file can come to: itself,
// and the number or truth value that it is when written without quotation marks.
func scalars(word string) []any {
	values := []any{word}
	switch {
	case plainNumber.MatchString(word):
		values = append(values, json.Number(word))
	case strings.EqualFold(word, "true"), strings.EqualFold(word, "false"):
		values = append(values, strings.EqualFold(word, "true"))
	}
	return values
}

func isWord(q *deal.Parameter, word string) bool {
	return slices.ContainsFunc(q.Choices, func(c deal.Choice) bool { return c.Word == word })
}

func listSchema(q *deal.Parameter) []any {
	item := anyOf(append(wordSchema(q.Choices), ref("text"), ref("open"))...)
	return []any{ref("text"), object{{"type", "array"}, {"items", item}, {"maxItems", mostItems}}}
}

func tableSchema(q *deal.Parameter) []any {
	columns, required := object{}, []string{}
	for i := range q.Columns {
		c := &q.Columns[i]
		columns = append(columns, member{c.Path, append(object{{"description", describe(nil, c)}}, answerSchema(c)...)})
		if !c.Optional && c.Default == "" {
			required = append(required, c.Path)
		}
	}
	row := object{{"type", "object"}, {"properties", columns}, {"required", required}, {"additionalProperties", false}}
	alternatives := []any{object{{"type", "array"}, {"items", anyOf(row, ref("open-word"))}, {"maxItems", mostItems}}, ref("open-word")}
	if !isWord(q, "none") {
		alternatives = append(alternatives, object{{"enum", []any{"none", []string{"none"}}}})
	}
	return alternatives
}

// orText accepts a text in place of an answer of the kind, unless it looks like
// an attempt at one that went wrong.
func orText(k deal.Kind) []any {
	switch k {
	case deal.KindChoice, deal.KindList, deal.KindTable, deal.KindTerritory, deal.KindTriggers:
		return nil
	case deal.KindDate:
		return []any{append(ref("text"), member{"not", pattern(looseDate)})}
	case deal.KindMoney:
		attempt := allOf(pattern(`^\s*[A-Z]{3}\s*[0-9][0-9,.]*\s*$`), notThat(pattern(`^\s*(`+strings.Join(deal.Currencies(), "|")+`)\s*[0-9]`)))
		return []any{append(ref("text"), member{"not", attempt})}
	case deal.KindFlag:
		return []any{append(ref("text"), member{"not", ref("open")})}
	}
	return []any{ref("text")}
}

// nothing accepts the ways to say that there is no answer.
func nothing(k deal.Kind) []any {
	switch k {
	case deal.KindList, deal.KindTable, deal.KindTriggers:
		return []any{object{{"type", "null"}}}
	case deal.KindTerritory:
		return []any{object{{"enum", []any{nil, "none", []string{}, []string{"none"}}}}}
	}
	return []any{ref("nothing")}
}
