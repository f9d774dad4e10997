package language

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

// cardinals are the numbers that a contract writes in words, except before a unit
// of time.
var (
	cardinals  = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	unitOfTime = lazy.Regexp(`(?i)\b(?:hour|day|week|month|quarter|year)s?$`)
)

// inWords is a small number in words.
func inWords(number Phrase, noun string) Phrase {
	if n, err := strconv.Atoi(number.String()); err == nil && n > 0 && n < len(cardinals) && !unitOfTime.MatchString(noun) {
		return wordsOf(cardinals[n])
	}
	return number
}

// count writes a number with its noun: "one member", "3 years", "12 members".
func (r *Run) count(args []any) (any, error) {
	number, err := r.Phrase(args[0])
	if err != nil {
		return nil, err
	}
	noun, err := r.Phrase(args[1])
	if err != nil {
		return nil, err
	}
	if one, _ := equalsOne(args[0], 1); !one {
		if noun = wordsOf(document.Plural(noun.String())); len(args) > 2 {
			if noun, err = r.Phrase(args[2]); err != nil {
				return nil, err
			}
		}
	}
	return append(append(inWords(number, noun.String()), Part{Text: "\u00a0"}), noun...).value(), nil
}

// achieved matches what a deal says of the achievement of a Trigger.
var achieved = lazy.Regexp(`^(?:(?:[Tt]he )?[Aa]chievement of )?(?:[Tt]rigger )?([A-Z]{1,2}-?\d{1,3})(?: (?:is |has been )?(?:achieved|met|reached))?$`)

// event is what happens, as a noun.
func event(text string) string {
	if m := achieved.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		return "achievement of Trigger\u00a0" + m[1]
	}
	return text
}

// yearly is the time for which a sum is due that a table states by the year: years
// are counted by the calendar, by the contract or by quarters.
func (r *Run) yearly(args []any) (any, error) {
	year, err := r.Phrase(args[0])
	if err != nil {
		return nil, err
	}
	by, _ := args[1].(deal.Chosen)
	switch words := strings.TrimSpace(year.String()); {
	case isOpen(args[0]):
	case by.Word == "contract-year":
		year = Phrase{{Text: fmt.Sprintf("%v\u00a0%s", args[2], strings.TrimSpace(yearWords.ReplaceAllString(words, "")))}}
	case by.Word == "quarter" && !strings.HasPrefix(words, "Q"):
		year = Phrase{{Text: fmt.Sprintf("each %v of %s", args[3], words)}}
	}
	if IsTrue(args[4]) {
		year = append(year, Part{Text: " and each later year"})
	}
	return year.value(), nil
}

// years are the ways to name a year, by how years are counted.
var years = map[string]*lazy.Expression{
	"calendar-year": lazy.Regexp(`(?i)^ *(19|20)\d\d` + eachLater),
	"contract-year": lazy.Regexp(`(?i)^ *((payment |contract |licen[cs]e )?year )?\d{1,2}` + eachLater),
	"quarter":       lazy.Regexp(`(?i)^ *(Q[1-4] *)?(19|20)\d\d` + eachLater),
}

const eachLater = `( and (each|every) (later|following|subsequent) (calendar |payment )?(year|quarter))? *$`

// countedBy reports whether a text names a year that is counted in a way.
func (r *Run) countedBy(args []any) (any, error) {
	text, closed, err := r.closed(args[0])
	by, _ := args[1].(deal.Chosen)
	way := years[by.Word]
	return closed && way != nil && way.MatchString(text), err
}

var yearWords = lazy.Regexp(`(?i)^ *(payment |contract |licen[cs]e )?year `)

// times is "once", "twice" or "three times".
func (r *Run) times(args []any) (any, error) {
	for i, word := range []string{"once", "twice", "three times", "four times"} {
		if sameEntry(args[0], i+1) {
			return word, nil
		}
	}
	number, err := r.Phrase(args[0])
	return append(number, Part{Text: " times"}).value(), err
}

