package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/fastyaml"
	"clausewright/internal/language"
)

// node is a YAML value with its place. All reading goes through it, so that
// every fault has a line and column.
type node struct {
	*fastyaml.Node
	*yamlText
}

// yamlText is a YAML text of a file, and who reads it.
type yamlText struct {
	o      *opener
	file   string // as problems call it
	source string
	base   int             // lines before the text in its file
	places language.Places // of the bytes of the text
}

func (n node) pos() diag.Position {
	return diag.Position{File: n.file, Line: n.base + max(n.Line, 1), Column: max(n.Column, 1)}
}

// placeOr is the place of the node, or of another where it is absent.
func (n node) placeOr(other node) diag.Position {
	if n.Node == nil {
		return other.pos()
	}
	return n.pos()
}

func (n node) errorf(format string, args ...any) *diag.Problem {
	return n.fault("library", format, args...)
}

// fault reports a problem under a name of its own.
func (n node) fault(rule, format string, args ...any) *diag.Problem {
	return n.o.problems.Errorf(n.pos(), rule, format, args...)
}

// mapping reads a YAML file that holds a mapping.
func (o *opener) mapping(name string) (node, bool) {
	text, there := o.file(name)
	if !there {
		return node{}, false
	}
	return o.root(name, text, 0)
}

// root is the mapping in a text, which begins after base lines of file name.
func (o *opener) root(name, text string, base int) (node, bool) {
	root, err := fastyaml.Parse(text)
	return o.parsedRoot(name, text, base, root, err)
}

