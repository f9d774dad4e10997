package main

import (
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/deal"
	"clausewright/internal/form"
)

func (a *app) newHouseCommand() *cobra.Command {
	var flags newFlags
	side := ""
	cmd := &cobra.Command{
		Use:   "house [TEMPLATE]",
		Short: "Begin the house position of one side",
		Long: `House writes a file in which one side says what it signs without asking anybody, and who
approves more: the wordings that the library ranks as preferred or acceptable for it, and
each question of which there can be a position, switched off. "clausewright deviations"
holds deals against it.`,
		Example:           "  clausewright new house --side licensor -o house.yaml",
		Args:              oneTemplate("new house"),
		ValidArgsFunction: a.completeTemplates,
		RunE:              func(_ *cobra.Command, args []string) error { return a.newHouse(args, side, flags) },
	}
	sides := []string{string(deal.Licensor), string(deal.Licensee)}
	cmd.Flags().StringVar(&side, "side", "", "whose position it is: "+strings.Join(sides, " or "))
	cmd.Flags().StringVarP(&flags.output, "output", "o", "-", "file to write; - is standard output")
	cmd.Flags().BoolVar(&flags.overwrite, "overwrite", false, "overwrite a file that is there")
	must(cmd.RegisterFlagCompletionFunc("side", cobra.FixedCompletions(sides, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) newHouse(args []string, side string, flags newFlags) error {
	whose := deal.Party(side)
	if whose != deal.Licensor && whose != deal.Licensee {
		return usagef("--side licensor or --side licensee", "say whose position it is, not %q", side)
	}
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	t, err := templateToAsk(lib, args)
	if err != nil {
		return err
	}
	if err := a.writeOne(flags.output, form.House(lib, t, whose), flags.overwrite, "name another file with -o, or run again with --overwrite"); err != nil || flags.output == "-" {
		return err
	}
	a.tellf("hint: write the positions, then: clausewright deviations DEAL --house %s", flags.output)
	return nil
}
