package language

import (
	"strings"
	"sync"

	"clausewright/internal/deal"
	"clausewright/internal/markdown"
)

// takes makes the arguments of a function that are there once each.
func takes(params ...Param) []Param { return params }

// Arguments that many functions take.
var (
	anyX       = Param{Name: "X"}
	textArg    = Param{Name: "TEXT", Kind: Words}
	listArg    = Param{Name: "LIST", Kind: Entries}
	numberArg  = Param{Name: "N", Kind: Number, Most: maxMade}
	tableArg   = Param{Name: "TABLE", Kind: Rows}
	columnArg  = Param{Name: `"column"`, Kind: Column}
	leftX      = Param{Name: "X", Kind: Quantity}
	rightY     = Param{Name: "Y", Kind: Quantity}
	orderedY   = Param{Name: "Y", Kind: Ordered}
	promiseArg = Param{Name: `"promise"`, Kind: Promise}
	patternArg = Param{Name: "PATTERN", Kind: Pattern}
)

func repeated(p Param) Param     { p.Times = Repeated; return p }
func anyNumber(p Param) Param    { p.Times = AnyNumber; return p }
func wordsArg(name string) Param { return Param{Name: name, Kind: Words} }
func valueArg(name string) Param { return Param{Name: name} }

// Group is the functions of one purpose.
type Group struct {
	Title     string
	Functions []Function
}

// Groups lists all functions by what they are for.
func Groups() []Group {
	return []Group{
		{"Conditions and choices", conditions()},
		{"Sums and dates", sums()},
		{"Lists and tables", lists()},
		{"English", english()},
		{"Passages that the tool makes", marks()},
		{"Letters and words", letters()},
	}
}

// byName are the functions by name.
var byName = sync.OnceValue(func() map[string]*Function {
	all := map[string]*Function{}
	for _, group := range Groups() {
		for _, f := range group.Functions {
			if f.call == nil && f.Sum != nil {
				f.call = calculate(f.Sum)
			}
			f.least, f.most = f.arity()
			all[f.Name] = &f
		}
	}
	return all
})

