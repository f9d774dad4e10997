package document

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
)

// referrer fills the cross-references of one document.
type referrer struct {
	*numberer
	clauses  map[string]*Division // the first division that holds a clause's wording
	problems *diag.List
	inItem   bool // the inlines being read stand in an item
}

// fillReferences gives every reference without text its text, and a reference
// to several places one Reference for each. It reports what is not there.
func fillReferences(doc *Document, n *numberer, problems *diag.List) {
	r := &referrer{numberer: n, clauses: map[string]*Division{}, problems: problems}
	eachDivision(doc, func(d *Division) {
		if d.Clause != "" && r.clauses[d.Clause] == nil {
			r.clauses[d.Clause] = d
		}
	})
	eachSite(doc, func(s *site) {
		r.inItem = s.item != nil
		r.run(s.inlines)
	})
}

// startsSentence reports whether a reference at inlines[i] begins a sentence.
// An item goes on with the sentence that leads to its list.
func (r *referrer) startsSentence(inlines []Inline, i int) bool {
	if i == 0 {
		return !r.inItem
	}
	t, ok := inlines[i-1].(*Text)
	if !ok {
		return false
	}
	text := strings.TrimRight(t.Text, " \u00a0")
	return text != t.Text && text != "" && strings.ContainsAny(text[len(text)-1:], ".?!")
}

// capitalise writes the noun of a reference with a capital letter.
func capitalise(inlines []Inline) {
	if r, ok := inlines[0].(*Reference); ok {
		first, size := utf8.DecodeRuneInString(r.Text)
		r.Text = string(unicode.ToUpper(first)) + r.Text[size:]
	}
}

func (r *referrer) run(inlines *[]Inline) {
	for i := 0; i < len(*inlines); i++ {
		switch n := (*inlines)[i].(type) {
		case *Strong:
			r.run(&n.Inlines)
		case *Emphasis:
			r.run(&n.Inlines)
		case *Reference:
			targets := r.targets(n)
			if n.Text != "" || len(targets) == 0 {
				continue
			}
			filled := r.fill(n, targets)
			if r.places[targets[0]].noun.one != "" && r.startsSentence(*inlines, i) {
				capitalise(filled)
			}
			*inlines = slices.Replace(*inlines, i, i+1, filled...)
			i += len(filled) - 1
		}
	}
}

// targets is the ids of a reference's places, those that are there.
func (r *referrer) targets(n *Reference) []string {
	var found []string
	for _, id := range n.Targets {
		if _, ok := r.places[id]; ok {
			found = append(found, id)
			continue
		}
		if d := r.clauses[id]; d != nil {
			if d.ID == "" {
				d.ID = id
				r.record(id, r.named[d])
			}
			found = append(found, d.ID)
			continue
		}
		r.dangling(n, id)
	}
	return found
}

func (r *referrer) dangling(n *Reference, id string) {
	p := r.problems.Errorf(n.Origin.Pos(), "dangling-reference", "nothing here has the id %q", id)
	ids := slices.Collect(maps.Keys(r.places))
	ids = slices.AppendSeq(ids, maps.Keys(r.clauses))
	slices.Sort(ids)
	if near := diag.Nearest(id, ids); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("guard the reference if its clause can be left out of a draft")
	}
}

// fill writes out a list of references: neighbours of one noun share it, and
// each group and the whole are joined as lists are.
func (r *referrer) fill(n *Reference, targets []string) []Inline {
	var groups [][]string
	for i, id := range targets {
		if i > 0 && r.alike(targets[i-1], id) {
			last := len(groups) - 1
			groups[last] = append(groups[last], id)
		} else {
			groups = append(groups, []string{id})
		}
	}
	var out []Inline
	for g, group := range groups {
		out = r.join(out, g, len(groups), n.Origin)
		for i, id := range group {
			out = r.join(out, i, len(group), n.Origin)
			text := r.member(id, i == 0, i == len(group)-1, len(group) > 1)
			out = append(out, &Reference{[]string{id}, text, n.Origin})
		}
	}
	return out
}

// alike reports whether two places share a noun and what follows it.
func (r *referrer) alike(a, b string) bool {
	p, q := r.places[a], r.places[b]
	return p.noun.one != "" && p.noun == q.noun && p.of == q.of
}

// member is the text of one reference of a group.
func (r *referrer) member(id string, first, last, many bool) string {
	p := r.places[id]
	text := p.number
	if first && p.noun.one != "" {
		noun := p.noun.one
		if many {
			noun = p.noun.many
		}
		text = noun + " " + text
	}
	if last {
		text += p.of
	}
	if text == "" {
		return id
	}
	return text
}

// join adds what stands before member i of n.
func (r *referrer) join(out []Inline, i, n int, origin Origin) []Inline {
	text := ""
	switch {
	case i == 0:
		return out
	case i < n-1:
		text = ", "
	case n > 2 && r.style.oxford:
		text = ", and "
	default:
		text = " and "
	}
	return append(out, &Text{text, Origin{Source: origin.Source, Offset: origin.Offset}})
}
