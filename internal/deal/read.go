package deal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// Limits that keep a broken file from flooding whoever reads the problems.
const (
	maxProblems = 200
	MaxItems    = 1000 // of one list or table
)

// Read reads a deal file. It returns every problem at its place, in the order
// of the file, and always a Deal, which holds the answers that are right.
func Read(file string, data []byte, s *Schema) (*Deal, diag.List) {
	r := newReader(file, s)
	if r.source = newSource(file, data, &r.problems); r.source != nil {
		if root := r.source.parse(&r.problems); root != nil {
			r.root(root)
			return r.deal, r.sorted()
		}
	}
	r.deal.faulty[""] = true
	return r.deal, r.sorted()
}

// reader walks one deal file.
type reader struct {
	schema   *Schema
	source   *source
	currency string
	deal     *Deal
	problems diag.List
}

func newReader(file string, s *Schema) *reader {
	return &reader{schema: s, deal: &Deal{
		File: file, answers: map[string]Value{}, places: map[string]diag.Position{}, given: map[string]bool{}, faulty: map[string]bool{},
	}}
}

func (r *reader) sorted() diag.List {
	r.problems.Sort()
	if r.full() {
		last := r.problems[len(r.problems)-1].Pos
		r.problems.Errorf(last, "too-many-problems", "there may be more problems; only the first %d are listed", len(r.problems))
	}
	return r.problems
}

func (r *reader) full() bool { return len(r.problems) >= maxProblems }

// errorf reports a problem of the parameter or group at path, at a node. What
// goes beyond the limit of problems is dropped.
func (r *reader) errorf(n *yaml.Node, path, rule, format string, args ...any) *diag.Problem {
	if r.full() {
		return &diag.Problem{}
	}
	return r.problems.Errorf(r.at(n), rule, format, args...).WithPath(path)
}

func (r *reader) warning(n *yaml.Node, path, rule, format string, args ...any) *diag.Problem {
	if r.full() {
		return &diag.Problem{}
	}
	return r.problems.Add(r.at(n), diag.Warning, rule, format, args...).WithPath(path)
}

func (r *reader) at(n *yaml.Node) diag.Position { return r.source.within(n.Line, n.Column) }

func (r *reader) root(n *yaml.Node) {
	switch {
	case n.Kind != yaml.MappingNode:
		r.errorf(n, "", wrongKind, "a deal is a set of keys, not %s", described(n)).WithHint("start with \"template: exclusive-licence\" and groups such as \"deal:\" and \"party:\"")
		fallthrough
	case r.refused("", n):
		r.deal.faulty[""] = true
		return
	}
	r.currency = r.findCurrency(n)
	for _, p := range r.pairs("", n) {
		switch {
		case r.full():
			return
		case p.key == "template":
			r.template(p.value)
		case p.key == "clauses":
			r.clauses(p.value)
		case p.key == "variants":
			r.variants(p.value)
		case p.key == "accept":
			r.accept(p.value)
		case p.key == "approve":
			r.approve(p.value)
		default:
			r.entry("", p)
		}
	}
}

// findCurrency looks ahead for the currency of the deal, because amounts may
// stand before it. It reports nothing: the walk comes to it again.
func (r *reader) findCurrency(n *yaml.Node) string {
	text := ""
	if p, ok := r.schema.Find(CurrencyPath); ok && !p.Computed() {
		text = p.Default
	}
	for _, key := range strings.Split(CurrencyPath, ".") {
		if n = child(n, key); n == nil {
			break
		}
	}
	if n != nil && n.Kind == yaml.ScalarNode {
		text = clean(n.Value)
	}
	if checkCurrency(text) != nil {
		return ""
	}
	return text
}

// child returns the value of a key in a mapping, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// entry reads one key of a group: a question or a group within the group.
func (r *reader) entry(group string, p keyValue) {
	path := under(group, p.key)
	if strings.Contains(p.key, ".") {
		r.unknownKey(group, p)
		return
	}
	if question, ok := r.schema.Find(path); ok {
		r.question(question, p.value)
		r.marked(path, p.node.Line)
		return
	}
	if !r.schema.HasGroup(path) {
		r.unknownKey(group, p)
		return
	}
	r.deal.places[path] = r.at(p.node)
	if isNull(p.value) {
		return
	}
	r.deal.given[path] = true
	if !r.mapping(path, p.value) {
		r.deal.faulty[path] = true
		return
	}
	for _, p := range r.pairs(path, p.value) {
		if r.full() {
			return
		}
		r.entry(path, p)
	}
}

