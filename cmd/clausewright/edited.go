package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/markdown"
	"clausewright/internal/render/docx"
)

// edited adds the files of a draft that people worked on. What they hold is
// settled: it will be in what is written.
func (a *app) edited(e *editing, flags draftFlags, out disk, name string, d *drafts.Draft) error {
	if flags.discard || flags.overwrite {
		return nil
	}
	before := d.Lock().Files
	if before[drafts.Base(name)] == "" {
		return nil // written by an earlier program, or never
	}
	there, asWritten := false, false // the Markdown, which holds all edits so far
	for _, format := range []string{"md", "docx"} {
		file := name + "." + format
		data, err := out.Read(file)
		if errors.Is(err, fs.ErrNotExist) || before[file] == "" {
			continue
		}
		if err != nil {
			return usagef("", "%s: %s", out.path(file), diag.Reason(err))
		}
		digest := drafts.Digest(file, data)
		if format == "md" {
			there, asWritten = true, digest == before[file]
			if digest == before[drafts.Base(name)] {
				continue // as written, and without edits
			}
		} else if digest == before[file] && there {
			continue // as written: the Markdown says the same
		}
		e.begin()
		r := &returned{Edited: edits.Edited{Name: filepath.ToSlash(out.path(file))}}
		if r.Document, r.comments, r.digest, err = a.readEdited(out.path(file), data, setAside); err != nil {
			return err
		}
		if format == "docx" {
			last, err := out.lastDigest(name)
			if err != nil {
				return err
			}
			switch r.digest = cmp.Or(r.digest, last); {
			case r.digest == last && asWritten:
				e.list = nil // the Word file began as that
			case r.digest != last || len(e.list) > 0:
				if err := a.measure(out, name, d, r); err != nil {
					return err
				}
			}
		}
		e.comments = append(e.comments, r.comments...)
		e.list = append(e.list, r.Edited)
		d.Settle(file, digest)
	}
	return nil
}

// written is the draft as it was written last, with the edits of until then; nil
// if there were none.
func (out disk) written(name string) (*document.Document, error) {
	data, err := out.Read(drafts.Written(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Written(name)), diag.Reason(err))
	}
	doc, err := edits.Read(data)
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Written(name)), err)
	}
	return doc, nil
}

// What to do about a file that is a draft no more.
const (
	setAside = "move the file away, or run again with --discard-edits, which keeps a copy"
	askAgain = "ask for the file again, or put its edits in by hand"
)

// readEdited reads a draft that a person worked on, with the comments in it and, of
// a Word file, the digest of the draft that it began as. The hint says what to do if it is
// none.
func (a *app) readEdited(file string, data []byte, hint string) (doc *document.Document, comments []docx.Comment, digest string, err error) {
	if strings.HasSuffix(file, ".docx") {
		read, err := docx.Read(data, docx.Accepted)
		if err != nil {
			return nil, nil, "", usagef(hint, "%s: %s", filepath.ToSlash(file), err)
		}
		a.tellStrays(file, read)
		return read.Document, read.Comments, read.Digest, nil
	}
	doc, problems := markdown.Parse(data, sourceOf(filepath.ToSlash(file), data))
	if doc != nil && doc.Style == "" {
		return nil, nil, "", usagef(hint, "no draft any more: %s has lost its first line", filepath.ToSlash(file))
	}
	return doc, nil, "", a.refuse(problems, sources{oneFile(filepath.ToSlash(file), data)})
}

// tellStrays tells what people wrote into the heads and feet of the pages of a Word file.
func (a *app) tellStrays(file string, read *docx.Reading) {
	for _, text := range read.Strays {
		a.tellf("%s: what is written in the head or the foot of its pages is not taken over, since the deal says what stands there: %q", filepath.ToSlash(file), text)
	}
}

// whereAbout is who wrote a comment, about which words, and where.
func whereAbout(c docx.Comment) string {
	words := ""
	if c.Author != "" {
		words += " of " + c.Author
	}
	if c.Quote != "" {
		words += fmt.Sprintf(" on %q", c.Quote)
	}
	if c.In != nil {
		words += " in " + strings.TrimSpace(c.In.Label+" "+c.In.Heading)
	}
	return words
}

// unknownBase says that edits cannot be told from what was written.
func (out disk) unknownBase(name string) error {
	return usagef("compare the two with redline, and put the edits in by hand",
		"nobody knows what was edited: %s, the draft as it was written last, is not there", filepath.ToSlash(out.path(drafts.Base(name))))
}

// base is the draft as it was written last, without edits.
func (out disk) base(name string) (*document.Document, error) {
	data, err := out.Read(drafts.Base(name))
	if err != nil {
		return nil, out.unknownBase(name)
	}
	doc, err := edits.Read(data)
	if err != nil {
		return nil, usagef("", "%s: %s", out.path(drafts.Base(name)), err)
	}
	return doc, nil
}
