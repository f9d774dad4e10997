package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"clausewright/clauses"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
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

// openShipped opens the embedded library, once for all that a process does.
var openShipped = sync.OnceValues(func() (*library.Library, diag.List) { return library.Open(shipped{}, "") })

// sources finds the text of a file that a problem is in.
type sources []func(name string) ([]byte, bool)

func (s sources) read(name string) ([]byte, bool) {
	for _, find := range s {
		if text, ok := find(name); ok {
			return text, true
		}
	}
	return nil, false
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

func oneFile(name string, text []byte) func(string) ([]byte, bool) {
	return func(asked string) ([]byte, bool) { return text, asked == name }
}

// stdinName is how problems call a deal that comes from standard input.
const stdinName = "<stdin>"

// maxDeal is how much of a deal file is read into memory, in bytes; what a deal
// may hold is far less and is judged by the reader.
const maxDeal = 64 << 20

// readDeal reads a deal file, or standard input if its name is "-". A larger
// file is read only so far that the reader can tell that it is too large.
func readDeal(stdin io.Reader, name string) (file string, data []byte, err error) {
	return readNamed(stdin, "deal", name)
}

// readNamed reads a file as a deal is read, which errors call what.
func readNamed(stdin io.Reader, what, name string) (file string, data []byte, err error) {
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(stdin, maxDeal))
		if err != nil {
			return "", nil, usagef("", "standard input: %s", diag.Reason(err))
		}
		return stdinName, data, nil
	}
	data, err = readFile(name, maxDeal)
	var tooLong *tooLongError
	switch {
	case errors.As(err, &tooLong):
		err = nil // the reader of deals says how long one may be
	case errors.Is(err, errFolder):
		err = usagef("name the YAML file", "%s %s: is a folder", what, name)
	case errors.Is(err, errSpecial):
		err = usagef("give it on standard input: -", "%s %s: %s", what, name, err)
	case err != nil:
		err = usagef("", "%s %s: %s", what, name, diag.Reason(err))
	}
	return filepath.ToSlash(name), data, err
}

// Why a file is not read.
var (
	errFolder  = errors.New("is a folder")
	errSpecial = errors.New("is a pipe or a device, not a file")
)

// tooLongError is a file of which only the beginning was read.
type tooLongError struct{ limit int64 }

func (e *tooLongError) Error() string { return fmt.Sprintf("is longer than %d bytes", e.limit) }

// readFile reads a regular file of the disk, at most so many bytes of it: a
// pipe would be waited for without end, a device read without end.
func readFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errFolder
	case !info.Mode().IsRegular():
		return nil, errSpecial
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	_, err = data.ReadFrom(io.LimitReader(f, limit+1))
	if err == nil && int64(data.Len()) > limit {
		return data.Bytes()[:limit], &tooLongError{limit}
	}
	return data.Bytes(), err
}

// input is a deal, or a house position, and the library by which it is read. An error
// in the library is a problem.
type input struct {
	lib      *library.Library
	problems diag.List // of the library
	from     sources
	file     string
	data     []byte
}

// input opens the library and reads a deal file.
func (a *app) input(name string) (input, error) { return a.inputOf("deal", name) }

// inputOf opens the library and reads a file that errors call what.
func (a *app) inputOf(what, name string) (in input, err error) {
	if in.lib, in.problems, in.from, err = a.openLibrary(); err != nil {
		return in, err
	}
	if in.file, in.data, err = readNamed(a.stdin, what, name); err != nil {
		return in, err
	}
	in.from = append(sources{oneFile(in.file, in.data)}, in.from...)
	return in, nil
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
		return run()
	}
}

// dealsNamed are the deal files that arguments name, each once: a file, or the
// files of a folder that name a template.
func dealsNamed(args []string) ([]string, error) {
	var files []string
	seen := map[string]bool{}
	for _, arg := range args {
		found := []string{arg}
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			if found, err = dealsIn(arg); err != nil {
				return nil, err
			}
		}
		for _, file := range found {
			if at := filepath.Clean(file); !seen[at] {
				files = append(files, file)
				seen[at] = true
			}
		}
	}
	return files, nil
}

// dealsIn are the files of a folder that name a template, by name.
func dealsIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, usagef("", "folder %s: %s", folder, diag.Reason(err))
	}
	var files []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		name := filepath.Join(folder, e.Name())
		text, err := readFile(name, maxDeal)
		if err == nil && namesTemplate.Match(text) {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return nil, usagef("a deal begins with template: exclusive-licence", "folder %s: no file in it names a template", folder)
	}
	return files, nil
}

var namesTemplate = regexp.MustCompile(`(?m)^template:`)

// fileSource knows the places of a file that is read.
type fileSource struct {
	places language.Places
	size   int
}

// sourceOf is the source of a file by its name and contents.
func sourceOf(file string, data []byte) fileSource {
	return fileSource{language.FilePlaces(diag.Position{File: file, Line: 1, Column: 1}, string(data)), len(data)}
}

// Origin is the place of the byte at an offset.
func (f fileSource) Origin(offset int) document.Origin {
	return document.Origin{Source: f, Offset: offset}
}

// Until is the end: nothing of a file comes from elsewhere.
func (f fileSource) Until(int) int { return f.size + 1 }

// Position is the place of an offset.
func (f fileSource) Position(offset int) diag.Position { return f.places(offset) }