// mapping reports whether a node is a group of keys, and the problem if not.
func (r *reader) mapping(path string, n *yaml.Node) bool {
	if r.refused(path, n) {
		return false
	}
	if n.Kind == yaml.MappingNode {
		return true
	}
	problem := r.errorf(n, path, wrongKind, "is a group of keys, not %s", described(n))
	if m := tightKey.FindStringSubmatch(n.Value); n.Kind == yaml.ScalarNode && m != nil {
		problem.WithHint("write \"%s %s\", with a space behind the colon", m[1], m[2])
		return false
	}
	if _, ok := r.schema.Find(under(path, "enabled")); ok {
		problem.WithHint("write \"%s: {enabled: true}\"", path)
		return false
	}
	if keys := r.schema.keys(path); keys != nil {
		problem.WithHint("write keys below it; %s", listing(keys))
	}
	return false
}

func (r *reader) question(p *Parameter, n *yaml.Node) {
	v, ok := r.answer(p, n)
	_, none := v.(None)
	r.deal.given[p.Path] = !none
	if text, isText := v.(Text); ok && isText && p.Path == CurrencyPath {
		if f := checkCurrency(string(text)); f != nil {
			ok = r.fault(n, p.Path, f)
		}
	}
	if !ok {
		r.deal.faulty[p.Path] = true
		return
	}
	r.deal.answers[p.Path] = v
	r.deal.order = append(r.deal.order, p.Path)
}

// fault reports what is wrong with an answer. It returns false, for the
// caller to return.
func (r *reader) fault(n *yaml.Node, path string, f *fault) bool {
	problem := r.errorf(n, path, f.rule, "%s", f.message)
	problem.Hint = f.hint
	return false
}

// keyValue is one key of a mapping with its value.
type keyValue struct {
	key   string
	node  *yaml.Node // the key
	value *yaml.Node
}

// pairs lists the keys of a mapping that can be looked up, and reports those
// that cannot: merge keys, keys that are no words, and second ones.
func (r *reader) pairs(path string, n *yaml.Node) []keyValue {
	var pairs []keyValue
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content) && !r.full(); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.ShortTag() == "!!merge":
			r.errorf(key, path, "merge-key", "a deal uses no merge keys (<<)").WithHint("write the keys out")
		case r.refused(path, key):
		case strings.IndexFunc(key.Value, unicode.IsSpace) == 0:
			odd, _ := utf8.DecodeRuneInString(key.Value)
			problem := r.errorf(key, path, "bad-character", "%s stands in the indentation of a line, where YAML knows only the ordinary space", codePoint(odd)).WithHint("indent with spaces")
			problem.Pos = r.source.place(key, odd)
		case key.Kind != yaml.ScalarNode, key.Value == "":
			r.errorf(key, path, "complex-key", "a key is one word, not %s", described(key)).WithHint("write \"key: value\"")
		case first[key.Value] != nil && !splitByComma(n, key, value):
			r.errorf(key, under(path, keyName(key.Value)), "duplicate-key", "is answered twice").
				WithHint("keep one of the two").See(r.at(first[key.Value]), "the first answer is here")
		case first[key.Value] == nil:
			first[key.Value] = key
			pairs = append(pairs, keyValue{key.Value, key, value})
		}
	}
	return pairs
}

// splitByComma reports whether an entry of a mapping in braces has no colon:
// then a comma inside a text has most probably cut the text in two.
func splitByComma(mapping, key, value *yaml.Node) bool {
	return mapping.Style&yaml.FlowStyle != 0 && isNull(value) && value.Value == "" && key.Value != ""
}

// refused reports whether a node uses a part of YAML that a deal does not.
func (r *reader) refused(path string, n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		r.errorf(n, path, "alias", "aliases (*name) are not used here").WithHint("write the value out, or put a text that starts with \"*\" in quotation marks")
	case n.Style&yaml.TaggedStyle != 0:
		r.errorf(n, path, "tag", "a deal uses no tags (%s)", keyName(n.Tag)).WithHint("delete the tag, or put a text that starts with \"!\" in quotation marks")
	default:
		return false
	}
	return true
}

var plainKey = lazy.Regexp(`^[A-Za-z0-9_!-]{1,60}$`)

// keyName writes a key of the file for a message or a path: as it is if it is a
// plain word, and else shortened and with invisible characters written out.
func keyName(key string) string {
	if plainKey.MatchString(key) {
		return key
	}
	quoted := show(key)
	return quoted[1 : len(quoted)-1]
}

// described says in words what a node is.
func described(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a group of keys"
	case isNull(n), n.Value == "":
		return "nothing"
	}
	return fmt.Sprintf("the text %s", show(n.Value))
}

// isNull reports whether a node is an empty value or an unquoted null.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&yaml.TaggedStyle == 0 && n.ShortTag() == "!!null"
}