// conditions decide.
func conditions() []Function {
	return []Function{
		{Name: "and", Does: "true if all are true", Takes: takes(repeated(Param{Name: "X", Kind: Condition})), Gives: Truth},
		{Name: "or", Does: "true if any is true", Takes: takes(repeated(Param{Name: "X", Kind: Condition})), Gives: Truth},
		{Name: "not", Does: "true if it is false", Takes: takes(Param{Name: "X", Kind: Condition}), Gives: Truth,
			call: func(_ *Run, args []any) (any, error) { return !IsTrue(args[0]), nil }},
		{Name: "eq", Does: "X equals one of the others", Takes: takes(anyX, repeated(Param{Name: "Y", Kind: Same})), Gives: Truth,
			call: func(_ *Run, args []any) (any, error) { return equalsOne(args[0], args[1:]...) }},
		{Name: "ne", Does: "X differs from Y", Takes: takes(anyX, Param{Name: "Y", Kind: Same}), Gives: Truth,
			call: func(_ *Run, args []any) (any, error) { return different(args[0], args[1]) }},
		{Name: "lt", Does: "X is less, or earlier", Takes: takes(anyX, orderedY), Gives: Truth, call: compare(func(c int) bool { return c < 0 })},
		{Name: "le", Does: "X is at most Y", Takes: takes(anyX, orderedY), Gives: Truth, call: compare(func(c int) bool { return c <= 0 })},
		{Name: "gt", Does: "X is more, or later", Takes: takes(anyX, orderedY), Gives: Truth, call: compare(func(c int) bool { return c > 0 })},
		{Name: "ge", Does: "X is at least Y", Takes: takes(anyX, orderedY), Gives: Truth, call: compare(func(c int) bool { return c >= 0 })},
		{Name: "has", Does: "the clause is in the draft", Takes: takes(Param{Name: `"clause"`, Kind: Clause}), Gives: Truth, AfterChoice: true, call: (*Run).has},
		{Name: "short", Does: "the clause is in the draft, and this compound clause says it", Takes: takes(Param{Name: `"clause"`, Kind: Clause}), Gives: Truth, AfterChoice: true, call: (*Run).short},
		{Name: "provides", Does: "a clause of the draft provides it, or the clause named does", Takes: takes(promiseArg, Param{Name: `"clause"`, Kind: Clause, Times: Optional}), Gives: Truth, AfterChoice: true, call: (*Run).provides},
		{Name: "given", Does: "the deal answers the question, or one of the group", Takes: takes(Param{Name: `"path"`, Kind: Path}), Gives: Truth, call: (*Run).given},
		{Name: "includes", Does: "X is an entry", Takes: takes(Param{Name: "LIST"}, Param{Name: "X", Kind: Entry}), Gives: Truth,
			call: func(_ *Run, args []any) (any, error) { return includes(args[0], args[1]) }},
		{Name: "touches", Does: "a country of the territory is in the group", Takes: takes(Param{Name: "TERRITORY", Kind: Territory}, Param{Name: `"EU"`, Kind: Country}), Gives: Truth, call: (*Run).touches},
		{Name: "seated", Does: "the last words of an address name a country of the group, such as Munich, Germany", Takes: takes(textArg, Param{Name: `"EU"`, Kind: Country}), Gives: Truth, call: (*Run).seated},
		{Name: "beyond", Does: "a country of the first territory is not in the second", Takes: takes(Param{Name: "TERRITORY", Kind: Territory}, Param{Name: "TERRITORY", Kind: Territory}), Gives: Truth, call: (*Run).beyond},
		{Name: "countedby", Does: `a text names a year that is counted so: "2029" or "2029 and each later year" by calendar years, "1" or "Payment Year 1" by years of the contract, "2029" or "Q1 2029" by quarters`,
			Takes: takes(textArg, valueArg("BY")), Gives: Truth, call: (*Run).countedBy},
		{Name: "empty", Does: "there is nothing in it", Takes: takes(anyX), Gives: Truth,
			call: func(_ *Run, args []any) (any, error) { return !IsTrue(args[0]), nil }},
		{Name: "default", Does: "X where VALUE is empty", Takes: takes(anyX, valueArg("VALUE")), Gives: OneOf,
			call: func(_ *Run, args []any) (any, error) { return firstTrue(args[1], args[0]), nil }},
		{Name: "coalesce", Does: "the first that is not empty", Takes: takes(repeated(anyX)), Gives: OneOf,
			call: func(_ *Run, args []any) (any, error) { return firstTrue(append(args, deal.None{})...), nil }},
		{Name: "needed", Does: "X; where the deal leaves it out [●], listed among what is open", Takes: takes(anyX), Gives: OneOf, call: (*Run).needed},
		{Name: "ternary", Does: "X if the condition holds, and else Y", Takes: takes(anyX, valueArg("Y"), Param{Name: "CONDITION", Kind: Condition}), Gives: OneOf, call: (*Run).ternary},
	}
}

// sums calculate.
func sums() []Function {
	return []Function{
		{Name: "add", Does: "sum of two values; a date and a duration give a date", Takes: takes(leftX, rightY), Gives: Calculated, Sum: ofTwo(deal.Add)},
		{Name: "sub", Does: "difference of two values", Takes: takes(leftX, rightY), Gives: Calculated, Sum: ofTwo(deal.Sub)},
		{Name: "mul", Does: "product of two values", Takes: takes(leftX, rightY), Gives: Calculated, Sum: ofTwo(deal.Mul)},
		{Name: "div", Does: "quotient of two values", Takes: takes(leftX, rightY), Gives: Calculated, Sum: ofTwo(deal.Div)},
		{Name: "lastday", Does: "the last day of the period that begins on the date; one month from January 31 ends on the last day of February", Takes: takes(Param{Name: "DATE", Kind: Quantity}, Param{Name: "DURATION", Kind: Quantity}), Gives: Calculated,
			Sum: ofTwo(deal.End)},
		{Name: "days", Does: "the length in days", Takes: takes(Param{Name: "DURATION", Kind: Quantity}), Gives: Calculated, Sum: ofOne(deal.Days)},
		{Name: "sum", Does: "sum of a list", Takes: takes(valueArg("LIST")), Gives: Total, Sum: ofTwo(deal.Add), call: calculate(ofOne(deal.Sum))},
		{Name: "examples", Does: "dicts of amount, calculation and outcome: what rates in steps come to, from the columns from, to and rate; METHOD is whole or marginal",
			Takes: takes(tableArg, wordsArg("UNIT"), wordsArg("CURRENCY"), valueArg("METHOD")), Gives: Something, call: (*Run).examples},
		{Name: "min", Does: "the least of all, of the entries of lists too", Takes: takes(repeated(anyX)), Gives: Total, Sum: deal.Min, call: extreme(deal.Min)},
		{Name: "max", Does: "the greatest of all, of the entries of lists too", Takes: takes(repeated(anyX)), Gives: Total, Sum: deal.Max, call: extreme(deal.Max)},
	}
}

