package html

import (
	_ "embed"
	"strings"

	"clausewright/internal/document"
)

// marksStyle shows what a redline marks: by line and weight first, by colour
// besides.
//
//go:embed marks.css
var marksStyle string

//go:embed changes.js
var changesFile string

// changesScript leads from change to change.
var changesScript = strings.TrimSpace(changesFile)

// changesBar is what the script works with, and a switch that works without it.
const changesBar = `<div id="` + barAnchor + `" role="group" aria-label="Changes">
<p role="status"></p>
<button type="button">Previous</button>
<button type="button">Next</button>
<label><input type="checkbox" id="` + onlyAnchor + `"> Only what changed</label>
<label class="keys"><input type="checkbox" id="` + keysAnchor + `" checked> Keys N and P</label>
</div>
`

// markWords are what is said of marked text to who does not see how it is set.
var markWords = [...]string{
	document.Inserted: "inserted", document.Deleted: "deleted",
	document.MovedHere: "moved here", document.MovedAway: "moved from here",
}

// marked writes text under a mark: between tags that say in words what the
// style sheet shows.
func (p *printer) marked(m document.Mark, write func()) {
	if m.Change == document.Kept {
		write()
		return
	}
	open, end := "<ins", "</ins>"
	if !m.New() {
		open, end = "<del", "</del>"
	}
	p.put(open)
	if m.Move > 0 {
		p.put(` class="moved"`)
	}
	if n := m.Cause; n > 0 && n <= len(p.doc.Causes) {
		p.put(` title="`)
		p.text(p.doc.Causes[n-1].String())
		p.put(`"`)
	}
	p.put(`><span class="said">[`, markWords[m.Change], `: </span>`)
	write()
	p.put(`<span class="said">]</span>`, end)
}

// holding writes what a piece of that mark holds: all words of it are marked.
func (p *printer) holding(m document.Mark, write func()) {
	outer := p.within
	if m.Change != document.Kept {
		p.within = m
	}
	write()
	p.within = outer
}

// words writes running text under the mark of what holds it.
func (p *printer) words(inlines []document.Inline) {
	if len(inlines) == 0 {
		return
	}
	p.marked(p.within, func() { p.inlines(inlines) })
}

// renamed writes a heading or a title, and the one before it if it was another.
func (p *printer) renamed(was *string, is string) {
	if was == nil || *was == is {
		p.text(is)
		return
	}
	if *was != "" {
		p.marked(document.Mark{Change: document.Deleted}, func() { p.text(*was) })
	}
	if is != "" {
		p.marked(document.Mark{Change: document.Inserted}, func() { p.text(is) })
	}
}
