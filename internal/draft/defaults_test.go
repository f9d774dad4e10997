package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// TestDefaultsWrittenDown: an answer that says what holds without it changes
// neither the draft nor what is told of it, for every question of the clauses
// that are in the draft.
func TestDefaultsWrittenDown(t *testing.T) {
	lib := openShipped(t)
	asked := map[string]bool{} // what was tried in a draft before
	for _, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		t.Run(name, func(t *testing.T) { defaultsWrittenDown(t, lib, name, asked) })
	}
	if len(asked) == 0 {
		t.Error("no default was tried")
	}
}

// defaultsWrittenDown writes each default of a sample that was not tried before:
// a few at a time, and one by one where that makes a difference.
func defaultsWrittenDown(t *testing.T, lib *library.Library, name string, asked map[string]bool) {
	made, problems := draft.Make(lib, "deal.yaml", []byte(sample(t, name)), draft.Options{})
	if made.Document == nil {
		t.Fatal(problems)
	}
	want, told := written(t, made.Document), verdict(problems)
	difference := func(paths ...string) string {
		with := made.Deal.Clone()
		for _, path := range paths {
			v, _ := made.Choices.Value(path)
			with.Fill(path, v)
		}
		again, problems := draft.From(lib, with, draft.Options{})
		if again.Document == nil {
			return fmt.Sprintf("no draft: %v", problems)
		}
		if got := written(t, again.Document); got != want {
			return "the draft is another: " + firstDifference(want, got)
		}
		if got := verdict(problems); !slices.Equal(got, told) {
			return fmt.Sprintf("told %v, want %v", got, told)
		}
		return ""
	}
	var paths []string
	for _, q := range lib.Schema.Parameters {
		c := made.Choices.Find(q.Clause)
		v, _ := made.Choices.Value(q.Path)
		_, none := v.(deal.None)
		if _, answered := made.Deal.Answer(q.Path); !answered && !none && v != nil && c != nil && c.Taken && !asked[q.Path] {
			asked[q.Path] = true
			paths = append(paths, q.Path)
		}
	}
	few := 8
	if testing.Short() {
		few = 40
	}
	for group := range slices.Chunk(paths, few) {
		found := difference(group...)
		if found == "" {
			continue
		}
		t.Errorf("%s: %s", strings.Join(group, ", "), found)
		for _, path := range group {
			if found := difference(path); found != "" {
				t.Errorf("%s: %s", path, found)
			}
		}
	}
}

// verdict is what is told of a deal, without the places.
func verdict(problems diag.List) []string {
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprint(p.Severity, " ", p.Rule, " ", strings.TrimSpace(p.Message)))
	}
	slices.Sort(list)
	return list
}
