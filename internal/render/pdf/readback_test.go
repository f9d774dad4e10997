package pdf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// readBack is a PDF as this small reader of its own understands it.
type readBack struct {
	objects  map[pdfRef]any
	catalog  pdfDict
	info     pdfDict
	pages    []readPage
	outline  []readTarget
	tree     *readElement
	elements int
}

type readPage struct {
	ref   pdfRef
	dict  pdfDict
	shown []shown
	links []readTarget
	marks map[int]string // text of each marked content, by its number
}

// shown is one string of text; heights count from the top of the page.
type shown struct {
	text     string
	x, base  float64
	width    float64
	trailing float64 // width of the spaces at the end
	size     float64
	grey     bool
	artifact string // what kind; empty for content
}

// readTarget is a link or an outline entry, with the page it leads to.
type readTarget struct {
	title      string
	x, y, w, h float64
	page       int
	top        float64
}

// readFont is what is needed to read and measure text: by code, the width, the
// glyph and the character.
type readFont struct {
	widths  map[int]float64
	glyphs  []byte
	unicode map[int]string
}

func (r *readBack) get(v any) any {
	if ref, ok := v.(pdfRef); ok {
		return r.objects[ref]
	}
	return v
}

func (r *readBack) dict(v any) pdfDict {
	d, _ := r.get(v).(pdfDict)
	return d
}

func (r *readBack) list(v any) []any {
	l, _ := r.get(v).([]any)
	return l
}

// read parses a PDF and fails the test where it is not well formed.
func read(t tester, file []byte) *readBack {
	t.Helper()
	objects, trailer := readAll(t, file)
	r := &readBack{objects: objects}
	r.catalog, r.info = r.dict(trailer["Root"]), r.dict(trailer["Info"])
	if len(trailer["ID"].([]any)) != 2 || len(trailer["ID"].([]any)[0].(pdfText)) != 16 {
		t.Error("the file has no /ID")
	}
	top := r.dict(r.catalog["Pages"])
	height := top["MediaBox"].([]any)[3].(float64)
	numbers := map[pdfRef]int{}
	for n, kid := range r.list(top["Kids"]) {
		numbers[kid.(pdfRef)] = n + 1
	}
	target := func(dest any) readTarget {
		d := r.list(dest)
		if len(d) != 5 || d[1] != pdfName("XYZ") || numbers[d[0].(pdfRef)] == 0 {
			t.Fatalf("unexpected destination %v", d)
		}
		return readTarget{page: numbers[d[0].(pdfRef)], top: height - d[3].(float64)}
	}
	for _, kid := range r.list(top["Kids"]) {
		p := readPage{ref: kid.(pdfRef), dict: r.dict(kid), marks: map[int]string{}}
		for _, a := range r.list(p.dict["Annots"]) {
			link := target(r.dict(a)["Dest"])
			corners := r.list(r.dict(a)["Rect"])
			x1, y1, x2, y2 := corners[0].(float64), corners[1].(float64), corners[2].(float64), corners[3].(float64)
			link.x, link.y, link.w, link.h = x1, height-y2, x2-x1, y2-y1
			p.links = append(p.links, link)
		}
		resources := r.dict(p.dict["Resources"])
		r.readContents(t, &p, r.get(p.dict["Contents"]).(pdfData).data, r.readFonts(t, r.dict(resources["Font"])), height)
		r.pages = append(r.pages, p)
	}
	r.readOutline(r.dict(r.catalog["Outlines"])["First"], target)
	r.readTree(t)
	return r
}

func (r *readBack) readOutline(entry any, target func(any) readTarget) {
	for entry != nil {
		d := r.dict(entry)
		e := target(d["Dest"])
		e.title = textOf(d["Title"].(pdfText))
		r.outline = append(r.outline, e)
		r.readOutline(d["First"], target)
		entry = d["Next"]
	}
}

var subsetName = regexp.MustCompile(`^[A-Z]{6}\+[A-Za-z-]+$`)

// readFonts reads the fonts and holds that each is embedded as a subset.
func (r *readBack) readFonts(t tester, dict pdfDict) map[pdfName]readFont {
	t.Helper()
	fonts := map[pdfName]readFont{}
	for name, ref := range dict {
		font := r.dict(ref)
		cid := r.dict(r.list(font["DescendantFonts"])[0])
		descriptor := r.dict(cid["FontDescriptor"])
		program := r.get(descriptor["FontFile2"]).(pdfData)
		if base := font["BaseFont"]; !subsetName.MatchString(string(base.(pdfName))) || cid["BaseFont"] != base || descriptor["FontName"] != base {
			t.Errorf("%s is not the name of a subset", base)
		}
		if len(program.data) != int(program.dict["Length1"].(float64)) {
			t.Errorf("font %s has %d bytes, not %v", name, len(program.data), program.dict["Length1"])
		}
		fonts[name] = readFont{r.readWidths(cid), r.get(cid["CIDToGIDMap"]).(pdfData).data, readCharacters(t, r.get(font["ToUnicode"]).(pdfData).data)}
	}
	return fonts
}

