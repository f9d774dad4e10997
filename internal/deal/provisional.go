package deal

// Provisional stands in place of an answer that nobody has given: TBD, or where a
// question cannot be open the word that is typical, or else the first.
func (p *Parameter) Provisional() Value {
	switch {
	case p.Kind == KindFlag:
		return Flag(false)
	case p.Kind == KindChoice && len(p.Choices) > 0:
		for _, c := range p.Choices {
			if c.Word == p.Typical {
				return Chosen(c)
			}
		}
		return Chosen(p.Choices[0])
	}
	return Blank{Path: p.Path, Ask: p.Ask}
}
