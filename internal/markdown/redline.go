package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"clausewright/internal/document"
)

// A redline is written with the tags ins and del around what is only in one of
// the two documents, so that any reader of Markdown shows it:
//
//	within <del data-cause="1">30</del><ins data-cause="1">45</ins> days
//
// data-cause counts the causes in the draft's first line, data-move the moves.
// data-whole tells that the item or the row is marked, and not only its words;
// a division, a table, a picture and a definition have <!-- mark: --> before
// them. All words of what is marked stand in tags as well.

// markWords are what a mark is called in a comment.
var markWords = [...]string{document.Inserted: "inserted", document.Deleted: "deleted", document.MovedHere: "moved-here", document.MovedAway: "moved-away"}

// tag opens the words of a piece; whole tells that the item or the row that
// they begin has the mark.
func tag(m document.Mark, whole bool) string {
	name := "<ins"
	if !m.New() {
		name = "<del"
	}
	if whole {
		name += " data-whole"
	}
	if m.Move > 0 {
		name += ` data-move="` + strconv.Itoa(m.Move) + `"`
	}
	if m.Cause > 0 {
		name += ` data-cause="` + strconv.Itoa(m.Cause) + `"`
	}
	return name + ">"
}

func endTag(m document.Mark) string {
	if m.New() {
		return "</ins>"
	}
	return "</del>"
}

// readTag reads what tag wrote.
func readTag(html string) (m document.Mark, whole, ok bool) {
	inner, closed := strings.CutSuffix(html, ">")
	words := strings.Fields(inner)
	if !closed || len(words) == 0 {
		return m, false, false
	}
	switch words[0] {
	case "<ins":
		m.Change = document.Inserted
	case "<del":
		m.Change = document.Deleted
	default:
		return m, false, false
	}
	for _, word := range words[1:] {
		n := 0
		name, value, _ := strings.Cut(word, "=")
		if name != "data-whole" {
			var err error
			if n, err = strconv.Atoi(strings.Trim(value, `"`)); err != nil || n < 1 {
				return m, false, false
			}
		}
		switch name {
		case "data-whole":
			whole = true
		case "data-cause":
			m.Cause = n
		case "data-move":
			m.Move = n
			m.Change += document.MovedHere - document.Inserted
		default:
			return m, false, false
		}
	}
	return m, whole, true
}

// tagAtStart is the length of the tag of a redline at the start of a text.
func tagAtStart(text string) int {
	if !strings.HasPrefix(text, "<ins") && !strings.HasPrefix(text, "<del") {
		return 0
	}
	end := strings.IndexByte(text, '>') + 1
	if _, _, ok := readTag(text[:end]); !ok {
		return 0
	}
	return end
}

// markText is what stands before a marked block.
func markText(m document.Mark) string {
	words := "mark: " + markWords[m.Change]
	if m.Move > 0 {
		words += " move=" + strconv.Itoa(m.Move)
	}
	if m.Cause > 0 {
		words += " cause=" + strconv.Itoa(m.Cause)
	}
	return words
}

// readMark reads what markText wrote, without "mark:".
func readMark(value string) (m document.Mark, ok bool) {
	for i, word := range strings.Fields(value) {
		name, number, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(number)
		switch {
		case i == 0:
			for change, known := range markWords {
				if word == known && known != "" {
					m.Change = document.Change(change)
				}
			}
		case err == nil && n > 0 && name == "move":
			m.Move = n
		case err == nil && n > 0 && name == "cause":
			m.Cause = n
		default:
			return m, false
		}
	}
	return m, m.Change != document.Kept
}

// wasTitle is the title of a reference's link: how it read in the old document.
func wasTitle(was string) string {
	var b strings.Builder
	for i, r := range was {
		if strings.ContainsRune("&\"\\<>`|()[]*_", r) || r < ' ' || r == ' ' && i == len(was)-1 {
			writeEntity(&b, r)
		} else {
			b.WriteRune(r)
		}
	}
	return ` "was ` + b.String() + `"`
}

// readWas reads what wasTitle wrote.
func readWas(title string) (was string, ok bool) {
	was, ok = strings.CutPrefix(title, "was ")
	return unescapeComment(was), ok && was != ""
}

// opened is a tag that is not closed yet, and what was read before it.
type opened struct {
	mark  document.Mark
	whole bool
	outer []document.Inline
}

// revision reads a tag of a redline, and reports whether html is one that fits.
func (p *run) revision(html string) bool {
	if p.at != nil { // the library does not write redlines
		return false
	}
	if mark, whole, ok := readTag(html); ok {
		p.flush()
		p.opened = append(p.opened, opened{mark, whole, p.out})
		p.out = nil
		return true
	}
	last := len(p.opened) - 1
	if last < p.floor || html != endTag(p.opened[last].mark) {
		return false
	}
	p.closeRevision()
	return true
}

// closeRevision ends the innermost revision.
func (p *run) closeRevision() {
	p.flush()
	last := len(p.opened) - 1
	o := p.opened[last]
	p.opened = p.opened[:last]
	p.entire = p.entire || o.whole
	p.out = append(o.outer, &document.Revision{Inlines: p.out, Mark: o.mark})
}

// closeAll ends the revisions that are open since the mark around them began.
func (p *run) closeAll(n ast.Node) {
	for len(p.opened) > p.floor {
		p.problem(p.reader.near(n), "%s is not closed", tag(p.opened[len(p.opened)-1].mark, false))
		p.closeRevision()
	}
}

// near is an offset in or before a node.
func (r *reader) near(n ast.Node) int {
	if n == nil || n.Type() == ast.TypeInline {
		return 0
	}
	return textStart(n)
}

// unmark takes the mark off words that are one revision as a whole. Words that
// have the mark of what holds them have none of their own.
func (r *reader) unmark(inlines []document.Inline) ([]document.Inline, document.Mark) {
	if len(inlines) != 1 {
		return inlines, document.Mark{}
	}
	rev, ok := inlines[0].(*document.Revision)
	if !ok {
		return inlines, document.Mark{}
	}
	if rev.Mark == r.within {
		return rev.Inlines, document.Mark{}
	}
	return rev.Inlines, rev.Mark
}

// inside reads what a piece of that mark holds.
func (r *reader) inside(m document.Mark, read func()) {
	outer := r.within
	if m != (document.Mark{}) {
		r.within = m
	}
	read()
	r.within = outer
}

// takeMark is the mark that a comment gave to the block that follows.
func (r *reader) takeMark() document.Mark {
	m := r.mark
	r.mark = document.Mark{}
	return m
}

// halves are the two texts of a heading or title in a redline.
func halves(inlines []document.Inline) (was, is string, differ bool) {
	var old []document.Inline
	for _, inline := range inlines {
		r, ok := inline.(*document.Revision)
		if !ok {
			old = append(old, inline)
			continue
		}
		differ = true
		if r.Mark.Old() {
			old = append(old, r.Inlines...)
		}
	}
	return document.PlainText(old), document.PlainText(inlines), differ
}
