package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/deviation"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/render"
)

// deviationsFlags are the flags of deviations.
type deviationsFlags struct {
	draftFlags
	house string
}

func (a *app) deviationsCommand() *cobra.Command {
	var flags deviationsFlags
	var m many
	cmd := &cobra.Command{
		Use:   "deviations DEAL... --house FILE",
		Short: "Tell where deals leave a house position, and who has to agree",
		Long: `Deviations holds deals against a house position: a YAML file with the answers, the limits,
the clauses and the wordings that one side signs without asking anybody, and with who
approves more ("clausewright new house" begins one).

It lists each departure in answers, wordings and clauses, each rule of the library that is
not met, and what people wrote into the draft since it was written; what the other side
gains by it; the fallback ladder of the clause; and the approvals that are open. An
approval is recorded in the deal, under approve: each departure comes with its entry.

Without --format the sheet is printed. With it NAME.deviations.* is written, marked
INTERNAL; the format json prints it as data. With --strict it exits with 1 while an approval is open.`,
		Example: `  clausewright deviations samples/battery.yaml --house samples/house.yaml
  clausewright deviations deal.yaml --house house.yaml --theirs returned.docx -f docx,pdf
  clausewright deviations deals/ --house house.yaml --strict -f json`,
		GroupID: "deal",
		Args: func(cmd *cobra.Command, args []string) error {
			switch err := someDeals(cmd, args); {
			case err != nil:
				return err
			case flags.house == "":
				return usagef("\"clausewright new house\" begins one", "name the house position with --house")
			case len(flags.theirs) > 0 && len(args) > 1:
				return usagef("name the deal of which it is the draft", "--theirs is a draft of one deal, not of %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.deviations(args, flags, m) },
	}
	f := cmd.Flags()
	houseVar(cmd, &flags.house)
	manyVar(cmd, &m)
	reportVar(cmd, &flags.formats, &flags.output, &flags.paper, "folder of drafts, to look for edits and to write")
	f.StringArrayVar(&flags.theirs, "theirs", nil, "look at the edits of this file too, a draft in Markdown or Word that came back; may be repeated")
	f.BoolVar(&flags.strict, "strict", false, "exit with 1 while an approval is open")
	a.templateVar(cmd, &flags.template)
	return cmd
}

// houseVar is the flag that names a house position.
func houseVar(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "house", "", "file with the house position")
	must(cmd.MarkFlagFilename("house", "yaml", "yml"))
}

// deviations holds deals against a house position. One that cannot be drafted is told,
// and stops no other.
func (a *app) deviations(names []string, flags deviationsFlags, m many) error {
	asked, err := reportAsked(flags.formats, flags.paper)
	if err != nil {
		return err
	}
	files, at, err := draftsOf(names, flags.draftFlags)
	if err != nil {
		return err
	}
	house, err := a.houseNamed(flags.house)
	if err == nil {
		files, err = m.part(files)
	}
	if err != nil {
		return err
	}
	sheets := make([]*deviation.Sheet, len(files))
	failed := a.each(files, m, func(a *app, i int) (string, error) {
		own := flags.draftFlags
		own.output = at[files[i]]
		s, err := a.deviationsOf(house, files[i], own)
		if err != nil {
			return "", err
		}
		if s == nil {
			return "not drafted", errFault
		}
		switch {
		case asked.asData:
			sheets[i] = s
		case len(asked.formats) > 0:
			err = a.writeSheet(s.Document(), draftName(files[i], own)+".deviations", own.output, asked.formats, render.Options{Paper: asked.paper}, "")
		default:
			if i > 0 {
				fmt.Fprintln(a.stdout)
			}
			w, color := inColour(a.stdout)
			err = comparison.Terminal(w, s.Report(), color)
		}
		if err == nil && flags.strict && s.OpenApprovals() > 0 {
			err = errFault
		}
		return diag.Plural(s.OpenApprovals(), "open approval"), err
	})
	if asked.asData {
		sheets = slices.DeleteFunc(sheets, func(s *deviation.Sheet) bool { return s == nil })
		if err := writeJSON(a.stdout, map[string]any{"house": filepath.ToSlash(flags.house), "deals": sheets}); err != nil {
			return err
		}
	}
	return failed
}

// houseNamed reads the house position in a file.
func (a *app) houseNamed(name string) (*deal.House, error) {
	in, err := a.inputOf("house position", name)
	if err != nil {
		return nil, err
	}
	if in.problems.HasErrors() {
		return nil, a.refuse(in.problems, in.from)
	}
	house, problems := deviation.Read(in.lib, in.file, in.data)
	if problems.HasErrors() {
		return nil, a.refuse(problems, in.from)
	}
	return house, a.tellProblems(problems, in.from)
}

// deviationsOf holds a deal against a house position; nil if it cannot be drafted, which
// has been told then. Rules that are not met keep it from no sheet: they are on it.
func (a *app) deviationsOf(house *deal.House, file string, flags draftFlags) (*deviation.Sheet, error) {
	made, problems, from, err := a.make(file, draft.Options{Force: true, Template: flags.template})
	if err != nil {
		return nil, err
	}
	if made.Document == nil {
		return nil, a.tellProblems(slices.DeleteFunc(problems, func(p *diag.Problem) bool { return p.Severity != diag.Error }), from)
	}
	s, err := a.sheetOf(house, file, flags, made)
	if err != nil {
		return nil, err
	}
	return s, a.tellProblems(s.Problems, from)
}

// sheetOf holds a draft, with what people wrote into it, against a house position.
func (a *app) sheetOf(house *deal.House, file string, flags draftFlags, made *madeDraft) (*deviation.Sheet, error) {
	written, err := a.written(file, flags)
	if err != nil {
		return nil, err
	}
	m := deviation.Made{Name: draftName(file, flags), Draft: made.Draft, Library: made.Library, Problems: made.Problems}
	if written != nil {
		m.Edits = written.Changes
	}
	return deviation.Against(house, m), nil
}

// written is what people wrote into the draft of a deal since it was written last, and
// into the files that came back; nil if there is no draft, or nobody wrote into it.
func (a *app) written(file string, flags draftFlags) (*comparison.Report, error) {
	out, name := disk(flags.output), draftName(file, flags)
	d, err := drafts.Peek(out, name)
	if errors.Is(err, drafts.ErrStopped) {
		return nil, usagef("run draft again", "%s", err)
	}
	if err != nil {
		return nil, out.usage(err)
	}
	if d.Lock().Files[drafts.Base(name)] == "" && len(flags.theirs) == 0 {
		return nil, nil
	}
	if err := out.checkDeal(file, name, drafts.Source{Name: out.nameOf(file)}, d.Lock().Deal); err != nil {
		return nil, err
	}
	base, err := out.base(name)
	if err != nil {
		return nil, err
	}
	older := comparison.Side{Name: "the draft written last", Document: base}
	newer, err := a.editedSide(flags, out, name, &older)
	if err != nil || newer == &older {
		return nil, err
	}
	return comparison.Compare(older, *newer), nil
}
