package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// fromText is an answer that was read from a draft.
type fromText struct {
	path, old, text string // the question, what the deal says, the words of the draft
	value           deal.Value
}

// question is the path of the question, for a cell too.
func (v fromText) question() string {
	path, _, _ := strings.Cut(v.path, "[")
	return path
}

// acceptValues writes the answers that were edited in the text into the deal
// file and returns the draft of it. An answer is taken only if a draft made from
// it says what the person wrote; what is not taken stays an edit.
func (a *app) acceptValues(name string, e *editing, kept *joined, opts draft.Options) (*joined, error) {
	old := kept
	list := a.readValues(kept)
	if len(list) == 0 {
		a.tellNoValue()
		return kept, nil
	}
	taken, refused := list, []error(nil)
	next, err := e.with(name, kept.made, list, opts)
	if err == nil {
		kept = next
	} else { // each by itself, again while one lets another in
		taken = nil
		for progress := true; progress; {
			progress, refused = false, nil
			list = slices.DeleteFunc(list, func(v fromText) bool {
				next, err := e.with(name, kept.made, []fromText{v}, opts)
				if err != nil {
					refused = append(refused, fmt.Errorf("%s stays %s in the deal: %s cannot be written there: %w", v.path, v.old, v.text, err))
					return false
				}
				kept, taken, progress = next, append(taken, v), true
				return true
			})
		}
	}
	kept.Linked = old.Linked // what was typed is read once
	for _, err := range refused {
		a.tellf("%s", err)
	}
	if len(taken) == 0 {
		a.tellNoValue()
		return kept, nil
	}
	return kept, a.writeValues(name, old.made, kept.made, taken)
}

func (a *app) tellNoValue() {
	a.tellf("--accept-values writes nothing: no value of the deal was edited so that it can be read and written there")
}

// writeValues writes the deal file and tells what is new in it.
func (a *app) writeValues(name string, old, made *madeDraft, taken []fromText) error {
	if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, old.Source) {
		return usagef("run it again", "%s was changed meanwhile", filepath.ToSlash(name))
	}
	if err := writeAll([]string{name}, []outputFile{{name, made.Source}}); err != nil {
		return err
	}
	told := diag.List{}
	for _, p := range made.Problems {
		if !old.Problems.Tells(p) {
			told = append(told, p)
		}
	}
	for _, v := range taken {
		a.tellf("%s: %s: %s → %s", filepath.ToSlash(name), v.path, v.old, choose.Shown(v.value))
	}
	return a.tellProblems(told, sources{oneFile(filepath.ToSlash(name), made.Source)})
}

// readValues are the answers that can be read from the words in their places.
// One that reads differently in two places is told, and not read.
func (a *app) readValues(kept *joined) []fromText {
	var list []fromText
	clashing := map[string]bool{}
	for _, c := range kept.over().Changes {
		for _, o := range c.Overwritten() {
			v, ok := readValue(kept.made, o)
			if !ok {
				continue
			}
			i := slices.IndexFunc(list, func(w fromText) bool { return w.path == v.path })
			switch {
			case i < 0:
				list = append(list, v)
			case list[i].value.Raw() != v.value.Raw() && !clashing[v.path]:
				clashing[v.path] = true
				a.tellf("%s stays %s in the deal: the draft says %s in one place and %s in another", v.path, v.old, list[i].text, v.text)
			}
		}
	}
	return slices.DeleteFunc(list, func(v fromText) bool { return clashing[v.path] })
}

