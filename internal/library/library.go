// Package library reads clauses and templates from a folder into parsed,
// checked clauses, variants, definitions, rules and templates.
package library

import (
	"errors"
	"io/fs"
	"maps"
	"path"
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

// Open reads a library from a folder that holds clauses/ and templates/, as far
// as every draft needs it: fsys is read from later too. Problems name their file
// as it is called in fsys, prefixed with dir. What is wrong elsewhere, Check
// tells, and Faults of a text that is used.
func Open(fsys fs.FS, dir string) (*Library, diag.List) {
	l := &Library{
		Templates: map[string]*Template{}, Clauses: map[string]*Clause{}, Schema: &deal.Schema{},
		Spelling: map[string]map[string]string{}, defaults: map[string]*language.Body{}, fixed: map[string]deal.Value{}, schedules: map[string]*Schedule{},
	}
	o := &opener{library: l, fsys: fsys, dir: dir, declared: map[string]*deal.Parameter{}}
	l.opener, l.begins, l.amends = o, o.readBeginning(), o.readAmending()
	o.read()
	o.checkHeads()
	problems := slices.Clone(o.problems)
	problems.Sort()
	return l, problems
}

// Check looks at all of the library, and returns everything that is wrong with
// it, sorted by place: what Open told among it.
func (l *Library) Check() diag.List {
	o := l.opener.apart()
	o.checkAll()
	all := slices.Concat(l.opener.problems, o.problems)
	all.Sort()
	return slices.CompactFunc(all, func(a, b *diag.Problem) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
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

// Default is the body that computes a parameter's default, or nil.
func (l *Library) Default(parameter string) *language.Body { return l.defaults[parameter] }

// FixedDefaults are the defaults that do not depend on answers, by path, in the
// spelling of a style, amounts that name no currency in the one given. The map
// is shared: it must not be changed.
func (l *Library) FixedDefaults(style, currency string) map[string]deal.Value {
	key := fixedKey{style, currency}
	return l.Once(key, func() any {
		fixed := make(map[string]deal.Value, len(l.fixed))
		for parameter, v := range l.fixed {
			fixed[parameter] = deal.WithCurrency(language.RespellValue(v, l.Spelling[style]), currency)
		}
		return fixed
	}).(map[string]deal.Value)
}

// fixedKey is what fixed defaults depend on.
type fixedKey struct{ style, currency string }

// ReadDefault reads what the actions of a parameter's default made, in the
// spelling of a style and with the currency of amounts that name none. The
// value is shared: it must not be changed. The error says what does not fit.
func (l *Library) ReadDefault(p *deal.Parameter, text, style, currency string) (deal.Value, error) {
	key := computedDefault{p.Path, text, fixedKey{style, currency}}
	if kept, ok := l.computed.Load(key); ok {
		return kept.(deal.Value), nil
	}
	v, err := deal.ReadText(p, text, currency)
	if err != nil {
		return nil, err
	}
	v = language.RespellValue(v, l.Spelling[style])
	if l.computedKept.Add(1) > maxComputed {
		l.computed.Clear()
		l.computedKept.Store(1)
	}
	l.computed.Store(key, v)
	return v, nil
}

// computedDefault is what a computed default depends on. Those that were read are kept,
// since drafts often make the same, but no more than so many.
type computedDefault struct {
	path, text string
	fixedKey
}

const maxComputed = 4096

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

// opener reads one library.
type opener struct {
	library  *Library
	fsys     fs.FS
	dir      string
	declared map[string]*deal.Parameter
	defaults []defaulted // of the clause that is read
	problems diag.List
}

// read reads the folders of the library, on all processors, and enters what they
// say in the order of their names.
func (o *opener) read() {
	o.settings()
	for _, c := range together(o, o.folders("clauses"), (*opener).clause) {
		if c != nil {
			o.enter(c)
		}
	}
	o.nested()
	if c := o.library.Clauses[DefinitionsClause]; c != nil {
		list := together(o, o.others(c), (*opener).definition)
		o.library.Definitions = slices.DeleteFunc(list, func(d *Definition) bool { return d == nil })
	}
	o.enterTemplates(together(o, o.folders("templates"), (*opener).template))
}

// apart is an opener of the same library whose problems are its own.
func (o *opener) apart() *opener {
	return &opener{library: o.library, fsys: o.fsys, dir: o.dir, declared: o.declared}
}

// place is the position of a whole file.
func (o *opener) place(name string) diag.Position { return diag.Position{File: path.Join(o.dir, name)} }

// file reads a file of the library, or reports why it cannot be read.
func (o *opener) file(name string) (string, bool) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	data, err := ReadInto(*room, o.fsys, name)
	var failed *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		o.problems.Errorf(o.place(name), "file", "cannot be read: %s", diag.Reason(err)).WithHint("write the file, or take out what names it")
		return "", false
	case errors.As(err, &failed):
		o.problems.Errorf(o.place(name), "file", "cannot be read: %s", diag.Reason(err))
		return "", false
	case err != nil:
		o.problems.Errorf(o.place(name), "file", "%s", err)
		return "", false
	}
	*room = data
	text := plainLines(data)
	return text, o.validUTF8(name, text)
}

// rooms are what files are read into before they are texts.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// plainLines is the text of a file without a byte order mark, its lines ended alike.
func plainLines(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
}

// folders lists the folders in dir by name; a missing dir is a problem.
func (o *opener) folders(dir string) []string {
	entries, err := fs.ReadDir(o.fsys, dir)
	if err != nil {
		o.problems.Errorf(o.place(dir), "library", "cannot be read: %s", diag.Reason(err)).
			WithHint("a library is a folder that holds clauses/ and templates/")
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}