// ordinal is "first", "second", and so on; digits after the tenth.
func (*Run) ordinal(args []any) (any, error) {
	if undecided(args[0]) {
		return args[0], nil
	}
	return deal.Ordinal(fmt.Sprint(args[0])), nil
}

// adjective writes a duration before a noun, in the singular: "60-day",
// "10-Business-Day".
func (r *Run) adjective(args []any) (any, error) {
	d, ok := args[0].(deal.Duration)
	if !ok {
		return args[0], nil
	}
	words := strings.TrimSuffix(r.Style.Write(d), "s")
	return strings.ReplaceAll(strings.ReplaceAll(words, "\u00a0", "-"), " ", "-"), nil
}

// sentence makes a text a sentence: a capital first letter and one full stop.
func (r *Run) sentence(args []any) (any, error) {
	switch args[0].(type) {
	case deal.Blank, deal.None:
		return args[0], nil
	}
	text, err := r.Phrase(args[0])
	if err != nil {
		return nil, err
	}
	text = stopped(capitalised(text))
	if closed, ok := text.value().(string); ok {
		return deal.Text(closed), nil
	}
	return text, nil
}

// stopped is a phrase with one full stop at its end.
func stopped(p Phrase) Phrase {
	last := len(p) - 1
	for ; last >= 0 && p[last].Open == ""; last-- {
		if p[last].Text = strings.TrimRight(p[last].Text, " "); p[last].Text != "" {
			break
		}
	}
	switch p = p[:last+1]; {
	case last < 0:
	case p[last].Open != "":
		p = append(p, Part{Text: "."})
	case !strings.HasSuffix(p[last].Text, ".") && !strings.HasSuffix(p[last].Text, "?") && !strings.HasSuffix(p[last].Text, "!"):
		p[last].Text += "."
	}
	return p
}

// needed is a value, and an open one in place of an answer that was left out.
func (*Run) needed(args []any) (any, error) {
	if none, absent := args[0].(deal.None); absent {
		return deal.Blank{Path: none.Path}, nil
	}
	return args[0], nil
}

// capital writes a text with a capital first letter.
func (r *Run) capital(args []any) (any, error) {
	switch args[0].(type) {
	case deal.Blank, deal.None:
		return args[0], nil
	}
	text, err := r.Phrase(args[0])
	return capitalised(text).value(), err
}

// capitalised is a phrase with a capital first letter. A first word with a
// capital letter further on, such as kWh or mRNA, stays as it is.
func capitalised(p Phrase) Phrase {
	out := append(Phrase(nil), p...)
	if len(out) == 0 || out[0].Open != "" || mixed(out[0].Text) {
		return out
	}
	first, size := utf8.DecodeRuneInString(out[0].Text)
	if size > 0 {
		out[0].Text = string(unicode.ToUpper(first)) + out[0].Text[size:]
	}
	return out
}

// mixed reports whether the first word of a text, up to the first character
// that is no letter, begins with a small letter and holds a capital one.
func mixed(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(first) && strings.ContainsFunc(s[:end], unicode.IsUpper)
}

// either joins a list with "or".
func (r *Run) either(args []any) (any, error) {
	list, err := entries(args[0])
	if err != nil {
		return nil, err
	}
	text, err := r.enumerate(list, "or")
	return text.value(), err
}

// join sets a separator between the entries of a list.
func (r *Run) join(args []any) (any, error) {
	separator, ok, err := r.closed(args[0])
	if err != nil || !ok {
		return args[0], err
	}
	list, err := entries(args[1])
	if err != nil {
		return nil, err
	}
	items, err := r.phrases(list)
	if err != nil {
		return nil, err
	}
	joints := make([]string, len(items))
	for i := range joints {
		joints[i] = separator
	}
	text, err := r.joined(items, joints)
	return text.value(), err
}
