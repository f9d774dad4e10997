package verify

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"clausewright/internal/document"
)

// mostText is how much text of a PDF is read, in bytes; no agreement has so much.
const mostText = 32 << 20

// ErrNoText says that a PDF holds pictures of pages and no text.
var ErrNoText = errors.New("holds no text, only pictures of pages")

// line is a line of a page: its height counts from the bottom.
type line struct {
	text   string
	height float64
	drawn  bool // in a picture, as the file itself says
}

// PDF are the words of a PDF, page by page, without what its pages repeat at the top and
// at the bottom, which is told too, and without the entries of the contents, whose headings
// are given.
func PDF(data []byte, headings []string) (words []Word, running []string, err error) {
	defer func() {
		if fault := recover(); fault != nil { // the library gives up on a broken file like that
			words, running, err = nil, nil, fmt.Errorf("cannot be read as a PDF: %v", fault)
		}
	}()
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, fmt.Errorf("cannot be read as a PDF: %w", err)
	}
	found, err := pagesOf(file)
	if err != nil {
		return nil, nil, err
	}
	var pages [][]line
	size := 0
	for _, page := range found {
		lines := linesOf(page)
		for _, l := range lines {
			size += len(l.text)
		}
		if size > mostText {
			return nil, nil, fmt.Errorf("holds more than %d bytes of text", mostText)
		}
		pages = append(pages, lines)
	}
	running = strip(pages)
	c := &contents{headings: map[string]bool{}}
	for _, h := range headings {
		c.headings[squeezed(h)] = true
	}
	for i, lines := range pages {
		place := fmt.Sprintf("page %d", i+1)
		for _, l := range c.without(lines) {
			words = addLine(words, l, place)
		}
	}
	if len(words) == 0 {
		return nil, nil, ErrNoText
	}
	return words, running, nil
}

// mostPages bounds the tree of pages of a file, which may lead back to itself.
const mostPages = 20000

// pagesOf are the pages of a file, found in one walk: Reader.Page begins anew for
// each, and unpacks again what it passes.
func pagesOf(file *pdf.Reader) ([]pdf.Page, error) {
	var pages []pdf.Page
	todo := []pdf.Value{file.Trailer().Key("Root").Key("Pages")} // the next one last
	for seen := 0; len(todo) > 0; seen++ {
		node := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		kids := node.Key("Kids")
		if seen+len(todo)+kids.Len() > mostPages {
			return nil, fmt.Errorf("holds more than %d pages", mostPages)
		}
		if node.Key("Type").Name() == "Page" {
			pages = append(pages, pdf.Page{V: node})
			continue
		}
		for i := kids.Len() - 1; i >= 0; i-- {
			todo = append(todo, kids.Index(i))
		}
	}
	return pages, nil
}

// addLine adds the words of a line. A word that ends with a hyphen there goes on in the
// next line.
func addLine(words []Word, l line, place string) []Word {
	for i, word := range strings.Fields(l.text) {
		if last := len(words) - 1; i == 0 && last >= 0 && words[last].drawn == l.drawn && len(words[last].Text) > 1 && endsInHyphen(words[last].Text) {
			words[last].Text = strings.TrimRight(words[last].Text, "-\u2010\u00AD") + string(softHyphen) + word
			continue
		}
		words = append(words, Word{Text: word, Place: place, drawn: l.drawn})
	}
	return words
}

func endsInHyphen(word string) bool {
	return strings.HasSuffix(word, "-") || strings.HasSuffix(word, "\u2010") || strings.HasSuffix(word, string(softHyphen))
}

// digits are what may differ between the heads and the feet of pages.
var digits = regexp.MustCompile(`[0-9]+`)

