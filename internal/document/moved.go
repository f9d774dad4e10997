package document

// Whole is a redline in which what moved is, at its new place, as it is now: its
// own changes are taken there and seen at its old place. It is for formats whose
// marks do not nest. The redline stays as it is.
func Whole(doc *Document) *Document {
	out := *doc
	out.Body = nil
	for _, d := range doc.Body {
		out.Body = append(out.Body, wholeDivision(d))
	}
	return &out
}

func wholeDivision(d *Division) *Division {
	c := *d
	if d.Mark.Change == MovedHere {
		c = *taker{true}.division(d)
		c.Mark = d.Mark
		return &c
	}
	c.Blocks = wholeBlocks(d.Blocks)
	return &c
}

func wholeBlocks(blocks []Block) []Block {
	out := make([]Block, len(blocks))
	for i, block := range blocks {
		switch b := block.(type) {
		case *Division:
			out[i] = wholeDivision(b)
		case *Paragraph:
			out[i] = b
			if b.Mark.Change == MovedHere {
				out[i] = &Paragraph{Inlines: taker{true}.inlines(b.Inlines), Mark: b.Mark}
			}
		case *List:
			out[i] = wholeList(b)
		case *Table:
			out[i] = wholeTable(b)
		case *Definitions:
			out[i] = wholeDefinitions(b)
		case *Note:
			out[i] = &Note{wholeBlocks(b.Blocks)}
		default:
			out[i] = block
		}
	}
	return out
}

func wholeList(list *List) *List {
	c := &List{Marker: list.Marker}
	for _, item := range list.Items {
		i := *item
		if item.Mark.Change == MovedHere {
			i = *taker{true}.item(item)
			i.Mark = item.Mark
		} else {
			i.Blocks = wholeBlocks(item.Blocks)
		}
		c.Items = append(c.Items, &i)
	}
	return c
}

func wholeTable(table *Table) *Table {
	c := *table
	if table.Mark.Change == MovedHere {
		c = *taker{true}.table(table)
		c.Mark = table.Mark
		return &c
	}
	c.Rows = nil
	for _, row := range table.Rows {
		if row.Mark.Change == MovedHere {
			row.Cells = taker{true}.cells(row.Cells)
		}
		c.Rows = append(c.Rows, row)
	}
	return &c
}

func wholeDefinitions(d *Definitions) *Definitions {
	c := *d
	if d.Mark.Change == MovedHere {
		c = *taker{true}.definitions(d)
		c.Mark = d.Mark
		return &c
	}
	c.Entries = nil
	for _, entry := range d.Entries {
		e := *entry
		if entry.Mark.Change == MovedHere {
			e = *taker{true}.entry(entry)
			e.Mark = entry.Mark
		} else {
			e.Blocks = wholeBlocks(entry.Blocks)
		}
		c.Entries = append(c.Entries, &e)
	}
	return &c
}
