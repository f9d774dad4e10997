package docx

import "testing"

// TestAsides: what a person wrote into a footnote or a text box is read where it
// hangs, on each side of tracked changes.
func TestAsides(t *testing.T) {
	const (
		foot = `<w:r><w:footnoteReference w:id="2"/></w:r>`
		end  = `<w:r><w:endnoteReference w:id="2"/></w:r>`
		box  = `<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Which</w:t></w:r></w:p><w:p><w:r><w:t>price?</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>`
	)
	for _, c := range []struct{ name, runs, accepted, rejected string }{
		{"footnote", `<w:r><w:t>Pay.</w:t></w:r>` + foot, "Pay. [Footnote: Net of new tax.]", "Pay. [Footnote: Net of tax.]"},
		{"footnote within", `<w:r><w:t>Pay </w:t></w:r>` + foot + `<w:r><w:t> now.</w:t></w:r>`, "Pay [Footnote: Net of new tax.] now.", "Pay [Footnote: Net of tax.] now."},
		{"footnote inserted", `<w:r><w:t>Pay.</w:t></w:r><w:ins>` + foot + `</w:ins>`, "Pay. [Footnote: Net of new tax.]", "Pay."},
		{"footnote deleted", `<w:r><w:t>Pay.</w:t></w:r><w:del>` + foot + `</w:del>`, "Pay.", "Pay. [Footnote: Net of tax.]"},
		{"endnote", `<w:r><w:t>Pay.</w:t></w:r>` + end, "Pay. [Footnote: At the end.]", "Pay. [Footnote: At the end.]"},
		{"text box", `<w:r><w:t>Pay.</w:t></w:r><w:r>` + box + `</w:r>`, "Pay. [Text box: Which price?]", "Pay. [Text box: Which price?]"},
		{"text box drawn twice", `<w:r><w:t>Pay.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>` + box + `</mc:Choice><mc:Fallback>` + box + `</mc:Fallback></mc:AlternateContent></w:r>`, "Pay. [Text box: Which price?]", "Pay. [Text box: Which price?]"},
		{"text box alone", `<w:r>` + box + `</w:r>`, "[Text box: Which price?]", "[Text box: Which price?]"},
		{"nothing in it", `<w:r><w:t>Pay.</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r>`, "Pay.", "Pay."},
	} {
		parts, err := unzip(edited(t, `<w:p>`+c.runs+`</w:p>`, ""))
		if err != nil {
			t.Fatal(err)
		}
		parts["word/footnotes.xml"] = []byte(`<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Net of </w:t></w:r><w:ins><w:r><w:t xml:space="preserve">new </w:t></w:r></w:ins><w:r><w:t>tax.</w:t></w:r></w:p></w:footnote></w:footnotes>`)
		parts["word/endnotes.xml"] = []byte(`<w:endnotes><w:endnote w:id="2"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>`)
		for side, want := range map[Side]string{Accepted: c.accepted, Rejected: c.rejected} {
			read, err := Read(zipped(t, parts), side)
			if err != nil {
				t.Fatal(err)
			}
			if got := paragraphs(read.Document); got != want {
				t.Errorf("%s: got %q, want %q", c.name, got, want)
			}
		}
	}
}
