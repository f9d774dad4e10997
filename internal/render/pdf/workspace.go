package pdf

import "sync"

// A workspace is the memory that one document is set in: what all its texts use by
// turns, and the stocks that it is made of. It is emptied for the next document
// when the file is written.
type workspace struct {
	glyphs     []glyph
	candidates []candidate
	bests      []best
	lines      []line

	texts    stock[text]
	drawn    stock[glyph]
	styles   stock[look]
	broken   stock[line]
	rows     stock[row]
	lists    stock[*row]
	runs     stock[run]
	links    stock[link]
	placed   stock[placed]
	elements stock[element]
	kids     stock[kid]

	ops  []byte // of the page that is drawn
	file file
}

// workspaces are those that are empty.
var workspaces = sync.Pool{New: func() any { return &workspace{} }}

// painted gives up what was laid out, which is drawn.
func (w *workspace) painted() {
	empty(&w.texts, &w.drawn, &w.styles, &w.broken, &w.rows, &w.lists, &w.runs, &w.links, &w.placed)
}

// empty makes room for the next document.
func (w *workspace) empty() {
	w.painted()
	empty(&w.elements, &w.kids)
}

func empty(list ...interface{ empty() }) {
	for _, s := range list {
		s.empty()
	}
}
