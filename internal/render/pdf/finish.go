package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"clausewright/internal/lazy"
)

// finish rewrites the file that gofpdf wrote and adds what gofpdf cannot: the
// fonts, the structure tree, the links, the language, metadata that readers
// find, an identity made from the content, and the attachment. It fails if the
// file is not built as gofpdf builds it. What it gives lies in the workspace.
func finish(d *painting, info fileInfo, attached Attachment) ([]byte, error) {
	f, err := assembleFile(d, info, attached)
	if err != nil {
		return nil, fmt.Errorf("internal error while finishing the PDF: %w", err)
	}
	return f, nil
}

func assembleFile(d *painting, info fileInfo, attached Attachment) ([]byte, error) {
	in, err := readObjects(d.file)
	if err != nil {
		return nil, err
	}
	f := &d.work.file
	f.begin(len(in), d.size())
	last := len(in) - 1
	if last < pageObject(len(d.pages))+1 {
		return nil, errors.New("pages are missing")
	}
	if !bytes.Contains(in[2], []byte("/Font <<\n>>")) {
		return nil, errors.New("unexpected resources")
	}
	in[2] = f.fonts(in[2], d.fonts)
	tree := (&tagger{file: f, painting: d}).write()
	for i, p := range d.pages {
		n := pageObject(i + 1)
		if in[n], err = extendPage(in[n], i, p.links); err != nil {
			return nil, err
		}
	}
	countBookmarks(in)
	in[last-1] = withoutZone.ReplaceAll(in[last-1], []byte("${1}Z)"))
	for n := 1; n < last; n++ {
		if err := f.copyObject(n, in[n], d.drawn(n)); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	f.flush() // all that identifies the file
	about := f.reserve()
	f.raw(about, "/Type/Metadata/Subtype/XML", metadata(info, f.digest()))
	more := fmt.Sprintf("/Lang %s\n/Metadata %d 0 R\n/StructTreeRoot %d 0 R\n/MarkInfo <</Marked true>>\n/ViewerPreferences <</DisplayDocTitle true>>\n%s%s",
		pdfString(info.lang), about, tree, f.intent(), f.attach(attached, info))
	catalogue, err := extendCatalogue(in[last], more)
	if err != nil {
		return nil, err
	}
	f.object(last, catalogue)
	return f.close(last, last-1), nil
}

// withoutZone matches a date to which gofpdf gives no zone.
var withoutZone = lazy.Regexp(`(\(D:\d{14})\)`)

// How gofpdf ends a bookmark, and begins the root of all of them.
const (
	uncounted    = "]\n/Count 0>>"
	bookmarkRoot = "<</Type /Outlines /First "
)

// countBookmarks tells how many entries stand below each bookmark, of which
// gofpdf says that there are none. They are closed: an article shows its
// sections when somebody opens it.
func countBookmarks(objects [][]byte) {
	below, entries := map[int]int{}, []int{}
	for n, body := range objects {
		body = bytes.TrimRight(body, "\n")
		if !bytes.HasSuffix(body, []byte(uncounted)) {
			continue
		}
		if at := bytes.LastIndex(body, []byte("/Parent ")); at >= 0 { // behind its title, which may say anything
			parent, _, _ := bytes.Cut(body[at+len("/Parent "):], []byte(" "))
			below[readDigits(parent)]++
			objects[n], entries = body, append(entries, n)
		}
	}
	for _, n := range entries {
		body := bytes.TrimSuffix(objects[n], []byte("/Count 0>>"))
		objects[n] = append(appendCount(bytes.Clone(body), -below[n]), ">>"...)
	}
	for n, body := range objects {
		if bytes.HasPrefix(body, []byte(bookmarkRoot)) {
			body = bytes.TrimSuffix(bytes.TrimRight(body, "\n"), []byte(">>"))
			objects[n] = append(appendCount(append(bytes.Clone(body), '\n'), below[n]), ">>"...)
		}
	}
}

// appendCount writes how many entries a bookmark has; nothing, if it has none.
func appendCount(b []byte, n int) []byte {
	if n == 0 {
		return b
	}
	return strconv.AppendInt(append(b, "/Count "...), int64(n), 10)
}

var trailer = lazy.Regexp(`^trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\n$`)

// How gofpdf's table of objects begins, and how each entry ends.
const (
	tableStart = "xref\n0 %d\n0000000000 65535 f \n"
	entryEnd   = " 00000 n \n"
	entrySize  = 20
)

// readObjects is the body of each object of the file, without its number, by
// number; entry 0 is empty. The last two are the information and the catalogue.
func readObjects(data []byte) ([][]byte, error) {
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 {
		return nil, errors.New("no startxref")
	}
	start, err := strconv.Atoi(string(bytes.TrimSuffix(data[at+len("startxref\n"):], []byte("\n%%EOF\n"))))
	if err != nil || start <= 0 || start > at {
		return nil, errors.New("unexpected startxref")
	}
	table, end := data[start:at], bytes.LastIndex(data[start:at], []byte("trailer\n"))
	if end < 0 {
		return nil, errors.New("no trailer")
	}
	m := trailer.FindSubmatch(table[end:])
	if m == nil {
		return nil, errors.New("unexpected trailer")
	}
	size, root, information := readDigits(m[1]), readDigits(m[2]), readDigits(m[3])
	entries, found := bytes.CutPrefix(table[:end], fmt.Appendf(nil, tableStart, size))
	if !found || size < 3 || len(entries) != (size-1)*entrySize {
		return nil, errors.New("unexpected cross-reference table")
	}
	if root != size-1 || information != size-2 {
		return nil, errors.New("catalogue or information not where expected")
	}
	objects := make([][]byte, size)
	for n := 1; n < size; n++ {
		offset, found := bytes.CutSuffix(entries[(n-1)*entrySize:n*entrySize], []byte(entryEnd))
		if !found {
			return nil, errors.New("unexpected entry in the cross-reference table")
		}
		if objects[n], err = readObject(data[:start], n, readDigits(offset)); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// readDigits reads digits; what is too large reads as 0.
func readDigits(digits []byte) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0
	}
	return n
}

// readObject is the body of the object that begins at the offset.
func readObject(data []byte, n, offset int) ([]byte, error) {
	head := fmt.Appendf(nil, "%d 0 obj\n", n)
	if offset <= 0 || offset > len(data) || !bytes.HasPrefix(data[offset:], head) {
		return nil, fmt.Errorf("object %d not where expected", n)
	}
	body, _, ended := bytes.Cut(data[offset+len(head):], []byte("\nendobj\n"))
	if !ended {
		return nil, fmt.Errorf("object %d has no end", n)
	}
	return body, nil
}

// size is about how long the file will be: the structure takes up less than
// the pages that it tells of.
func (d *painting) size() int {
	size := 20_000
	for _, p := range d.pages {
		size += 2 * len(p.content)
	}
	for _, s := range d.fonts {
		if s != nil {
			size += len(s.program)
		}
	}
	return size
}

// drawn is what stands on the page whose content gofpdf's object n is.
func (d *painting) drawn(n int) []byte {
	if i := n/2 - 2; n%2 == 0 && i >= 0 && i < len(d.pages) {
		return d.pages[i].content
	}
	return nil
}

// copyObject writes an object of gofpdf's. In place of the content of a page it
// writes what is drawn there, which begins with that content.
func (f *file) copyObject(n int, body, drawn []byte) error {
	switch {
	case drawn == nil && bytes.HasSuffix(body, []byte("endstream")):
		return errors.New("unexpected stream")
	case drawn == nil:
		f.object(n, body)
	case string(body) != emptyPage:
		return errors.New("unexpected content of a page")
	default:
		f.packed(n, "", drawn)
	}
	return nil
}

// emptyPage is the content of a page as gofpdf writes it, on which nothing is
// drawn but its start.
var emptyPage = fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(pageStart), pageStart)

