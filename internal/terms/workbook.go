package terms

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// The sheet of a workbook, and how wide its columns are, in characters.
const (
	sheetName   = "Terms"
	columnWidth = 22
)

// Workbook writes rows as a workbook (xlsx): amounts are numbers and days are days, so
// that they add up and sort there. What a deal says is text, never a formula. The same
// rows are the same bytes.
func Workbook(out io.Writer, columns []Column, list []Row) error {
	b := &book{File: excelize.NewFile()}
	defer b.Close() // nothing of it is on the disk
	b.begin(len(columns))
	for i, name := range heads(columns) {
		b.put(i, 0, b.bold, b.text, name)
	}
	for k, row := range list {
		for i, v := range row {
			b.cell(i, k+1, columns[i], v)
		}
	}
	if b.err == nil {
		b.err = b.Write(out)
	}
	return b.err
}

// book is a workbook in the making. After an error nothing is added.
type book struct {
	*excelize.File
	bold, day int // looks of cells
	err       error
}

// begin prepares the sheet: its first row and column stay in view.
func (b *book) begin(columns int) {
	try := func(work func() error) {
		if b.err == nil {
			b.err = work()
		}
	}
	format := "yyyy-mm-dd"
	widest, err := excelize.ColumnNumberToName(max(1, columns))
	b.err = err
	try(func() error { return b.SetDocProps(&excelize.DocProperties{Creator: "clausewright", Title: sheetName}) })
	try(func() error { return b.SetSheetName("Sheet1", sheetName) })
	try(func() error { return b.SetColWidth(sheetName, "A", widest, columnWidth) })
	try(func() error {
		return b.SetPanes(sheetName, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
	})
	try(func() (err error) {
		b.bold, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
		return err
	})
	try(func() (err error) {
		b.day, err = b.NewStyle(&excelize.Style{CustomNumFmt: &format})
		return err
	})
}

// cell writes one value.
func (b *book) cell(column, row int, c Column, v any) {
	switch v := v.(type) {
	case nil:
		return
	case json.Number: // as it is written, since no float holds an amount
		b.put(column, row, 0, b.SetCellDefault, v.String())
		return
	case bool:
		b.put(column, row, 0, func(sheet, at, _ string) error { return b.SetCellBool(sheet, at, v) }, "")
		return
	case string:
		if day, err := time.Parse(time.DateOnly, v); err == nil && c.dataType == asDate {
			b.put(column, row, b.day, func(sheet, at, _ string) error { return b.SetCellValue(sheet, at, day) }, "")
			return
		}
	}
	b.put(column, row, 0, b.text, written(v))
}

// longestCell is how many characters a cell may hold.
const longestCell = excelize.TotalCellChars

// text writes a text, which is cut where a cell cannot hold it.
func (b *book) text(sheet, at, said string) error {
	said = strings.ToValidUTF8(said, "\uFFFD")
	if runes := []rune(said); len(runes) > longestCell {
		said = string(runes[:longestCell-1]) + "…"
	}
	return b.SetCellStr(sheet, at, said)
}

// put writes a value into a cell, in one of the ways to do that.
func (b *book) put(column, row, look int, write func(sheet, at, said string) error, said string) {
	if b.err != nil {
		return
	}
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err == nil {
		err = write(sheetName, at, said)
	}
	if err == nil && look != 0 {
		err = b.SetCellStyle(sheetName, at, at, look)
	}
	if err != nil {
		b.err = fmt.Errorf("cell %s: %w", at, err)
	}
}
