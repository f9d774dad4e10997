package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/git"
	"clausewright/internal/language"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// redlineFlags are the flags of redline.
type redlineFlags struct {
	output      string
	formats     []string
	changedOnly bool
	edits       bool
	author      string
	date        string
	paper       string
}

// What the flags of the commands say that write a report.
var (
	formatsToWrite = "formats to write: " + strings.Join(render.Names(), ", ") + "; json prints the report as data"
	paperOf        = "paper of PDF and Word: " + strings.Join(paperNames(), " or ")
)

func (a *app) redlineCommand() *cobra.Command {
	var flags redlineFlags
	cmd := &cobra.Command{
		Use:   "redline OLD [NEW]",
		Short: "Tell what changed between two drafts, where and why",
		Long: `Redline compares two drafts. OLD and NEW are each a deal, a draft in Markdown or Word,
or REV:PATH, a deal or draft as it was at a revision in git.

With one deal it compares the draft of it that was written last with what "draft" would
write now; --edits shows only what people wrote into that draft.

Without --format it prints the report: the terms that changed and the Sections that
they reach, the clauses that came in, left or are worded otherwise, and each passage
that changed with its cause. Numbers and references that only shifted are counted.

With --format it writes NEW.redline.*: Markdown, HTML and PDF begin with the report and
show what was inserted, deleted and moved; Word has tracked changes that give NEW when
they are accepted and OLD when they are rejected. The format json prints the report as data.`,
		Example: `  clausewright redline HEAD:deals/acme.yaml deals/acme.yaml
  clausewright redline deals/acme.yaml
  clausewright redline deals/acme.yaml --edits
  clausewright redline old.yaml new.yaml -f docx,html
  clausewright redline drafts/acme.md acme-returned.docx -f pdf --changed-only`,
		GroupID: "deal",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case flags.edits && len(args) != 1:
				return usagef("clausewright redline deal.yaml --edits", "--edits is about the draft of one deal, not %d", len(args))
			case len(args) != 1 && len(args) != 2:
				return usagef("clausewright redline old.yaml new.yaml", "redline takes one deal, or two deals or drafts, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml", "yml", "md", "docx"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.redline(args, flags) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.output, "output", "o", "drafts", "folder of drafts, to read and to write")
	f.StringSliceVarP(&flags.formats, "format", "f", nil, formatsToWrite)
	f.BoolVar(&flags.changedOnly, "changed-only", false, "leave out the Sections in which nothing changed")
	f.BoolVar(&flags.edits, "edits", false, "only what people wrote into the draft since it was written last")
	f.StringVar(&flags.author, "author", "", "who made the changes, for Word (default: clausewright)")
	f.StringVar(&flags.date, "date", "", "when they were made, YYYY-MM-DD, for Word (default: the date of NEW)")
	f.StringVar(&flags.paper, "paper", "", paperOf)
	must(cmd.MarkFlagDirname("output"))
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(append(render.Names(), "json"), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) redline(args []string, flags redlineFlags) error {
	formats, asData, err := redlineFormats(flags.formats)
	if err != nil {
		return err
	}
	paper, err := paperNamed(flags.paper)
	if err != nil {
		return err
	}
	older, newer, err := a.twoSides(args, flags)
	if err != nil {
		return err
	}
	newName := args[len(args)-1]
	r := comparison.Compare(*older, *newer)
	switch {
	case asData:
		return writeJSON(a.stdout, r)
	case len(formats) == 0:
		w, color := inColour(a.stdout)
		return r.Text(w, color)
	}
	date, err := changesDate(flags.date, newer.Document.Date)
	if err != nil {
		return err
	}
	files, err := redlineFiles(r, older, newer, formats, flags.changedOnly, render.Options{Paper: paper, Author: flags.author, Date: date, Digest: newer.Digest})
	if err != nil {
		return err
	}
	name := baseName(path.Base(filepath.ToSlash(newName))) + ".redline"
	if err := portableName(name); err != nil {
		return err
	}
	for i, f := range formats {
		files[i].Name = name + "." + f.Name
	}
	return a.writeReport(flags.output, name, files, "")
}

// writeSheet writes a report that is a document of its own, as writeReport does.
func (a *app) writeSheet(doc *document.Document, name, folder string, formats []render.Format, opts render.Options, read string) error {
	if err := portableName(name); err != nil {
		return err
	}
	files, err := renderAll(doc, name, formats, opts)
	if err != nil {
		return err
	}
	return a.writeReport(folder, name, files, read)
}

// writeReport writes the files of a report of that name into a folder of drafts. What
// somebody wrote into one that is there is lost with no other than the file of which
// it was read: that may be empty.
func (a *app) writeReport(folder, name string, files []drafts.File, read string) error {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return usagef("name a folder with -o", "folder %s: is a file", folder)
	}
	out := disk(folder)
	source, _ := os.Stat(read)
	written, err := out.write(name, false, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
		for _, f := range files {
			if there, err := os.Stat(out.path(f.Name)); err != nil || source == nil || !os.SameFile(source, there) {
				continue
			}
			if data, err := out.Read(f.Name); err == nil {
				d.Settle(f.Name, drafts.Digest(f.Name, data))
			}
		}
		return drafts.Lock{Program: version}, files, nil
	})
	if err != nil {
		return err
	}
	return a.tellWritten(written)
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

// redlineFormats are the formats to write; asData if json is asked for, which
// is printed and goes with no other.
func redlineFormats(names []string) (formats []render.Format, asData bool, err error) {
	for _, name := range names {
		if strings.TrimSpace(name) == "json" {
			if len(names) > 1 {
				return nil, false, usagef("ask for it alone: -f json", "json is printed, and the other formats are written")
			}
			return nil, true, nil
		}
	}
	if len(names) == 0 {
		return nil, false, nil
	}
	formats, err = formatsNamed(names)
	return formats, false, err
}

// changesDate is when the changes were made, as Word writes it.
func changesDate(asked, drafted string) (string, error) {
	if asked == "" {
		asked = drafted
	}
	if asked == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, asked); err != nil {
		return "", usagef("write it as 2027-02-01", "%q is no date", asked)
	}
	return asked + "T00:00:00Z", nil
}

