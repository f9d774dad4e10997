package main

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"
)

// notices are the licences of everything that the program is built from. A
// test holds them to the modules that are in the program.
//
//go:embed notices.txt
var notices string

func (a *app) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "licenses",
		Aliases: []string{"licences"},
		Short:   "Print the licences of the fonts and modules in the program",
		Long: `Licenses prints the licence of each font that a PDF carries, of each module that
the program is built from, and of Go.`,
		Example: "  clausewright licenses | less",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.stdout, notices)
			return err
		},
	}
}
