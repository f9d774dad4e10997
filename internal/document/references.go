package document

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
)

// referrer fills the cross-references of one document.
type referrer struct {
	*Places
	clauses  map[string]*Clause
	problems *diag.List
	options  Options
	inItem   bool // the inlines being read stand in an item
}

// fillReferences gives every reference without text its text, and a reference
// to several places one Reference for each. It reports what is not there.
// In a part of an agreement, such a reference prints the id.
func fillReferences(doc *Document, places *Places, options Options, problems *diag.List) {
	r := &referrer{Places: places, options: options, clauses: map[string]*Clause{}, problems: problems}
	for _, c := range doc.Clauses() {
		r.clauses[c.ID] = c
	}
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
		r.Text = Capitalised(r.Text)
	}
}

// Capitalised is a text with a capital first letter.
func Capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
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
			if r.byID[targets[0]].noun.One != "" && r.startsSentence(*inlines, i) {
				capitalise(filled)
			}
			*inlines = slices.Replace(*inlines, i, i+1, filled...)
			i += len(filled) - 1
		}
	}
}

// targets is the ids of a reference's places, those that are there; where whole
// clauses are meant, in reading order.
func (r *referrer) targets(n *Reference) []string {
	var found []string
	for _, id := range n.Targets {
		clause, whole := strings.CutSuffix(id, WholeClause)
		if c := r.clauses[clause]; whole && c != nil && len(c.Sections()) > 0 {
			found = append(found, r.sections(c)...)
			continue
		}
		if said := r.said(clause); whole && len(said) > 0 {
			found = append(found, slices.DeleteFunc(said, func(at string) bool { return slices.Contains(found, at) })...)
			continue
		}
		switch at, instead := r.place(clause), r.instead(clause); {
		case at != "":
			found = append(found, at)
		case instead != "" && slices.Contains(found, instead): // several things are often said in one place
		case instead != "":
			found = append(found, instead)
		case r.options.Part:
			found = append(found, clause)
		default:
			r.dangling(n, clause)
		}
	}
	if slices.ContainsFunc(n.Targets, func(id string) bool { return strings.HasSuffix(id, WholeClause) }) {
		slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(r.rank(a), r.rank(b)) })
	}
	return found
}

// rank is where the division stands that an id names, or stands in.
func (r *referrer) rank(id string) int { return r.named[r.byID[id].division].rank }

// place is the id of the place that an id names: itself, or where it is a clause's
// that of its first section; "" if the document has neither.
func (r *referrer) place(id string) string {
	if _, ok := r.byID[id]; ok {
		return id
	}
	c := r.clauses[id]
	if c == nil {
		return ""
	}
	d := c.First()
	if d.ID == "" {
		d.ID = id
		r.record(id, r.named[d])
	}
	return d.ID
}

// said are the ids of the sections that say a clause which the document does not
// have, in reading order.
func (r *referrer) said(clause string) []string {
	if r.options.Said == nil || r.place(clause) != "" {
		return nil
	}
	var said []string
	for _, id := range r.options.Said(clause) {
		said = append(said, r.place(id))
	}
	var found []string
	for _, c := range r.clauses { // one clause has them all
		for _, d := range c.Sections() {
			if d.ID != "" && slices.Contains(said, d.ID) {
				found = append(found, d.ID)
			}
		}
	}
	return found
}

// instead is the id of the place that says what an id names, where the document
// does not have that.
func (r *referrer) instead(id string) string {
	if r.options.Leads == nil || r.place(id) != "" {
		return ""
	}
	for _, other := range r.options.Leads(id) {
		if at := r.place(other); at != "" {
			return at
		}
	}
	return ""
}

// sections is the ids of all sections that hold a clause's wording, in order.
func (r *referrer) sections(c *Clause) []string {
	var found []string
	for _, d := range c.Sections() {
		if d.ID == "" {
			d.ID = r.freeID(c.ID, len(found)+1)
			r.record(d.ID, r.named[d])
		}
		found = append(found, d.ID)
	}
	return found
}

// freeID is an id for the n-th section of a clause that nothing has yet.
func (r *referrer) freeID(clause string, n int) string {
	id := clause + "-" + strconv.Itoa(n)
	for r.byID[id].division != nil {
		id += "x"
	}
	return id
}

func (r *referrer) dangling(n *Reference, id string) {
	p := r.problems.Errorf(n.Origin.Pos(), DanglingReference, "nothing here has the id %q", id)
	p.About = id
	ids := slices.Collect(maps.Keys(r.byID))
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
		runs := r.runs(group)
		for i, run := range runs {
			out = r.join(out, i, len(runs), n.Origin)
			last := i == len(runs)-1
			first := &Reference{Targets: run[:1], Text: r.member(run[0], i == 0, last && len(run) == 1, len(group) > 1), Origin: n.Origin}
			if out = append(out, first); len(run) > 1 {
				to := &Text{" to ", Origin{Source: n.Origin.Source, Offset: n.Origin.Offset}}
				out = append(out, to, &Reference{Targets: run[len(run)-1:], Text: r.member(run[len(run)-1], false, last, true), Origin: n.Origin})
			}
		}
	}
	return out
}

// runs cuts a group where its numbers do not follow each other: "4.1 to 4.3"
// is one run. Two neighbours are named one by one.
func (r *referrer) runs(group []string) [][]string {
	var runs [][]string
	for i := 0; i < len(group); {
		end := i + 1
		for end < len(group) && follows(r.byID[group[end-1]].number, r.byID[group[end]].number) {
			end++
		}
		if end-i < 3 {
			end = i + 1
		}
		runs = append(runs, group[i:end])
		i = end
	}
	return runs
}

// follows reports whether number b comes right after number a: 4.2 after 4.1.
func follows(a, b string) bool {
	outer, last := cutNumber(a)
	otherOuter, next := cutNumber(b)
	m, err := strconv.Atoi(last)
	n, otherErr := strconv.Atoi(next)
	return outer == otherOuter && err == nil && otherErr == nil && n == m+1
}

// cutNumber splits "4.2" into "4." and "2".
func cutNumber(number string) (outer, last string) {
	i := strings.LastIndexByte(number, '.') + 1
	return number[:i], number[i:]
}

// alike reports whether two places share a noun and what follows it.
func (r *referrer) alike(a, b string) bool {
	p, q := r.byID[a], r.byID[b]
	return p.noun.One != "" && p.noun == q.noun && p.of == q.of
}

// member is the text of one reference of a group.
func (r *referrer) member(id string, first, last, many bool) string {
	p := r.byID[id]
	text := p.number
	if first && p.noun.One != "" {
		noun := p.noun.One
		if many {
			noun = p.noun.Many
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
	if i == 0 {
		return out
	}
	return append(out, &Text{r.pack.Before(i, n, "and"), Origin{Source: origin.Source, Offset: origin.Offset}})
}