// redlineFiles are the files of a redline, in the order of the formats.
func redlineFiles(r *comparison.Report, older, newer *comparison.Side, formats []render.Format, changedOnly bool, opts render.Options) ([]drafts.File, error) {
	whole := r.Document
	shown := r.WithPage()
	if changedOnly {
		shown = comparison.ChangedOnly(shown)
	}
	var files []drafts.File
	for _, f := range formats {
		doc := shown
		if f.Name == "docx" {
			doc = whole
		}
		contents, err := render.All(doc, []render.Format{f}, opts)
		if err != nil {
			return nil, err
		}
		if f.Name == "docx" {
			if err := checkTracked(contents[0], older.Document, newer.Document); err != nil {
				return nil, err
			}
		}
		files = append(files, drafts.File{Data: contents[0]})
	}
	return files, nil
}

// checkTracked makes sure that a Word file gives the one document when its
// changes are accepted, and the other when they are rejected.
func checkTracked(file []byte, older, newer *document.Document) error {
	for _, side := range []struct {
		what string
		take docx.Side
		want *document.Document
	}{{"accepted", docx.Accepted, newer}, {"rejected", docx.Rejected, older}} {
		got, err := docx.Read(file, side.take)
		if err != nil {
			return fmt.Errorf("the Word file cannot be read back: %w", err)
		}
		if !says(got.Document, side.want) {
			return fmt.Errorf("nothing written: with its changes %s, the Word file would not say what the draft says", side.what)
		}
	}
	return nil
}

// said is a word of a document, or a reference: what it refers to, and how it
// is printed.
type said struct{ text, target string }

// saidIn are what a document says.
func saidIn(doc *document.Document) []said {
	var list []said
	add := func(text string) {
		for _, w := range strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")) {
			list = append(list, said{text: w})
		}
	}
	refers := func(r *document.Reference) {
		list = append(list, said{strings.ReplaceAll(r.Text, "\u00a0", " "), strings.Join(r.Targets, " ")})
	}
	document.EachRun(doc, add, refers)
	return list
}

// says reports whether one document says what the other does. A reference is
// what it refers to, because Word works out its number, or else how it reads.
func says(got, want *document.Document) bool {
	have := saidIn(got)
	for _, w := range saidIn(want) {
		switch {
		case len(have) > 0 && w.target != "" && have[0].target == w.target:
			have = have[1:]
		default:
			for _, text := range strings.Fields(w.text) {
				if len(have) == 0 || have[0].text != text {
					return false
				}
				have = have[1:]
			}
		}
	}
	return len(have) == 0
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

// refuse tells the problems that are errors, and is the end then. What else there
// is to say of a deal, check says.
func (a *app) refuse(problems diag.List, from sources) error {
	if !problems.HasErrors() {
		return nil
	}
	errorsOnly := slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool { return p.Severity != diag.Error })
	if err := a.report(a.stderr, errorsOnly, from); err != nil {
		return err
	}
	return errFault
}

// isDraft reports whether a file is a draft by its name, and no deal.
func isDraft(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".docx"
}

// operand reads the file that an argument names, or what it was at a revision.
func (a *app) operand(name string) (data []byte, file string, err error) {
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

// fileSource knows the places of a file that is read.
type fileSource struct {
	places language.Places
	size   int
}

// sourceOf is the source of a file by its name and contents.
func sourceOf(file string, data []byte) fileSource {
	return fileSource{language.FilePlaces(diag.Position{File: file, Line: 1, Column: 1}, string(data)), len(data)}
}

// Origin is the place of the byte at an offset.
func (f fileSource) Origin(offset int) document.Origin {
	return document.Origin{Source: f, Offset: offset}
}

// Until is the end: nothing of a file comes from elsewhere.
func (f fileSource) Until(int) int { return f.size + 1 }

// Position is the place of an offset.
func (f fileSource) Position(offset int) diag.Position { return f.places(offset) }
