package deal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"

	yaml "go.yaml.in/yaml/v4"
)

// maxSize is the largest deal file that is read, in bytes. A deal with every
// question answered at length is a tenth of it.
const maxSize = 1 << 20

// source is a deal file whose bytes are readable text.
type source struct {
	file   string
	lines  []string                         // without line ends
	widths []int                            // of the lines, in characters
	last   struct{ line, column, byte int } // a place that was looked for in a line, and the byte there
}

// emptyFile is the rule of a file without answers.
const emptyFile = "empty-file"

// newSource checks the bytes of a deal file and takes off a byte order mark
// and carriage returns. It reports the first fault and returns nil if the
// bytes are not text.
func newSource(file string, data []byte, problems *diag.List) *source {
	if len(data) > maxSize {
		problems.Errorf(diag.Position{File: file, Line: 1, Column: 1}, "file-size",
			"the file has %d bytes, more than the %d that a deal may have", len(data), maxSize).
			WithHint("keep long documents outside of the deal and refer to them")
		return nil
	}
	if what, hint := foreign(data); what != "" {
		problems.Errorf(diag.Position{File: file, Line: 1, Column: 1}, "encoding", "the file is %s", what).WithHint("%s", hint)
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	s := &source{file: file, lines: strings.Split(text, "\n")}
	for i, line := range s.lines {
		column := 1
		for at, r := range line {
			if _, size := utf8.DecodeRuneInString(line[at:]); r == utf8.RuneError && size == 1 {
				problems.Errorf(s.at(i+1, column), "encoding", "the byte 0x%02X is not UTF-8", line[at]).WithHint("save the file as UTF-8")
				return nil
			}
			if why := whyUnreadable(r); why != "" {
				problems.Errorf(s.at(i+1, column), "bad-character", "%s %s", codePoint(r), why).WithHint("delete it")
				return nil
			}
			column++
		}
		s.widths = append(s.widths, column-1)
	}
	return s
}

// foreign tells what a file is that is no deal by how it begins, and what to do about it.
func foreign(data []byte) (what, hint string) {
	for _, kind := range []struct{ begins, what string }{
		{"PK\x03\x04", "a Word file, or another archive, and no deal"},
		{"%PDF-", "a PDF, and no deal"},
		{"{\\rtf", "a file of a word processor, and no deal"},
	} {
		if bytes.HasPrefix(data, []byte(kind.begins)) {
			return kind.what, "name the YAML file that the draft is made from"
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "encoded in UTF-32", "save it as UTF-8"
	case isUTF16(data):
		return "encoded in UTF-16", "save it as UTF-8"
	}
	return "", ""
}

// isUTF16 recognises the byte order marks of UTF-16 and, without one, text
// of which every other byte is zero.
func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) ||
		len(data) > 1 && (data[0] == 0) != (data[1] == 0)
}

func (s *source) at(line, column int) diag.Position {
	return diag.Position{File: s.file, Line: line, Column: column}
}

// Lines that name a template: as most do, and as they may in a file that is not YAML.
var (
	templateLine = lazy.Regexp(`(?m)^template:`)
	templateLike = lazy.Regexp(`(?mi)^\{?[ \t]*["']?template["']?[ \t]*:`)
)

// NamesTemplate reports whether a file names a template, as a deal does and no other YAML
// beside it: also one that has other line ends, quotes its keys or is written as JSON. Of a
// file that is no text nobody can tell: it counts, so that whoever reads it says so.
func NamesTemplate(data []byte) bool {
	if what, _ := foreign(data); what != "" || !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r"), []byte("\n"))
	if templateLine.Match(data) {
		return true
	}
	var root yaml.Node
	if len(data) > maxSize || yaml.Unmarshal(data, &root) != nil || len(root.Content) == 0 {
		return templateLike.Match(data)
	}
	top := root.Content[0]
	for i := 0; top.Kind == yaml.MappingNode && i+1 < len(top.Content); i += 2 {
		if strings.EqualFold(strings.TrimSpace(top.Content[i].Value), "template") {
			return true
		}
	}
	return false
}

