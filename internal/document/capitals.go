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
// checkCapitals reports those that are neither terms nor proper names.
//
// Not looked at: what answers say, headings and heads of tables, the cover,
// notes, signatures and tables that Resolve makes. Not promises: the first
// word of a sentence or a quotation, single letters, words in capitals only,
// words with digits, months.
func checkCapitals(doc *Document, known *vocabulary, options Options) diag.List {
	c := capitals{names: &vocabulary{}, edited: options.Edited}
	if options.Part {
		return nil
	}
	for _, name := range options.Names {
		c.names.add(name, nil)
	}
	c.names.sort()
	c.terms = slices.AppendSeq(slices.Concat(options.Terms, options.Names), maps.Keys(known.terms))
	slices.Sort(c.terms)
	eachSite(doc, func(s *site) {
		if s.head || s.note || s.generated() || s.division.ID == CoverPart ||
			s.table != nil && s.table.Class == SignatureTable {
			return
		}
		c.start = true
		c.inlines(*s.inlines)
	})
	return c.problems
}

// capitals reads running text; start is true where a sentence starts.
type capitals struct {
	names    *vocabulary
	terms    []string // what a capitalised word may have meant
	edited   bool
	start    bool
	problems diag.List
}

func (c *capitals) inlines(inlines []Inline) {
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *Text:
			if n.Origin.Answer {
				c.start = strings.HasSuffix(n.Text, ".")
			} else {
				c.text(n)
			}
		case *Strong:
			c.inlines(n.Inlines)
		case *Emphasis:
			c.inlines(n.Inlines)
		case *Break:
			c.start = true
		default:
			c.start = false
		}
	}
}

// text reads one piece of wording, word by word.
func (c *capitals) text(t *Text) {
	from, to := -1, -1 // the run of capitalised words read last
	report := func() {
		if from >= 0 {
			c.report(t, from, to)
		}
		from = -1
	}
	s := t.Text
	for i := 0; i < len(s); {
		end := compoundEnd(s, i)
		if end == i {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(r) {
				report()
			}
			c.punctuation(s[i:], r)
			i += size
			continue
		}
		word := s[i:end]
		nameEnd := 0
		if c.names.first[s[i]] {
			nameEnd, _ = c.names.match(s, i, endOfWord(s, i))
		}
		switch {
		case nameEnd > 0:
			report()
			end = max(end, nameEnd)
		case c.start || !promises(word):
			report()
		case from < 0:
			from, to = i, end
		default:
			to = end
		}
		c.start = false
		i = end
	}
	report()
}

// compoundEnd is where the word at i ends, hyphens and apostrophes inside it
// included.
func compoundEnd(s string, i int) int {
	end := endOfWord(s, i)
	for end > i && end < len(s) {
		if c := s[end]; c != '-' && c != '&' && c != '\'' && c < utf8.RuneSelf {
			break
		}
		joint := apostrophe(s[end:])
		if s[end] == '-' || s[end] == '&' {
			joint = 1
		}
		next := endOfWord(s, end+joint)
		if joint == 0 || next == end+joint {
			break
		}
		end = next
	}
	return end
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
	p := c.problems.Errorf(originAt(t, from).Pos(), "undefined-term", "%q is capitalised like a defined term, but nothing defines it", words)
	p.About = words
	if c.edited {
		return // who looks at edits finds out what may have been meant
	}
	if near := diag.Nearest(words, c.terms); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("define it, write it in small letters, or list it among the library's proper names")
	}
}
