package deviation

import (
	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Sheet is where a deal leaves a house position.
type Sheet struct {
	Deal       string       `json:"deal"` // how it is called
	Title      string       `json:"title"`
	Date       string       `json:"date"` // of the draft, YYYY-MM-DD; may be empty
	Side       deal.Party   `json:"side"` // whose position it is
	Departures []*Departure `json:"departures"`
	Open       []Open       `json:"open"`    // answers that are still open and cannot be judged
	Ladders    []Ladder     `json:"ladders"` // of the clauses from which the deal departs
	Within     int          `json:"within"`  // positions that the deal keeps
	Problems   diag.List    `json:"problems"`

	style *deal.Style
	doc   string // style pack of the draft
}

// Departure is one thing in which a deal leaves the house position.
type Departure struct {
	Name      string        `json:"departure"` // as a deal approves it: "royalty.tiers", "variants.grant-back"
	Clause    string        `json:"clause,omitempty"`
	Title     string        `json:"title"` // what it is about: a question, a clause
	Section   string        `json:"section,omitempty"`
	House     string        `json:"house"`
	Deal      []string      `json:"deal"`
	Gained    []string      `json:"gained"` // by the other side
	Approvals []Approval    `json:"approvals"`
	Entry     string        `json:"entry"` // of the deal file, by which it is approved
	Pos       diag.Position `json:"-"`

	paths []string // of the questions and columns that it is about
	sum   bool     // the answer is within the position, and beyond a sum
}

// Open is an answer that is still open.
type Open struct {
	Path  string `json:"path"`
	Ask   string `json:"ask"`
	House string `json:"house"`
}
