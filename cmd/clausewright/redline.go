package main

import (
	"path"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/render"
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
		ValidArgsFunction: completeSides,
		RunE:              func(_ *cobra.Command, args []string) error { return a.redline(args, flags) },
	}
	f := cmd.Flags()
	reportVar(cmd, &flags.formats, &flags.output, &flags.paper, "folder of drafts, to read and to write")
	f.BoolVar(&flags.changedOnly, "changed-only", false, "leave out the Sections in which nothing changed")
	f.BoolVar(&flags.edits, "edits", false, "only what people wrote into the draft since it was written last")
	f.StringVar(&flags.author, "author", "", "who made the changes, for Word (default: clausewright)")
	f.StringVar(&flags.date, "date", "", "when they were made, YYYY-MM-DD, for Word (default: the date of NEW)")
	return cmd
}

func (a *app) redline(args []string, flags redlineFlags) error {
	asked, err := reportAsked(flags.formats, flags.paper)
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
	case asked.asData:
		return writeJSON(a.stdout, r)
	case len(asked.formats) == 0:
		w, color := inColour(a.stdout)
		return r.Text(w, color)
	}
	date, err := changesDate(flags.date)
	if err != nil {
		return err
	}
	contents, err := r.Files(*older, *newer, asked.formats, flags.changedOnly, render.Options{Paper: asked.paper, Author: flags.author, Date: date})
	if err != nil {
		return err
	}
	name := baseName(path.Base(filepath.ToSlash(newName))) + ".redline"
	if err := portableName(name); err != nil {
		return err
	}
	return a.writeReport(flags.output, name, filesOf(name, asked.formats, contents), "")
}

// changesDate is when the changes were made, as Word writes it; empty if --date does
// not say.
func changesDate(asked string) (string, error) {
	if asked == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, asked); err != nil {
		return "", usagef("write it as 2027-02-01", "%q is no date", asked)
	}
	return comparison.MadeOn(asked), nil
}
