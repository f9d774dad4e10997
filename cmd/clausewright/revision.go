package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// shippedName is how a command line calls the library that comes with the program.
const shippedName = "shipped"

// state is a library as it was, or is, at one place: a folder, a revision in
// git, or the library that comes with the program.
type state struct {
	name string // how messages call it
	dir  string // prefix of its files' names
	fsys fs.FS
}

// open opens the library. Its problems come with the source of the files they
// are in.
func (s state) open() (*library.Library, diag.List, sources) {
	lib, problems := library.Open(s.fsys, s.dir)
	return lib, problems, sources{libraryFiles(s.fsys, s.dir)}
}

// folderState is the library in a folder.
func folderState(dir string) (state, error) {
	a := app{library: dir}
	fsys, prefix, err := a.libraryFS()
	if err != nil {
		return state{}, err
	}
	s := state{dir, prefix, fsys}
	if !holdsLibrary(fsys) {
		return state{}, usagef("a library is a folder that holds clauses/ and templates/", "%s holds no library", dir)
	}
	return s, nil
}

// holdsLibrary reports whether a folder looks like a library, sound or not.
func holdsLibrary(fsys fs.FS) bool {
	for _, name := range []string{"clauses", "templates"} {
		if info, err := fs.Stat(fsys, name); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// workingFolder is the folder of the library at work: the one that --library
// names, or the current one if it holds a library.
func (a *app) workingFolder() (string, error) {
	if a.library != "" {
		return a.library, nil
	}
	if holdsLibrary(os.DirFS(".")) {
		return ".", nil
	}
	return "", usagef("--library DIR names the folder that holds clauses/ and templates/", "this folder holds no library")
}

// state finds the library that name means: "shipped", a folder, or a revision
// of the repository that holds the library at work. A name that could be both
// a folder and a revision is refused.
func (a *app) state(name string) (state, error) {
	switch {
	case name == "":
		return state{}, usagef("name a revision, such as HEAD, or a folder", "a library's name is empty")
	case name == shippedName:
		return state{shippedName, shippedName, shipped{}}, nil
	case isPath(name):
		return folderState(name)
	case strings.HasPrefix(name, "-"):
		return state{}, usagef("a folder of that name is ./"+name, "%q is no revision: none begins with a hyphen", name)
	}
	info, err := os.Stat(name)
	isFolder := err == nil && info.IsDir()
	s, err := a.revision(name)
	switch {
	case isFolder && err == nil:
		return state{}, usagef(fmt.Sprintf("write ./%s for the folder, or %s^0 for the revision", name, name), "%q is both a folder and a revision", name)
	case isFolder:
		return folderState(name)
	}
	return s, err
}

// isPath reports whether a name can only be that of a folder: no revision is
// written like this.
func isPath(name string) bool {
	return name == "." || name == ".." || strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") ||
		strings.HasPrefix(name, `.\`) || strings.HasPrefix(name, `..\`) || filepath.IsAbs(name)
}

// revision is the library at work as it was at a revision.
func (a *app) revision(name string) (state, error) {
	folder, err := a.workingFolder()
	if err != nil {
		return state{}, err
	}
	if _, err := folderState(folder); err != nil {
		return state{}, err
	}
	places, err := git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return state{}, err
	}
	top, prefix, _ := strings.Cut(strings.TrimRight(string(places), "\r\n"), "\n")
	commit, err := git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		if err.Error() != "" {
			return state{}, err
		}
		return state{}, usagef("name a commit, branch or tag (\"git log --oneline\" lists commits), a folder, or shipped; a shallow clone has only its last commits",
			"there is no revision %q, and no folder of that name", name)
	}
	tree := strings.TrimSpace(string(commit)) + ":" + strings.TrimSuffix(prefix, "/")
	archive, err := git(top, "archive", "--format=zip", tree, "clauses", "templates")
	if err != nil {
		return state{}, usagef("a library is a folder that holds clauses/ and templates/", "the revision %q holds no library in %s", name, filepath.ToSlash(folder))
	}
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return state{}, usagef("", "git archive %s: %s", name, err)
	}
	return state{name, path.Clean(name) + ":", files}, nil
}

// local are the variables that would bind git to another repository than that
// of the folder; git sets them for its hooks.
var local = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"}

// git runs git in a folder and returns what it prints. What it says on its
// standard error becomes the error; that error's message is empty if git says
// nothing.
func git(dir string, args ...string) ([]byte, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, usagef("install git, or name two folders", "git is needed to read a revision and was not found")
	}
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(context.Background(), program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return slices.Contains(local, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	if err := cmd.Run(); err != nil {
		said, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		said = strings.TrimPrefix(said, "fatal: ")
		if strings.HasPrefix(said, "not a git repository") {
			return nil, usagef("name a folder, or keep the library in git: git init", "%s is in no git repository", filepath.ToSlash(dir))
		}
		return nil, usagef("", "%s", said)
	}
	return out.Bytes(), nil
}
