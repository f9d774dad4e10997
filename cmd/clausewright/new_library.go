package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/form"
	"clausewright/internal/library"
	"clausewright/internal/scaffold"
)

func (a *app) newClauseCommand() *cobra.Command {
	var date day
	cmd := &cobra.Command{
		Use:   "clause ID",
		Short: "Begin a clause in a library of your own",
		Long: `Clause writes the folder of a new clause: its data with one question, a wording
and a case that tests it. Replace them word by word. The library that comes with
the program cannot be changed: name yours with --library.`,
		Example: "  clausewright new clause exit-support --library mine",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("clausewright new clause exit-support --library DIR", "new clause takes one id, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(_ *cobra.Command, args []string) error { return a.newClause(args[0], date.orToday()) },
	}
	cmd.Flags().Var(&date, "date", "date of the first edition (default: today)")
	return cmd
}

func (a *app) newClause(id, date string) error {
	if a.library == "" {
		return usagef("begin one with \"clausewright new library DIR\", then add --library DIR", "the library that comes with the program cannot be changed")
	}
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	files, err := scaffold.NewClause(lib, id, date)
	if err != nil {
		return usagef("", "%s", err)
	}
	folder := filepath.Join(a.library, "clauses", id)
	if _, err := os.Lstat(folder); err == nil {
		return usagef("choose another id", "%s: is there already", folder)
	}
	if err := writeFolder(a.library, files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, filepath.Join(a.library, filepath.FromSlash(f.Name)))
	}
	template := "TEMPLATE"
	if t := form.DefaultTemplate(lib); t != nil {
		template = t.ID
	}
	a.tellf("hint: list %s among the clauses of an article in %s, then: clausewright lint --library %s, clausewright test --library %s",
		id, filepath.Join(a.library, "templates", template, "template.yaml"), a.library, a.library)
	return nil
}

func (a *app) newLibraryCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "library DIR",
		Short: "Begin a library of your own as a copy",
		Long: `Library copies the clauses and templates that come with the program, or those of
--library, into a new or empty folder. Its README.md tells how to work with it
and how to take over later improvements.`,
		Example: "  clausewright new library mine",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("clausewright new library DIR", "new library takes one folder, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.newLibrary(args[0]) },
	}
}

func (a *app) newLibrary(dir string) error {
	fsys, _, err := a.libraryFS()
	if err != nil {
		return err
	}
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return usagef("name a new or empty folder", "%s: %s", dir, diag.Reason(err))
	case len(entries) > 1 || len(entries) == 1 && entries[0].Name() != ".git":
		return usagef("name a new or empty folder", "%s: is not empty", dir)
	}
	files, err := libraryCopy(fsys)
	if err != nil {
		return err
	}
	if err := writeFolder(dir, append(files, scaffold.LibraryFiles(version)...)); err != nil {
		return err
	}
	for _, name := range []string{"README.md", "clauses", "templates"} {
		fmt.Fprintln(a.stdout, filepath.Join(dir, name))
	}
	a.tellf("hint: %s tells how to work with it", filepath.Join(dir, "README.md"))
	return nil
}

// libraryCopy reads every file of a library, apart from hidden files and Go
// code, which only embeds it.
func libraryCopy(fsys fs.FS) ([]scaffold.File, error) {
	var files []scaffold.File
	for _, dir := range []string{"clauses", "templates"} {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name == dir:
				return nil
			case d.IsDir() && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case d.IsDir(), strings.HasPrefix(d.Name(), "."), path.Ext(name) == ".go":
				return nil
			}
			text, err := library.ReadFile(fsys, name)
			files = append(files, scaffold.File{Name: name, Text: text})
			return err
		})
		if err != nil {
			return nil, usagef("", "library: %s", diag.Reason(err))
		}
	}
	return files, nil
}

// writeFolder writes files below a folder, all or none: they are written to a
// folder of their own inside it and moved to their places, each first step of
// a path that is not there yet at once. The folder is made if it is missing.
func writeFolder(dir string, files []scaffold.File) (err error) {
	_, missing := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return usagef("", "folder %s: %s", dir, diag.Reason(err))
	}
	temp, err := os.MkdirTemp(dir, ".new-")
	if err != nil {
		return usagef("", "folder %s: %s", dir, diag.Reason(err))
	}
	var moved []string
	defer func() {
		os.RemoveAll(temp)
		if err == nil {
			return
		}
		for _, name := range moved {
			os.RemoveAll(name)
		}
		if missing != nil {
			os.Remove(dir)
		}
	}()
	var steps []string
	for _, f := range files {
		if err := writeNew(filepath.Join(temp, filepath.FromSlash(f.Name)), f.Text); err != nil {
			return usagef("", "%s: %s", filepath.Join(dir, f.Name), diag.Reason(err))
		}
		if step := missingStep(dir, f.Name); len(steps) == 0 || steps[len(steps)-1] != step {
			steps = append(steps, step)
		}
	}
	for _, step := range steps {
		to := filepath.Join(dir, step)
		if err := os.Rename(filepath.Join(temp, step), to); err != nil {
			return usagef("", "%s: %s", to, diag.Reason(err))
		}
		moved = append(moved, to)
	}
	return nil
}

// missingStep is the shortest beginning of a path that is not there below a
// folder.
func missingStep(dir, name string) string {
	parts := strings.Split(name, "/")
	for i := range parts {
		step := filepath.Join(parts[:i+1]...)
		if _, err := os.Lstat(filepath.Join(dir, step)); err != nil {
			return step
		}
	}
	return filepath.FromSlash(name)
}

func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o666)
}
