package cases

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/sample"
)

// factor is one thing that a clause's text can depend on, with the levels
// that matter: an answer, a variant, another clause.
type factor struct {
	name   string
	levels []level
}

// level is what a factor is set to. The zero level leaves it alone.
type level struct {
	path, text string     // an answer, as a deal file would hold it
	value      deal.Value // the same, read
	with       string     // another clause in the draft
}

// structural lists the factors of a clause's texts: the answers that its
// conditions and loops look at, the clauses that it asks for, and the style.
// The variant is none of them: a row is tried in all of them.
func (r *runner) structural(c *library.Clause) []factor {
	list := r.factors(decidingBodies(r.lib, c), []string{deal.StylePath, deal.SidePath})
	return slices.DeleteFunc(list, func(d factor) bool { return d.name == withClause(c.ID) }) // it is in, whatever it asks
}

// withClause names the factor of another clause in the draft.
func withClause(id string) string { return "with " + id }

// factors lists what the bodies look at, and the paths given.
func (r *runner) factors(bodies []*language.Body, paths []string) []factor {
	return r.listed(r.scan(bodies, paths))
}

// listed makes factors of what a scan found.
func (r *runner) listed(s *scan) []factor {
	var list []factor
	for _, path := range s.paths {
		if f := r.answers(path, s); len(f.levels) > 1 {
			list = append(list, f)
		}
	}
	for _, id := range s.clauses {
		list = append(list, factor{withClause(id), []level{{}, {with: id}}})
	}
	return list
}

// answers is the factor of one question.
func (r *runner) answers(path string, s *scan) factor {
	q, _ := r.lib.Schema.Find(path)
	f := factor{name: path, levels: []level{{}}}
	if q.Kind == deal.KindChoice || q.Kind == deal.KindFlag && q.Default == "" && !q.Optional {
		f.levels = nil // one of the words it is
	}
	for _, text := range s.compared.Candidates(q) {
		if a := answer(q, text); a.value != nil {
			f.levels = append(f.levels, a)
		}
	}
	return f
}

// describe names levels for a message: answers in the words of a deal file.
func describe(levels []level) string {
	var parts []string
	for _, s := range levels {
		switch {
		case s.with != "":
			parts = append(parts, "with "+s.with)
		case s.path != "":
			parts = append(parts, fmt.Sprintf("%s: %s", s.path, s.text))
		}
	}
	return strings.Join(parts, ", ")
}

// overlay replaces the levels of a row that others contradict.
func overlay(row, others []level) []level {
	for _, o := range others {
		if o == (level{}) {
			continue
		}
		i := slices.IndexFunc(row, func(s level) bool { return s.path == o.path && s.with == o.with })
		if i < 0 {
			row = append(row, o)
		} else {
			row[i] = o
		}
	}
	return row
}

// answer is the level of an answer; the zero level if it cannot be read.
func answer(q *deal.Parameter, text string) level {
	v, err := deal.ReadText(q, text, sample.Known[deal.CurrencyPath])
	if err != nil {
		return level{}
	}
	return level{path: q.Path, text: text, value: v}
}
