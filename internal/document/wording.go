package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
)

// checkWording reads what the wording of a document says, word by word, and reports
// what capitals promise, words that stand twice in a row, gaps and leftovers. What
// answers say is not wording.
func checkWording(doc *Document, known *vocabulary, options Options) diag.List {
	p := &proofreader{capitals: newCapitals(known, options)}
	eachDivision(doc, func(d *Division) {
		if !d.Origin.Answer {
			p.leftovers(d.Heading, func(int) diag.Position { return d.Origin.Pos() })
		}
	})
	eachSite(doc, func(s *site) {
		p.capitals.run(s)
		p.before, p.first, p.told = 0, true, s.generated()
		p.inlines(*s.inlines)
	})
	return append(p.problems, p.capitals.problems...)
}

// proofreader reads the runs of a document.
type proofreader struct {
	capitals *capitals
	before   byte // which the wording says right before; 0: an answer does, or nothing
	first    bool // the run begins
	told     bool // of a gap in the run
	problems diag.List
}

func (p *proofreader) inlines(inlines []Inline) {
	for _, inline := range inlines {
		t, ok := inline.(*Text)
		if ok && !t.Origin.Answer {
			p.text(t)
			continue
		}
		p.before, p.first = 0, false
		switch n := inline.(type) {
		case *Text:
			p.capitals.start = strings.HasSuffix(n.Text, ".")
		case *Strong:
			p.inlines(n.Inlines)
		case *Emphasis:
			p.inlines(n.Inlines)
		case *Revision:
			outer := p.capitals.off
			p.capitals.off, p.capitals.start = true, false
			p.inlines(n.Inlines)
			p.capitals.off, p.capitals.start = outer, false
		default:
			_, p.capitals.start = inline.(*Break)
		}
	}
}

// text reads one piece of the wording.
func (p *proofreader) text(t *Text) {
	p.capitals.begin(t)
	s, last := t.Text, ""
	suspect := false // it may hold a leftover
	for i := 0; i < len(s); {
		if end := compoundEnd(s, i); end > i {
			p.doubled(t, i, last, s[i:end])
			p.capitals.word(i, end)
			last, i = s[i:end], end
			continue
		}
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if c != ' ' {
			last = ""
			suspect = suspect || strings.ContainsRune("<{%[", c)
			p.capitals.between(i, c)
		}
		p.gap(t, i)
		i += size
	}
	p.capitals.end()
	if suspect {
		p.leftovers(s, func(i int) diag.Position { return originAt(t, i).Pos() })
	}
	if s != "" {
		p.before, p.first = s[len(s)-1], false
	}
}

// doubled reports a word at i that is the one before again.
func (p *proofreader) doubled(t *Text, i int, last, word string) {
	if len(word) != len(last) || !strings.EqualFold(word, last) || word == "that" || word == "had" {
		return
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(first) {
		p.problems.Add(originAt(t, i).Pos(), diag.Warning, DoubledWord, "%q stands twice in a row", word)
	}
}

// gap reports at i what a condition, or an answer that was not given, leaves in a
// sentence: a comma beside a full stop, brackets around nothing. Only what the
// wording itself says counts, and of a run only the first gap.
func (p *proofreader) gap(t *Text, i int) {
	before, c := p.before, t.Text[i]
	if i > 0 {
		before = t.Text[i-1]
	}
	if p.told || !Gap(before, c) && !(i == 0 && p.first && strings.IndexByte(",.;", c) >= 0) {
		return
	}
	p.told = true
	p.problems.Errorf(originAt(t, i).Pos(), "leftover", "%q was left in the text", strings.TrimPrefix(string([]byte{before, c}), "\x00"))
}

// Gap reports whether two characters that follow one another are what no sentence
// holds.
func Gap(a, b byte) bool {
	switch a {
	case ' ':
		return strings.IndexByte(" ,.;:)", b) >= 0
	case ',', ';', ':':
		return strings.IndexByte(",;:.", b) >= 0
	case '(':
		return strings.IndexByte(" )", b) >= 0
	}
	return false
}

// leftovers reports template actions and Go values that were printed.
func (p *proofreader) leftovers(text string, at func(i int) diag.Position) {
	for _, mark := range []string{"<no value>", "{{", "%!", "map["} {
		if i := strings.Index(text, mark); i >= 0 {
			p.problems.Errorf(at(i), "leftover", "%q was left in the text", mark)
		}
	}
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
