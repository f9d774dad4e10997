// Package lint looks for every fault of a library that can be found without a
// deal.
package lint

import (
	"io/fs"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Library opens the library in fsys, whose files problems call by their name
// prefixed with dir, and returns it with everything that is wrong with it,
// sorted by place: what opening it reports, and what only a look at the whole
// finds.
func Library(fsys fs.FS, dir string) (*library.Library, diag.List) {
	lib, problems := library.Open(fsys, dir)
	problems.Sort()
	return lib, problems
}
