package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// A canvas draws on pages. It is all that is known here of gofpdf, which
// panics on some input, so that new and bytes are to be called under guard.
type canvas struct {
	pdf   *gofpdf.Fpdf
	paper paper
	known [faces]bool  // faces that the file holds already
	face  face         // of the text drawn last
	size  length       // of the text drawn last; 0 on a new page
	links map[spot]int // gofpdf's number of each target
}

// information is what the file says about itself.
type information struct {
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
func newCanvas(p paper, info information) *canvas {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt",
		Size:    gofpdf.SizeType{Wd: p.width.points(), Ht: p.height.points()},
	})
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(info.date)
	pdf.SetModificationDate(info.date)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCellMargin(0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetTitle(info.title, true)
	pdf.SetProducer(info.producer, true)
	pdf.SetCreator(info.producer, true)
	if info.subject != "" {
		pdf.SetSubject(info.subject, true)
	}
	return &canvas{pdf: pdf, paper: p, links: map[spot]int{}}
}

// bytes is the finished file as gofpdf writes it.
func (c *canvas) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := c.pdf.Output(&b)
	return b.Bytes(), err
}

// newPage begins a page and sets the type, which bookmarks need.
func (c *canvas) newPage() {
	c.pdf.AddPage()
	c.size = 0
	c.use(roman, textSize)
	c.pen(false)
}

// use makes a face current, and puts it into the file at first use.
func (c *canvas) use(f face, size length) {
	if c.face == f && c.size == size {
		return
	}
	if !c.known[f] {
		c.pdf.AddUTF8FontFromBytes(typefaces[f].name, "", copyOf(f))
		c.known[f] = true
	}
	c.pdf.SetFont(typefaces[f].name, "", size.points())
	c.face, c.size = f, size
}

// run draws text; y is added to its base line.
func (c *canvas) run(r run, y length) {
	c.use(r.face, r.size)
	if r.grey {
		c.pdf.SetTextColor(90, 90, 90)
		defer c.pdf.SetTextColor(0, 0, 0)
	}
	alignment := "L"
	if r.justified {
		alignment = "J"
	}
	// A cell of no height has its base line three tenths of the size below.
	c.pdf.SetXY(r.x.points(), (r.base + y - r.size*3/10).points())
	c.pdf.CellFormat(r.width.points(), 0, r.text, "", 0, alignment, false, 0, "")
}

// colours of boxes, by shade.
var colours = [...][3]int{
	paleYellow: {255, 244, 168},
	paleGrey:   {238, 240, 243},
	midGrey:    {170, 175, 182},
}

// box fills a rectangle.
func (c *canvas) box(b box, y length) {
	rgb := colours[b.shade]
	c.pdf.SetFillColor(rgb[0], rgb[1], rgb[2])
	c.pdf.Rect(b.x.points(), (b.y + y).points(), b.width.points(), b.height.points(), "F")
	c.pdf.SetFillColor(0, 0, 0) // the colour of text, so that text need not set its own
}

// rule draws a line.
func (c *canvas) rule(r rule, y length) {
	if r.dotted {
		c.pdf.SetLineWidth(0.7)
		c.pdf.SetLineCapStyle("round")
		c.pdf.SetDashPattern([]float64{0, 4}, 0)
	} else {
		c.pen(r.grey)
	}
	c.pdf.Line(r.x1.points(), (r.y1 + y).points(), r.x2.points(), (r.y2 + y).points())
	if r.dotted {
		c.pdf.SetDashPattern(nil, 0)
		c.pdf.SetLineCapStyle("butt")
		c.pen(false)
	}
}

// pen chooses how lines are drawn: thin, in dark or light grey.
func (c *canvas) pen(light bool) {
	shade := 120
	if light {
		shade = 190
	}
	c.pdf.SetLineWidth(0.5)
	c.pdf.SetDrawColor(shade, shade, shade)
}

// link makes a rectangle lead to a spot.
func (c *canvas) link(l link, y length, to spot) {
	id, known := c.links[to]
	if !known {
		id = c.pdf.AddLink()
		c.pdf.SetLink(id, to.top.points(), to.page)
		c.links[to] = id
	}
	c.pdf.Link(l.x.points(), (l.y + y).points(), l.width.points(), l.height.points(), id)
}

// bookmark adds an outline entry that leads to height y of this page.
func (c *canvas) bookmark(b bookmark, y length) {
	c.pdf.Bookmark(b.text, b.level, y.points())
}
