package lint

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/render"
)

// files reports what lies in the folders of clauses and templates and is no
// part of the library, and links that lead out of it.
func (l *linter) files() {
	for _, root := range []string{"clauses", "templates"} {
		err := fs.WalkDir(l.fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // opening the library reports it
			}
			if name != root && strings.HasPrefix(d.Name(), ".") {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.Type()&fs.ModeSymlink != 0 {
				l.link(name)
				return nil
			}
			if d.IsDir() && d.Name() == "cases" && strings.Count(name, "/") == 2 {
				return fs.SkipDir // the clause's own tests
			}
			if strings.Count(name, "/") >= 2 && !l.belongs(name, d) {
				l.once(l.file(name), diag.Warning, "stray-file", "is no part of the library").WithHint("a clause is clause.yaml, its wordings and cases/; a template is template.yaml and cover.md")
				if d.IsDir() {
					return fs.SkipDir
				}
			}
			if !d.IsDir() && strings.Count(name, "/") >= 2 {
				l.unprintable(name)
			}
			return nil
		})
		if err != nil {
			return
		}
	}
}

// file is the place of a whole file.
func (l *linter) file(name string) diag.Position { return diag.Position{File: path.Join(l.dir, name)} }

// belongs reports whether an entry of a clause's or template's folder is one
// that the library reads. A wording that no variant names is told by Open.
func (l *linter) belongs(name string, d fs.DirEntry) bool {
	if d.IsDir() {
		return false
	}
	if strings.HasPrefix(name, "templates/") {
		return slices.Contains([]string{"template.yaml", "cover.md"}, d.Name())
	}
	return d.Name() == "clause.yaml" || strings.HasSuffix(d.Name(), ".md")
}

// link reports a symbolic link that leads out of the library.
func (l *linter) link(name string) {
	target, err := fs.ReadLink(l.fsys, name)
	to := path.Join(path.Dir(name), target)
	if err == nil && !path.IsAbs(target) && to != ".." && !strings.HasPrefix(to, "../") {
		return
	}
	l.dropFileFaults(name)
	l.once(l.file(name), diag.Error, "link", "is a link that leads out of the library").WithHint("copy the file to this place")
}

// dropFileFaults forgets that a file could not be read: the link says why.
func (l *linter) dropFileFaults(name string) {
	file := l.file(name).File
	l.problems = slices.DeleteFunc(l.problems, func(p *diag.Problem) bool { return p.Pos.File == file && p.Rule == library.BadFile })
}

// unprintable reports characters of a file that a format cannot hold, each once.
func (l *linter) unprintable(name string) {
	data, err := library.ReadFile(l.fsys, name)
	if err != nil {
		return // opening the library reports it
	}
	told := map[rune]bool{}
	for at, r := range string(data) {
		if r < utf8.RuneSelf || told[r] || r == utf8.RuneError || unicode.Is(unicode.C, r) { // those are told as characters that no contract holds
			continue
		}
		for _, f := range render.Formats {
			if f.Printable == nil {
				continue
			}
			if reason, ok := f.Printable(r); !ok {
				told[r] = true
				before := string(data[:at])
				p := l.file(name)
				p.Line, p.Column = strings.Count(before, "\n")+1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])+1
				l.once(p, diag.Warning, "unprintable", "%q cannot be printed in %s: %s", r, f.Title, reason).WithHint("write it in other letters")
			}
		}
	}
}
