package language

import "sync/atomic"

// memo keeps a few things under keys, for many who read them and hardly anybody who
// adds one.
type memo struct {
	list atomic.Pointer[[]keyed]
}

type keyed struct{ key, value any }

// of is what is kept under a key.
func (m *memo) of(key any) (any, bool) {
	if list := m.list.Load(); list != nil {
		for i := range *list {
			if k := &(*list)[i]; k.key == key {
				return k.value, true
			}
		}
	}
	return nil, false
}

// keep keeps a value under a key, unless something is. It returns what is kept there.
func (m *memo) keep(key, value any) any {
	for {
		before := m.list.Load()
		if v, ok := m.of(key); ok {
			return v
		}
		var list []keyed
		if before != nil {
			list = append(list, *before...)
		}
		list = append(list, keyed{key, value})
		if m.list.CompareAndSwap(before, &list) {
			return value
		}
	}
}
