package language

import (
	"errors"

	"clausewright/internal/deal"
)

func ofTwo(f func(a, b any) (deal.Value, error)) func(...any) (deal.Value, error) {
	return func(args ...any) (deal.Value, error) { return f(args[0], args[1]) }
}

func ofOne(f func(a any) (deal.Value, error)) func(...any) (deal.Value, error) {
	return func(args ...any) (deal.Value, error) { return f(args[0]) }
}

// calculate lets a calculation give back an answer that was left out, so that
// whoever prints the outcome learns which answer is missing. What is
// calculated from amounts in two currencies is open.
func calculate(f func(...any) (deal.Value, error)) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		for i, arg := range args {
			if none, ok := arg.(deal.None); ok {
				return none, nil
			}
			if list, ok := arg.([]any); ok {
				args[i] = valuesOf(list)
			}
		}
		v, err := f(args...)
		if errors.Is(err, deal.ErrCurrencies) {
			return deal.Blank{}, nil
		}
		return v, err
	}
}

// valuesOf is a list that a function made as an answer.
func valuesOf(list []any) any {
	out := make(deal.List, len(list))
	for i, v := range list {
		switch v := v.(type) {
		case deal.Value:
			out[i] = v
		case int:
			out[i] = deal.Integer(v)
		case string:
			out[i] = deal.Text(v)
		default:
			return list
		}
	}
	return out
}

// extreme makes min or max take lists among its arguments.
func extreme(f func(...any) (deal.Value, error)) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		all, err := flat(r, args)
		if err != nil || len(all) == 0 {
			return deal.None{}, err
		}
		return calculate(f)(r, all)
	}
}
