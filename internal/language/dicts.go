package language

import (
	"errors"
	"fmt"

	"clausewright/internal/deal"
)

// dict makes a map of keys and values.
func (*Run) dict(args []any) (any, error) {
	if len(args)%2 != 0 {
		return nil, errors.New("dict takes pairs of a key and a value; the last key has no value")
	}
	out := map[string]any{}
	for i := 0; i < len(args); i += 2 {
		key, err := nameOf(args[i])
		if err != nil {
			return nil, err
		}
		out[key] = args[i+1]
	}
	return out, nil
}

func (*Run) get(args []any) (any, error) {
	v, ok, err := inDict(args)
	if !ok && err == nil {
		return "", nil
	}
	return v, err
}

func (*Run) hasKey(args []any) (any, error) {
	_, ok, err := inDict(args)
	return ok, err
}

func inDict(args []any) (any, bool, error) {
	key, err := nameOf(args[1])
	if err != nil {
		return nil, false, err
	}
	switch of := args[0].(type) {
	case map[string]any:
		v, ok := of[key]
		return v, ok, nil
	case deal.Row:
		v, ok := of[key]
		return v, ok, nil
	}
	return nil, false, fmt.Errorf("a dict is wanted here, not %s", describe(args[0]))
}
