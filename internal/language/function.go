package language

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
)

// Function is a function that texts may call. Everything that is known of it
// stands here: what it is called, what it takes and gives, and the calculation.
// The engine binds it, lint judges calls of it, new and the schema ask for what
// it prints, and the guide lists it.
type Function struct {
	Name  string
	Does  string  // in one line: "the cells of a column"
	Takes []Param // in order
	Gives Outcome

	Prints      bool   // the outcome is the first argument that is not a word of the wording, in another form: who prints the one prints the other
	Lists       string // the promise whose places it lists, without being told which
	Blocks      bool   // it makes paragraphs and tables, so that it stands on a line of its own
	AfterChoice bool   // it needs to know which clauses are in the draft, so that no default can call it

	Sum         func(args ...any) (deal.Value, error) // of one that gives Calculated or Total: the calculation of two values, or of one
	least, most int                                   // how many arguments it takes, see Arity
	call        func(r *Run, args []any) (any, error) // nil for and and or, which stop at the first argument that decides
}

// Param is an argument of a function.
type Param struct {
	Name  string // as help calls it
	Kind  Argument
	Times Times
	Most  int64 // of a number: the largest that is taken; 0 for any
}

// Times is how often an argument may be there.
type Times int

// An argument is there once, at most once, at least once, or any number of
// times. Only the last can be there other than once.
const (
	Once Times = iota
	Optional
	Repeated
	AnyNumber
)

// Argument is what a function takes in one place.
type Argument int

// What functions take.
const (
	Anything  Argument = iota
	Condition          // counts as true or false
	Words              // what prints
	Number             // a whole number
	Entries            // a list or a table
	Rows               // a table
	Column             // the name of a column of the table before it
	CellOf             // what can be compared with the cells of the column before it
	Same               // what can be equal to the first argument
	Ordered            // what has an order beside the first argument
	Entry              // what can be an entry of the list before it
	Quantity           // what one can calculate with
	Territory          //
	Country            // the code of a country or of a group of countries
	Party              //
	Clause             // the id of a clause
	Promise            // the name of what a clause provides
	Path               // a question or a group
	Dues               // a group of what falls due, as calendar.Groups names them
	Target             // what a reference can lead to
	Unit               // a unit of an agreement, as style.Units names them
	Before             // the name of a column of the table that a rule looks at
	Pattern            // a regular expression
	Format             // of printf
)

// Outcome is what a function gives.
type Outcome int

// What functions give.
const (
	Something  Outcome = iota // it depends
	Truth                     // true or false
	Text                      // words
	Texts                     // a list of words
	Whole                     // a whole number
	Wholes                    // a list of whole numbers
	Calculated                // what the calculation makes of quantities
	Total                     // what it makes of the entries of lists
	OneOf                     // one of the first arguments, the condition apart
	EntryOf                   // an entry of the first argument
	ListOf                    // entries of the first argument
	RowsOf                    // rows of the first argument
	RowOf                     // a row of the first argument
	CellsOf                   // a column of the first argument
	CellBefore                // a cell of the row before, in a rule with each
	OtherParty                // a party
	People                    // rows with name and title
	Passage                   // Markdown that the program makes
)

// Markup is Markdown that a function makes. It is not escaped.
type Markup string

// Find is the function of a name, or nil.
func Find(name string) *Function { return byName()[name] }

// Functions lists all functions by name.
func Functions() []*Function {
	list := make([]*Function, 0, len(byName()))
	for _, name := range FunctionNames() {
		list = append(list, byName()[name])
	}
	return list
}

// FunctionNames lists the names of all functions in order.
func FunctionNames() []string { return slices.Sorted(maps.Keys(byName())) }

// Arity is how many arguments the function takes; most is -1 for any number.
func (f *Function) Arity() (least, most int) { return f.least, f.most }

// arity counts the arguments that the function takes.
func (f *Function) arity() (least, most int) {
	for _, p := range f.Takes {
		switch p.Times {
		case Once:
			least, most = least+1, most+1
		case Optional:
			most++
		case Repeated:
			return least + 1, -1
		case AnyNumber:
			return least, -1
		}
	}
	return least, most
}

// Param is the i-th argument of a call; the last can stand for many.
func (f *Function) Param(i int) Param { return f.Takes[min(i, len(f.Takes)-1)] }

// CheckArity says what is wrong with a number of arguments; nil if nothing is.
func (f *Function) CheckArity(n int) error {
	least, most := f.least, f.most
	if n >= least && (most < 0 || n <= most) {
		return nil
	}
	want := counted(least)
	switch {
	case most < 0:
		want = "at least " + counted(least)
	case least != most:
		want = fmt.Sprintf("%d or %d arguments", least, most)
	case least == 0:
		want = "no arguments"
	}
	return fmt.Errorf("%s takes %s, not %d", f.Name, want, n)
}

func counted(arguments int) string {
	if arguments == 1 {
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", arguments)
}

// Usage is how the function is called: "contains PART TEXT".
func (f *Function) Usage() string {
	words := []string{f.Name}
	for _, p := range f.Takes {
		switch name := p.Name; p.Times {
		case Once:
			words = append(words, name)
		case Optional:
			words = append(words, "["+name+"]")
		case Repeated, AnyNumber:
			words = append(words, name+" …")
		}
	}
	return strings.Join(words, " ")
}
