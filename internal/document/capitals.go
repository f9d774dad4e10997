package document

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
)

// A capitalised word inside a sentence of the wording promises a definition.
// capitals reports those that are neither terms nor proper names.
//
// Not looked at: what answers say, headings and heads of tables, the cover,
// notes, signatures and tables that Resolve makes. Not promises: the first
// word of a sentence or a quotation, single letters, words in capitals only,
// words with digits, months.
type capitals struct {
	names    *vocabulary
	known    *vocabulary
	options  Options
	terms    []string // what a capitalised word may have meant, once one is reported
	off      bool     // the run is not looked at
	start    bool     // a sentence starts
	in       *Text    // which is read
	from, to int      // the run of capitalised words in it that was read last; none if from is negative
	until    int      // where a proper name in it ends
	problems diag.List
}

// newCapitals knows the terms of a document. In a part of an agreement nothing is
// looked at: a term may be defined elsewhere.
func newCapitals(known *vocabulary, options Options) *capitals {
	if options.Part {
		return &capitals{off: true, from: -1}
	}
	c := &capitals{names: &vocabulary{}, known: known, options: options, from: -1}
	for _, name := range options.Names {
		c.names.add(name, nil)
	}
	c.names.sort()
	return c
}

// run begins a paragraph or a cell.
func (c *capitals) run(s *site) {
	c.off = c.names == nil || s.head || s.note || s.generated() || s.division.ID == CoverPart || s.table != nil && s.table.Class == SignatureTable
	c.start = true
}

// begin begins a text of the wording.
func (c *capitals) begin(t *Text) { c.in, c.until = t, 0 }

// word reads the word from i to end.
func (c *capitals) word(i, end int) {
	if c.off {
		return
	}
	s := c.in.Text
	if i < c.until { // in a proper name
		if end <= c.until {
			return
		}
		_, size := utf8.DecodeRuneInString(s[c.until:]) // what joins the rest of the word to the name
		i = c.until + size
	}
	nameEnd := 0
	if c.names.first[s[i]] {
		nameEnd, _ = c.names.match(s, i, endOfWord(s, i))
	}
	switch {
	case nameEnd > 0:
		c.end()
		c.until = max(end, nameEnd)
	case c.start || !promises(s[i:end]):
		c.end()
	case c.from < 0:
		c.from, c.to = i, end
	default:
		c.to = end
	}
	c.start = false
}

// between reads a character between words, other than a space.
func (c *capitals) between(i int, r rune) {
	if c.off || i < c.until {
		return
	}
	if !unicode.IsSpace(r) {
		c.end()
	}
	c.punctuation(c.in.Text[i:], r)
}

// end ends a run of capitalised words.
func (c *capitals) end() {
	if c.from >= 0 {
		c.report(c.in, c.from, c.to)
	}
	c.from = -1
}

// punctuation notes where a sentence, or a quotation, starts.
func (c *capitals) punctuation(rest string, r rune) {
	switch r {
	case '.', '!', '?', ':', '…':
		after := strings.TrimLeft(rest[utf8.RuneLen(r):], "”’\"')]")
		c.start = c.start || after == "" || space(after) > 0
	case '“', '‘', '"', '[', '•', '–', '—':
		c.start = c.start || r == '“' || r == '‘' || r == '"' || r == '['
	}
}

var months = []string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// promises reports whether a word is capitalised as defined terms are.
func promises(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || size == len(word) || slices.Contains(months, word) {
		return false
	}
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '&' || r == '’' || r == '\'' }) {
		first, size := utf8.DecodeRuneInString(part)
		if unicode.IsUpper(first) && size < len(part) && !acronym(part) {
			return true
		}
	}
	return false
}

// acronym reports whether a word is written in capitals and digits, apart from
// a plural s.
func acronym(word string) bool {
	letters := strings.TrimSuffix(word, "s")
	return letters == strings.ToUpper(letters) && len(letters) > 1 || strings.ContainsAny(word, "0123456789")
}

func (c *capitals) report(t *Text, from, to int) {
	words := t.Text[from:to]
	p := c.problems.Errorf(originAt(t, from).Pos(), UndefinedTerm, "%q is capitalised like a defined term, but nothing defines it", words)
	p.About = words
	if c.options.Edited {
		return // who looks at edits finds out what may have been meant
	}
	if c.terms == nil {
		c.terms = slices.AppendSeq(slices.Concat(c.options.Terms, c.options.Names), maps.Keys(c.known.terms))
		slices.Sort(c.terms)
	}
	if near := diag.Nearest(words, c.terms); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("define it, write it in small letters, or list it among the library's proper names")
	}
}
