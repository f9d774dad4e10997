package docx

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// checker looks for what Word would not forgive and a schema does not see.
type checker struct {
	parts map[string][]byte
	trees map[string]*element
	found []string
}

func (c *checker) fault(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

// checkFile lists what is wrong with a file.
func checkFile(data []byte) []string {
	parts, err := unzip(data)
	if err != nil {
		return []string{err.Error()}
	}
	return checkParts(parts)
}

func checkParts(parts map[string][]byte) []string {
	c := &checker{parts: parts, trees: map[string]*element{}}
	for name, data := range parts {
		t, err := tree(data)
		if err != nil {
			c.fault("%s: %v", name, err)
			continue
		}
		c.trees[name] = t
	}
	if c.trees[mainPart] == nil || c.trees["word/styles.xml"] == nil || c.trees["word/numbering.xml"] == nil {
		c.fault("a main part is missing")
	}
	if len(c.found) > 0 {
		return c.found
	}
	c.relations()
	c.properties()
	c.ids()
	c.styles()
	c.numbering()
	c.fields()
	for _, t := range c.trees {
		t.all(func(n, _ *element) { c.foreign(n) })
	}
	for _, name := range []string{mainPart, "word/comments.xml"} {
		if t := c.trees[name]; t != nil {
			t.all(func(n, in *element) { c.order(n); c.place(n, in) })
		}
	}
	return c.found
}

// relations: each relationship leads to a part, and each part is led to.
func (c *checker) relations() {
	led := map[string]bool{"[Content_Types].xml": true}
	for name, t := range c.trees {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		led[name] = true
		for _, r := range t.nodes {
			target := strings.TrimPrefix(r.attr["Target"], "/")
			if !strings.HasPrefix(r.attr["Target"], "/") {
				target = path.Join(path.Dir(path.Dir(name)), target)
			}
			if led[target] = true; c.parts[target] == nil {
				c.fault("%s leads to %s, which is not there", name, target)
			}
		}
	}
	for name := range c.parts {
		if !led[name] {
			c.fault("nothing leads to %s", name)
		}
	}
	used := map[string]bool{}
	c.trees[mainPart].all(func(n, _ *element) { used[n.attr["r:id"]] = true })
	for _, r := range c.trees["word/_rels/document.xml.rels"].nodes {
		delete(used, r.attr["Id"])
	}
	delete(used, "")
	for id := range used {
		c.fault("no relationship %s", id)
	}
}

// properties: their numbers begin at 2, and they say only what is known of.
func (c *checker) properties() {
	for _, p := range c.trees["docProps/core.xml"].nodes {
		if !slices.Contains([]string{"dc:title", "dc:subject", "dcterms:created", "dcterms:modified"}, p.name) {
			c.fault("a property %s", p.name)
		}
	}
	for name := range c.parts {
		if !slices.Contains(partNames, name) {
			c.fault("a part %s", name)
		}
	}
	for i, p := range c.trees["docProps/custom.xml"].nodes {
		if p.attr["pid"] != fmt.Sprint(i+2) {
			c.fault("property %s has the number %s", p.attr["name"], p.attr["pid"])
		}
	}
}

// partNames are the parts that a file may have.
var partNames = strings.Fields(`[Content_Types].xml _rels/.rels docProps/core.xml docProps/custom.xml word/document.xml word/_rels/document.xml.rels word/styles.xml
	word/numbering.xml word/settings.xml word/fontTable.xml word/header1.xml word/header2.xml word/footer1.xml word/footer2.xml word/comments.xml
	customXml/item1.xml customXml/itemProps1.xml customXml/_rels/item1.xml.rels`)

// ids: no two things have one number, no two bookmarks one name, each bookmark
// ends, each comment is there.
func (c *checker) ids() {
	taken, open, names, comments := map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, part := range []string{"word/comments.xml", mainPart} {
		t := c.trees[part]
		if t == nil {
			continue
		}
		t.all(func(n, _ *element) {
			id := n.attr["w:id"]
			switch n.name {
			case "w:bookmarkStart":
				name := n.attr["w:name"]
				if names[strings.ToLower(name)] {
					c.fault("two bookmarks are called %s", name)
				}
				if len(name) > longestName || !bookmarkName.MatchString(name) {
					c.fault("a bookmark cannot be called %s", name)
				}
				names[strings.ToLower(name)] = true
				open[id] = true
			case "w:bookmarkEnd":
				if !open[id] {
					c.fault("bookmark %s ends and has not begun", id)
				}
				delete(open, id)
				return
			case "w:comment":
				comments[id] = 0
			case "w:commentReference":
				if _, ok := comments[id]; !ok {
					c.fault("no comment %s", id)
				}
				comments[id]++
				return
			case "wp:docPr", "wps:cNvPr":
				id = n.attr["id"]
			case "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange":
			default:
				return
			}
			if other := taken[id]; other != "" {
				c.fault("%s and %s both have the number %s", other, n.name, id)
			}
			taken[id] = n.name
		})
	}
	for id := range open {
		c.fault("bookmark %s does not end", id)
	}
	for id, n := range comments {
		if n != 1 {
			c.fault("comment %s stands in %d places", id, n)
		}
	}
}

var bookmarkName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// styles: what is named is there.
func (c *checker) styles() {
	known := map[string]bool{}
	c.trees["word/styles.xml"].all(func(n, _ *element) {
		if n.name == "w:style" {
			if known[n.attr["w:styleId"]] {
				c.fault("two styles %s", n.attr["w:styleId"])
			}
			known[n.attr["w:styleId"]] = true
		}
	})
	for name, t := range c.trees {
		t.all(func(n, _ *element) {
			switch n.name {
			case "w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next":
				if !known[n.attr["w:val"]] {
					c.fault("%s: no style %s", name, n.attr["w:val"])
				}
			}
		})
	}
}

// numbering: lists are there, and levels and styles name each other.
func (c *checker) numbering() {
	lists, nums := map[string]*element{}, map[string]*element{}
	for _, n := range c.trees["word/numbering.xml"].nodes {
		if n.name == "w:abstractNum" {
			lists[n.attr["w:abstractNumId"]] = n
		} else {
			nums[n.attr["w:numId"]] = lists[n.val("w:abstractNumId")]
		}
	}
	for name, t := range c.trees {
		t.all(func(n, _ *element) {
			if n.name != "w:numPr" {
				return
			}
			if id := n.val("w:numId"); id != "0" && nums[id] == nil {
				c.fault("%s: no list %s", name, id)
			}
		})
	}
	for _, s := range c.trees["word/styles.xml"].nodes {
		if s.name != "w:style" || s.child("w:pPr") == nil || s.child("w:pPr").child("w:numPr") == nil {
			continue
		}
		n := s.child("w:pPr").child("w:numPr")
		level := n.val("w:ilvl")
		if level == "" {
			level = "0"
		}
		tied := false
		if list := nums[n.val("w:numId")]; list != nil {
			for _, l := range list.nodes {
				tied = tied || l.attr["w:ilvl"] == level && l.val("w:pStyle") == s.attr["w:styleId"]
			}
		}
		if !tied {
			c.fault("style %s and its level are not tied", s.attr["w:styleId"])
		}
	}
}

// fields: each begins, is separated and ends in one story; what a reference
// leads to is there.
func (c *checker) fields() {
	names := map[string]bool{}
	for _, t := range c.trees {
		t.all(func(n, _ *element) {
			if n.name == "w:bookmarkStart" {
				names[n.attr["w:name"]] = true
			}
		})
	}
	for part, t := range c.trees {
		var open []string
		code := ""
		t.all(func(n, _ *element) {
			switch n.name {
			case "w:fldChar":
				switch n.attr["w:fldCharType"] {
				case "begin":
					open, code = append(open, "begin"), ""
				case "separate":
					if len(open) == 0 || open[len(open)-1] != "begin" {
						c.fault("%s: a field is separated that has not begun", part)
						return
					}
					open[len(open)-1] = "separate"
					c.code(strings.Fields(code), names)
				case "end":
					if len(open) == 0 || open[len(open)-1] != "separate" {
						c.fault("%s: a field ends too early", part)
						return
					}
					open = open[:len(open)-1]
				}
			case "w:instrText", "w:delInstrText":
				code += n.text
			case "w:hyperlink":
				if !names[n.attr["w:anchor"]] {
					c.fault("a link leads to %s, which is not there", n.attr["w:anchor"])
				}
			}
		})
		if len(open) > 0 {
			c.fault("%s: a field does not end", part)
		}
	}
}

func (c *checker) code(words []string, names map[string]bool) {
	switch {
	case len(words) == 0:
		c.fault("an empty field")
	case words[0] == "REF" && (len(words) < 2 || !names[words[1]]):
		c.fault("a reference leads to %v, which is not there", words[1:])
	case words[0] == "HYPERLINK" && (len(words) < 3 || !names[words[2]]):
		c.fault("a link leads to %v, which is not there", words[1:])
	case !slices.Contains([]string{"REF", "HYPERLINK", "TOC", "PAGE", "NUMPAGES"}, words[0]):
		c.fault("a field %s", words[0])
	}
}

// orders are the elements that may stand in another, in their order.
var orders = map[string][]string{
	"w:pPr":   {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"},
	"w:rPr":   {"w:ins", "w:del", "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:spacing", "w:sz", "w:szCs", "w:highlight", "w:shd", "w:rtl", "w:lang"},
	"w:trPr":  {"w:cantSplit", "w:trHeight", "w:tblHeader", "w:ins", "w:del"},
	"w:tcPr":  {"w:tcW", "w:gridSpan", "w:tcBorders"},
	"w:tblPr": {"w:tblStyle", "w:tblW", "w:tblInd", "w:tblLayout", "w:tblLook"},
}

func (c *checker) order(n *element) {
	order, ok := orders[n.name]
	if !ok {
		return
	}
	last := -1
	for _, child := range n.nodes {
		i := slices.Index(order, child.name)
		if i < 0 {
			c.fault("%s in %s", child.name, n.name)
		}
		if i <= last {
			c.fault("%s stands too late in %s", child.name, n.name)
		}
		last = i
	}
}

// foreign: there are no controls, no notes at the foot, and nothing that has
// Word ask a question when the file is opened.
func (c *checker) foreign(n *element) {
	switch n.name {
	case "w:sdt", "w:footnoteReference", "w:endnoteReference", "w:updateFields", "w:altChunk", "w:subDoc", "w:attachedTemplate":
		c.fault("%s", n.name)
	}
	if n.attr["w:dirty"] != "" {
		c.fault("%s is to be worked out when the file is opened", n.name)
	}
	if n.name == "Relationship" && n.attr["TargetMode"] == "External" {
		c.fault("the file leads to %s", n.attr["Target"])
	}
}

// place: text, changes, cells and paragraphs stand where they may.
func (c *checker) place(n, in *element) {
	switch n.name {
	case "w:ins", "w:del":
		deleted := n.name == "w:del"
		for _, r := range n.nodes {
			r.running(func(x *element) { // the text in a picture is a text of its own
				switch {
				case x.name == "w:ins" || x.name == "w:del":
					c.fault("a change in a change")
				case deleted && (x.name == "w:t" || x.name == "w:instrText"):
					c.fault("%s in deleted text", x.name)
				case !deleted && (x.name == "w:delText" || x.name == "w:delInstrText"):
					c.fault("%s in inserted text", x.name)
				}
			})
		}
		if in.name == "w:r" {
			c.fault("a change in a run")
		}
	case "w:tc", "w:comment":
		if len(n.nodes) == 0 || n.nodes[len(n.nodes)-1].name != "w:p" {
			c.fault("%s does not end in a paragraph", n.name)
		}
	case "w:body":
		if k := len(n.nodes); k < 2 || n.nodes[k-1].name != "w:sectPr" || n.nodes[k-2].name != "w:p" {
			c.fault("the body does not end in a paragraph and its section")
		}
	case "w:tbl":
		columns := 0
		if grid := n.child("w:tblGrid"); grid != nil {
			columns = len(grid.nodes)
		}
		for _, row := range n.nodes {
			if row.name != "w:tr" {
				continue
			}
			cells := 0
			for _, cell := range row.nodes {
				if cell.name == "w:tc" {
					cells++
					if cell.child("w:tcPr").child("w:gridSpan") != nil {
						cells++
					}
				}
			}
			if cells != columns {
				c.fault("a row of %d cells in a table of %d columns", cells, columns)
			}
		}
	case "w:t", "w:delText":
		if n.text != strings.TrimSpace(n.text) && n.attr["xml:space"] != "preserve" {
			c.fault("the white space of %q is lost", n.text)
		}
	}
}
