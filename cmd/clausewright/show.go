package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/redline"
)

func (a *app) showCommand() *cobra.Command {
	variant := ""
	cmd := &cobra.Command{
		Use:   "show CLAUSE",
		Short: "Show a clause: its questions, dates, variants, rules and notes",
		Example: `  clausewright show exclusivity-sunset
  clausewright show grant-back --variant licensor`,
		GroupID: "library",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("\"clausewright list clauses\" names them", "show takes one clause, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			lib, _, _, err := a.openLibrary()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return lib.ClauseIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.show(args[0], variant) },
	}
	cmd.Flags().StringVar(&variant, "variant", "", "show only the variant of that name; one that is not balanced as a redline of it")
	must(cmd.RegisterFlagCompletionFunc("variant", a.completeVariants))
	return cmd
}

// completeVariants lets a shell complete the variants of the clause named.
func (a *app) completeVariants(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	lib, _, _, err := a.openLibrary()
	if err != nil || len(args) == 0 || lib.Clauses[args[0]] == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, v := range lib.Clauses[args[0]].Variants {
		names = append(names, v.Name)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) show(id, variant string) error {
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	c := lib.Clauses[id]
	if c == nil {
		hint := "\"clausewright list clauses\" names them"
		if near := diag.Nearest(id, lib.ClauseIDs()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usagef(hint, "there is no clause %q", id)
	}
	if variant != "" {
		return a.showVariant(c, variant)
	}
	return a.showClause(c)
}

func (a *app) showVariant(c *library.Clause, name string) error {
	v := c.Variant(name)
	if v == nil {
		var names []string
		for _, v := range c.Variants {
			names = append(names, v.Name)
		}
		return usagef("it has: "+strings.Join(names, ", "), "clause %q has no variant %q", c.ID, name)
	}
	balanced := c.Variant(library.Balanced)
	if v == balanced {
		_, err := fmt.Fprintln(a.stdout, strings.TrimSpace(v.Body.Source()))
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s, as a redline of %s: [-left out-] {+put in+}\n", c.ID, v.Name, balanced.Name)
	for _, p := range redline.Texts(balanced.Body.Source(), v.Body.Source()) {
		if _, err := fmt.Fprintf(a.stdout, "\n%s\n", comparison.Marked(comparison.Revisions(p.Spans))); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) showClause(c *library.Clause) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s: %s\n%s\n", c.ID, c.Title, c.Summary)
	if c.Edition().Number > 0 {
		fmt.Fprintf(w, "\nEdition %d\n", c.Edition().Number)
		for i, change := range c.Edition().Changes {
			fmt.Fprintf(w, "  %d\t%s\t%s. Why: %s.\n", i+1, change.Date, strings.TrimSuffix(oneLine(change.What), "."), strings.TrimSuffix(oneLine(change.Why), "."))
		}
	}
	if c.When != nil {
		fmt.Fprintf(w, "\nEnters when: %s\n", strings.Trim(c.When.Source(), "{}"))
	}
	if len(c.StandsFor) > 0 {
		fmt.Fprintf(w, "\nStands for\n")
	}
	for _, s := range c.StandsFor {
		fmt.Fprintf(w, "  %s\tin %s\n", s.For, s.At)
	}
	if len(c.Parameters) > 0 {
		fmt.Fprintf(w, "\nQuestions\n")
	}
	for _, p := range c.Parameters {
		row := listed{Kind: p.Kind.String(), Choices: p.Words(), Default: p.Default, Optional: p.Optional}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", p.Path, row.kindText(), row.defaultText(), p.Ask)
	}
	if len(c.Dates()) > 0 {
		fmt.Fprintf(w, "\nDates\n")
	}
	for _, d := range c.Dates() {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", d.Name, d.At, oneLine(d.What.Source()))
	}
	if len(c.Rules()) > 0 {
		fmt.Fprintf(w, "\nRules\n")
	}
	for _, r := range c.Rules() {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", r.ID, r.Severity, oneLine(r.Message.Source()))
	}
	if len(c.Notes()) > 0 {
		fmt.Fprintf(w, "\nNotes\n")
	}
	for _, n := range c.Notes() {
		fmt.Fprintf(w, "  %s\n", n)
	}
	for _, v := range c.Variants {
		fmt.Fprintf(w, "\nVariant: %s", v.Name)
		if v.Gives != "" {
			fmt.Fprintf(w, " (%s)", strings.TrimSuffix(v.Gives, "."))
		}
		if v.Ranked() != "" {
			fmt.Fprintf(w, ", %s", v.Ranked())
		}
		fmt.Fprintf(w, "\n\n%s\n", strings.TrimSpace(v.Body.Source()))
	}
	for _, s := range c.Schedules {
		fmt.Fprintf(w, "\nSchedule: %s\n\n%s\n", s.Title, strings.TrimSpace(s.Body.Source()))
	}
	return w.Flush()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