// strip takes out the lines that most pages have at their top or at their bottom: they
// read alike, but for a number that counts the pages. It returns what they say.
func strip(pages [][]line) []string {
	alike := map[string][]edge{}
	for i, lines := range pages {
		seen := map[string]bool{}
		for _, l := range edges(lines) {
			if key := edgeKey(l); !seen[key] {
				alike[key] = append(alike[key], edge{l, i, digits.FindAllString(squeezed(l.text), -1)})
				seen[key] = true
			}
		}
	}
	var running []string
	for _, key := range slices.Sorted(maps.Keys(alike)) {
		repeated := regular(alike[key])
		if len(repeated)*2 <= len(pages) || len(pages) <= 2 {
			continue
		}
		running = append(running, repeated[0].text)
		for _, e := range repeated {
			pages[e.page] = slices.DeleteFunc(slices.Clone(pages[e.page]), func(l line) bool { return l == e.line })
		}
	}
	return running
}

// edge is a line at the edge of a page, with the numbers in it.
type edge struct {
	line
	page    int
	numbers []string
}

// regular are those of lines, alike but for their numbers, whose numbers are those of most,
// or count the pages as those of most do.
func regular(list []edge) []edge {
	for k := range list[0].numbers {
		values, counts := map[string]int{}, map[int]int{}
		for _, e := range list {
			values[e.numbers[k]]++
			counts[e.ahead(k)]++
		}
		often, ahead := most(values), most(counts)
		list = slices.DeleteFunc(slices.Clone(list), func(e edge) bool {
			if counts[ahead] > values[often] {
				return e.ahead(k) != ahead
			}
			return e.numbers[k] != often
		})
	}
	return list
}

// ahead is how far the k-th number is ahead of that of the page.
func (e edge) ahead(k int) int {
	n, _ := strconv.Atoi(e.numbers[k])
	return n - e.page
}

// most is what was counted most often, of several the least.
func most[K cmp.Ordered](counts map[K]int) (often K) {
	for n, key := range slices.Sorted(maps.Keys(counts)) {
		if n == 0 || counts[key] > counts[often] {
			often = key
		}
	}
	return often
}

// edgeKey is what a line at the edge of a page says but for its numbers, and how high.
func edgeKey(l line) string {
	return fmt.Sprintf("%.0f %s", l.height/4, digits.ReplaceAllString(squeezed(l.text), "#"))
}

// Running tells where the heads and feet of pages say what a draft is called with other
// numbers than the draft does.
func Running(doc *document.Document, running []string) []Difference {
	var list []Difference
	for _, called := range []string{doc.Title, doc.ID, doc.Legend} {
		agreed := squeezed(called)
		pattern := regexp.MustCompile(digits.ReplaceAllString(regexp.QuoteMeta(agreed), "[0-9]+"))
		for _, text := range running {
			if came := pattern.FindString(squeezed(text)); came != "" && came != agreed {
				list = append(list, Difference{Place: "the head or the foot of the pages", Agreed: called, Came: text})
			}
		}
	}
	return list
}

// edges are the two highest and the two lowest lines of a page.
func edges(lines []line) []line {
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b line) int {
		switch {
		case a.height > b.height:
			return -1
		case a.height < b.height:
			return 1
		}
		return 0
	})
	if len(sorted) <= 4 {
		return sorted
	}
	return append(sorted[:2:2], sorted[len(sorted)-2:]...)
}

// entry is the end of an entry of the contents: leaders, and the page.
var entry = regexp.MustCompile(`^(.*?)[.\s…·_]*[0-9]{1,4}$`)

// contents takes out the entries of the contents.
type contents struct {
	headings map[string]bool // squeezed, with their numbers
	open     bool            // between the heading of the contents and what comes after them
}

// without leaves out the entries on a page, each of one line or of several. Between the
// heading of the contents and the first line that is none, an entry may have no page.
func (c *contents) without(lines []line) []line {
	var kept []line
next:
	for i := 0; i < len(lines); i++ {
		text := ""
		for n := 0; n < 4 && i+n < len(lines); n++ {
			text += squeezed(lines[i+n].text)
			m := entry.FindStringSubmatch(text)
			if m != nil && c.headings[m[1]] || c.open && c.headings[text] {
				i += n
				continue next
			}
		}
		if text := squeezed(lines[i].text); text != "" {
			c.open = text == "Contents"
		}
		kept = append(kept, lines[i])
	}
	return kept
}

