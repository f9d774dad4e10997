package docx

import (
	"cmp"
	_ "embed"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/measure"
)

//go:embed styles.xml
var styleFile string

// styles is the part that defines the styles: the file of that name, in the
// language of the document, with its indents and its paper put in.
func (p *printer) styles() filePart {
	lang := cmp.Or(p.doc.Lang, "en")
	at := func(n int) string { return strconv.Itoa(stepLeft(n)) }
	fill := strings.NewReplacer("LANG", lang, "MEASURE", strconv.Itoa(p.page.measure), "ENTRY", strconv.Itoa(numberWidth*3/2),
		"STEP1", at(1), "STEP2", at(2), "STEP3", at(3), "STEP4", at(4), "STEP5", at(5), "STEP6", at(6))
	var x xml
	x.put(fill.Replace(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(styleFile), "</w:styles>"))))
	for k := agreement; k < listKinds; k++ {
		x.itemStyles(k)
	}
	x.put(`</w:styles>`)
	return filePart{name: "word/styles.xml", kind: wordContent + "styles+xml", link: officeRelationships + "styles", of: mainPart, id: "rId1", data: x.buf}
}

// itemStyles defines the styles of a list's items, which its levels are tied
// to. Those of headings are in the file of styles.
func (x *xml) itemStyles(k listKind) {
	l := lists[k]
	for i := l.firstItems(); i < len(l.styles); i++ {
		id := l.styles[i]
		name, custom := nameOfStyle(id)
		x.put(`<w:style w:type="paragraph"`)
		if custom {
			x.put(` w:customStyle="1"`)
		}
		x.put(` w:styleId="`, id, `"><w:name w:val="`, name, `"/><w:basedOn w:val="BodyText"/><w:qFormat/><w:pPr>`)
		x.numbering(k, i)
		x.put(`<w:spacing w:before="80"/></w:pPr></w:style>`)
	}
}

// numbering ties a style to a level of a list.
func (x *xml) numbering(k listKind, level int) {
	x.put(`<w:numPr>`)
	if level > 0 {
		x.put(`<w:ilvl w:val="`, strconv.Itoa(level), `"/>`)
	}
	x.put(`<w:numId w:val="`, strconv.Itoa(int(k)), `"/></w:numPr>`)
}

