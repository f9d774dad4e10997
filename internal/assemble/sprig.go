package assemble

import (
	"fmt"
	"reflect"
	"regexp"
	"sync"
	"text/template"

	"github.com/Masterminds/sprig/v3"

	"clausewright/internal/deal"
)

// fromSprig are the functions taken from sprig as they are, apart from their
// arguments: our values become strings and numbers first.
var fromSprig = []string{
	"upper", "lower", "title", "trim", "trimAll", "trimPrefix", "trimSuffix", "nospace", "replace", "contains",
	"hasPrefix", "hasSuffix", "quote", "squote", "cat", "regexReplaceAll", "dict", "get", "hasKey",
	"list", "rest", "initial", "append", "prepend", "concat", "reverse", "uniq", "without", "compact", "sortAlpha",
	"splitList",
}

// bounded are sprig functions whose first number says how much they make.
var bounded = map[string]int{"repeat": 1000, "indent": 100, "nindent": 100, "until": 1000, "seq": 1000}

var sprigMap = sprig.HermeticTxtFuncMap()

func (e *engine) sprigFunctions() template.FuncMap {
	funcs := template.FuncMap{}
	for _, name := range fromSprig {
		funcs[name] = e.adapt(sprigMap[name], 0)
	}
	for name, limit := range bounded {
		funcs[name] = e.adapt(sprigMap[name], limit)
	}
	funcs["seq"] = sequence
	funcs["regexMatch"] = e.adapt(regexMatch, 0)
	return funcs
}

// patterns are the regular expressions compiled so far: the rules of a library
// match the same few against every deal.
var patterns sync.Map

// regexMatch reports whether a text holds a match of a pattern.
func regexMatch(pattern, text string) (bool, error) {
	compiled, ok := patterns.Load(pattern)
	if !ok {
		re, err := regexp.Compile(pattern)
		if err != nil {
			return false, err
		}
		compiled, _ = patterns.LoadOrStore(pattern, re)
	}
	return compiled.(*regexp.Regexp).MatchString(text), nil
}

// sequence lists the whole numbers from one to another, at most 1000.
func sequence(from, to int) ([]any, error) {
	if to-from >= bounded["seq"] {
		return nil, fmt.Errorf("seq makes at most %d numbers", bounded["seq"])
	}
	var numbers []any
	for i := from; i <= to; i++ {
		numbers = append(numbers, i)
	}
	return numbers, nil
}

// adapt lets a sprig function take our values. With a limit, integer
// arguments above it are refused.
func (e *engine) adapt(f any, limit int) func(args ...any) (any, error) {
	fn := reflect.ValueOf(f)
	t := fn.Type()
	return func(args ...any) (result any, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("wrong arguments: %v", p)
			}
		}()
		in := make([]reflect.Value, len(args))
		for i, arg := range args {
			want := parameterType(t, i)
			if want == nil {
				return nil, fmt.Errorf("too many arguments: %d", len(args))
			}
			if n, ok := arg.(int); ok && limit > 0 && (n > limit || n < 0) {
				return nil, fmt.Errorf("%d is out of bounds: at most %d", n, limit)
			}
			if in[i], err = e.argument(arg, want); err != nil {
				return nil, err
			}
		}
		if len(in) < t.NumIn() && !t.IsVariadic() {
			return nil, fmt.Errorf("too few arguments: %d", len(args))
		}
		return results(fn.Call(in))
	}
}

// parameterType is the type of the i-th parameter, or nil if there is none.
func parameterType(t reflect.Type, i int) reflect.Type {
	switch last := t.NumIn() - 1; {
	case t.IsVariadic() && i >= last:
		return t.In(last).Elem()
	case i <= last:
		return t.In(i)
	}
	return nil
}

// argument converts a value to what a function of sprig takes.
func (e *engine) argument(arg any, want reflect.Type) (reflect.Value, error) {
	if _, none := arg.(deal.None); none && e.mode == capture {
		arg = "" // a condition about what was left out asks for no answer
	}
	switch want.Kind() {
	case reflect.String:
		text, err := e.plain(arg)
		return reflect.ValueOf(text), err
	case reflect.Int:
		if n, ok := arg.(deal.Integer); ok {
			arg = int(n)
		}
	case reflect.Interface:
		return e.loose(arg, want)
	}
	v := reflect.ValueOf(arg)
	if !v.IsValid() || !v.Type().AssignableTo(want) {
		return v, fmt.Errorf("%s does not fit here", describe(arg))
	}
	return v, nil
}

// loose converts a value to plain Go where a function takes anything: lists
// to lists of what they hold, other values to their text.
func (e *engine) loose(arg any, want reflect.Type) (reflect.Value, error) {
	var plain any = arg
	switch arg.(type) {
	case deal.List, deal.Table, deal.Territory, deal.Triggers:
		list, err := entries(arg)
		if err != nil {
			return reflect.Value{}, err
		}
		plain = list
	case deal.None:
		plain = ""
	}
	if plain == nil {
		return reflect.Zero(want), nil
	}
	return reflect.ValueOf(plain), nil
}

func results(out []reflect.Value) (any, error) {
	if len(out) == 2 {
		if err, ok := out[1].Interface().(error); ok && err != nil {
			return nil, err
		}
	}
	return out[0].Interface(), nil
}
