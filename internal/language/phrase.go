package language

import (
	"errors"
	"fmt"
	"strings"

	"clausewright/internal/deal"
)

// Phrase is what a value prints: words, and among them values that are still
// open. A text function changes the words and leaves the open values alone.
type Phrase []Part

// Part is words, or a value that is still open.
type Part struct {
	Text string
	Open string // path of the open value; then Text is ""
}

// String is the phrase as a person reads it.
func (p Phrase) String() string {
	var b strings.Builder
	for _, part := range p {
		if part.Open != "" {
			b.WriteString(deal.OpenMark)
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// open reports whether a value is still open in the phrase.
func (p Phrase) open() bool {
	for _, part := range p {
		if part.Open != "" {
			return true
		}
	}
	return false
}

// value is the phrase as functions hand it on: a text if nothing in it is
// open, an open value if there is nothing else, and else the phrase.
func (p Phrase) value() any {
	switch {
	case len(p) == 1 && p[0].Open != "":
		return deal.Blank{Path: p[0].Open}
	case p.open():
		return p
	}
	return p.String()
}

// wordsOf is a phrase of words only.
func wordsOf(text string) Phrase { return Phrase{{Text: text}} }

// Unanswered says that a text prints an optional answer that the deal does not
// give.
type Unanswered struct{ Path string }

func (u *Unanswered) Error() string { return fmt.Sprintf("%q is printed but not answered", u.Path) }

// Phrase is what a contract prints for a value.
func (r *Run) Phrase(v any) (Phrase, error) {
	switch v := v.(type) {
	case deal.Blank:
		return Phrase{{Open: v.Path}}, nil
	case deal.None:
		if strings.Contains(v.Path, "[") {
			return wordsOf("–"), nil // a cell that says there is none
		}
		return nil, &Unanswered{v.Path}
	case deal.Flag:
		return nil, errors.New("a flag has no words of its own: write them with if")
	case deal.Chosen:
		text := r.Spell(r.Style.Write(v))
		return wordsOf(text), r.charge(1, len(text))
	case deal.List:
		return r.enumeration(present(v))
	case deal.Value:
		text := r.Style.Write(v)
		return wordsOf(text), r.charge(1, len(text))
	case string:
		return wordsOf(v), nil
	case Markup:
		return wordsOf(string(v)), nil
	case Phrase:
		return v, nil
	case int, int64:
		return wordsOf(fmt.Sprint(v)), nil
	case bool:
		return nil, errors.New("a condition has no words of its own: write them with if")
	case deal.Row:
		return nil, errors.New("a row is not printed whole: name a column")
	case map[string]any:
		return nil, errors.New("a group of answers is not printed whole: name one of them")
	case nil:
		return nil, errors.New("there is nothing to print")
	case []any:
		return r.enumeration(v)
	}
	return nil, fmt.Errorf("a %T cannot be printed", v)
}

// present are the items of a list that say something.
func present(list deal.List) []any {
	items := make([]any, 0, len(list))
	for _, item := range list {
		switch item := item.(type) {
		case deal.None:
		case deal.Text:
			if item != "" {
				items = append(items, item)
			}
		default:
			items = append(items, item)
		}
	}
	return items
}

// enumeration is what a list prints: "a, b and c".
func (r *Run) enumeration(list []any) (Phrase, error) { return r.enumerate(list, "and") }

// enumerate joins the entries of a list as a sentence does.
func (r *Run) enumerate(list []any, conjunction string) (Phrase, error) {
	items, err := r.phrases(list)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.String()
	}
	return r.joined(items, r.Style.Joints(texts, conjunction))
}

// phrases is what each entry prints.
func (r *Run) phrases(list []any) ([]Phrase, error) {
	items := make([]Phrase, len(list))
	for i, item := range list {
		var err error
		if items[i], err = r.Phrase(item); err != nil {
			return nil, err
		}
		if err := r.charge(1, sizeOf(items[i])); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// joined sets a text between each item and the next.
func (r *Run) joined(items []Phrase, joints []string) (Phrase, error) {
	var out Phrase
	for i, item := range items {
		if i > 0 {
			out = append(out, Part{Text: joints[i-1]})
		}
		out = append(out, item...)
	}
	return out, r.charge(len(out), sizeOf(out))
}

// words is what an argument of a text function prints. A condition about what
// was left out asks for no answer.
func (r *Run) words(v any) (Phrase, error) {
	if _, none := v.(deal.None); none && r.asking {
		return wordsOf(""), nil
	}
	return r.Phrase(v)
}

// closed is the words of an argument in which nothing is open; ok is false if
// something is.
func (r *Run) closed(v any) (text string, ok bool, err error) {
	p, err := r.words(v)
	return p.String(), err == nil && !p.open(), err
}

// sizeOf is how many bytes a value takes, roughly, apart from those it shares.
func sizeOf(v any) int {
	const entry = 16
	switch v := v.(type) {
	case string:
		return len(v)
	case deal.Text:
		return len(v)
	case Markup:
		return len(v)
	case Phrase:
		n := 0
		for _, part := range v {
			n += len(part.Text) + entry
		}
		return n
	case []any:
		return entry * len(v)
	case deal.List:
		return entry * len(v)
	case deal.Table:
		return entry * len(v)
	case map[string]any:
		return 4 * entry * len(v)
	}
	return 0
}
