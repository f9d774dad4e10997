package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/render"
)

// openConflict is the rule of edits and changes that cannot both stand.
const openConflict = "conflict"

func (a *app) checkCommand() *cobra.Command {
	var format reportFormat
	var flags draftFlags
	var m many
	house := ""
	cmd := &cobra.Command{
		Use:   "check DEAL...",
		Short: "List every problem of deals and write nothing",
		Long: `Check drafts a deal without writing it and lists every problem: of the file, of
the answers against the rules of the library, of the finished document, and what
one of the formats that the draft is to be written in cannot hold. If the draft was
written before, what people wrote into it is looked at too: a conflict with the deal, and
a sentence that is still to be read, are errors. With --house, each departure from a house
position that nobody has approved yet is a warning.
It exits with 1 if there is an error. Several deals, or folders of them, are checked in
one go; those with errors come at the end.`,
		Example: `  clausewright check samples/battery.yaml
  clausewright check deals/ -q`,
		GroupID:           "deal",
		Args:              someDeals,
		ValidArgsFunction: completeDeals,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.check(args, format, flags, house, m)
		},
	}
	formatVar(cmd, &format, "text", "json")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "treat warnings, such as values still open, as errors")
	cmd.Flags().StringSliceVar(&flags.formats, "formats", render.Names(), "formats that the draft is to be written in")
	folderVar(cmd, &flags.output, "folder of drafts, in which somebody may have edited that of the deal")
	a.templateVar(cmd, &flags.template)
	houseVar(cmd, &house)
	manyVar(cmd, &m)
	must(cmd.RegisterFlagCompletionFunc("formats", cobra.FixedCompletions(render.Names(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// checked is what was found of a deal.
type checked struct {
	Deal     string    `json:"deal"`
	Problems diag.List `json:"problems"`
	Error    string    `json:"error,omitempty"` // why it could not be checked
}

func (a *app) check(names []string, format reportFormat, flags draftFlags, houseFile string, m many) error {
	formats, err := formatsNamed(flags.formats)
	if err != nil {
		return err
	}
	var house *deal.House
	if houseFile != "" {
		if house, err = a.houseNamed(houseFile); err != nil {
			return err
		}
	}
	files, at, err := draftsOf(names, flags)
	if err != nil {
		return err
	}
	alone := slices.Equal(files, names) && len(files) == 1
	if files, err = m.part(files); err != nil {
		return err
	}
	found := make([]checked, len(files))
	err = a.each(files, m, func(a *app, i int) (string, error) {
		own := flags
		own.output = at[files[i]]
		problems, from, err := a.checkOne(files[i], own, formats, house)
		found[i] = checked{Deal: filepath.ToSlash(files[i]), Problems: append(diag.List{}, problems...)}
		if err != nil {
			found[i].Error = err.Error()
			return "not checked", err
		}
		if format != "json" {
			offer(problems)
			err = a.report(a.stdout, problems, from)
			if len(files) == 1 {
				a.tellf("%s", cmp.Or(tally(problems), "no problems"))
			}
		}
		if err == nil && problems.HasErrors() {
			err = errFault
		}
		return cmp.Or(tally(problems), "no problems"), err
	})
	if format != "json" || alone && found[0].Error != "" {
		return err
	}
	whole := map[string]any{"deals": found}
	if alone {
		whole = map[string]any{"problems": found[0].Problems}
	}
	return errors.Join(writeJSON(a.stdout, whole), err)
}

// checkOne finds what is to be told of a deal.
func (a *app) checkOne(name string, flags draftFlags, formats []render.Format, house *deal.House) (diag.List, sources, error) {
	made, problems, from, err := a.make(name, draft.Options{Template: flags.template, Forms: true})
	if err != nil {
		return nil, nil, err
	}
	if made.Deal != nil {
		problems = append(problems, render.Unprintable(made.Deal, made.Document, formats)...)
		problems.Sort()
	}
	if made.Document != nil {
		open, err := a.openEdits(name, flags, made)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, open...)
	}
	if house != nil && made.Document != nil {
		sheet, err := a.sheetOf(house, name, flags, made)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, sheet.Findings()...)
	}
	if flags.strict {
		strict(problems)
	}
	return a.shown(problems), from, nil
}

// offer adds to the hints how a remark is accepted.
func offer(problems diag.List) {
	for _, p := range problems {
		if p.Accept == "" {
			continue
		}
		if p.Hint != "" {
			p.Hint += "; "
		}
		p.Hint += "or accept it: accept: {" + p.Accept + "}"
	}
}

// openEdits are the problems of a draft that people edited since it was written:
// what nobody has decided or read yet. Nothing is changed.
func (a *app) openEdits(file string, flags draftFlags, made *madeDraft) (diag.List, error) {
	out, name := disk(flags.output), draftName(file, flags)
	at := diag.Position{File: filepath.ToSlash(out.path(name + ".md"))}
	d, err := drafts.Peek(out, name)
	if errors.Is(err, drafts.ErrStopped) {
		return diag.List{{Pos: at, Severity: diag.Warning, Rule: "stopped-draft", Message: err.Error(), Hint: "run draft again"}}, nil
	}
	if err != nil {
		return nil, out.usage(err)
	}
	if out.checkDeal(file, name, drafts.Source{Name: out.nameOf(file)}, d.Lock().Deal) != nil {
		return nil, nil // the draft of another deal
	}
	e, err := a.editing(flags, out, name, d, made)
	if err != nil || e == nil {
		return nil, err
	}
	kept, err := e.into(made)
	if err != nil {
		return nil, err
	}
	var problems diag.List
	for _, c := range kept.Conflicts {
		problems.Errorf(at, openConflict, "in %s %s says %q, and %s %q", placeName(c.Place), c.Between[0], c.Mine, c.Between[1], c.Theirs).
			WithHint("draft with --take %s=%s or --take %s=%s", edits.Mine, c.Name, c.Second(), c.Name)
	}
	for _, c := range kept.Reviews {
		problems.Errorf(at, "please-read", "in %s %s changed the same sentence: %s", placeName(c.Place), bothSides(c), changesOf(c)).
			WithHint("read it, and draft with --reviewed, or with --take %s=%s or --take %s=%s", edits.Mine, c.Name, c.Second(), c.Name)
	}
	for _, p := range kept.Problems {
		p.Pos = at
		problems = append(problems, p)
	}
	return problems, nil
}
