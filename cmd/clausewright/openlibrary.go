package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"clausewright/clauses"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/templates"
)

// shipped is the embedded library: two embedded folders side by side.
type shipped struct{}

func (shipped) Open(name string) (fs.File, error) {
	folder, rest, inside := strings.Cut(name, "/")
	if !inside {
		rest = "."
	}
	switch folder {
	case "clauses":
		return clauses.FS.Open(rest)
	case "templates":
		return templates.FS.Open(rest)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// libraryFS is the library's folder and the name to put before its files. A
// folder is opened as a root, so that no link leads out of it.
func (a *app) libraryFS() (fs.FS, string, error) {
	if a.library == "" {
		return shipped{}, "", nil
	}
	return folderFS(a.library)
}

// folderFS is a folder that holds a library and the name to put before its
// files.
func folderFS(folder string) (fs.FS, string, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, "", usagef("--library names a folder that holds clauses/ and templates/", "library %s: %s", folder, diag.Reason(err))
	}
	if !info.IsDir() {
		return nil, "", usagef("--library names a folder that holds clauses/ and templates/", "library %s: is not a folder", folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, "", usagef("", "library %s: %s", folder, diag.Reason(err))
	}
	name := filepath.ToSlash(filepath.Clean(folder))
	if name == "." {
		name = ""
	}
	return root.FS(), name, nil
}

// openLibrary opens the library that the flags name, when it is first asked for. Its
// problems come with the source of the files they are in.
func (a *app) openLibrary() (*library.Library, diag.List, sources, error) {
	if a.opened == nil {
		fsys, dir, err := a.libraryFS()
		if err != nil {
			return nil, nil, nil, err
		}
		open := openShipped
		if a.library != "" {
			open = func() (*library.Library, diag.List) { return library.Open(fsys, dir) }
		}
		o := &opened{from: sources{libraryFiles(fsys, dir)}, hash: sync.OnceValues(func() (string, error) { return hashOf(fsys) })}
		o.lib, o.problems = open()
		a.opened = o
	}
	return a.opened.lib, slices.Clone(a.opened.problems), a.opened.from, nil
}

func libraryFiles(fsys fs.FS, dir string) func(string) ([]byte, bool) {
	return func(name string) ([]byte, bool) {
		if dir != "" {
			var ok bool
			if name, ok = strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/"); !ok {
				return nil, false
			}
		}
		text, err := library.ReadFile(fsys, name)
		return text, err == nil
	}
}

// takesLibrary lets a command take the folder of its library as an argument,
// in place of --library, and then run.
func (a *app) takesLibrary(cmd *cobra.Command, run func() error) {
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return usagef(fmt.Sprintf("clausewright %s my-library", cmd.Name()), "%s takes one folder, not %d", cmd.Name(), len(args))
		}
		return nil
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			a.library = args[0]
		}
		err := run()
		if a.library == "" && a.quiet == 0 && holdsLibrary(os.DirFS(".")) {
			a.tellf("this is about the library that comes with the program; \"clausewright %s .\" looks at the one in this folder", cmd.Name())
		}
		return err
	}
}

// openShipped opens the embedded library, once for all that a process does.
var openShipped = sync.OnceValues(func() (*library.Library, diag.List) { return library.Open(shipped{}, "") })