// extendPage adds to gofpdf's page, by its index, the way to the elements of
// its content, and its links.
func extendPage(body []byte, index int, links []*annotation) ([]byte, error) {
	const start = "<</Type /Page\n"
	rest, found := bytes.CutPrefix(body, []byte(start))
	if !found || bytes.Contains(rest, []byte("/Annots")) {
		return nil, errors.New("unexpected page")
	}
	b := fmt.Appendf(nil, "%s/Tabs /S\n/StructParents %d\n", start, index)
	if len(links) > 0 {
		b = append(b, "/Annots ["...)
		for _, a := range links {
			b = reference(b, a.number)
		}
		b = append(b, "]\n"...)
	}
	return append(b, rest...), nil
}

// extendCatalogue adds entries to gofpdf's catalogue, and drops its empty name
// tree.
func extendCatalogue(body []byte, more string) ([]byte, error) {
	const names = "/Names <<\n/EmbeddedFiles << /Names [\n  \n] >>\n>>\n>>"
	kept, found := bytes.CutSuffix(body, []byte(names))
	if !found || !bytes.HasPrefix(kept, []byte("<<\n/Type /Catalog\n/Pages 1 0 R\n")) {
		return nil, errors.New("unexpected catalogue")
	}
	return append(bytes.Clone(kept), more+">>"...), nil
}

// attach writes the attachment, if there is one, and gives the entries of the
// catalogue that lead to it.
func (f *file) attach(a Attachment, info fileInfo) string {
	if a.Name == "" {
		return ""
	}
	data, spec := f.reserve(), f.reserve()
	f.stream(data, fmt.Sprintf("/Type/EmbeddedFile/Subtype/application#2Fyaml/Params<</Size %d/ModDate(D:%sZ)>>",
		len(a.Data), info.date.Format("20060102150405")), a.Data)
	ascii := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '_'
		}
		return r
	}, a.Name)
	f.object(spec, fmt.Appendf(nil, "<</Type/Filespec/F%s/UF%s/Desc(The answers that this draft was made from)/AFRelationship/Source/EF<</F %d 0 R/UF %[3]d 0 R>>>>",
		pdfString(ascii), appendWords(nil, a.Name), data))
	return fmt.Sprintf("/AF [%d 0 R]\n/Names <</EmbeddedFiles <</Names [%s %[1]d 0 R]>>>>\n", spec, pdfString(ascii))
}
