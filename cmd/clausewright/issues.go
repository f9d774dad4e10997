package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/issues"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// issuesFlags are the flags of issues-list.
type issuesFlags struct {
	draftFlags
	house  string
	side   string
	before string // a list whose statuses and owners are kept
	toSend bool
}

func (a *app) issuesCommand() *cobra.Command {
	var flags issuesFlags
	sides := []string{string(deal.Licensor), string(deal.Licensee)}
	cmd := &cobra.Command{
		Use:   "issues-list DEAL",
		Short: "List what the other side wrote into a draft, to be settled point by point",
		Long: `Issues-list makes a table of what was written into a draft: in a file that came back
(--theirs), or else in the draft itself since it was written. For each point it gives the Section, how it
was drafted and how they want it, why it matters, by the notes of the clause, the
wordings to fall back on, by its ladder, and who decides, by the house position.

Whoever settles a point writes accepted or refused under Status, in the Word file or the
Markdown. "draft --issues FILE" reads the list back: what is refused does not enter the
draft, what is accepted or open does. A list made anew with --issues FILE keeps what was
settled.

Without --format the list is printed. With it NAME.issues.* is written, marked INTERNAL;
with --to-send it is NAME.issues-to-send.*, without reasons, fallbacks and owners.`,
		Example: `  clausewright issues-list deal.yaml --theirs returned.docx -f docx
  clausewright issues-list deal.yaml --theirs returned.docx --house house.yaml -f md
  clausewright draft deal.yaml --theirs returned.docx --issues drafts/deal.issues.docx`,
		GroupID:           "deal",
		Args:              oneDeal,
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.issuesList(args[0], flags) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&flags.theirs, "theirs", nil, "a draft in Markdown or Word that came back; may be repeated")
	reportVar(cmd, &flags.formats, &flags.output, &flags.paper, "folder of drafts, to read and to write")
	f.StringVar(&flags.before, "issues", "", "keep what was settled in this list, .md or .docx")
	f.StringVar(&flags.side, "for", "", "whose notes and ladder are printed: "+strings.Join(sides, " or ")+" (default: by --house, or by the drafting side)")
	f.BoolVar(&flags.toSend, "to-send", false, "leave out what the other side is not to read: why it matters, fallback, owner")
	houseVar(cmd, &flags.house)
	a.templateVar(cmd, &flags.template)
	must(cmd.RegisterFlagCompletionFunc("for", cobra.FixedCompletions(sides, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) issuesList(file string, flags issuesFlags) error {
	asked, err := reportAsked(flags.formats, flags.paper)
	if err != nil {
		return err
	}
	list, err := a.issuesOf(file, flags)
	if err != nil {
		return err
	}
	switch {
	case asked.asData:
		return writeJSON(a.stdout, list)
	case len(asked.formats) == 0:
		w, color := inColour(a.stdout)
		return comparison.Terminal(w, list.Report(), color)
	}
	name := draftName(file, flags.draftFlags) + ".issues"
	if flags.toSend {
		name += "-to-send"
	}
	return a.writeSheet(list.Document(flags.toSend), name, flags.output, asked.formats, render.Options{Paper: asked.paper}, flags.before)
}

// issuesOf lists what was written into the draft of a deal.
func (a *app) issuesOf(file string, flags issuesFlags) (*issues.List, error) {
	made, problems, from, err := a.make(file, draft.Options{Force: true, Template: flags.template})
	if err != nil {
		return nil, err
	}
	if made.Document == nil {
		return nil, a.refuse(problems, from)
	}
	m := issues.Made{Name: draftName(file, flags.draftFlags), Draft: made.Draft, Library: made.Library}
	if err := a.adviceFor(&m, file, flags, made); err != nil {
		return nil, err
	}
	written, err := a.writtenInto(file, flags.draftFlags)
	if err != nil {
		return nil, err
	}
	list := issues.Of(m, written)
	if flags.before != "" {
		settled, err := a.settledIn(flags.before)
		if err != nil {
			return nil, err
		}
		list.Keep(settled)
	}
	return list, nil
}

// adviceFor finds for whom a list is made, and who decides.
func (a *app) adviceFor(m *issues.Made, file string, flags issuesFlags, made *madeDraft) error {
	side, _ := made.Choices.Value(deal.SidePath)
	m.Side = deal.Party(cmp.Or(flags.side, wordOf(side)))
	if flags.house != "" {
		house, err := a.houseNamed(flags.house)
		if err != nil {
			return err
		}
		if flags.side == "" {
			m.Side = house.Side
		}
		sheet, err := a.sheetOf(house, file, flags.draftFlags, made)
		if err != nil {
			return err
		}
		m.Owner = sheet.Decides
	}
	if m.Side != deal.Licensor && m.Side != deal.Licensee {
		if flags.side != "" {
			return usagef("--for licensor or --for licensee", "there is no party %q", flags.side)
		}
		m.Side = ""
	}
	return nil
}

// writtenInto is what was written into the draft of a deal: by the files that came back,
// if any are named, or else since it was written.
func (a *app) writtenInto(file string, flags draftFlags) ([]issues.Edited, error) {
	out, name := disk(flags.output), draftName(file, flags)
	d, err := drafts.Peek(out, name)
	if err != nil {
		return nil, out.usage(err)
	}
	if err := out.checkDeal(file, name, drafts.Source{Name: out.nameOf(file)}, d.Lock().Deal); err != nil {
		return nil, err
	}
	if d.Lock().Files[drafts.Base(name)] == "" {
		return nil, out.unknownBase(name)
	}
	e, err := a.editing(flags, out, name, d, nil)
	if err != nil || e == nil {
		return nil, err
	}
	return e.changes(flags.theirs), nil
}

// changes are what each of the edited files changes: of those that came back, if there
// are any, or else of all.
func (e *editing) changes(theirs []string) []issues.Edited {
	var files []issues.Edited
	for _, edited := range e.list {
		if len(theirs) == 0 || slices.ContainsFunc(theirs, func(name string) bool { return filepath.ToSlash(name) == edited.Name }) {
			files = append(files, issues.Edited{Name: edited.Name, Changes: e.compared(edited).Changes})
		}
	}
	return files
}

// compared is what an edited file changes.
func (e *editing) compared(edited edits.Edited) *comparison.Report {
	return comparison.Compare(comparison.Side{Document: edited.Began(e.base)}, comparison.Side{Document: edited.Document})
}

// settledIn reads what was settled in a list of issues.
func (a *app) settledIn(name string) (*issues.Settled, error) {
	if !isDraft(name) {
		return nil, usagef("--issues deal.issues.docx", "%s: a list of issues is .md or .docx", name)
	}
	data, file, err := a.operand(name)
	if err != nil {
		return nil, err
	}
	doc, from, err := a.listOfIssues(file, data)
	if err != nil {
		return nil, err
	}
	settled, problems := issues.Read(file, doc)
	return settled, a.refuse(problems, from)
}

// listOfIssues is a list of issues as a document.
func (a *app) listOfIssues(file string, data []byte) (*document.Document, sources, error) {
	from := sources{oneFile(file, data)}
	if strings.HasSuffix(strings.ToLower(file), ".docx") {
		read, err := docx.Read(data, docx.Accepted)
		if err != nil {
			return nil, nil, usagef("name the list that issues-list wrote", "%s: %s", file, err)
		}
		return read.Document, from, nil
	}
	doc, problems := markdown.Parse(data, sourceOf(file, data))
	return doc, from, a.refuse(problems, from)
}

// settlement is what was settled of the edits: in a list of issues, or by name; nil if
// nothing was.
func (a *app) settlement(flags draftFlags) (*issues.Settled, error) {
	switch {
	case flags.issues != "":
		return a.settledIn(flags.issues)
	case len(flags.refused) > 0:
		return issues.Refusing(flags.refused...), nil
	}
	return nil, nil
}

// settle takes back the edits that are refused, and tells what became of the others.
func (a *app) settle(e *editing, settled *issues.Settled, flags draftFlags) error {
	if err := a.refuse(settled.Strange(e.changes(nil)), nil); err != nil {
		return err
	}
	written := e.changes(flags.theirs)
	if rowless := settled.Unlisted(written); flags.issues != "" && len(rowless) > 0 && a.quiet < 2 {
		a.tellf("%s has no row for %s, so that nobody refused it", flags.issues, strings.Join(rowless, ", "))
	}
	count := settled.Count(written)
	for i, edited := range e.list {
		r := e.compared(edited)
		doc, err := r.Settled(settled.Refused(r.Changes))
		if err == nil {
			e.list[i].Document, err = edits.Reread(doc)
		}
		if err != nil {
			return usagef("settle it in the file itself", "%s: %s", edited.Name, err)
		}
	}
	a.tellf("issues: %d accepted, %d refused, %d open", count[issues.Accepted], count[issues.Refused], count[issues.Open])
	return nil
}
