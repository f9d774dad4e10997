package issues_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/issues"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/render/docx"
)

var shipped = sync.OnceValue(func() *library.Library {
	lib, _ := library.Open(os.DirFS("../.."), "")
	return lib
})

var minimal = sync.OnceValue(func() *draft.Draft {
	text, _ := os.ReadFile("../../samples/minimal.yaml")
	made, _ := draft.Make(shipped(), "minimal.yaml", text, draft.Options{})
	return made
})

// parsed is the draft as a person has it, with pieces of its text changed.
func parsed(t testing.TB, replacements ...string) *document.Document {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, minimal().Document); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(text, replacements[i]) {
			t.Fatalf("%q is not in the draft", replacements[i])
		}
		text = strings.Replace(text, replacements[i], replacements[i+1], 1)
	}
	doc, problems := markdown.Parse([]byte(text), nil)
	if problems.HasErrors() {
		t.Fatal(problems.FirstError())
	}
	return doc
}

func compared(t testing.TB, replacements ...string) *comparison.Report {
	t.Helper()
	return comparison.Compare(comparison.Side{Document: parsed(t)}, comparison.Side{Document: parsed(t, replacements...)})
}

// written are four changes: words, words, a paragraph that is new and one that is gone.
var written = []string{
	"Any other result is not", "Any other result, however close, is not",
	"even if this Agreement ends early.", "ever.\n\nThe Upfront Fee is paid in cash.",
	"Licensee shall not sell or supply Licensed Products into the Reserved Territory, so far as Applicable Law allows this prohibition.\n", "",
}

func listOf(t testing.TB, r *comparison.Report) *issues.List {
	t.Helper()
	made := issues.Made{Name: "minimal", Draft: minimal(), Library: shipped(), Side: deal.Licensor, Owner: func(clause string) string { return "owner of " + clause }}
	return issues.Of(made, []issues.Edited{{Name: "returned.md", Changes: r.Changes}})
}

// readBack is a document as each of the two formats in which a list comes back has it.
func readBack(t testing.TB, doc *document.Document) map[string]*document.Document {
	t.Helper()
	var text, word bytes.Buffer
	if err := markdown.Write(&text, doc); err != nil {
		t.Fatal(err)
	}
	parsed, problems := markdown.Parse(text.Bytes(), nil)
	if problems.HasErrors() {
		t.Fatal(problems.FirstError())
	}
	if err := docx.Render(&word, doc, docx.Options{}); err != nil {
		t.Fatal(err)
	}
	read, err := docx.Read(word.Bytes(), docx.Accepted)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*document.Document{"md": parsed, "docx": read.Document}
}

// counted is what was settled of some changes.
func counted(settled *issues.Settled, r *comparison.Report) string {
	count := settled.Count([]issues.Edited{{Changes: r.Changes}})
	return fmt.Sprintf("%d accepted, %d refused, %d open", count[issues.Accepted], count[issues.Refused], count[issues.Open])
}

