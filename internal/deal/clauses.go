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
	if n.Kind != yaml.ScalarNode || isNull(n) || !clauseID.MatchString(n.Value) {
		r.errorf(n, path, wrongKind, "%s is wanted here, not %s", what, shape(n)).WithHint("small letters and hyphens, such as %s", example)
		return "", false
	}
	return n.Value, true
}

// clauses reads which clauses the deal leaves out.
func (r *reader) clauses(n *yaml.Node) {
	if isNull(n) || !r.mapping("clauses", n) {
		return
	}
	for _, p := range r.pairs("clauses", n) {
		switch {
		case p.key != "omit":
			r.errorf(p.node, under("clauses", keyName(p.key)), "unknown-key", "there is no such key").WithHint("%s", suggestion(p.key, []string{"omit"}))
		case p.value.Kind == yaml.MappingNode:
			r.omitWithNotices(p.value)
		case p.value.Kind == yaml.SequenceNode:
			items, _ := r.items(&Parameter{Path: "clauses.omit"}, p.value)
			for _, item := range items {
				r.omit(item, "")
			}
		case !isNull(p.value):
			r.omit(p.value, "")
		}
	}
}

func (r *reader) omitWithNotices(n *yaml.Node) {
	if r.refused("clauses.omit", n) {
		return
	}
	for _, p := range r.pairs("clauses.omit", n) {
		notice, ok := "", true
		if !isNull(p.value) {
			path := under("clauses.omit", keyName(p.key))
			notice, ok = r.text(&Parameter{Path: path}, p.value)
		}
		if ok {
			r.omit(p.node, notice)
		}
	}
}

func (r *reader) omit(n *yaml.Node, notice string) {
	id, ok := r.word("clauses.omit", n, "the id of a clause", "grant-back")
	if !ok || r.full() {
		return
	}
	path := under("clauses.omit", id)
	if first, twice := r.deal.places[path]; twice {
		r.errorf(n, "clauses.omit", "duplicate-entry", "%q is left out twice", id).See(first, "the first entry is here")
		return
	}
	r.deal.places[path] = r.at(n)
	r.deal.Omit = append(r.deal.Omit, Omission{id, notice, r.at(n)})
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
			r.deal.Variants = append(r.deal.Variants, Pick{id, variant, r.at(p.node), r.at(p.value)})
		}
	}
}
