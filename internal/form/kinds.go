package form

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// What an answer of each kind looks like to a program that sees the YAML file
// as JSON: a number or a truth value where YAML reads one, else the text. The
// patterns are written in what ECMAScript and RE2 have in common, but for \s,
// which is the white space of Unicode in ECMAScript.

// digitsPattern matches an amount without a sign, with or without commas between the
// thousands.
const (
	wholeDigits   = `([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})`
	digitsPattern = wholeDigits + `(\.[0-9]{1,12})?`
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

// unitText matches each unit of a duration.
var unitText = map[deal.Unit]string{
	deal.Day: `(d|[Dd][Aa][Yy]s?)`, deal.BusinessDay: `(bd|[Bb][Uu][Ss][Ii][Nn][Ee][Ss][Ss]\s+[Dd][Aa][Yy]s?)`, deal.Week: `(w|[Ww][Ee][Ee][Kk]s?)`,
	deal.Month: `(mo|[Mm][Oo][Nn][Tt][Hh]s?)`, deal.Year: `(y|[Yy][Ee][Aa][Rr]s?)`,
}

// ordinaryMoney are the bounds of money where a question states none.
var ordinaryMoney = (&deal.Parameter{Kind: deal.KindMoney}).Bounds()

// definitions are the kinds of answers, by the names under which the questions
// refer to them.
func definitions() object {
	countries := slices.DeleteFunc(deal.TerritoryCodes(), func(c string) bool { return c == "WORLD" })
	leftOut := make([]string, len(countries))
	for i, c := range countries {
		leftOut[i] = "-" + c
	}
	return object{
		{"open", object{{"description", "The answer is still open: the draft prints [●] and lists it."}, {"anyOf", []any{
			object{{"const", deal.OpenWord}}, pattern(`^\s*(` + oneOf(deal.OpenWords()) + `)\s*$`),
			object{{"type", "array"}, {"minItems", 1}, {"maxItems", 1}, {"items", pattern(`^●$`)}},
		}}}},
		{"open-word", object{{"enum", deal.OpenWords()}}},
		{"nothing", object{{"description", "There is no answer."}, {"anyOf", []any{object{{"type", "null"}}, pattern(`^\s*$`)}}}},
		{"text", ordinary(deal.KindText)}, {"longtext", ordinary(deal.KindLongText)},
		{"flag", anyOf(object{{"type", "boolean"}}, append(pattern(`^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])\s*$`), message(deal.KindFlag)))},
		{"integer", ordinary(deal.KindInteger)}, {"number", ordinary(deal.KindNumber)}, {"percent", ordinary(deal.KindPercent)},
		{"currency", object{{"enum", deal.Currencies()}}},
		{"amount", amount(ordinaryMoney)},
		{"money", money(ref("amount"))},
		{"date", ordinary(deal.KindDate)}, {"duration", ordinary(deal.KindDuration)},
		{"party", object{{"enum", deal.PartyWords()}}},
		{"country", object{{"enum", countries}}},
		{"left-out", object{{"enum", leftOut}}},
		{"territory", anyOf(ref("country"), object{{"const", "WORLD"}},
			object{{"type", "array"}, {"items", anyOf(ref("country"), ref("left-out"))}, {"contains", ref("country")}, {"minItems", 1}, {"maxItems", deal.MaxItems}},
			object{{"type", "array"}, {"items", anyOf(object{{"const", "WORLD"}}, ref("left-out"))}, {"contains", object{{"const", "WORLD"}}}, {"minItems", 1}, {"maxItems", deal.MaxItems}})},
		{"trigger", object{{"type", []string{"string", "boolean"}}, {"pattern", `^\s*` + deal.TriggerPattern + `\s*$`}, {"not", ref("open")}, message(deal.KindTriggers)}},
		{"triggers", anyOf(ref("trigger"), object{{"type", "array"}, {"items", ref("trigger")}, {"maxItems", deal.MaxItems}})},
		{"reference", object{{"type", []string{"string", "boolean", "integer"}}, {"pattern", `^\s*` + deal.IDPattern + `\s*$`}, {"minimum", 0}, message(deal.KindReference)}},
	}
}

// money accepts an amount, by itself or beside its currency.
func money(sum object) object {
	return anyOf(sum, object{{"title", "amount and currency"}, {"type", "object"}, {"properties", object{
		{"amount", anyOf(sum, ref("open-word"))},
		{"currency", anyOf(ref("currency"), pattern(`^\s*$`))},
	}}, {"required", []string{"amount"}}, {"additionalProperties", false}})
}

// amount accepts an amount of money between bounds, as a number or as a text.
func amount(b deal.Bounds) object {
	return anyOf(append(object{{"type", "number"}}, between(b)...), append(pattern(amountText(b)), message(deal.KindMoney)))
}

// amountText matches an amount of money of its own or behind its currency, in
// which case it has no more decimals than the currency.
func amountText(b deal.Bounds) string {
	byDecimals := map[int][]string{}
	for _, code := range deal.Currencies() {
		n := deal.MinorUnit(code)
		byDecimals[n] = append(byDecimals[n], code)
	}
	upTo := wholeBetween(b)
	forms := []string{`\+?(` + upTo + `)(\.[0-9]{1,12})?`}
	for _, n := range slices.Sorted(maps.Keys(byDecimals)) {
		forms = append(forms, fmt.Sprintf(`(%s)\s*(%s)(\.[0-9]{0,%d}0{0,12})?`, strings.Join(byDecimals[n], "|"), upTo, n))
	}
	return `^\s*(` + strings.Join(forms, "|") + `)\s*$`
}

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
		alternatives = append(alternatives, nothing(q)...)
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
	if q.Path == deal.CurrencyPath {
		return []any{ref("currency")}
	}
	switch q.Kind {
	case deal.KindChoice:
		return wordSchema(q.Choices)
	case deal.KindList:
		return listSchema(q)
	case deal.KindTable:
		return tableSchema(q)
	case deal.KindTerritory, deal.KindTriggers:
		one := []any{ref(q.Kind.String())}
		list := wordSchema(q.Choices)
		one = append(one, object{{"type", "array"}, {"items", anyOf(append(list, ref("open-word"))...)}, {"minItems", 1}, {"maxItems", 1}})
		if q.Kind == deal.KindTerritory {
			return one
		}
		if mayBeEmpty(q) {
			return append(one, saysNone(q))
		}
		return []any{allOf(anyOf(one...), notThat(saysNone(q)))}
	}
	if (q.Kind == deal.KindText || q.Kind == deal.KindLongText) && saysSomething(q) {
		return []any{allOf(ofKind(q), notThat(pattern(`^\s*`+deal.NothingPattern+`\s*$`)))}
	}
	return []any{ofKind(q)}
}

