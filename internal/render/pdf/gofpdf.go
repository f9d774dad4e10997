package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"clausewright/internal/measure"

	"github.com/jung-kurt/gofpdf"
)

// A canvas draws on pages. It is all that is known here of gofpdf, which
// panics on some input, so that new and painting are to be called under guard.
//
// What stands on the pages is written by the canvas itself: gofpdf would parse, cut
// and hash every font anew for each file, and cannot say what a text is.
type canvas struct {
	pdf   *gofpdf.Fpdf
	paper paper
	book  *fontBook

	used  [faces]runeSet
	face  face     // of the text drawn last
	size  length   // of the text drawn last; 0 on a new page
	ink   ink      // of the text drawn last
	pen   pen      // of the line drawn last
	now   *element // of the marked content that is open; nil if none is
	pages []pageMarks
	ops   []byte // of this page
}

// pageMarks is what a page holds.
type pageMarks struct {
	content  []byte     // what is drawn, compressed
	elements []*element // of the marked contents, by their number
	links    []*annotation
}

// annotation is a rectangle that leads to a spot.
type annotation struct {
	x, y, width, height length // from the upper left corner
	to                  spot
	of                  *element
	number              int // of the object, once it has one
}

// A painting is a file as gofpdf writes it, and what gofpdf cannot write.
type painting struct {
	file  []byte
	paper paper
	pages []pageMarks
	fonts [faces]*subset // nil for a face that is not used
	tree  *element
	work  *workspace
}

// fileInfo is what the file says about itself.
type fileInfo struct {
	title, subject, producer, lang string
	date                           time.Time
}

// guard runs f and turns a panic inside it into an error.
func guard(f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error while writing the PDF: %v", p)
		}
	}()
	f()
	return nil
}

// newCanvas is a canvas without pages. Its bytes depend only on what is drawn
// and on info.
func newCanvas(p paper, book *fontBook, info fileInfo) *canvas {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt",
		Size:    gofpdf.SizeType{Wd: p.width.Points(), Ht: p.height.Points()},
	})
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(info.date)
	pdf.SetModificationDate(info.date)
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetTitle(info.title, true)
	pdf.SetProducer(info.producer, true)
	pdf.SetCreator(info.producer, true)
	if info.subject != "" {
		pdf.SetSubject(info.subject, true)
	}
	return &canvas{pdf: pdf, paper: p, book: book, ops: book.work.ops}
}

