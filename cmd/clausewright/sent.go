package main

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/render/docx"
)

// A draft that is sent comes back when others have been written since. What was
// edited in it is measured against what was sent: each draft is kept as it was
// written, by the digest that its Word file bears.

// mostSent is how many drafts are kept.
const mostSent = 50

// keepSent is the digest of a draft that is written, the file that keeps it, and
// the digests of all that are kept then. The oldest go when they are too many.
func (out disk) keepSent(name string, d *drafts.Draft, text []byte) (digest string, file drafts.File, all []string, err error) {
	digest = drafts.Digest(name+".md", text)[:16]
	all = d.Lock().Sent
	for ; len(all) > mostSent; all = all[1:] {
		if err := out.Remove(drafts.Sent(name, all[0])); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", file, nil, out.usage(err)
		}
	}
	file = drafts.File{Name: drafts.Sent(name, digest), Data: text}
	if there, err := out.Read(file.Name); err == nil { // the same, or one that somebody wrote into
		d.Settle(file.Name, drafts.Digest(file.Name, there))
	}
	return digest, file, append(slices.DeleteFunc(slices.Clone(all), func(one string) bool { return one == digest }), digest), nil
}

// sent is the text of a draft that was written, by its digest; nil if it is not
// kept, or not whole.
func (out disk) sent(name, digest string) ([]byte, error) {
	if digest == "" || strings.ContainsFunc(digest, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef", r) }) {
		return nil, nil
	}
	text, err := out.Read(drafts.Sent(name, digest))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, out.usage(err)
	case drafts.Digest(name+".md", text)[:16] != digest:
		return nil, nil
	}
	return text, nil
}

// returned is a draft that came back.
type returned struct {
	edits.Edited
	digest   string // of the draft that it began as; empty if it does not say
	comments []docx.Comment
}

// returned reads a draft that came back.
func (a *app) returned(file string) (r *returned, err error) {
	r = &returned{Edited: edits.Edited{Name: filepath.ToSlash(file)}}
	if !isDraft(file) {
		return nil, usagef("--theirs returned.docx", "%s: a draft that came back is .md or .docx", file)
	}
	data, inside, err := a.operand(file)
	if err == nil {
		r.Document, r.comments, r.digest, err = a.readEdited(inside, data, askAgain)
	}
	return r, err
}

// measure finds the draft that a file began as: what was edited in it is measured
// against that. It stays the base where it began as that.
func (a *app) measure(out disk, name string, d *drafts.Draft, r *returned) error {
	last, err := out.lastDigest(name)
	if err != nil {
		return err
	}
	if r.digest == "" {
		if r.digest, err = out.nearest(name, d.Lock().Sent, last, r.Document); err != nil {
			return err
		}
		if r.digest != last && r.digest != "" {
			a.tellf("%s does not say which draft it began as; it is nearest to %s, and is measured against that", r.Name, filepath.ToSlash(out.path(drafts.Sent(name, r.digest))))
		}
	}
	switch {
	case r.digest == "":
		return nil
	case r.digest == last:
		r.From, err = out.written(name)
		return err
	}
	text, err := out.sent(name, r.digest)
	if err == nil && text == nil {
		err = usagef("compare it with the file that was sent, redline SENT "+r.Name+", and put its edits in by hand",
			"%s began as a draft that is not kept in %s any more, so nobody knows what was edited in it", r.Name, filepath.ToSlash(out.path(path.Dir(drafts.Sent(name, r.digest)))))
	}
	if err == nil {
		r.From, err = edits.Read(text)
	}
	return err
}

// lastDigest is the digest of the draft that was written last.
func (out disk) lastDigest(name string) (string, error) {
	for _, file := range []string{drafts.Written(name), drafts.Base(name)} {
		text, err := out.Read(file)
		if err == nil {
			return drafts.Digest(file, text)[:16], nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", out.usage(err)
		}
	}
	return "", nil
}

// nearest is the draft that has most lines in common with a document, by its
// digest: of several the newest, and the one written last before all. Empty if it
// is the base, or none is kept.
func (out disk) nearest(name string, sent []string, last string, doc *document.Document) (string, error) {
	written, err := markdownOf(doc)
	if err != nil {
		return "", err
	}
	lines := map[string]bool{}
	for line := range strings.Lines(string(written)) {
		lines[line] = true
	}
	base, err := out.Read(drafts.Base(name))
	if err != nil {
		return "", out.unknownBase(name)
	}
	best, most := "", nearness(base, lines)
	for _, digest := range slices.Concat(sent, []string{last}) {
		text, err := out.sent(name, digest)
		if err != nil {
			return "", err
		}
		if n := nearness(text, lines); text != nil && n >= most {
			best, most = digest, n
		}
	}
	return best, nil
}

// nearness is how many lines of a text are among others, less those that are not.
func nearness(text []byte, lines map[string]bool) int {
	n := 0
	for line := range strings.Lines(string(text)) {
		if lines[line] {
			n++
		} else {
			n--
		}
	}
	return n
}
