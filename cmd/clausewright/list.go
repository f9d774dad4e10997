package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

func (a *app) listCommand() *cobra.Command {
	var format reportFormat
	kinds := []string{"clauses", "templates", "parameters"}
	cmd := &cobra.Command{
		Use:   "list [clauses|templates|parameters]",
		Short: "List the clauses, templates or parameters of the library",
		Example: `  clausewright list
  clausewright list parameters | grep royalty`,
		GroupID:   "library",
		ValidArgs: kinds,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("clausewright list parameters", "list takes one word, not %d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			what := "clauses"
			if len(args) == 1 {
				what = args[0]
			}
			return a.list(what, kinds, format)
		},
	}
	formatVar(cmd, &format, "text", "json")
	return cmd
}

// listed is one row of a list: the fields that the kind of thing has.
type listed struct {
	ID       string           `json:"id"`
	Title    string           `json:"title,omitempty"`
	Summary  string           `json:"summary,omitempty"`
	Variants []string         `json:"variants,omitempty"`
	Kind     string           `json:"kind,omitempty"`
	Choices  []string         `json:"choices,omitempty"`
	Default  string           `json:"-"`
	Value    any              `json:"default,omitempty"` // of a list, a list
	Optional bool             `json:"optional,omitempty"`
	Clause   string           `json:"clause,omitempty"`
	Ask      string           `json:"ask,omitempty"`
	Edition  int              `json:"edition,omitempty"`
	Changes  []library.Change `json:"changes,omitempty"` // one for each edition
}

func (a *app) list(what string, kinds []string, format reportFormat) error {
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	var rows []listed
	switch what {
	case "clauses":
		rows = listClauses(lib)
	case "templates":
		rows = listTemplates(lib)
	case "parameters":
		rows = listParameters(lib)
	default:
		hint := "list takes one of: " + strings.Join(kinds, ", ")
		if near := diag.Nearest(what, kinds); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usagef(hint, "there is no list of %q", what)
	}
	if format == "json" {
		return writeJSON(a.stdout, map[string]any{what: rows})
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		if what == "parameters" {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.kindText(), r.defaultText(), r.Ask)
			continue
		}
		fmt.Fprintf(w, "%s\t%s\n", r.ID, r.Summary)
	}
	return w.Flush()
}

// soundLibrary opens the library; problems anywhere in it are told and are the
// end. The library that comes with the program is known to have none.
func (a *app) soundLibrary() (*library.Library, error) {
	lib, problems, from, err := a.openLibrary()
	if err != nil {
		return nil, err
	}
	if a.library != "" {
		problems = lib.Check()
	}
	if err := a.tellProblems(problems, from); err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, errFault
	}
	return lib, nil
}

func listClauses(lib *library.Library) []listed {
	var rows []listed
	for _, id := range lib.ClauseIDs() {
		c := lib.Clauses[id]
		row := listed{ID: id, Title: c.Title, Summary: c.Summary, Edition: c.Edition().Number, Changes: c.Edition().Changes}
		for _, v := range c.Variants {
			row.Variants = append(row.Variants, v.Name)
		}
		rows = append(rows, row)
	}
	return rows
}

func listTemplates(lib *library.Library) []listed {
	var rows []listed
	for _, id := range lib.TemplateIDs() {
		t := lib.Templates[id]
		rows = append(rows, listed{ID: id, Title: t.Title, Summary: t.Summary})
	}
	return rows
}

func listParameters(lib *library.Library) []listed {
	var rows []listed
	for _, p := range lib.Schema.Parameters {
		rows = append(rows, listed{
			ID: p.Path, Kind: p.Kind.String(), Choices: p.Words(), Default: p.Default, Value: defaultValue(p),
			Optional: p.Optional, Clause: p.Clause, Ask: p.Ask,
		})
	}
	return rows
}

// defaultValue is a default as other programs read it: that of a list is a list,
// and one that is worked out its text.
func defaultValue(p *deal.Parameter) any {
	switch {
	case p.Default == "":
		return nil
	case strings.HasPrefix(p.Default, "["):
		var list []any
		if yaml.Unmarshal([]byte(p.Default), &list) == nil {
			return list
		}
	}
	return p.Default
}

func (r listed) kindText() string {
	if len(r.Choices) == 0 {
		return r.Kind
	}
	return r.Kind + ": " + strings.Join(r.Choices, "|")
}

func (r listed) defaultText() string {
	switch {
	case deal.HasActions(r.Default):
		return "computed"
	case r.Default != "":
		return "default " + cut(r.Default)
	case r.Optional:
		return "optional"
	}
	return "required"
}

// cut keeps a column of a list from growing too wide.
func cut(text string) string {
	const most = 32
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
