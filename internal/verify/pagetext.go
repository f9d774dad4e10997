package verify

import (
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
)

// matrix is how a page places what is on it: (a b c d e f) of the format.
type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// reader reads the text of a page from its operators.
type reader struct {
	page     pdf.Page
	encoders map[string]pdf.TextEncoding
	encoder  pdf.TextEncoding
	state    []matrix
	toPage   matrix // from the text to the page
	start    matrix // of the line of text
	leading  float64
	moved    bool     // since text was shown
	marks    []string // the tags of the marked contents that are open
	lines    []line
}

// linesOf are the lines of a page in the order in which they are written, which is that
// of reading in what word processors print.
func linesOf(p pdf.Page) []line {
	r := &reader{page: p, encoders: map[string]pdf.TextEncoding{}, toPage: identity, start: identity}
	if p.V.IsNull() || p.V.Key("Contents").Kind() == pdf.Null {
		return nil
	}
	pdf.Interpret(p.V.Key("Contents"), func(stack *pdf.Stack, operator string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		r.do(operator, args)
	})
	return r.lines
}

// do follows one operator.
func (r *reader) do(operator string, args []pdf.Value) {
	switch operator {
	case "q":
		r.state = append(r.state, r.toPage)
	case "Q":
		if n := len(r.state); n > 0 {
			r.toPage, r.state = r.state[n-1], r.state[:n-1]
		}
	case "cm":
		r.toPage = numbers(args).times(r.toPage)
	case "BT":
		r.start = identity
	case "Tf":
		r.encoder = r.font(args[0].Name())
	case "TL":
		r.leading = args[0].Float64()
	case "Tm":
		r.start, r.moved = numbers(args), true
	case "Td":
		r.move(args[0].Float64(), args[1].Float64())
	case "TD":
		r.leading = -args[1].Float64()
		r.move(args[0].Float64(), args[1].Float64())
	case "T*":
		r.move(0, -r.leading)
	case "'", `"`:
		r.move(0, -r.leading)
		r.show(args[len(args)-1].RawString())
	case "Tj":
		r.show(args[0].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if piece := args[0].Index(i); piece.Kind() == pdf.String {
				r.show(piece.RawString())
			}
		}
	case "BMC", "BDC":
		tag := ""
		if len(args) > 0 {
			tag = args[0].Name()
		}
		r.marks = append(r.marks, tag)
	case "EMC":
		r.marks = r.marks[:max(0, len(r.marks)-1)]
	}
}

func numbers(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}

func (r *reader) move(x, y float64) { r.start, r.moved = matrix{1, 0, 0, 1, x, y}.times(r.start), true }

func (r *reader) font(name string) pdf.TextEncoding {
	if r.encoders[name] == nil {
		f := r.page.Font(name)
		r.encoders[name] = f.Encoder()
	}
	return r.encoders[name]
}

// show adds a piece of text to the line at its height, or begins another.
func (r *reader) show(raw string) {
	if r.encoder == nil || slices.Contains(r.marks, "Artifact") {
		return
	}
	text := strings.ReplaceAll(r.encoder.Decode(raw), "\u00a0", " ")
	height := r.start.times(r.toPage)[5]
	drawn := slices.Contains(r.marks, "Figure")
	if n := len(r.lines); n > 0 && r.lines[n-1].drawn == drawn && math.Abs(r.lines[n-1].height-height) < 2 {
		if r.moved && len(text) > 0 && !strings.HasSuffix(r.lines[n-1].text, " ") {
			text = " " + text // the next cell, or a word that was placed by itself
		}
		r.lines[n-1].text += text
		r.moved = false
		return
	}
	r.lines, r.moved = append(r.lines, line{text, height, drawn}), false
}
