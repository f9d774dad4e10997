package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Printer writes problems for people: the line of Problem.Error, the source
// line with a caret, other places, and a hint.
type Printer struct {
	Color  bool
	Source func(file string) (text []byte, ok bool) // source of a file, for the excerpt; may be nil
}

var severityColor = [...]string{Error: "\x1b[31m", Warning: "\x1b[33m", Info: "\x1b[36m"}

// Print writes all problems in the order given.
func (p *Printer) Print(w io.Writer, problems List) error {
	var b strings.Builder
	for _, problem := range problems {
		p.print(&b, problem)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p *Printer) print(b *strings.Builder, problem *Problem) {
	severity := problem.Severity.String()
	if p.Color {
		severity = severityColor[problem.Severity] + severity + "\x1b[0m"
	}
	fmt.Fprintln(b, problem.line(severity, plainly))
	p.excerpt(b, problem.Pos)
	shown := problem.Related
	if len(shown) > maxRelated {
		shown = shown[:maxRelated-1]
	}
	for _, r := range shown {
		fmt.Fprintf(b, "    %s: %s\n", plainly(r.Pos.String()), plainly(r.Text))
	}
	if more := len(problem.Related) - len(shown); more > 0 {
		fmt.Fprintf(b, "    and at %d more places\n", more)
	}
	if problem.Hint != "" {
		fmt.Fprintf(b, "    hint: %s\n", plainly(problem.Hint))
	}
}

// plainly is a text that begins no sequence of a terminal, such as a colour.
func plainly(text string) string { return strings.ReplaceAll(text, "\x1b", `\x1b`) }

// maxRelated is the number of other places that are shown of a problem. JSON has
// them all.
const maxRelated = 5

// excerptWidth is the number of characters of a source line that are shown.
const excerptWidth = 100

// excerpt shows the source line of pos with a caret under its column.
func (p *Printer) excerpt(b *strings.Builder, pos Position) {
	if p.Source == nil || pos.Line == 0 {
		return
	}
	text, ok := p.Source(pos.File)
	if !ok || !utf8.Valid(text) {
		return
	}
	line, ok := lineOf(string(text), pos.Line)
	if !ok {
		return
	}
	column := min(max(pos.Column, 1), utf8.RuneCountInString(line)+1)
	start := 0
	if column > excerptWidth-20 {
		start = column - excerptWidth/2
	}
	_, shown := cutAt(line, start)
	shown, _ = cutAt(shown, excerptWidth)
	margin := fmt.Sprintf("%5d | ", pos.Line)
	fmt.Fprintf(b, "%s%s\n", margin, printable(shown))
	if pos.Column > 0 {
		fmt.Fprintf(b, "%s^\n", strings.Repeat(" ", len(margin)+column-1-start))
	}
}

// lineOf returns the n-th line of text, counted from 1.
func lineOf(text string, n int) (string, bool) {
	for ; n > 1; n-- {
		_, rest, ok := strings.Cut(text, "\n")
		if !ok {
			return "", false
		}
		text = rest
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimRight(line, "\r"), true
}

// cutAt cuts a line after so many characters.
func cutAt(line string, n int) (before, after string) {
	for i := range line {
		if n == 0 {
			return line[:i], line[i:]
		}
		n--
	}
	return line, ""
}

// printable replaces tabs and control characters, so that an excerpt takes
// one column a character and cannot steer the terminal.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '·'
		}
		return r
	}, line)
}