// A list that was settled says the same when it is read back, from Markdown and from
// Word, with the advice and without; and what it refuses is taken back.
func TestReadBack(t *testing.T) {
	r := compared(t, written...)
	l := listOf(t, r)
	if len(l.Issues) != 4 {
		t.Fatalf("%d issues", len(l.Issues))
	}
	for i, is := range l.Issues {
		is.Status = []issues.Status{issues.Refused, issues.Accepted, issues.Open, issues.Refused}[i]
		if is.Owner != "owner of "+is.Clause {
			t.Errorf("%s is owned by %q", is.Section, is.Owner)
		}
	}
	for _, toSend := range []bool{false, true} {
		for format, doc := range readBack(t, l.Document(toSend)) {
			settled, problems := issues.Read("list."+format, doc)
			if len(problems) > 0 {
				t.Fatalf("%s: %v", format, problems.FirstError())
			}
			if got := counted(settled, r); got != "1 accepted, 2 refused, 1 open" {
				t.Errorf("%s: %s", format, got)
			}
			again := listOf(t, r)
			again.Keep(settled)
			for i, is := range again.Issues {
				if is.Status != l.Issues[i].Status || is.Owner != l.Issues[i].Owner {
					t.Errorf("%s: %s is %s of %q, want %s of %q", format, is.Section, is.Status, is.Owner, l.Issues[i].Status, l.Issues[i].Owner)
				}
			}
			own := compared(t, written...)
			left, err := own.Settled(settled.Refused(own.Changes))
			if err != nil {
				t.Fatal(err)
			}
			now := comparison.Compare(comparison.Side{Document: parsed(t)}, comparison.Side{Document: left})
			var refs []string
			for i, is := range l.Issues {
				if is.Status != issues.Refused {
					refs = append(refs, issues.Refs(r.Changes)[i])
				}
			}
			if got := issues.Refs(now.Changes); strings.Join(got, " ") != strings.Join(refs, " ") {
				t.Errorf("%s: left are %v, want %v", format, got, refs)
			}
		}
	}
}

// The reference of an issue is that of its words, wherever it stands: another change
// before it, or the same one a second time, leaves it as it is.
func TestRefs(t *testing.T) {
	one := issues.Refs(compared(t, written[:2]...).Changes)
	more := issues.Refs(compared(t, written...).Changes)
	if len(one) != 1 || !strings.Contains(strings.Join(more, " "), one[0]) {
		t.Errorf("%v is not among %v", one, more)
	}
	c := compared(t, written[:2]...).Changes[0]
	if twice := issues.Refs([]comparison.Change{c, c}); twice[0] != one[0] || twice[1] != one[0]+"-2" {
		t.Errorf("twice: %v", twice)
	}
}

// What two files have is one issue that names both.
func TestFrom(t *testing.T) {
	made := issues.Made{Name: "minimal", Draft: minimal(), Library: shipped()}
	l := issues.Of(made, []issues.Edited{{Name: "a.md", Changes: compared(t, written[:2]...).Changes}, {Name: "b.docx", Changes: compared(t, written...).Changes}})
	var from []string
	for _, is := range l.Issues {
		from = append(from, strings.Join(is.From, "+"))
	}
	if got := strings.Join(from, " "); got != "a.md+b.docx b.docx b.docx b.docx" {
		t.Error(got)
	}
}

// What a person writes under Status: the words for it, in any case; anything else is
// told, with the row.
func TestStatuses(t *testing.T) {
	for _, test := range []struct{ word, want string }{
		{"accepted", "1 accepted, 0 refused, 0 open"},
		{"Accepted.", "1 accepted, 0 refused, 0 open"},
		{"AGREED", "1 accepted, 0 refused, 0 open"},
		{"refused", "0 accepted, 1 refused, 0 open"},
		{"Rejected", "0 accepted, 1 refused, 0 open"},
		{"open", "0 accepted, 0 refused, 1 open"},
		{"", "0 accepted, 0 refused, 1 open"},
		{"–", "0 accepted, 0 refused, 1 open"},
		{"acepted", `issue REF (Section 11.1 Improvements): "acepted" is no status, did you mean "accepted"?`},
		{"let us talk", `issue REF (Section 11.1 Improvements): "let us talk" is no status, write accepted, refused or open; what else there is to say fits under Owner`},
	} {
		r := compared(t, written[:2]...)
		l := listOf(t, r)
		l.Issues[0].Status = issues.Status(test.word)
		settled, problems := issues.Read("list.md", l.Document(false))
		got := ""
		for _, p := range problems {
			got = strings.Replace(p.Message, l.Issues[0].Ref, "REF", 1) + ", " + p.Hint
		}
		if got == "" {
			got = counted(settled, r)
		}
		if got != test.want {
			t.Errorf("%q: %s", test.word, got)
		}
	}
}
