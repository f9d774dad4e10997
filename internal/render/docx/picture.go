package docx

import (
	"encoding/json"
	"strconv"

	"clausewright/internal/document"
	"clausewright/internal/measure"
	"clausewright/internal/picture"
)

// Measures of pictures.
const (
	pictureSize = 85                    // tenths of a point, of the letters
	hundredth   = 12700 / picture.Point // what a picture is measured in, in the units that drawings have
	inHundredth = measure.Point / picture.Point
)

// picture prints a picture under its title, as shapes that Word draws: sharp on
// every screen and paper. Who cannot see it hears its alternative.
func (p *printer) picture(b *document.Picture) {
	defer p.marked(b.Mark)()
	left := -1
	if p.place.steps > 0 {
		left = stepLeft(p.place.steps)
	}
	p.paragraph(look{style: "Caption", left: left, keepNext: true}, document.Mark{}, func() { p.phrase(b.Title) })
	name := p.anchors.give(pictureMark, strconv.Itoa(p.pictures))
	p.pictures++
	if data, err := json.Marshal(pictureData(b)); err == nil {
		p.anchors.hold(name, string(data))
	}
	p.starts = append(p.starts, name)
	p.stand()
	room := measure.Length(p.page.measure-stepLeft(p.place.steps)) * twip
	size := measure.Length(pictureSize) * measure.Point / 10
	sheet := picture.Draw(b, int(room/inHundredth), picture.Type{Size: int(size / inHundredth), Width: func(label string) int {
		return int(p.width(label, measure.Roman, size)/inHundredth) + 1
	}})
	p.paragraph(look{style: "Picture", left: left}, document.Mark{}, func() { p.drawing(b, sheet) })
}

// drawnData is what a picture shows, as the reader finds it.
type drawnData struct {
	Timeline *document.Timeline `json:"timeline,omitempty"`
	Chart    *document.Chart    `json:"chart,omitempty"`
}

func pictureData(b *document.Picture) drawnData {
	var data drawnData
	switch d := b.Drawing.(type) {
	case *document.Timeline:
		data.Timeline = d
	case *document.Chart:
		data.Chart = d
	}
	return data
}

// drawing prints a sheet as a group of shapes.
func (p *printer) drawing(b *document.Picture, sheet *picture.Sheet) {
	width, height := emu(sheet.Width), emu(sheet.Height())
	p.put(`<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="`, width, `" cy="`, height,
		`"/><wp:docPr id="`, p.id(), `" name="Picture `, strconv.Itoa(p.pictures), `" descr="`)
	p.xml.text(b.Alt)
	p.put(`"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="`,
		width, `" cy="`, height, `"/><a:chOff x="0" y="0"/><a:chExt cx="`, width, `" cy="`, height, `"/></a:xfrm></wpg:grpSpPr>`)
	top := 0
	if len(sheet.Rows) > 0 {
		top = sheet.Rows[0].Height
	}
	for _, r := range sheet.Rulers {
		p.line(&picture.Line{X1: r.X, X2: r.X, Y1: top, Y2: sheet.Height(), Ink: r.Ink}, 0)
	}
	top = 0
	for _, row := range sheet.Rows {
		for _, shape := range row.Shapes {
			p.shapeOf(shape, top)
		}
		top += row.Height
	}
	p.put(`</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>`)
	p.xml.text(b.Alt)
	p.put(`</w:t></mc:Fallback></mc:AlternateContent></w:r>`)
}

// emu is a length of a picture in the units of drawings.
func emu(n int) string { return strconv.Itoa(n * hundredth) }

func (p *printer) shapeOf(shape picture.Shape, top int) {
	switch s := shape.(type) {
	case *picture.Line:
		p.line(s, top)
	case *picture.Box:
		p.box(s, top)
	case *picture.Symbol:
		p.symbol(s, top)
	case *picture.Text:
		p.lettering(s, top)
	}
}

// beginShape begins a shape in a frame.
func (p *printer) beginShape(x, y, width, height int) {
	id := p.id()
	p.put(`<wps:wsp><wps:cNvPr id="`, id, `" name="Shape `, id, `"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="`, emu(x), `" y="`, emu(y), `"/><a:ext cx="`, emu(width), `" cy="`, emu(height), `"/></a:xfrm>`)
}

const endShape = `</wps:spPr><wps:bodyPr/></wps:wsp>`

// inks are the colours of lines, and their dashes.
var inks = [...]string{
	picture.Faint:  `<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>`,
	picture.Strong: `<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln>`,
	picture.Dashed: `<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill><a:prstDash val="dash"/></a:ln>`,
}

func (p *printer) line(l *picture.Line, top int) {
	x, y := min(l.X1, l.X2), min(l.Y1, l.Y2)
	p.beginShape(x, y+top, max(l.X1, l.X2)-x, max(l.Y1, l.Y2)-y)
	p.put(`<a:prstGeom prst="line"><a:avLst/></a:prstGeom>`, inks[l.Ink], endShape)
}

// fills are the colours of boxes and symbols, with their outlines.
var fills = [...]string{
	picture.Solid:  `<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill><a:ln><a:noFill/></a:ln>`,
	picture.Pale:   `<a:solidFill><a:srgbClr val="B4C6E7"/></a:solidFill><a:ln><a:noFill/></a:ln>`,
	picture.Hollow: `<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></a:ln>`,
	picture.Open:   `<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill><a:prstDash val="dash"/></a:ln>`,
	picture.Paper:  `<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln>`,
}

func (p *printer) box(b *picture.Box, top int) {
	p.beginShape(b.X, b.Y+top, b.Width, b.Height)
	p.put(`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`, fills[b.Fill], endShape)
}

// symbol prints a small figure as a path in its own frame.
func (p *printer) symbol(s *picture.Symbol, top int) {
	left, right, up, down := s.Corners[0], s.Corners[0], s.Corners[1], s.Corners[1]
	for i := 0; i+1 < len(s.Corners); i += 2 {
		left, right = min(left, s.Corners[i]), max(right, s.Corners[i])
		up, down = min(up, s.Corners[i+1]), max(down, s.Corners[i+1])
	}
	p.beginShape(left, up+top, right-left, down-up)
	p.put(`<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="`, emu(right-left), `" h="`, emu(down-up), `">`)
	step := `a:moveTo`
	for i := 0; i+1 < len(s.Corners); i += 2 {
		p.put(`<`, step, `><a:pt x="`, emu(s.Corners[i]-left), `" y="`, emu(s.Corners[i+1]-up), `"/></`, step, `>`)
		step = `a:lnTo`
	}
	p.put(`<a:close/></a:path></a:pathLst></a:custGeom>`, fills[s.Fill], endShape)
}

// lettering prints a label in a box of its own, wide enough for other faces.
func (p *printer) lettering(t *picture.Text, top int) {
	const size = pictureSize * picture.Point / 10
	width := int(p.width(t.Text, measure.Roman, pictureSize*measure.Point/10)/inHundredth) * 11 / 10
	x, align := t.X, "left"
	switch t.Anchor {
	case picture.Middle:
		x, align = x-width/2, "center"
	case picture.End:
		x, align = x-width, "right"
	}
	p.beginShape(x, top+t.Base-size, width, size*13/10)
	p.put(`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="PictureText"/><w:jc w:val="`, align,
		`"/></w:pPr><w:r><w:t`, space(t.Text), `>`)
	p.xml.text(t.Text)
	p.put(`</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp>`)
}
