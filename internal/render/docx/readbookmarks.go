package docx

import (
	"slices"

	"clausewright/internal/document"
)

// openClause is a clause whose bookmark has begun.
type openClause struct{ bookmark, clause string }

// begin begins a paragraph or a table, with the bookmarks that begin before it.
func (r *reader) begin() {
	r.started, r.fresh = nil, ""
	for _, n := range r.before {
		r.bookmark(n)
	}
	r.before = nil
}

// ends finds where each bookmark ends: programs write a bookmark that holds a
// table as several of one name, and some of these without an end.
func (r *reader) ends(body *element) {
	body.all(func(n, _ *element) {
		switch n.name {
		case "w:bookmarkStart":
			r.called[n.attr["w:id"]] = n.attr["w:name"]
		case "w:bookmarkEnd":
			r.last[r.called[n.attr["w:id"]]] = n
		}
	})
}

// bookmark keeps what a bookmark says of the paragraph that is being read.
func (r *reader) bookmark(n *element) {
	name := n.attr["w:name"]
	if n.name == "w:bookmarkEnd" {
		if name = r.called[n.attr["w:id"]]; r.last[name] != n {
			return
		}
		r.opened = slices.DeleteFunc(r.opened, func(c openClause) bool { return c.bookmark == name })
		delete(r.ranges, name)
		if len(r.ranges) == 0 {
			r.closeEntries()
		}
		return
	}
	switch kind, value, ok := r.cut(name); {
	case !ok:
	case kind == entriesMark && r.ranges[name] != "": // it goes on
	case kind == clauseMark:
		r.opened, r.fresh = append(r.opened, openClause{name, value}), value
	case kind == entriesMark:
		r.ranges[name] = value
		r.closeEntries()
	default:
		r.started = append(r.started, name)
	}
}

// cut is what a bookmark carries.
func (r *reader) cut(name string) (kind, value string, ok bool) {
	kind, value, ok = cutName(name)
	if held, found := r.held[name]; found {
		value = held
	}
	return kind, value, ok
}

// carried is what a bookmark of a kind that begins here carries.
func (r *reader) carried(kind string) (string, bool) {
	for _, name := range r.started {
		if k, value, ok := r.cut(name); ok && k == kind {
			return value, true
		}
	}
	return "", false
}

func (r *reader) id() string {
	if was, changed := r.carried(wasRefMark); changed && r.side == Rejected {
		return was
	}
	id, _ := r.carried(refMark)
	return id
}

// clause is the clause whose headings are being read: the one that began last,
// since programs move the ends of bookmarks on. One that began before can only go
// on with a section.
func (r *reader) clause(kind document.DivisionKind) string {
	if was, changed := r.carried(wasClause); changed && r.side == Rejected {
		return was
	}
	if r.fresh != "" || kind != document.Section {
		return r.fresh
	}
	if n := len(r.opened); n > 0 {
		return r.opened[n-1].clause
	}
	return ""
}
