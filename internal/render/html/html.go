// Package html writes a resolved document as one HTML file that needs neither
// network nor script: contents, anchors, definitions on hover, print style.
//
// A term in use is a plain link to its definition, a reference one to its
// target. So a use costs a few bytes, search in the page finds every word
// once, and the browser's back button returns to the place of use. A small
// script shows what a link leads to on hover, focus and tap, copied from the
// page itself into one popover, which Escape closes. Where scripts do not run,
// rules of the style sheet show definitions, each held once.
package html

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"io"
	"strings"
	"sync"

	"clausewright/internal/document"
	"clausewright/internal/style"
)

//go:embed style.css
var styleSheet string

//go:embed preview.js
var scriptFile string

// script has no line end at its own end, which some checkers leave out of the
// sum in the policy.
var script = strings.TrimSpace(scriptFile)

// policy lets a browser run these scripts only, load nothing and send nothing.
func policy(scripts ...string) string {
	sources := ""
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s))
		sources += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src 'unsafe-inline'; script-src" + sources + "; base-uri 'none'; form-action 'none'"
}

// The policies of a draft and of a redline.
var draftPolicy, redlinePolicy = policy(script), policy(script, changesScript)

// Ids that the page itself uses: the target of the skip link, the box in which
// the script shows what a link leads to, and the bar of a redline with its
// switches.
const (
	mainAnchor    = "main"
	previewAnchor = "preview"
	barAnchor     = "changes-bar"
	onlyAnchor    = "changed-only"
	keysAnchor    = "change-keys"
)

// printer is one page in the making.
type printer struct {
	buf      []byte
	doc      *document.Document
	redlined bool
	asked    bool // what an answer printed bears the path of its question
	anchors  *anchors
	place    place
	within   document.Mark // of what holds what is being written
}

// place is where in the document the printer is.
type place struct {
	within *document.Division // nil outside the divisions
	anchor string             // what the ids of items that have none begin with
	level  int                // of the next heading, 2 to 6
	items  int                // items without a label that were printed here
}

// buffers are those of pages written before.
var buffers sync.Pool

// Render writes doc, which document.Resolve has numbered and linked, to w.
// The page holds the words of the document in its order; only the contents
// repeat the headings. Any document renders; the error is that of w.
func Render(w io.Writer, doc *document.Document) error { return writePage(w, doc, false) }

// RenderAsked is Render for a page that asks the questions beside the draft: what an
// answer printed, and what is still open, bears the path of its question as data-path.
func RenderAsked(w io.Writer, doc *document.Document) error { return writePage(w, doc, true) }

func writePage(w io.Writer, doc *document.Document, withPaths bool) error {
	kept, _ := buffers.Get().(*[]byte)
	if kept == nil {
		kept = new([]byte)
	}
	p := &printer{buf: (*kept)[:0], doc: doc, redlined: document.Redlined(doc), asked: withPaths, anchors: newAnchors(doc), place: place{level: 2}}
	defer func() { *kept = p.buf; buffers.Put(kept) }()
	p.page()
	_, err := w.Write(p.buf)
	return err
}

// page writes the whole file.
func (p *printer) page() {
	cover, contents, rest := split(p.doc.Body)
	p.put(`<!DOCTYPE html>`, "\n", `<html lang="`)
	p.text(cmp.Or(p.doc.Lang, "en"))
	p.put(`" class="`)
	p.text(cmp.Or(p.doc.Style, "plain"))
	if document.RunsOn(p.doc) {
		p.put(" runs-on")
	}
	p.put("\">\n")
	p.head()
	p.put("<body>\n", `<a class="skip" href="#`, mainAnchor, `">Skip to the text</a>`, "\n")
	p.header(cover)
	p.contents(contents, rest)
	p.put(`<main id="`, mainAnchor, "\">\n")
	for _, d := range rest {
		p.division(d)
	}
	p.put("</main>\n")
	p.footer()
	p.put(`<div id="`, previewAnchor, `" role="tooltip" popover="auto"></div>`, "\n<script>", script, "</script>\n")
	if p.redlined {
		p.put(changesBar, "<script>", changesScript, "</script>\n")
	}
	p.put("</body>\n</html>\n")
}