// painting is all that was drawn, with the fonts it needs.
func (c *canvas) painting(tree *element) (*painting, error) {
	c.endPage()
	c.book.work.ops = c.ops
	var b bytes.Buffer
	b.Grow(4000 + 2000*len(c.pages))
	if err := c.pdf.Output(&b); err != nil {
		return nil, err
	}
	d := &painting{file: b.Bytes(), paper: c.paper, pages: c.pages, tree: tree, work: c.book.work}
	for f, used := range c.used {
		runes := used.list()
		if len(runes) == 0 {
			continue
		}
		var err error
		if d.fonts[f], err = c.book.subsetOf(face(f), runes); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// newPage ends the page and begins the next.
func (c *canvas) newPage() {
	c.endPage()
	c.pdf.AddPage()
	c.pages = append(c.pages, pageMarks{})
	c.ops = append(c.ops[:0], pageStart...)
	c.size, c.ink, c.pen = 0, black, other
}

// endPage keeps what was drawn on the page.
func (c *canvas) endPage() {
	c.mark(nil)
	if n := len(c.pages); n > 0 {
		c.pages[n-1].content = deflated(c.ops)
	}
}

// pageStart is how gofpdf begins the content of a page; it is all that it writes there.
const pageStart = "0 J\n0 j\n0.57 w\n0.000 G\n0.000 g\n"

// mark makes what is drawn next the content of e, which may be an artifact.
// With nil it only ends what was open.
func (c *canvas) mark(e *element) {
	if c.now == e {
		return
	}
	if c.now != nil {
		c.ops = append(c.ops, "EMC\n"...)
	}
	c.now = e
	switch {
	case e == nil:
	case e.artifact != "":
		c.ops = append(append(c.ops, e.artifact...), '\n')
	default:
		last := &c.pages[len(c.pages)-1]
		n := len(last.elements)
		last.elements = append(last.elements, e)
		e.append(kid{page: int32(len(c.pages)), mark: int32(n)})
		c.ops = append(append(append(c.ops, '/'), e.role...), " <</MCID "...)
		c.ops = append(strconv.AppendInt(c.ops, int64(n), 10), ">> BDC\n"...)
	}
}

// run draws text; y is added to its base line.
func (c *canvas) run(r run, y length) {
	b := c.ops
	if r.ink != c.ink {
		b = append(b, inks[r.ink]...)
		c.ink = r.ink
	}
	b = append(b, "BT "...)
	if c.face != r.face || c.size != r.size {
		b = append(b, "/F"...)
		b = strconv.AppendInt(b, int64(r.face), 10)
		b = append(b, ' ')
		b = append(appendPoints(b, r.size), " Tf "...)
		c.face, c.size = r.face, r.size
	}
	b = append(appendPoints(b, r.x), ' ')
	b = append(appendPoints(b, c.paper.height-r.base-y), " Td "...)
	b = c.appendText(b, r)
	c.ops = append(b, " ET\n"...)
	c.say(r)
}

// say adds to the words of a link, or of marked text.
func (c *canvas) say(r run) {
	if c.now == nil || c.now.role != roleLink && c.now.role != roleSpan {
		return
	}
	for _, g := range r.glyphs {
		c.now.words = utf8.AppendRune(c.now.words, g.r)
	}
	if r.spaced {
		c.now.words = append(c.now.words, ' ')
	}
}

// appendText writes the text of a run, kerned, the spaces of a justified one widened
// so that it fills its width to the thousandth of its size.
func (c *canvas) appendText(b []byte, r run) []byte {
	used := &c.used[r.face]
	spaces, missing := int(r.spaces), int(r.missing)
	b = append(b, "[("...)
	given := 0
	var shifts []measure.Shift // of the marks still to come
	last := len(r.glyphs) - 1
	for i := range r.glyphs {
		g := &r.glyphs[i]
		used.add(g.r)
		if g.r >= 0x80 && measure.Combining(g.r) {
			if len(shifts) == 0 {
				shifts = c.marks(r, i)
			}
			b = c.appendMark(b, r, g.r, shifts[0])
			shifts = shifts[1:]
			continue
		}
		b = appendCode(b, g.r)
		if g.space() && missing != 0 {
			given++
			b = appendShift(b, missing*given/spaces-missing*(given-1)/spaces)
		}
		if i < last && g.kern != 0 {
			b = appendShift(b, int(g.kern))
		}
	}
	if r.spaced {
		used.add(' ')
		b = appendCode(b, ' ')
	}
	return append(b, ")]TJ"...)
}

// marks are the shifts of the marks from the i-th glyph of a run on, from the end of
// the letter before them; where there is none they stand on a space.
func (c *canvas) marks(r run, i int) []measure.Shift {
	letter := ' '
	if i > 0 {
		letter = r.glyphs[i-1].r
	}
	for cluster := range measure.Clusters(string(letter) + lettersOf(r.glyphs[i:])) {
		shifts := c.book.Marks(r.face, []rune(cluster))[1:]
		width, _ := c.book.Width(r.face, letter)
		for i := range shifts {
			shifts[i].Right -= width
		}
		return shifts
	}
	return nil
}

// appendMark draws a mark at its shift. It takes no room.
func (c *canvas) appendMark(b []byte, r run, mark rune, s measure.Shift) []byte {
	if s.Up != 0 {
		b = append(appendPoints(append(b, ")]TJ "...), em(s.Up, r.size)), " Ts [("...)
	}
	width, _ := c.book.Width(r.face, mark)
	b = appendShift(b, s.Right)
	b = appendCode(b, mark)
	b = appendShift(b, -s.Right-width)
	if s.Up != 0 {
		b = append(b, ")]TJ 0 Ts [("...)
	}
	return b
}

// appendShift moves what follows inside a string by thousandths of the size.
func appendShift(b []byte, shift int) []byte {
	if shift == 0 {
		return b
	}
	return append(strconv.AppendInt(append(b, ')'), int64(-shift), 10), '(')
}

// appendCode writes the two bytes of a character inside a string.
func appendCode(b []byte, r rune) []byte {
	return appendByte(appendByte(b, byte(r>>8)), byte(r))
}

// appendByte writes a byte inside a string.
func appendByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// appendPoints writes a length in points, to the hundredth.
func appendPoints(b []byte, l length) []byte {
	if l < 0 {
		b, l = append(b, '-'), -l
	}
	hundredths := (l + 50) / 100
	b = strconv.AppendInt(b, int64(hundredths/100), 10)
	if rest := byte(hundredths % 100); rest != 0 {
		b = append(b, '.', '0'+rest/10)
		if rest%10 != 0 {
			b = append(b, '0'+rest%10)
		}
	}
	return b
}

// inks are the operators that choose the colours of text.
var inks = [...]string{black: "0 g\n", grey: "0.353 g\n", navy: "0.07 0.15 0.42 rg\n",
	green: "0.04 0.35 0.16 rg\n", red: "0.61 0.11 0.11 rg\n", violet: "0.36 0.23 0.55 rg\n", unseen: "1 g\n"}

// fills are the operators that choose the colours of boxes and figures.
var fills = [...]string{paleYellow: "1 0.957 0.659 rg\n", paleGrey: "0.933 0.941 0.953 rg\n", midGrey: "0.667 0.686 0.714 rg\n",
	faintGrey: "0.847 g\n", darkGrey: "0.275 g\n", darkBlue: "0.114 0.31 0.502 rg\n", paleBlue: "0.886 0.925 0.965 rg\n", white: "1 g\n"}

// box fills a rectangle.
func (c *canvas) box(b box, y length) {
	c.ops = append(c.ops, fills[b.shade]...)
	c.point(b.x, b.y+y)
	c.ops = append(appendPoints(c.ops, b.width), ' ')
	c.ops = append(appendPoints(c.ops, -b.height), " re f\n"...)
	c.unfill()
}

// unfill goes back to the colour of text, so that text need not set its own.
func (c *canvas) unfill() {
	c.ops = append(c.ops, inks[black]...)
	c.ink = black
}

// polygon fills a figure; a white one gets an outline.
func (c *canvas) polygon(p polygon, y length) {
	c.ops = append(c.ops, fills[p.shade]...)
	how := "f\n"
	if p.shade == white {
		how = "B\n"
		c.take(outlined)
	}
	to := "m "
	for i := 0; i <= len(p.corners); i += 2 {
		at := i % len(p.corners) // and back to the first
		c.point(p.corners[at], p.corners[at+1]+y)
		c.ops = append(c.ops, to...)
		to = "l "
	}
	c.ops = append(c.ops, how...)
	c.unfill()
}

// rule draws a line.
func (c *canvas) rule(r rule, y length) {
	switch {
	case r.dotted:
		c.take(dots)
	case r.grey:
		c.take(light)
	default:
		c.take(dark)
	}
	c.point(r.x1, r.y1+y)
	c.ops = append(c.ops, "m "...)
	c.point(r.x2, r.y2+y)
	c.ops = append(c.ops, "l S\n"...)
}

// point writes a point of the page.
func (c *canvas) point(x, y length) {
	c.ops = append(appendPoints(c.ops, x), ' ')
	c.ops = append(appendPoints(c.ops, c.paper.height-y), ' ')
}

// pen is how lines are drawn.
type pen uint8

const (
	other pen = iota // as gofpdf begins a page
	dark
	light
	outlined
	dots
)

// pens are the operators that choose a pen.
var pens = [...]string{dark: "0.5 w 0.471 G [] 0 d 0 J\n", light: "0.5 w 0.745 G [] 0 d 0 J\n", outlined: "0.5 w 0 G [] 0 d 0 J\n",
	dots: "0.7 w 0.471 G [0 4] 0 d 1 J\n"}

// take draws the next lines with a pen.
func (c *canvas) take(p pen) {
	if c.pen != p {
		c.pen = p
		c.ops = append(c.ops, pens[p]...)
	}
}

// link makes a rectangle lead to a spot.
func (c *canvas) link(l link, y length, to spot) {
	a := &annotation{x: l.x, y: l.y + y, width: l.width, height: l.height, to: to, of: l.tag}
	last := &c.pages[len(c.pages)-1]
	last.links = append(last.links, a)
	l.tag.append(kid{page: int32(len(c.pages)), link: a})
}

// bookmark adds an outline entry that leads to height y of this page.
func (c *canvas) bookmark(b bookmark, y length) {
	c.pdf.Bookmark(string(bigEndian(b.text)), b.level, y.Points())
}

// bigEndian is s in UTF-16 with the mark in front that tells so.
func bigEndian(s string) []byte {
	b := make([]byte, 0, 2+2*len(s))
	b = append(b, 0xFE, 0xFF)
	for _, r := range s {
		if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
			b = append(b, byte(high>>8), byte(high), byte(low>>8), byte(low))
			continue
		}
		b = append(b, byte(r>>8), byte(r))
	}
	return b
}