// within moves a place that lies behind the end of the file or of its line to
// that end.
func (s *source) within(line, column int) diag.Position {
	last := len(s.lines)
	for last > 1 && s.lines[last-1] == "" {
		last--
	}
	if line < 1 {
		return s.at(1, 1)
	}
	if line > last {
		line, column = last, maxSize
	}
	return s.at(line, max(1, min(column, s.widths[line-1]+1)))
}

// rest is what stands in a line from a position on. The positions of one line are
// found in one pass, if they are asked for in order.
func (s *source) rest(pos diag.Position) string {
	line := s.lines[pos.Line-1]
	if s.last.line != pos.Line || s.last.column > pos.Column {
		s.last.line, s.last.column, s.last.byte = pos.Line, 1, 0
	}
	for ; s.last.column < pos.Column; s.last.column++ {
		_, size := utf8.DecodeRuneInString(line[s.last.byte:])
		s.last.byte += size
	}
	return line[s.last.byte:]
}

// place is where a character of a node's text stands in the file: the first
// such character from the start of the node on. One that was written as an
// escape is placed at the start of the node.
func (s *source) place(n *yaml.Node, r rune) diag.Position {
	start := s.within(n.Line, n.Column)
	for line, from := start.Line, start.Column; line <= len(s.lines); line, from = line+1, 1 {
		column := 1
		for _, c := range s.lines[line-1] {
			if c == r && column >= from {
				return s.at(line, column)
			}
			column++
		}
		if n.Style&yaml.DoubleQuotedStyle != 0 && strings.Contains(s.lines[line-1], `\`) {
			break
		}
	}
	return start
}

// parse reads the one document of the file. It returns nil if there is none
// or if it is not YAML, and has then reported why.
func (s *source) parse(problems *diag.List) *yaml.Node {
	loader, err := yaml.NewLoader(strings.NewReader(strings.Join(s.lines, "\n")))
	if err != nil {
		s.report(err, problems)
		return nil
	}
	var root, second yaml.Node
	if err := loader.Load(&root); err != nil && !errors.Is(err, io.EOF) {
		s.report(err, problems)
		return nil
	}
	switch err := loader.Load(&second); {
	case err == nil && len(root.Content) > 0:
		problems.Errorf(s.divider(second.Line), "second-document", "a second document begins here").
			WithHint("keep one deal a file; delete the line \"---\" or what follows it")
	case err != nil && !errors.Is(err, io.EOF):
		s.report(err, problems)
		return nil
	}
	if len(root.Content) == 0 || root.Content[0].ShortTag() == "!!null" {
		problems.Errorf(s.at(1, 1), emptyFile, "the file holds no answers").
			WithHint("a deal names its template and answers its questions: \"template: exclusive-licence\" and groups such as \"deal:\" and \"party:\"; \"clausewright new\" writes one")
		return nil
	}
	return root.Content[0]
}

// divider finds the line "---" that begins the document which holds a line.
func (s *source) divider(line int) diag.Position {
	pos := s.within(line, 1)
	for i := pos.Line; i > 1; i-- {
		if strings.HasPrefix(s.lines[i-1], "---") {
			return s.at(i, 1)
		}
	}
	return pos
}

// yamlHints tells, for words in the messages of the YAML parser, what is
// probably wrong. The first that fits is taken.
var yamlHints = []struct{ word, hint string }{
	{"mapping values are not allowed", `put a text that holds ": " in quotation marks; lines of one group start in the same column`},
	{"invalid Unicode character escape", `type the character itself: YAML does not know the pairs of escapes, such as \ud83d\ude80, that JSON writes`},
	{"quoted scalar", "a closing quotation mark is missing"},
	{"cannot start any token", "put a text that starts with this character in quotation marks"},
	{"flow", "a closing bracket or a comma is missing"},
	{"max depth", "nothing here is nested as deep: a deal three levels, and its tables one more"},
	{"block mapping", `lines of one group start in the same column; put a text that holds quotation marks, ": " or " #" in quotation marks`},
	{"block collection", `lines of one list start in the same column with "- "`},
	{"alphabetic or numeric", "put a text that starts with this character in quotation marks"},
	{"mapping keys are not allowed", "put a text that starts with this character in quotation marks; TBD leaves an answer open"},
	{"simple key", `write "key: value"`},
}

// YAMLFault tells why a text, which begins at a line of a file, is not YAML, at
// its place and with what to do about it.
func YAMLFault(file string, first int, text string, err error) *diag.Problem {
	s := &source{file: file, lines: strings.Split(text, "\n")}
	for _, line := range s.lines {
		s.widths = append(s.widths, utf8.RuneCountInString(line))
	}
	var problems diag.List
	s.report(err, &problems)
	problems[0].Pos.Line += first - 1
	return problems[0]
}

// report turns an error of the YAML parser into a problem at its place.
func (s *source) report(err error, problems *diag.List) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		problems.Errorf(s.at(1, 1), "yaml", "the file is not YAML: %v", err)
		return
	}
	pos := s.within(load.Mark.Line, load.Mark.Column)
	if strings.Contains(load.Message, "unknown anchor") {
		problems.Errorf(pos, "alias", "aliases (*name) are not used here").WithHint("write the value out, or put a text that starts with \"*\" in quotation marks")
		return
	}
	if strings.Contains(load.ContextMsg, "quoted scalar") && load.ContextMark.Line > 0 {
		pos = s.within(load.ContextMark.Line, load.ContextMark.Column)
	}
	if at, lost := s.lostQuote(pos.Line); lost {
		pos, load = at, &yaml.LoadError{Message: "a quotation mark is not closed", ContextMsg: "quoted scalar"}
	}
	if strings.HasPrefix(s.rest(pos), "\t") {
		problems.Errorf(pos, "yaml", "a line is indented by a tab").WithHint("indent with spaces")
		return
	}
	if at, r, ok := s.oddIndent(pos.Line); ok {
		problems.Errorf(at, "bad-character", "%s stands in the indentation of a line, where YAML knows only the ordinary space", codePoint(r)).WithHint("indent with spaces")
		return
	}
	if found := s.slip(pos.Line); found != nil {
		problems.Errorf(found.at, "yaml", "%s", found.what).WithHint("%s", found.hint)
		return
	}
	problem := problems.Errorf(pos, "yaml", "%s", strings.TrimPrefix(load.Message, "yaml: "))
	if strings.HasPrefix(s.lines[pos.Line-1], "%") {
		problem.WithHint("delete the line: directives (%%) are not used here")
		return
	}
	for _, h := range yamlHints {
		if strings.Contains(load.Message, h.word) || strings.Contains(load.ContextMsg, h.word) {
			problem.WithHint("%s", h.hint)
			return
		}
	}
}

// mostTried is how many lines are tried for what would make a file readable.
const mostTried = 20

// readsWith reports whether the file can be read if a line is another.
func (s *source) readsWith(i int, line string) bool {
	lines := slices.Clone(s.lines)
	lines[i] = line
	var doc yaml.Node
	return yaml.Unmarshal([]byte(strings.Join(lines, "\n")), &doc) == nil
}

// lostQuote finds the quotation mark that was not closed on its line, where the
// file can be read if it is.
func (s *source) lostQuote(until int) (diag.Position, bool) {
	tried := 0
	for i, line := range s.lines[:until] {
		if strings.Count(line, `"`)%2 == 0 {
			continue
		}
		if tried++; tried > mostTried {
			break
		}
		if s.readsWith(i, line+`"`) {
			return s.at(i+1, utf8.RuneCountInString(line[:strings.LastIndex(line, `"`)])+1), true
		}
	}
	return diag.Position{}, false
}

