package assemble

import (
	"io"
	"strings"
	"text/template"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Floor prepares the least that drafting can cost: executing the same
// templates with functions that only return text. The function it returns
// executes them once.
func Floor(lib *library.Library, t *library.Template, d *deal.Deal) func(w io.Writer) error {
	e := newEngine(lib, d)
	e.answers(nil)
	e.choose(t)
	e.choosing.All()
	bodies := e.bodies()
	for d := range e.neededDefinitions() {
		bodies = append(bodies, d.Body)
	}
	var running *language.Body
	texts := map[*language.Body][]string{}
	for _, b := range bodies {
		for _, l := range b.Literals() {
			var text strings.Builder
			for _, p := range l {
				text.WriteString(p.Text)
			}
			texts[b] = append(texts[b], text.String())
		}
	}
	root := template.New("").Option("missingkey=error").Funcs(e.texts.Functions()).Funcs(template.FuncMap{
		language.LiteralFunc: func(i int) string { return texts[running][i] },
		language.PutFunc: func(_ int, v any) string {
			p, _ := e.texts.Phrase(v)
			return p.String()
		},
		"definitions": func() string { return "" },
		"surviving":   func() string { return "" },
	})
	return func(w io.Writer) error {
		for _, b := range bodies {
			running = b
			if err := b.Template(root).Execute(w, e.texts.Answers); err != nil {
				return err
			}
		}
		return nil
	}
}