// lists look into lists and tables, and make them.
func lists() []Function {
	return []Function{
		{Name: "len", Does: "number of entries, or of characters", Takes: takes(anyX), Gives: Whole, call: (*Run).length},
		{Name: "index", Does: "the entry at a place (from 0) or key", Takes: takes(anyX, anyNumber(valueArg("KEY"))), Gives: Something, call: (*Run).index},
		{Name: "column", Does: "the cells of a column; of dicts, the values at a key", Takes: takes(tableArg, columnArg), Gives: CellsOf, call: (*Run).cells},
		{Name: "regions", Does: "dicts of the regions that territories, or lists of them, name, such as Latin America: name, and countries, those of it that one of the territories holds", Takes: takes(repeated(Param{Name: "TERRITORY"})), Gives: Something, call: (*Run).regions},
		{Name: "rows", Does: "the rows with that cell", Takes: takes(tableArg, columnArg, Param{Name: "X", Kind: CellOf}), Gives: RowsOf, call: (*Run).rows},
		{Name: "row", Does: "the first row with that cell", Takes: takes(tableArg, columnArg, Param{Name: "X", Kind: CellOf}), Gives: RowOf, call: (*Run).row},
		{Name: "first", Does: "the first entry", Takes: takes(listArg), Gives: EntryOf, call: entryAt(func(int) int { return 0 })},
		{Name: "last", Does: "the last entry", Takes: takes(listArg), Gives: EntryOf, call: entryAt(func(n int) int { return n - 1 })},
		{Name: "before", Does: "in a rule with each, the cell of the row before; nothing in the first row", Takes: takes(Param{Name: `"column"`, Kind: Before}), Gives: CellBefore, call: (*Run).before},
		{Name: "number", Does: "in a rule with each, the number of the row", Gives: Whole, call: func(r *Run, _ []any) (any, error) { return r.ruledAt + 1, nil }},
		{Name: "common", Does: "the entries that are in both", Takes: takes(listArg, listArg), Gives: ListOf, call: filter(true)},
		{Name: "lacking", Does: "the entries of the first that are not in the second", Takes: takes(listArg, listArg), Gives: ListOf, call: filter(false)},
		{Name: "sorted", Does: "dicts by the date at a key, those with words in place of a date last", Takes: takes(wordsArg(`"key"`), listArg), Gives: Something, call: (*Run).sorted},
		{Name: "flat", Does: "all entries in one list, those of inner lists too", Takes: takes(anyNumber(anyX)), Gives: Something,
			call: func(r *Run, args []any) (any, error) { return flat(r, args) }},
		{Name: "list", Does: "a list of the arguments", Takes: takes(anyNumber(anyX)), Gives: Something, call: func(_ *Run, args []any) (any, error) { return args, nil }},
		{Name: "dict", Does: "a map of keys and values", Takes: takes(anyNumber(valueArg(`"key" X`))), Gives: Something, call: (*Run).dict},
		{Name: "get", Does: "the value at a key of a dict", Takes: takes(valueArg("DICT"), wordsArg(`"key"`)), Gives: Something, call: (*Run).get},
		{Name: "hasKey", Does: "the dict has the key", Takes: takes(valueArg("DICT"), wordsArg(`"key"`)), Gives: Truth, call: (*Run).hasKey},
		{Name: "own", Does: "the entries of a closed list that are in the deal's own words", Takes: takes(listArg), Gives: ListOf, call: onEntries(ownWords)},
		{Name: "rest", Does: "all entries but the first", Takes: takes(listArg), Gives: ListOf, call: onEntries(func(all []any) []any { return all[min(1, len(all)):] })},
		{Name: "initial", Does: "all entries but the last", Takes: takes(listArg), Gives: ListOf, call: onEntries(func(all []any) []any { return all[:max(0, len(all)-1)] })},
		{Name: "reverse", Does: "the entries in reverse order", Takes: takes(listArg), Gives: ListOf, call: onEntries(reversed)},
		{Name: "uniq", Does: "without repeats", Takes: takes(listArg), Gives: ListOf, call: (*Run).uniq},
		{Name: "compact", Does: "without empty entries", Takes: takes(listArg), Gives: ListOf, call: onEntries(compacted)},
		{Name: "without", Does: "the list without X", Takes: takes(listArg, anyNumber(anyX)), Gives: ListOf, call: (*Run).without},
		{Name: "append", Does: "the list with X behind it", Takes: takes(listArg, anyX), Gives: Something, call: concat(func(args []any) []any { return []any{args[0], []any{args[1]}} })},
		{Name: "prepend", Does: "the list with X before it", Takes: takes(listArg, anyX), Gives: Something, call: concat(func(args []any) []any { return []any{[]any{args[1]}, args[0]} })},
		{Name: "concat", Does: "lists one after the other", Takes: takes(anyNumber(listArg)), Gives: Something, call: concat(func(args []any) []any { return args })},
		{Name: "sortAlpha", Does: "sorted by letters", Takes: takes(listArg), Gives: Texts, call: (*Run).sortAlpha},
		{Name: "splitList", Does: "the parts of a text between separators", Takes: takes(wordsArg("SEPARATOR"), textArg), Gives: Texts, call: (*Run).splitList},
		{Name: "until", Does: "0 to N-1, at most 1000", Takes: takes(numberArg), Gives: Wholes, call: (*Run).until},
		{Name: "seq", Does: "the numbers from one to another, at most 1000", Takes: takes(Param{Name: "FROM", Kind: Number}, Param{Name: "TO", Kind: Number}), Gives: Wholes, call: (*Run).sequence},
	}
}

