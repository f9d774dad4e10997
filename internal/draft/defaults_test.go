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

// defaultsWrittenDown writes each default of a sample that was not tried before.
func defaultsWrittenDown(t *testing.T, lib *library.Library, name string, asked map[string]bool) {
	data := sample(t, name)
	made, problems := draft.Make(lib, "deal.yaml", []byte(data), draft.Options{})
	if made.Document == nil {
		t.Fatal(problems)
	}
	want, told := written(t, made.Document), verdict(problems)
	for i, q := range lib.Schema.Parameters {
		if testing.Short() && i%12 > 0 {
			continue
		}
		c := made.Choices.Find(q.Clause)
		v, _ := made.Choices.Value(q.Path)
		_, none := v.(deal.None)
		if _, answered := made.Deal.Answer(q.Path); answered || none || v == nil || c == nil || !c.Taken || asked[q.Path] {
			continue
		}
		asked[q.Path] = true
		with := made.Deal.Clone()
		with.Fill(q.Path, v)
		again, problems := draft.From(lib, with, draft.Options{})
		if again.Document == nil {
			t.Errorf("%s: %s: no draft: %v", q.Path, v.Raw(), problems)
			continue
		}
		if got := written(t, again.Document); got != want {
			t.Errorf("%s: %s: the draft is another: %s", q.Path, v.Raw(), firstDifference(want, got))
		}
		if got := verdict(problems); !slices.Equal(got, told) {
			t.Errorf("%s: %s: told %v, want %v", q.Path, v.Raw(), got, told)
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