// lineSlip is a small fault of one line, without which the file can be read.
type lineSlip struct {
	at         diag.Position
	what, hint string
}

var (
	tightKey  = lazy.Regexp(`^( *(?:- )?[a-z_]+:)([^\s/].*)$`)
	tightDash = lazy.Regexp(`^( *-)([^\s-].*)$`)
	equalsKey = lazy.Regexp(`^( *(?:- )?[a-z_]+) *=( *\S.*)$`)
	keyOfLine = lazy.Regexp(`^ *(?:- )?[a-z_]+:( |$)`)
)

// slips are what a line can lack between two of its parts, and what stands there.
var slips = []struct {
	line          *lazy.Expression
	between       string
	what, example string
}{
	{tightKey, " ", "there is no space behind the colon", "key: value"},
	{tightDash, " ", "there is no space behind the dash", "- an item"},
	{equalsKey, ": ", "there is no colon behind the key", "key: value"},
}

// slip finds the last line up to one at which the file cannot be read where a space or
// a colon is missing, that goes on with a text but begins too far to the left, or that
// does not begin in the column of the others of its group; nil if no such line is at fault.
func (s *source) slip(until int) *lineSlip {
	first := max(0, until-mostTried)
	for i := until - 1; i >= first; i-- {
		for _, slip := range slips {
			m := slip.line.FindStringSubmatch(s.lines[i])
			if m != nil && s.readsWith(i, m[1]+slip.between+strings.TrimLeft(m[2], " ")) {
				return &lineSlip{s.at(i+1, utf8.RuneCountInString(m[1])+1), slip.what, fmt.Sprintf("write %q", slip.example)}
			}
		}
	}
	for i := until - 1; i >= max(first, 1); i-- {
		line, above := s.lines[i], s.lines[i-1]
		if !keyOfLine.MatchString(above) || keyOfLine.MatchString(line) || indentOf(line) > indentOf(above) || strings.TrimSpace(line) == "" {
			continue
		}
		if s.readsWith(i, strings.Repeat(" ", indentOf(above)+2)+strings.TrimLeft(line, " ")) {
			return &lineSlip{s.at(i+1, indentOf(line)+1), "this line begins no key, and too far to the left to go on with the text above", fmt.Sprintf("put at least %d spaces before it", indentOf(above)+2)}
		}
	}
	for i := until - 1; i >= first; i-- {
		line := s.lines[i]
		if !keyOfLine.MatchString(line) {
			continue
		}
		if indentOf(line) == 1 && s.readsWith(i, line[1:]) { // what is left of "# key:" without its "#"
			return &lineSlip{s.at(i+1, 2), "a space stands before the name of a group", "delete the space, and set its questions two spaces in"}
		}
		for _, other := range []int{s.keyLine(i, -1), s.keyLine(i, +1)} {
			if other < 0 || indentOf(s.lines[other]) == indentOf(line) {
				continue
			}
			if s.readsWith(i, strings.Repeat(" ", indentOf(s.lines[other]))+strings.TrimLeft(line, " ")) {
				return &lineSlip{s.at(i+1, indentOf(line)+1), "this line does not begin in the column of the others of its group", fmt.Sprintf("put as many spaces before it as line %d has: %d", other+1, indentOf(s.lines[other]))}
			}
		}
	}
	return nil
}

// keyLine is the next line in a direction that begins with a key; -1 if there is none.
func (s *source) keyLine(from, step int) int {
	for i := from + step; i >= 0 && i < len(s.lines); i += step {
		if keyOfLine.MatchString(s.lines[i]) {
			return i
		}
	}
	return -1
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// oddIndent finds a white space other than the ordinary one in front of the
// words of a line, up to a line at which the file cannot be read.
func (s *source) oddIndent(until int) (diag.Position, rune, bool) {
	for i, line := range s.lines[:until] {
		column := 1
		for _, r := range line {
			if r != ' ' && r != '\t' && unicode.IsSpace(r) {
				return s.at(i+1, column), r, true
			}
			if !unicode.IsSpace(r) {
				break
			}
			column++
		}
	}
	return diag.Position{}, 0, false
}
