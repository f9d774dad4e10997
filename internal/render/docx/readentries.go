package docx

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/document"
)

// define begins a definition of the compiled list.
func (r *reader) define(inlines []document.Inline) {
	r.entry = nil
	if r.entries == nil {
		depth := 0
		for _, told := range r.ranges {
			depth = readNumber(told)
		}
		r.at(depth)
		r.around = r.items
		r.entries = &document.Definitions{}
		r.add(r.entries)
	}
	r.entry = &document.Entry{Blocks: []document.Block{&document.Paragraph{Inlines: inlines}}}
	forms := formMark
	if _, changed := r.carried(wasForm); changed && r.side == Rejected {
		forms = wasForm
	}
	order := map[string]string{}
	for _, name := range r.started {
		kind, value, ok := r.cut(name)
		if letter, is := strings.CutPrefix(kind, forms); ok && is && letter != "" {
			order[letter] = value
		}
	}
	for _, letter := range slices.Sorted(maps.Keys(order)) {
		r.entry.Forms = append(r.entry.Forms, order[letter])
	}
	r.items = nil
	r.entries.Entries = append(r.entries.Entries, r.entry)
}

// closeEntries ends definitions. Items of the last one may go on: programs move
// the ends of bookmarks back, too.
func (r *reader) closeEntries() {
	if r.entries != nil {
		r.items = append(r.around[:len(r.around):len(r.around)], r.items...)
	}
	r.entries, r.entry, r.around = nil, nil, nil
}
