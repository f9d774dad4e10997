package assemble

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// names lists the proper names among the answers in which a reader would find a
// defined term that is none: "Sam Field, Manager" is no use of Field. An answer
// of several names, such as a list of signatories, is taken apart.
func (e *engine) names() []string {
	vocabulary := vocabularyOf(e.lib)
	var names []string
	add := func(v deal.Value) {
		text, ok := v.(deal.Text)
		if !ok {
			return
		}
		for _, name := range append(strings.FieldsFunc(string(text), endsName), string(text)) {
			name = strings.TrimSpace(name)
			for range vocabulary.Uses(name) {
				names = append(names, name)
				break
			}
		}
	}
	for _, p := range e.lib.Schema.Parameters {
		e.named(p, add)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// vocabularyOf are the terms that a library defines.
func vocabularyOf(lib *library.Library) *document.Vocabulary {
	return lib.Once(termsOf{}, func() any {
		terms := map[string][]string{}
		for _, d := range lib.Definitions {
			terms[d.Term] = d.Forms
		}
		return document.NewVocabulary(terms)
	}).(*document.Vocabulary)
}

// termsOf is the key of the terms that a library defines.
type termsOf struct{}

func endsName(r rune) bool { return r == ';' || r == ',' }

// named hands every answer to a question that is a name to add.
func (e *engine) named(p *deal.Parameter, add func(deal.Value)) {
	if p.Name {
		add(e.get(p.Path))
		return
	}
	for i := range p.Columns {
		if !p.Columns[i].Name {
			continue
		}
		rows, _ := e.get(p.Path).(deal.Table)
		for _, row := range rows {
			if v, ok := row[p.Columns[i].Path].(deal.Value); ok {
				add(v)
			}
		}
	}
}
