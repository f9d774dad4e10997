package docx

import (
	"archive/zip"
	"compress/flate"
	"io"
	"slices"
	"sync"
	"time"
)

// filePart is one file inside a .docx.
type filePart struct {
	name string // its path
	kind string // its content type; empty for one that its ending declares
	link string // type of the relationship that leads to it, empty for none
	of   string // the part that the relationship belongs to, empty for the package
	id   string // of the relationship
	data []byte
}

// Ends of the names of relationship types.
const (
	officeRelationships  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
	wordContent          = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	mainPart             = "word/document.xml"
	declaration          = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// stamp is the time of every entry, the first one that a zip file can hold: a
// file tells when it was made in its properties only.
var stamp = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// pack writes parts, with the content types and the relationships that follow
// from them, as one file. The same parts give the same bytes.
func pack(w io.Writer, parts []filePart) error {
	archive := zip.NewWriter(w)
	deflater := deflaters.Get().(*flate.Writer) // one for all parts, which follow each other
	defer deflaters.Put(deflater)
	archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { deflater.Reset(out); return deflater, nil })
	all := append([]filePart{contentTypes(parts), relationships("_rels/.rels", "", parts)}, parts...)
	all = append(all, relationships("word/_rels/document.xml.rels", mainPart, parts))
	if slices.ContainsFunc(parts, func(p filePart) bool { return p.of == heldItem }) {
		all = append(all, relationships("customXml/_rels/item1.xml.rels", heldItem, parts))
	}
	for _, p := range all {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: stamp})
		if err != nil {
			return err
		}
		if _, err := entry.Write(p.data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// deflaters are kept, since a new one costs more than what it compresses.
var deflaters = sync.Pool{New: func() any {
	deflater, _ := flate.NewWriter(nil, flate.BestSpeed) // fails only for a level that does not exist
	return deflater
}}

// contentTypes is the part that tells what each part is.
func contentTypes(parts []filePart) filePart {
	var x xml
	x.put(declaration, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range parts {
		if p.kind != "" {
			x.put(`<Override PartName="/`, p.name, `" ContentType="`, p.kind, `"/>`)
		}
	}
	x.put(`</Types>`)
	return filePart{name: "[Content_Types].xml", data: x.buf}
}

// relationships is the part that says what belongs to the package or a part.
func relationships(name, of string, parts []filePart) filePart {
	var x xml
	x.put(declaration, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, p := range parts {
		if p.link == "" || p.of != of {
			continue
		}
		target := p.name
		if of != "" {
			target = "/" + target
		}
		x.put(`<Relationship Id="`, p.id, `" Type="`, p.link, `" Target="`, target, `"/>`)
	}
	x.put(`</Relationships>`)
	return filePart{name: name, data: x.buf}
}