// matrix is how a page places what is on it: (a b c d e f) of the format.
type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

var identity = matrix{1, 0, 0, 1, 0, 0}

// reader reads the text of a page from its operators.
type reader struct {
	page     pdf.Page
	encoders map[string]pdf.TextEncoding
	encoder  pdf.TextEncoding
	state    []matrix
	toPage   matrix // from the text to the page
	start    matrix // of the line of text
	leading  float64
	moved    bool     // since text was shown
	marks    []string // the tags of the marked contents that are open
	lines    []line
}

// linesOf are the lines of a page in the order in which they are written, which is that
// of reading in what word processors print.
func linesOf(p pdf.Page) []line {
	r := &reader{page: p, encoders: map[string]pdf.TextEncoding{}, toPage: identity, start: identity}
	if p.V.IsNull() || p.V.Key("Contents").Kind() == pdf.Null {
		return nil
	}
	pdf.Interpret(p.V.Key("Contents"), func(stack *pdf.Stack, operator string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		r.do(operator, args)
	})
	return r.lines
}

// do follows one operator.
func (r *reader) do(operator string, args []pdf.Value) {
	switch operator {
	case "q":
		r.state = append(r.state, r.toPage)
	case "Q":
		if n := len(r.state); n > 0 {
			r.toPage, r.state = r.state[n-1], r.state[:n-1]
		}
	case "cm":
		r.toPage = numbers(args).times(r.toPage)
	case "BT":
		r.start = identity
	case "Tf":
		r.encoder = r.font(args[0].Name())
	case "TL":
		r.leading = args[0].Float64()
	case "Tm":
		r.start, r.moved = numbers(args), true
	case "Td":
		r.move(args[0].Float64(), args[1].Float64())
	case "TD":
		r.leading = -args[1].Float64()
		r.move(args[0].Float64(), args[1].Float64())
	case "T*":
		r.move(0, -r.leading)
	case "'", `"`:
		r.move(0, -r.leading)
		r.show(args[len(args)-1].RawString())
	case "Tj":
		r.show(args[0].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if piece := args[0].Index(i); piece.Kind() == pdf.String {
				r.show(piece.RawString())
			}
		}
	case "BMC", "BDC":
		tag := ""
		if len(args) > 0 {
			tag = args[0].Name()
		}
		r.marks = append(r.marks, tag)
	case "EMC":
		r.marks = r.marks[:max(0, len(r.marks)-1)]
	}
}

func numbers(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}

func (r *reader) move(x, y float64) { r.start, r.moved = matrix{1, 0, 0, 1, x, y}.times(r.start), true }

func (r *reader) font(name string) pdf.TextEncoding {
	if r.encoders[name] == nil {
		f := r.page.Font(name)
		r.encoders[name] = f.Encoder()
	}
	return r.encoders[name]
}

// show adds a piece of text to the line at its height, or begins another.
func (r *reader) show(raw string) {
	if r.encoder == nil || slices.Contains(r.marks, "Artifact") {
		return
	}
	text := strings.ReplaceAll(r.encoder.Decode(raw), "\u00a0", " ")
	height := r.start.times(r.toPage)[5]
	drawn := slices.Contains(r.marks, "Figure")
	if n := len(r.lines); n > 0 && r.lines[n-1].drawn == drawn && math.Abs(r.lines[n-1].height-height) < 2 {
		if r.moved && len(text) > 0 && !strings.HasSuffix(r.lines[n-1].text, " ") {
			text = " " + text // the next cell, or a word that was placed by itself
		}
		r.lines[n-1].text += text
		r.moved = false
		return
	}
	r.lines, r.moved = append(r.lines, line{text, height, drawn}), false
}
