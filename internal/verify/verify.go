// Package verify tells whether a file says what was agreed, word for word.
package verify

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// Word is a word of an agreement and where it stands: a Section, or a page.
type Word struct {
	Text, Place string

	joined bool // to the one before it
	drawn  bool // in a picture
}

// Difference is what a file says otherwise than was agreed. One of the two is empty
// where words were left out or put in.
type Difference struct {
	Place  string `json:"place"`
	Agreed string `json:"agreed"`
	Came   string `json:"came"`
	Before string `json:"before"` // the words before it
	After  string `json:"after"`
}

// softHyphen is a hyphen at the end of a line: it may be of the word, or not.
const softHyphen = '\u00AD'

// Document are the words of a document, in reading order, with the numbers of its
// provisions if they are typed, as they are in Markdown.
func Document(doc *document.Document, typed bool) []Word {
	var words []Word
	place := "the cover"
	add := func(text string) {
		for _, word := range strings.Fields(text) {
			words = append(words, Word{Text: word, Place: place})
		}
	}
	add(doc.Title)
	var run strings.Builder
	end := func() {
		add(run.String())
		run.Reset()
	}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			end()
			place = cmp.Or(n.Name(), place)
			if typed {
				add(n.Label)
			}
			add(n.Heading)
		case *document.Item:
			end()
			if typed {
				add(n.Label)
			}
		case *document.Reference:
			run.WriteString(n.Text)
		case *document.Text, *document.Use, *document.Definition, *document.Blank, *document.Break:
			run.WriteString(document.PlainText([]document.Inline{n.(document.Inline)}))
		default:
			if _, inline := node.(document.Inline); !inline {
				end()
			}
		}
		return true
	})
	end()
	return words
}

// Headings are the headings of a document with their numbers, as its contents list them.
func Headings(doc *document.Document) []string {
	var all []string
	document.Walk(doc, func(node any) bool {
		if d, ok := node.(*document.Division); ok {
			all = append(all, d.Label+d.Heading, d.Label+"."+d.Heading)
		}
		return true
	})
	return slices.DeleteFunc(all, func(h string) bool { return strings.Trim(h, ".") == "" })
}

// Heads are the head rows of the tables of a document, each as one text: a page on which
// a table goes on repeats them.
func Heads(doc *document.Document) []string {
	var heads []string
	document.Walk(doc, func(node any) bool {
		if t, ok := node.(*document.Table); ok {
			var b strings.Builder
			for _, cell := range t.Head {
				b.WriteString(document.PlainText(cell))
			}
			heads = append(heads, b.String())
		}
		return true
	})
	return heads
}

// Fields are the texts by which a service for signatures finds its fields in a document.
func Fields(doc *document.Document) []string {
	var fields []string
	for table, who := range doc.Signatories() {
		for _, row := range table.Rows {
			fields = append(fields, who.Field(row))
		}
	}
	slices.Sort(fields)
	return fields
}

// Compare tells what a file says otherwise than was agreed. How words are broken and joined
// to ligatures makes no difference. What a page repeats is none either, and the words of a
// picture may stand in any order and elsewhere.
func Compare(agreed, came []Word, by Spacing, repeated []string) []Difference {
	if by.same(agreed, came) {
		return nil
	}
	agreed, came = apart(agreed), apart(came)
	if agreed, came = withoutPictures(agreed, came); by.same(agreed, came) {
		return nil
	}
	low := 0
	for low < len(agreed) && low < len(came) && squeezed(agreed[low].Text) == squeezed(came[low].Text) {
		low++
	}
	high := 0
	for high < len(agreed)-low && high < len(came)-low && squeezed(agreed[len(agreed)-1-high].Text) == squeezed(came[len(came)-1-high].Text) {
		high++
	}
	older, newer := agreed[low:len(agreed)-high], came[low:len(came)-high]
	var list []Difference
	explained := false // every change is one of spacing, or repeats what a page repeats
	for _, c := range redline.Changes(paragraph(older), paragraph(newer)) {
		was, is := older[c.OldLow:c.OldHigh], newer[c.NewLow:c.NewHigh]
		explained = true
		if same(by.unpointed(was), by.unpointed(is)) || len(was) == 0 && isRepeated(joined(is), repeated) {
			continue
		}
		at := placeOf(agreed, low+c.OldLow)
		if len(is) > 0 && !strings.HasPrefix(at, "page") && strings.HasPrefix(is[0].Place, "page ") {
			at += ", " + is[0].Place
		}
		list = append(list, Difference{
			Place: at, Agreed: said(was), Came: said(is),
			Before: said(agreed[max(0, low+c.OldLow-6) : low+c.OldLow]), After: said(agreed[low+c.OldHigh : min(len(agreed), low+c.OldHigh+6)]),
		})
	}
	if len(list) == 0 && !explained {
		list = append(list, Difference{Place: placeOf(agreed, low), Agreed: said(older), Came: said(newer)})
	}
	return list
}

// apart takes words and the marks around them apart, since programs that print each in a
// look of its own space them otherwise. A mark between letters or digits is part of them, and
// the sign of a currency or of a share is of its number.
func apart(words []Word) []Word {
	var list []Word
	for _, w := range words {
		runes := []rune(w.Text)
		from := 0
		for i := 1; i <= len(runes); i++ {
			if i < len(runes) && inWord(runes, i-1) && inWord(runes, i) {
				continue
			}
			list = append(list, Word{string(runes[from:i]), w.Place, from > 0, w.drawn})
			from = i
		}
	}
	return list
}

