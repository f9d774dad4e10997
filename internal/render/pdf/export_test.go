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
