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
	v, err := layOut(doc, StylePaper.sizeFor(doc.Style))
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := v.draw(info)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := finish(drawn, info, Attachment{}); err != nil {
		t.Fatalf("the whole file: %v", err)
	}
	for _, c := range []struct{ name, from, to string }{
		{"no startxref", "startxref", "startxxxx"},
		{"another trailer", "/Info ", "/Inf0 "},
		{"a shifted object", "\n3 0 obj", "\n\n3 0 obj"},
		{"a stream of another length", "<</Length ", "<</Length 1"},
		{"another catalogue", "/EmbeddedFiles", "/EmbeddedFilez"},
		{"objects without end", "endobj", "endobk"},
	} {
		damaged := bytes.ReplaceAll(drawn, []byte(c.from), []byte(c.to))
		if bytes.Equal(damaged, drawn) {
			t.Errorf("%s: nothing to damage", c.name)
		}
		if _, err := finish(damaged, info); err == nil || !strings.HasPrefix(err.Error(), "internal error") {
			t.Errorf("%s: error %v", c.name, err)
		}
	}
	for n := 0; n < len(drawn); n += len(drawn)/50 + 1 {
		if _, err := finish(drawn[:n], info); err == nil {
			t.Errorf("a file cut to %d bytes is accepted", n)
		}
	}
}