// english writes as a contract does.
func english() []Function {
	return []Function{
		{Name: "count", Does: `a number with its noun: "one member", "12 members", and "3 years" before a unit of time; a third argument is an irregular plural`,
			Takes: takes(valueArg("N"), wordsArg(`"member"`), Param{Name: `"plural"`, Kind: Words, Times: Optional}), Gives: Text, Prints: true, call: (*Run).count},
		{Name: "times", Does: `"once", "twice", "three times"`, Takes: takes(valueArg("N")), Gives: Text, Prints: true, call: (*Run).times},
		{Name: "ordinal", Does: `"first", "second"; digits after the tenth`, Takes: takes(valueArg("N")), Gives: Text, Prints: true, call: (*Run).ordinal},
		{Name: "adjective", Does: `a duration before a noun: "60-day"`, Takes: takes(valueArg("DURATION")), Gives: Text, Prints: true, call: (*Run).adjective},
		{Name: "a", Does: `a text with "a" or "an" before it: "an LLC"`, Takes: takes(textArg), Gives: Text, Prints: true, call: (*Run).indefinite},
		{Name: "the", Does: `a name with "the" before it where it takes one: "the State of Iowa"`, Takes: takes(textArg), Gives: Text, Prints: true, call: (*Run).definite},
		{Name: "law", Does: `the law of a place as the style names it, however the answer does: "the laws of the State of New York", "Swiss law"`, Takes: takes(textArg), Gives: Text, Prints: true, call: (*Run).lawOf},
		{Name: "places", Does: `a text in which codes of countries are names: "the United States of America and Japan" for "US and Japan"`, Takes: takes(textArg), Gives: Text, Prints: true, call: rewrite(deal.NameCountries)},
		{Name: "money", Does: `a number as a sum in a currency: "$10,000"`, Takes: takes(Param{Name: "N", Kind: Quantity}, wordsArg("CURRENCY")), Gives: Text, Prints: true, call: (*Run).money},
		{Name: "unit", Does: `what the style calls a unit: "exhibits" for "schedules"; also article, articles, section, sections, schedule`, Takes: takes(Param{Name: `"unit"`, Kind: Unit}), Gives: Text, call: (*Run).unit},
		{Name: "frame", Does: "words for so many: for one and more; for one, two and more; or for none before these",
			Takes: takes(valueArg("LIST"), repeated(wordsArg(`"words"`))), Gives: Text, call: (*Run).frame},
		{Name: "event", Does: `an event after "before" or "on": "achievement of Trigger T3" for "T3 achieved"; others as they are`, Takes: takes(textArg), Gives: Text, Prints: true, call: rewrite(event)},
		{Name: "yearly", Does: `the year of a row, with what a year of the contract and a quarter are called: "Payment Year 2", "each Calendar Quarter of 2029", "2030 and each later year"`,
			Takes: takes(textArg, valueArg("BY"), wordsArg(`"Payment Year"`), wordsArg(`"Calendar Quarter"`), valueArg("EACH_LATER")), Gives: Text, call: (*Run).yearly},
		{Name: "sentence", Does: "a capital first letter and one full stop", Takes: takes(textArg), Gives: Text, Prints: true, call: (*Run).sentence},
		{Name: "capital", Does: "a capital first letter; kWh stays as it is", Takes: takes(textArg), Gives: Text, Prints: true, call: (*Run).capital},
		{Name: "either", Does: `a list joined with "or"`, Takes: takes(listArg), Gives: Text, Prints: true, call: (*Run).either},
		{Name: "join", Does: "the entries of a list with a separator between them", Takes: takes(wordsArg("SEPARATOR"), listArg), Gives: Text, call: (*Run).join},
		{Name: "other", Does: "the other party", Takes: takes(Param{Name: "PARTY", Kind: Party}), Gives: OtherParty, Prints: true, call: (*Run).other},
		{Name: "signatories", Does: "rows with name and title", Takes: takes(textArg), Gives: People, Prints: true, call: (*Run).signatories},
		{Name: "print", Does: "texts run together", Takes: takes(anyNumber(valueArg("X"))), Gives: Text, call: (*Run).printed},
		{Name: "printf", Does: "formatted text: %s for what prints, %d for a whole number, %% for a percent sign",
			Takes: takes(Param{Name: "FORMAT", Kind: Format}, anyNumber(valueArg("X"))), Gives: Text, call: (*Run).printf},
	}
}

