package edits_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/edits"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// A check drafts, merges and reads whole agreements: a few are enough at a time.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = flag.Set("rapid.checks", "8")
	}
	os.Exit(m.Run())
}

var shipped = sync.OnceValue(func() *library.Library {
	lib, _ := library.Open(os.DirFS("../.."), "")
	return lib
})

func options() document.Options {
	return document.Options{Terms: shipped().Terms(), Names: shipped().Names}
}

// changes are answers of minimal that a deal changes.
var changes = [][2]string{
	{"upfront: 250000", "upfront: 300000"},
	{"capture_period: 3y", "capture_period: 2y"},
	{"level: exclusive", "level: sole"},
	{"plus 2 percentage points", "plus 3 percentage points"},
	{"definitions:", "anti_shelving: {enabled: false}\ndefinitions:"},
	{"definitions:", "variants: {grant-back: licensee, indemnity: licensor}\ndefinitions:"},
	{"field_exclusions: [medical optics]", "field_exclusions: [medical optics, military optics]"},
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// written is the Markdown of minimal with answers changed.
func written(t failer, list ...[2]string) string {
	t.Helper()
	return sampleText(t, "minimal.yaml", list...)
}

// sampleText is the Markdown of a sample with answers changed.
func sampleText(t failer, name string, list ...[2]string) string {
	t.Helper()
	text, err := os.ReadFile("../../samples/" + name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	deal := string(text)
	for _, c := range list {
		deal = strings.Replace(deal, c[0], c[1], 1)
	}
	made, problems := draft.Make(shipped(), name, []byte(deal), draft.Options{})
	if problems.HasErrors() {
		t.Fatalf("%v", problems[0])
	}
	return markdownOf(t, made.Document)
}

func markdownOf(t failer, doc *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatalf("%v", err)
	}
	return b.String()
}

func read(t failer, text string) *document.Document {
	t.Helper()
	doc, problems := markdown.Parse([]byte(text), nil)
	if problems.HasErrors() {
		t.Fatalf("%v", problems[0])
	}
	return doc
}

// keep is what becomes of an edited draft.
func keep(t failer, base, own, newer string, take ...string) *edits.Outcome {
	t.Helper()
	taken, err := edits.ParseTake(take)
	if err != nil {
		t.Fatalf("%v", err)
	}
	out, err := edits.Keep(read(t, base), read(t, newer), []edits.Edited{{Name: "own", Document: read(t, own)}}, taken, options())
	if err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

// TestKeep: an edit and a change of the deal both stand.
func TestKeep(t *testing.T) {
	base, newer := written(t), written(t, changes[0])
	own := strings.Replace(base, "within 30 days after it finds the error", "within 45 days after it finds the error", 1)
	got := markdownOf(t, keep(t, base, own, newer).Document)
	want := strings.Replace(newer, "within 30 days after it finds the error", "within 45 days after it finds the error", 1)
	if got != want {
		t.Errorf("the outcome is not the new draft with the edit: %d and %d bytes", len(got), len(want))
	}
}

// TestLaws: whatever is edited and whatever the deal changes, nothing that a
// person wrote is lost, an edit of nothing gives the new draft, a change of
// nothing the edited one, and what was merged once stays as it is.
func TestLaws(t *testing.T) {
	made := sync.OnceValue(func() map[[2]string]string { // each draft once
		list := map[[2]string]string{}
		for _, c := range changes {
			list[c] = written(t, c)
		}
		return list
	})
	base := written(t)
	lines := strings.Split(base, "\n")
	var prose []int // lines that a person would write into
	for i, line := range lines {
		if len(line) > 80 && !strings.HasPrefix(line, "<!--") && !strings.HasPrefix(line, "|") && i > 200 && !strings.Contains(line, "](#") {
			prose = append(prose, i)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		edited := slices.Clone(lines)
		var words []string
		for n, i := range rapid.SliceOfNDistinct(rapid.SampledFrom(prose), 1, 6, rapid.ID).Draw(rt, "edited") {
			word := fmt.Sprintf("edit%dx", n)
			words = append(words, word)
			at := strings.LastIndexByte(edited[i][:rapid.IntRange(20, 70).Draw(rt, "at")], ' ')
			if at < 0 {
				at = len(edited[i])
			}
			edited[i] = edited[i][:at] + " " + word + edited[i][at:]
		}
		own := strings.Join(edited, "\n")
		change := rapid.SampledFrom(changes).Draw(rt, "change")
		newer := made()[change]

		out := keep(rt, base, own, newer)
		var told strings.Builder
		for _, c := range out.Conflicts {
			told.WriteString(c.Mine + "\n")
		}
		if out.Document != nil {
			told.WriteString(markdownOf(rt, out.Document))
		}
		for _, word := range words {
			if !strings.Contains(told.String(), word) {
				rt.Fatalf("%s is lost when %s becomes %s", word, change[0], change[1])
			}
		}
		if mine := keep(rt, base, own, newer, "mine"); mine.Document != nil {
			once := markdownOf(rt, mine.Document)
			twice := keep(rt, newer, once, newer)
			if twice.Document == nil || markdownOf(rt, twice.Document) != once {
				rt.Fatalf("merged twice is not merged once")
			}
		}
		if same := keep(rt, base, base, newer); markdownOf(rt, same.Document) != newer {
			rt.Fatalf("no edit does not give the new draft when %s becomes %s", change[0], change[1])
		}
		if same := keep(rt, base, own, base); markdownOf(rt, same.Document) != markdownOf(rt, read(rt, own)) {
			rt.Fatalf("no change does not give the edited draft")
		}
	})
}

// TestTake: who wins where both want the same words.
func TestTake(t *testing.T) {
	base, newer := written(t), written(t, changes[0])
	own := strings.ReplaceAll(base, "$250,000", "$275,000")
	if out := keep(t, base, own, newer); out.Document != nil || len(out.Conflicts) != 2 {
		t.Errorf("%d conflicts, want 2: the key term and the fee", len(out.Conflicts))
	}
	for take, want := range map[string]string{"mine": "$275,000", "deal": "$300,000"} {
		if got := markdownOf(t, keep(t, base, own, newer, take).Document); strings.Count(got, want) != 2 {
			t.Errorf("--take %s: %s stands %d times", take, want, strings.Count(got, want))
		}
	}
	for _, wrong := range []string{"yours", "mine=", "mine=a,,b"} {
		if _, err := edits.ParseTake([]string{wrong}); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
	if _, err := edits.ParseTake([]string{"mine=a", "deal=a"}); err == nil {
		t.Error("both win in a")
	}
}

// TestEditedTerm: a definition that a person renames stays, although nothing
// uses the new name.
func TestEditedTerm(t *testing.T) {
	base, newer := written(t), written(t, changes[0])
	own := strings.Replace(base, "**“Books and Records”**", "**“Books and Ledgers”**", 1)
	if got := markdownOf(t, keep(t, base, own, newer).Document); !strings.Contains(got, "**“Books and Ledgers”** means the books, accounts") {
		t.Error("the definition is lost")
	}
}
