package document

// Sections are the sections of a division, in order.
func (d *Division) Sections() []*Division {
	var list []*Division
	for _, b := range d.Blocks {
		if s, ok := b.(*Division); ok {
			list = append(list, s)
		}
	}
	return list
}
