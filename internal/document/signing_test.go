package document

import (
	"strings"
	"testing"
)

// TestSigningFields: each row of a block that is signed has the text by which the
// service finds its field, and no other row has one.
func TestSigningFields(t *testing.T) {
	row := func(label string) Row {
		return Row{Cells: []Cell{{&Text{Text: label}}, nil}}
	}
	for label, want := range map[string][2]string{
		"By:":                   {"/sig2/", "{{Sig_es_:signer2:signature}}"},
		"Signature:":            {"/sig2/", "{{Sig_es_:signer2:signature}}"},
		"Name:":                 {"/name2/", "{{N_es_:signer2:fullname}}"},
		"Date:":                 {"/date2/", "{{Dte_es_:signer2:date}}"},
		"Place and date:":       {"/date2/", "{{Dte_es_:signer2:date}}"},
		"Title:":                {},
		"Position:":             {},
		"Place:":                {},
		"Signature of witness:": {},
		"Name of witness:":      {},
	} {
		for i, service := range []Anchors{DocuSign, AdobeSign} {
			second := &Table{Class: SignatureTable, Rows: []Row{row(label)}}
			doc := &Document{Anchors: service, Body: []*Division{{Blocks: []Block{&Table{Class: SignatureTable}, &Table{}, second}}}}
			if got := doc.Signatories()[second].Field(second.Rows[0]); got != want[i] {
				t.Errorf("%s, %s: %q, want %q", service, label, got, want[i])
			}
			doc.Anchors = NoAnchors
			if got := doc.Signatories()[second].Field(second.Rows[0]); got != "" {
				t.Errorf("without a service, %s has %q", label, got)
			}
		}
	}
	unknown := &Document{Anchors: "another", Body: []*Division{{Blocks: []Block{&Table{Class: SignatureTable}}}}}
	if len(unknown.Signatories()) > 0 {
		t.Error("a service of which nothing is known finds fields")
	}
	redline := &Document{Anchors: DocuSign, Body: []*Division{{Mark: Mark{Change: Inserted}, Blocks: []Block{&Table{Class: SignatureTable}}}}}
	if len(redline.Signatories()) > 0 {
		t.Error("a redline is signed")
	}
	for _, f := range signingFields {
		if len(f.texts) != 2 || strings.Count(f.texts[DocuSign]+f.texts[AdobeSign], "%d") != 2 {
			t.Errorf("%s: not a text for each service", f.label)
		}
	}
}

// TestIsSignature: every format sets as a signature block what is one by its class and
// has labels with one value each.
func TestIsSignature(t *testing.T) {
	rows := func(cells ...int) (list []Row) {
		for _, n := range cells {
			list = append(list, Row{Cells: make([]Cell, n)})
		}
		return list
	}
	for _, test := range []struct {
		name  string
		block Block
		is    bool
	}{
		{"a block to sign", &Table{Class: SignatureTable, Head: make([]Cell, 2), Rows: rows(2, 2)}, true},
		{"without rows", &Table{Class: SignatureTable, Head: make([]Cell, 2)}, true},
		{"of another class", &Table{Head: make([]Cell, 2), Rows: rows(2)}, false},
		{"of three columns", &Table{Class: SignatureTable, Head: make([]Cell, 3), Rows: rows(3)}, false},
		{"with a longer row", &Table{Class: SignatureTable, Head: make([]Cell, 2), Rows: rows(2, 3)}, false},
		{"with a label alone", &Table{Class: SignatureTable, Head: make([]Cell, 2), Rows: rows(1)}, false},
		{"a paragraph", &Paragraph{}, false},
	} {
		if got := IsSignature(test.block); got != test.is {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
