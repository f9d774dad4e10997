package docx

import (
	"encoding/json"

	"clausewright/internal/document"
)

// picture reads a picture, whose data are beside the text.
func (r *reader) picture(p *element) {
	b := &document.Picture{Title: r.caption}
	p.all(func(n, _ *element) {
		if n.name == "wp:docPr" && b.Alt == "" {
			b.Alt = n.attr["descr"]
		}
	})
	for _, name := range r.started {
		if kind, _, ok := cutName(name); ok && kind == pictureMark {
			var data drawnData
			if json.Unmarshal([]byte(r.held[name]), &data) == nil {
				switch {
				case data.Timeline != nil:
					b.Drawing = data.Timeline
				case data.Chart != nil:
					b.Drawing = data.Chart
				}
			}
		}
	}
	if b.Drawing != nil {
		left := 0
		if ind := p.child("w:pPr").child("w:ind"); ind != nil {
			left = readNumber(ind.attr["w:left"])
		}
		r.stand(b, left)
	}
}