// split takes the cover and the contents, either of which may be missing, out
// of the body: they have elements of their own on the page. Before the cover
// stands nothing but, in a redline, what is told of the changes.
func split(body []*document.Division) (cover, contents *document.Division, rest []*document.Division) {
	rest = make([]*document.Division, 0, len(body))
	for i, d := range body {
		switch {
		case d.Kind == document.Part && d.ID == document.CoverPart && (i == 0 || i == 1 && body[0].Kind == document.Part && body[0].ID == document.ChangesPart):
			cover = d
		case d.Kind == document.Part && d.ID == document.ContentsPart && len(d.Blocks) == 0 && contents == nil:
			contents = d
		default:
			rest = append(rest, d)
		}
	}
	return cover, contents, rest
}

// title names the page; a page without a name would not be valid.
func (p *printer) title() string { return cmp.Or(p.doc.Title, p.doc.ID, "Draft") }

// formerTitle is the title of the old document of a redline.
func (p *printer) formerTitle() *string {
	if p.doc.Was == nil {
		return nil
	}
	return &p.doc.Was.Title
}

// policy is what a browser lets the page do.
func (p *printer) policy() string {
	if p.redlined {
		return redlinePolicy
	}
	return draftPolicy
}

func (p *printer) head() {
	p.put(`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="`, p.policy(), `">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>`)
	p.text(p.title())
	p.put("</title>\n<style>\n", styleSheet)
	p.pageRule()
	p.termRules()
	if p.redlined {
		p.put(marksStyle)
	}
	p.put("</style>\n</head>\n")
}

// pageRule sets the paper, and the legend and footer of each printed page.
func (p *printer) pageRule() {
	size := "A4"
	if style.Usual.IsLetter(p.doc.Style) {
		size = "letter"
	}
	p.put("@page { size: ", size, `; @top-left { content: "`)
	p.cssText(p.title())
	p.put(`"; } @top-right { content: "`)
	p.cssText(p.doc.Legend)
	p.put(`"; } @bottom-left { content: "`)
	p.cssText(p.doc.ID)
	p.put(`"; } }`, "\n@page broad { size: ", size, " landscape; }\n")
}

// header writes the legend, the title and the cover page.
func (p *printer) header(cover *document.Division) {
	p.put("<header")
	if cover != nil {
		p.put(` id="`, p.anchors.divisions[cover], `"`)
	}
	p.put(">\n")
	if p.doc.Legend != "" {
		p.put(`<p class="legend">`)
		p.text(p.doc.Legend)
		p.put("</p>\n")
	}
	p.put("<h1>")
	p.renamed(p.formerTitle(), p.title())
	p.put("</h1>\n")
	if cover != nil {
		p.holding(cover.Mark, func() { p.inside(cover, "", p.place.level) })
	}
	p.put("</header>\n")
}

// contents writes the list of links that stands beside the text on a wide
// screen and is folded on a narrow one. A document with nothing to list has
// no contents.
func (p *printer) contents(part *document.Division, body []*document.Division) {
	anchor, heading := "", "Contents"
	if part != nil {
		anchor, heading = p.anchors.divisions[part], cmp.Or(part.Heading, heading)
	}
	if part == nil && !listed(body) {
		return
	}
	p.put("<nav")
	if anchor != "" {
		p.put(` id="`, anchor, `"`)
	}
	p.put(` aria-label="`)
	p.text(heading)
	p.put(`"><details><summary>`)
	p.text(heading)
	p.put("</summary>\n")
	p.links(body)
	p.put("</details></nav>\n")
}

// listed reports whether the contents have one of the divisions to list.
func listed(divisions []*document.Division) bool {
	for _, d := range divisions {
		if headed(d) && d.Mark.New() {
			return true
		}
	}
	return false
}

// links writes the headed divisions as a list of links, each with the
// sections inside it.
func (p *printer) links(divisions []*document.Division) {
	if !listed(divisions) {
		return
	}
	p.put("<ol>\n")
	for _, d := range divisions {
		if !headed(d) || !d.Mark.New() {
			continue
		}
		p.put(`<li><a href="#`, p.anchors.divisions[d], `">`)
		p.caption(d, nil)
		p.put("</a>")
		p.links(d.Sections())
		p.put("</li>\n")
	}
	p.put("</ol>\n")
}

// footer names the draft; a draft without a name has no footer.
func (p *printer) footer() {
	if p.doc.ID == "" && p.doc.Date == "" {
		return
	}
	p.put("<footer><p>")
	p.text(p.doc.ID)
	if p.doc.ID != "" && p.doc.Date != "" {
		p.put(" · ")
	}
	p.text(p.doc.Date)
	p.put("</p></footer>\n")
}
