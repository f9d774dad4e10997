// Package diag holds a place in a file, a problem at a place, and a list of
// problems that is collected, sorted and printed once, at the edge.
package diag

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Position is a place in a source file. Line and Column count from 1;
// Column counts characters. The zero Position means "no particular place";
// a Line of 0 means the file as a whole.
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String is file:line:col, shortened where a part is unknown.
func (p Position) String() string {
	switch {
	case p.File == "":
		return "-"
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Severity tells how bad a problem is. The zero Severity is Error.
type Severity int

// An Error stops a draft; a Warning and an Info do not.
const (
	Error Severity = iota
	Warning
	Info
)

// String is the word that stands in a message and in clause.yaml.
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// ParseSeverity reads the word that String writes.
func ParseSeverity(word string) (Severity, bool) {
	for _, s := range []Severity{Error, Warning, Info} {
		if s.String() == word {
			return s, true
		}
	}
	return 0, false
}

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Problem is one thing that is wrong, told once. In JSON its place stands
// beside its message: file, line, column.
type Problem struct {
	Pos      Position  `json:"-"`
	Severity Severity  `json:"severity"`
	Rule     string    `json:"rule,omitempty"` // stable name, such as "undefined-term" or "F-12"
	Path     string    `json:"path,omitempty"` // the parameter at fault, if one is
	Message  string    `json:"message"`        // lower case unless it is a library rule's sentence; no full stop
	Hint     string    `json:"hint,omitempty"` // what to do next, if known
	Related  []Related `json:"related,omitempty"`
	Accept   string    `json:"accept,omitempty"` // the entry of a deal file that accepts it, if one can
	About    string    `json:"-"`                // the id or the term that a fault of a text is about
	Meant    string    `json:"-"`                // the parameter or group that a wrong key probably stands for
}

// Identity is what makes two problems one, wherever they stand. What a rule says
// About an id or a term is one thing; else the sentence tells apart what a rule can
// say of one parameter.
type Identity struct {
	Severity          Severity
	Rule, Path, About string
	says              string
}

// Identity is that of the problem.
func (p *Problem) Identity() Identity {
	id := Identity{Severity: p.Severity, Rule: p.Rule, Path: p.Path, About: p.About}
	if p.About == "" {
		id.says = p.Message
	}
	return id
}

// SameAs reports whether two problems are one, told at one place.
func (p *Problem) SameAs(q *Problem) bool { return p.Pos == q.Pos && p.Identity() == q.Identity() }

// Related is another place that matters to a problem.
type Related struct {
	Pos  Position `json:"-"`
	Text string   `json:"text"`
}

// MarshalJSON writes a problem with its place.
func (p *Problem) MarshalJSON() ([]byte, error) {
	type fields Problem
	return json.Marshal(struct {
		Position
		*fields
	}{p.Pos, (*fields)(p)})
}

// MarshalJSON writes a related place with its text.
func (r Related) MarshalJSON() ([]byte, error) {
	type fields Related
	return json.Marshal(struct {
		Position
		fields
	}{r.Pos, fields(r)})
}

// Error is the one-line form: file:line:col: severity: path: message [rule].
func (p *Problem) Error() string {
	return p.line(p.Severity.String(), func(text string) string { return text })
}

// line is the one-line form with the severity written as given, and all other
// texts as written says.
func (p *Problem) line(severity string, written func(string) string) string {
	var b strings.Builder
	if p.Pos.File != "" {
		b.WriteString(written(p.Pos.String()) + ": ")
	}
	b.WriteString(severity + ": ")
	if p.Path != "" {
		b.WriteString(written(p.Path) + ": ")
	}
	b.WriteString(written(p.Message))
	if p.Rule != "" {
		b.WriteString(" [" + written(p.Rule) + "]")
	}
	return b.String()
}

// WithHint sets what to do next.
func (p *Problem) WithHint(format string, args ...any) *Problem {
	p.Hint = fmt.Sprintf(format, args...)
	return p
}

// WithPath names the parameter at fault.
func (p *Problem) WithPath(path string) *Problem {
	p.Path = path
	return p
}

// See adds another place that matters.
func (p *Problem) See(pos Position, format string, args ...any) *Problem {
	p.Related = append(p.Related, Related{pos, fmt.Sprintf(format, args...)})
	return p
}

// List collects problems. The zero List is empty and ready to use.
type List []*Problem

// Errorf adds an error and returns it, so that a hint can be added.
func (l *List) Errorf(pos Position, rule, format string, args ...any) *Problem {
	return l.Add(pos, Error, rule, format, args...)
}

// Add adds a problem of the given severity and returns it.
func (l *List) Add(pos Position, severity Severity, rule, format string, args ...any) *Problem {
	p := &Problem{Pos: pos, Severity: severity, Rule: rule, Message: fmt.Sprintf(format, args...)}
	*l = append(*l, p)
	return p
}

// HasErrors reports whether an entry is an Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(p *Problem) bool { return p.Severity == Error })
}

// FirstError is the first problem that is an error; nil if there is none.
func (l List) FirstError() *Problem {
	if i := slices.IndexFunc(l, func(p *Problem) bool { return p.Severity == Error }); i >= 0 {
		return l[i]
	}
	return nil
}

// Sort orders the list by place, then severity, rule and message, and drops
// entries that say the same thing twice.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b *Problem) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity),
			strings.Compare(a.Rule, b.Rule), strings.Compare(a.Path, b.Path), strings.Compare(a.About, b.About), strings.Compare(a.Message, b.Message))
	})
	*l = slices.CompactFunc(*l, (*Problem).SameAs)
}

// Tells reports whether a problem is in the list, at whatever place.
func (l List) Tells(p *Problem) bool {
	return slices.ContainsFunc(l, func(q *Problem) bool { return q.Identity() == p.Identity() })
}

// Reason is the part of a file error that says why, for who tells which file.
func Reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
