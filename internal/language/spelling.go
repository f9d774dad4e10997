package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/deal"
	"clausewright/internal/markdown"
)

// Spelled is the body's literal text in the spelling of a style pack. Words
// that the style spells in another way become pieces of their own, so that
// places stay true. The outcome is kept for the next draft in the same style.
func (b *Body) Spelled(style string, words map[string]string) []Literal {
	if len(words) == 0 {
		return b.Literals()
	}
	if kept, ok := b.spelled.of(style); ok {
		return kept.([]Literal)
	}
	spelled := make([]Literal, len(b.Literals()))
	for i, literal := range b.Literals() {
		for _, p := range literal {
			spelled[i] = append(spelled[i], respell(p, words)...)
		}
	}
	return b.spelled.keep(style, spelled).([]Literal)
}

// Respell writes a text in the spelling of a style pack.
func Respell(text string, words map[string]string) string {
	if len(words) == 0 {
		return text
	}
	pieces := respell(Piece{Text: text}, words)
	if len(pieces) == 1 {
		return pieces[0].Text
	}
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Spell writes a text of the library in the spelling of the draft, and with
// what the deal calls things.
func (r *Run) Spell(text string) string {
	text = Respell(text, r.Spelling)
	if !mayHold(text, r.Names) {
		return text
	}
	return Respell(text, r.Names)
}

// Renamed cuts a piece at the words for which the deal has names of its own; nil if it
// has none for any.
func (r *Run) Renamed(p Piece) []Piece {
	if p.Shift || !mayHold(p.Text, r.Names) {
		return nil
	}
	return respell(p, r.Names)
}

// mayHold reports whether any of a few words may be in a text, in one of the cases in
// which spell finds them: it looks only for what is behind the first letter.
func mayHold(text string, words map[string]string) bool {
	for word := range words {
		if word != "" && (strings.Contains(text, word[1:]) || strings.Contains(text, strings.ToUpper(word)[1:])) {
			return true
		}
	}
	return false
}

// RespellValue writes the words of a default, which are the library's, in the
// spelling of a style pack.
func RespellValue(v deal.Value, words map[string]string) deal.Value {
	if len(words) == 0 {
		return v
	}
	switch v := v.(type) {
	case deal.Text:
		return deal.Text(Respell(string(v), words))
	case deal.List:
		out := make(deal.List, len(v))
		for i, item := range v {
			out[i] = RespellValue(item, words)
		}
		return out
	case deal.Table:
		out := make(deal.Table, len(v))
		for i, row := range v {
			out[i] = make(deal.Row, len(row))
			for name, cell := range row {
				if value, ok := cell.(deal.Value); ok {
					cell = RespellValue(value, words)
				}
				out[i][name] = cell
			}
		}
		return out
	}
	return v
}

// respell cuts a piece at the words to be spelt in another way. What stands
// between marks of Markdown that hold ids is left alone.
func respell(p Piece, words map[string]string) []Piece {
	var pieces []Piece
	text, done := p.Text, 0
	for i := 0; i < len(text); {
		if skip := markdown.MarkLength(text[i:]); skip > 0 {
			i += skip
			continue
		}
		n := termLength(text[i:], words)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		spelt, ok := "", false
		if two := n + 1 + WordLength(text[min(i+n+1, len(text)):]); two > n+1 && text[i+n] == ' ' {
			if spelt, ok = spell(text[i:i+two], words); ok {
				n = two
			}
		}
		if !ok {
			spelt, ok = spell(text[i:i+n], words)
		}
		if ok {
			if done < i {
				pieces = append(pieces, Piece{Text: text[done:i], Offset: p.Offset + done})
			}
			pieces = append(pieces, Piece{Text: spelt, Offset: p.Offset + i, Was: text[i : i+n]})
			done = i + n
		}
		i += n
	}
	if done == 0 {
		return []Piece{p}
	}
	if done < len(text) {
		pieces = append(pieces, Piece{Text: text[done:], Offset: p.Offset + done})
	}
	return pieces
}

// longestTerm is how many words an entry of the table of a style holds at most.
const longestTerm = 3

// termLength is the length in bytes of the longest run of words at the start of
// text that the table holds, or else of the word there.
func termLength(text string, words map[string]string) int {
	first := WordLength(text)
	longest, end := first, first
	for range longestTerm - 1 {
		if first == 0 || end >= len(text) || text[end] != ' ' {
			break
		}
		next := WordLength(text[end+1:])
		if next == 0 {
			break
		}
		end += 1 + next
		if _, ok := spell(text[:end], words); ok {
			longest = end
		}
	}
	return longest
}

// WordLength is the length in bytes of the word at the start of text.
func WordLength(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(text)
}

// spell finds a word's other spelling, in the same case.
func spell(word string, words map[string]string) (string, bool) {
	if spelt, ok := words[word]; ok {
		return spelt, true
	}
	lower := strings.ToLower(word)
	if lower == word {
		return "", false
	}
	spelt, ok := words[lower]
	switch {
	case !ok:
		return "", false
	case word == strings.ToUpper(word):
		return strings.ToUpper(spelt), true
	case word[1:] == lower[1:]:
		return strings.ToUpper(spelt[:1]) + spelt[1:], true
	}
	return "", false
}
