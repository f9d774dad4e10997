package lint

import (
	"slices"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// operative reports values that a wording prints beside the key terms, where these
// are to be the only place of each: whoever changes one by hand changes it once.
// What is signed names the parties again.
func (l *linter) operative(f *facts) {
	if !f.template.Operative {
		return
	}
	rows := map[string]library.KeyTerm{} // by what they print
	for _, k := range f.template.KeyTerms {
		f.prints(k.Value, logic.Always, func(path string, _ int, _ *logic.Formula) { rows[path] = k })
	}
	needed := f.needed()
	for _, t := range f.wordingsOf() {
		if t.owner == nil && t.definition == nil || t.owner != nil && slices.Contains(f.template.Closing, t.owner.ID) {
			continue
		}
		f.prints(t.body, t.when, func(path string, at int, when *logic.Formula) {
			k, ok := rows[path]
			if !ok {
				return
			}
			if t.definition != nil {
				when = logic.All(when, needed[t.definition])
			}
			twice := logic.All(when, f.row(k))
			if found := f.Find(twice); found != nil {
				l.once(t.body.Position(at), diag.Error, "operative-value", "%s stands in the key terms too %s%s", path, found.Witness(twice), l.inTemplate(f.template)).
					WithHint("refer to it: the %s stated in the Key Terms", k.Term).See(k.Pos, "the row")
			}
		})
	}
}

// prints visits the answers whose values a text prints, with the condition under
// which it does.
func (w *drafts) prints(b *language.Body, when *logic.Formula, visit func(path string, at int, when *logic.Formula)) {
	question := func(n parse.Node, in condition.Scope, when *logic.Formula) {
		if n == nil {
			return
		}
		if _, ok := w.lib.Schema.Find(in.Path(n)); ok && in.Path(n) != deal.CurrencyPath { // amounts name it

			visit(in.Path(n), int(n.Position()), when)
		}
	}
	w.walk(b, when, visitor{
		value: func(p *parse.PipeNode, when *logic.Formula) {
			question(condition.Printed(p), condition.ScopeOf(b), when)
		},
		loop: func(n *parse.RangeNode, in condition.Scope, when *logic.Formula) {
			if len(n.Pipe.Cmds) == 1 {
				question(n.Pipe.Cmds[0].Args[0], in, when)
			}
		},
	})
}