// saysSomething reports whether an answer to a question in words must not say
// that there is none. A cell is no question of its own: it has no clause.
func saysSomething(q *deal.Parameter) bool {
	return !q.Optional && q.Default == "" && !q.OrText && q.Clause != ""
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
var plainNumber = lazy.Regexp(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

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

// mayBeEmpty reports whether an answer that holds nothing is one: the question says
// so, or may be left out.
func mayBeEmpty(q *deal.Parameter) bool { return q.Optional || q.Admits(deal.List{}) }

// saysNone are the ways to answer a list or a table by nothing.
func saysNone(q *deal.Parameter) object {
	words := object(pattern(`^\s*` + deal.NothingPattern + `\s*$`))
	if len(q.Choices) > 0 {
		words = allOf(words, notThat(wordSchema(q.Choices)[0]))
	}
	one := object{{"type", "array"}, {"items", words}, {"maxItems", 1}}
	return anyOf(words, one)
}

// closedSchema accepts the words of a closed list, one or several in a text,
// and a text of one's own where the question takes one.
func closedSchema(q *deal.Parameter) object {
	var words []string
	for _, c := range q.Choices {
		words = append(words, anyCase(c.Word))
		if c.Label != "" {
			words = append(words, anyCase(c.Label))
		}
	}
	word := `(` + strings.Join(words, "|") + `)`
	one := pattern(`^\s*` + word + `(` + deal.Between + word + `)*\s*$`)
	items := []any{one, ref("open-word")}
	if q.Other {
		items = append(items, object{{"type", "object"}, {"properties", object{{"other", ref("text")}}}, {"required", []string{"other"}}, {"additionalProperties", false}},
			pattern(`^\s*other:\s*\S`), ownEntries(word))
	}
	item := anyOf(items...)
	list := anyOf(item, append(object{{"type", "array"}, {"items", item}}, counted("Items", q.Bounds())...))
	if mayBeEmpty(q) {
		return anyOf(list, saysNone(q))
	}
	return allOf(list, notThat(saysNone(q)))
}

// ownEntries accepts a text in words of one's own, and one with such entries
// beside words of the list.
func ownEntries(word string) object {
	entry := `(` + word + `|[^,; ]+ +[^,;]*[^,; ])`
	return anyOf(
		pattern(`^\s*`+entry+`(`+deal.Parting+entry+`)*\s*$`),
		allOf(pattern(deal.SeveralWords), notThat(pattern(`(^\s*|`+deal.Parting+`)`+word+`(`+deal.Parting+`|\s*$)`))))
}

// oneOf matches any of some texts.
func oneOf(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = regexp.QuoteMeta(text)
	}
	return strings.Join(quoted, "|")
}

// anyCase matches a word whatever its case and its hyphens.
func anyCase(word string) string {
	var b strings.Builder
	for _, r := range word {
		switch {
		case r == '-' || r == '_' || r == ' ':
			b.WriteString(`[-_ ]`)
		case unicode.IsLetter(r):
			fmt.Fprintf(&b, "[%c%c]", unicode.ToUpper(r), unicode.ToLower(r))
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return b.String()
}

func listSchema(q *deal.Parameter) []any {
	if q.Closed {
		return []any{closedSchema(q)}
	}
	item := anyOf(append(wordSchema(q.Choices), ref("text"), ref("open"))...)
	list := anyOf(ref("text"), append(object{{"type", "array"}, {"items", item}}, counted("Items", q.Bounds())...))
	if mayBeEmpty(q) {
		return []any{list, saysNone(q)}
	}
	return []any{allOf(list, notThat(saysNone(q)))}
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
	items := []any{row, ref("open-word")}
	if q.Grouped != "" {
		part := object{{"type", "object"}, {"properties", columns}, {"additionalProperties", false}}
		group := member{q.Grouped, object{{"description", "Rows that have the other cells in common."}, {"type", "array"}, {"items", part}, {"minItems", 1}}}
		items = append(items, object{{"type", "object"}, {"properties", append(slices.Clone(columns), group)}, {"required", []string{q.Grouped}}, {"additionalProperties", false}})
	}
	rows := append(object{{"type", "array"}, {"items", anyOf(items...)}}, counted("Items", q.Bounds())...)
	alternatives := []any{rows, ref("open-word")}
	if mayBeEmpty(q) {
		alternatives = append(alternatives, saysNone(q))
	}
	return alternatives
}

// orText accepts a text in place of an answer of the kind, unless it looks like
// an attempt at one, which is judged as such.
func orText(k deal.Kind) []any {
	switch k {
	case deal.KindChoice, deal.KindList, deal.KindTable, deal.KindTerritory, deal.KindTriggers:
		return nil
	}
	if attempt := attemptAt(k); attempt != nil {
		return []any{append(ref("text"), member{"not", attempt})}
	}
	return []any{ref("text")}
}

// attemptAt matches what was meant as an answer of the kind, right or not.
func attemptAt(k deal.Kind) object {
	beyond := json.Number("1000000000000000000")
	number := func(kind string) object {
		return object{{"type", kind}, {"exclusiveMinimum", json.Number("-" + beyond.String())}, {"exclusiveMaximum", beyond}}
	}
	switch k {
	case deal.KindFlag:
		return ref("open")
	case deal.KindInteger:
		return anyOf(number("integer"), pattern(`^\s*[+-]?`+wholeDigits+`\s*$`))
	case deal.KindNumber:
		return anyOf(number("number"), pattern(`^\s*[+-]?`+digitsPattern+`\s*$`))
	case deal.KindPercent:
		return anyOf(number("number"), pattern(`^\s*[+-]?`+digitsPattern+`\s*%?\s*$`))
	case deal.KindDate:
		return pattern(looseDate)
	case deal.KindDuration:
		return pattern(durationText)
	case deal.KindMoney:
		codes := `(` + strings.Join(deal.Currencies(), "|") + `)`
		unknown := allOf(pattern(`^\s*[A-Z]{3}\s*[0-9][0-9,.]*\s*$`), notThat(pattern(`^\s*`+codes+`\s*[0-9]`)))
		return anyOf(unknown, append(number("number"), member{"minimum", 0}), pattern(`^\s*(\+?|`+codes+`\s*)`+digitsPattern+`\s*$`))
	}
	return nil
}

// nothing accepts the ways to say that there is no answer.
func nothing(q *deal.Parameter) []any {
	switch q.Kind {
	case deal.KindList, deal.KindTable:
		return []any{object{{"type", "null"}}}
	case deal.KindTriggers, deal.KindTerritory:
		return []any{object{{"type", "null"}}, saysNone(q)}
	}
	return []any{ref("nothing")}
}
