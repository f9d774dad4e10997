package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// Values of a PDF, beside float64, bool and nil.
type (
	pdfName string
	pdfRef  int // number of an object
	pdfDict map[pdfName]any
	pdfText []byte   // a string
	pdfWord string   // an operator
	pdfData struct { // a stream
		dict pdfDict
		data []byte // not compressed
	}
)

// A scanner reads values one after the other. It fails the test where there is
// none.
type scanner struct {
	t    tester
	s    []byte
	at   int
	refs bool // numbers may be references, as everywhere but in the contents of a page
}

const (
	blanks     = " \t\r\n\x00\f"
	delimiters = "()<>[]{}/%" + blanks
)

func (s *scanner) blank() {
	for s.at < len(s.s) && strings.IndexByte(blanks, s.s[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) has(prefix string) bool {
	if !bytes.HasPrefix(s.s[s.at:], []byte(prefix)) {
		return false
	}
	s.at += len(prefix)
	return true
}

// value reads the next value; at the end it is pdfWord("").
func (s *scanner) value() any {
	s.blank()
	switch {
	case s.at == len(s.s):
		return pdfWord("")
	case s.has("<<"):
		return s.dict()
	case s.has("["):
		list := []any{}
		for {
			if s.blank(); s.has("]") {
				return list
			}
			list = append(list, s.value())
		}
	case s.has("("):
		return s.text()
	case s.has("<"):
		var text pdfText
		digits := s.until(">")
		s.at++
		if _, err := fmt.Sscanf(digits, "%x", &text); err != nil {
			s.t.Fatalf("string <%s>: %v", digits, err)
		}
		return text
	case s.has("/"):
		return pdfName(strings.ReplaceAll(s.until(delimiters), "#2F", "/"))
	}
	return s.word()
}

func (s *scanner) until(stops string) string {
	from := s.at
	for s.at < len(s.s) && strings.IndexByte(stops, s.s[s.at]) < 0 {
		s.at++
	}
	return string(s.s[from:s.at])
}

func (s *scanner) dict() pdfDict {
	d := pdfDict{}
	for {
		if s.blank(); s.has(">>") {
			return d
		}
		name, ok := s.value().(pdfName)
		if !ok {
			s.t.Fatalf("dictionary without a name at %q", s.s[max(0, s.at-20):min(len(s.s), s.at+20)])
		}
		if _, twice := d[name]; twice {
			s.t.Fatalf("a dictionary has %s twice", name)
		}
		d[name] = s.value()
	}
}

func (s *scanner) text() pdfText {
	text := pdfText{}
	for depth := 1; ; s.at++ {
		c := s.s[s.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return text
			}
		case '\\':
			s.at++
			c = s.s[s.at]
			if i := strings.IndexByte("nrtbf", c); i >= 0 {
				c = "\n\r\t\b\f"[i]
			} else if c >= '0' && c <= '7' {
				c = (s.s[s.at]-'0')<<6 | (s.s[s.at+1]-'0')<<3 | (s.s[s.at+2] - '0')
				s.at += 2
			}
		}
		text = append(text, c)
	}
}

// word reads a number, a reference, a keyword or an operator.
func (s *scanner) word() any {
	word := s.until(delimiters)
	switch word {
	case "":
		s.t.Fatalf("unexpected %q", s.s[s.at:min(len(s.s), s.at+20)])
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	}
	if strings.Trim(word, "0123456789.+-") != "" {
		return pdfWord(word)
	}
	at := s.at
	if s.refs && s.has(" 0 R") && (s.at == len(s.s) || strings.IndexByte(delimiters, s.s[s.at]) >= 0) {
		return pdfRef(atoi(s.t, word))
	}
	s.at = at
	return atof(s.t, word)
}

// textOf is a text string of a PDF: UTF-16 with a mark, or else ASCII.
func textOf(b pdfText) string {
	rest, wide := bytes.CutPrefix(b, []byte("\xfe\xff"))
	if !wide {
		return string(b)
	}
	return utf16Text(rest)
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// readAll reads every object that the table of objects lists, and gives
// the dictionary at the end of the file.
func readAll(t tester, file []byte) (map[pdfRef]any, pdfDict) {
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) || !bytes.HasSuffix(file, []byte("\n%%EOF\n")) {
		t.Fatal("no beginning or no end")
	}
	at := bytes.LastIndex(file, []byte("startxref\n"))
	start := atoi(t, strings.Fields(string(file[at:]))[1])
	table := readAt(t, file, start, 0).(pdfData)
	objects := map[pdfRef]any{}
	for n := 1; n < int(table.dict["Size"].(float64)); n++ {
		e := table.data[7*n : 7*n+7]
		if e[0] == 1 {
			objects[pdfRef(n)] = readAt(t, file, int(binary.BigEndian.Uint32(e[1:])), n)
		}
	}
	heads := map[pdfRef][]string{} // numbers and offsets in each stream of objects
	for n := 1; 7*n < len(table.data); n++ {
		e := table.data[7*n : 7*n+7]
		if e[0] == 2 {
			ref := pdfRef(binary.BigEndian.Uint32(e[1:]))
			holder := objects[ref].(pdfData)
			if heads[ref] == nil {
				heads[ref] = strings.Fields(string(holder.data[:int(holder.dict["First"].(float64))]))
			}
			objects[pdfRef(n)] = packedObject(t, holder, heads[ref], n, int(binary.BigEndian.Uint16(e[5:])))
		}
		if objects[pdfRef(n)] == nil {
			t.Fatalf("object %d is missing", n)
		}
	}
	return objects, table.dict
}

// readAt reads the object at an offset; n is its number, or 0 if any will do.
func readAt(t tester, file []byte, offset, n int) any {
	s := &scanner{t: t, s: file, at: offset, refs: true}
	if got := s.value(); n > 0 && got != float64(n) {
		t.Fatalf("object %d is not at offset %d but %v", n, offset, got)
	}
	if s.value() != 0.0 || s.value() != pdfWord("obj") {
		t.Fatalf("no object at offset %d", offset)
	}
	value := s.value()
	if s.blank(); !s.has("stream\n") {
		return value
	}
	dict := value.(pdfDict)
	data := file[s.at : s.at+int(dict["Length"].(float64))]
	s.at += len(data)
	if s.value() != pdfWord("endstream") || s.value() != pdfWord("endobj") {
		t.Fatalf("stream at offset %d has another length", offset)
	}
	if dict["Filter"] != pdfName("FlateDecode") {
		return pdfData{dict, data}
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if params, ok := dict["DecodeParms"].(pdfDict); ok {
		plain = sumLines(t, plain, int(params["Columns"].(float64)))
	}
	return pdfData{dict, plain}
}

// sumLines undoes the writing of lines as differences from the line before.
func sumLines(t tester, data []byte, columns int) []byte {
	plain, last := []byte{}, make([]byte, columns)
	for ; len(data) > columns; data = data[columns+1:] {
		if data[0] != 2 {
			t.Fatalf("predictor %d", data[0])
		}
		for i := range last {
			last[i] += data[1+i]
		}
		plain = append(plain, last...)
	}
	return plain
}

// packedObject is the object of the given index in a stream of objects.
func packedObject(t tester, holder pdfData, head []string, n, index int) any {
	if holder.dict["Type"] != pdfName("ObjStm") || head[2*index] != itoa(n) {
		t.Fatalf("object %d is not number %d of its stream", n, index)
	}
	s := &scanner{t: t, s: holder.data, at: int(holder.dict["First"].(float64)) + atoi(t, head[2*index+1]), refs: true}
	return s.value()
}
