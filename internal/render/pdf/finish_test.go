package pdf

import (
	"bytes"
	"strings"
	"testing"
)

// TestFinishIsLoud damages what gofpdf wrote in one place at a time.
func TestFinishIsLoud(t *testing.T) {
	doc := agreement("uk", 1)
	info, err := describe(doc)
	if err != nil {
		t.Fatal(err)
	}
	v, err := layOut(doc, paperOf(Options{}), &workspace{})
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := v.draw(info)
	if err != nil {
		t.Fatal(err)
	}
	finished := func(file []byte) error {
		damaged := *drawn
		damaged.file = file
		_, err := finish(&damaged, info, Attachment{})
		return err
	}
	file := drawn.file
	if err := finished(file); err != nil {
		t.Fatalf("the whole file: %v", err)
	}
	for _, c := range []struct{ name, from, to string }{
		{"no startxref", "startxref", "startxxxx"},
		{"another trailer", "/Info ", "/Inf0 "},
		{"a shifted object", "\n3 0 obj", "\n\n3 0 obj"},
		{"a stream of another length", "<</Length ", "<</Length 1"},
		{"a stream with another head", "<</Length ", "<</Lengti "},
		{"another page", "<</Type /Page\n", "<</Type /Pagf\n"},
		{"links of gofpdf's own", "\n/Resources 2 0 R", "\n/Annots [7 0 R]"},
		{"other resources", "/Font <<\n", "/Fond <<\n"},
		{"another catalogue", "/EmbeddedFiles", "/EmbeddedFilez"},
		{"objects without end", "endobj", "endobk"},
	} {
		damaged := bytes.ReplaceAll(file, []byte(c.from), []byte(c.to))
		if bytes.Equal(damaged, file) {
			t.Errorf("%s: nothing to damage", c.name)
		}
		if err := finished(damaged); err == nil || !strings.HasPrefix(err.Error(), "internal error") {
			t.Errorf("%s: error %v", c.name, err)
		}
	}
	for n := 0; n < len(file); n += len(file)/50 + 1 {
		if err := finished(file[:n]); err == nil {
			t.Errorf("a file cut to %d bytes is accepted", n)
		}
	}
}

// Each bookmark tells how many stand below it, the information which zone its
// dates are of, the metadata that the file keeps to PDF/UA and PDF/A, and the
// output intent what its colours are.
func TestBookmarkCounts(t *testing.T) {
	var file bytes.Buffer
	if err := Render(&file, agreement("us", 3), Options{}); err != nil {
		t.Fatal(err)
	}
	objects, trailer := readAll(t, file.Bytes())
	at := func(ref any) pdfDict { d, _ := objects[ref.(pdfRef)].(pdfDict); return d }
	outlines := at(at(trailer["Root"])["Outlines"])
	var below func(d pdfDict) int
	below = func(d pdfDict) int {
		n := 0
		for ref := d["First"]; ref != nil; ref = at(ref)["Next"] {
			n++
			entry := at(ref)
			if got, want := entry["Count"], below(entry); want > 0 && got != float64(-want) || want == 0 && got != nil {
				t.Errorf("%v counts %v entries below it, and there are %d", entry["Title"], got, want)
			}
		}
		return n
	}
	if got, want := outlines["Count"], below(outlines); got != float64(want) || want < 4 {
		t.Errorf("the outline counts %v entries, and there are %d", got, want)
	}
	if date := textOf(at(trailer["Info"])["CreationDate"].(pdfText)); !strings.HasSuffix(date, "Z") {
		t.Errorf("%s has no zone", date)
	}
	about := objects[at(trailer["Root"])["Metadata"].(pdfRef)].(pdfData).data
	for _, claim := range []string{"<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfaSchema:prefix>pdfuaid<"} {
		if !bytes.Contains(about, []byte(claim)) {
			t.Errorf("the metadata does not say %s", claim)
		}
	}
	intent := at(trailer["Root"])["OutputIntents"].([]any)[0].(pdfDict)
	if space := objects[intent["DestOutputProfile"].(pdfRef)].(pdfData); intent["S"] != pdfName("GTS_PDFA1") || space.dict["N"] != 3.0 || !bytes.Equal(space.data, profile) {
		t.Errorf("the colours are %v", intent)
	}
}
