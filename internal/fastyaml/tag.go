package fastyaml

import (
	"strconv"
	"strings"
	"time"

	"clausewright/internal/lazy"
)

// wordTags are what YAML takes the texts for that are no texts for YAML.
var wordTags = map[string]string{
	"": "!!null", "~": "!!null", "null": "!!null", "Null": "!!null", "NULL": "!!null",
	"true": "!!bool", "True": "!!bool", "TRUE": "!!bool", "false": "!!bool", "False": "!!bool", "FALSE": "!!bool",
	".nan": "!!float", ".NaN": "!!float", ".NAN": "!!float",
	".inf": "!!float", ".Inf": "!!float", ".INF": "!!float", "+.inf": "!!float", "+.Inf": "!!float", "+.INF": "!!float", "-.inf": "!!float", "-.Inf": "!!float", "-.INF": "!!float",
	"-0": "!!float", "-0.0": "!!float", "<<": "!!merge",
}

// longestWord is the length of the longest of them.
const longestWord = len("false")

// floatText matches a number that is no whole one.
var floatText = lazy.Regexp(`^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$`)

// tagOf is what a plain text is for YAML.
func tagOf(text string) string {
	if len(text) <= longestWord && (text == "" || strings.IndexByte("~nNtTfF.+-<", text[0]) >= 0) {
		if tag, ok := wordTags[text]; ok {
			return tag
		}
	}
	switch c := text[0]; {
	case c == '.':
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return "!!float"
		}
	case c >= '0' && c <= '9' || c == '+' || c == '-':
		return numberTag(text)
	}
	return "!!str"
}

// numberTag is what a text is that begins as a number does.
func numberTag(text string) string {
	if isTime(text) {
		return "!!timestamp"
	}
	digits := strings.ReplaceAll(text, "_", "")
	if _, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return "!!int"
	}
	if _, err := strconv.ParseUint(strings.TrimPrefix(digits, "+"), 0, 64); err == nil {
		return "!!int"
	}
	if floatText.MatchString(digits) {
		if _, err := strconv.ParseFloat(digits, 64); err == nil {
			return "!!float"
		}
	}
	return "!!str"
}

// times are the ways in which a time is written.
var times = []string{"2006-1-2T15:4:5.999999999Z07:00", "2006-1-2t15:4:5.999999999Z07:00", "2006-1-2 15:4:5.999999999", "2006-1-2"}

// isTime reports whether a text is a time for YAML.
func isTime(text string) bool {
	year := 0
	for year < len(text) && text[year] >= '0' && text[year] <= '9' {
		year++
	}
	if year != len("2006") || year == len(text) || text[year] != '-' {
		return false
	}
	for _, way := range times {
		if _, err := time.Parse(way, text); err == nil {
			return true
		}
	}
	return false
}
