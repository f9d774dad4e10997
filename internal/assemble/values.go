package assemble

import (
	"strings"
	"unicode"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// Within a text that an answer gives, a date, a sum of money and a long number
// stand as the draft writes them everywhere else: "2036-12-31" becomes December
// 31, 2036, "USD 500000000" $500,000,000 and "50000 units" 50,000 units. Only
// what is printed is written so: conditions and rules see the answer as it was
// given. What may be a number of a register, of a standard, of a post office or
// of a law stays: a word with a capital letter, or one that announces a number,
// stands before it, or no noun follows.
var written = lazy.Regexp(`(^|[\s(“"‘'])(?:(\d{4}-\d{2}-\d{2})|([A-Z]{3}) ?(\d[\d.,]*\d|\d)|(\d{5,15}))($|[\s),;:”"’'.?!])`)

var nounAfter = lazy.Regexp(`^\s+[a-z]{2,}`)

// styled writes the values within a text.
func (e *engine) styled(text string) string {
	if !mayHoldValue(text) {
		return text
	}
	var b strings.Builder
	for at := 0; ; {
		m := written.FindStringSubmatchIndex(text[at:])
		if m == nil {
			b.WriteString(text[at:])
			return b.String()
		}
		start, end := at+m[3], at+m[1]
		if m[12] < m[13] {
			end = at + m[12] // the next value may begin with what ends this one
		}
		b.WriteString(text[at:start])
		b.WriteString(e.styledValue(text[:start], text[start:end], text[end:]))
		at = end
	}
}

// mayHoldValue reports whether a text has what a date, a sum or a long number has: five
// digits with nothing but hyphens between them, or a digit that follows a capital and at
// most a space.
func mayHoldValue(text string) bool {
	digits, capital := 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits == 5 || capital {
				return true
			}
		case c == '-' && digits > 0:
		case c == ' ' && i > 0 && capital && text[i-1] != ' ':
			digits = 0
		default:
			digits, capital = 0, c >= 'A' && c <= 'Z'
		}
	}
	return false
}

// styledValue writes one date, sum or number, unless it may be something else.
func (e *engine) styledValue(before, value, after string) string {
	kind := deal.KindMoney
	switch {
	case strings.Contains(value, "-"):
		kind = deal.KindDate
	case value[0] >= '0' && value[0] <= '9':
		if announcesNumber(before) || !nounAfter.MatchString(after) || value[0] == '0' {
			return value
		}
		kind = deal.KindInteger
	}
	v, err := deal.ReadText(&deal.Parameter{Kind: kind}, value, "")
	if err != nil {
		return value
	}
	return e.texts.Style.Write(v)
}

// announcesNumber reports whether the word before a number says that it is the
// number of something: "HRB 559000", "Ulm 70000", "number 559000". The capital
// of a word that begins the text says nothing.
func announcesNumber(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	word := strings.Trim(words[len(words)-1], "(“‘\"'.")
	if numberWords[strings.ToLower(word)] {
		return true
	}
	capital := strings.ContainsFunc(word, unicode.IsUpper)
	return capital && (len(words) > 1 || strings.ToUpper(word) == word)
}

// numberWords announce the number of something.
var numberWords = map[string]bool{
	"no": true, "nr": true, "nos": true, "number": true, "numbers": true, "code": true, "section": true, "under": true, "article": true, "form": true, "ref": true, "reference": true, "id": true,
}
