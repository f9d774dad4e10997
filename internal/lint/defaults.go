package lint

import (
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// checkPresets reports what new deals cannot begin with.
func (l *linter) checkPresets() {
	begins, _ := l.lib.Beginning()
	for _, p := range l.lib.Schema.Parameters {
		b := begins.Preset(p.Path)
		if b == nil {
			continue
		}
		l.checkAnswer(p, b, "preset")
		for _, c := range b.Calls() {
			if language.Find(c.Name).AfterChoice {
				l.once(b.Position(c.Offset), diag.Error, "wrong-preset", "%s cannot be used in a preset: the clauses are chosen after the answers are known", c.Name)
			}
		}
	}
}

// checkAnswer reports a computed default or preset that comes out as something
// that its parameter cannot hold.
func (l *linter) checkAnswer(p *deal.Parameter, b *language.Body, what string) {
	k := &typeChecker{linter: l, body: b}
	for _, segments := range pathsThrough(b) {
		text, at, known := "", -1, true
		for _, s := range segments {
			piece := s.text
			if s.value != nil {
				var ok bool
				if piece, ok = k.written(s); !ok {
					known = false
					break
				}
			}
			if at < 0 && strings.TrimSpace(piece) != "" {
				at = s.offset + len(piece) - len(strings.TrimLeft(piece, " \n"))
			}
			text += piece
		}
		text = strings.TrimSpace(text)
		if !known || text == "" || text == "null" {
			continue
		}
		if _, err := deal.ReadText(p, text, "USD"); err != nil {
			l.once(b.Position(at), diag.Error, "wrong-"+what, "the %s of %q can come out as %q: %s", what, p.Path, text, err)
		}
	}
}

// written is what a deal file would hold for a value, if it is known.
func (k *typeChecker) written(s segment) (string, bool) {
	value := k.pipe(s.value, scope{vars: map[string]valueType{}})
	if value.list || value.table != nil || value.any || len(value.samples) == 0 {
		return "", false
	}
	return value.samples[0].Raw(), true
}
