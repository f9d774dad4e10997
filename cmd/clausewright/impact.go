package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/impact"
	"clausewright/internal/render"
)

// impactOptions are the flags of impact.
type impactOptions struct {
	deals    []string
	format   reportFormat
	brief    bool
	exitCode bool
}

func (a *app) impactCommand() *cobra.Command {
	var options impactOptions
	cmd := &cobra.Command{
		Use:   "impact BASE [HEAD]",
		Short: "Tell what a change of the library does to clauses and to drafts",
		Long: `Impact compares two states of a library. It lists the clauses and templates that
differ, in words, questions, rules and conditions, and which of the given deals
draft differently, with the old and the new words.

BASE and HEAD are each a git revision (HEAD~1, main, a tag), a folder that holds
clauses/ and templates/ (./mine), or "shipped", the library that comes with the
program. Revisions are looked up in the repository of the library at work: the
folder that --library names, or the current one. Without HEAD, BASE is compared
with that folder as it is now. The deals are read as they are now.

It exits with 0 whether or not something differs, and with 1 if the library at
HEAD has errors; --exit-code makes a difference 1 too.`,
		Example: `  clausewright impact HEAD --deals 'deals/*.yaml'
  clausewright impact origin/main --format md > comment.md
  clausewright impact shipped`,
		GroupID: "library",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 || len(args) == 2 {
				return nil
			}
			hint := "clausewright impact HEAD~1"
			if options.deals != nil {
				hint = "put a pattern in quotes, so that the shell leaves it alone: --deals 'deals/*.yaml'"
			}
			return usagef(hint, "impact takes one or two states of a library, not %d", len(args))
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{shippedName}, cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.impact(args, options) },
	}
	cmd.Flags().StringArrayVar(&options.deals, "deals", nil, "deal file, or a pattern such as 'deals/*.yaml'; may be repeated")
	formatVar(cmd, &options.format, "text", "md (for a pull request)", "html", "json")
	cmd.Flags().BoolVar(&options.brief, "brief", false, "list what differs without its words")
	cmd.Flags().BoolVar(&options.exitCode, "exit-code", false, "exit with 1 if something differs")
	return cmd
}

func (a *app) impact(args []string, options impactOptions) error {
	base, head, err := a.twoStates(args)
	if err != nil {
		return err
	}
	deals, err := readDeals(a.stdin, options.deals)
	if err != nil {
		return err
	}
	from, err := a.openSide(base)
	if err != nil {
		return err
	}
	to, err := a.openSide(head)
	if err != nil {
		return err
	}
	m := impact.Compare(from, to, deals)
	if err := a.tellImpact(m, options); err != nil {
		return err
	}
	if to.Problems.HasErrors() || options.exitCode && !m.Empty() {
		return errFault
	}
	return nil
}

// twoStates finds the libraries that the arguments name. Without a second one
// it is the library at work.
func (a *app) twoStates(args []string) (base, head state, err error) {
	if base, err = a.state(args[0]); err != nil {
		return base, head, err
	}
	if len(args) == 2 {
		head, err = a.state(args[1])
		return base, head, err
	}
	folder, err := a.workingFolder()
	if err != nil {
		return base, head, err
	}
	head, err = folderState(folder)
	return base, head, err
}

// openSide opens a library and tells what is wrong with it.
func (a *app) openSide(s state) (impact.Side, error) {
	lib, problems, from := s.open()
	name := s.name
	if name == "." {
		name = "this folder"
	}
	if problems.HasErrors() {
		a.tellf("the library of %s has errors:", name)
	}
	return impact.Side{Name: name, Dir: s.dir, Library: lib, Problems: problems}, a.tellProblems(problems, from)
}

func (a *app) tellImpact(m *impact.Impact, options impactOptions) error {
	if options.format == "json" {
		return writeJSON(a.stdout, m)
	}
	doc := m.Document(options.brief)
	if options.format == "text" {
		w, color := inColour(a.stdout)
		return comparison.Terminal(w, doc, color)
	}
	if options.format == "md" {
		doc = impact.Unmentioning(doc)
	}
	return mustFormat(string(options.format)).Write(a.stdout, doc, render.Options{})
}

// readDeals reads the deal files that names and patterns mean, each once. A
// pattern that means no file is wrong usage.
func readDeals(stdin io.Reader, patterns []string) ([]impact.Deal, error) {
	var names []string
	for _, pattern := range patterns {
		found, err := dealFiles(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	var deals []impact.Deal
	for _, name := range names {
		file, data, err := readDeal(stdin, name)
		if err != nil {
			return nil, err
		}
		deals = append(deals, impact.Deal{File: file, Data: data})
	}
	return deals, nil
}

// dealFiles are the files that a name or a pattern means, in order of name.
func dealFiles(pattern string) ([]string, error) {
	if pattern == "-" || pattern == "" {
		return nil, usagef("name a file, or a pattern in quotes: 'deals/*.yaml'", "--deals takes files, not %q", pattern)
	}
	if !strings.ContainsAny(pattern, "*?[") {
		return []string{pattern}, nil
	}
	found, err := filepath.Glob(pattern)
	_, missing := os.Lstat(pattern)
	if err != nil && missing != nil {
		return nil, usagef("use * and ? in a pattern", "--deals %s: is no pattern", pattern)
	}
	if missing == nil && !slices.Contains(found, pattern) { // a file that is called so, such as [1].yaml
		found = append(found, pattern)
	}
	found = slices.DeleteFunc(found, func(name string) bool {
		info, err := os.Stat(name)
		return err == nil && info.IsDir()
	})
	if len(found) == 0 {
		return nil, usagef("", "--deals %s: no file is called like this", pattern)
	}
	return found, nil
}
