package issues

import (
	"cmp"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

// Settled is what was settled in a list that came back.
type Settled struct {
	rows map[string]settledRow
	at   diag.Position
}

// Refusing settles that the issues of some references are refused.
func Refusing(refs ...string) *Settled {
	s := &Settled{rows: map[string]settledRow{}}
	for _, ref := range refs {
		s.rows[ref] = settledRow{status: Refused}
	}
	return s
}

// settledRow is a row of a list.
type settledRow struct {
	status  Status
	owner   string
	section string
}

// statuses are the words for what was settled.
var statuses = map[string]Status{
	"": Open, "–": Open, "open": Open, "accepted": Accepted, "agreed": Accepted, "refused": Refused, "rejected": Refused,
}

var refText = lazy.Regexp(`^[0-9a-f]{6}(-[0-9]+)?$`)

// Read reads a list back from a document. Each row that cannot be read is told.
func Read(file string, doc *document.Document) (*Settled, diag.List) {
	s := &Settled{rows: map[string]settledRow{}, at: diag.Position{File: file}}
	var problems diag.List
	tables := tablesOf(doc)
	for _, t := range tables {
		for _, row := range t.Rows {
			s.row(t, row, &problems)
		}
	}
	if len(tables) == 0 {
		problems.Errorf(s.at, "no-issues", "there is no table with the columns %s and %s", sectionHead, statusHead).WithHint("name the list that issues-list wrote, .md or .docx")
	}
	return s, problems
}

// Lists reports whether a document is a list of issues.
func Lists(doc *document.Document) bool { return len(tablesOf(doc)) > 0 }

// tablesOf are the tables of a list of issues.
func tablesOf(doc *document.Document) []*document.Table {
	var list []*document.Table
	document.Walk(doc, func(node any) bool {
		if t, ok := node.(*document.Table); ok && columnOf(t, sectionHead) >= 0 && columnOf(t, statusHead) >= 0 {
			list = append(list, t)
		}
		return true
	})
	return list
}

// columnOf is the column under a head; -1 if there is none.
func columnOf(t *document.Table, head string) int {
	return slices.IndexFunc(t.Head, func(c document.Cell) bool { return cellText(c) == head })
}

func cellText(c document.Cell) string {
	return strings.Join(strings.Fields(document.PlainText(c)), " ")
}

// row reads a row of the list.
func (s *Settled) row(t *document.Table, row document.Row, problems *diag.List) {
	cell := func(head string) string {
		if i := columnOf(t, head); i >= 0 && i < len(row.Cells) {
			return cellText(row.Cells[i])
		}
		return ""
	}
	section := cell(sectionHead)
	ref := section[strings.LastIndex(section, " ")+1:]
	if section = strings.TrimSpace(strings.TrimSuffix(section, ref)); !refText.MatchString(ref) {
		problems.Errorf(s.at, "no-reference", "the row of %q ends in no reference, but in %q", section, ref).WithHint("put it back, or take the row out: it is open then")
		return
	}
	if _, twice := s.rows[ref]; twice {
		problems.Errorf(s.at, "duplicate-row", "issue %s (%s) is there twice", ref, section).WithHint("keep one of the two rows")
		return
	}
	word := strings.ToLower(strings.TrimRight(cell(statusHead), ". "))
	status, known := statuses[word]
	if !known {
		p := problems.Errorf(s.at, "unknown-status", "issue %s (%s): %q is no status", ref, section, word)
		if near := diag.Nearest(word, []string{string(Accepted), string(Refused), string(Open), "agreed", "rejected"}); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("write accepted, refused or open; what else there is to say fits under %s", ownerHead)
		}
	}
	s.rows[ref] = settledRow{status, strings.Trim(cell(ownerHead), "–"), section}
}

// Status is what was settled of an issue, by its reference.
func (s *Settled) Status(ref string) Status { return cmp.Or(s.rows[ref].status, Open) }

// Refused reports which of some changes were refused.
func (s *Settled) Refused(changes []comparison.Change) func(comparison.Change) bool {
	refused := map[string]bool{}
	for i, ref := range Refs(changes) {
		refused[changes[i].Key] = s.rows[ref].status == Refused
	}
	return func(c comparison.Change) bool { return refused[c.Key] }
}

// Strange are the problems that a list settles what is in none of the files: it is a list
// of something else.
func (s *Settled) Strange(files []Edited) diag.List {
	there := map[string]bool{}
	for _, f := range files {
		for _, ref := range Refs(f.Changes) {
			there[ref] = true
		}
	}
	var problems diag.List
	for ref, row := range s.rows {
		if !there[ref] && row.status == Refused {
			problems.Errorf(s.at, "unknown-issue", "nobody wrote what issue %s (%s) refuses", ref, row.section).
				WithHint("name the file in which it stands with --theirs; or make the list anew with issues-list")
		}
	}
	problems.Sort()
	return problems
}

// Unlisted are the issues of some files that the list has no row for, each by its
// reference and Section.
func (s *Settled) Unlisted(files []Edited) (list []string) {
	for _, f := range files {
		for i, ref := range Refs(f.Changes) {
			name := ref + " (" + f.Changes[i].Section + ")"
			if _, there := s.rows[ref]; !there && !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

// Count counts the issues in some files by what was settled about them. One that the
// list does not have is open.
func (s *Settled) Count(files []Edited) map[Status]int {
	seen, count := map[string]bool{}, map[Status]int{}
	for _, f := range files {
		for _, ref := range Refs(f.Changes) {
			if !seen[ref] {
				seen[ref] = true
				count[s.Status(ref)]++
			}
		}
	}
	return count
}
