package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/spf13/cobra"

	"clausewright/internal/cases"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
)

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// folderVar gives a command the flag for the folder of drafts.
func folderVar(cmd *cobra.Command, folder *string, usage string) {
	*folder = "drafts"
	cmd.Flags().VarP((*folderFlag)(folder), "output", "o", usage)
	must(cmd.MarkFlagDirname("output"))
}

// folderFlag is the name of a folder, or - for standard output.
type folderFlag string

func (f *folderFlag) String() string { return string(*f) }
func (f *folderFlag) Type() string   { return "string" }

// filesCalled are the ends of the names of files: a folder that is not there yet and is
// called so is not what was meant.
var filesCalled = append(render.Names(), "yaml", "yml", "json", "csv", "xlsx", "ics", "txt")

func (f *folderFlag) Set(name string) error {
	*f = folderFlag(name)
	info, err := os.Stat(name)
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
	switch {
	case err == nil && !info.IsDir():
		return usagef("name a folder with -o", "folder %s: is a file", name)
	case err != nil && slices.Contains(filesCalled, ext):
		hint := "name a folder: -o " + filepath.ToSlash(filepath.Dir(name))
		if _, format := render.Find(ext); format {
			hint += "; -f " + ext + " names a format where one is written"
		}
		return usagef(hint, "-o names a folder, and %s is called as a file is", name)
	}
	return nil
}

// writeDraft writes the files of a draft with the edits that people made in it,
// all or none, and returns their paths.
func (a *app) writeDraft(flags draftFlags, deal string, made *madeDraft, formats []render.Format, opts render.Options) ([]string, error) {
	out, name := disk(flags.output), draftName(deal, flags)
	if info, err := os.Stat(flags.output); err == nil && !info.IsDir() {
		return nil, usagef("name a folder with -o", "folder %s: is a file", flags.output)
	}
	if err := portableName(name); err != nil {
		return nil, err
	}
	if err := out.checkTargets(deal, namesOf(name, formats)); err != nil {
		return nil, err
	}
	record, err := a.newLock(flags, out, deal, made)
	if err != nil {
		return nil, err
	}
	return out.write(name, flags.overwrite || flags.discard, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
		if err := out.checkDeal(deal, name, record.Deal, d.Lock().Deal); err != nil && !flags.overwrite {
			return record, nil, err
		}
		if d.Lock().Program == "" {
			a.tellRenamed(out)
		}
		doc, made, unread, err := a.withEdits(flags, out, deal, name, d, made)
		if err != nil {
			return record, nil, err
		}
		record.Deal.Hash = digestOf(made.Source)
		if doc != made.Document {
			formats = noneBehind(name, d, formats)
		}
		base, err := made.Markdown()
		written := base
		if err == nil && doc != made.Document {
			written, err = markdownOf(doc)
		}
		if err != nil {
			return record, nil, err
		}
		digest, sent, all, err := out.keepSent(name, d, written)
		if err != nil {
			return record, nil, err
		}
		opts.Digest, record.Sent = digest, all
		isMarkdown := func(f render.Format) bool { return f.Name == "md" }
		files, err := renderAll(doc, name, slices.DeleteFunc(slices.Clone(formats), isMarkdown), opts)
		if err != nil {
			return record, nil, err
		}
		if i := slices.IndexFunc(formats, isMarkdown); i >= 0 {
			files = slices.Insert(files, i, drafts.File{Name: name + ".md", Data: written})
		}
		files = append(files, sent, drafts.File{Name: drafts.Base(name), Data: base}, drafts.File{Name: drafts.Deal(name), Data: made.Source})
		if _, there := d.Lock().Files[drafts.Written(name)]; there || doc != made.Document {
			files = append(files, drafts.File{Name: drafts.Written(name), Data: written})
		}
		if _, there := d.Lock().Files[drafts.Unread(name)]; there || len(unread) > 0 {
			list, err := json.MarshalIndent(unread, "", "  ")
			if err != nil {
				return record, nil, err
			}
			files = append(files, drafts.File{Name: drafts.Unread(name), Data: append(list, '\n')})
		}
		return record, files, nil
	})
}

// markdownOf is a document as people edit it.
func markdownOf(doc *document.Document) ([]byte, error) {
	var b bytes.Buffer
	err := markdown.Write(&b, doc)
	return b.Bytes(), err
}

// write puts files of one name in their places, all or none, and returns the
// paths of those that people read. Make makes them and what is recorded
// of them, knowing those that are there.
func (out disk) write(name string, overwrite bool, build func(*drafts.Draft) (drafts.Lock, []drafts.File, error)) ([]string, error) {
	return out.change(name, build, func(ctx context.Context, d *drafts.Draft, record drafts.Lock, files []drafts.File) error {
		return d.Write(ctx, record, files, overwrite)
	})
}

