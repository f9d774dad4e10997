package deal

// Kind is the type of an answer.
type Kind int

// The kinds of answers. The zero Kind is a text.
const (
	KindText      Kind = iota // one line of text
	KindLongText              // text of several sentences
	KindChoice                // one word of a closed list
	KindFlag                  // true or false
	KindInteger               // whole number
	KindNumber                // decimal number
	KindPercent               // 0 to 100, not 0 to 1
	KindMoney                 // amount and currency
	KindDate                  // calendar day
	KindDuration              // 10bd, 30d, 2w, 6mo, 5y
	KindParty                 // licensor or licensee
	KindTerritory             // country codes and groups of countries
	KindList                  // texts
	KindTable                 // rows with named columns
	KindTriggers              // ids of rows of the Trigger Register
	KindReference             // id of a clause
)

// kinds tells, in the order of the constants, the word of each kind, how a
// message calls it and how an answer of the kind is written.
var kinds = [...]struct{ word, noun, example string }{
	KindText:      {"text", "a text", `write words, in quotation marks if they hold ": " or " #"`},
	KindLongText:  {"longtext", "a text", `write sentences, in quotation marks or after ">-"`},
	KindChoice:    {"choice", "a choice", "write one of the allowed words"},
	KindFlag:      {"flag", "a flag", "write true or false"},
	KindInteger:   {"integer", "a whole number", "write digits, such as 3"},
	KindNumber:    {"number", "a number", "write digits, such as 12 or 7.50"},
	KindPercent:   {"percent", "a percentage", "write 7.5 or 7.5%"},
	KindMoney:     {"money", "an amount of money", `write digits, such as 250000, or with a currency: "USD 250000"`},
	KindDate:      {"date", "a date", "write year-month-day, such as 2027-02-01"},
	KindDuration:  {"duration", "a duration", "write a whole number and a unit, such as 10bd (Business Days), 30d, 6mo or 5y"},
	KindParty:     {"party", "a party", "write licensor or licensee"},
	KindTerritory: {"territory", "a territory", "write ISO country codes, or EEA, EU, UK, WORLD, such as [US, EEA]"},
	KindList:      {"list", "a list", "write [first, second], or one item a line after \"- \""},
	KindTable:     {"table", "a table", "write one row a line: \"- {column: value, column: value}\""},
	KindTriggers:  {"triggers", "trigger ids", "write ids of the Trigger Register, such as [T1, T2]"},
	KindReference: {"reference", "a clause id", "write the id of a clause, such as grant-back"},
}

// Kinds are all kinds, in order.
func Kinds() []Kind {
	list := make([]Kind, len(kinds))
	for k := range kinds {
		list[k] = Kind(k)
	}
	return list
}

// ParseKind reads the word that String writes.
func ParseKind(word string) (Kind, bool) {
	for k := range kinds {
		if kinds[k].word == word {
			return Kind(k), true
		}
	}
	return 0, false
}

// String is the word that stands in clause.yaml.
func (k Kind) String() string { return kinds[k.valid()].word }

// Example tells in one line how an answer of the kind is written.
func (k Kind) Example() string { return kinds[k.valid()].example }

func (k Kind) noun() string { return kinds[k.valid()].noun }

// valid keeps a Kind that is none of the constants from going out of bounds.
func (k Kind) valid() Kind {
	if k < 0 || int(k) >= len(kinds) {
		return KindText
	}
	return k
}
