package html

import "clausewright/internal/document"

// termRules writes, once for each defined term, the rule that holds the text
// its uses show on hover and focus where the script does not run.
func (p *printer) termRules() {
	p.put("@media (scripting: none) {\n")
	for _, t := range p.anchors.order {
		p.put(`a[href="#`, t.anchor, `"]::after { content: "`)
		p.plain(t.text)
		p.plainBlocks("", t.blocks)
		p.put("\"; }\n")
	}
	p.put("}\n")
}

// newline breaks a line inside a string of the style sheet.
const newline = `\a `

// plainBlocks writes the text of paragraphs and lists, one a line.
func (p *printer) plainBlocks(label string, blocks []document.Block) {
	for i, b := range blocks {
		if i > 0 {
			p.put(newline)
		}
		switch b := b.(type) {
		case *document.Paragraph:
			if label != "" {
				p.cssText(label)
				p.put(" ")
				label = ""
			}
			p.plain(b.Inlines)
		case *document.List:
			for j, item := range b.Items {
				if j > 0 {
					p.put(newline)
				}
				p.plainBlocks(item.Label, item.Blocks)
			}
		}
	}
}

func (p *printer) plain(inlines []document.Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case *document.Text:
			p.cssText(in.Text)
		case *document.Strong:
			p.plain(in.Inlines)
		case *document.Emphasis:
			p.plain(in.Inlines)
		case *document.Revision:
			if in.Mark.New() {
				p.plain(in.Inlines)
			}
		case *document.Definition:
			p.put("“")
			p.cssText(in.Term)
			p.put("”")
		case *document.Use:
			p.cssText(in.Text)
		case *document.Reference:
			p.cssText(in.Text)
		case *document.Blank:
			p.put(document.OpenMark)
		case *document.Break:
			p.put(newline)
		}
	}
}
