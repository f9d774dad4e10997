package main

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"clausewright/internal/amend"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/edits"
	"clausewright/internal/library"
	"clausewright/internal/render"
	"clausewright/internal/style"
)

// draftFlags are the flags of draft.
type draftFlags struct {
	template  string
	output    string
	formats   []string
	notes     bool
	strict    bool
	force     bool
	overwrite bool
	paper     string
	attach    bool
	theirs    []string
	take      []string
	issues    string
	refused   []string // edits that are taken back, by their references in a list of issues
	accept    bool
	discard   bool
	reviewed  bool
	undo      bool
}

func (a *app) draftCommand() *cobra.Command {
	var flags draftFlags
	var m many
	cmd := &cobra.Command{
		Use:   "draft DEAL...",
		Short: "Write the draft of a deal in Markdown, HTML, PDF and Word",
		Long: `Draft writes the agreement that a deal comes to, one file for each format, named
after the deal, and with --template after that too: NAME.short-form.pdf. DEAL is a YAML
file, a folder of them, or - for standard input. Of many deals several are drafted at a
time, and one that cannot be drafted stops no other; a table at the end tells what became of
each. Deals of one name in several folders have folders of their own for their drafts.

What people wrote into NAME.md or NAME.docx since it was written is kept: it is put into
the new draft, and all formats are written with it. Where an edit and a change of the deal
cannot both stand nothing is written, and --take decides.

What is written is safe to send: no file name, no path and no answer that the
agreement does not print is in it. --attach adds the deal file to the PDF, for a copy
that stays at home.`,
		Example: `  clausewright draft samples/battery.yaml
  clausewright draft deal.yaml -o out -f docx,pdf
  clausewright draft deal.yaml -f pdf --paper letter
  clausewright draft deals/ -o out -q -j 4
  clausewright draft - -o - -f md < deal.yaml`,
		GroupID:           "deal",
		Args:              someDeals,
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.draft(args, flags, m) },
	}
	f := cmd.Flags()
	folderVar(cmd, &flags.output, "folder to write to; - writes one format to standard output")
	f.StringSliceVarP(&flags.formats, "format", "f", render.Names(), "formats to write")
	f.BoolVar(&flags.notes, "notes", false, "print the library's guidance as Notes to Draft; the files are named NAME.notes.* and marked INTERNAL")
	a.templateVar(cmd, &flags.template)
	manyVar(cmd, &m)
	f.BoolVar(&flags.strict, "strict", false, "treat warnings, such as values still open, as errors")
	f.BoolVar(&flags.force, "force", false, "draft although rules of the library are not met; the cover lists them")
	f.BoolVar(&flags.overwrite, "overwrite", false, "overwrite files that were edited by hand, and the draft of another deal of that name")
	f.StringVar(&flags.paper, "paper", "", paperOf+" (default: letter for the style us, else a4)")
	f.BoolVar(&flags.attach, "attach", false, "attach the deal file to the PDF; it says more than the draft does")
	f.StringArrayVar(&flags.theirs, "theirs", nil, "take the edits of this file too, a draft in Markdown or Word that came back; may be repeated")
	f.StringArrayVar(&flags.take, "take", nil, "who wins where two sides cannot both stand: mine, deal or theirs, or mine=NAME,… with the name that the conflict shows")
	f.StringVar(&flags.issues, "issues", "", "take back the edits that this list of issues refuses, .md or .docx")
	f.BoolVar(&flags.accept, "accept-values", false, "write values that were edited in the draft, such as an amount or a period, into the deal file")
	f.BoolVar(&flags.discard, "discard-edits", false, "drop what people wrote into the draft; a copy stays in .clausewright/")
	f.BoolVar(&flags.undo, "undo", false, "bring back the files that the last draft replaced; once more takes that back")
	f.BoolVar(&flags.reviewed, "reviewed", false, "the sentences that an edit and the deal changed both were read")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(render.Names(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("paper", cobra.FixedCompletions(paperNames(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// must stops on an error that only a mistake in this program can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// draft drafts deals.
func (a *app) draft(names []string, flags draftFlags, m many) error {
	formats, err := formatsNamed(flags.formats)
	if err != nil {
		return err
	}
	paper, err := paperNamed(flags.paper)
	if err != nil {
		return err
	}
	files, at, err := draftsOf(names, flags)
	if err != nil {
		return err
	}
	if err := a.checkDraft(files, flags, formats); err != nil {
		return err
	}
	if files, err = m.part(files); err != nil {
		return err
	}
	return a.each(files, m, func(a *app, i int) (string, error) {
		own := flags
		own.output = at[files[i]]
		if flags.undo {
			return "undone", a.undo(files[i], own)
		}
		return a.draftOne(files[i], own, formats, paper)
	})
}

// checkDraft refuses what cannot be drafted, or not with these flags.
func (a *app) checkDraft(files []string, flags draftFlags, formats []render.Format) error {
	switch {
	case len(files) > 1 && flags.output == "-":
		return usagef("name a folder with -o", "standard output takes the draft of one deal, not of %d", len(files))
	case len(files) > 1 && (len(flags.theirs) > 0 || flags.issues != ""):
		return usagef("name the deal of which it is the draft", "--theirs and --issues are about the draft of one deal, not of %d", len(files))
	case flags.undo:
		return nil
	case flags.accept && (slices.Contains(files, "-") || flags.output == "-"):
		return usagef("name the deal file, and the folder of the draft with -o", "--accept-values writes into a deal file, not on standard output")
	}
	return a.checkStdout(flags, formats)
}

// draftOne drafts a deal, and says in a few words what it came to.
func (a *app) draftOne(name string, flags draftFlags, formats []render.Format, paper style.Paper) (string, error) {
	made, problems, from, err := a.make(name, draft.Options{Notes: flags.notes, Force: flags.force, Template: flags.template})
	if err != nil {
		return "", err
	}
	if made.Deal != nil {
		problems = append(problems, render.Unprintable(made.Deal, made.Document, formats)...)
		problems.Sort()
	}
	if flags.strict {
		strict(problems)
	}
	if err := a.tellProblems(problems, from); err != nil {
		return "", err
	}
	if problems.HasErrors() {
		return "nothing written: " + tally(problems), a.nothing("%s", tally(problems))
	}
	opts := render.Options{Paper: paper}
	if flags.attach {
		opts.Attachment = made.attachment(name)
	}
	if flags.output == "-" {
		files, err := renderAll(made.Document, draftName(name, flags), formats, opts)
		if err != nil {
			return "", err
		}
		return "", a.writeOut(files[0].Data)
	}
	written, err := a.writeDraft(flags, name, made, formats, opts)
	if err != nil {
		return "nothing written", err
	}
	return cameTo("written", problems), a.tellWritten(written)
}

// cameTo says what was done with a deal, and what was found in it.
func cameTo(done string, problems diag.List) string {
	if found := tally(problems); found != "" {
		return done + ": " + found
	}
	return done
}

// madeDraft is a draft with the bytes of the deal file it was made from.
type madeDraft struct {
	*draft.Draft
	Source   []byte
	Library  *library.Library
	Problems diag.List // that were found on the way

	markdown []byte                             // of the document, once somebody asked for it
	reading  func() (*document.Document, error) // the document as it is read from that, once it has begun
}

// Markdown is the document as people edit it.
func (m *madeDraft) Markdown() ([]byte, error) {
	var err error
	if m.markdown == nil {
		m.markdown, err = markdownOf(m.Document)
	}
	return m.markdown, err
}

// beginReading reads the document from its Markdown beside what is done until it
// is read.
func (m *madeDraft) beginReading() {
	if m.reading == nil {
		m.reading = beside(func() (*document.Document, error) {
			written, err := m.Markdown()
			if err != nil {
				return nil, err
			}
			return edits.Read(written)
		})
	}
}

// reread is the document as it is read from its Markdown, for one use.
func (m *madeDraft) reread() (*document.Document, error) {
	m.beginReading()
	read := m.reading
	m.reading = nil
	return read()
}

// beside begins work whose outcome is asked for later.
func beside[T any](work func() (T, error)) func() (T, error) {
	once := sync.OnceValues(work)
	go func() { _, _ = once() }()
	return once
}

// attachment is the deal file, called as it was named on the command line.
func (m *madeDraft) attachment(name string) render.Attachment {
	if name == "-" {
		return render.Attachment{Name: "deal.yaml", Data: m.Source}
	}
	return render.Attachment{Name: filepath.Base(name), Data: m.Source}
}

// make opens the library and drafts a deal. A library with errors drafts
// nothing: its problems are all that is returned.
func (a *app) make(name string, opts draft.Options) (*madeDraft, diag.List, sources, error) {
	in, err := a.input(name)
	if err != nil {
		return nil, nil, nil, err
	}
	if in.problems.HasErrors() {
		return &madeDraft{Draft: &draft.Draft{}}, in.problems, in.from, nil
	}
	if opts.Template != "" {
		if _, err := templateNamed(in.lib, opts.Template); err != nil {
			return nil, nil, nil, err
		}
	}
	d, more := draft.Make(in.lib, in.file, in.data, opts)
	if a.library == "" {
		nameLibrary(more)
	}
	problems := append(in.problems, more...)
	if d.Template != nil && d.Template.ID == amend.Template {
		problems.Add(d.Deal.TemplatePos, diag.Warning, "amends-nothing", "an amendment that is drafted from one deal amends nothing").WithPath("template").
			WithHint("\"clausewright amend OLD NEW\" writes one with what changes")
		problems.Sort()
	}
	return &madeDraft{Draft: d, Source: in.data, Library: in.lib, Problems: problems}, problems, in.from, nil
}

// nameLibrary adds to what a deal asks of a library, and the one that comes with
// the program does not have, how another is named.
func nameLibrary(problems diag.List) {
	for _, p := range problems {
		if p.Rule == draft.UnknownTemplate || p.Rule == deal.UnknownKey && p.Meant == "" && !strings.Contains(p.Path, ".") {
			p.Hint += "; a deal of another library needs --library"
			return
		}
	}
}

// checkStdout refuses what standard output cannot take.
func (a *app) checkStdout(flags draftFlags, formats []render.Format) error {
	switch {
	case flags.output == "":
		return usagef("name a folder, or - for standard output", "the output folder has no name")
	case flags.output != "-":
		return nil
	case len(formats) != 1:
		return usagef("add -f md, -f html, -f pdf or -f docx", "standard output takes one format, not %d", len(formats))
	case formats[0].Binary && isTerminal(a.files):
		return usagef("send it to a file or a pipe: … -o - -f "+formats[0].Name+" > draft."+formats[0].Name, "a %s file is not for a terminal", formats[0].Title)
	}
	return nil
}

// strict turns warnings into errors.
func strict(problems diag.List) {
	for _, p := range problems {
		if p.Severity == diag.Warning {
			p.Severity = diag.Error
		}
	}
}

// outputFile is a file to be written.
type outputFile struct {
	name string // such as "battery.pdf"
	data []byte
}

// draftName is the name of the files of a draft. One with notes, and one of another
// form than the deal's own, has a name of its own, so that it is never sent in place
// of the draft, nor replaced by it.
func draftName(file string, flags draftFlags) string {
	name := baseName(file)
	if flags.template != "" {
		name += "." + flags.template
	}
	if flags.notes {
		name += ".notes"
	}
	return name
}

// templateVar is the flag that names another template than the deal does.
func (a *app) templateVar(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "template", "", "take this form, such as short-form, in place of the template that the deal names")
	must(cmd.RegisterFlagCompletionFunc("template", a.completeTemplates))
}

// baseName is the name of the files of a deal: "battery" for samples/battery.yaml.
func baseName(file string) string {
	if file == "-" {
		return "draft"
	}
	base := filepath.Base(file)
	if short := strings.TrimSuffix(base, filepath.Ext(base)); short != "" {
		return short
	}
	return base
}
