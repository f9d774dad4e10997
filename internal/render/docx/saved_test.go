package docx

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// changedBy are what programs change in a part when they save it.
var changedBy = []struct {
	name   string
	change func(part string) string
}{
	{"numbers of revisions", func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "<w:p>", `<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">`), "<w:r>", `<w:r w:rsidRPr="00D4E5F6">`)
	}},
	{"split runs", func(s string) string {
		return regexp.MustCompile(`<w:r>(<w:rPr>(?:<w:[^>]*/>)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([A-Za-z“\[])([^<&]+)</w:t></w:r>`).ReplaceAllString(s, `<w:r>$1<w:t xml:space="preserve">$2</w:t></w:r><w:r>$1<w:t xml:space="preserve">$3</w:t></w:r>`)
	}},
	{"marks of proofing", func(s string) string {
		return strings.ReplaceAll(s, "<w:r><w:t>", `<w:proofErr w:type="spellStart"/><w:r><w:t>`)
	}},
	{"where pages began", func(s string) string {
		return strings.ReplaceAll(s, "<w:r><w:t>", `<w:r><w:lastRenderedPageBreak/><w:t>`)
	}},
	{"smart tags", func(s string) string {
		return regexp.MustCompile(`<w:r><w:t>[^<]*</w:t></w:r>`).ReplaceAllString(s, `<w:smartTag w:uri="urn:x" w:element="place">$0</w:smartTag>`)
	}},
	{"headings in the style of the text before them", func(s string) string {
		return regexp.MustCompile(`<w:pStyle w:val="Heading2"/>(<w:keepNext/>)?(<w:numPr>)?`).ReplaceAllStringFunc(s, func(heading string) string {
			if strings.HasSuffix(heading, "<w:numPr>") {
				return heading
			}
			return `<w:pStyle w:val="` + bodyStyles[1] + `"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`
		})
	}},
	{"ids of styles", func(s string) string {
		return regexp.MustCompile(`(w:styleId|<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val)="`).ReplaceAllString(s, `$1="x`)
	}},
	{"names of styles", func(s string) string {
		return strings.ReplaceAll(s, `<w:name w:val="heading `, `<w:name w:val="Heading `)
	}},
	{"bookmarks before paragraphs", func(s string) string {
		return regexp.MustCompile(`(<w:p>(?:<w:pPr>(?:<w:(?:pStyle|keepNext|pageBreakBefore|spacing|ind)[^>]*/>|<w:numPr>(?:<w:(?:ilvl|numId)[^>]*/>)*</w:numPr>)*</w:pPr>)?)((?:<w:bookmarkStart [^>]*/>)+)`).ReplaceAllString(s, `$2$1`)
	}},
	{"values that are on", func(s string) string {
		return strings.NewReplacer("<w:b/>", `<w:b w:val="true"/>`, "<w:i/>", `<w:i w:val="1"/>`, "<w:tblHeader/>", `<w:tblHeader w:val="on"/>`).Replace(s)
	}},
}

// TestReadSaved: a file reads back whatever a program changed in it that nobody
// sees, one by one and all together.
func TestReadSaved(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		doc := everything(t, style)
		all, err := unzip(rendered(t, doc, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changedBy {
			one, err := unzip(rendered(t, doc, Options{}))
			if err != nil {
				t.Fatal(err)
			}
			changed := false
			for _, name := range []string{mainPart, "word/styles.xml", "word/comments.xml"} {
				before := string(one[name])
				one[name], all[name] = []byte(c.change(before)), []byte(c.change(string(all[name])))
				changed = changed || string(one[name]) != before
			}
			if !changed {
				t.Errorf("%s: nothing changed", c.name)
			}
			t.Run(style+" "+c.name, func(t *testing.T) { readBack(t, zipped(t, one), doc) })
		}
		t.Run(style+" all", func(t *testing.T) { readBack(t, zipped(t, all), doc) })
	}
}

// TestInserted: a section that somebody inserts in Word moves the numbers after
// it, and with them the references.
func TestInserted(t *testing.T) {
	for style, want := range map[string]string{"us": `REF _Ref_fees \n \h shows "2.1", and Word would work out "2.2"`,
		"uk": `REF _Ref_a \w \h shows "2.1(a)", and Word would work out "2.2(a)"`} {
		parts, err := unzip(rendered(t, everything(t, style), Options{}))
		if err != nil {
			t.Fatal(err)
		}
		main := string(parts[mainPart])
		at := strings.LastIndex(main[:strings.Index(main, `w:name="_Ref_fees"`)], "<w:p>")
		parts[mainPart] = []byte(main[:at] + `<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>New</w:t></w:r></w:p>` + main[at:])
		v, err := viewOf(zipped(t, parts))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"2.1 New", "2.2 Fee", "(a) first; and", "2.3 More"} {
			if !slices.Contains(v.lines, line) {
				t.Errorf("%s: no %q in\n%s", style, line, strings.Join(v.lines, "\n"))
			}
		}
		if !slices.Contains(v.faults, want) {
			t.Errorf("%s: no %q in\n%s", style, want, strings.Join(v.faults, "\n"))
		}
	}
}
