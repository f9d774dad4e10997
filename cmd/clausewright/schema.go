package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/form"
	"clausewright/internal/library"
)

func (a *app) schemaCommand() *cobra.Command {
	output := "-"
	cmd := &cobra.Command{
		Use:   "schema [TEMPLATE]",
		Short: "Write the JSON Schema of deal files, for editors",
		Long: `Schema writes a JSON Schema (draft 2020-12) of the deal files of a template, or of
all templates. Editors with a YAML language server complete and check a deal with
it if the first line of the deal names it:

  # yaml-language-server: $schema=deal.schema.json

"clausewright new" writes that line. The schema stands beside the deal. A schema that
was written before is replaced; any other file stays as it is.`,
		Example: "  clausewright schema -o deal.schema.json",
		GroupID: "library",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("\"clausewright list templates\" names them", "schema takes one template, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: a.completeTemplates,
		RunE:              func(_ *cobra.Command, args []string) error { return a.schema(args, output) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "-", "file to write; - is standard output")
	return cmd
}

func (a *app) schema(args []string, output string) error {
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	var t *library.Template
	if len(args) == 1 {
		if t, err = templateNamed(lib, args[0]); err != nil {
			return err
		}
	}
	text, err := form.Schema(lib, t)
	if err != nil {
		return fmt.Errorf("the schema cannot be written: %w", err)
	}
	return a.writeOne(output, text, isSchema(output), "name another file with -o")
}

// isSchema reports whether a file is a schema that was written before.
func isSchema(name string) bool {
	data, err := readFile(name, maxDeal)
	var head struct {
		ID string `json:"$id"`
	}
	return err == nil && json.Unmarshal(data, &head) == nil && strings.HasPrefix(head.ID, "urn:clausewright:deal")
}
