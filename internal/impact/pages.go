package impact

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"clausewright/internal/redline"
)

// textPage is a page for a terminal or a plain file, at most width characters
// wide where words allow it.
type textPage struct {
	strings.Builder
	color bool
}

const width = 100

func (p *textPage) heading(level int, text string) {
	text = printable(text)
	if p.Len() > 0 && level < 4 {
		p.WriteByte('\n')
	}
	if level == 2 {
		text = strings.ToUpper(text)
	}
	p.WriteString(indent(level - 1))
	if p.color {
		text = "\x1b[1m" + text + "\x1b[0m"
	}
	p.WriteString(text + "\n")
}

func indent(level int) string { return strings.Repeat("  ", max(level-1, 0)) }

func (p *textPage) line(level int, text string) {
	p.spans(indent(level), "", []redline.Span{{Text: text}})
}

func (p *textPage) place(level int, lead string, heading []redline.Span) {
	p.spans(indent(level), lead, heading)
}

func (p *textPage) passage(level int, lead string, spans []redline.Span) {
	p.spans(indent(level), lead, spans)
}

func (p *textPage) fold(string) {}
func (p *textPage) unfold()     {}

// marks are what stands around deleted and inserted words, and their colour.
var marks = [...]struct{ open, close, color string }{
	redline.Deleted:  {"[-", "-]", "\x1b[31;9m"},
	redline.Inserted: {"{+", "+}", "\x1b[32;4m"},
}

// spans writes marked text in lines behind a margin. Colour ends with each line.
func (p *textPage) spans(margin, lead string, spans []redline.Span) {
	l := lines{page: p, margin: margin}
	if lead != "" {
		l.words(printable(lead)+" ", "")
	}
	for _, s := range spans {
		m := marks[s.Mark]
		l.words(m.open+printable(s.Text)+m.close, m.color)
	}
	l.end()
}

// lines breaks text into lines at spaces.
type lines struct {
	page   *textPage
	margin string
	line   strings.Builder // what is on the line so far, with colour
	length int             // of it, in characters
	word   strings.Builder // the word that is being written, with colour
	wide   int             // its length, in characters
}

func (l *lines) words(text, color string) {
	for piece := range strings.SplitAfterSeq(text, " ") {
		word := strings.TrimSuffix(piece, " ")
		l.wide += utf8.RuneCountInString(word)
		if color != "" && l.page.color && word != "" {
			word = color + word + "\x1b[0m"
		}
		l.word.WriteString(word)
		if word := strings.TrimSuffix(piece, " "); word != piece {
			l.put()
			l.line.WriteByte(' ')
			l.length++
		}
	}
}

// put puts the word on the line, or on a new one if it does not fit.
func (l *lines) put() {
	if l.length > 0 && len(l.margin)+l.length+l.wide > width {
		l.flush()
	}
	l.line.WriteString(l.word.String())
	l.length += l.wide
	l.word.Reset()
	l.wide = 0
}

func (l *lines) flush() {
	l.page.WriteString(strings.TrimRight(l.margin+l.line.String(), " ") + "\n")
	l.line.Reset()
	l.length = 0
}

func (l *lines) end() {
	l.put()
	l.flush()
}

// printable replaces control characters, so that a text cannot steer a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return ' '
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '·'
		}
		return r
	}, text)
}

// markdownPage is a page for a comment on a pull request.
type markdownPage struct{ strings.Builder }

func (p *markdownPage) block(text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(text + "\n")
}

func (p *markdownPage) heading(level int, text string) {
	if level == 4 {
		p.block("**" + escape(text) + "**")
		return
	}
	p.block(strings.Repeat("#", level+1) + " " + escape(text))
}

func (p *markdownPage) line(_ int, text string) { p.block(escape(text)) }

func (p *markdownPage) place(_ int, lead string, heading []redline.Span) {
	p.block(join(escape(lead), markedHTML(heading)))
}

func (p *markdownPage) passage(_ int, lead string, spans []redline.Span) {
	text := markedHTML(spans)
	if lead != "" {
		text = escape(lead) + " " + text
	}
	text = listMark.ReplaceAllString(strings.TrimLeft(text, " "), `$1\$2`)
	p.block("> " + text)
}

// markedHTML writes marked text as HTML elements around escaped text.
func markedHTML(spans []redline.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch s.Mark {
		case redline.Deleted:
			b.WriteString("<del>" + escape(s.Text) + "</del>")
		case redline.Inserted:
			b.WriteString("<ins>" + escape(s.Text) + "</ins>")
		default:
			b.WriteString(escape(s.Text))
		}
	}
	return b.String()
}

// listMark is what would make a paragraph an item of a list.
var listMark = regexp.MustCompile(`^(\d*)([-+.)])`)

func (p *markdownPage) fold(summary string) {
	p.block("<details><summary>" + escape(summary) + "</summary>")
}

func (p *markdownPage) unfold() { p.block("</details>") }

// escape writes text so that Markdown and HTML show it as it is.
func escape(text string) string { return escaper.Replace(printable(text)) }

var escaper = func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", "@", "@<!-- -->"}
	for _, c := range "\\`*_[]~|#{}$" {
		pairs = append(pairs, string(c), "\\"+string(c))
	}
	return strings.NewReplacer(pairs...)
}()
