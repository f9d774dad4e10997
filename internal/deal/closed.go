package deal

import (
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/lazy"
)

// closed reads an answer of several words of a closed list. Case, hyphens and
// underscores do not matter, and one text may hold several words with commas
// between them. Where the question takes a text of one's own, it is written
// "other: text", or simply as an entry of several words, none of which is one of
// the list.
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
	if words, ok := p.words(betweenWords.Split(text, -1)); ok {
		return words, true
	}
	if own, marked := strings.CutPrefix(text, "other:"); p.Other && marked && strings.TrimSpace(own) != "" {
		return []Value{Text(strings.TrimSpace(own))}, true
	}
	return r.mixed(p, item, n, text)
}

// What stands between the words of a closed list in one text, what parts its
// entries where some are in words of one's own, and what may part a word from
// such words, as patterns.
const (
	Between = `\s*(?:[,;&]\s*(?:[Aa]nd\s+)?|\s[Aa]nd\s)\s*`
	Parting = `\s*[,;]\s*`
	Beside  = `\s*[,;&/]\s*|\s+(?:and|or)\s+`
)

var betweenWords, parting, anywhere = lazy.Regexp(Between), lazy.Regexp(Parting), lazy.Regexp(Beside)

// words are the allowed words for which the entries of a text stand, if all do.
func (p *Parameter) words(entries []string) ([]Value, bool) {
	var words []Value
	for _, part := range entries {
		word, ok := p.wordLike(part)
		if !ok {
			return nil, false
		}
		words = append(words, word)
	}
	return words, true
}

// mixed is a text that is not all words: entries as a list has them where one
// of them is a word, else one entry.
func (r *reader) mixed(p, item *Parameter, n *yaml.Node, text string) ([]Value, bool) {
	entries := parting.Split(text, -1)
	if !slices.ContainsFunc(entries, p.holds) {
		entries = []string{text}
	}
	var values []Value
	for _, part := range entries {
		v, ok := r.wordOrOwn(p, item, n, part)
		if !ok {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// wordOrOwn is one of the words, or a text of one's own where the question takes
// one and there are several words in it.
func (r *reader) wordOrOwn(p, item *Parameter, n *yaml.Node, text string) (Value, bool) {
	if word, ok := p.wordLike(text); ok {
		return word, true
	}
	if p.Other && severalWords.MatchString(text) {
		r.slip(p, item.Path, n, text)
		return Text(text), true
	}
	return nil, r.fault(n, item.Path, &fault{notAChoice, show(text) + " is not one of the allowed words", p.suggestWord(text)})
}

// SeveralWords is the pattern of a text that may be in words of one's own.
const SeveralWords = `[^ ] +[^ ]`

var severalWords = lazy.Regexp(SeveralWords)

// suggestWord is a hint that names the word nearest to a text, or the only one
// of which the text is a part, or else lists what is allowed.
func (p *Parameter) suggestWord(text string) string {
	hint := suggestion(text, p.Words())
	if word, ok := p.wordWith(text); ok {
		hint = "did you mean \"" + word + "\"?"
	}
	if p.Other {
		hint += "; or, in your own words, as an entry by itself, other: …"
	}
	return hint
}

// wordWith is the only allowed word that holds a text as a word, in itself or
// as it is printed: "copyright" in "software-copyright".
func (p *Parameter) wordWith(text string) (found string, ok bool) {
	for _, c := range p.Choices {
		if strings.Contains(" "+fold(c.Word)+" "+fold(c.Label)+" ", " "+fold(text)+" ") {
			if ok {
				return "", false
			}
			found, ok = c.Word, true
		}
	}
	return found, ok
}

// wordLike returns the allowed word that a text stands for, whatever its case
// and its hyphens: the word itself, or what it is printed as.
func (p *Parameter) wordLike(text string) (Chosen, bool) {
	folded := fold(text)
	for _, c := range p.Choices {
		if fold(c.Word) == folded || c.Label != "" && printedAlike(c.Label, text) {
			return Chosen(c), true
		}
	}
	return Chosen{}, false
}

// holds reports whether a text is one of the allowed words.
func (p *Parameter) holds(text string) bool {
	_, ok := p.wordLike(text)
	return ok
}

// slip warns of a text of one's own that is nearly one of the words offered, or
// holds one beside others.
func (r *reader) slip(p *Parameter, path string, n *yaml.Node, text string) {
	if near, ok := nearestWord(text, p.Words()); ok {
		r.warning(n, path, "nearly-a-word", "%s is taken as words of your own, and is nearly %q", show(text), near).
			WithHint("write %s if that is meant", near)
		return
	}
	if !p.Closed {
		return
	}
	for _, part := range anywhere.Split(text, -1) {
		if word, ok := p.wordLike(part); ok {
			r.warning(n, path, "nearly-a-word", "%s is taken as words of your own, and %q among them does not count as the word", show(text), word.Word).
				WithHint("write %s as an entry of its own if that is meant, or {other: %s}", word.Word, quote(text))
		}
	}
}

func fold(word string) string { return strings.ToLower(hyphensApart.Replace(word)) }

var hyphensApart = strings.NewReplacer("-", " ", "_", " ")

// Takes reports whether the entries of a list, as another question took them,
// answer this closed list as they are: its words, and words of one's own.
func (p *Parameter) Takes(l List) bool {
	return p.Closed && !slices.ContainsFunc(l, func(v Value) bool {
		switch v := v.(type) {
		case Chosen:
			return !slices.Contains(p.Choices, Choice(v))
		case Text:
			return !p.Other
		}
		return true
	})
}

// printedAlike reports whether two texts are the same words as some style prints
// them, as one or as two: "trade marks", "trademarks".
func printedAlike(a, b string) bool {
	return strings.ReplaceAll(fold(a), " ", "") == strings.ReplaceAll(fold(b), " ", "")
}
