package main

import (
	"cmp"
	"fmt"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/edits"
	"clausewright/internal/merge"
	"clausewright/internal/redline"
)

// tellEdits tells what became of the edits. It is an error while one of them and
// the deal cannot both stand.
func (a *app) tellEdits(kept *joined, take edits.Take, flags draftFlags) error {
	for _, id := range kept.Unmet(take) {
		a.tellf("--take decides nothing in %s: nothing stands against anything there", id)
	}
	if n := len(kept.Conflicts); n > 0 {
		return a.nothing("%s open; --take %s or --take %s settles all, --take mine=NAME,… some", diag.Plural(n, "conflict"), edits.Mine, kept.Conflicts[0].Second())
	}
	for _, l := range kept.Linked {
		a.tellf("%s: \"%s\" is a reference to %q from now on, whatever its number", cmp.Or(l.Section, "the draft"), l.Typed, l.To)
	}
	for _, p := range kept.Problems {
		hint := ""
		if p.Hint != "" {
			hint = "hint: " + p.Hint
		}
		a.tellAbout(hint, "in an edit: %s", p.Message)
	}
	if kept.Problems.HasErrors() {
		return a.nothing("mend the edits that the new draft cannot hold, or drop them with --discard-edits")
	}
	a.tellf("edits are kept: %s", kept.over().Totals)
	for _, c := range kept.over().Changes {
		for _, v := range c.Overwritten() {
			a.tellAbout(c.Excerpt(), "%s: the deal says %s, the draft says otherwise in %s:", v.Path, saysOf(kept.made, v.Path), c.Section)
		}
	}
	for _, c := range kept.Reviews {
		a.tellAbout(changesOf(c), "please read %s: %s changed the same sentence", placeName(c.Place), bothSides(c))
	}
	if n := len(kept.Reviews); n > 0 && flags.strict {
		return a.nothing("%s to read; --reviewed says that all were read, --take mine=NAME or --take deal=NAME decides for one side", diag.Plural(n, "sentence"))
	}
	for _, p := range kept.Deleted {
		a.tellAbout(comparison.Shorten(p.Text), "stays deleted, %s:", placeName(p))
	}
	return nil
}

// bothSides names the two sides that met in a sentence.
func bothSides(c edits.Conflict) string {
	if c.Between[1] == edits.TheDeal {
		return "an edit and the deal"
	}
	return c.Between[0] + " and " + c.Between[1]
}

// changesOf is what is to be read, with what both sides changed in it.
func changesOf(c edits.Conflict) string {
	var lines []string
	for _, p := range redline.Texts(c.Base, c.Text) {
		lines = append(lines, comparison.Marked(comparison.Revisions(p.Spans)))
	}
	return cmp.Or(strings.Join(lines, " "), c.Text)
}

// saysOf is what a deal comes to for a question, as a deal file would hold it.
func saysOf(m *madeDraft, path string) string {
	v, ok := m.Choices.Value(path)
	if !ok || v.Raw() == "" {
		return "nothing"
	}
	return choose.Shown(v)
}

// tellConflicts tells where two sides cannot both stand, with the three texts
// and with the answer that changed.
func (a *app) tellConflicts(list []edits.Conflict, out disk, name string, made *madeDraft) {
	reasons := a.because(list, out, name, made)
	for i, c := range list {
		a.tellConflict(c, reasons[i])
	}
}

// because is, for each conflict, why the deal wants other words than it did; empty where
// nobody knows.
func (a *app) because(list []edits.Conflict, out disk, name string, made *madeDraft) []string {
	reasons := make([]string, len(list))
	if len(list) == 0 {
		return reasons
	}
	before, err := a.lastWritten(out, name)
	if err != nil || before.Draft == nil {
		return reasons
	}
	changes := comparison.Compare(*before, comparison.Side{Document: made.Document, Draft: made.Draft, Library: made.Library}).Changes
	for i, c := range list {
		for _, change := range changes {
			if why := change.Because(); why != "" && c.Between[1] == edits.TheDeal && change.In(c.Heading, c.Theirs) {
				reasons[i] = why
				break
			}
		}
	}
	return reasons
}

// placeName is how a person finds a place, and how --take names it.
func placeName(p merge.Place) string {
	return fmt.Sprintf("%s (%s)", cmp.Or(strings.TrimSpace(p.Label+" "+p.Heading), "the draft"), p.Name)
}