// readValue reads an answer, or a cell of a table, from the words in the place
// of what was printed there. The old words must read as what the deal says: else
// they are worked out from it.
func readValue(made *madeDraft, o comparison.Overwritten) (fromText, bool) {
	p, ok := made.Library.Schema.Find(o.Path)
	old, answered := made.Choices.Value(o.Path)
	if !ok || !answered {
		return fromText{}, false
	}
	family, _ := made.Choices.Value(deal.StylePath)
	code, _ := made.Choices.Value(deal.CurrencyPath)
	style, currency := deal.StyleOf(wordOf(family)), wordOf(code)
	read := func(p *deal.Parameter, text string) (deal.Value, bool) {
		if answer, is := old.(deal.Text); is {
			text = unframed(text, o.Old, string(answer))
		}
		v, ok := style.Read(p, text)
		return deal.WithCurrency(v, currency), ok
	}
	holds := func(p *deal.Parameter, v deal.Value) bool {
		if _, open := v.(deal.Blank); open {
			return o.Old == document.OpenMark
		}
		was, ok := read(p, o.Old)
		return ok && deal.Same(was, deal.WithCurrency(v, currency))
	}
	found := fromText{path: o.Path, old: saysOf(made, o.Path)}
	if rows, ok := old.(deal.Table); ok {
		var cells int
		if found.path, found.old, p, cells = cellThat(holds, o.Path, p, rows); cells != 1 {
			return fromText{}, false
		}
	} else if !holds(p, old) {
		return fromText{}, false
	}
	for _, text := range o.New {
		if v, ok := read(p, text); ok {
			found.text, found.value = strings.TrimSpace(text), v
			return found, true
		}
	}
	return fromText{}, false
}

// unframed is a text without what a wording added to the answer that it printed
// before: an article, a capital letter, a full stop. Where that is gone it is
// the text as it stands.
func unframed(text, before, answer string) string {
	plain := func(s string) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
	}
	text, before = plain(text), plain(before)
	at := strings.Index(strings.ToLower(before), strings.ToLower(answer))
	if at < 0 || at+len(answer) > len(before) || !strings.EqualFold(before[at:at+len(answer)], answer) {
		return text
	}
	inner, begins := strings.CutPrefix(text, before[:at])
	inner, ends := strings.CutSuffix(inner, before[at+len(answer):])
	if !begins || !ends || inner == "" {
		return text
	}
	if first, size := utf8.DecodeRuneInString(inner); before[at] != answer[0] {
		return string(unicode.ToLower(first)) + inner[size:]
	}
	return inner
}

// cellThat finds the cell of a table that holds a value, what the deal says
// there, and its column; cells is how many there are.
func cellThat(holds func(*deal.Parameter, deal.Value) bool, path string, table *deal.Parameter, rows deal.Table) (cell, old string, column *deal.Parameter, cells int) {
	for i, row := range rows {
		for j := range table.Columns {
			c := &table.Columns[j]
			if v, ok := row[c.Path].(deal.Value); ok && holds(c, v) {
				cell, old, column = fmt.Sprintf("%s[%d].%s", path, i+1, c.Path), choose.Shown(v), c
				cells++
			}
		}
	}
	return cell, old, column, cells
}

// wordOf is the word of a choice, or a text.
func wordOf(v deal.Value) string {
	switch v := v.(type) {
	case deal.Chosen:
		return v.Word
	case deal.Text:
		return string(v)
	}
	return ""
}

// with is the draft of the deal with more answers, with the edits in it. The
// error says that the deal cannot hold them, or that its draft says something
// else than the person wrote.
func (e *editing) with(name string, made *madeDraft, list []fromText, opts draft.Options) (*joined, error) {
	next := &madeDraft{Source: made.Source, Library: made.Library}
	for _, v := range list {
		var err error
		if next.Source, err = deal.Set(next.Source, made.Library.Schema, v.path, v.value); err != nil {
			return nil, err
		}
	}
	next.Draft, next.Problems = draft.Make(made.Library, filepath.ToSlash(name), next.Source, opts)
	if e.strict {
		strict(next.Problems)
	}
	if p := next.Problems.FirstError(); p != nil {
		return nil, errors.New(p.Message)
	}
	kept, err := e.into(next)
	switch {
	case err != nil:
		return nil, err
	case len(kept.Conflicts) > 0:
		return nil, fmt.Errorf("it would stand against an edit in %s", placeName(kept.Conflicts[0].Place))
	case kept.Problems.HasErrors():
		return nil, errors.New(kept.Problems.FirstError().Message)
	}
	for _, c := range kept.over().Changes {
		for _, o := range c.Overwritten() {
			if slices.ContainsFunc(list, func(v fromText) bool { return v.question() == o.Path && o.Says(v.text) }) {
				return nil, fmt.Errorf("the draft would say %s", o.Old)
			}
		}
	}
	return kept, nil
}
