package deal

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"

	yaml "go.yaml.in/yaml/v4"
)

// Acceptance is a remark or a warning of a rule that was considered, with the
// reason, and the answers under which it was.
type Acceptance struct {
	Rule, Reason string
	When         []Considered // in file order; none: whatever the answers are
	Pos          diag.Position
}

// Considered is an answer under which a remark was accepted or a departure approved.
type Considered struct {
	Path  string
	Value Value  // a None for what was not answered; nil if Mark stands for it
	Mark  string // of a long answer
}

// Holds reports whether an answer is still what it was.
func (c Considered) Holds(v Value) bool {
	if c.Value == nil {
		return c.Mark == mark(v)
	}
	return c.Value.Raw() == v.Raw()
}

// longest is how long an answer may be to stand in an acceptance as it is.
const longest = 48

// mark stands for a long answer.
func mark(v Value) string {
	sum := sha256.Sum256([]byte(v.Raw()))
	return "#" + hex.EncodeToString(sum[:4])
}

// Consider is an answer as an acceptance or an approval holds it in a deal file.
func Consider(v Value) string {
	if len(v.Raw()) > longest {
		return `"` + mark(v) + `"`
	}
	return v.Raw()
}

var (
	ruleName   = lazy.Regexp(`^[A-Za-z][A-Za-z0-9.-]{0,40}$`)
	digestMark = lazy.Regexp(`^#[0-9a-f]{8}$`)
)

// accept reads the remarks that were considered.
func (r *reader) accept(n *yaml.Node) {
	if isNull(n) || !r.mapping("accept", n) {
		return
	}
	for _, p := range r.pairs("accept", n) {
		path := under("accept", keyName(p.key))
		if !ruleName.MatchString(p.key) {
			r.errorf(p.node, path, wrongKind, "the id of a rule is wanted here").WithHint("check tells it between brackets, such as F-56")
			continue
		}
		a := Acceptance{Rule: p.key, Pos: r.at(p.node)}
		if r.acceptance(path, p.value, &a) && !r.full() {
			r.deal.Accept = append(r.deal.Accept, a)
		}
	}
}

// acceptance reads a reason, alone or with the answers to which it belongs.
func (r *reader) acceptance(path string, n *yaml.Node, a *Acceptance) bool {
	if n.Kind != yaml.MappingNode {
		return r.reason(path, n, a)
	}
	if r.refused(path, n) {
		return false
	}
	ok, reasoned := true, false
	for _, p := range r.pairs(path, n) {
		switch p.key {
		case "reason":
			reasoned = true
			ok = r.reason(under(path, "reason"), p.value, a) && ok
		case "when":
			ok = r.considered(under(path, "when"), p.value, &a.When) && ok
		default:
			r.errorf(p.node, under(path, keyName(p.key)), UnknownKey, "there is no such key").WithHint("%s", suggestion(p.key, []string{"reason", "when"}))
			ok = false
		}
	}
	if !reasoned {
		r.errorf(n, path, "empty-answer", "has no reason").WithHint("reason: negotiated, see the minutes of 3 March")
	}
	return ok && reasoned
}

func (r *reader) reason(path string, n *yaml.Node, a *Acceptance) bool {
	if isNull(n) || n.Kind == yaml.ScalarNode && strings.Trim(clean(n.Value), "….") == "" {
		r.errorf(n, path, "empty-answer", "has no reason").WithHint("write why the remark is accepted, such as: negotiated, see the minutes of 3 March")
		return false
	}
	text, ok := r.text(&Parameter{Path: path}, n)
	a.Reason = text
	return ok
}

// considered reads the answers under which something was accepted or approved.
func (r *reader) considered(path string, n *yaml.Node, when *[]Considered) bool {
	if isNull(n) {
		return true
	}
	if !r.mapping(path, n) {
		return false
	}
	ok := true
	for _, p := range r.pairs(path, n) {
		q, known := r.schema.Find(p.key)
		switch {
		case !known:
			problem := r.errorf(p.node, under(path, keyName(p.key)), UnknownKey, "there is no such question")
			if near, ok := nearestWord(p.key, r.paths()); ok {
				problem.WithHint("did you mean %q?", near)
			} else {
				problem.WithHint("write the whole path, such as liability.cap")
			}
			ok = false
		case isNull(p.value):
			*when = append(*when, Considered{Path: p.key, Value: None{Path: p.key}})
		case p.value.Kind == yaml.ScalarNode && digestMark.MatchString(p.value.Value):
			*when = append(*when, Considered{Path: p.key, Mark: p.value.Value})
		default:
			apart := newReader(r.deal.File, r.schema) // this is no answer of the deal
			apart.source, apart.currency = r.source, r.currency
			v, read := apart.answer(q, p.value)
			r.problems = append(r.problems, apart.problems...)
			if read {
				*when = append(*when, Considered{Path: p.key, Value: v})
			}
			ok = ok && read
		}
	}
	return ok
}

// paths are the paths of all questions.
func (r *reader) paths() []string {
	paths := make([]string, len(r.schema.Parameters))
	for i, p := range r.schema.Parameters {
		paths[i] = p.Path
	}
	return paths
}
