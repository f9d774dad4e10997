package deal

import (
	"fmt"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// closed reads an answer of several words of a closed list. Case, hyphens and
// underscores do not matter, and one text may hold several words with commas
// between them. Where the question takes a text of one's own, it is written
// "other: text", or simply as an entry that resembles none of the words.
func (r *reader) closed(p *Parameter, n *yaml.Node) (Value, bool) {
	items, ok := r.items(p, n)
	list, seen := List{}, map[string]bool{}
	for i, node := range items {
		path := fmt.Sprintf("%s[%d]", p.Path, i+1)
		r.deal.places[path] = r.at(node)
		values, good := r.closedItem(p, path, node)
		ok = ok && good
		for _, v := range values {
			if !seen[v.Raw()] {
				seen[v.Raw()] = true
				list = append(list, v)
			}
		}
	}
	return list, ok
}

// closedItem reads one entry.
func (r *reader) closedItem(p *Parameter, path string, n *yaml.Node) ([]Value, bool) {
	item := &Parameter{Path: path, Kind: KindText, Ask: p.Ask}
	if r.emptyEntry(item, n) {
		return nil, false
	}
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Value == "other" && p.Other {
		v, ok := r.answer(item, n.Content[1])
		return []Value{v}, ok
	}
	text, ok := r.text(item, n)
	if !ok {
		return nil, false
	}
	if isOpen(text) {
		return []Value{Blank{Path: path, Ask: p.Ask}}, true
	}
	if word, ok := p.wordLike(text); ok {
		return []Value{word}, true
	}
	var values []Value
	for part := range strings.SplitSeq(text, ",") {
		word, ok := p.wordLike(strings.TrimSpace(part))
		if !ok {
			return r.own(p, item, n, text)
		}
		values = append(values, word)
	}
	return values, true
}

// own is an entry that is none of the words: a text of one's own where the
// question takes one, else a fault.
func (r *reader) own(p, item *Parameter, n *yaml.Node, text string) ([]Value, bool) {
	own, marked := strings.CutPrefix(text, "other:")
	if own = strings.TrimSpace(own); p.Other && marked && own != "" {
		return []Value{Text(own)}, true
	}
	if p.Other && strings.Contains(text, " ") {
		r.slip(p, item.Path, n, text)
		return []Value{Text(text)}, true
	}
	hint := suggestion(text, p.Words())
	if p.Other {
		hint += "; or, in your own words, other: …"
	}
	return nil, r.fault(n, item.Path, &fault{notAChoice, show(text) + " is not one of the allowed words", hint})
}

// wordLike returns the allowed word that a text stands for, whatever its case
// and its hyphens: the word itself, or what it is printed as.
func (p *Parameter) wordLike(text string) (Chosen, bool) {
	for _, c := range p.Choices {
		if fold(c.Word) == fold(text) || c.Label != "" && fold(c.Label) == fold(text) {
			return Chosen(c), true
		}
	}
	return Chosen{}, false
}

// slip warns of a text of one's own that is nearly one of the words offered.
func (r *reader) slip(p *Parameter, path string, n *yaml.Node, text string) {
	if near, ok := nearestWord(text, p.Words()); ok {
		r.warning(n, path, "nearly-a-word", "%s is taken as words of your own, and is nearly %q", show(text), near).
			WithHint("write %s if that is meant", near)
	}
}

func fold(word string) string {
	return strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(word))
}
