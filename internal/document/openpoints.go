package document

import (
	"cmp"
	"strconv"
)

// openPoint is one value still open and the first place where it stands.
type openPoint struct {
	blank *Blank
	place *Division
}

// openPointsOf lists the open values in reading order, each name once.
func openPointsOf(doc *Document) []openPoint {
	var points []openPoint
	seen := map[string]bool{}
	eachSite(doc, func(s *site) {
		WalkInlines(*s.inlines, func(node any) bool {
			if b, ok := node.(*Blank); ok && !seen[b.Name] {
				seen[b.Name] = true
				points = append(points, openPoint{b, s.division})
			}
			return true
		})
	})
	return points
}

// fillOpenPoints puts the count of open values, and a table of them, where a
// placeholder stands. It returns the blocks that it made.
func fillOpenPoints(doc *Document, ids *identifiers) (made []Block) {
	eachDivision(doc, func(d *Division) {
		blocks := make([]Block, 0, len(d.Blocks)+1)
		for _, b := range d.Blocks {
			if isPlaceholder(b) {
				points := openPointBlocks(openPointsOf(doc), ids)
				blocks, made = append(blocks, points...), append(made, points...)
				continue
			}
			blocks = append(blocks, b)
		}
		d.Blocks = blocks
	})
	return made
}

func openPointBlocks(points []openPoint, ids *identifiers) []Block {
	if len(points) == 0 {
		return []Block{&Paragraph{Inlines: textCell(openLead + "none")}}
	}
	table := &Table{Class: OpenPoints, Head: []Cell{textCell("No."), textCell("What is open"), textCell("Where")}}
	for i, p := range points {
		id := ids.give(&p.place.ID, "open-", p.blank.Name)
		table.Rows = append(table.Rows, Row{Cells: []Cell{
			textCell(strconv.Itoa(i + 1)),
			textCell(cmp.Or(p.blank.Ask, p.blank.Name)),
			{&Reference{Targets: []string{id}}},
		}})
	}
	return []Block{&Paragraph{Inlines: textCell(openLead + strconv.Itoa(len(points)))}, table}
}
