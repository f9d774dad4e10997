package language

import (
	"maps"
	"slices"
)

// Functions are the functions that wording, defaults, conditions and rules
// may call, each with one line of help. Their meaning is bound where a
// library is executed; a name that is not here is a fault of the library.
//
// The first group is ours. The second is the part of sprig's hermetic map
// that has no clock, randomness, environment or network, changes nothing in
// place, and never cuts a character in two; what it does with lengths is bounded.
var Functions = map[string]string{
	"and": "true if all are true", "or": "true if any is true", "not": "true if it is false",
	"eq": "equal to any of the others", "ne": "not equal", "lt": "less or earlier", "le": "at most", "gt": "more or later", "ge": "at least",
	"len": "number of entries", "index": "the entry at a place or key", "printf": "formatted text", "print": "texts run together",

	"has":         "has \"clause\": the clause is in the draft",
	"given":       "given \"path\": the deal answers the parameter, or one of the group",
	"ref":         "ref \"id\" …: references to clauses, sections, articles or schedules",
	"includes":    "includes LIST X: X is an entry",
	"touches":     "touches TERRITORY \"EU\": a country of the territory is in the group",
	"add":         "sum of two values; a date and a duration give a date",
	"sub":         "difference of two values",
	"mul":         "product of two values",
	"div":         "quotient of two values",
	"sum":         "sum of a list",
	"min":         "the least",
	"max":         "the greatest",
	"column":      "column TABLE \"name\": the cells of a column",
	"rows":        "rows TABLE \"column\" X: the rows with that cell",
	"row":         "row TABLE \"column\" X: the first row with that cell",
	"first":       "first entry of a list",
	"last":        "last entry of a list",
	"lastday":     "lastday DATE DURATION: the last day of the period",
	"days":        "days DURATION: its length in days",
	"count":       "count N \"member\": \"1 member\", \"3 members\"",
	"times":       "times N: \"once\", \"twice\", \"three times\"",
	"ordinal":     "ordinal N: \"first\", \"second\"",
	"adjective":   "adjective DURATION: \"60-day\"",
	"sentence":    "capital first letter and one full stop",
	"capital":     "capital first letter",
	"either":      "a list joined with \"or\"",
	"other":       "other PARTY: the other party",
	"definitions": "the compiled definitions",
	"surviving":   "references to the provisions that survive termination",
	"schedules":   "the list of schedules",
	"open_points": "the count and list of blanks",
	"before":      "before \"column\": in a rule with each, the cell of the row before; nothing in the first row",
	"number":      "number: in a rule with each, the row's number",
	"common":      "common LIST LIST: the entries that are in both",
	"lacking":     "lacking LIST LIST: the entries of the first that are not in the second",
	"sorted":      "sorted \"key\" LIST: dicts by date, those with words in place of a date last",
	"flat":        "flat LIST …: all entries in one list, those of inner lists too",
	"timeline":    "timeline TITLE ALT LIST: a picture of dicts with date, to, every, until, when, what and kind",
	"chart":       "chart TITLE ALT X Y TABLE: a picture of rates in steps, from the columns from, to and rate",
	"signatories": "signatories TEXT: rows with name and title",

	"upper": "capitals", "lower": "small letters", "title": "Capital First Letters", "trim": "without white space at the ends",
	"trimAll": "without the characters at the ends", "trimPrefix": "without the beginning", "trimSuffix": "without the end",
	"nospace": "without white space", "replace": "replace OLD NEW TEXT", "contains": "contains PART TEXT",
	"hasPrefix": "hasPrefix START TEXT", "hasSuffix": "hasSuffix END TEXT", "quote": "in double quotes", "squote": "in single quotes",
	"cat": "joined with spaces", "join": "join SEPARATOR LIST", "splitList": "splitList SEPARATOR TEXT", "repeat": "repeat N TEXT, at most 1000",
	"indent": "indent N TEXT, at most 100", "nindent": "newline and indent", "regexMatch": "regexMatch PATTERN TEXT",
	"regexReplaceAll": "regexReplaceAll PATTERN TEXT NEW", "default": "default X VALUE: X where the value is empty",
	"coalesce": "the first that is not empty", "ternary": "ternary X Y CONDITION", "empty": "nothing in it",
	"list": "a list of the arguments", "dict": "a map of key and value pairs", "get": "get DICT KEY", "hasKey": "hasKey DICT KEY",
	"rest": "all entries but the first", "initial": "all entries but the last", "append": "append LIST X", "prepend": "prepend LIST X",
	"concat": "lists one after the other", "reverse": "entries in reverse order", "uniq": "without repeats", "without": "without LIST X …",
	"compact": "without empty entries", "sortAlpha": "sorted by letters", "until": "0 to N-1, at most 1000", "seq": "seq FROM TO, at most 1000 numbers",
}

// FunctionNames lists the functions by name.
func FunctionNames() []string { return slices.Sorted(maps.Keys(Functions)) }
