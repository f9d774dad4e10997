// Package document holds the tree of a drafted agreement and the passes that
// compile its definitions, number it, fill its references and link its terms.
//
// The tree is closed: Block and Inline are sealed, and a renderer handles
// every type listed here.
package document

import (
	"clausewright/internal/diag"
	"clausewright/internal/style"
)

// Origin tells where a piece of text came from. It never affects how the
// piece reads, and two documents that differ only in origins are equal.
//
// A place is worked out only when a problem asks for it, and what an answer is to
// when somebody does: a draft has thousands of origins and, at best, no problem.
type Origin struct {
	Source Source // nil: nowhere in particular
	Offset int    // in the source
	Runes  int    // how many characters further on the line the piece begins
	Answer bool   // the text was inserted from an answer of the deal; the place is that of the wording that inserted it
}

// Source knows the places of the bytes of a text.
type Source interface {
	Position(offset int) diag.Position
}

// Pos is the place of the piece.
func (o Origin) Pos() diag.Position {
	if o.Source == nil {
		return diag.Position{}
	}
	p := o.Source.Position(o.Offset)
	if p.Column > 0 && !o.Answer {
		p.Column += o.Runes
	}
	return p
}

// Path is that of the parameter that printed the piece; empty where none did by itself.
func (o Origin) Path() string {
	if !o.Answer {
		return ""
	}
	in, ok := o.Source.(Printing)
	if !ok {
		return ""
	}
	return in.Printed(o.Offset)
}

// Printing is a source in which parameters are printed.
type Printing interface {
	Source
	Printed(offset int) string // path of the parameter that is printed at an offset by itself
}

// At is the origin of a literal piece at a place that is already known.
func At(pos diag.Position) Origin { return Origin{Source: fixed(pos)} }

// fixed is a source of which only one place is known.
type fixed diag.Position

func (f fixed) Position(int) diag.Position { return diag.Position(f) }

// Document is a whole draft. Its Body is a list of divisions in printed order:
// parts (cover, key terms, contents, parties, background), articles, parts
// (signature) and schedules.
type Document struct {
	Title   string
	Style   string   // style pack: "us", "uk" or "eu-civil"; decides numbering and the words for units
	Lang    string   // BCP 47 tag of the text, such as "en-GB"
	ID      string   // document id for the footer, such as "battery draft 1"
	Legend  string   // draft legend for every page; may be empty
	Date    string   // the draft date, YYYY-MM-DD; may be empty
	Anchors Anchors  // the service that signatories sign with, if it is to find its fields
	Names   []string // proper names, of the parties for one, in which no term is looked for
	Body    []*Division

	// Conformed tells that the document is a signed agreement as amended: numbers that
	// came in between those signed stay as they are, and no sequence counts them.
	Conformed bool

	Causes []Cause   // of the marks, in a redline
	Was    *Document // in a redline, the fields above Body in the old document, if one differs
}

// DivisionKind tells what a Division is.
type DivisionKind int

// A Part is unnumbered: cover, key terms, contents, parties, background,
// signature. An Article holds Sections; a Schedule holds blocks and Sections
// numbered within it. A Section holds no Division.
const (
	Part DivisionKind = iota
	Article
	Section
	Schedule
)

// Ids of the parts that renderers treat in their own way.
const (
	CoverPart    = "cover"     // first page; its heading is the document's title and is not printed twice
	KeyTermsPart = "key-terms" // two-column table with references
	ContentsPart = "contents"  // has no blocks: each renderer lists articles, sections and schedules here
	ChangesPart  = "changes"   // of a redline, before its cover: the report of what changed
)

// Division is a headed unit of the agreement.
type Division struct {
	Kind    DivisionKind
	ID      string // unique in the document; what a Reference targets. May be empty for a Section nobody refers to
	Clause  string // id of the clause whose wording this is; in an article, part or schedule, of the first clause with wording outside its sections
	Number  Number // set by Resolve
	Label   string // its number as printed, without trailing punctuation: "Article 4", "4", "4.2", "Schedule 3", "" for a part. Set by Resolve
	Heading string // without the number
	Blocks  []Block
	Origin  Origin
	Mark    Mark
	Was     *Division // in a redline, ID, Clause and Heading in the old document, if one differs
}

// Block is a *Division, *Paragraph, *List, *Table, *Picture, *Definitions or
// *Note.
type Block interface{ block() }

