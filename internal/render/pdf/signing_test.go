package pdf

import (
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// TestSigningFields: the texts for a service for signatures stand in white at their
// lines, and are told to no reader.
func TestSigningFields(t *testing.T) {
	doc := &d.Document{Title: "T", Style: "us", Lang: "en", Anchors: d.DocuSign, Body: []*d.Division{{Kind: d.Part, ID: "signature", Blocks: []d.Block{
		&d.Table{Class: d.SignatureTable, Head: cells("Acme", ""), Rows: d.RowsOf([][]d.Cell{cells("By:", ""), cells("Name:", "Ada"), cells("Title:", "Head"), cells("Date:", "")})}}}}}
	lines := map[string]float64{}
	fields := map[string]float64{}
	for _, page := range read(t, rendered(t, doc, Options{})).pages {
		for _, s := range page.shown {
			switch text := strings.TrimSpace(s.text); {
			case strings.HasPrefix(text, "/") && s.artifact == "":
				t.Errorf("%s is read out", text)
			case strings.HasPrefix(text, "/"):
				fields[text] = s.base
			case strings.HasSuffix(text, ":"):
				lines[text] = s.base
			}
		}
	}
	for label, field := range map[string]string{"By:": "/sig1/", "Name:": "/name1/", "Date:": "/date1/"} {
		if at, ok := fields[field]; !ok || at < lines[label]-12 || at > lines[label]+12 {
			t.Errorf("%s stands at %v, its line %s at %v", field, at, label, lines[label])
		}
	}
	if len(fields) != 3 {
		t.Errorf("fields: %v", fields)
	}
	if inks[unseen] != "1 g\n" {
		t.Error("the fields are not white")
	}
}
