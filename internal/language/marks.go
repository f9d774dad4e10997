package language

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/markdown"
)

// ref makes a reference to one or several places. Where one is still open, the
// reference is.
func (*Run) ref(args []any) (any, error) {
	ids := make([]string, len(args))
	for i, arg := range args {
		if isOpen(arg) {
			return arg, nil
		}
		var err error
		if ids[i], err = nameOf(arg); err != nil {
			return nil, err
		}
		if !deal.ValidID(ids[i]) {
			return nil, fmt.Errorf("%q is not an id", ids[i])
		}
	}
	return Markup(markdown.ReferenceTo(ids...)), nil
}

// Provision is a place that keeps a promise, and what a list calls it.
type Provision struct{ ID, As string }

// Survives is what a clause provides with each of its sections that survive
// termination, where not all of them do.
const Survives = "survives"

// keepers are the places that keep the promise of a name.
func (r *Run) keepers(name any) ([]Provision, error) {
	promise, err := nameOf(name)
	if err != nil {
		return nil, err
	}
	return r.Draft.Providing(promise)
}

// providing makes a reference to the places that keep a promise.
func (r *Run) providing(args []any) (any, error) {
	provisions, err := r.keepers(args[0])
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(provisions))
	for i, p := range provisions {
		ids[i] = p.ID
	}
	return Markup(markdown.ReferenceTo(slices.Compact(ids)...)), nil
}

// provisions makes dicts of the places that keep a promise, for a list of them.
func (r *Run) provisions(args []any) (any, error) {
	provisions, err := r.keepers(args[0])
	if err != nil {
		return nil, err
	}
	list := make([]any, len(provisions))
	for i, p := range provisions {
		list[i] = map[string]any{"where": Markup(markdown.ReferenceTo(p.ID)), "what": p.As}
	}
	return list, nil
}

// keyTerms has the draft write the key terms of its template.
func (r *Run) keyTerms(args []any) (any, error) {
	heads, err := r.shown(args)
	if err != nil {
		return nil, err
	}
	return r.Draft.KeyTerms(heads[0], heads[1])
}

// dates makes dicts of what falls due.
func (r *Run) dates(args []any) (any, error) {
	group, err := nameOf(args[0])
	if err != nil {
		return nil, err
	}
	if !slices.Contains(calendar.Groups(), group) {
		return nil, fmt.Errorf("%q is no group of dates: %s", group, strings.Join(calendar.Groups(), ", "))
	}
	dicts := r.Draft.Dates(group)
	list := make([]any, len(dicts))
	for i, dict := range dicts {
		list[i] = dict
	}
	return list, r.charge(len(list), 0)
}

// timeline has the draft draw a list of dicts.
func (r *Run) timeline(args []any) (any, error) {
	texts, err := r.shown(args[:2])
	if err != nil {
		return nil, err
	}
	list, err := entries(args[2])
	if err != nil {
		return nil, err
	}
	dicts := make([]map[string]any, len(list))
	for i, v := range list {
		dict, ok := v.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("timeline takes a list of dicts, not %s", describe(v))
		}
		dicts[i] = dict
	}
	return r.Draft.Timeline(texts[0], texts[1], dicts)
}

// chart has the draft draw the rows of a table. One with an open value has
// nothing to show.
func (r *Run) chart(args []any) (any, error) {
	texts, err := r.shown(args[:4])
	if err != nil {
		return nil, err
	}
	if undecided(args[3]) || undecided(args[4]) {
		return Markup(""), nil
	}
	rows, ok := args[4].(deal.Table)
	if !ok {
		return nil, fmt.Errorf("chart takes a table with the columns from, to and rate, not %s", describe(args[4]))
	}
	return r.Draft.Chart(texts[0], texts[1], texts[2], texts[3], rows)
}

// shown is what values print, as a picture shows it.
func (r *Run) shown(values []any) ([]string, error) {
	texts := make([]string, len(values))
	for i, v := range values {
		p, err := r.Phrase(v)
		if err != nil {
			return nil, err
		}
		texts[i] = strings.TrimSpace(p.String())
	}
	return texts, nil
}
