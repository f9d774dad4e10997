package terms

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// A workbook is five small parts that never change and one sheet. It is written by hand:
// the libraries for it link a client of HTTP, and make the program a sixth larger.

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// bookParts are the parts of a workbook without its sheet.
var bookParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="Terms" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`},
}

// The looks of cells, by their place in the styles.
const (
	headLook = 1
	dayLook  = 2
)

// Workbook writes rows as a workbook (xlsx): amounts are numbers and days are days, so
// that they add up and sort there. What a deal says is text, never a formula.
func Workbook(out io.Writer, columns []Column, list []Row) error {
	var sheet bytes.Buffer
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
		`<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>` +
		fmt.Sprintf(`<cols><col min="1" max="%d" width="22" customWidth="1"/></cols><sheetData>`, len(columns)))
	sheet.WriteString("<row>")
	for _, name := range heads(columns) {
		writeWords(&sheet, name, headLook)
	}
	sheet.WriteString("</row>")
	for _, row := range list {
		sheet.WriteString("<row>")
		for i, v := range row {
			bookCell(&sheet, columns[i], v)
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString("</sheetData></worksheet>")
	z := zip.NewWriter(out)
	for _, part := range append(bookParts[:len(bookParts):len(bookParts)], [2]string{"xl/worksheets/sheet1.xml", sheet.String()}) {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = io.WriteString(w, xmlHead+part[1])
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// bookCell writes one value.
func bookCell(b *bytes.Buffer, c Column, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("<c/>")
		return
	case json.Number:
		fmt.Fprintf(b, "<c><v>%s</v></c>", v)
		return
	case bool:
		fmt.Fprintf(b, `<c t="b"><v>%d</v></c>`, last(v))
		return
	case string:
		if day, err := time.Parse(time.DateOnly, v); err == nil && c.shape == asDate {
			fmt.Fprintf(b, `<c s="%d"><v>%d</v></c>`, dayLook, day.Unix()/86400+daysBefore1970)
			return
		}
	}
	writeWords(b, written(v), 0)
}

// daysBefore1970 is the day 1970-01-01 as workbooks count days.
const daysBefore1970 = 25569

// longestCell is how many characters a cell may hold.
const longestCell = 32767

// writeWords writes a text.
func writeWords(b *bytes.Buffer, said string, look int) {
	if runes := []rune(said); len(runes) > longestCell {
		said = string(runes[:longestCell-1]) + "…"
	}
	fmt.Fprintf(b, `<c t="inlineStr" s="%d"><is><t xml:space="preserve">`, look)
	if err := xml.EscapeText(b, []byte(strings.ToValidUTF8(said, "\uFFFD"))); err != nil {
		panic(err) // a buffer takes all
	}
	b.WriteString("</t></is></c>")
}
