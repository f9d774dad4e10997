package deal

import yaml "go.yaml.in/yaml/v4"

// template reads the name of the agreement.
func (r *reader) template(n *yaml.Node) {
	r.deal.TemplatePos = r.at(n)
	r.deal.Template, _ = r.word("template", n, "the name of a template", "exclusive-licence")
	if r.deal.Template == "" {
		r.deal.faulty["template"] = true
	}
}

// word reads the id of a clause, a variant or a template.
func (r *reader) word(path string, n *yaml.Node, what, example string) (string, bool) {
	if r.refused(path, n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode || isNull(n) || !ValidID(n.Value) {
		r.errorf(n, path, wrongKind, "%s is wanted here, not %s", what, described(n)).WithHint("small letters and hyphens, such as %s", example)
		return "", false
	}
	return n.Value, true
}

// clauseKeys are the keys under which a deal names clauses.
var clauseKeys = []string{"omit", "add", "full"}

// Paths of what a deal says of clauses.
const (
	OmitPath = "clauses.omit"
	AddPath  = "clauses.add"
	FullPath = "clauses.full"
)

// VariantPath is the path of the variant that a deal names for a clause.
func VariantPath(clause string) string { return under("variants", clause) }

// clauses reads which clauses the deal leaves out, adds, and wants in full.
func (r *reader) clauses(n *yaml.Node) {
	if isNull(n) || !r.mapping("clauses", n) {
		return
	}
	for _, p := range r.pairs("clauses", n) {
		switch p.key {
		case "omit":
			if p.value.Kind == yaml.MappingNode {
				r.omitWithNotices(p.value)
				continue
			}
			r.eachClause(OmitPath, p.value, func(item *yaml.Node) { r.omit(item, "") })
		case "add":
			r.eachClause(AddPath, p.value, func(item *yaml.Node) { r.want(AddPath, "added", item, &r.deal.Add) })
		case "full":
			r.eachClause(FullPath, p.value, func(item *yaml.Node) { r.want(FullPath, "printed in full", item, &r.deal.Full) })
		default:
			r.errorf(p.node, under("clauses", keyName(p.key)), UnknownKey, "there is no such key").WithHint("%s", suggestion(p.key, clauseKeys))
		}
	}
}

// eachClause visits the entries of a list of clauses; one clause is a list of one.
func (r *reader) eachClause(path string, n *yaml.Node, visit func(*yaml.Node)) {
	switch {
	case n.Kind == yaml.SequenceNode:
		items, _ := r.items(&Parameter{Path: path}, n)
		for _, item := range items {
			visit(item)
		}
	case !isNull(n):
		visit(n)
	}
}

// want reads a clause that the deal wants in the draft.
func (r *reader) want(path, how string, n *yaml.Node, list *[]Wanted) {
	if id, ok := r.clauseOnce(path, how, n); ok {
		*list = append(*list, Wanted{id, r.at(n)})
	}
}

// clauseOnce reads the id of a clause that a list names once.
func (r *reader) clauseOnce(path, how string, n *yaml.Node) (string, bool) {
	id, ok := r.word(path, n, "the id of a clause", "grant-back")
	if !ok || r.full() {
		return "", false
	}
	entry := under(path, id)
	if first, twice := r.deal.places[entry]; twice {
		r.errorf(n, path, "duplicate-entry", "%q is %s twice", id, how).See(first, "the first entry is here")
		return "", false
	}
	r.deal.places[entry] = r.at(n)
	return id, true
}

func (r *reader) omitWithNotices(n *yaml.Node) {
	if r.refused(OmitPath, n) {
		return
	}
	for _, p := range r.pairs(OmitPath, n) {
		notice, ok := "", true
		if !isNull(p.value) {
			path := under(OmitPath, keyName(p.key))
			notice, ok = r.text(&Parameter{Path: path}, p.value)
		}
		if ok {
			r.omit(p.node, notice)
		}
	}
}

func (r *reader) omit(n *yaml.Node, notice string) {
	if id, ok := r.clauseOnce(OmitPath, "left out", n); ok {
		r.deal.Omit = append(r.deal.Omit, Omission{id, notice, r.at(n)})
	}
}

// variants reads which variants the deal chooses.
func (r *reader) variants(n *yaml.Node) {
	if isNull(n) || !r.mapping("variants", n) {
		return
	}
	for _, p := range r.pairs("variants", n) {
		id, ok := r.word("variants", p.node, "the id of a clause", "grant-back")
		if !ok || r.full() {
			continue
		}
		if variant, ok := r.word(under("variants", id), p.value, "the name of a variant", "licensor"); ok {
			r.deal.Variants = append(r.deal.Variants, NamedVariant{id, variant, r.at(p.node), r.at(p.value)})
		}
	}
}