// Paragraph is one paragraph of running text.
type Paragraph struct {
	Inlines []Inline
	Mark    Mark
}

// Marker is the style of a list's labels.
type Marker int

// Lettered lists run (a), (i), (A) by depth, or (A), (1) in a part
// such as the background; Numbered lists run (1), (2). Bulleted lists have no labels.
const (
	Lettered Marker = iota
	Numbered
	Bulleted
)

// List is an enumeration. Lists of one marker directly in the same Section
// continue each other's labels, so that "4.2(b)" is one place.
type List struct {
	Marker Marker
	Items  []*Item
}

// Item is one enumerated item. The first block is a Paragraph.
type Item struct {
	ID     string // what a Reference targets; empty if nobody refers to it
	Number Number // set by Resolve
	Label  string // its number as printed, "(a)"; set by Resolve; empty in a bulleted list
	Blocks []Block
	Origin Origin
	Mark   Mark
	Was    *Item // in a redline, the ID in the old document, if another
}

// Table classes that renderers treat in their own way.
const (
	KeyTermsTable  = "key-terms"   // label, value, reference
	SignatureTable = "signature"   // one signatory: head is the party; rows are label and value, an empty value is a line to write on; never split
	OpenPoints     = "open-points" // the blanks of the draft, on the cover
	TermIndex      = "term-index"  // terms defined elsewhere, with their sections
)

// Table is a table with one head row.
type Table struct {
	Class  string // one of the classes above, or empty
	Head   []Cell
	Rows   []Row
	Origin Origin
	Mark   Mark
}

// Row is one row of a table. It has as many cells as the table's head.
type Row struct {
	Cells []Cell
	Mark  Mark
}

// Cell is the content of one table cell.
type Cell []Inline

// Definitions is the compiled list of definitions, sorted, each used.
type Definitions struct {
	Entries []*Entry
	Mark    Mark
}

// Entry is one definition of the compiled list.
type Entry struct {
	Forms  []string // the term's other forms, beyond plural and possessive, which are found by rule
	Blocks []Block  // the first is a Paragraph that holds the Definition
	Origin Origin
	Mark   Mark
	Was    *Entry // in a redline, Forms in the old document, if others
}

// Note is guidance set apart from the agreement (a Note to Draft).
type Note struct{ Blocks []Block }

func (*Division) block()    {}
func (*Paragraph) block()   {}
func (*List) block()        {}
func (*Table) block()       {}
func (*Picture) block()     {}
func (*Definitions) block() {}
func (*Note) block()        {}

// Inline is a *Text, *Strong, *Emphasis, *Definition, *Use, *Reference,
// *Blank or *Break; in a redline also a *Revision.
type Inline interface{ inline() }

// Text is plain text.
type Text struct {
	Text   string
	Origin Origin
}

// Strong is bold text.
type Strong struct{ Inlines []Inline }

// Emphasis is italic text.
type Emphasis struct{ Inlines []Inline }

// Definition is a term at the place that defines it; it prints as the term in
// bold between quotation marks.
type Definition struct {
	Term   string
	Origin Origin
}

// Use is a defined term in use. Text is how it reads here: "Affiliates'".
type Use struct {
	Term   string // the term as defined: "Affiliate"
	Text   string
	Origin Origin
}

// WholeClause after a clause's id in a Reference's target means all sections
// that hold its wording.
const WholeClause = "*"

// Reference is a cross-reference. Text is filled in by Resolve: "Section 4.2(b)".
// Before that, Targets may name several ids; after it there is exactly one.
type Reference struct {
	Targets []string
	Text    string
	Was     string // in a redline, Text in the old document, if it differs only in the number
	Origin  Origin
}

// Blank is a value still open; it prints as [●].
type Blank struct {
	Name   string // path of the parameter: "fees.upfront"
	Ask    string // the question that asks for it
	Origin Origin
}

// Break is a forced line break.
type Break struct{}

func (*Revision) inline()   {}
func (*Text) inline()       {}
func (*Strong) inline()     {}
func (*Emphasis) inline()   {}
func (*Definition) inline() {}
func (*Use) inline()        {}
func (*Reference) inline()  {}
func (*Blank) inline()      {}
func (*Break) inline()      {}

// OpenMark is how a Blank prints.
const OpenMark = style.OpenMark
