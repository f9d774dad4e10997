package docx

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"github.com/google/go-cmp/cmp"
)

// zipped is a file of parts.
func zipped(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// edited is a file of ours in whose body, after the heading of a section,
// somebody wrote, with comments beside it.
func edited(t testing.TB, body, comments string) []byte {
	t.Helper()
	doc := &d.Document{Title: "T", Style: "uk", Lang: "en-GB", Body: []*d.Division{{Kind: d.Article, ID: "fees", Heading: "Fees", Blocks: []d.Block{
		&d.Division{Kind: d.Section, ID: "fee", Clause: "fee", Heading: "Fee", Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "MARK"}}}}}}}}}
	d.Resolve(doc, d.Options{})
	parts, err := unzip(rendered(t, doc, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	main := string(parts[mainPart])
	at := strings.Index(main, "MARK")
	from, to := strings.LastIndex(main[:at], "<w:p>"), at+strings.Index(main[at:], "</w:p>")+len("</w:p>")
	parts[mainPart] = []byte(main[:from] + body + main[to:])
	parts["word/comments.xml"] = []byte(`<w:comments xmlns:w="` + wordNamespace + `">` + comments + `</w:comments>`)
	return zipped(t, parts)
}

// paragraphs are the texts of the blocks of the only section, one a line.
func paragraphs(doc *d.Document) string {
	var list []string
	d.Walk(doc, func(n any) bool {
		switch n := n.(type) {
		case *d.Paragraph:
			list = append(list, d.PlainText(n.Inlines))
		case *d.Table:
			for _, row := range append([]d.Row{{Cells: n.Head}}, n.Rows...) {
				line := ""
				for _, c := range row.Cells {
					line += "|" + d.PlainText(c)
				}
				list = append(list, line)
			}
		}
		return true
	})
	return strings.Join(list, "\n")
}

// TestSettled: each way to track a change gives, accepted, what Word shows then,
// and rejected, what stood before.
func TestSettled(t *testing.T) {
	p := func(mark, content string) string {
		if mark != "" {
			mark = `<w:rPr><w:` + mark + ` w:id="90" w:author="B"/></w:rPr>`
		}
		return `<w:p><w:pPr><w:pStyle w:val="BodyTextIndent"/>` + mark + `</w:pPr>` + content + `</w:p>`
	}
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	in := func(tag, s string) string {
		return `<w:` + tag + ` w:id="91" w:author="B">` + run(s) + `</w:` + tag + `>`
	}
	del := func(s string) string {
		return `<w:del w:id="92" w:author="B"><w:r><w:delText xml:space="preserve">` + s + `</w:delText></w:r></w:del>`
	}
	row := func(mark, s string) string {
		return `<w:tr><w:trPr>` + mark + `</w:trPr><w:tc><w:tcPr/>` + p("", run(s)) + `</w:tc></w:tr>`
	}
	table := func(rows ...string) string {
		return `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>` + p("", "")
	}
	for _, c := range []struct{ name, body, accepted, rejected string }{
		{"nothing", p("", run("one")), "one", "one"},
		{"words", p("", run("a ")+del("b")+in("ins", "c")+run(" d")), "a c d", "a b d"},
		{"a whole paragraph in", p("", run("one")) + p("ins", in("ins", "new")) + p("", run("two")), "one\nnew\ntwo", "one\ntwo"},
		{"a whole paragraph out", p("", run("one")) + p("del", del("old")) + p("", run("two")), "one\ntwo", "one\nold\ntwo"},
		{"two joined", p("del", run("one ")) + p("", run("two")), "one two", "one \ntwo"},
		{"one parted", p("ins", run("one ")) + p("", run("two")), "one \ntwo", "one two"},
		{"three joined", p("del", run("one ")) + p("del", del("gone")) + p("", run("two")), "one two", "one \ngone\ntwo"},
		{"the last of the body out", p("", run("one")) + p("del", del("old")), "one", "one\nold"},
		{"the mark before the last out", p("del", run("one")) + p("", del("old")), "one", "one\nold"},
		{"moved", p("moveFrom", in("moveFrom", "it")) + p("", run("one")) + p("moveTo", in("moveTo", "it")), "one\nit", "it\none"},
		{"deleted what somebody inserted", p("", run("a")+`<w:ins w:id="93" w:author="B">`+del("b")+`</w:ins>`), "a", "a"},
		{"a row in", table(row("", "h"), row(`<w:ins w:id="94"/>`, "new")), "|h\n|new", "|h"},
		{"a row out", table(row("", "h"), row(`<w:del w:id="94"/>`, "old")), "|h", "|h\n|old"},
		{"a table in", p("", run("one")) + table(row(`<w:ins w:id="94"/>`, "h"), row(`<w:ins w:id="95"/>`, "new")), "one\n|\n|h\n|new", "one"},
		{"a paragraph before a table out", p("del", del("old")) + table(row("", "h")), "|\n|h", "old\n|\n|h"},
		{"bold in", p("", `<w:r><w:rPr><w:b/><w:rPrChange w:id="96" w:author="B"><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`), "a", "a"},
	} {
		for side, want := range []string{c.accepted, c.rejected} {
			got, err := Read(edited(t, c.body, ""), Side(side))
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			text := paragraphs(got.Document)
			if strings.Contains(c.body, "<w:tbl>") && !strings.Contains(want, "|\n") {
				text = strings.ReplaceAll(text, "|\n", "")
			}
			if text != want {
				t.Errorf("%s, side %d: %q, want %q", c.name, side, text, want)
			}
			if changed := c.accepted != c.rejected; changed && got.Changes == 0 {
				t.Errorf("%s: no change counted", c.name)
			}
		}
	}
}

// TestSettledLook: a change of look alone is one of the two looks.
func TestSettledLook(t *testing.T) {
	data := edited(t, `<w:p><w:pPr><w:pStyle w:val="BodyTextIndent"/></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:id="96" w:author="B"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>`, "")
	for side, want := range []d.Inline{&d.Strong{}, &d.Emphasis{}} {
		got, err := Read(data, Side(side))
		if err != nil {
			t.Fatal(err)
		}
		p := got.Document.Body[len(got.Document.Body)-1].Blocks[0].(*d.Division).Blocks[0].(*d.Paragraph)
		_, strong := p.Inlines[0].(*d.Strong)
		if _, wanted := want.(*d.Strong); strong != wanted {
			t.Errorf("side %d: %T", side, p.Inlines[0])
		}
	}
}

// TestComments: the comments of people are told with their author, what they
// are about and where, also on text that goes.
func TestComments(t *testing.T) {
	comment := func(id, text string) string {
		return `<w:comment w:id="` + id + `" w:author="B &amp; Co" w:initials="OP" w:date="2026-12-01T10:00:00Z"><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>`
	}
	mark := func(id string) string { return `<w:r><w:commentReference w:id="` + id + `"/></w:r>` }
	data := edited(t, `<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:commentRangeStart w:id="70"/><w:r><w:t>fee</w:t></w:r><w:commentRangeEnd w:id="70"/>`+mark("70")+`</w:p>`+
		`<w:p><w:pPr><w:rPr><w:del w:id="90"/></w:rPr></w:pPr><w:del w:id="91"><w:r><w:delText>gone</w:delText></w:r>`+mark("71")+`</w:del></w:p>`+
		`<w:p><w:r><w:t>Last.</w:t></w:r></w:p>`, comment("70", "Too high.")+comment("71", "Out."))
	got, err := Read(data, Accepted)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, c := range got.Comments {
		list = append(list, c.Author+" | "+c.Date+" | "+c.Text+" | "+c.Quote+" | "+c.In.Label)
	}
	want := []string{"B & Co | 2026-12-01T10:00:00Z | Too high.\nWhy? | fee | 1.1", "B & Co | 2026-12-01T10:00:00Z | Out.\nWhy? |  | 1.1"}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if text := paragraphs(got.Document); text != "The fee\nLast." {
		t.Errorf("%q", text)
	}
}
