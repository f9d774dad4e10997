package edits_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/edits"
)

// change does a few things to a text, at random: words come, go and are
// replaced, paragraphs, items, rows, definitions and Sections come, paragraphs,
// items and rows go, a heading is renamed. The words that come begin with name.
func change(t *rapid.T, text, name string) string {
	lines := strings.Split(text, "\n")
	n := 0
	fresh := func() string {
		n++
		return fmt.Sprintf("%s%d", name, n)
	}
	kinds := map[string]func(line string) bool{
		"words":       func(line string) bool { return prose(line) || item(line) || row(line) || defines(line) },
		"paragraphs":  prose,
		"items":       item,
		"rows":        row,
		"definitions": defines,
		"headings":    func(line string) bool { return strings.HasPrefix(line, "### ") },
	}
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		what := rapid.SampledFrom([]string{"word in", "word in", "word out", "word replaced", "paragraph in", "paragraph out", "section in", "item in", "item out", "row in", "row out", "definition in", "heading"}).Draw(t, "what")
		kind := map[string]string{
			"paragraph":  "paragraphs",
			"section":    "paragraphs",
			"item":       "items",
			"row":        "rows",
			"definition": "definitions",
			"heading":    "headings",
		}[strings.Fields(what)[0]]
		if kind == "" {
			kind = "words"
		}
		var at []int
		for i, line := range lines {
			if kinds[kind](line) {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			continue
		}
		i := rapid.SampledFrom(at).Draw(t, "at")
		word := func(put func(words []string, k int) []string) {
			words := strings.Split(lines[i], " ")
			if spots := plainWords(words); len(spots) > 0 {
				lines[i] = strings.Join(put(words, rapid.SampledFrom(spots).Draw(t, "word")), " ")
			}
		}
		switch what {
		case "word in":
			word(func(words []string, k int) []string { return slices.Insert(words, k, fresh()) })
		case "word out":
			word(func(words []string, k int) []string { return slices.Delete(words, k, k+1) })
		case "word replaced":
			word(func(words []string, k int) []string { words[k] = fresh(); return words })
		case "paragraph in":
			lines = slices.Insert(lines, i+1, "", "They shall "+fresh()+" it and "+fresh()+" it.")
		case "section in":
			lines = slices.Insert(lines, i+1, "", "### "+fresh()+" matters", "", "They shall "+fresh()+" it.")
		case "item in":
			lines = slices.Insert(lines, i, "- (a) the "+fresh()+" of it;")
		case "row in":
			lines = slices.Insert(lines, i+1, "| "+fresh()+" | "+fresh()+" |")
		case "definition in":
			lines = slices.Insert(lines, i+1, "", "<!-- definition: -->", "**“"+strings.ToUpper(name[:1])+fresh()+"”** means a "+fresh()+".")
		case "paragraph out", "item out", "row out":
			if len(at) > 1 {
				lines = slices.Delete(lines, i, i+1)
			}
		case "heading":
			number, rest, _ := strings.Cut(strings.TrimPrefix(lines[i], "### "), " ")
			_, anchor, _ := strings.Cut(rest, "<a ")
			if anchor != "" {
				lines[i] = "### " + number + " " + fresh() + " <a " + anchor
			}
		}
	}
	return strings.Join(lines, "\n")
}

func prose(line string) bool {
	return len(line) > 40 && !strings.ContainsAny(line[:1], "<|#-*“") && !strings.HasSuffix(line, ":")
}
func item(line string) bool { return strings.HasPrefix(line, "- (") }
func row(line string) bool {
	return strings.HasPrefix(line, "| ") && !strings.Contains(line, "---") && strings.Count(line, "|") == 3 && !strings.Contains(line, "Sum")
}
func defines(line string) bool { return strings.HasPrefix(line, "**“") }

// plainWords are the words of a line beside which a person types.
func plainWords(words []string) []int {
	var list []int
	for i, w := range words {
		if i > 1 && w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
			list = append(list, i)
		}
	}
	return list
}

// normal is a text as the program writes it.
func normal(t failer, text string) string {
	t.Helper()
	doc := read(t, text)
	places := document.PlacesOf(doc)
	document.Unfinish(doc)
	document.Resolve(doc, document.Options{Edited: true})
	document.Reprint(doc, places)
	return markdownOf(t, doc)
}

// added are the words of a kind in a text.
func added(text, name string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return !(r >= 'a' && r <= 'z') && !(r >= '0' && r <= '9') }), func(w string) bool {
		digits, is := strings.CutPrefix(w, name)
		return !is || digits == "" || strings.Trim(digits, "0123456789") != ""
	})
}

// conflicts are the texts of conflicts, those of mine first unless they are
// swapped.
func conflicts(out *edits.Outcome, swapped bool) []string {
	var list []string
	for _, c := range out.Conflicts {
		texts := []string{c.Base, c.Mine, c.Theirs}
		if swapped {
			texts = []string{c.Base, c.Theirs, c.Mine}
		}
		list = append(list, strings.Join(texts, " | "))
	}
	slices.Sort(list)
	return list
}

// TestLaws: whatever is edited and whatever the deal changes, an edit of nothing
// gives the new draft, a change of nothing the edited one, what was merged once
// stays as it is, swapping the two swaps the conflicts, and nothing is lost.
// With -rapid.checks 20000 it tries that often.
func TestLaws(t *testing.T) {
	base := normal(t, licence(t))
	rapid.Check(t, func(t *rapid.T) {
		own := change(t, base, "own")
		newer := normal(t, change(t, base, "new"))

		if got := markdownOf(t, keptIn(t, base, base, newer).Document); got != newer {
			t.Fatalf("no edit does not give the new draft:\n%s\n----\n%s", got, newer)
		}
		if got, want := markdownOf(t, keptIn(t, base, own, base).Document), normal(t, own); got != want {
			t.Fatalf("no change does not give the edited draft:\n%s\n----\n%s", got, want)
		}
		both := keptIn(t, base, own, newer)
		if one, other := conflicts(both, false), conflicts(keptIn(t, base, newer, own), true); !slices.Equal(one, other) {
			t.Fatalf("swapping the two gives\n%s\ninstead of\n%s", strings.Join(other, "\n"), strings.Join(one, "\n"))
		}
		for take, wins := range map[string]string{"mine": own, "deal": newer} {
			name := map[string]string{"mine": "own", "deal": "new"}[take]
			once := markdownOf(t, keptIn(t, base, own, newer, take).Document)
			for _, word := range added(wins, name) {
				if !slices.Contains(added(once, name), word) {
					t.Fatalf("%s is lost with --take %s:\n%s", word, take, once)
				}
			}
			if twice := markdownOf(t, keptIn(t, newer, once, newer).Document); twice != once {
				t.Fatalf("merged twice is not merged once:\n%s\n----\n%s", twice, once)
			}
		}
		told := fmt.Sprint(conflicts(both, false))
		for name, text := range map[string]string{"own": own, "new": newer} {
			kept := map[string]string{"own": "mine", "new": "deal"}[name]
			other := map[string]string{"own": "deal", "new": "mine"}[name]
			there := append(added(markdownOf(t, keptIn(t, base, own, newer, other).Document), name), added(told, name)...)
			for _, word := range added(text, name) {
				if !slices.Contains(there, word) {
					t.Fatalf("%s is neither in a conflict nor in the draft that takes %s in them (not %s)", word, other, kept)
				}
			}
		}
	})
}
