package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/git"
	"clausewright/internal/markdown"
	"clausewright/internal/render/docx"
)

// completeSides completes the names of deals and of drafts.
func completeSides(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml", "md", "docx"}, cobra.ShellCompDirectiveFilterFileExt
}

// twoSides reads what is compared.
func (a *app) twoSides(args []string, flags redlineFlags) (older, newer *comparison.Side, err error) {
	if len(args) == 2 {
		if older, err = a.side(args[0]); err != nil {
			return nil, nil, err
		}
		newer, err = a.side(args[1])
		return older, newer, err
	}
	out, name := disk(flags.output), baseName(args[0])
	if older, err = a.lastWritten(out, name); err != nil {
		if _, _, unread := readDeal(strings.NewReader(""), args[0]); unread != nil {
			err = unread
		}
		return nil, nil, err
	}
	if !flags.edits {
		newer, err = a.side(args[0])
		return older, newer, err
	}
	older.Draft = nil
	newer, err = a.editedSide(draftFlags{}, out, name, older)
	return older, newer, err
}

// editedSide is a draft as people edited it, in one file or in several.
func (a *app) editedSide(flags draftFlags, out disk, name string, base *comparison.Side) (*comparison.Side, error) {
	d, err := drafts.Peek(out, name)
	if err != nil {
		return nil, usagef("run draft again", "%s", err)
	}
	e, err := a.editing(flags, out, name, d, nil)
	if err != nil {
		return nil, err
	}
	if e == nil {
		file := out.path(name + ".md")
		if _, err := os.Stat(file); err == nil {
			return a.side(file)
		}
		return base, nil
	}
	var names []string
	for _, edited := range e.list {
		names = append(names, edited.Name)
	}
	both := &comparison.Side{Name: strings.Join(names, " and "), Document: e.list[0].Document}
	if len(e.list) == 1 {
		return both, nil
	}
	unchanged, err := edits.Reread(e.base)
	if err != nil {
		return nil, err
	}
	kept, err := edits.Keep(e.base, unchanged, e.list, edits.Take{}, document.Options{})
	if err != nil {
		return nil, err
	}
	if both.Document = kept.Document; both.Document == nil {
		return nil, usagef("name two of the files: redline "+names[0]+" "+names[1], "%s want the same words otherwise", both.Name)
	}
	return both, nil
}

// lastWritten is the draft of a deal as it was written last, without edits.
func (a *app) lastWritten(out disk, name string) (*comparison.Side, error) {
	base, err := out.base(name)
	if err != nil {
		if d, peeked := drafts.Peek(out, name); peeked == nil && d.Lock().Files[drafts.Base(name)] != "" {
			return nil, err // it was there
		}
		return nil, usagef("name two deals or drafts, or write the draft first", "there is no draft of %s in %s, or it was written by an earlier program", name, string(out))
	}
	side := &comparison.Side{Name: "the draft written last", Document: base}
	file := out.path(drafts.Deal(name))
	data, err := out.Read(drafts.Deal(name))
	if err != nil {
		return side, nil // a comparison of words, without reasons
	}
	lib, problems, _, err := a.openLibrary()
	if err != nil || problems.HasErrors() {
		return side, err
	}
	if d, _ := draft.Make(lib, file, data, draft.Options{Force: true}); d.Document != nil {
		side.Draft, side.Library = d, lib
		side.Otherwise, err = a.sinceWritten(out, name)
	}
	return side, err
}

// sinceWritten is what is another since a draft was written, beside its deal: the
// library, or the program.
func (a *app) sinceWritten(out disk, name string) (*document.Cause, error) {
	d, err := drafts.Peek(out, name)
	if err != nil && !errors.Is(err, drafts.ErrStopped) {
		return nil, out.usage(err)
	}
	was := d.Lock()
	now, err := a.libraryHash()
	switch {
	case err != nil || was.Program == "":
		return nil, err
	case was.Library.Hash != now && (a.library != "" || was.Program == version):
		return &document.Cause{Kind: document.EditionCause}, nil
	case was.Program != version:
		return &document.Cause{Kind: document.ProgramCause, Old: was.Program, New: version}, nil
	}
	return nil, nil
}

// side reads what is compared: a deal, a draft, or either at a revision.
func (a *app) side(name string) (*comparison.Side, error) {
	return a.sideDrafted(name, draft.Options{})
}

