package docx

import (
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// TestSigningFields: the texts for a service for signatures are in the file, in
// white, and are no words of the document that is read back.
func TestSigningFields(t *testing.T) {
	for service, want := range map[d.Anchors]string{d.DocuSign: "/sig1/", d.AdobeSign: "{{Sig_es_:signer1:signature}}"} {
		doc := everything(t, "us")
		doc.Anchors = service
		file := rendered(t, doc, Options{})
		readBack(t, file, doc)
		body := partOf(t, file, "word/document.xml")
		if run := `<w:rStyle w:val="SigningField"/></w:rPr><w:t>` + want + `</w:t>`; !strings.Contains(body, run) {
			t.Errorf("%s: there is no %s", service, run)
		}
		if style := partOf(t, file, "word/styles.xml"); !strings.Contains(style, `w:styleId="SigningField"><w:name w:val="Signing Field"/><w:rPr><w:color w:val="FFFFFF"/>`) {
			t.Error("the style of the fields is not white")
		}
	}
	if doc := everything(t, "us"); strings.Contains(partOf(t, rendered(t, doc, Options{}), "word/document.xml"), "SigningField") {
		t.Error("a file without a service has fields")
	}
}

// partOf is a part of a file.
func partOf(t *testing.T, file []byte, name string) string {
	t.Helper()
	parts, err := unzip(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range checkParts(parts) {
		t.Error(problem)
	}
	return string(parts[name])
}
