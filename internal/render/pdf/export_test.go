package pdf

import (
	"testing"

	d "clausewright/internal/document"
)

// Verify is verifyFile for the tests that draft the samples.
func Verify(t *testing.T, file []byte, doc *d.Document, opts Options) {
	t.Helper()
	verifyFile(t, file, doc, opts)
}

// VerifyStructure is verifyStructure for them, too.
var VerifyStructure = verifyStructure

// Agreement is a document with everything a document can hold.
var Agreement = agreement

// Floor is the least that any writer of a file has to do: it compresses what
// is in its streams. It gives how many pages there are, and what to do.
func Floor(t testing.TB, file []byte) (pages int, compress func()) {
	t.Helper()
	r := read(t, file)
	var streams [][]byte
	for _, o := range r.objects {
		if d, ok := o.(pdfData); ok && d.dict["Filter"] != nil && d.dict["Length1"] == nil { // fonts are kept
			streams = append(streams, d.data)
		}
	}
	return len(r.pages), func() {
		for _, s := range streams {
			deflated(s)
		}
	}
}
