package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Open reads a library from a folder that holds clauses/ and templates/, as far
// as every draft needs it: fsys is read from later too. Problems name their file
// as it is called in fsys, prefixed with dir. What is wrong elsewhere, Check
// tells, and Faults of a text that is used.
func Open(fsys fs.FS, dir string) (*Library, diag.List) {
	l := &Library{
		Templates: map[string]*Template{}, Clauses: map[string]*Clause{}, Schema: &deal.Schema{},
		Spelling: map[string]map[string]string{}, defaults: map[string]*language.Body{}, fixed: map[string]deal.Value{}, schedules: map[string]*Schedule{},
	}
	o := &opener{library: l, fsys: fsys, dir: dir, declared: map[string]*deal.Parameter{}}
	l.opener, l.begins, l.amends = o, o.readBeginning(), o.readAmending()
	o.read()
	o.checkHeads()
	problems := WithoutConsequences(slices.Clone(o.problems))
	problems.Sort()
	return l, problems
}

// Check looks at all of the library, and returns everything that is wrong with
// it, sorted by place: what Open told among it.
func (l *Library) Check() diag.List {
	o := l.opener.apart()
	o.checkAll()
	all := WithoutConsequences(slices.Concat(l.opener.problems, o.problems))
	all.Sort()
	return all
}

// opener reads one library.
type opener struct {
	library  *Library
	fsys     fs.FS
	dir      string
	declared map[string]*deal.Parameter
	defaults []defaulted // of the clause that is read
	problems diag.List
}

// read reads the folders of the library, on all processors, and enters what they
// say in the order of their names.
func (o *opener) read() {
	o.settings()
	for _, c := range together(o, o.folders("clauses"), (*opener).clause) {
		if c != nil {
			o.enter(c)
		}
	}
	o.nested()
	if c := o.library.Clauses[DefinitionsClause]; c != nil {
		list := together(o, o.others(c), (*opener).definition)
		o.library.Definitions = slices.DeleteFunc(list, func(d *Definition) bool { return d == nil })
	}
	o.enterTemplates(together(o, o.folders("templates"), (*opener).template))
}

// apart is an opener of the same library whose problems are its own.
func (o *opener) apart() *opener {
	return &opener{library: o.library, fsys: o.fsys, dir: o.dir, declared: o.declared}
}

// place is the position of a whole file.
func (o *opener) place(name string) diag.Position { return diag.Position{File: path.Join(o.dir, name)} }

// file reads a file of the library, or reports why it cannot be read.
func (o *opener) file(name string) (string, bool) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	data, err := ReadInto(*room, o.fsys, name)
	var failed *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		o.problems.Errorf(o.place(name), BadFile, "cannot be read: %s", diag.Reason(err)).WithHint("write the file, or take out what names it")
		return "", false
	case errors.As(err, &failed):
		o.problems.Errorf(o.place(name), BadFile, "cannot be read: %s", diag.Reason(err))
		return "", false
	case err != nil:
		o.problems.Errorf(o.place(name), BadFile, "%s", err)
		return "", false
	}
	*room = data
	text := plainLines(data)
	return text, o.validUTF8(name, text)
}

// plainLines is the text of a file without a byte order mark, its lines ended alike.
func plainLines(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
}

// folders lists the folders in dir by name; a missing dir is a problem.
func (o *opener) folders(dir string) []string {
	entries, err := fs.ReadDir(o.fsys, dir)
	if err != nil {
		o.problems.Errorf(o.place(dir), BadFile, "cannot be read: %s", diag.Reason(err)).
			WithHint("a library is a folder that holds clauses/ and templates/")
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}
