package draft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausewright/internal/choose"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// idle are the answers of a changed sample that nothing uses, with what makes
// them idle.
func idle(t *testing.T, replace ...string) (list []string) {
	t.Helper()
	_, problems := changed(t, replace...)
	for _, p := range problems {
		if p.Rule == "unused-answer" {
			list = append(list, p.Error())
			if p.Pos.Line < 2 || p.Hint == "" {
				t.Errorf("without a place or a hint: %v", p)
			}
			for _, r := range p.Related {
				list = append(list, r.Pos.String()+": "+r.Text)
			}
		}
	}
	return list
}

// An answer that nothing in the draft uses is told at its place, with what
// makes it idle; an answer that something uses is not.
func TestUnusedAnswers(t *testing.T) {
	const sunset = "sunset: {date: 2032-02-29, type: hard"
	for _, test := range []struct {
		name     string
		from, to string
		want     []string
	}{
		{"nothing is idle", sunset, sunset, nil},
		{"another answer decides", sunset, sunset + ", extension: 2y", []string{
			"deal.yaml:24:51: warning: sunset.extension: nothing in the draft uses this answer: sunset.type is hard (line 24) [unused-answer]",
			"deal.yaml:24:34: sunset.type is answered here"}},
		{"the same answer where it is used", sunset, "sunset: {date: 2032-02-29, type: extendable, extension: 2y", nil},
		{"several for one reason are told once", "law: {governing: New York}", "law: {governing: New York}\nescrow: {enabled: false, agent: Iron, release: [insolvency]}", []string{
			`deal.yaml:35:33: warning: escrow.agent: nothing in the draft uses this answer: clause "escrow" is not in it (escrow.enabled is false (line 35)) [unused-answer]`,
			"deal.yaml:35:19: escrow.enabled is answered here",
			"deal.yaml:35:48: nor escrow.release"}},
		{"a default that is written down", sunset, sunset + ", max_extensions: 1", nil},
		{"no answer", sunset, sunset + ", extension: null", nil},
		{"the clause is left out", "law: {governing: New York}", "law: {governing: New York}\nmarking: {mode: physical}\nclauses: {omit: [marking]}", []string{
			`deal.yaml:35:17: warning: marking.mode: nothing in the draft uses this answer: clause "marking" is not in it (clauses.omit is marking (line 36)) [unused-answer]`,
			"deal.yaml:36:18: clauses.omit is answered here"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := idle(t, test.from, test.to)
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// No answer of a sample is idle.
func TestSamplesUseTheirAnswers(t *testing.T) {
	files, _ := filepath.Glob("../../samples/*.yaml")
	if len(files) == 0 {
		t.Fatal("no samples")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		made, _ := draft.Make(openShipped(t), file, data, draft.Options{})
		for _, u := range made.Choices.Unused {
			t.Errorf("%s: %s: %s", u.Pos, u.Path, u.Why())
		}
	}
}

// TestUnusedChangeNothing: without the answers that nothing uses, one of them
// or all, the draft is the same, word for word, and no rule fires that did not
// fire before.
func TestUnusedChangeNothing(t *testing.T) {
	lib := openShipped(t)
	found := 0
	for i, d := range randoms(t) {
		if d.made.Document == nil || len(d.made.Choices.Unused) == 0 {
			continue
		}
		found++
		unused := d.made.Choices.Unused
		if i%2 > 0 {
			one := i % len(unused)
			unused = unused[one : one+1]
		}
		same(t, lib, d, unused)
	}
	if found == 0 {
		t.Error("no answer of any deal was idle")
	}
}

func same(t *testing.T, lib *library.Library, d randomDeal, unused []choose.Unused) {
	before := d.YAML()
	var paths []string
	for _, u := range unused {
		if u.Why() == "" {
			t.Fatalf("%s is idle for no reason", u.Path)
		}
		paths = append(paths, u.Path)
	}
	without, problems := draft.Make(lib, "random.yaml", []byte(d.Without(paths...)), draft.Options{Force: true})
	if without.Document == nil {
		t.Fatalf("without %v: %v\n%s", unused, problems, before)
	}
	var was, is strings.Builder
	if markdown.Write(&was, d.made.Document) != nil || markdown.Write(&is, without.Document) != nil {
		t.Fatal("a draft cannot be written")
	}
	if was.String() != is.String() {
		t.Fatalf("without %v the draft is another: %s\n%s", unused, firstDifference(was.String(), is.String()), before)
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(a, b string) string {
	of, other := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range of {
		if i >= len(other) || of[i] != other[i] {
			return of[i] + "\n" + other[min(i, len(other)-1)]
		}
	}
	return "the second is longer"
}
