package language

import (
	"cmp"
	"fmt"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/style"
)

// lawOf names the law of a place.
func (r *Run) lawOf(args []any) (any, error) {
	pack := r.Style.Pack()
	switch args[0].(type) {
	case deal.None:
		return args[0], nil
	case deal.Blank:
		open, err := r.Phrase(args[0])
		return append(wordsOf(pack.LawOf), open...).value(), err
	}
	return r.onWords(args[0], func(text string, _, _ bool) (string, error) {
		law, place := pack.Law(text)
		if law == "" && needsThe(place) {
			place = "the " + place
		}
		return cmp.Or(law, pack.LawOf+place), nil
	})
}

// money is a number as a sum in a currency.
func (r *Run) money(args []any) (any, error) {
	if undecided(args[0]) || isOpen(args[1]) {
		return args[0], nil
	}
	currency, err := nameOf(args[1])
	if err != nil {
		return nil, err
	}
	return deal.SumIn(args[0], currency)
}

// unit is what the style pack calls a unit of the agreement.
func (r *Run) unit(args []any) (any, error) {
	word, err := r.Phrase(args[0])
	if err != nil {
		return nil, err
	}
	name := r.Style.Pack().Unit(word.String())
	if name == "" {
		return nil, fmt.Errorf("%q is no unit of an agreement: %s", word.String(), strings.Join(style.Units(), ", "))
	}
	return name, nil
}