// nameOfStyle is the name of a style as people see it, and whether Word does not
// know it already: "ListNumber2" is "List Number 2".
func nameOfStyle(id string) (name string, custom bool) {
	var b strings.Builder
	for i, r := range id {
		if i > 0 && (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String(), !strings.HasPrefix(id, "List")
}

// settings is the part of settings: nothing that asks a question when the file
// is opened.
func settings(doc *document.Document) filePart {
	var x xml
	x.put(declaration, `<w:settings xmlns:w="`, wordNamespace, `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="`, strconv.Itoa(labelWidth), `"/><w:characterSpacingControl w:val="doNotCompress"/>`,
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>`,
		`<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>`,
		`<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>`,
		`<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>`,
		`<w:themeFontLang w:val="`)
	x.text(cmp.Or(doc.Lang, "en"))
	x.put(`"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
	return filePart{name: "word/settings.xml", kind: wordContent + "settings+xml", link: officeRelationships + "settings", of: mainPart, id: "rId3", data: x.buf}
}

// fontName is a face that every Word has; other programs know what to take in
// its place.
const fontName = "Times New Roman"

// fonts is the part that describes the faces.
func fonts() filePart {
	var x xml
	x.put(declaration, `<w:fonts xmlns:w="`, wordNamespace, `"><w:font w:name="`, fontName, `"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/>`,
		`<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`)
	return filePart{name: "word/fontTable.xml", kind: wordContent + "fontTable+xml", link: officeRelationships + "fontTable", of: mainPart, id: "rId4", data: x.buf}
}

// headers are the parts that run on every page: above, the title and the
// legend, but not on the cover; below, the reference and the page.
func (p *printer) headers() []filePart {
	header := func(name, id, content string) filePart {
		return filePart{"word/" + name + ".xml", wordContent + "header+xml", officeRelationships + "header", mainPart, id, []byte(content)}
	}
	footer := func(name, id string) filePart {
		return filePart{"word/" + name + ".xml", wordContent + "footer+xml", officeRelationships + "footer", mainPart, id, p.footer()}
	}
	parts := []filePart{header("header1", "rIdHeader", p.header()), footer("footer1", "rIdFooter")}
	if p.covered() {
		empty := declaration + `<w:hdr xmlns:w="` + wordNamespace + `"><w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr><w:bottom w:val="nil"/></w:pBdr></w:pPr></w:p></w:hdr>`
		parts = append(parts, header("header2", "rIdFirstHeader", empty), footer("footer2", "rIdFirstFooter"))
	}
	return parts
}

// header is the title and, at the right, the legend; a legend too long for that
// stands below the title.
func (p *printer) header() string {
	var x xml
	x.put(declaration, `<w:hdr xmlns:w="`, wordNamespace, `"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>`)
	x.plain(p.doc.Title)
	if p.doc.Legend != "" {
		if p.width(p.doc.Title+"    "+p.doc.Legend, measure.Roman, headerSize) <= measure.Length(p.page.measure)*twip {
			x.put(`<w:r><w:tab/></w:r>`)
		} else {
			x.put(`<w:r><w:br/></w:r>`)
		}
		x.plain(p.doc.Legend)
	}
	x.put(`</w:p></w:hdr>`)
	return string(x.buf)
}

// headerSize is the size of the letters above the page.
const headerSize = 8 * measure.Point

// footer is the reference of the draft and, at the right, the page.
func (p *printer) footer() []byte {
	var x xml
	x.put(declaration, `<w:ftr xmlns:w="`, wordNamespace, `"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`)
	x.plain(p.doc.ID)
	x.put(`<w:r><w:tab/></w:r>`)
	x.plain("Page ")
	x.simple("PAGE")
	x.plain(" of ")
	x.simple("NUMPAGES")
	x.put(`</w:p></w:ftr>`)
	return x.buf
}

// plain prints a run of text.
func (x *xml) plain(s string) {
	x.put(`<w:r><w:t`, space(s), `>`)
	x.text(s)
	x.put(`</w:t></w:r>`)
}

// simple prints a field that every program works out by itself.
func (x *xml) simple(code string) {
	x.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> `, code, ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
}

// documentProperties are the parts that say what the file is: title, reference and
// date, and nothing about who made it and where.
func documentProperties(doc *document.Document, digest string) []filePart {
	var core, custom xml
	core.put(declaration, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	core.text(doc.Title)
	core.put(`</dc:title><dc:subject>`)
	core.text(doc.ID)
	core.put(`</dc:subject>`)
	if doc.Date != "" {
		core.put(`<dcterms:created xsi:type="dcterms:W3CDTF">`, doc.Date, `T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`, doc.Date, `T00:00:00Z</dcterms:modified>`)
	}
	core.put(`</cp:coreProperties>`)
	custom.put(declaration, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	for i, property := range propertiesOf(doc, digest) {
		custom.put(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="`, strconv.Itoa(i+2), `" name="`, property[0], `"><vt:lpwstr>`)
		custom.text(property[1])
		custom.put(`</vt:lpwstr></property>`)
	}
	custom.put(`</Properties>`)
	return []filePart{
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", packageRelationships + "core-properties", "", "rId2", core.buf},
		{"docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", officeRelationships + "custom-properties", "", "rId3", custom.buf},
	}
}

// Names of the properties of our own.
const (
	referenceProperty = "Reference"
	dateProperty      = "Draft date"
	legendProperty    = "Legend"
	styleProperty     = "Drafting style"
	digestProperty    = "Digest"
	anchorsProperty   = "Signing service"
	conformedProperty = "Conformed copy"
)

// propertiesOf are the properties that Word has no name for.
func propertiesOf(doc *document.Document, digest string) [][2]string {
	list := [][2]string{{referenceProperty, doc.ID}, {dateProperty, doc.Date}, {legendProperty, doc.Legend}, {styleProperty, doc.Style}}
	if doc.Anchors != document.NoAnchors {
		list = append(list, [2]string{anchorsProperty, string(doc.Anchors)})
	}
	if doc.Conformed {
		list = append(list, [2]string{conformedProperty, "yes"})
	}
	if digest != "" {
		list = append(list, [2]string{digestProperty, digest})
	}
	return list
}

// heldParts hold what the names of bookmarks cannot, and proper names.
func (p *printer) heldParts() []filePart {
	var x, about xml
	x.put(declaration, `<draft xmlns="`, heldNamespace, `">`)
	for _, name := range p.doc.Names {
		x.put(`<`, properName, `>`)
		x.text(name)
		x.put(`</`, properName, `>`)
	}
	for _, h := range p.anchors.held {
		x.put(`<name bookmark="`, h.name, `">`)
		x.text(h.value)
		x.put(`</name>`)
	}
	x.put(`</draft>`)
	about.put(declaration, `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="`, heldID, `"><ds:schemaRefs><ds:schemaRef ds:uri="`, heldNamespace, `"/></ds:schemaRefs></ds:datastoreItem>`)
	return []filePart{
		{"customXml/item1.xml", "", officeRelationships + "customXml", mainPart, "rIdHeld", x.buf},
		{"customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", officeRelationships + "customXmlProps", heldItem, "rId1", about.buf},
	}
}

const (
	heldNamespace = "urn:clausewright:draft"
	properName    = "properName"
	heldID        = "{6A3C1B52-0D5E-4C1A-9B53-3D0B7E7E4A10}"
	heldItem      = "customXml/item1.xml"
)
