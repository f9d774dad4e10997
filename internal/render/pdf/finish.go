package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
)

// finish rewrites the file that gofpdf wrote: page contents are compressed,
// and the catalogue gains the language, metadata that readers find, the title
// as the name of the window, and an identity made from the content. It fails
// if the file is not built as gofpdf builds it.
func finish(drawn []byte, info information) ([]byte, error) {
	in, err := readObjects(drawn)
	if err != nil {
		return nil, fmt.Errorf("internal error while finishing the PDF: %w", err)
	}
	out := newFile(len(drawn))
	last := len(in) - 1
	for n := 1; n < last; n++ {
		if err := out.add(n, in[n]); err != nil {
			return nil, fmt.Errorf("internal error while finishing the PDF: object %d: %w", n, err)
		}
	}
	catalogue, err := extendCatalogue(in[last], last+1, info)
	if err != nil {
		return nil, fmt.Errorf("internal error while finishing the PDF: %w", err)
	}
	out.object(last, catalogue)
	packet := metadata(info)
	out.object(last+1, fmt.Appendf(nil, "<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet))
	return out.close(last, last-1), nil
}

var crossReference = regexp.MustCompile(`^xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\n$`)

// readObjects is the body of each object of the file, without its number, by
// number; entry 0 is empty. The last two are the information and the catalogue.
func readObjects(file []byte) ([][]byte, error) {
	at := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	start, err := strconv.Atoi(string(bytes.TrimSuffix(file[at+len("startxref\n"):], []byte("\n%%EOF\n"))))
	if err != nil || start <= 0 || start > at {
		return nil, fmt.Errorf("unexpected startxref")
	}
	m := crossReference.FindSubmatch(file[start:at])
	if m == nil {
		return nil, fmt.Errorf("unexpected cross-reference table")
	}
	size, root, information := number(m[1]), number(m[4]), number(m[5])
	if size < 3 || len(m[2]) != (size-1)*20 || root != size-1 || information != size-2 {
		return nil, fmt.Errorf("catalogue or information not where expected")
	}
	objects := make([][]byte, size)
	for n := 1; n < size; n++ {
		if objects[n], err = readObject(file[:start], n, number(m[2][(n-1)*20:(n-1)*20+10])); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// number reads digits; what is too large reads as 0.
func number(digits []byte) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0
	}
	return n
}

// readObject is the body of the object that begins at the offset.
func readObject(file []byte, n, offset int) ([]byte, error) {
	head := fmt.Appendf(nil, "%d 0 obj\n", n)
	if offset <= 0 || offset > len(file) || !bytes.HasPrefix(file[offset:], head) {
		return nil, fmt.Errorf("object %d not where expected", n)
	}
	body := file[offset+len(head):]
	from := 0
	if s := streamHead.FindSubmatchIndex(body); s != nil {
		from = s[1] + number(body[s[2]:s[3]]) // the stream may hold anything, even "endobj"
	}
	if from > len(body) {
		return nil, fmt.Errorf("object %d is cut short", n)
	}
	end := bytes.Index(body[from:], []byte("\nendobj\n"))
	if end < 0 {
		return nil, fmt.Errorf("object %d has no end", n)
	}
	return body[:from+end], nil
}

var (
	streamHead = regexp.MustCompile(`^<<[^>]*/Length (\d+)[^>]*>>\nstream\n`)
	plainHead  = regexp.MustCompile(`^<</Length (\d+)>>\nstream\n`)
)

// extendCatalogue adds to gofpdf's catalogue, and drops its empty name tree.
func extendCatalogue(body []byte, metadata int, info information) ([]byte, error) {
	const names = "/Names <<\n/EmbeddedFiles << /Names [\n  \n] >>\n>>\n>>"
	kept, found := bytes.CutSuffix(body, []byte(names))
	if !found || !bytes.HasPrefix(kept, []byte("<<\n/Type /Catalog\n/Pages 1 0 R\n")) {
		return nil, fmt.Errorf("unexpected catalogue")
	}
	return fmt.Appendf(bytes.Clone(kept), "/Lang %s\n/Metadata %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n>>",
		literal(info.lang), metadata), nil
}

// literal is s as a PDF string; language tags are ASCII, and other bytes are
// written as codes.
func literal(s string) string {
	var b bytes.Buffer
	b.WriteByte('(')
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' || c == '(' || c == ')' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte(')')
	return b.String()
}

// metadata is the XMP packet; it says the same as the information object.
func metadata(info information) []byte {
	escape := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
		return b.String()
	}
	const form = `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>%[4]s</xmp:CreateDate>
<xmp:ModifyDate>%[4]s</xmp:ModifyDate>
<xmp:CreatorTool>%[5]s</xmp:CreatorTool>
<pdf:Producer>%[5]s</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
	return fmt.Appendf(nil, form, escape(info.title), escape(info.subject), escape(info.lang),
		info.date.Format("2006-01-02T15:04:05"), escape(info.producer))
}

// A file is a PDF being written.
type file struct {
	bytes.Buffer
	offsets  []int // of object n, by n; entry 0 is unused
	deflater *zlib.Writer
	packed   bytes.Buffer
}

// newFile begins a PDF; size is a guess at its length in bytes.
func newFile(size int) *file {
	f := &file{offsets: []int{0}}
	f.Grow(size / 2)
	f.deflater = zlib.NewWriter(&f.packed)
	// The second line tells programs that move files that this one is binary.
	f.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f
}

// add writes object n, its stream compressed if it was plain.
func (f *file) add(n int, body []byte) error {
	m := plainHead.FindSubmatchIndex(body)
	if m == nil {
		f.object(n, body)
		return nil
	}
	end := m[1] + number(body[m[2]:m[3]])
	if end > len(body) || string(body[end:]) != "\nendstream" {
		return fmt.Errorf("stream of unexpected length")
	}
	f.packed.Reset()
	f.deflater.Reset(&f.packed)
	if _, err := f.deflater.Write(body[m[1]:end]); err != nil {
		return err
	}
	if err := f.deflater.Close(); err != nil {
		return err
	}
	f.object(n, fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", f.packed.Len(), f.packed.Bytes()))
	return nil
}

// object writes object n, which must be the next.
func (f *file) object(n int, body []byte) {
	f.offsets = append(f.offsets, f.Len())
	fmt.Fprintf(f, "%d 0 obj\n", n)
	f.Write(body)
	f.WriteString("\nendobj\n")
}

// close writes the cross-reference table and the trailer. The identity is the
// digest of all before it.
func (f *file) close(root, information int) []byte {
	digest := sha256.Sum256(f.Bytes())
	start := f.Len()
	fmt.Fprintf(f, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets))
	for _, offset := range f.offsets[1:] {
		fmt.Fprintf(f, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(f, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%x> <%[4]x>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets), root, information, digest[:16], start)
	return f.Bytes()
}
