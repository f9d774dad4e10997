package deal

import (
	"errors"
	"maps"
	"slices"

	yaml "go.yaml.in/yaml/v4"
)

// The lists in which a deal names clauses.
const (
	OmitList = "omit"
	AddList  = "add"
	FullList = "full"
)

// SetVariant writes into a deal file which variant of a clause it takes; "" leaves it to
// the rest of the deal. Every other byte stays as it is, as with Set.
func SetVariant(data []byte, s *Schema, clause, variant string) ([]byte, error) {
	path := under("variants", clause)
	return rename(data, s, path, variant, variant != "", func(w *writer, root *yaml.Node) error {
		if variant == "" {
			return w.clear(root, path)
		}
		return w.set(root, path, Text(variant), "")
	})
}

// SetClause writes a clause into one of the lists in which a deal names clauses, or takes
// it out of it. Every other byte stays as it is, as with Set.
func SetClause(data []byte, s *Schema, list, clause string, in bool) ([]byte, error) {
	path := under(under("clauses", list), clause)
	return rename(data, s, path, "", in, func(w *writer, root *yaml.Node) error {
		clauses, names := pairOf(root, "clauses")
		key, value := pairOf(orEmpty(names), list)
		if in {
			return w.name(root, clauses, key, value, list, clause)
		}
		return w.unname(root, value, list, clause)
	})
}

func orEmpty(n *yaml.Node) *yaml.Node {
	if n == nil {
		return &yaml.Node{}
	}
	return n
}

// name adds a clause to a list of clauses, in whichever way it is written.
func (w *writer) name(root, clauses, key, value *yaml.Node, list, clause string) error {
	path := under("clauses", list)
	switch {
	case clauses == nil || value == nil:
		return w.set(root, path, List{Text(clause)}, "")
	case value.Kind == yaml.SequenceNode && len(value.Content) > 0:
		return w.addEntry(value, len(value.Content), Text(clause), "")
	case value.Kind == yaml.MappingNode && len(value.Content) > 0:
		return w.insert(value, key, []string{clause}, "null")
	case value.Kind == yaml.ScalarNode && !isNull(value):
		return w.replace(value, List{Text(value.Value), Text(clause)}, "")
	}
	return w.replace(value, List{Text(clause)}, "")
}

// unname takes a clause out of a list of clauses; a list that would hold none goes.
func (w *writer) unname(root, value *yaml.Node, list, clause string) error {
	path := under("clauses", list)
	switch {
	case value == nil:
		return nil
	case value.Kind == yaml.MappingNode:
		return w.clear(root, under(path, clause))
	case value.Kind != yaml.SequenceNode || len(value.Content) == 1:
		return w.clear(root, path)
	}
	i := slices.IndexFunc(value.Content, func(n *yaml.Node) bool { return n.Value == clause })
	if i < 0 {
		return nil
	}
	w.dropped = true
	return w.dropEntry(value, i)
}

// rename changes what a deal says of clauses by name, and makes sure that this is all
// that changes: it says it of the clause then, or says nothing of it.
func rename(data []byte, s *Schema, path, text string, says bool, change func(*writer, *yaml.Node) error) ([]byte, error) {
	before, problems := Read("", data, s)
	w, _, root, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	want := before.named()
	if _, has := want[path]; !says && !has {
		return data, nil
	}
	w.before, w.path = before, path
	if err := change(w, root); err != nil {
		return nil, err
	}
	out := w.bytes()
	if delete(want, path); says {
		want[path] = text
	}
	after, err := stillReads(out, s, problems)
	if err == nil {
		err = onlyNamed(before, after, want)
	}
	if err != nil || !says && !w.dropped {
		return out, err // what is switched off keeps its comments
	}
	return out, sameComments(before, data, out, path)
}

// onlyNamed makes sure that a changed file says this of clauses, and all else as it was.
func onlyNamed(before, after *Deal, want map[string]string) error {
	if !maps.Equal(after.named(), want) {
		return errors.New("the file would not say what it is to say of its clauses")
	}
	return onlyChanged(before, after, "")
}

// named is what a deal says of clauses by name, by the path at which it says it.
func (d *Deal) named() map[string]string {
	says := map[string]string{}
	for _, o := range d.Omit {
		says[under(OmitPath, o.Clause)] = o.Notice
	}
	for _, w := range d.Add {
		says[under(AddPath, w.Clause)] = ""
	}
	for _, w := range d.Full {
		says[under(FullPath, w.Clause)] = ""
	}
	for _, p := range d.Variants {
		says[VariantPath(p.Clause)] = p.Variant
	}
	return says
}

// Named is the variant that the deal names for a clause; "" if it names none.
func (d *Deal) Named(clause string) string { return d.named()[VariantPath(clause)] }
