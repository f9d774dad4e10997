package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/lint"
)

// lintOptions are the flags of lint.
type lintOptions struct {
	format reportFormat
	strict bool
	rules  bool
	since  string

	compare bool // --since was given, be it empty
}

func (a *app) lintCommand() *cobra.Command {
	var options lintOptions
	cmd := &cobra.Command{
		Use:   "lint [DIR]",
		Short: "List every fault of a library",
		Long: `Lint reads a library (DIR, a folder that holds clauses/ and templates/) without
any deal and lists what is wrong with it: names that lead nowhere, conditions
that never hold, references that dangle under some answers, terms without a
definition, and wording that breaks the language rules. It exits with 1 if
there is an error.

With --since it also compares the library with an earlier state of it: a git
revision, a folder, or "shipped". A clause whose wording, questions, conditions,
rules or schedules changed must be in a higher edition.`,
		Example: `  clausewright lint
  clausewright lint my-library --strict
  clausewright lint . --since HEAD
  clausewright lint --format sarif > lint.sarif`,
		GroupID: "library",
	}
	a.takesLibrary(cmd, func() error {
		options.compare = cmd.Flags().Changed("since")
		return a.lint(options)
	})
	formatVar(cmd, &options.format, "text", "json", "sarif")
	cmd.Flags().BoolVar(&options.strict, "strict", false, "treat warnings as errors")
	cmd.Flags().StringVar(&options.since, "since", "", "also ask for a new edition of each clause that changed since a git revision, or from the library in a folder")
	cmd.Flags().BoolVar(&options.rules, "rules", false, "list what lint looks for and exit")
	return cmd
}

func (a *app) lint(options lintOptions) error {
	if options.rules {
		return a.lintRules(options.format)
	}
	var before state
	if options.compare {
		var err error
		if before, err = a.before(options.since); err != nil {
			return err
		}
	}
	fsys, dir, err := a.libraryFS()
	if err != nil {
		return err
	}
	lib, problems := lint.Library(fsys, dir)
	if before.fsys != nil {
		older, _, _ := before.open() // what is wrong with it is past
		problems = append(problems, lint.Since(older, lib, before.name)...)
		problems.Sort()
	}
	if options.strict {
		strict(problems)
	}
	if err := a.tellFindings(problems, options.format, sources{libraryFiles(fsys, dir)}); err != nil {
		return err
	}
	if problems.HasErrors() {
		return errFault
	}
	return nil
}

// before finds the earlier state of the library at work, which is then the
// library that is looked at.
func (a *app) before(name string) (state, error) {
	folder, err := a.workingFolder()
	if err != nil {
		return state{}, err
	}
	a.library = folder
	return a.state(name)
}

// tellFindings writes the problems of a library in a format, and their number
// to standard error.
func (a *app) tellFindings(problems diag.List, format reportFormat, from sources) error {
	if problems == nil {
		problems = diag.List{}
	}
	switch format {
	case "json":
		return writeJSON(a.stdout, map[string]any{"problems": problems})
	case "sarif":
		return writeJSON(a.stdout, lint.SARIF(problems, version))
	}
	if err := a.report(a.stdout, problems, from); err != nil {
		return err
	}
	summary := tally(problems)
	if summary == "" {
		summary = "no problems"
	}
	a.tellf("%s", summary)
	return nil
}

// lintRules lists what lint looks for.
func (a *app) lintRules(format reportFormat) error {
	if format == "json" {
		return writeJSON(a.stdout, map[string]any{"rules": lint.Rules})
	}
	width := 0
	for _, r := range lint.Rules {
		width = max(width, len(r.Name))
	}
	for _, r := range lint.Rules {
		if _, err := fmt.Fprintf(a.stdout, "%-*s  %-7s  %s\n", width, r.Name, r.Severity, r.Text); err != nil {
			return err
		}
	}
	return nil
}