// marks make passages that the document completes.
func marks() []Function {
	return []Function{
		{Name: "ref", Does: "references to clauses, sections, articles or schedules", Takes: takes(repeated(Param{Name: `"id"`, Kind: Target})), Gives: Passage, call: (*Run).ref},
		{Name: "providing", Does: "a reference to the sections that provide it", Takes: takes(promiseArg), Gives: Passage, AfterChoice: true, call: (*Run).providing},
		{Name: "provisions", Does: "dicts of the sections that provide it: where, a reference, and what, as the clause calls it", Takes: takes(promiseArg), Gives: Something, AfterChoice: true, call: (*Run).provisions},
		{Name: "dates", Does: `dicts of what falls due in the draft, of a group: "fixed" on a day, "recurring", "open" until an event, or "drawn" on the timeline; see above`,
			Takes: takes(Param{Name: `"group"`, Kind: Dues}), Gives: Something, AfterChoice: true, call: (*Run).dates},
		{Name: "definitions", Does: "the compiled definitions", Gives: Passage, Blocks: true, AfterChoice: true, call: func(r *Run, _ []any) (any, error) { return r.Draft.Definitions() }},
		{Name: "surviving", Does: "references to the provisions that survive termination", Lists: Survives, Gives: Passage, AfterChoice: true,
			call: func(r *Run, _ []any) (any, error) { return r.Draft.Surviving() }},
		{Name: "schedules", Does: "the list of schedules", Gives: Passage, Blocks: true, AfterChoice: true, call: func(r *Run, _ []any) (any, error) { return r.Draft.Schedules() }},
		{Name: "key_terms", Does: "the table of the template's key terms under these two heads, without references", Takes: takes(wordsArg("LABEL"), wordsArg("VALUE")),
			Gives: Passage, Blocks: true, AfterChoice: true, call: (*Run).keyTerms},
		{Name: "open_points", Does: "the count and list of open values", Gives: Passage, Blocks: true, call: func(*Run, []any) (any, error) { return Markup(markdown.OpenPoints), nil }},
		{Name: "timeline", Does: "a picture of dicts with date, to, every, until, when, what and kind; see above",
			Takes: takes(wordsArg("TITLE"), wordsArg("ALT"), listArg), Gives: Passage, Blocks: true, call: (*Run).timeline},
		{Name: "chart", Does: "a picture of rates in steps, from the columns from, to and rate; see above",
			Takes: takes(wordsArg("TITLE"), wordsArg("ALT"), wordsArg("X"), wordsArg("Y"), tableArg), Gives: Passage, Blocks: true,
			call: (*Run).chart},
	}
}

