package page

import (
	"errors"

	"clausewright/internal/comparison"
	"clausewright/internal/deviation"
	"clausewright/internal/document"
	"clausewright/internal/edits"
	"clausewright/internal/issues"
)

// Folder is the folder of drafts that holds the draft of the deal. What is done there
// the commands do: draft, redline, issues-list, deviations.
type Folder interface {
	Standing() (Standing, error)
	Sign() string                              // another one once the deal's draft is written, or written into
	Written(format string) ([]byte, error)     // a file of the draft
	LastWritten() (*comparison.Side, error)    // the draft without what people wrote
	Read(came *Came) (*comparison.Side, error) // what a file says
	Edits(came *Came) ([]Edited, error)        // what people wrote, in each file
	Look(came *Came) (*Looked, error)          // what becomes of that in a draft that is written now
	Write(order Order) (Done, error)           // writes the draft
	Undo() (Done, error)                       // brings back what the last draft replaced
	// Settled reads a list of issues that somebody filled in; ErrNoList if it is none.
	Settled(list, came *Came) (*issues.Settled, error)

	Houses() []string // the names of house positions
	Deviations(house string, came *Came) (*deviation.Sheet, error)
	Issues(house string, came *Came) (*issues.List, error) // without a house position, if none is named
}

// Done is what was done in the folder, and what there is to tell of it.
type Done struct {
	Told    []Message
	Written []string // files
}

// Message is something that is told, and the words that it is about where there are any.
type Message struct{ Says, About string }

// Refusal is why something was not done, and what to do.
type Refusal struct {
	Says, Hint string
	Path       string    // the question that it is about; empty for none
	Told       []Message // what else there is to tell
	Conflicts  int       // that are open
}

// ErrNoList says that a file is no list of issues.
var ErrNoList = errors.New("no list of issues")

func (r *Refusal) Error() string { return r.Says }

// Standing is how the draft stands in its folder.
type Standing struct {
	Folder  string
	Formats []string // in which it is there
	Undo    bool     // the last draft replaced something
}

// Came is a draft that came back. Nothing of it is on the disk.
type Came struct {
	Name string
	Data []byte
}

// Edited is a file that people wrote into, and what it was before.
type Edited struct {
	Name         string
	Came         bool // it came back
	Older, Newer comparison.Side
}

// Report is what they wrote.
func (e Edited) Report() *comparison.Report { return comparison.Compare(e.Older, e.Newer) }

// Looked is what becomes of what people wrote in a draft that is written now.
type Looked struct {
	*edits.Outcome          // nil if nobody wrote anything
	Because        []string // why the deal wants it otherwise, for each conflict; empty if nobody knows
	Values         []Value  // answers that people wrote over, as far as no conflict is open
	Comments       []string
}

// Value is an answer over which somebody wrote other words.
type Value struct {
	Path, Says string // the question, and what the deal says
	Section    string // where it was written over
	Passage    []document.Inline
}

// Marked is how it was written over.
func (v Value) Marked() []span { return spansOf(v.Passage) }

// Order is what a person decided about a draft that is to be written.
type Order struct {
	Came     *Came
	Take     []string // who wins where two sides cannot both stand, as draft --take takes it
	Refused  []string // what people wrote and is taken back, by its references in a list of issues
	Accept   bool     // values that people wrote over go into the deal file
	Reviewed bool     // what is to be read was read
	Discard  bool     // what people wrote is dropped
	Force    bool     // although rules of the library are not met
	Strict   bool     // not while there are warnings
	Attach   bool     // the deal file goes into the PDF
}
