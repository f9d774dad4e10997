package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/git"
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

// open opens the library and looks at all of it. Its problems come with the
// source of the files they are in.
func (s state) open() (*library.Library, diag.List, sources) {
	lib, _ := library.Open(s.fsys, s.dir)
	return lib, lib.Check(), sources{libraryFiles(s.fsys, s.dir)}
}

// folderState is the library in a folder.
func folderState(dir string) (state, error) {
	fsys, prefix, err := folderFS(dir)
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
	repository, inside, err := openRepository(folder)
	if err != nil && holdsLibrary(os.DirFS(".")) { // a copy of the library, such as what is about to be committed
		if here, within, e := openRepository("."); e == nil {
			repository, inside, err = here, within, nil
		}
	}
	if errors.Is(err, errNoRepository) {
		return state{}, usagef("name a folder, or keep the library in git: git init", "%s %s", filepath.ToSlash(folder), err)
	}
	if err != nil {
		return state{}, gitError(err)
	}
	commit, err := repository.Find(name)
	if errors.Is(err, git.ErrUnknown) {
		return state{}, usagef("name a commit, branch or tag (\"git log --oneline\" lists commits), a folder, or shipped; a shallow clone has only its last commits",
			"there is no revision %q, and no folder of that name", name)
	}
	if err != nil {
		return state{}, gitError(err)
	}
	fsys, err := commit.FS(inside)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return state{}, gitError(err)
	}
	if err != nil || !holdsLibrary(fsys) {
		return state{}, usagef("a library is a folder that holds clauses/ and templates/", "the revision %q holds no library in %s", name, filepath.ToSlash(folder))
	}
	return state{name, path.Clean(name) + ":", fsys}, nil
}

// gitError is an error for a person.
func gitError(err error) error {
	var refused *git.Refused
	if errors.As(err, &refused) {
		return usagef(refused.Hint, "%s", refused.Why)
	}
	var usage *usageError
	if errors.As(err, &usage) {
		return err
	}
	return usagef("", "git repository: %s", err)
}

// errNoRepository says that git keeps nothing of a folder.
var errNoRepository = errors.New("is in no git repository")

// openRepository finds the repository around a folder, without asking its
// configuration, and the path of the folder inside it.
func openRepository(folder string) (repository *git.Repository, inside string, err error) {
	abs, err := filepath.Abs(folder)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return nil, "", err
	}
	for top := abs; ; top = filepath.Dir(top) {
		private, err := gitFolder(top)
		if errors.Is(err, fs.ErrNotExist) && top != filepath.Dir(top) {
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, "", errNoRepository
		}
		if err != nil {
			return nil, "", err
		}
		if inside, err = filepath.Rel(top, abs); err != nil {
			return nil, "", err
		}
		repository, err = openGitFolder(private)
		return repository, filepath.ToSlash(inside), err
	}
}

// gitFolder is the folder that git keeps for a working folder: .git in it, or
// the one that a file .git names.
func gitFolder(top string) (string, error) {
	place := filepath.Join(top, ".git")
	info, err := os.Stat(place)
	if err != nil || info.IsDir() {
		return place, err
	}
	return named(place, "gitdir: ")
}

// openGitFolder opens git's folder, and that of the repository it belongs to if
// it is of a further worktree. Each is a root: no link leads out of it.
func openGitFolder(dir string) (*git.Repository, error) {
	common, err := named(filepath.Join(dir, "commondir"), "")
	if errors.Is(err, fs.ErrNotExist) {
		common, err = dir, nil
	}
	if err != nil {
		return nil, err
	}
	private, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	shared, err := os.OpenRoot(common)
	if err != nil {
		return nil, err
	}
	return git.Open(private.FS(), shared.FS())
}

// named is the folder that a file of one line names, relative to its own.
func named(file, before string) (string, error) {
	text, err := readFile(file, maxLine)
	if err != nil {
		return "", err
	}
	name, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), before)
	if !ok || name == "" || strings.ContainsAny(name, "\x00\n") {
		return "", fmt.Errorf("%s names no folder", filepath.ToSlash(file))
	}
	name = filepath.FromSlash(name)
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(file), name)
	}
	return name, nil
}

// maxLine is how long a file of one line may be.
const maxLine = 4 << 10