// letters change texts.
func letters() []Function {
	part, ends := wordsArg("PART"), wordsArg("CHARACTERS")
	return []Function{
		{Name: "upper", Does: "capitals", Takes: takes(textArg), Gives: Text, call: rewrite(strings.ToUpper)},
		{Name: "lower", Does: "small letters", Takes: takes(textArg), Gives: Text, call: rewrite(strings.ToLower)},
		{Name: "title", Does: "Capital First Letters", Takes: takes(textArg), Gives: Text, call: rewrite(titled)},
		{Name: "nospace", Does: "without white space", Takes: takes(textArg), Gives: Text, call: rewrite(unspaced)},
		{Name: "trim", Does: "without white space at the ends", Takes: takes(textArg), Gives: Text, call: cutEnds(func(s, _ string) string { return strings.TrimSpace(s) }, true, true)},
		{Name: "trimAll", Does: "without the characters at the ends", Takes: takes(ends, textArg), Gives: Text, call: cutEnds(strings.Trim, true, true)},
		{Name: "trimPrefix", Does: "without the beginning", Takes: takes(part, textArg), Gives: Text, call: cutEnds(strings.TrimPrefix, true, false)},
		{Name: "trimSuffix", Does: "without the end", Takes: takes(part, textArg), Gives: Text, call: cutEnds(strings.TrimSuffix, false, true)},
		{Name: "replace", Does: "NEW in place of OLD", Takes: takes(wordsArg("OLD"), wordsArg("NEW"), textArg), Gives: Text, Prints: true, call: (*Run).replace},
		{Name: "regexReplaceAll", Does: "NEW in place of what matches", Takes: takes(patternArg, textArg, wordsArg("NEW")), Gives: Text, call: (*Run).regexReplaceAll},
		{Name: "contains", Does: "the part is in the text", Takes: takes(part, textArg), Gives: Truth, call: textTest(anyPart, strings.Contains)},
		{Name: "hasPrefix", Does: "the text begins so", Takes: takes(part, textArg), Gives: Truth, call: textTest(firstPart, strings.HasPrefix)},
		{Name: "hasSuffix", Does: "the text ends so", Takes: takes(part, textArg), Gives: Truth, call: textTest(lastPart, strings.HasSuffix)},
		{Name: "regexMatch", Does: "something in the text matches", Takes: takes(patternArg, textArg), Gives: Truth, call: (*Run).regexMatch},
		{Name: "quote", Does: "in double quotation marks", Takes: takes(repeated(textArg)), Gives: Text, call: quoted(`"`)},
		{Name: "squote", Does: "in single quotation marks", Takes: takes(repeated(textArg)), Gives: Text, call: quoted("'")},
		{Name: "cat", Does: "joined with spaces", Takes: takes(repeated(textArg)), Gives: Text, call: quoted("")},
		{Name: "repeat", Does: "the text N times, at most 1000", Takes: takes(numberArg, textArg), Gives: Text, call: (*Run).repeat},
		{Name: "indent", Does: "every line N spaces in, at most 100", Takes: takes(Param{Name: "N", Kind: Number, Most: maxIndent}, textArg), Gives: Text, call: indent("")},
		{Name: "nindent", Does: "the same on a new line", Takes: takes(Param{Name: "N", Kind: Number, Most: maxIndent}, textArg), Gives: Text, call: indent("\n")},
	}
}
