// Package impact tells what a change of a library does: which clauses and
// templates differ, and which deals draft differently because of it.
package impact

import (
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Side is one of the two libraries that are compared.
type Side struct {
	Name     string // how reports call it: "HEAD~1"
	Dir      string // the prefix of its files' names in problems
	Library  *library.Library
	Problems diag.List // found when it was opened
}

// Deal is a deal file.
type Deal struct {
	File string
	Data []byte
}

// Impact is what changes from one library to another. Its lists are in order
// of id, deals in the order given.
type Impact struct {
	Base      string               `json:"base"`
	Head      string               `json:"head"`
	Faulty    []string             `json:"faulty"` // folders that could not be compared because of faults in them
	Clauses   []library.Entry      `json:"clauses"`
	Templates []library.Entry      `json:"templates"`
	Settings  []library.Difference `json:"settings"`
	Undrafted []string             `json:"undrafted"` // names of the sides whose faults kept the deals from being drafted
	Deals     []DealImpact         `json:"deals"`     // all deals given; none if a side is undrafted
}

// Empty reports whether nothing differs.
func (m *Impact) Empty() bool {
	return len(m.Clauses)+len(m.Templates)+len(m.Settings)+len(m.Faulty) == 0 &&
		!slices.ContainsFunc(m.Deals, func(d DealImpact) bool { return d.Outcome.differs() })
}

// Compare compares two libraries and what the deals come to with each. Folders
// of clauses and templates with an error are left out, and with an error in
// either library no deal is drafted.
func Compare(base, head Side, deals []Deal) *Impact {
	c := library.Compare(base.Library, head.Library)
	m := &Impact{
		Base: base.Name, Head: head.Name, Faulty: faulty(base, head), Clauses: c.Clauses, Templates: c.Templates, Settings: c.Settings,
		Undrafted: []string{}, Deals: []DealImpact{},
	}
	inFault := func(dir string) func(library.Entry) bool {
		return func(e library.Entry) bool { return slices.Contains(m.Faulty, dir+e.ID) }
	}
	m.Clauses = slices.DeleteFunc(m.Clauses, inFault("clauses/"))
	m.Templates = slices.DeleteFunc(m.Templates, inFault("templates/"))
	for _, side := range []Side{base, head} {
		if side.Problems.HasErrors() {
			m.Undrafted = append(m.Undrafted, side.Name)
		}
	}
	if len(m.Undrafted) > 0 {
		return m
	}
	for _, d := range deals {
		m.Deals = append(m.Deals, compareDrafts(d, base, head))
	}
	return m
}

// faulty lists the folders, such as "clauses/parties", with an error in them
// in either library.
func faulty(sides ...Side) []string {
	folders := []string{}
	for _, side := range sides {
		for _, p := range side.Problems {
			if p.Severity != diag.Error {
				continue
			}
			name := strings.TrimPrefix(strings.TrimPrefix(p.Pos.File, side.Dir), "/")
			if parts := strings.SplitN(name, "/", 3); len(parts) == 3 {
				folders = append(folders, parts[0]+"/"+parts[1])
			}
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}
