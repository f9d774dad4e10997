package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// readBack is a PDF as this small reader of its own understands it.
type readBack struct {
	objects map[int][]byte // without streams' compression
	pages   []readPage
	outline []readTarget
	catalog string
}

type readPage struct {
	shown []shown
	links []readTarget
}

// shown is one string of text; heights count from the top of the page.
type shown struct {
	text           string
	x, base, width float64
	size           float64
	grey           bool
}

// readTarget is a link or an outline entry, with the page it leads to.
type readTarget struct {
	title      string
	x, y, w, h float64
	page       int
	top        float64
}

// readFont is what is needed to measure text: widths and glyph numbers by code.
type readFont struct {
	widths map[int]float64
	glyphs []byte
}

var (
	objectRef = regexp.MustCompile(`(\d+) 0 R`)
	mediaBox  = regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)
	streamed  = regexp.MustCompile(`(?s)^(<<.*?/Length (\d+).*?>>)\nstream\n`)
	annot     = regexp.MustCompile(`/Rect \[([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+)\] /Border \[0 0 0\] /Dest \[(\d+) 0 R /XYZ 0 ([\d.-]+) null\]`)
	bookmarks = regexp.MustCompile(`(?s)^<</Title \((.*)\)\n/Parent .*/Dest \[(\d+) 0 R /XYZ 0 ([\d.-]+) null\]`)
	fontName  = regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`)
)

// read parses a PDF and fails the test where it is not well formed.
func read(t tester, file []byte) *readBack {
	t.Helper()
	r := &readBack{objects: map[int][]byte{}}
	root := r.readObjects(t, file)
	r.catalog = string(r.objects[root])
	pages := map[int]int{}
	kids := objectRef.FindAllStringSubmatch(cut(string(r.objects[1]), "/Kids [", "]"), -1)
	for n, kid := range kids {
		pages[atoi(t, kid[1])] = n + 1
	}
	height := atof(t, mediaBox.FindStringSubmatch(string(r.objects[1]))[2])
	fonts := r.readFonts(t)
	for _, kid := range kids {
		body := string(r.objects[atoi(t, kid[1])])
		var p readPage
		for _, m := range annot.FindAllStringSubmatch(body, -1) {
			x1, y1, x2, y2 := atof(t, m[1]), atof(t, m[2]), atof(t, m[3]), atof(t, m[4])
			p.links = append(p.links, readTarget{x: x1, y: height - y1, w: x2 - x1, h: y1 - y2, page: pages[atoi(t, m[5])], top: height - atof(t, m[6])})
		}
		contents := objectRef.FindStringSubmatch(body[strings.Index(body, "/Contents"):])
		p.shown = r.readContents(t, string(r.objects[atoi(t, contents[1])]), fonts, height)
		r.pages = append(r.pages, p)
	}
	for n := 1; n < len(r.objects); n++ {
		if m := bookmarks.FindStringSubmatch(string(r.objects[n])); m != nil {
			title := utf16Text(unescape(m[1]))
			r.outline = append(r.outline, readTarget{title: strings.TrimPrefix(title, "\ufeff"), page: pages[atoi(t, m[2])], top: height - atof(t, m[3])})
		}
	}
	return r
}

// readObjects follows the cross-reference table; it gives the root's number.
func (r *readBack) readObjects(t tester, file []byte) int {
	t.Helper()
	tail := string(file[bytes.LastIndex(file, []byte("startxref\n")):])
	start := atoi(t, strings.Fields(tail)[1])
	table := strings.Split(string(file[start:]), "\n")
	if table[0] != "xref" {
		t.Fatalf("startxref leads to %q", table[0])
	}
	size := atoi(t, strings.Fields(table[1])[1])
	for n := 1; n < size; n++ {
		offset := atoi(t, strings.TrimLeft(table[2+n][:10], "0"))
		head := fmt.Sprintf("%d 0 obj\n", n)
		if !bytes.HasPrefix(file[offset:], []byte(head)) {
			t.Fatalf("object %d is not at offset %d", n, offset)
		}
		r.objects[n] = inflate(t, file[offset+len(head):])
	}
	trailer := strings.Join(table[2+size:], "\n")
	if !strings.Contains(trailer, "/ID [<") {
		t.Error("the file has no /ID")
	}
	return atoi(t, objectRef.FindStringSubmatch(trailer[strings.Index(trailer, "/Root"):])[1])
}

// inflate is the object's body; a stream's data replaces its dictionary.
func inflate(t tester, body []byte) []byte {
	t.Helper()
	m := streamed.FindSubmatchIndex(body)
	end := bytes.Index(body, []byte("\nendobj\n"))
	if m == nil || end < m[1] {
		return body[:end]
	}
	data := body[m[1] : m[1]+atoi(t, string(body[m[4]:m[5]]))]
	if !bytes.Contains(body[m[2]:m[3]], []byte("/FlateDecode")) {
		return data
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// readFonts reads the widths and glyph maps of every font in use.
func (r *readBack) readFonts(t tester) map[string]readFont {
	t.Helper()
	fonts := map[string]readFont{}
	for _, m := range fontName.FindAllStringSubmatch(string(r.objects[2]), -1) {
		body := string(r.objects[atoi(t, m[2])])
		cid := string(r.objects[atoi(t, objectRef.FindStringSubmatch(body[strings.Index(body, "/DescendantFonts"):])[1])])
		glyphs := objectRef.FindStringSubmatch(cid[strings.Index(cid, "/CIDToGIDMap"):])
		fonts[m[1]] = readFont{readWidths(t, cid), r.objects[atoi(t, glyphs[1])]}
	}
	return fonts
}

// readWidths reads the /W array of a font: "first last width" or "first [w w w]".
func readWidths(t tester, cid string) map[int]float64 {
	widths := map[int]float64{}
	array := cid[strings.Index(cid, "/W [")+4 : strings.Index(cid, "/CIDToGIDMap")]
	array = strings.NewReplacer("[", " [ ", "]", " ] ").Replace(array)
	words := strings.Fields(array)
	for i := 0; i+2 < len(words); {
		first := atoi(t, words[i])
		if words[i+1] == "[" {
			for i += 2; words[i] != "]"; i++ {
				widths[first] = atof(t, words[i])
				first++
			}
			i++
			continue
		}
		for code := first; code <= atoi(t, words[i+1]); code++ {
			widths[code] = atof(t, words[i+2])
		}
		i += 3
	}
	return widths
}

// readContents reads the text operators of a page.
func (r *readBack) readContents(t tester, s string, fonts map[string]readFont, height float64) []shown {
	t.Helper()
	var (
		list  []shown
		stack []string
		font  readFont
		size  float64
		x, y  float64
		grey  bool
	)
	number := func(back int) float64 { return atof(t, stack[len(stack)-back]) }
	for len(s) > 0 {
		token, rest := nextToken(s)
		s = rest
		switch token {
		case "Tf":
			name := strings.TrimPrefix(stack[len(stack)-2], "/")
			font, size = fonts[name], number(1)
			if font.widths == nil {
				t.Fatalf("font %s is not in the file", name)
			}
		case "g":
			grey = number(1) != 0
		case "Q":
			grey = false
		case "Td":
			x, y = number(2), number(1)
		case "Tj", "TJ":
			list = append(list, showText(t, stack, font, shown{x: x, base: height - y, size: size, grey: grey}))
		default:
			stack = append(stack, token)
			continue
		}
		stack = stack[:0]
	}
	return list
}

// showText is the text of the operands, with its width; numbers between
// strings move what follows.
func showText(t tester, operands []string, font readFont, s shown) shown {
	t.Helper()
	for _, o := range operands {
		if !strings.HasPrefix(o, "(") {
			if n, err := strconv.ParseFloat(o, 64); err == nil && operands[len(operands)-1] == "]" {
				s.width -= n * s.size / 1000
			}
			continue
		}
		text := utf16Text(unescape(o[1 : len(o)-1]))
		for _, c := range text {
			w, known := font.widths[int(c)]
			if !known || c != ' ' && font.glyphs[2*c] == 0 && font.glyphs[2*c+1] == 0 {
				t.Errorf("%q (%U) has no glyph or width in the file", c, c)
			}
			s.width += w * s.size / 1000
		}
		s.text += text
	}
	return s
}

// nextToken splits off a string, a bracket or a word.
func nextToken(s string) (token, rest string) {
	s = strings.TrimLeft(s, " \n\r")
	switch {
	case s == "":
		return "", ""
	case s[0] == '[' || s[0] == ']':
		return s[:1], s[1:]
	case s[0] == '(':
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case ')':
				return s[:i+1], s[i+1:]
			}
		}
	}
	end := strings.IndexAny(s, " \n\r[]()")
	if end <= 0 {
		return s, ""
	}
	return s[:end], s[end:]
}

func unescape(s string) []byte {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				b = append(b, '\r')
				continue
			}
		}
		b = append(b, s[i])
	}
	return b
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}

func cut(s, from, to string) string {
	s = s[strings.Index(s, from)+len(from):]
	return s[:strings.Index(s, to)]
}

func atoi(t tester, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func atof(t tester, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
