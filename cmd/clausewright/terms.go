package main

import (
	"bytes"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"clausewright/internal/draft"
	"clausewright/internal/terms"
)

// termsFlags are the flags of terms.
type termsFlags struct {
	format   reportFormat
	template string
	columns  []string
	sort     string
	schema   bool
}

func (a *app) termsCommand() *cobra.Command {
	flags := termsFlags{format: "md"}
	var m many
	formats := []string{"md", "csv", "json", "xlsx"}
	cmd := &cobra.Command{
		Use:   "terms DEAL...",
		Short: "List the key terms of deals as data, one row a deal",
		Long: `Terms lists what the key terms of deals come to, defaults included, as data: a row for each
deal, a column for each question that the key terms of the library print. --columns takes others:
questions, or groups of them.

A column is called as its question is. Amounts, rates and periods are numbers, days are days
(2027-02-01); the currency of fees.upfront is in fees.upfront.currency, the unit of a period in
exclusivity.period.unit. TBD is a value that is still open; nothing stands where the draft has no
such term. --schema prints the JSON Schema of what -f json prints.`,
		Example: `  clausewright terms samples/battery.yaml
  clausewright terms deals/ -f xlsx > deals.xlsx
  clausewright terms deals/ --columns deal,party.licensee.name,fees,royalty.tiers --sort -fees.upfront -f csv`,
		GroupID: "deal",
		Args: func(cmd *cobra.Command, args []string) error {
			if flags.schema && len(args) == 0 {
				return nil
			}
			return someDeals(cmd, args)
		},
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.terms(args, flags, m) },
	}
	f := cmd.Flags()
	f.VarP(&formatFlag{&flags.format, formats}, "format", "f", oneOf(formats))
	f.StringSliceVar(&flags.columns, "columns", nil, "columns in place of the usual ones: deal, template, a question, or a group of questions")
	f.StringVar(&flags.sort, "sort", "", "order the rows by this column; with a hyphen before it, the largest first")
	f.BoolVar(&flags.schema, "schema", false, "print the JSON Schema of the columns")
	a.templateVar(cmd, &flags.template)
	manyVar(cmd, &m)
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// terms lists the key terms of deals. One that cannot be drafted is told, and stops no
// other.
func (a *app) terms(names []string, flags termsFlags, m many) error {
	columns, err := a.columns(flags)
	if err != nil {
		return err
	}
	if flags.schema {
		return writeJSON(a.stdout, terms.Schema(columns))
	}
	if flags.format == "xlsx" && isTerminal(a.files) {
		return usagef("send it to a file: > deals.xlsx", "a workbook is not for a terminal")
	}
	files, err := dealsNamed(names)
	if err == nil {
		files, err = m.part(files)
	}
	if err != nil {
		return err
	}
	list := make([]terms.Row, len(files))
	failed := a.each(files, m, func(a *app, i int) (string, error) {
		made, problems, from, err := a.make(files[i], draft.Options{Force: true, Template: flags.template})
		if err != nil {
			return "", err
		}
		if made.Document == nil {
			return "not drafted", a.refuse(problems, from)
		}
		list[i] = terms.Of(made.Draft, filepath.ToSlash(files[i]), columns)
		return "listed", nil
	})
	list = slices.DeleteFunc(list, func(r terms.Row) bool { return r == nil })
	if len(list) == 0 && failed != nil {
		return failed
	}
	if flags.sort != "" {
		if err := terms.Sort(list, columns, flags.sort); err != nil {
			return usagef("name one of --columns", "--sort: %s", err)
		}
	}
	if err := a.writeTerms(columns, list, flags); err != nil {
		return err
	}
	return failed
}

// columns are the columns that the flags ask for.
func (a *app) columns(flags termsFlags) ([]terms.Column, error) {
	lib, err := a.soundLibrary()
	if err != nil {
		return nil, err
	}
	columns := terms.Usual(lib)
	if len(flags.columns) > 0 {
		if columns, err = terms.Named(lib, flags.columns); err != nil {
			return nil, usagef("\"clausewright list parameters\" lists the questions", "--columns: %s", err)
		}
	}
	return columns, nil
}

// writeTerms writes rows in the format that is asked for.
func (a *app) writeTerms(columns []terms.Column, list []terms.Row, flags termsFlags) error {
	var b bytes.Buffer
	var err error
	switch flags.format {
	case "csv":
		err = terms.CSV(&b, columns, list)
	case "json":
		err = writeJSON(&b, terms.Objects(columns, list))
	case "xlsx":
		err = terms.Workbook(&b, columns, list)
	default:
		err = terms.Markdown(&b, columns, list)
	}
	if err != nil {
		return err
	}
	return a.writeOut(b.Bytes())
}
