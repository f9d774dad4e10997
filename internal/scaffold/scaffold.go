// Package scaffold makes the first files of a clause, and of a library, of
// one's own.
package scaffold

import (
	"fmt"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// File is a file to be written: its path with slashes, and its text.
type File struct {
	Name string
	Text []byte
}

// NewClause makes the files of a new clause, named from the library's folder: its
// data with one question, its wording, and a case that tests it. The date, as
// year-month-day, is that of its first edition. The error says why the library
// cannot have a clause of that id.
func NewClause(lib *library.Library, id, date string) ([]File, error) {
	group := strings.ReplaceAll(id, "-", "_")
	switch {
	case !deal.ValidID(id):
		return nil, fmt.Errorf("a clause is "+deal.NamedSo+", such as exit-support; not %q", id)
	case id[0] <= '9':
		return nil, fmt.Errorf("the questions of a new clause are in a group after its name, which begins with a letter; not %q", id)
	case lib.Clauses[id] != nil:
		return nil, fmt.Errorf("the library has a clause %q already", id)
	case deal.Reserved(group) || lib.Schema.HasGroup(group):
		return nil, fmt.Errorf("other clauses of the library ask questions in the group %q: choose another id", group)
	}
	title := strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")
	fill := strings.NewReplacer("ID", id, "GROUP", group, "TITLE", title, "DATE", date)
	var files []File
	for _, f := range newClause {
		files = append(files, File{"clauses/" + id + "/" + f.name, []byte(fill.Replace(f.text))})
	}
	return files, nil
}

// newClause are the files of a new clause: a working provision, to be replaced
// word by word.
var newClause = []struct{ name, text string }{
	{"clause.yaml", `title: TITLE
summary: A party gives notice before it takes a step that the other party should know of.
parameters:
  GROUP.notice:
    kind: duration
    typical: 10 Business Days to 60 days
    default: 30d
    ask: How long before a step under this clause takes effect must the other party know of it?
variants:
  balanced: {gives: Both parties give the same notice.}
notes: >-
  Notice gives the other party time to prepare, and evidence that it knew. The party that acts wants it short, the other wants it long.
edition: {number: 1, changes: [{date: DATE, what: First edition, why: The clause is new}]}
`},
	{"balanced.md", `## TITLE

A party that intends to take a step under this [](#ID) shall give the other party notice of the step at least {{.GROUP.notice}} before it takes effect. The notice states the step, the reason for it and the day on which it takes effect.

A step is not effective against the other party until that period has ended.
`},
	{"cases/wording.yaml", `A longer notice than the default:
  GROUP: {notice: 60d}
`},
	{"cases/wording.md", `<!-- case: A longer notice than the default -->
### TITLE {#ID}
A party that intends to take a step under this [](#ID) shall give the other party notice of the step at least 60 days before it takes effect. The notice states the step, the reason for it and the day on which it takes effect.
A step is not effective against the other party until that period has ended.
`},
}

// LibraryFiles are the files that stand beside clauses/ and templates/ in a
// library of one's own.
func LibraryFiles(version string) []File {
	return []File{
		{"README.md", []byte(strings.ReplaceAll(libraryReadme, "VERSION", version))},
		{".gitignore", []byte("/drafts/\n")},
	}
}

const libraryReadme = `# Clause library

The clauses and templates from which clausewright drafts agreements. ` + "`clauses/README.md`" + ` tells how a clause is written.

    clausewright new --library . -o deal.yaml       # a deal that asks this library's questions
    clausewright draft deal.yaml --library .        # the draft, in drafts/
    clausewright lint --library .                   # what is wrong with the library
    clausewright test --library .                   # its cases, and what no case has printed yet
    clausewright new clause exit-support --library .

## Taking over later improvements

Keep the library in git, and what clausewright ships on a branch of its own. Once, in this folder:

    git init -b main
    git add -A
    git commit -m "Library as shipped with clausewright VERSION"
    git branch vendor

Your changes go to main. With a newer clausewright, see what is new, put it on the branch and merge it:

    clausewright impact vendor shipped
    git worktree add ../vendor vendor
    git -C ../vendor rm -rq .
    clausewright new library ../vendor
    git -C ../vendor add -A
    git -C ../vendor commit -m "Library as shipped with a newer clausewright"
    git worktree remove --force ../vendor
    git merge vendor

Git stops at each clause that both you and clausewright have changed. Then run lint and test, and read what has become of your drafts:
clausewright impact HEAD~1 --deals 'deals/*.yaml'
`