// readWidths reads the /W array of a font: "first [w w w]".
func (r *readBack) readWidths(cid pdfDict) map[int]float64 {
	widths := map[int]float64{}
	array := r.list(cid["W"])
	for i := 0; i+1 < len(array); i += 2 {
		for n, w := range array[i+1].([]any) {
			widths[int(array[i].(float64))+n] = w.(float64)
		}
	}
	return widths
}

// readCharacters reads the ranges of a ToUnicode map.
func readCharacters(t tester, cmap []byte) map[int]string {
	t.Helper()
	characters := map[int]string{}
	s := &scanner{t: t, s: cmap}
	for value := any(nil); value != pdfWord(""); {
		value = s.value()
		if value != pdfWord("beginbfrange") {
			continue
		}
		for {
			from, ok := s.value().(pdfText)
			if !ok {
				break
			}
			to, first := s.value().(pdfText), s.value().(pdfText)
			code, last := int(from[0])<<8|int(from[1]), int(to[0])<<8|int(to[1])
			for r := []rune(utf16Text(first))[0]; code <= last; code, r = code+1, r+1 {
				characters[code] = string(r)
			}
		}
	}
	return characters
}

// readContents reads the operators of a page and holds that all that is drawn
// is marked, as content or as an artifact.
func (r *readBack) readContents(t tester, p *readPage, contents []byte, fonts map[pdfName]readFont, height float64) {
	t.Helper()
	var (
		s        = &scanner{t: t, s: contents}
		operands []any
		font     readFont
		size     float64
		x, y     float64
		grey     bool
		marked   bool
		moved    bool // since the last text
		mark     = -1
		artifact string
	)
	number := func(back int) float64 { return operands[len(operands)-back].(float64) }
	for {
		operator, ok := s.value(), false
		if _, ok = operator.(pdfWord); !ok {
			operands = append(operands, operator)
			continue
		}
		switch operator {
		case pdfWord(""):
			if marked {
				t.Errorf("page %d ends inside marked content", p.ref)
			}
			return
		case pdfWord("BMC"), pdfWord("BDC"):
			if marked {
				t.Errorf("page %d: marked content inside another", p.ref)
			}
			marked, mark, artifact = true, -1, ""
			if operands[0] == pdfName("Artifact") {
				artifact = "Artifact"
				if d, ok := operands[len(operands)-1].(pdfDict); ok {
					artifact = fmt.Sprint(d["Subtype"])
				}
				break
			}
			mark = int(operands[1].(pdfDict)["MCID"].(float64))
			if _, twice := p.marks[mark]; twice {
				t.Errorf("page %d has two marked contents %d", p.ref, mark)
			}
			p.marks[mark] = ""
		case pdfWord("EMC"):
			marked = false
		case pdfWord("Tf"):
			font, size = fonts[operands[0].(pdfName)], number(1)
			if font.widths == nil {
				t.Fatalf("font %s is not in the file", operands[0])
			}
		case pdfWord("g"):
			grey = number(1) != 0
		case pdfWord("rg"):
			grey = false
		case pdfWord("Td"):
			x, y, moved = number(2), number(1), true
		case pdfWord("TJ"):
			if moved { // else it goes on where the last text ended
				p.shown = append(p.shown, shown{x: x, base: height - y, size: size, grey: grey, artifact: artifact})
			}
			line, before := &p.shown[len(p.shown)-1], 0
			if !moved {
				before = len(line.text)
			}
			moved = false
			*line = showText(t, operands[0].([]any), font, *line)
			if artifact == "" {
				p.marks[mark] += line.text[before:]
			}
			fallthrough
		case pdfWord("f"), pdfWord("S"), pdfWord("B"), pdfWord("Do"), pdfWord("sh"):
			if !marked {
				t.Errorf("page %d: %v is drawn outside of marked content", p.ref, operands)
			}
		}
		operands = operands[:0]
	}
}

// showText is the text of the operands, with its width; numbers between
// strings move what follows.
func showText(t tester, operands []any, font readFont, s shown) shown {
	t.Helper()
	for _, o := range operands {
		if n, ok := o.(float64); ok {
			s.width -= n * s.size / 1000
			if s.trailing > 0 {
				s.trailing -= n * s.size / 1000
			}
			continue
		}
		codes := o.(pdfText)
		for i := 0; i+1 < len(codes); i += 2 {
			code := int(codes[i])<<8 | int(codes[i+1])
			w, known := font.widths[code]
			c := font.unicode[code]
			if !known || c == "" || 2*code+1 >= len(font.glyphs) || font.glyphs[2*code] == 0 && font.glyphs[2*code+1] == 0 {
				t.Errorf("code %04X (%q) has no glyph, no width or no character in the file", code, c)
			}
			s.width += w * s.size / 1000
			s.text += c
			if s.trailing += w * s.size / 1000; c != " " {
				s.trailing = 0
			}
		}
	}
	return s
}

func atoi(t tester, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func atof(t tester, s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSuffix(s, "."), 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
