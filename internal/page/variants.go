package page

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// variant is a variant of a clause, with where it stands for each side.
type variant struct {
	Name, Gives string
	Ranks       []string // "Licensor: preferred"
	InForce     bool     // it is printed now
	Named       bool     // because the file names it
}

// What a form asks to be done with a clause as a whole.
const (
	doVariant = "variant" // take the variant named; none: as the answers have it
	doOmit    = "omit"    // leave it out
	doBack    = "back"    // take it in again
	doAdd     = "add"     // add what the form leaves to its full form
	doFull    = "full"    // print it in full
	doDrop    = "drop"    // no longer add it, or print it in full
)

// act is something that can be done with a clause as a whole.
type act struct{ Do, Label string }

// fillClause fills in which variants a clause has, and what can be done with it.
func (p *Page) fillClause(one *clause, c *library.Clause) {
	d, made := p.now.made.Deal, p.now.made
	t := made.Template
	one.Was = p.saysOf(c.ID)
	one.Named = d.Named(c.ID)
	var by *library.StandIn
	if made.Choices != nil {
		if choice := made.Choices.Find(c.ID); choice != nil {
			by = choice.By
			if choice.Variant != nil {
				one.InForce = choice.Variant.Name
			}
		}
	}
	if by != nil {
		one.SaidBy = p.lib.Clauses[by.By].Title
	}
	if len(c.Variants) > 1 && one.In && by == nil {
		for _, v := range ladder(c) {
			one.Variants = append(one.Variants, variantOf(v, one.InForce, one.Named))
		}
	}
	wanted := !t.Prints(c.ID) && d.Wants(c.ID)
	switch {
	case d.LeavesOut(c.ID):
		one.Acts = []act{{doBack, "Take it in again"}}
	case wanted:
		one.Acts = []act{{doDrop, "No longer ask for it in full"}}
	case by != nil:
		one.Acts = []act{{doFull, "Print it in full"}}
	case t.Adds(c.ID):
		one.Acts = []act{{doAdd, "Add it in full"}}
	case one.In && inArticle(t, c.ID):
		one.Acts = []act{{doOmit, "Leave it out"}}
	}
}

// ladder are the variants of a clause from the licensor's ladder down, or in the order
// of the library where nobody ranked them.
func ladder(c *library.Clause) []*library.Variant {
	list := c.Ladder(deal.Licensor)
	for _, v := range c.Variants {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

func variantOf(v *library.Variant, inForce, named string) variant {
	r := variant{Name: v.Name, Gives: v.Gives, InForce: v.Name == inForce, Named: v.Name == named}
	for _, side := range []deal.Party{deal.Licensor, deal.Licensee} {
		if rank := v.Ranks[side]; rank != library.Unranked {
			r.Ranks = append(r.Ranks, library.Sides[string(side)]+": "+rank.String())
		}
	}
	return r
}

// inArticle reports whether a clause stands in an article: what stands before and after
// them is no provision that a deal can do without.
func inArticle(t *library.Template, id string) bool {
	return slices.ContainsFunc(t.Articles, func(a library.Article) bool { return slices.Contains(a.Clauses, id) })
}

// saysOf is what the file says of a clause by name, so that a form can tell whether it
// says something else by now.
func (p *Page) saysOf(id string) string {
	d := p.now.made.Deal
	return fmt.Sprintf("%s %t %t", d.Named(id), d.LeavesOut(id), d.Wants(id))
}

// clauseForm writes into the file how a clause is worded, or whether it is in.
func (p *Page) clauseForm(w http.ResponseWriter, r *http.Request) {
	id := r.PostForm.Get("clause")
	at := "clauses." + id
	if p.lib.Clauses[id] == nil {
		refuse(w, http.StatusNotFound, "There is no such clause.")
		return
	}
	if r.PostForm.Get("was") != p.saysOf(id) {
		p.write(w, r, http.StatusConflict, &notice{Path: at, Says: "The file was changed meanwhile: this is what it says now."})
		return
	}
	after, err := p.with(r.PostForm)
	if err == nil && string(after) != string(p.now.data) {
		err = p.save(at, after)
	}
	if err != nil {
		p.write(w, r, http.StatusUnprocessableEntity, &notice{Path: at, Says: err.Error()})
		return
	}
	p.back(w, r, at)
}

// with is the file as a form would have it: with an answer, or with a clause otherwise.
func (p *Page) with(form url.Values) ([]byte, error) {
	data, schema, id := p.now.data, p.lib.Schema, form.Get("clause")
	if id == "" {
		q, ok := schema.Find(form.Get("path"))
		if !ok {
			return nil, errors.New("there is no such question")
		}
		return p.answered(q, form)
	}
	c := p.lib.Clauses[id]
	if c == nil {
		return nil, errors.New("there is no such clause")
	}
	switch do := form.Get("do"); do {
	case doVariant:
		name := form.Get("variant")
		if name != "" && c.Variant(name) == nil {
			return nil, fmt.Errorf("clause %q has no wording %q", id, name)
		}
		return deal.SetVariant(data, schema, id, name)
	case doOmit, doBack:
		return deal.SetClause(data, schema, deal.OmitList, id, do == doOmit)
	case doAdd:
		return deal.SetClause(data, schema, deal.AddList, id, true)
	case doFull:
		return deal.SetClause(data, schema, deal.FullList, id, true)
	case doDrop:
		data, err := deal.SetClause(data, schema, deal.AddList, id, false)
		if err != nil {
			return nil, err
		}
		return deal.SetClause(data, schema, deal.FullList, id, false)
	}
	return nil, errors.New("nothing is asked to be done with the clause")
}

// try shows as a redline what the draft would become, and writes nothing.
func (p *Page) try(w http.ResponseWriter, r *http.Request) {
	data, err := p.with(r.URL.Query())
	if err != nil {
		p.note(w, "That cannot be said: "+err.Error()+".")
		return
	}
	p.compared(w, p.now, p.stateOf(data), "The text of the draft would not change.")
}

// compared shows what changes from one state to another.
func (p *Page) compared(w http.ResponseWriter, older, newer *state, nothing string) {
	if older.doc == nil || newer.doc == nil {
		says := "One of the two cannot be drafted, so that they cannot be compared"
		if first := newer.problems.FirstError(); first != nil && newer.doc == nil {
			says += ": " + first.Message
		}
		p.note(w, says+".")
		return
	}
	p.redline(w, p.sideOf(older), p.sideOf(newer), nothing)
}
