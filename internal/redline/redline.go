// Package redline compares texts as a lawyer reads them: paragraph by
// paragraph and, inside a paragraph, whole words.
package redline

import "strings"

// Word is the smallest piece that is deleted or inserted: a word, a run of
// space, a punctuation mark, an action of a template, a reference, or whatever
// else the caller does not want to be split.
type Word struct {
	Text string // how it reads
	Key  string // what it is compared by; "" stands for the text
	// Style is how the word is set: words that read alike and are set
	// otherwise are not the same.
	Style string
}

func (w Word) key() string {
	key := w.Text
	if w.Key != "" {
		key = w.Key
	}
	if w.Style != "" {
		key = w.Style + "\x01" + key
	}
	return key
}

// Paragraph is a paragraph in words.
type Paragraph []Word

// Text is how the paragraph reads.
func (p Paragraph) Text() string {
	var b strings.Builder
	for _, w := range p {
		b.WriteString(w.Text)
	}
	return b.String()
}

// key is what the paragraph is compared by.
func (p Paragraph) key() string {
	var b strings.Builder
	size := 0
	for _, w := range p {
		size += len(w.Text) + len(w.Key) + len(w.Style) + 2
	}
	b.Grow(size)
	for _, w := range p {
		b.WriteString(w.key())
		b.WriteByte(0)
	}
	return b.String()
}

// Mark tells what became of a span. The zero Mark is Same.
type Mark int

// A span is in both texts, only in the old one, or only in the new one.
const (
	Same Mark = iota
	Deleted
	Inserted
)

// String is the word that stands for the mark in JSON.
func (m Mark) String() string { return [...]string{"same", "deleted", "inserted"}[m] }

// MarshalText writes the mark as its word.
func (m Mark) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// Span is a run of text with one mark. Text that is the same reads as in the
// new text.
type Span struct {
	Mark Mark   `json:"mark"`
	Text string `json:"text"`
}

// Pair is a paragraph with what became of it.
type Pair struct {
	Old, New int // index of the paragraph in either text, -1 where it is missing
	Spans    []Span
}

// Changed reports whether the two paragraphs of the pair differ.
func (p Pair) Changed() bool {
	for _, s := range p.Spans {
		if s.Mark != Same {
			return true
		}
	}
	return p.Old < 0 || p.New < 0
}

// Compare pairs the paragraphs of two texts and compares each pair. Every
// paragraph of both texts is in one pair. The pairs stand in reading order;
// what was deleted stands before what took its place.
func Compare(older, newer []Paragraph) []Pair {
	pairs := align(older, newer)
	for i, p := range pairs {
		switch {
		case p.New < 0:
			pairs[i].Spans = whole(Deleted, older[p.Old])
		case p.Old < 0:
			pairs[i].Spans = whole(Inserted, newer[p.New])
		default:
			pairs[i].Spans = Words(older[p.Old], newer[p.New])
		}
	}
	return pairs
}

func whole(mark Mark, p Paragraph) []Span {
	if len(p) == 0 {
		return nil
	}
	return []Span{{mark, p.Text()}}
}

// Texts compares two texts of any length, whose paragraphs are their lines
// that are not empty.
func Texts(older, newer string) []Pair { return Compare(Split(older), Split(newer)) }

// Split cuts a text into its paragraphs: its lines that are not empty.
func Split(text string) []Paragraph {
	var list []Paragraph
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \t\r\n"); line != "" {
			list = append(list, Cut(line))
		}
	}
	return list
}
