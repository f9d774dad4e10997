package library

import (
	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// Default is the body that computes a parameter's default, or nil.
func (l *Library) Default(parameter string) *language.Body { return l.defaults[parameter] }

// Computed lists the questions whose default depends on answers, in order. The list is
// shared: it must not be changed.
func (l *Library) Computed() []*deal.Parameter {
	return l.Once(computedDefaults{}, func() any {
		var list []*deal.Parameter
		for _, p := range l.Schema.Parameters {
			if l.Default(p.Path) != nil {
				list = append(list, p)
			}
		}
		return list
	}).([]*deal.Parameter)
}

// computedDefaults is the key of the questions whose default depends on answers.
type computedDefaults struct{}

// FixedDefaults are the defaults that do not depend on answers, by path, in the
// spelling of a style, amounts that name no currency in the one given. The map
// is shared: it must not be changed.
func (l *Library) FixedDefaults(style, currency string) map[string]deal.Value {
	key := fixedKey{style, currency}
	return l.Once(key, func() any {
		fixed := make(map[string]deal.Value, len(l.fixed))
		for parameter, v := range l.fixed {
			fixed[parameter] = deal.WithCurrency(language.RespellValue(v, l.Spelling[style]), currency)
		}
		return fixed
	}).(map[string]deal.Value)
}

// fixedKey is what fixed defaults depend on.
type fixedKey struct{ style, currency string }

// ReadDefault reads what the actions of a parameter's default made, in the
// spelling of a style and with the currency of amounts that name none. The
// value is shared: it must not be changed. The error says what does not fit.
func (l *Library) ReadDefault(p *deal.Parameter, text, style, currency string) (deal.Value, error) {
	key := computedDefault{p.Path, text, fixedKey{style, currency}}
	if kept, ok := l.computed.Load(key); ok {
		return kept.(deal.Value), nil
	}
	v, err := deal.ReadText(p, text, currency)
	if err != nil {
		return nil, err
	}
	v = language.RespellValue(v, l.Spelling[style])
	if l.computedKept.Add(1) > maxComputed {
		l.computed.Clear()
		l.computedKept.Store(1)
	}
	l.computed.Store(key, v)
	return v, nil
}

// computedDefault is what a computed default depends on. Those that were read are kept,
// since drafts often make the same, but no more than so many.
type computedDefault struct {
	path, text string
	fixedKey
}

const maxComputed = 4096
