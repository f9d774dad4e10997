package language

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

var inPercent = lazy.Regexp(`(?i)^ *(%|per ?cent)`)

// examples works out what rates in steps come to, once in each step: dicts of
// the amount, the calculation and the outcome. There are none if a step is open
// or no step, if no step has an end, and if a rate is neither a percentage nor a
// sum in the currency.
func (r *Run) examples(args []any) (any, error) {
	for _, arg := range args {
		if undecided(arg) {
			return []any{}, nil
		}
	}
	rows, ok := args[0].(deal.Table)
	if !ok {
		return nil, fmt.Errorf("examples takes a table with the columns from, to and rate, not %s", describe(args[0]))
	}
	texts, err := r.shown(args[1:])
	if err != nil {
		return nil, err
	}
	unit, currency, whole := texts[0], texts[1], texts[2] == "whole"
	percent := inPercent.MatchString(unit)
	if !percent && !strings.HasPrefix(unit, currency) || !stepped(rows) {
		return []any{}, nil
	}
	worked := ladder{run: r, percent: percent, below: deal.Integer(0)}
	list := make([]any, 0, len(rows))
	for _, row := range rows {
		dict, err := worked.example(row, whole)
		if err != nil {
			return nil, err
		}
		list = append(list, dict)
	}
	return list, nil
}

// stepped reports whether every row is a step with a rate, and one has an end.
func stepped(rows deal.Table) bool {
	ends := false
	for _, row := range rows {
		if !atLeast(row["from"], deal.Integer(0)) || !atLeast(row["rate"], deal.Integer(0)) {
			return false
		}
		if leftOut(row["to"]) {
			continue
		}
		if order, err := deal.Compare(row["to"], row["from"]); err != nil || order <= 0 {
			return false
		}
		ends = true
	}
	return ends
}

func atLeast(v, least any) bool {
	order, err := deal.Compare(v, least)
	return err == nil && order >= 0
}

func leftOut(v any) bool {
	_, ok := v.(deal.None)
	return ok || v == nil
}

// ladder is what the steps before come to.
type ladder struct {
	run     *Run
	percent bool
	below   any
	steps   []any // how that is calculated, with " + " at the end
}

// example works one amount out in a step, in its middle, or beyond its beginning
// if it has no end; and goes on to the next step.
func (l *ladder) example(row deal.Row, whole bool) (map[string]any, error) {
	from, to := row["from"], row["to"]
	amount, err := deal.Mul(from, deal.Number{Amount: decimal.New(15, -1)})
	if !leftOut(to) {
		if amount, err = deal.Add(from, to); err == nil {
			amount, err = deal.Div(amount, deal.Integer(2))
		}
	}
	if err != nil {
		return nil, err
	}
	if whole {
		return l.dict(amount, amount, row["rate"], nil, deal.Integer(0))
	}
	part, err := deal.Sub(amount, from)
	if err != nil {
		return nil, err
	}
	dict, err := l.dict(amount, part, row["rate"], l.steps, l.below)
	if err != nil || leftOut(to) {
		return dict, err
	}
	step, err := deal.Sub(to, from)
	if err != nil {
		return nil, err
	}
	due, err := l.due(step, row["rate"])
	if err != nil {
		return nil, err
	}
	l.steps = append(l.steps, l.product(step, row["rate"])...)
	l.steps = append(l.steps, " + ")
	l.below, err = deal.Add(l.below, due)
	return dict, err
}

// dict is an example: the part of an amount at a rate, after the steps before.
func (l *ladder) dict(amount, part, rate any, steps []any, below any) (map[string]any, error) {
	due, err := l.due(part, rate)
	if err != nil {
		return nil, err
	}
	outcome, err := deal.Add(below, due)
	if err != nil {
		return nil, err
	}
	calculation, err := l.run.printed(append(append([]any{}, steps...), l.product(part, rate)...))
	return map[string]any{"amount": amount, "calculation": calculation, "outcome": outcome}, err
}

// product is how a part at a rate is written.
func (l *ladder) product(part, rate any) []any {
	mark := ""
	if l.percent {
		mark = "%"
	}
	return []any{part, " × ", rate, mark}
}

// due is what a part at a rate comes to.
func (l *ladder) due(part, rate any) (deal.Value, error) {
	v, err := deal.Mul(part, rate)
	if err == nil && l.percent {
		v, err = deal.Div(v, deal.Integer(100))
	}
	return v, err
}
