package markdown

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"clausewright/internal/document"
)

// pictured is a picture as its comment holds it.
type pictured struct {
	Title    string             `json:"title"`
	Alt      string             `json:"alt"`
	Timeline *document.Timeline `json:"timeline,omitempty"`
	Chart    *document.Chart    `json:"chart,omitempty"`
}

// PictureComment is the line that stands for a picture in a draft, without its
// end.
func PictureComment(p *document.Picture) string {
	v := pictured{Title: p.Title, Alt: p.Alt}
	switch d := p.Drawing.(type) {
	case *document.Timeline:
		v.Timeline = d
	case *document.Chart:
		v.Chart = d
	}
	text, err := json.Marshal(v)
	if err != nil { // strings always marshal
		return ""
	}
	// JSON writes > as an escape; two hyphens occur only inside its strings.
	return Comment(pictureComment, strings.ReplaceAll(string(text), "--", `-\u002d`))
}

// picture reads what follows "picture:" in a comment. One that cannot be drawn
// is a problem, and left out: the table after it says the same.
func (r *reader) picture(value string, offset int) *document.Picture {
	p, err := readPicture(value)
	if err != nil {
		r.problem(offset, "this picture cannot be drawn: %v", err).
			WithHint("correct the comment or take it out; the table after it says the same")
		return nil
	}
	p.Origin, p.Mark = r.origin(offset), r.takeMark()
	return p
}

func readPicture(value string) (*document.Picture, error) {
	var v pictured
	d := json.NewDecoder(strings.NewReader(value))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the description")
	}
	p := &document.Picture{Title: v.Title, Alt: v.Alt}
	switch {
	case v.Timeline != nil && v.Chart != nil:
		return nil, errors.New("it is either a timeline or a chart")
	case v.Timeline != nil:
		p.Drawing = v.Timeline
	case v.Chart != nil:
		p.Drawing = v.Chart
	}
	return p, p.Check()
}
