package markdown

import (
	"iter"
	"slices"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

// Names of the comments of the dialect.
const (
	headName           = "clausewright"
	clauseComment      = "clause"
	tableComment       = "table"
	definitionsComment = "definitions"
	definitionComment  = "definition"
	definitionsEnd     = "/definitions"
	wasComment         = "was"
	openPointsComment  = "open-points"
	pictureComment     = "picture"
	markComment        = "mark"
)

// Comment is a comment that says something about what follows it. The value
// holds no end of a comment.
func Comment(name, value string) string {
	if value != "" {
		name += ": " + value
	}
	if name != "" {
		name = " " + name
	}
	return "<!--" + name + " -->"
}

// CutComment is the value of the comment of a name that is a whole line.
func CutComment(line, name string) (value string, ok bool) {
	content, size, ok := cutComment([]byte(line))
	if !ok || size != len(line) {
		return "", false
	}
	value, ok = strings.CutPrefix(content, name+":")
	return trim(value), ok
}

// nothing keeps apart what stands around it.
var nothing = Comment("", "")

// BeginsDivision reports whether a line is the comment before the heading of a
// part, an article or a schedule.
func BeginsDivision(line string) bool {
	return slices.ContainsFunc(kindNames[:], func(kind string) bool {
		_, ok := CutComment(line, kind)
		return ok && kind != ""
	})
}

// OpenPoints is the place for the count and the list of open values.
var OpenPoints = Comment(openPointsComment, "")

// ReferenceTo is a reference to places by their ids, with the number still to
// be filled in.
func ReferenceTo(ids ...string) string { return "[](#" + strings.Join(ids, ",") + ")" }

// Defined is a term being defined, with other forms of it. The words are plain text
// of the library.
func Defined(term string, forms ...string) string {
	const mark = "**"
	text := mark + `"` + Words(term) + `"` + mark
	for _, form := range forms {
		article := "a "
		if strings.Contains("AEIOU", form[:1]) {
			article = "an "
		}
		text += " (each " + article + mark + `"` + Words(form) + `"` + mark + ")"
	}
	return text
}

// Bullets is a list of items that have no labels.
func Bullets(items []string) string {
	if len(items) == 0 {
		return ""
	}
	return "- " + strings.Join(items, "\n- ")
}

// BlankMark is the mark of an open value, with its parameter and question.
func BlankMark(name, ask string) string {
	content := ""
	if name != "" || ask != "" {
		content = strings.TrimRight(escapeComment(name)+": "+escapeComment(ask), " ")
	}
	return document.OpenMark + Comment(content, "")
}

// Words makes words of the library plain text of a draft: as Escape does, but
// their quotation marks and apostrophes become typographic.
func Words(s string) string { return straightMarks.Replace(Escape(s)) }

var straightMarks = strings.NewReplacer(`\\`, `\\`, `\"`, `"`, `\'`, `'`)

// A Notation is a way in which a text of the library marks something. Texts are
// read by Notations before anything is drafted; what is drafted, by Parse.
type Notation struct {
	pattern *lazy.Expression
	begins  []string // each mark holds one of these, which is looked for first
}

// The Notations, and what stands inside each.
var (
	Referring    = notation(`\]\(#([^()\s]*)\)`, "](#")                                 // [](#id,other): the ids
	Linking      = notation(`\[[^\[\]]*\]\(#([^()\n]*)\)`, "](#")                       // [](#id) however it is written: what should be ids
	Naming       = notation(`\{#([a-zA-Z0-9_-]+)\}`, "{#")                              // {#id}: the id
	Bracing      = notation(`(\{#[^{}]*\}|[{}])`, "{", "}")                             // {#…} however it is written, or a brace by itself
	Defining     = notation(`\*\*["“]([^"”*]+)["”]\*\*`, "**")                          // **"Term"**: the term
	Meaning      = notation(`\*\*["“]([^"”*]+)["”]\*\*|\[\]\(#[^()\s]*\)`, "**", "](#") // a term that is defined, or a reference
	Heading      = notation(`(?m)^(#+ .*)$`, "# ")                                      // ## Words {#id}: the line
	EmptyHeading = notation(`(?m)^(#+[ \t]*(?:\{#[^{}]*\})?[ \t]*)\n`, "#")
	Commenting   = notation(`<!--\s*(.*?)\s*-->`, "<!--") // <!-- says -->: what it says
)

func notation(pattern string, begins ...string) Notation {
	return Notation{lazy.Regexp(pattern), begins}
}

// may reports whether a text can have a mark.
func (n Notation) may(text string) bool {
	return slices.ContainsFunc(n.begins, func(begin string) bool { return strings.Contains(text, begin) })
}

// Match is a mark in a text.
type Match struct {
	At, End int
	Inside  string
	Inner   int // offset of what stands inside
}

// All are the marks of a notation in a text.
func (n Notation) All(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		if !n.may(text) {
			return
		}
		for _, m := range n.pattern.FindAllStringSubmatchIndex(text, -1) {
			found := Match{At: m[0], End: m[1], Inner: m[2]}
			if m[2] >= 0 {
				found.Inside = text[m[2]:m[3]]
			}
			if !yield(found) {
				return
			}
		}
	}
}

