package main

import (
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"
)

// printed is where results and messages go. What they hold of a deal, a library
// or a name of a file cannot steer a terminal: control characters come out as
// \x1b.
type printed struct{ to io.Writer }

// ours are the sequences that this program itself writes: colours, and the end
// of a line of progress.
var ours = regexp.MustCompile(`^(\x1b\[([0-9]{1,2}(;[0-9]{1,2})?)?m|\r\x1b\[K|\r[0-9]+ of [0-9]+)`)

func (p printed) Write(data []byte) (int, error) {
	if _, err := p.to.Write(writtenOut(data)); err != nil {
		return 0, err
	}
	return len(data), nil
}

// writtenOut is a text with its control characters, and the bytes that are no
// characters, written out.
func writtenOut(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		if m := ours.Find(data); m != nil {
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
