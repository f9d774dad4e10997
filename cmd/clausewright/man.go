package main

import (
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"clausewright/internal/diag"
)

// manCommand writes what packages of the program install; users read help. The
// pages are dated as the latest edition of the library, never by the clock.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the manual pages into a folder",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := a.soundLibrary()
			if err != nil {
				return err
			}
			_, latest := editionsOf(lib)
			date, err := time.Parse(time.DateOnly, latest)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return usagef("", "%s: %s", args[0], diag.Reason(err))
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			header := &doc.GenManHeader{Title: "CLAUSEWRIGHT", Section: "1", Source: "clausewright " + version, Date: &date}
			return doc.GenManTree(root, header, args[0])
		},
	}
}
