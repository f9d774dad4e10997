package deal

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
)

// Approval is a departure from a house position that somebody agreed to.
type Approval struct {
	Departure string // a question, or one of the names below
	By        string
	On        Date
	Reason    string       // may be empty
	When      []Considered // the answers under which it was given, in file order; none: whatever they are
	Words     string       // the wording that was approved, or the mark of the words; "": whatever they are
	Pos       diag.Position
}

// What a departure is called that is not in the answer to a question: the form of
// the agreement, the variant of a clause, that a clause is there or not, a rule
// that is not met, and what people wrote into a clause or outside of all clauses.
const (
	TemplateDeparture = "template"
	VariantDeparture  = "variants."
	ClauseDeparture   = "clauses."
	RuleDeparture     = "rules."
	EditDeparture     = "edits."
	OutsideClauses    = "draft" // in the place of the clause
)

// departures are the kinds of departures that bear the name of something.
var departures = []string{VariantDeparture, ClauseDeparture, RuleDeparture, EditDeparture}

// CutDeparture splits the name of a departure that is not in an answer into its
// kind and what it bears the name of.
func CutDeparture(name string) (kind, of string, ok bool) {
	for _, kind := range departures {
		if of, ok := strings.CutPrefix(name, kind); ok {
			return kind, of, true
		}
	}
	return "", "", false
}

var approvalKeys = []string{"by", "on", "reason", "when", "words"}

// approve reads the departures that were agreed to.
func (r *reader) approve(n *yaml.Node) {
	if isNull(n) || !r.mapping("approve", n) {
		return
	}
	for _, p := range r.pairs("approve", n) {
		if !r.departure(p) {
			continue
		}
		entries := []*yaml.Node{p.value}
		if p.value.Kind == yaml.SequenceNode {
			entries = p.value.Content
		}
		for _, entry := range entries {
			a := Approval{Departure: p.key, Pos: r.at(p.node)}
			if r.approval(under("approve", p.key), entry, &a) && !r.full() {
				r.deal.Approve = append(r.deal.Approve, a)
			}
		}
	}
}

// departure reports whether a key can name a departure, and the problem if not.
func (r *reader) departure(p keyValue) bool {
	_, question := r.schema.Find(p.key)
	_, of, other := CutDeparture(p.key)
	if question || p.key == TemplateDeparture || other && ruleName.MatchString(of) {
		return true
	}
	problem := r.errorf(p.node, under("approve", keyName(p.key)), UnknownKey, "there is no such question, and no such departure")
	switch near, ok := nearestWord(p.key, r.paths()); {
	case r.schema.HasGroup(p.key):
		problem.WithHint("write the whole path, such as %s.%s", p.key, r.schema.keys(p.key)[0])
	case ok:
		problem.WithHint("did you mean %q?", near)
	default:
		problem.WithHint("write the path of a question, or variants.CLAUSE, clauses.CLAUSE, rules.RULE, edits.CLAUSE; deviations prints the entry")
	}
	return false
}

// approval reads who agreed to a departure, when, and to what.
func (r *reader) approval(path string, n *yaml.Node, a *Approval) bool {
	if r.refused(path, n) {
		return false
	}
	if n.Kind != yaml.MappingNode {
		r.errorf(n, path, wrongKind, "says who agreed and when, not %s", described(n)).WithHint("write {by: CFO, on: 2026-12-01}")
		return false
	}
	ok, said := true, []string{}
	for _, p := range r.pairs(path, n) {
		at := under(path, keyName(p.key))
		if !slices.Contains(approvalKeys, p.key) {
			r.errorf(p.node, at, UnknownKey, "there is no such key").WithHint("%s", suggestion(p.key, approvalKeys))
			ok = false
			continue
		}
		said = append(said, p.key)
		ok = r.approvalPart(at, p, a) && ok
	}
	for _, key := range approvalKeys[:2] {
		if !slices.Contains(said, key) {
			r.errorf(n, path, "empty-answer", "does not say %s", map[string]string{"by": "who agreed", "on": "on which day"}[key]).WithHint("write {by: CFO, on: 2026-12-01}")
			ok = false
		}
	}
	return ok
}

func (r *reader) approvalPart(path string, p keyValue, a *Approval) bool {
	if p.key == "when" {
		return r.considered(path, p.value, &a.When)
	}
	if isNull(p.value) || p.value.Kind == yaml.ScalarNode && strings.Trim(clean(p.value.Value), "….") == "" {
		r.errorf(p.value, path, "empty-answer", "is empty").WithHint("write {by: CFO, on: 2026-12-01}")
		return false
	}
	text, ok := r.text(&Parameter{Path: path}, p.value)
	if !ok {
		return false
	}
	switch p.key {
	case "by":
		a.By = text
	case "on":
		v, f := parseDate(text)
		if f != nil {
			return r.fault(p.value, path, f)
		}
		a.On = v.(Date)
	case "reason":
		a.Reason = text
	case "words":
		a.Words = text
	}
	return true
}
