package comparison

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// Overwritten is an answer that the older side prints and in whose place the
// newer side has other words.
type Overwritten struct {
	Path string // of the question
	Old  string // the answer as it was printed
	// New are the words in its place, the likeliest first: where the passage goes
	// on with other words too, nobody can tell where the answer ends.
	New []string
}

// Says reports whether words may be those in the place of the answer.
func (o Overwritten) Says(words string) bool {
	return slices.ContainsFunc(o.New, func(text string) bool { return strings.TrimSpace(text) == words })
}

// piece is a part of a passage: what stands on one side or on both, and the
// answer that printed it.
type piece struct {
	text string
	mark document.Change
	path string
}

func (p piece) old() bool { return p.mark != document.Inserted && p.mark != document.MovedHere }

// Overwritten lists the answers in whose place a change put other words.
func (c Change) Overwritten() []Overwritten {
	pieces := piecesOf(c.passage)
	var list []Overwritten
	for at := 0; at < len(pieces); at++ {
		if pieces[at].path == "" || !pieces[at].old() {
			continue
		}
		end := lastOf(pieces, at)
		if v, ok := overwritten(pieces, at, end); ok {
			list = append(list, v)
		}
		at = end
	}
	return list
}

// lastOf is the last piece that the answer printed whose first piece is at.
func lastOf(pieces []piece, at int) int {
	last := at
	for i := at + 1; i < len(pieces); i++ {
		switch {
		case !pieces[i].old():
			continue
		case pieces[i].path != pieces[at].path:
			return last
		}
		last = i
	}
	return last
}

// overwritten is what became of the answer printed by the pieces from first to
// last.
func overwritten(pieces []piece, first, last int) (Overwritten, bool) {
	v := Overwritten{Path: pieces[first].path}
	stays := ""
	touched := false
	for _, p := range pieces[first : last+1] {
		if p.old() {
			v.Old += p.text
		}
		if p.mark == document.Deleted {
			touched = true
		} else {
			stays += p.text
		}
	}
	if !touched {
		return v, false
	}
	exact := pieces[first].mark != document.Deleted || first == 0 || pieces[first-1].mark == document.Kept
	put := ""
	if pieces[last].mark == document.Deleted {
		next := last + 1
		for ; next < len(pieces) && pieces[next].mark == document.Deleted; next++ {
			exact = false
		}
		if next < len(pieces) && pieces[next].mark == document.Inserted {
			put = pieces[next].text
		}
	}
	if exact {
		v.New = []string{stays + put}
		return v, true
	}
	for _, part := range stretches(put, stays == "") {
		v.New = append(v.New, stays+part)
	}
	return v, true
}

// mostStretched is how many words are looked at for an answer among others.
const mostStretched = 40

// stretches are the stretches of whole words of a text, the longest first; only
// those from its beginning, unless it may begin with other words.
func stretches(text string, anywhere bool) []string {
	words := strings.Fields(text)
	words = words[:min(len(words), mostStretched)]
	var list []string
	for n := len(words); n > 0; n-- {
		for at := 0; at+n <= len(words); at++ {
			list = append(list, strings.Join(words[at:at+n], " "))
			if !anywhere {
				break
			}
		}
	}
	return list
}

// piecesOf is a passage in pieces. What one answer printed on one side is one.
func piecesOf(passage []document.Inline) []piece {
	var pieces []piece
	add := func(p piece) {
		if n := len(pieces); n > 0 && pieces[n-1].mark == p.mark && pieces[n-1].path == p.path {
			pieces[n-1].text += p.text
		} else {
			pieces = append(pieces, p)
		}
	}
	var walk func(list []document.Inline, mark document.Change)
	walk = func(list []document.Inline, mark document.Change) {
		for _, n := range list {
			p := piece{mark: mark}
			switch n := n.(type) {
			case *document.Revision:
				walk(n.Inlines, n.Mark.Change)
				continue
			case *document.Strong:
				walk(n.Inlines, mark)
				continue
			case *document.Emphasis:
				walk(n.Inlines, mark)
				continue
			case *document.Text:
				p.path = n.Origin.Path()
			case *document.Use:
				p.path = n.Origin.Path()
			case *document.Blank:
				p.path = n.Name
			}
			p.text = document.PlainText([]document.Inline{n})
			if !p.old() {
				p.path = ""
			}
			add(p)
		}
	}
	walk(passage, document.Kept)
	return pieces
}
