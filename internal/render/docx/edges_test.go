package docx

import (
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// TestStrays: what the heads and feet of the pages say that Render did not print there is
// told; a legend that was taken off for signature is none, and the page is none.
func TestStrays(t *testing.T) {
	doc := &d.Document{Title: "Licence Agreement", Style: "uk", Lang: "en-GB", ID: "Licence Agreement, draft 1", Legend: "DRAFT 1 – Confidential", Date: "2026-11-23", Body: []*d.Division{
		{Kind: d.Part, ID: "background", Heading: "Background", Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "Words."}}}}},
	}}
	data := rendered(t, doc, Options{})
	for _, c := range []struct{ name, part, old, new, want string }{
		{"nothing", "header1", "", "", ""},
		{"a legend in other words", "header1", "Confidential", "Strictly secret", "Licence Agreement DRAFT 1 – Strictly secret"},
		{"a legend of another draft", "header1", "DRAFT 1", "DRAFT 2", "Licence Agreement DRAFT 2 – Confidential"},
		{"a legend taken off", "header1", "DRAFT 1 – Confidential", "", ""},
		{"words in the foot", "footer1", "Page ", "Price in euro only. Page ", "Licence Agreement, draft 1 Price in euro only. Page of"},
		{"another page", "footer1", "<w:t>1</w:t>", "<w:t>17</w:t>", ""},
	} {
		parts, err := unzip(data)
		if err != nil {
			t.Fatal(err)
		}
		name := "word/" + c.part + ".xml"
		if !strings.Contains(string(parts[name]), c.old) {
			t.Fatalf("%s: %s does not hold %q", c.name, name, c.old)
		}
		parts[name] = []byte(strings.ReplaceAll(string(parts[name]), c.old, c.new))
		read, err := Read(zipped(t, parts), Accepted)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(read.Strays, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