// change puts files of one name in their places by one of the ways to do that.
func (out disk) change(name string, build func(*drafts.Draft) (drafts.Lock, []drafts.File, error), put func(context.Context, *drafts.Draft, drafts.Lock, []drafts.File) error) ([]string, error) {
	if err := out.Mkdir(drafts.StateFolder(name)); err != nil {
		return nil, usagef("", "folder %s: %s", string(out), diag.Reason(err))
	}
	// Another run on the same draft goes first, or waits.
	unlock, err := lockedfile.MutexAt(out.path(path.Join(drafts.StateFolder(name), "busy"))).Lock()
	if err != nil {
		return nil, usagef("", "folder %s: %s", string(out), diag.Reason(err))
	}
	defer unlock()
	d, err := drafts.Open(out, name)
	if err != nil {
		return nil, out.usage(err)
	}
	record, files, err := build(d)
	if err != nil {
		return nil, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := put(ctx, d, record, files); err != nil {
		return nil, out.usage(err)
	}
	var paths []string
	for _, f := range files {
		if !strings.HasPrefix(f.Name, drafts.StateFolder(name)) {
			paths = append(paths, out.path(f.Name))
		}
	}
	return paths, nil
}

// usage is an error of writing a draft, for a person.
func (d disk) usage(err error) error {
	var edited *drafts.EditedError
	switch {
	case errors.As(err, &edited):
		var names []string
		for _, name := range edited.Names {
			names = append(names, filepath.ToSlash(d.path(name)))
		}
		return usagef("see with redline what was edited; move the file away, write to another folder with -o, or run again with --overwrite to lose the edits",
			"edited by hand since it was written, so nothing is overwritten: %s", strings.Join(names, ", "))
	case errors.Is(err, context.Canceled):
		return usagef("", "interrupted: nothing is written")
	}
	return usagef("", "folder %s: %s", string(d), err)
}

// portableName refuses names of drafts that are none on Windows, where whoever
// gets a draft may have to open it.
func portableName(name string) error {
	stem, _, _ := strings.Cut(name, ".")
	reserved := len(stem) == 3 && strings.Contains("CON PRN AUX NUL", strings.ToUpper(stem)) ||
		len(stem) == 4 && strings.Contains("COM LPT", strings.ToUpper(stem[:3])) && stem[3] >= '0' && stem[3] <= '9'
	switch {
	case reserved:
		return usagef("rename the deal file", "Windows has no files called %q", stem)
	case strings.Trim(name, ". ") == "", strings.HasSuffix(name, "."), strings.HasSuffix(name, " "):
		return usagef("rename the deal file", "a file cannot be called %q on every computer: it ends in a full stop or a space", name)
	case strings.ContainsAny(name, `<>:"|?*\\`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return usagef("rename the deal file", "a file cannot be called %q on every computer", name)
	}
	return nil
}

// checkTargets refuses to write a draft over the deal that it is made from.
func (d disk) checkTargets(deal string, files []string) error {
	if deal == "-" {
		return nil
	}
	source, err := os.Stat(deal)
	if err != nil {
		return usagef("", "deal %s: %s", deal, diag.Reason(err))
	}
	for _, name := range files {
		if there, err := os.Stat(d.path(name)); err == nil && os.SameFile(source, there) {
			return usagef("name another folder with -o", "%s is the deal itself", d.path(name))
		}
	}
	return nil
}

// checkDeal refuses to replace the draft of another deal of the same name. A
// deal that is no more where it was has been moved.
func (d disk) checkDeal(deal, name string, now, before drafts.Source) error {
	if before.Name == "" || before.Name == now.Name {
		return nil
	}
	there := d.path(before.Name)
	old, err := os.Stat(there)
	if err != nil && before.Name != stdinName {
		return nil
	}
	if err == nil && deal != "-" {
		if source, err := os.Stat(deal); err == nil && os.SameFile(source, old) {
			return nil
		}
	}
	if before.Name == stdinName {
		there = "standard input"
	}
	return usagef("write to another folder with -o, rename one of the deals, or run again with --overwrite",
		"%s holds the draft of another deal of that name, %s", d.path(name+".*"), filepath.ToSlash(there))
}

// tellRenamed tells of a draft whose deal is gone when another deal is drafted for
// the first time: it may be that one under another name, and people may have
// written into its draft.
func (a *app) tellRenamed(out disk) {
	if a.quiet > 0 {
		return
	}
	find := out.strays
	if a.opened != nil {
		find = a.opened.straysOf(out)
	}
	for _, s := range find() {
		a.tellf("%s is the draft of %s, which is gone; if this is that deal under another name, draft once more with --theirs %s",
			filepath.ToSlash(out.path(s.name+".*")), filepath.ToSlash(s.deal), filepath.ToSlash(out.path(s.name+".md")))
	}
}

// stray is a draft whose deal is gone.
type stray struct {
	name string // of the draft
	deal string // where the deal was
}

// strays are the drafts of a folder whose deals are gone.
func (d disk) strays() []stray {
	names, err := d.List(path.Dir(drafts.StateFolder("-")))
	if err != nil {
		return nil
	}
	var found []stray
	for _, name := range names {
		draft, err := drafts.Peek(d, name)
		if err != nil || draft.Lock().Deal.Name == "" || draft.Lock().Deal.Name == stdinName {
			continue
		}
		gone := d.path(draft.Lock().Deal.Name)
		if _, err := os.Stat(gone); errors.Is(err, fs.ErrNotExist) {
			found = append(found, stray{name, gone})
		}
	}
	return found
}

// newLock is what is recorded of this run.
func (a *app) newLock(flags draftFlags, out disk, deal string, made *madeDraft) (drafts.Lock, error) {
	dir, err := a.libraryHash()
	return drafts.Lock{
		Program: version, Deal: drafts.Source{Name: out.nameOf(deal), Hash: digestOf(made.Source)}, Template: made.Template.ID,
		Library: drafts.Source{Name: libraryName(a.library), Hash: dir}, Notes: flags.notes, Paper: strings.ToLower(flags.paper), Attach: flags.attach,
	}, err
}

// nameOf is the way from the folder of drafts to a deal; never the whole path,
// which would say where on a disk somebody works.
func (d disk) nameOf(deal string) string {
	if deal == "-" {
		return stdinName
	}
	from, err := filepath.Abs(string(d))
	if err == nil {
		to, failed := filepath.Abs(deal)
		if rel, err := filepath.Rel(from, to); failed == nil && err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.Base(deal)
}

// libraryName is what a lock calls a library: its folder's own name.
func libraryName(dir string) string {
	if dir == "" {
		return "embedded"
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	return filepath.Base(abs)
}

// libraryHash is the SHA-256 of every file of the library with its name.
func (a *app) libraryHash() (string, error) {
	if a.opened != nil {
		return a.opened.hash()
	}
	fsys, _, err := a.libraryFS()
	if err != nil {
		return "", err
	}
	return hashOf(fsys)
}

// hashOf is the SHA-256 of the library in a folder.
func hashOf(fsys fs.FS) (string, error) {
	sum := sha256.New()
	for _, dir := range []string{"clauses", "templates"} {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == cases.Folder {
				return fs.SkipDir // cases do not change a draft
			}
			if err != nil || d.IsDir() || !isLibraryFile(name) {
				return err
			}
			data, err := library.ReadFile(fsys, name)
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
			return err
		})
		if err != nil {
			return "", usagef("", "library: %s", diag.Reason(err))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// isLibraryFile reports whether a file is part of a library: what else lies
// beside it does not change a draft.
func isLibraryFile(name string) bool {
	base := filepath.Base(name)
	ext := filepath.Ext(name)
	return (ext == ".yaml" || ext == ".md") && base != "README.md" && !strings.HasPrefix(base, ".")
}

// writeAll writes files to their paths so that each appears only when all are
// complete: every file is written beside its place first and then renamed. A
// signal before that leaves nothing behind.
func writeAll(paths []string, files []outputFile) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for i, f := range files {
		temp, err := writeTemp(paths[i], f.data)
		if temp != "" {
			temps = append(temps, temp)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return usagef("", "%s: %s", paths[i], diag.Reason(err))
		}
	}
	for i := range files {
		if err := os.Rename(temps[i], paths[i]); err != nil {
			return usagef("", "%s: %s", paths[i], diag.Reason(err))
		}
	}
	return nil
}

// writeTemp writes data to a new file in the folder of file, with the mode of
// the file that is there. The name is the same each time: what a run that was
// killed left behind is written anew.
func writeTemp(file string, data []byte) (string, error) {
	temp := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".new")
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	mode, exact := fs.FileMode(0o666), false
	if info, err := os.Stat(file); err == nil {
		mode, exact = info.Mode().Perm(), true
	}
	return temp, writeSynced(temp, data, mode, exact)
}
