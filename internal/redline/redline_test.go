package redline_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"clausewright/internal/redline"
)

// marked writes spans as [-deleted-]{+inserted+}.
func marked(spans []redline.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch s.Mark {
		case redline.Deleted:
			b.WriteString("[-" + s.Text + "-]")
		case redline.Inserted:
			b.WriteString("{+" + s.Text + "+}")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	tests := []struct{ name, older, newer, want string }{
		{"the same", "Licensor may comment.", "Licensor may comment.", "Licensor may comment."},
		{"a number", "within 30 days after receipt", "within 45 days after receipt", "within [-30-]{+45+} days after receipt"},
		{"a duty", "Licensee may pay.", "Licensee shall pay.", "Licensee [-may-]{+shall+} pay."},
		{"a negation", "Licensee shall pay.", "Licensee shall not pay.", "Licensee shall {+not +}pay."},
		{"whole words only", "the licence", "the licensee", "the [-licence-]{+licensee+}"},
		{"hyphens and possessives are part of a word", "a non-exclusive right", "an exclusive right", "[-a non-exclusive-]{+an exclusive+} right"},
		{"a sentence more", "One ends. Three ends.", "One ends. Two ends. Three ends.", "One ends. {+Two ends. +}Three ends."},
		{"a sentence less", "One ends. Two ends. Three ends.", "One ends. Three ends.", "One ends. [-Two ends. -]Three ends."},
		{"a last sentence more", "One ends.", "One ends. Two ends.", "One ends.{+ Two ends.+}"},
		{"an action is one word", "for {{.sunset.extension}} or more", "for {{.sunset.date}} or more", "for [-{{.sunset.extension}}-]{+{{.sunset.date}}+} or more"},
		{"a reference is one word", "ends as [](#exclusivity-sunset) states", "ends as [](#after-sunset) states", "ends as [-[](#exclusivity-sunset)-]{+[](#after-sunset)+} states"},
		{"an island of one word is drawn in", "the first written report of the Auditor", "a second oral report by an Expert",
			"[-the first written report of the Auditor-]{+a second oral report by an Expert+}"},
		{"a word that decides the meaning is not", "the first party shall promptly pay", "a second company shall slowly repay",
			"[-the first party-]{+a second company+} shall [-promptly pay-]{+slowly repay+}"},
		{"an exception is not drawn in", "the first company except any second company", "one small business except this large firm",
			"[-the first company-]{+one small business+} except [-any second company-]{+this large firm+}"},
		{"a comma and words after it", "on the Effective Date as the price", "on the Effective Date, but not before receipt of an invoice, as the price", "on the Effective Date{+, but not before receipt of an invoice,+} as the price"},
		{"two sentences in two places are one", "after a notice. The period is long.", "after a notice that names the period. No audit takes place twice. The period is long.",
			"after a notice{+ that names the period. No audit takes place twice+}. The period is long."},
		{"half of a sentence is left", "Licensee shall pay the fee and may audit all books of Licensor", "Licensee shall owe one royalty and may read all records of Licensor",
			"Licensee shall [-pay the fee-]{+owe one royalty+} and may [-audit-]{+read+} all [-books-]{+records+} of Licensor"},
		{"nothing of a long sentence is left", "Licensor may end this Agreement by notice at any time before the Sunset Date",
			"Each of the parties keeps what it has paid or received by way of Royalty under this Agreement",
			"[-Licensor may end this Agreement by notice at any time before the Sunset Date-]{+Each of the parties keeps what it has paid or received by way of Royalty under this Agreement+}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := marked(redline.Words(redline.Cut(test.older), redline.Cut(test.newer))); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestAtoms: what is compared by its key reads as in the new text.
func TestAtoms(t *testing.T) {
	reference := func(text string) redline.Paragraph {
		return append(redline.Cut("see "), redline.Word{Text: text, Key: "#grant-back"})
	}
	got := redline.Words(reference("Section 4.2"), reference("Section 4.3"))
	if marked(got) != "see Section 4.3" {
		t.Errorf("%q", marked(got))
	}
}

func TestTexts(t *testing.T) {
	older := "## Heading\n\nThe first paragraph stays as it is.\n\nThe second has 30 days.\n\nThe third goes away altogether.\n"
	newer := "## Heading\n\nAn added one stands here.\n\nThe first paragraph stays as it is.\n\nThe second has 45 days.\n"
	var got []string
	for _, p := range redline.Texts(older, newer) {
		line := " "
		if p.Changed() {
			line = "*"
		}
		got = append(got, line+marked(p.Spans))
	}
	want := []string{" ## Heading", "*{+An added one stands here.+}", " The first paragraph stays as it is.", "*The second has [-30-]{+45+} days.", "*[-The third goes away altogether.-]"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestAlike: of two paragraphs in one place, that which has half its words in
// common with the old one is its new state.
func TestAlike(t *testing.T) {
	older := "Licensee pays the fee within thirty days after each quarter ends."
	newer := "Nobody else has any right under this paper whatever it may say.\nLicensee pays the royalty within ninety days after the year closes."
	pairs := redline.Texts(older, newer)
	if len(pairs) != 2 || pairs[0].Old != -1 || pairs[1].Old != 0 || pairs[1].New != 1 {
		t.Errorf("%+v", pairs)
	}
}

// TestHeadings: a short paragraph in place of another is its new state.
func TestHeadings(t *testing.T) {
	pairs := redline.Texts("## Term\nIt lasts.", "## Duration\nIt lasts.")
	if len(pairs) != 2 || marked(pairs[0].Spans) != "## [-Term-]{+Duration+}" {
		t.Errorf("%+v", pairs)
	}
	pairs = redline.Texts("First it was so.\n## Cure", "Then all became quite different.\n## Cure of a missing capability")
	if len(pairs) != 3 || marked(pairs[2].Spans) != "## Cure{+ of a missing capability+}" {
		t.Errorf("%+v", pairs)
	}
}

var texts = rapid.StringOf(rapid.SampledFrom([]rune("aaab 30.,;-{}'\n é—")))

// TestRoundTrip: taking every change gives the new text, refusing every change
// the old one, and each paragraph is in one pair.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		older, newer := redline.Split(texts.Draw(t, "older")), redline.Split(texts.Draw(t, "newer"))
		var refused, taken []string
		for _, p := range redline.Compare(older, newer) {
			was, is := "", ""
			for _, s := range p.Spans {
				if s.Mark != redline.Inserted {
					was += s.Text
				}
				if s.Mark != redline.Deleted {
					is += s.Text
				}
				if s.Text == "" {
					t.Error("an empty span")
				}
			}
			if p.Old >= 0 {
				refused = append(refused, was)
			}
			if p.New >= 0 {
				taken = append(taken, is)
			}
		}
		if joined(older) != strings.Join(refused, "\n") || joined(newer) != strings.Join(taken, "\n") {
			t.Errorf("refused %q\ntaken %q", refused, taken)
		}
	})
}

// TestSelf: a text does not differ from itself.
func TestSelf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		for _, p := range redline.Texts(text, text) {
			if p.Changed() || p.Old != p.New {
				t.Errorf("%+v", p)
			}
		}
	})
}