// inWord reports whether the i-th letter of a word is one, or a mark between two.
func inWord(word []rune, i int) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(word) && (unicode.IsLetter(word[i]) || unicode.IsDigit(word[i]) || unicode.IsMark(word[i]))
	}
	return letter(i) || unicode.Is(unicode.Sc, word[i]) && letter(i+1) || word[i] == '%' && letter(i-1) || strings.ContainsRune("'’.,", word[i]) && letter(i-1) && letter(i+1)
}

// withoutPictures takes out of both what a picture says that both have.
func withoutPictures(agreed, came []Word) (older, newer []Word) {
	for len(agreed) > 0 {
		n := slices.IndexFunc(agreed, func(w Word) bool { return w.drawn != agreed[0].drawn })
		if n < 0 {
			n = len(agreed)
		}
		at := -1
		if agreed[0].drawn {
			at = together(came, agreed[:n])
		}
		if at >= 0 {
			came = slices.Delete(came, at, at+n)
		} else {
			older = append(older, agreed[:n]...)
		}
		agreed = agreed[n:]
	}
	return older, came
}

// together is where the words of a picture stand together, in whatever order a program
// drew them; -1 if they do not.
func together(words, picture []Word) int {
	missing, wrong := map[string]int{}, 0 // in the words from i-n to i, and how many words they have too many or too few
	count := func(word Word, by int) {
		text := squeezed(word.Text)
		was := missing[text]
		missing[text] = was + by
		wrong += max(was+by, -was-by) - max(was, -was)
	}
	for _, w := range picture {
		count(w, 1)
	}
	n := len(picture)
	for i, w := range words {
		count(w, -1)
		if i >= n {
			count(words[i-n], 1)
		}
		if wrong == 0 && n > 0 {
			return i - n + 1
		}
	}
	return -1
}

// placeOf is where a word stands, or would.
func placeOf(words []Word, i int) string {
	if len(words) == 0 {
		return "the file"
	}
	return words[min(i, len(words)-1)].Place
}

func said(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !w.joined {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ReplaceAll(w.Text, string(softHyphen), "-"))
	}
	return b.String()
}

func paragraph(words []Word) redline.Paragraph {
	p := make(redline.Paragraph, len(words))
	for i, w := range words {
		p[i] = redline.Word{Text: squeezed(w.Text) + "\x00"} // never space to the comparison
	}
	return p
}

func joined(words []Word) string { return OnPages.text(words, squeezed) }

// Spacing is what the spaces of a file say.
type Spacing bool

// The spaces of a file of text part words. Those of a page are distances, which programs
// set as they like.
const (
	InText  Spacing = true
	OnPages Spacing = false
)

// text are words as one text, where spaces say so with a space between each two that would
// be one word without it.
func (by Spacing) text(words []Word, of func(string) string) string {
	var b strings.Builder
	last := ' '
	for _, w := range words {
		text := of(w.Text)
		first, _ := utf8.DecodeRuneInString(text)
		if by == InText && !w.joined && inner(last) && inner(first) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		if text != "" {
			last, _ = utf8.DecodeLastRuneInString(text)
		}
	}
	return b.String()
}

// inner reports whether a letter is of a word, wherever it stands.
func inner(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// same reports whether two files say the same.
func (by Spacing) same(a, b []Word) bool { return same(by.text(a, squeezed), by.text(b, squeezed)) }

// unpointed is a text without the point after a number: some programs print "1", others "1.".
func (by Spacing) unpointed(words []Word) string {
	return by.text(words, func(text string) string {
		text = squeezed(text)
		if number := strings.TrimSuffix(text, "."); strings.Trim(number, "0123456789") == "" {
			text = number
		}
		return text
	})
}

// isRepeated reports whether a text is made of texts that pages repeat.
func isRepeated(text string, repeated []string) bool {
	if text == "" {
		return true
	}
	return slices.ContainsFunc(repeated, func(one string) bool {
		one = squeezed(one)
		return one != "" && strings.HasPrefix(text, one) && isRepeated(text[len(one):], repeated)
	})
}

// squeezed is a text without space, its ligatures as letters.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return -1
		case r == '\u2010', r == '\u2011': // hyphens that do and do not part
			return '-'
		}
		return r
	}, norm.NFKC.String(text))
}

// same reports whether two squeezed texts are equal, where a hyphen at the end of a line
// may be there or not.
func same(a, b string) bool {
	if a == b {
		return true
	}
	if !strings.ContainsRune(a, softHyphen) && !strings.ContainsRune(b, softHyphen) {
		return false
	}
	x, y := []rune(a), []rune(b)
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(x) > 0 && len(y) > 0 && (x[0] == y[0] || hyphens(x[0], y[0])):
			x, y = x[1:], y[1:]
		case len(x) > 0 && x[0] == softHyphen:
			x = x[1:]
		case len(y) > 0 && y[0] == softHyphen:
			y = y[1:]
		default:
			return false
		}
	}
	return true
}

func hyphens(a, b rune) bool {
	return (a == softHyphen || a == '-') && (b == softHyphen || b == '-')
}
