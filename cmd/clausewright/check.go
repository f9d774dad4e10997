package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

func (a *app) checkCommand() *cobra.Command {
	var format reportFormat
	strictly := false
	cmd := &cobra.Command{
		Use:   "check DEAL",
		Short: "List every problem of a deal and write nothing",
		Long: `Check drafts a deal without writing it and lists every problem: of the file, of
the answers against the rules of the library, and of the finished document.
It exits with 1 if there is an error.`,
		Example:           "  clausewright check samples/battery.yaml",
		GroupID:           "deal",
		Args:              oneDeal,
		ValidArgsFunction: completeDeals,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.check(args[0], format, strictly)
		},
	}
	formatVar(cmd, &format, "text", "json")
	cmd.Flags().BoolVar(&strictly, "strict", false, "treat warnings, such as values still open, as errors")
	return cmd
}

func (a *app) check(name string, format reportFormat, strictly bool) error {
	_, problems, from, err := a.make(name, draft.Options{})
	if err != nil {
		return err
	}
	if strictly {
		strict(problems)
	}
	if format == "json" {
		if problems == nil {
			problems = diag.List{}
		}
		err = writeJSON(a.stdout, map[string]any{"problems": problems})
	} else {
		err = report(a.stdout, problems, from)
		if summary := tally(problems); summary != "" {
			fmt.Fprintf(a.stderr, "clausewright: %s\n", summary)
		} else {
			fmt.Fprintln(a.stderr, "clausewright: no problems")
		}
	}
	if err == nil && problems.HasErrors() {
		return errFault
	}
	return err
}
