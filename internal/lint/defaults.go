package lint

import (
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// checkDefault reports a computed default that comes out as something that its
// parameter cannot hold.
func (l *linter) checkDefault(p *deal.Parameter, b *language.Body) {
	k := &typeChecker{linter: l, body: b}
	for _, segments := range readings(b) {
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
			l.once(b.Position(at), diag.Error, "wrong-default", "the default of %q can come out as %q: %s", p.Path, text, err)
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
