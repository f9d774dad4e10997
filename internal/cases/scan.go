package cases

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/sample"
)

// scan is what texts look at.
type scan struct {
	lib      *library.Library
	paths    []string
	clauses  []string
	compared sample.Compared
}

// scan looks at some texts, and at answers that are named.
func (r *runner) scan(bodies []*language.Body, paths []string) *scan {
	s := &scan{lib: r.lib, compared: sample.Compared{}}
	for _, p := range paths {
		s.path(p)
	}
	for _, b := range bodies {
		s.body(b)
	}
	return s
}

func (s *scan) path(path string) {
	if _, ok := s.lib.Schema.Find(path); ok && !slices.Contains(s.paths, path) {
		s.paths = append(s.paths, path)
	}
}

func (s *scan) body(b *language.Body) {
	for _, u := range b.Uses() {
		s.path(u.Question())
	}
	for _, a := range b.Asks() {
		switch {
		case a.Clause != "" && !slices.Contains(s.clauses, a.Clause):
			s.clauses = append(s.clauses, a.Clause)
		case a.Path != "":
			s.given(a.Path)
		}
	}
	for _, p := range s.lib.Relied(b) {
		if !slices.Contains(s.clauses, p.Clause.ID) {
			s.clauses = append(s.clauses, p.Clause.ID)
		}
		if p.When != nil {
			s.body(p.When)
		}
	}
	for path, texts := range compared(b) {
		s.compared[path] = appendNew(s.compared[path], texts)
	}
}

// given adds a parameter, or the first of a group, which brings the group.
func (s *scan) given(path string) {
	if !s.lib.Schema.HasGroup(path) {
		s.path(path)
		return
	}
	s.path(s.lib.Schema.Under(path)[0].Path)
}

// decidingBodies lists the texts of a clause that hold its branches, and the
// conditions of its variants and schedules: what decides how it reads.
func decidingBodies(l *library.Library, c *library.Clause) []*language.Body {
	list := append([]*language.Body{c.When}, c.Printing()...)
	for _, p := range c.Parameters {
		list = append(list, l.Default(p.Path))
	}
	if c.ID == library.DefinitionsClause {
		for _, d := range l.Definitions {
			list = append(list, d.Body)
		}
	}
	return slices.DeleteFunc(list, func(b *language.Body) bool { return b == nil })
}

// compared tells for each parameter (by path) and column (by name) that a body
// names what it is compared with: the texts and numbers in the same call. The
// entry of a list is called ".".
func compared(b *language.Body) map[string][]string {
	found := map[string][]string{}
	var pipe func(p *parse.PipeNode) []string
	operand := func(n parse.Node) (fields []string, constant string) {
		switch n := n.(type) {
		case *parse.FieldNode:
			return []string{strings.Join(n.Ident, ".")}, ""
		case *parse.DotNode:
			return []string{"."}, ""
		case *parse.VariableNode:
			return []string{strings.Join(n.Ident[1:], ".")}, ""
		case *parse.ChainNode:
			if p, ok := n.Node.(*parse.PipeNode); ok {
				return append(pipe(p), n.Field...), ""
			}
		case *parse.PipeNode:
			return pipe(n), ""
		case *parse.StringNode:
			return nil, n.Text
		case *parse.NumberNode:
			return nil, n.Text
		}
		return nil, ""
	}
	pipe = func(p *parse.PipeNode) []string {
		var all []string
		for _, c := range p.Cmds {
			var fields, constants []string
			for _, arg := range c.Args {
				more, constant := operand(arg)
				if fields = append(fields, more...); constant != "" {
					constants = append(constants, constant)
				}
			}
			if name, ok := c.Args[0].(*parse.IdentifierNode); ok && len(constants) > 0 {
				switch name.Ident {
				case "before":
					fields, constants = append(fields, constants...), nil
				case "column", "rows", "row", "sorted": // the first names a column
					constants = constants[1:]
				}
			}
			for _, f := range fields {
				found[f] = appendNew(found[f], constants)
			}
			all = append(all, fields...)
		}
		return all
	}
	condition.EachPipe(b, func(p *parse.PipeNode, _ condition.Scope) { pipe(p) })
	return found
}

// appendNew appends what a list does not hold yet.
func appendNew(list, more []string) []string {
	for _, text := range more {
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
