package docx

import (
	"testing"

	d "clausewright/internal/document"
)

// Agree is agree for the tests that draft, which cannot be in the package.
func Agree(t *testing.T, docs map[string]*d.Document) { agree(t, docs) }

// Verify is verify for them.
func Verify(t *testing.T, doc *d.Document) { verify(t, doc) }

// Validate is validate for them.
func Validate(t *testing.T, docs map[string]*d.Document) { validate(t, docs) }
