package docx

import (
	"bytes"
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// everything is a resolved document with something of each kind.
func everything(t testing.TB, style string) *d.Document {
	t.Helper()
	text := func(s string) d.Inline { return &d.Text{Text: s} }
	says := func(list ...d.Inline) *d.Paragraph { return &d.Paragraph{Inlines: list} }
	ref := func(ids ...string) d.Inline { return &d.Reference{Targets: ids} }
	item := func(id string, blocks ...d.Block) *d.Item { return &d.Item{ID: id, Blocks: blocks} }
	list := func(m d.Marker, items ...*d.Item) *d.List { return &d.List{Marker: m, Items: items} }
	cells := func(words ...string) []d.Cell {
		var row []d.Cell
		for _, w := range words {
			row = append(row, d.Cell{text(w)})
		}
		return row
	}
	doc := &d.Document{Title: "Licence Agreement", Style: style, Lang: "en-GB", ID: "deal 1", Legend: "DRAFT – Confidential", Date: "2026-11-23"}
	doc.Body = []*d.Division{
		{ID: d.CoverPart, Blocks: []d.Block{says(text("between")), says(&d.Strong{Inlines: []d.Inline{text("Acme")}}), &d.Table{Class: d.OpenPoints}}},
		{ID: d.KeyTermsPart, Heading: "Key Terms", Blocks: []d.Block{&d.Table{Class: d.KeyTermsTable, Head: cells("Term", "Agreed", "Where"), Rows: d.RowsOf([][]d.Cell{{{text("Fee")}, {&d.Blank{Name: "fees.upfront", Ask: "What is the fee?"}}, {ref("fees")}}})}}},
		{ID: d.ContentsPart, Heading: "Contents"},
		{ID: "background", Clause: "background", Heading: "Background", Blocks: []d.Block{list(d.Lettered, item("", says(text("One."))), item("rec", says(text("Two:")), list(d.Lettered, item("", says(text("deep.")))))),
			list(d.Numbered, item("", says(text("A party.")))), says(text("See "), ref("rec"), text("."))}},
		{Kind: d.Article, ID: "defs", Heading: "Definitions", Blocks: []d.Block{
			&d.Division{Kind: d.Section, ID: "definitions", Clause: "definitions", Heading: "Definitions", Blocks: []d.Block{says(text("In this Agreement:")),
				&d.Definitions{Entries: []*d.Entry{
					{Forms: []string{"Net Sale"}, Blocks: []d.Block{says(&d.Definition{Term: "Net Sales"}, text(" means:")), list(d.Lettered, item("sale", says(text("a sale; or"))), item("", says(text("a lease."))))}},
					{Blocks: []d.Block{says(&d.Definition{Term: "Person"}, text(" means anybody, as "), ref("sale"), text(" says of Net Sales.")), list(d.Lettered, item("", says(text("new.")), says(text("More of it."))))}}}}, says(text("After."))}},
			&d.Division{Kind: d.Section, Blocks: []d.Block{says(text("No heading, see "), ref("defs"), text(", "), ref("defs", "fees-article"), text(" and "), ref("a", "b", "c"), text(". A Person and Net Sales."))}}}},
		{Kind: d.Article, ID: "fees-article", Heading: "Fees", Blocks: []d.Block{
			&d.Division{Kind: d.Section, ID: "fees", Clause: "fees", Heading: "Fee", Blocks: []d.Block{says(text("The fee is due:")),
				list(d.Lettered, item("a", says(text("first;"))), item("b", says(text("then:")), list(d.Lettered, item("c", says(text("so;"))), item("", says(text("or so,")))), says(text("in any case;")))),
				list(d.Numbered, item("n", says(text("a number. See "), ref("n"), text("."))), item("", says(text("two.")))), list(d.Lettered, item("on", says(text("goes on ("), ref("c"), text("/"), ref("on"), text(").")))),
				&d.Note{Blocks: []d.Block{says(&d.Strong{Inlines: []d.Inline{text("Note to Draft:")}}, text(" think of "), ref("b"), text(".")), list(d.Lettered, item("", says(text("x."))), item("", says(text("y."))))}},
				list(d.Bulleted, item("", says(text("bullet")), list(d.Bulleted, item("", says(text("inner"))))))}},
			&d.Division{Kind: d.Section, Clause: "fees", Heading: "More", Blocks: []d.Block{list(d.Lettered, item("", says(text("anew.")))), says(text("Again "), &d.Blank{Name: "fees.upfront", Ask: "What is the fee?"}, &d.Break{}, &d.Emphasis{Inlines: []d.Inline{text("here")}}, text("."))}}}},
		{ID: "signature", Heading: "Signatures", Blocks: []d.Block{says(text("The parties sign.")), &d.Table{Class: d.SignatureTable, Head: []d.Cell{{text("Acme")}, nil}, Rows: d.RowsOf([][]d.Cell{{{text("By:")}, nil}, cells("Name:", "Ada")})}}},
		{Kind: d.Schedule, ID: "register", Heading: "Register", Blocks: []d.Block{
			&d.Division{Kind: d.Section, ID: "how", Heading: "How", Blocks: []d.Block{list(d.Lettered, item("ways", says(text("one way; and"))), item("", says(text("see "), ref("how", "ways"), text(", "), ref("register"), text(", "), ref("sched"), text("."))))}},
			&d.Division{Kind: d.Section, Blocks: []d.Block{&d.Table{Head: cells("A", "B"), Rows: d.RowsOf([][]d.Cell{cells("1", "2")})}}}}},
		{Kind: d.Schedule, ID: "forms", Heading: "Forms", Blocks: []d.Block{list(d.Lettered, item("sched", says(text("an item. See "), ref("register", "forms"), text(".")))), timeline()}},
	}
	d.Resolve(doc, d.Options{})
	return doc
}

func timeline() *d.Picture {
	return &d.Picture{Title: "Time", Alt: "A timeline.", Drawing: &d.Timeline{Spans: []d.Span{{From: "2027-02-01", To: "2030-01-31", Label: "Term", Kind: d.FirmSpan}},
		Marks: []d.Milestone{{Dates: []string{"2028-02-01"}, Label: "Test", Kind: d.TestDay}}}}
}

func rendered(t testing.TB, doc *d.Document, opts Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, doc, opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestChecked: the checker finds nothing in what Render writes.
func TestChecked(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		if found := checkFile(rendered(t, everything(t, style), Options{})); len(found) > 0 {
			t.Errorf("%s: %s", style, strings.Join(found, "\n"))
		}
	}
}

// TestSeeded: each defect that breaks a file in Word, or that a schema alone
// does not see, is found.
func TestSeeded(t *testing.T) {
	redline := everything(t, "uk")
	redline.Body[4].Blocks[0].(*d.Division).Blocks = append(redline.Body[4].Blocks[0].(*d.Division).Blocks,
		&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "Kept "}, &d.Revision{Inlines: []d.Inline{&d.Reference{Targets: []string{"a"}, Text: "clause 2.1(a)"}}, Mark: d.Mark{Change: d.Deleted}},
			&d.Revision{Inlines: []d.Inline{&d.Text{Text: "new"}}, Mark: d.Mark{Change: d.Inserted}}}})
	clean, err := unzip(rendered(t, redline, Options{Author: "A", Date: "2026-11-23T00:00:00Z"}))
	if err != nil {
		t.Fatal(err)
	}
	if found := checkParts(clean); len(found) > 0 {
		t.Fatalf("before: %s", strings.Join(found, "\n"))
	}
	doc := mainPart
	for _, c := range []struct{ name, part, old, new string }{
		{"order in pPr", doc, `<w:pStyle w:val="CoverText"/>`, `<w:jc w:val="left"/><w:pStyle w:val="CoverText"/>`},
		{"missing comment", "word/comments.xml", `<w:comment w:id="`, `<w:comment w:id="9`},
		{"missing part", "word/_rels/document.xml.rels", `/word/styles.xml`, `/word/style.xml`},
		{"missing relationship", doc, `r:id="rIdFooter"`, `r:id="rIdFeet"`},
		{"long name of a bookmark", doc, `w:name="_Ref_fees"`, `w:name="_Ref_fees` + strings.Repeat("x", 40) + `"`},
		{"property 1", "docProps/custom.xml", `pid="2"`, `pid="1"`},
		{"two bookmarks with one number", doc, `<w:bookmarkStart w:id="1"`, `<w:bookmarkStart w:id="2"`},
		{"text in a deletion", doc, `w:delText`, `w:t`},
		{"code in a deletion", doc, `w:delInstrText`, `w:instrText`},
		{"two bookmarks with one name", doc, `w:name="_Ref_fees"`, `w:name="_ref_Defs"`},
		{"a bookmark without end", doc, `<w:bookmarkEnd w:id="1"/>`, ``},
		{"two changes with one number", doc, `<w:ins w:id="`, `<w:ins w:id="1" x:id="`},
		{"no such style", doc, `w:pStyle w:val="Heading1"`, `w:pStyle w:val="Heading9"`},
		{"no such list", doc, `<w:numId w:val="`, `<w:numId w:val="99`},
		{"a reference to nothing", doc, ` REF _Ref_a `, ` REF _Ref_aa `},
		{"a field without end", doc, `<w:fldChar w:fldCharType="end"/>`, ``},
		{"two drawings with one number", doc, `<wp:docPr id="`, `<wp:docPr id="1" x:id="`},
		{"an empty cell", doc, `</w:tcPr><w:p>`, `</w:tcPr></w:tc><w:tc><w:p>`},
		{"a cell without a paragraph", doc, `</w:p></w:tc>`, `</w:p><w:tbl/></w:tc>`},
		{"a change in a run", doc, `<w:t>new</w:t>`, `<w:ins w:id="9999"><w:t>new</w:t></w:ins>`},
		{"a style that its level does not know", "word/numbering.xml", `<w:pStyle w:val="Heading2"/>`, ``},
		{"lost white space", doc, `<w:t xml:space="preserve">Kept `, `<w:t>Kept `},
		{"a note at the foot that is not there", doc, `<w:t>new</w:t>`, `<w:t>new</w:t><w:footnoteReference w:id="7"/>`},
		{"two controls with one number", doc, `<w:p><w:pPr><w:pStyle w:val="Heading1"/>`, `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr></w:sdt><w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr></w:sdt><w:p><w:pPr><w:pStyle w:val="Heading1"/>`},
		{"a question when the file is opened", "word/settings.xml", `<w:zoom`, `<w:updateFields w:val="true"/><w:zoom`},
		{"a field to be worked out", doc, `<w:fldChar w:fldCharType="begin"`, `<w:fldChar w:fldCharType="begin" w:dirty="true"`},
		{"a part outside", "word/_rels/document.xml.rels", `<Relationship Id="rId1"`, `<Relationship TargetMode="External" Id="rId1"`},
		{"no last paragraph", doc, `<w:sectPr>`, `<w:tbl><w:tblGrid/></w:tbl><w:sectPr>`},
	} {
		parts := map[string][]byte{}
		for name, data := range clean {
			parts[name] = data
		}
		spoilt := bytes.Replace(clean[c.part], []byte(c.old), []byte(c.new), 1)
		if strings.Contains(c.old, "w:del") {
			spoilt = bytes.ReplaceAll(clean[c.part], []byte(c.old), []byte(c.new))
		}
		if bytes.Equal(spoilt, clean[c.part]) {
			t.Errorf("%s: nothing to spoil", c.name)
		}
		parts[c.part] = spoilt
		if len(checkParts(parts)) == 0 {
			t.Errorf("%s: not found", c.name)
		}
	}
}
