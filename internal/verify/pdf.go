package verify

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"

	"clausewright/internal/lazy"
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
var digits = lazy.Regexp(`[0-9]+`)

// entry is the end of an entry of the contents: leaders, and the page.
var entry = lazy.Regexp(`^(.*?)[.\s…·_]*[0-9]{1,4}$`)

var identity = matrix{1, 0, 0, 1, 0, 0}
