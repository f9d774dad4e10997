package document

import (
	"fmt"
	"slices"
	"strings"
)

// Anchors is a service for electronic signatures. It looks in a file for texts
// by which it puts its fields, and which nobody sees: they are no words of the
// document, and stand only in files that such a service takes.
type Anchors string

const (
	NoAnchors Anchors = ""
	DocuSign  Anchors = "docusign" // finds any text that it is told
	AdobeSign Anchors = "adobe"    // reads fields in double braces
)

// signingFields are the texts of each service for the field of a signatory, by what
// the label of its row says; the first that fits.
var signingFields = []struct {
	label, not string
	texts      map[Anchors]string
}{
	{"signature", "witness", map[Anchors]string{DocuSign: "/sig%d/", AdobeSign: "{{Sig_es_:signer%d:signature}}"}},
	{"by:", "witness", map[Anchors]string{DocuSign: "/sig%d/", AdobeSign: "{{Sig_es_:signer%d:signature}}"}},
	{"name", "witness", map[Anchors]string{DocuSign: "/name%d/", AdobeSign: "{{N_es_:signer%d:fullname}}"}},
	{"date", "", map[Anchors]string{DocuSign: "/date%d/", AdobeSign: "{{Dte_es_:signer%d:date}}"}},
}

// Signatory is the block that somebody signs: the one so many in its document.
type Signatory struct {
	of     Anchors
	number int
}

// Signatories lists the blocks of a document that are signed, if a service is to find
// them. A redline is not signed, and of a service that is not known here nobody can tell
// what it finds.
func (doc *Document) Signatories() map[*Table]Signatory {
	if signingFields[0].texts[doc.Anchors] == "" || Redlined(doc) {
		return nil
	}
	blocks := map[*Table]Signatory{}
	Walk(doc, func(node any) bool {
		if t, ok := node.(*Table); ok && t.Class == SignatureTable {
			blocks[t] = Signatory{doc.Anchors, len(blocks) + 1}
		}
		return true
	})
	return blocks
}

// Field is the text by which the service finds the field of a row; "" if none
// belongs there.
func (s Signatory) Field(r Row) string {
	if s.of == NoAnchors || len(r.Cells) != 2 {
		return ""
	}
	label := strings.ToLower(PlainText(r.Cells[0]))
	for _, f := range signingFields {
		if strings.Contains(label, f.label) && (f.not == "" || !strings.Contains(label, f.not)) {
			return fmt.Sprintf(f.texts[s.of], s.number)
		}
	}
	return ""
}

// IsSignature reports whether a table can be set as the block that one party signs:
// two columns, labels and what is signed or written behind them.
func (t *Table) IsSignature() bool {
	return t.Class == SignatureTable && len(t.Head) == 2 && !slices.ContainsFunc(t.Rows, func(r Row) bool { return len(r.Cells) != 2 })
}

// IsSignature reports whether a block is one that a party signs.
func IsSignature(b Block) bool {
	t, ok := b.(*Table)
	return ok && t.IsSignature()
}