// sideDrafted is side where a deal is drafted in a certain way.
func (a *app) sideDrafted(name string, opts draft.Options) (*comparison.Side, error) {
	data, file, err := a.operand(name)
	if err != nil {
		return nil, err
	}
	switch ext := strings.ToLower(path.Ext(file)); ext {
	case ".md":
		doc, problems := markdown.Parse(data, sourceOf(file, data))
		if err := a.refuse(problems, sources{oneFile(file, data)}); err != nil {
			return nil, err
		}
		return &comparison.Side{Name: name, Document: doc}, nil
	case ".docx":
		read, err := docx.Read(data, docx.Accepted)
		if err != nil {
			return nil, usagef("redline reads Word files that clausewright wrote, also after others saved them", "%s: %s", name, err)
		}
		a.tellStrays(name, read)
		return &comparison.Side{Name: name, Document: read.Document, Digest: read.Digest}, nil
	case ".yaml", ".yml", "":
		return a.dealSide(name, file, data, opts)
	default:
		return nil, usagef("a deal is .yaml, a draft .md or .docx", "%s: cannot be compared", name)
	}
}

// dealSide drafts a deal to compare it.
func (a *app) dealSide(name, file string, data []byte, opts draft.Options) (*comparison.Side, error) {
	lib, problems, from, err := a.openLibrary()
	if err != nil {
		return nil, err
	}
	from = append(sources{oneFile(file, data)}, from...)
	side := &comparison.Side{Name: name, Library: lib}
	if !problems.HasErrors() {
		d, more := draft.Make(lib, file, data, opts)
		side.Draft, side.Document = d, d.Document
		problems = append(problems, more...)
	}
	return side, a.refuse(problems, from)
}

// isDraft reports whether a file is a draft by its name, and no deal.
func isDraft(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".docx"
}

// operand reads the file that an argument names, or what it was at a revision.
func (a *app) operand(name string) (data []byte, file string, err error) {
	if came, ok := a.came[name]; ok {
		return came, name, nil
	}
	_, failed := os.Stat(name)
	rev, inside, ok := strings.Cut(name, ":")
	if name != "-" && failed != nil && ok && len(rev) > 1 {
		data, err := atRevision(rev, inside)
		return data, inside, err
	}
	if isDraft(name) {
		data, err = readFile(name, maxDeal)
		if err != nil {
			err = usagef("", "%s: %s", filepath.ToSlash(name), diag.Reason(err))
		}
		return data, filepath.ToSlash(name), err
	}
	file, data, err = readDeal(a.stdin, name)
	if err == nil && name == "-" {
		file = stdinName
	}
	return data, file, err
}

// atRevision reads a file as it was at a revision of the repository that holds
// its folder. The path is relative to the working folder.
func atRevision(rev, name string) ([]byte, error) {
	folder := filepath.Dir(filepath.FromSlash(name))
	for { // the folder may be gone
		if info, err := os.Stat(folder); err == nil && info.IsDir() || folder == "." || folder == filepath.Dir(folder) {
			break
		}
		folder = filepath.Dir(folder)
	}
	rel, err := filepath.Rel(folder, filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	repository, inside, err := openRepository(folder)
	if errors.Is(err, errNoRepository) {
		return nil, usagef("name a file, or one at a revision where git keeps it: HEAD~1:deals/acme.yaml", "there is no file %s:%s, and %s %s", rev, name, filepath.ToSlash(folder), err)
	}
	if err != nil {
		return nil, gitError(err)
	}
	defer repository.Close()
	commit, err := repository.Find(rev)
	if errors.Is(err, git.ErrUnknown) {
		return nil, usagef("name a commit, branch or tag, and a file: HEAD~1:deals/acme.yaml", "there is no revision %q, and no file %s:%s", rev, rev, name)
	}
	if err != nil {
		return nil, gitError(err)
	}
	fsys, err := commit.FS(".")
	if err != nil {
		return nil, gitError(err)
	}
	data, err := fs.ReadFile(fsys, path.Join(inside, filepath.ToSlash(rel)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("", "the revision %q holds no file %s", rev, name)
	}
	if err != nil {
		return nil, gitError(err)
	}
	return data, nil
}