// parsedRoot is root of a text that was parsed.
func (o *opener) parsedRoot(name, text string, base int, root *fastyaml.Node, err error) (node, bool) {
	switch {
	case err != nil:
		fault := deal.YAMLFault(o.place(name).File, base+1, text, err)
		fault.Rule = "yaml"
		o.problems = append(o.problems, fault)
		return node{}, false
	case root == nil:
		o.problems.Errorf(o.place(name), badYAML, "is empty")
		return node{}, false
	}
	o.oneDocument(name, text, base)
	file := o.place(name).File
	places := language.FilePlaces(diag.Position{File: file, Line: base + 1, Column: 1}, text)
	n := node{root, &yamlText{o, file, text, base, places}}
	if !plain(text) || strings.Contains(text, `\`) {
		n.characters()
	}
	if n.Kind != yaml.MappingNode {
		n.errorf("must be a mapping of keys and values")
		return node{}, false
	}
	return n, true
}

// oneDocument reports a second document, which nobody reads.
func (o *opener) oneDocument(name, text string, base int) {
	for at := 0; ; {
		i := strings.Index(text[at:], "\n---")
		if i < 0 {
			return
		}
		at += i + len("\n---")
		if rest := text[at:]; rest == "" || strings.ContainsRune(" \n", rune(rest[0])) {
			p := diag.Position{File: o.place(name).File, Line: base + strings.Count(text[:at], "\n") + 1, Column: 1}
			o.problems.Errorf(p, badYAML, "a second document begins here").WithHint("delete the line, or what follows it")
			return
		}
	}
}

// characters reports what no contract holds in the texts of a YAML value, also
// where an escape hides it.
func (n node) characters() {
	switch n.Kind {
	case yaml.ScalarNode:
		if plain(n.Value) {
			return
		}
		for offset, c := range n.Value {
			if what, hint := language.Foreign(c); what != "" {
				n.o.problems.Errorf(scalarPlaces(n, 0)(offset), badEncoding, "%s", what).WithHint("%s", hint)
				return
			}
		}
	default:
		for _, c := range n.Content {
			n.child(c).characters()
		}
	}
}

// plain reports whether a text holds nothing but visible ASCII, spaces and line
// ends, as nearly all do.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && c != '\n' {
			return false
		}
	}
	return true
}

func (n node) child(c *fastyaml.Node) node { return node{c, n.yamlText} }

// pair is one entry of a mapping.
type pair struct{ key, value node }

// pairs lists the entries of a mapping in order and reports duplicates,
// aliases and merge keys.
func (n node) pairs() keyed {
	if n.Node == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		n.errorf("must be a mapping of keys and values")
		return nil
	}
	pairs := make(keyed, 0, len(n.Content)/2)
	taken := func(key string) bool { return pairs.get(key).Node != nil }
	if cap(pairs) > few {
		seen := make(map[string]bool, cap(pairs))
		taken = func(key string) bool {
			before := seen[key]
			seen[key] = true
			return before
		}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.child(n.Content[i]), n.child(n.Content[i+1])
		switch {
		case value.Kind == yaml.AliasNode || key.Kind != yaml.ScalarNode || key.Value == "<<":
			value.errorf("aliases, merge keys and complex keys are not used in a library").WithHint("write the value out")
		case taken(key.Value):
			key.fault("duplicate-id", "the key %q is there twice", key.Value).WithHint("remove one of them")
		default:
			pairs = append(pairs, pair{key, value})
		}
	}
	return pairs
}

// few is up to how many keys of a mapping are looked through one by one.
const few = 20

// keyed are entries of a mapping.
type keyed []pair

// get is the value of a key, without a node if it is not there.
func (f keyed) get(key string) node {
	for _, p := range f {
		if p.key.Value == key {
			return p.value
		}
	}
	return node{}
}

// fields returns the entries of a mapping and reports keys that are not known.
func (n node) fields(known ...string) keyed {
	all := n.pairs()
	list := all[:0]
	for _, p := range all {
		if slices.Contains(known, p.key.Value) {
			list = append(list, p)
			continue
		}
		hint := fmt.Sprintf("known here: %s", strings.Join(known, ", "))
		if near := diag.Nearest(p.key.Value, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		p.key.fault("unknown-key", "unknown key %q", p.key.Value).WithHint("%s", hint)
	}
	return list
}

// text is the value of a scalar, "" if it is absent.
func (n node) text() string {
	if n.Node == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		n.errorf("must be a text")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// blank reports whether a value is missing or an empty text.
func (n node) blank() bool {
	return n.Node == nil || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == ""
}

// texts is the value of a list of scalars; a single scalar is a list of one.
func (n node) texts() []string {
	if n.Node == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return []string{n.text()}
	}
	var texts []string
	for _, item := range n.items() {
		texts = append(texts, item.text())
	}
	return texts
}

// textPlaces are the places of texts.
func (n node) textPlaces() []diag.Position {
	if n.Node == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return []diag.Position{n.pos()}
	}
	list := make([]diag.Position, len(n.Content))
	for i, c := range n.Content {
		list[i] = n.child(c).pos()
	}
	return list
}

// off reads the rules of lint that a file switches off: {off: [name, …]}.
func (n node) off() []Name {
	list := n.fields("off").get("off")
	places := list.textPlaces()
	var names []Name
	for i, text := range list.texts() {
		names = append(names, Name{text, places[i]})
	}
	return names
}

// items are the entries of a sequence.
func (n node) items() []node {
	if n.Node == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		n.errorf("must be a list")
		return nil
	}
	items := make([]node, len(n.Content))
	for i, c := range n.Content {
		items[i] = n.child(c)
	}
	return items
}

func (n node) flag() bool {
	switch {
	case n.Node == nil || n.Value == "false":
		return false
	case n.Value == "true":
		return true
	}
	n.errorf("must be true or false")
	return false
}

func (n node) integer() int {
	if n.Node == nil {
		return 0
	}
	i, err := strconv.Atoi(n.Value)
	if err != nil {
		n.errorf("must be a whole number")
	}
	return i
}

// body parses the scalar as a text with actions, nil if it is absent or faulty.
func (n node) body(kind language.Kind) *language.Body { return n.bodyOver("", kind) }

// bodyOver is body for a text in which dot is a row of a table.
func (n node) bodyOver(table string, kind language.Kind) *language.Body {
	if n.Node == nil {
		return nil
	}
	text := n.text()
	if text == "" {
		if kind == language.Expression && n.Kind == yaml.ScalarNode {
			n.errorf("the condition is empty").WithHint("take the line out, or write the condition")
		}
		return nil
	}
	return language.NewBody(n.file, scalarPlaces(n, strings.Index(n.Value, text)), text, kind, table)
}

// validUTF8 reports the first byte of a file that is not UTF-8.
func (o *opener) validUTF8(name, text string) bool {
	if utf8.ValidString(text) {
		return true
	}
	line, column := 1, 1
	for _, r := range text {
		if r == utf8.RuneError {
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	p := o.place(name)
	p.Line, p.Column = line, column
	o.problems.Errorf(p, badEncoding, "is not UTF-8 here").WithHint("save the file as UTF-8")
	return false
}
