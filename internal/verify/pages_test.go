package verify

import (
	"fmt"
	"strings"
	"testing"
)

// fileOf is a PDF of some objects, of which the first is the root.
func fileOf(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	table := "0000000000 65535 f \n"
	for i, object := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table, len(objects)+1, at)
	return []byte(b.String())
}

// TestPages: pages are read in their order, wherever they hang in their tree; a tree
// that leads back to itself is refused.
func TestPages(t *testing.T) {
	const (
		root = "<< /Type /Catalog /Pages 2 0 R >>"
		page = "<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
	)
	says := func(word string) string {
		text := "BT /F 12 Tf 100 400 Td (" + word + ") Tj ET"
		return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text)
	}
	for _, c := range []struct {
		kids, more, want string
	}{
		{"[4 0 R 5 0 R]", "[]", "one two"},
		{"[3 0 R 4 0 R]", "[5 0 R]", "two one"},
		{"[2 0 R 2 0 R]", "[]", "holds more than 20000 pages"},
	} {
		words, _, err := PDF(fileOf(root, "<< /Type /Pages /Count 2 /Kids "+c.kids+" >>", "<< /Type /Pages /Count 1 /Kids "+c.more+" >>",
			fmt.Sprintf(page, 6), fmt.Sprintf(page, 7), says("one"), says("two")), nil)
		var got []string
		for _, w := range words {
			got = append(got, w.Text)
		}
		if err != nil {
			got = []string{err.Error()}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.kids, got, c.want)
		}
	}
}
