package edits_test

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/edits"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

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
