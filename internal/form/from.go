package form

import (
	"fmt"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// From writes the deal file of one template for another: as it stands, comments and
// all, with the questions that are still missing there, each open or with the word
// that a new deal begins with, marked as pre-filled. asked lists them.
func From(lib *library.Library, t *library.Template, file string, data []byte) (out []byte, asked []string, problems diag.List) {
	d, problems := deal.Read(file, data, lib.Schema)
	if problems.HasErrors() {
		return nil, nil, problems
	}
	out, err := deal.SetTemplate(data, lib.Schema, t.ID)
	a := questionsOf(lib, t)
	a.given, a.deal = map[string]deal.Value{}, d
	for _, path := range d.Answers() {
		a.given[path], _ = d.Answer(path)
	}
	b := &block{page: &page{templateQuestions: a, extent: Usual, typical: map[string]bool{}}, begin: a.begin()}
	missing := b.begin.missing()
	for i := len(missing) - 1; i >= 0 && err == nil; i-- { // each is written before the others of its group
		q := missing[i]
		if out, err = deal.Ask(out, lib.Schema, q.Path, b.begin.answers[q.Path], wrap(b.briefly(q))); err != nil {
			err = fmt.Errorf("%s: %w", q.Path, err)
		}
		asked = append([]string{q.Path}, asked...)
	}
	if err != nil {
		problems.Errorf(d.Pos(""), "deal", "this file cannot be added to: %s", err).WithHint("write each group with one key a line")
		return nil, nil, problems
	}
	return out, asked, problems
}

// missing lists the questions that the deal has to answer and does not, in the order in
// which the template asks them.
func (b *newDeal) missing() []*deal.Parameter {
	var list []*deal.Parameter
	seen := map[string]bool{}
	for _, c := range clausesOf(b.lib, b.template) {
		for _, q := range b.asked[c.ID] {
			_, needed := b.answers[q.Path]
			if _, given := b.given[q.Path]; needed && !given && !seen[q.Path] {
				seen[q.Path] = true
				list = append(list, q)
			}
		}
	}
	return list
}
