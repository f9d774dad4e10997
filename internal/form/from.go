package form

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// From writes the deal file of one template for another: as it stands, comments and
// all, with the questions that are still missing there, each open or with what
// parties commonly agree, marked as pre-filled. asked lists them. What is known beside
// the file is written where the form asks it; the file may not answer it otherwise.
func From(lib *library.Library, t *library.Template, file string, data []byte, known map[string]deal.Value) (out []byte, asked []string, problems diag.List) {
	d, problems := deal.Read(file, data, lib.Schema)
	if problems.HasErrors() {
		return nil, nil, problems
	}
	out, err := deal.SetTemplate(data, lib.Schema, t.ID)
	a := questionsOf(lib, t)
	a.given, a.deal, a.presets = map[string]deal.Value{}, d, true
	for _, path := range d.Answers() {
		a.given[path], _ = d.Answer(path)
	}
	for _, path := range slices.Sorted(maps.Keys(known)) {
		v, answered := a.given[path]
		if _, open := v.(deal.Blank); answered && !open && v.Raw() != known[path].Raw() && !slices.Contains(d.Prefilled(), path) {
			problems.Errorf(d.Pos(path), "deal", "the file answers this already").WithPath(path).WithHint("change the answer in the file")
			return nil, nil, problems
		}
		a.given[path] = known[path]
	}
	b := &block{dealWriter: &dealWriter{templateQuestions: a, extent: Usual, typical: map[string]bool{}}, begin: a.begin()}
	missing := b.begin.missing(d)
	for i := len(missing) - 1; i >= 0 && err == nil; i-- { // each is written before the others of its group
		q := missing[i]
		if out, err = deal.Ask(out, lib.Schema, q.Path, b.begin.answers[q.Path], wrap(b.briefly(q))); err != nil {
			err = fmt.Errorf("%s: %w", q.Path, err)
		}
		if known[q.Path] == nil {
			asked = append([]string{q.Path}, asked...)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(known)) { // somebody gave these: they carry no mark
		if a.isAsked(path) && err == nil {
			out, err = deal.Set(out, lib.Schema, path, known[path])
		}
	}
	if old := lib.Templates[d.Template]; old != nil && err == nil {
		out = bytes.Replace(out, []byte("# "+old.Title+tells[Usual]+"\n"), []byte("# "+t.Title+tells[Usual]+"\n"), 1)
	}
	if err != nil {
		problems.Errorf(d.Pos(""), "deal", "this file cannot be added to: %s", err).WithHint("write each group with one key a line")
		return nil, nil, problems
	}
	return out, asked, problems
}

// missing lists the questions that the deal has to answer and does not, in the order in
// which the template asks them.
func (b *newDeal) missing(d *deal.Deal) []*deal.Parameter {
	var list []*deal.Parameter
	seen := map[string]bool{}
	for _, c := range clausesOf(b.lib, b.template) {
		for _, q := range b.asked[c.ID] {
			_, needed := b.answers[q.Path]
			if _, answered := d.Answer(q.Path); needed && !answered && !seen[q.Path] {
				seen[q.Path] = true
				list = append(list, q)
			}
		}
	}
	return list
}

// NotAsked lists the answers, by path, that no question of a template asks, so that a
// new deal has no place for them.
func NotAsked(lib *library.Library, t *library.Template, answers map[string]deal.Value) []string {
	a := questionsOf(lib, t)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(answers)), a.isAsked)
}
