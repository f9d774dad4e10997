// Package library reads clauses and templates from a folder into parsed,
// checked clauses, variants, definitions, rules and templates.
package library

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
)

// Library is everything under clauses/ and templates/. What a clause asks and
// when it enters is read at once, its wordings when they are asked for. It may
// be shared between goroutines.
type Library struct {
	Templates   map[string]*Template
	Clauses     map[string]*Clause
	Definitions []*Definition                // sorted by term
	Schema      *deal.Schema                 // the parameters of all clauses
	Names       []string                     // capitalised words that are no defined terms
	Spelling    map[string]map[string]string // style pack -> word -> word in that style
	Off         []Name                       // rules of lint that are switched off for all clauses

	defaults     map[string]*language.Body // path -> default that holds template actions
	fixed        map[string]deal.Value     // path -> default without actions; money without currency
	computed     sync.Map                  // computedDefault -> deal.Value
	computedKept atomic.Int64              // how many
	schedules    map[string]*Schedule
	promises     []*Promise                                            // of all clauses, by clause
	terms        map[string][]termStart                                // by the first word of a term, see mentions.go
	found        sync.Map                                              // what readers made of the library, see Once
	begins       func() (*Beginning, diag.List)                        // what new deals begin with, see beginning.go
	amends       func() (map[string]map[Instruction]string, diag.List) // how amendments are worded, see amending.go
	opener       *opener
}

// Clause is a provision with its questions, variants and rules.
type Clause struct {
	ID, Title, Summary string
	When               *language.Body // nil: always
	Survives           *language.Body // nil: never
	Parameters         []*deal.Parameter
	Variants           []*Variant
	Schedules          []*Schedule
	Provides           []*Promise
	StandsFor          []*StandIn // the clauses that this one says in short; none: it is no compound clause
	Off                []Name     // rules of lint that are switched off here
	Pos                diag.Position

	files    map[string]func() *variantFile // by variant
	defaults []defaulted                    // of its questions
	later    func() *later
}

// Name is a name that a library file gives, with its place.
type Name struct {
	Text string
	Pos  diag.Position
}

// Variant is one wording of a clause.
type Variant struct {
	Name  string
	Gives string         // what it gives whom, for explain
	When  *language.Body // nil: chosen by name or drafting side only
	Ranks map[deal.Party]Rank
	Body  *language.Body
	Pos   diag.Position
}

// Schedule is an attachment that a clause brings.
type Schedule struct {
	ID, Title string
	Clause    *Clause
	When      *language.Body
	Body      *language.Body
	Pos       diag.Position
}

// Rule is a condition that a deal must meet.
type Rule struct {
	ID        string
	Severity  diag.Severity
	Each      string         // path of a table: the rule looks at each row, which is dot; "" for a rule about the whole deal
	If        *language.Body // the rule fires when this holds
	Message   *language.Body // plain text
	Hint      *language.Body // may be nil
	At        []string       // parameters at fault: the first is where the message points, the others are named beside it
	Authority string
	Pos       diag.Position

	idPos, eachPos diag.Position
	atPos          []diag.Position
}

// Definition is one defined term of the compiled definitions.
type Definition struct {
	Term  string
	Forms []string
	When  *language.Body
	Body  *language.Body
	Pos   diag.Position

	formPos []diag.Position
}

// Template is a whole agreement.
type Template struct {
	ID, Title, Summary string
	Cover              *language.Body // may be nil
	Legend             *language.Body // may be nil
	Contents           bool           // the draft lists its contents
	Operative          bool           // the key terms are the only place of what they say
	FullForm           string         // the template of which this is the short form; "" if it is none
	NotCarried         []*NotCarried  // what it leaves to the full form
	Customary          *language.Body // the deals for which this is the customary one of the forms; nil: nobody says
	CustomaryWhy       string         // what sets these deals apart, in words
	Opening, Closing   []string
	Articles           []Article
	Schedules          []string
	KeyTerms           []KeyTerm
	KeyTermsOf         string // the template whose rows these are; "" for its own
	Pos                diag.Position

	fullPos   diag.Position
	sharedPos diag.Position            // of KeyTermsOf
	places    map[string]diag.Position // of the clause and schedule ids it names
	order     []string                 // see short.go, as for what follows
	all       []string
	position  map[string]int // in all
	printed   map[string]bool
	standing  map[string]*StandIn
	following map[string][]string
	addable   []string
	leads     func() map[string][]string
}

// Article is an article of a template: its clauses in order.
type Article struct {
	ID      string
	Title   string // with all parts
	Parts   []TitlePart
	Clauses []string
}

// TitlePart is a part of an article's title that stands there if one of its
// clauses does, so that no title promises what the article does not hold.
type TitlePart struct {
	Words   string
	Clauses []string
}

// TitleFor is the title of an article that holds some of its clauses only.
func (a Article) TitleFor(holds func(clause string) bool) string {
	var words []string
	for _, p := range a.Parts {
		if slices.ContainsFunc(p.Clauses, holds) {
			words = append(words, p.Words)
		}
	}
	if len(words) == 0 {
		return a.Title
	}
	return joinTitle(words)
}

// joinTitle makes a title of its parts.
func joinTitle(words []string) string {
	last := len(words) - 1
	title := words[last]
	if last > 0 {
		title = strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return document.Capitalised(title)
}

// KeyTerm is one row of the key terms.
type KeyTerm struct {
	Term    string
	Value   *language.Body
	When    *language.Body
	Defines bool   // the row is the definition of its term
	Clause  string // the row is printed if this clause is in the draft, and refers to it
	Target  string // the section of that clause to which the row refers; else the clause's first
	Pos     diag.Position

	clausePos, targetPos diag.Position
}

// Once is what a reader makes of the library, made when it is first asked for under
// the key. It must not be changed.
func (l *Library) Once(key any, made func() any) any {
	if v, ok := l.found.Load(key); ok {
		return v
	}
	v, _ := l.found.LoadOrStore(key, made())
	return v
}

// Place is where the template names a clause or a schedule, or the compound clause
// that stands for the clause.
func (t *Template) Place(id string) diag.Position {
	if s := t.standing[id]; s != nil {
		id = s.By
	}
	return t.places[id]
}

// Variant finds a variant by name, or nil.
func (c *Clause) Variant(name string) *Variant {
	for _, v := range c.Variants {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// ClauseIDs lists all clauses by id.
func (l *Library) ClauseIDs() []string { return slices.Sorted(maps.Keys(l.Clauses)) }

// TemplateIDs lists all templates by id.
func (l *Library) TemplateIDs() []string { return slices.Sorted(maps.Keys(l.Templates)) }

// rooms are what files are read into before they are texts.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// Schedule finds the schedule with an id, or nil.
func (l *Library) Schedule(id string) *Schedule { return l.schedules[id] }

// scheduleIDs lists the schedules of all clauses.
func (l *Library) scheduleIDs() []string { return slices.Sorted(maps.Keys(l.schedules)) }
