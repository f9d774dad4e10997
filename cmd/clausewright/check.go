package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/render"
)

func (a *app) checkCommand() *cobra.Command {
	var format reportFormat
	strictly := false
	var written []string
	cmd := &cobra.Command{
		Use:   "check DEAL",
		Short: "List every problem of a deal and write nothing",
		Long: `Check drafts a deal without writing it and lists every problem: of the file, of
the answers against the rules of the library, of the finished document, and what
one of the formats that the draft is to be written in cannot hold.
It exits with 1 if there is an error.`,
		Example:           "  clausewright check samples/battery.yaml",
		GroupID:           "deal",
		Args:              oneDeal,
		ValidArgsFunction: completeDeals,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.check(args[0], format, written, strictly)
		},
	}
	formatVar(cmd, &format, "text", "json")
	cmd.Flags().BoolVar(&strictly, "strict", false, "treat warnings, such as values still open, as errors")
	cmd.Flags().StringSliceVar(&written, "formats", render.Names(), "formats that the draft is to be written in")
	must(cmd.RegisterFlagCompletionFunc("formats", cobra.FixedCompletions(render.Names(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) check(name string, format reportFormat, written []string, strictly bool) error {
	formats, err := formatsNamed(written)
	if err != nil {
		return err
	}
	made, problems, from, err := a.make(name, draft.Options{})
	if err != nil {
		return err
	}
	if made.Deal != nil {
		problems = append(problems, render.Unprintable(made.Deal, made.Document, formats)...)
		problems.Sort()
	}
	if strictly {
		strict(problems)
	}
	problems = a.heard(problems)
	if format == "json" {
		if problems == nil {
			problems = diag.List{}
		}
		err = writeJSON(a.stdout, map[string]any{"problems": problems})
	} else {
		offer(problems)
		err = a.report(a.stdout, problems, from)
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