// Holds reports whether a text has a mark with something inside.
func (n Notation) Holds(text, inside string) bool {
	for m := range n.All(text) {
		if m.Inside == inside {
			return true
		}
	}
	return false
}

// In reports whether a text has a mark.
func (n Notation) In(text string) bool { return n.may(text) && n.pattern.MatchString(text) }

// noWords is all that is no running text.
var noWords = lazy.Regexp(`(?m)^#+ .*$|\]\(#[^()\s]*\)|\{#[^{}\s]*\}|\*\*["“][^"”*]+["”]\*\*|<!--.*?-->`)

// Running is a text with all that is no running text blanked out, so that
// places stay: headings, ids, marks.
func Running(text string) string {
	if !strings.ContainsAny(text, "#*<") {
		return text // every mark holds one of these
	}
	return noWords.ReplaceAllStringFunc(text, func(mark string) string { return strings.Repeat("|", len(mark)) })
}

// MarkLength is the length of the mark at the start of a text that is of ids or
// is a comment, or 0.
func MarkLength(text string) int {
	for _, mark := range [...][2]string{{"[](#", ")"}, {"](#", ")"}, {"{#", "}"}, {"<!--", "-->"}} {
		if strings.HasPrefix(text, mark[0]) {
			if end := strings.Index(text, mark[1]); end >= 0 {
				return end + len(mark[1])
			}
		}
	}
	return 0
}

// Deeper before a heading moves it one level down. Every heading begins with it.
const Deeper = "#"

// CutHeading is what a heading line says after its marks.
func CutHeading(line string) (words string, ok bool) {
	words = strings.TrimLeft(line, "#")
	if len(words) == len(line) || !strings.HasPrefix(words, " ") {
		return line, false
	}
	return words[1:], true
}

// IsHeading reports whether a line is a heading.
func IsHeading(line string) bool {
	_, ok := CutHeading(line)
	return ok
}

// CutName is the id between the marks that give a place its name, if they
// stand around a text.
func CutName(text string) (id string, ok bool) {
	id, open := strings.CutPrefix(text, "{#")
	id, end := strings.CutSuffix(id, "}")
	return id, open && end
}

var itemLabel = lazy.Regexp(`^\s*- (\([A-Za-z0-9]+\) )?`)

// CutItem is what an item of a written list says after its label.
func CutItem(line string) (words string, ok bool) {
	label := itemLabel.FindString(line)
	return line[len(label):], label != ""
}

// TableClass is the class that a comment gives to the table after it.
func TableClass(comment string) (class string, ok bool) {
	return strings.CutPrefix(comment, tableComment+": ")
}
