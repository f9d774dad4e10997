package main

import (
	"runtime"
	"testing"

	"clausewright/internal/cases"
)

// TestCases runs the cases of the library that the program ships, each by
// itself, and wants every branch of the library shown by one. "clausewright
// test" does more.
func TestCases(t *testing.T) {
	lib, problems := openShipped()
	for _, p := range problems {
		t.Errorf("%v", p)
	}
	report := cases.Run(lib, shipped{}, "", cases.Options{Alone: true, Workers: runtime.NumCPU()})
	for _, r := range report.Results {
		for _, p := range r.Problems {
			t.Errorf("%v\n%s", p, r.Diff)
		}
	}
	for _, p := range report.Problems {
		t.Errorf("%v", p)
	}
	for _, p := range report.Missing {
		t.Errorf("%s: no case shows that %s", p.Pos, p.Text)
	}
	if len(report.Results) < len(lib.Clauses) || report.Branches < 5000 {
		t.Errorf("%d cases, %d branches: something is not looked at", len(report.Results), report.Branches)
	}
}
