package assemble

import (
	"maps"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// data is a value for every question, by path and in groups, as texts see it.
type data struct {
	values map[string]deal.Value
	tree   map[string]any
}

// set puts a value at its path.
func (d *data) set(path string, v deal.Value) {
	d.values[path] = v
	group := d.tree
	for {
		key, rest, more := strings.Cut(path, ".")
		if !more {
			group[key] = v
			return
		}
		inner, ok := group[key].(map[string]any)
		if !ok {
			inner = map[string]any{}
			group[key] = inner
		}
		group, path = inner, rest
	}
}

// get is the value at a path; deal.None if there is none.
func (d *data) get(path string) deal.Value {
	if v, ok := d.values[path]; ok {
		return v
	}
	return deal.None{Path: path}
}

// clone is a copy of its own. Values are shared.
func (d *data) clone() data { return data{maps.Clone(d.values), cloneGroup(d.tree)} }

func cloneGroup(group map[string]any) map[string]any {
	own := maps.Clone(group)
	for key, v := range own {
		if inner, ok := v.(map[string]any); ok {
			own[key] = cloneGroup(inner)
		}
	}
	return own
}

// unanswered is the data of a deal that answers nothing: the defaults that do not
// depend on answers, and a deal.None for each other question. It is shared: it must
// not be changed.
func unanswered(lib *library.Library, style, currency string) *data {
	return lib.Once(unansweredIn{style, currency}, func() any {
		d := &data{make(map[string]deal.Value, len(lib.Schema.Parameters)), map[string]any{}}
		fixed := lib.FixedDefaults(style, currency)
		for _, p := range lib.Schema.Parameters {
			if v, ok := fixed[p.Path]; ok {
				d.set(p.Path, v)
			} else {
				d.set(p.Path, deal.None{Path: p.Path})
			}
		}
		return d
	}).(*data)
}

// unansweredIn is the key of the data of a deal that answers nothing.
type unansweredIn struct{ style, currency string }
