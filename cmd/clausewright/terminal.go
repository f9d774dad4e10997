package main

import (
	"fmt"
	"io"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// printed is where results and messages go. What they hold of a deal, a library
// or a name of a file cannot steer a terminal: control characters come out as
// \x1b.
type printed struct {
	to      io.Writer
	name    string // as errors call it
	painted bool   // colours are let through: whoever writes has seen to it that no text holds any
}

// colour is a sequence that begins or ends a colour.
var colour = lazy.Regexp(`^\x1b\[([0-9]{1,2}(;[0-9]{1,2})?)?m`)

// standardOutput is how errors call it.
const standardOutput = "standard output"

func (p printed) Write(data []byte) (int, error) {
	if _, err := p.to.Write(writtenOut(data, p.painted)); err != nil {
		return 0, usagef("", "%s: %s", p.name, diag.Reason(err))
	}
	return len(data), nil
}

// writeOut writes a file to standard output, byte for byte.
func (a *app) writeOut(file []byte) error {
	if _, err := a.files.Write(file); err != nil {
		return usagef("", "%s: %s", standardOutput, diag.Reason(err))
	}
	return nil
}

// inColour is where something is written in colour, and whether it is to be.
func inColour(w io.Writer) (io.Writer, bool) {
	color := colored(w)
	if p, ok := w.(printed); ok {
		p.painted = color
		return p, color
	}
	return w, color
}

// progressTo is where a line of progress goes, which says numbers and no more.
func progressTo(w io.Writer) io.Writer {
	if p, ok := w.(printed); ok {
		return p.to
	}
	return w
}

// writtenOut is a text with its control characters, and the bytes that are no
// characters, written out.
func writtenOut(data []byte, painted bool) []byte {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		if m := colour.Find(data); m != nil && painted {
			out, data = append(out, m...), data[len(m):]
			continue
		}
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			out = fmt.Appendf(out, `\x%02x`, data[0])
		case r == '\n' || r == '\t' || r == '\r' && len(data) > 1 && data[1] == '\n':
			out = append(out, byte(r))
		case r < ' ' || r >= 0x7f && r < 0xa0:
			out = fmt.Appendf(out, `\x%02x`, r)
		default:
			out = append(out, data[:size]...)
		}
		data = data[size:]
	}
	return out
}
