package draft_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// A thousand rows and a thousand entries of a list are drafted with work that
// grows as they do, and not with their square.
func TestManyRows(t *testing.T) {
	lib, problems := library.Open(os.DirFS("../lint/testdata/small"), "")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	memory := func(n int) (pieces, bytes uint64) {
		var rows, places []string
		for i := range n {
			rows = append(rows, fmt.Sprintf("{name: step %d, due: 2027-02-01, sum: %d}", i, i+1))
			places = append(places, fmt.Sprintf("place %d", i))
		}
		deal := []byte(fmt.Sprintf("template: nda\nparty: {holder: Acme, receiver: Bolt}\nsecrecy: {places: [%s]}\nfees: {amount: 5, steps: [%s]}\n", strings.Join(places, ", "), strings.Join(rows, ", ")))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		made, problems := draft.Make(lib, "deal.yaml", deal, draft.Options{})
		runtime.ReadMemStats(&after)
		if made.Document == nil {
			t.Fatal(problems)
		}
		return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
	}
	memory(1000) // what the library remembers of its texts
	few, fewBytes := memory(125)
	many, manyBytes := memory(1000)
	if many > 12*few || manyBytes > 12*fewBytes {
		t.Errorf("%d allocations, %d bytes for 1000 rows; %d, %d for 125", many, manyBytes, few, fewBytes)
	}
}

// Answers that a rule of the library would have to compare a million times are
// one error, at the rule and the answer, and not a hundred consequences.
func TestMillionComparisons(t *testing.T) {
	lib := openShipped(t)
	var triggers, stages []string
	for i := 1; i <= 1000; i++ {
		triggers = append(triggers, fmt.Sprintf("{id: T%d, name: Number %d, metric: units sold in class %d, threshold: %d, unit: units, direction: min, start: 2027-03-01, test_date: 2031-06-30, source: sales records, method: count of invoices, consequence: Stage}", i, i, i, i))
		stages = append(stages, fmt.Sprintf("{n: %d, name: stage %d, field: field %d, territory: [US], level: exclusive, expand_on: [T%d], expand_by: 2031-06-30, retract_on: [T%d]}", i, i, i, i, i))
	}
	deal := sample(t, "minimal.yaml") + "\ntriggers: {register: [" + strings.Join(triggers, ", ") + "]}\nstages: {table: [" + strings.Join(stages, ", ") + "]}\n"
	made, problems := draft.Make(lib, "deal.yaml", []byte(deal), draft.Options{Force: true})
	var errors []string
	for _, p := range problems {
		if strings.ToLower(p.Rule) == p.Rule && p.Severity == diag.Error {
			errors = append(errors, p.Error())
		}
	}
	if made.Document == nil && (len(errors) != 1 || !strings.Contains(errors[0], "out of bounds")) {
		t.Errorf("%d errors, the first: %v", len(errors), errors[:min(3, len(errors))])
	}
}