func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if got := redline.Cut(text).Text(); got != text {
			t.Errorf("%q, want %q", got, text)
		}
	})
}

func joined(list []redline.Paragraph) string {
	var lines []string
	for _, p := range list {
		lines = append(lines, p.Text())
	}
	return strings.Join(lines, "\n")
}

// TestLong: two long texts without anything in common are compared in bounded
// time and space.
func TestLong(t *testing.T) {
	start := time.Now()
	older, newer := strings.Repeat("one two three four five\n", 10_000), strings.Repeat("six seven eight nine ten\n", 10_000)
	redline.Texts(older, newer)
	redline.Texts(strings.ReplaceAll(older, "\n", " "), strings.ReplaceAll(newer, "\n", " "))
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
}

// TestReadable: of two forms of one agreement, few places are marked, and few of
// them with a word or two between them. A shortest list of changes would have
// more of either.
func TestReadable(t *testing.T) {
	side := func(name string) []redline.Paragraph {
		text, err := os.ReadFile("testdata/readable." + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		return redline.Split(string(text))
	}
	older, newer := side("old"), side("new")
	pairs := redline.Compare(older, newer)
	groups, islands := readability(pairs)
	shortest := 0
	for _, p := range pairs {
		if p.Old >= 0 && p.New >= 0 {
			shortest += len(redline.Changes(older[p.Old], newer[p.New]))
		} else {
			shortest++
		}
	}
	const most, between = 86, 7
	if groups > most || islands > between {
		t.Errorf("%d places with %d islands, at most %d with %d expected; a shortest list has %d", groups, islands, most, between, shortest)
	}
}

// readability counts the places that are marked in each paragraph, and those of
// the unchanged stretches between two of them that have two words at most.
func readability(pairs []redline.Pair) (groups, islands int) {
	for _, p := range pairs {
		marks, last := 0, redline.Same
		for i, s := range p.Spans {
			if s.Mark != redline.Same && last == redline.Same {
				marks++
			}
			if s.Mark == redline.Same && marks > 0 && i+1 < len(p.Spans) && redline.Cut(s.Text).Words() <= 2 {
				islands++
			}
			last = s.Mark
		}
		groups += marks
	}
	return groups, islands
}
