package html

import (
	"strconv"

	"clausewright/internal/document"
	"clausewright/internal/picture"
)

// layouts are the two widths that a picture is laid out in, in pixels: beside
// the text on a screen, and on a phone, where the first would be too small to
// read. The style sheet shows one of them.
var layouts = [...]struct {
	class string
	width int
}{{"large", 580}, {"small", 328}}

// lettering is the type of pictures: the style sheet sets its size.
var lettering = picture.Type{Size: 12 * picture.Point, Width: estimate}

// estimate is the width of a text in the sans-serif faces that readers have,
// in hundredths of a pixel. It is rather too wide, so that labels keep clear
// of each other in all of them.
func estimate(text string) int {
	width := 0
	for _, r := range text {
		switch {
		case r < '\u0080':
			width += int(sansWidths[r])
		case r < '\u2000':
			width += 75
		case r < '\u2e80':
			width += 80
		default:
			width += 110
		}
	}
	return width * 12
}

// sansWidths are widths in hundredths of the size: the usual ones and a tenth
// more.
var sansWidths = func() (widths [128]uint8) {
	for r := range widths {
		widths[r] = 62
	}
	for letters, w := range map[string]uint8{
		" ijlI|'.,:;!": 33, "()[]/\\-ftr`": 41, "ckszvxyJ": 57, "ABEKPSVXYT&": 75, "CDGHNOQRUw": 82, "mMW%@": 108,
	} {
		for _, r := range letters {
			widths[r] = w
		}
	}
	return widths
}()

// picture writes a picture under its title, once for each layout. Who cannot
// see it hears its alternative; the table after it holds every word.
func (p *printer) picture(b *document.Picture) {
	p.put(`<figure class="picture"><figcaption>`)
	p.text(b.Title)
	p.put("</figcaption>\n")
	for _, l := range layouts {
		p.svg(picture.Draw(b, l.width*picture.Point, lettering), l.class, b.Alt)
	}
	p.put("</figure>\n")
}

// svg writes a picture laid out: rulers first, then what the rows hold, in
// order. Colours are classes of the style sheet.
func (p *printer) svg(s *picture.Sheet, class, alt string) {
	height := s.Height()
	p.put(`<svg class="`, class, `" viewBox="0 0 `)
	p.pixels(s.Width)
	p.put(" ")
	p.pixels(height)
	p.put(`" role="img" aria-label="`)
	p.text(alt)
	p.put("\">\n")
	for ink := range inks {
		p.rulers(s, picture.Ink(ink), s.Rows[0].Height, height)
	}
	top := 0
	for _, r := range s.Rows {
		for _, shape := range r.Shapes {
			p.shape(shape, top)
		}
		top += r.Height
	}
	p.put("</svg>\n")
}

// inks and fills are the classes of lines and of boxes.
var (
	inks  = [...]string{picture.Faint: "faint", picture.Strong: "strong", picture.Dashed: "dashed"}
	fills = [...]string{picture.Solid: "solid", picture.Pale: "pale", picture.Hollow: "hollow", picture.Open: "open", picture.Paper: "paper"}
)

// textAnchors are the anchors of texts, as SVG calls them; the first is the usual one.
var textAnchors = [...]string{picture.Start: "", picture.Middle: `" text-anchor="middle`, picture.End: `" text-anchor="end`}

// rulers writes the rulers of one ink as one path.
func (p *printer) rulers(s *picture.Sheet, ink picture.Ink, top, bottom int) {
	open := false
	for _, r := range s.Rulers {
		if r.Ink != ink {
			continue
		}
		if !open {
			p.put(`<path class="`, inks[ink], `" d="`)
			open = true
		}
		p.coordinates("M", r.X, top)
		p.put("V")
		p.pixels(bottom)
	}
	if open {
		p.put("\"/>\n")
	}
}

func (p *printer) shape(shape picture.Shape, top int) {
	switch s := shape.(type) {
	case *picture.Line:
		p.put(`<path class="`, inks[s.Ink], `" d="`)
		p.coordinates("M", s.X1, s.Y1+top)
		p.coordinates("L", s.X2, s.Y2+top)
	case *picture.Box:
		p.put(`<rect class="`, fills[s.Fill], `" x="`)
		p.pixels(s.X)
		p.put(`" y="`)
		p.pixels(s.Y + top)
		p.put(`" width="`)
		p.pixels(s.Width)
		p.put(`" height="`)
		p.pixels(s.Height)
	case *picture.Symbol:
		p.put(`<path class="`, fills[s.Fill], `" d="`)
		command := "M"
		for i := 0; i+1 < len(s.Corners); i += 2 {
			p.coordinates(command, s.Corners[i], s.Corners[i+1]+top)
			command = "L"
		}
		p.put("Z")
	case *picture.Text:
		p.put(`<text x="`)
		p.pixels(s.X)
		p.put(`" y="`)
		p.pixels(s.Base + top)
		p.put(textAnchors[s.Anchor], `">`)
		p.text(s.Text)
		p.put("</text>\n")
		return
	}
	p.put("\"/>\n")
}

// coordinates writes a command of a path with its point.
func (p *printer) coordinates(command string, x, y int) {
	p.put(command)
	p.pixels(x)
	p.put(" ")
	p.pixels(y)
}

// pixels writes a length that is given in hundredths, in tenths.
func (p *printer) pixels(length int) {
	tenths := (length + 5) / 10
	p.buf = strconv.AppendInt(p.buf, int64(tenths/10), 10)
	if tenths%10 != 0 {
		p.buf = append(p.buf, '.', byte('0'+tenths%10))
	}
}
