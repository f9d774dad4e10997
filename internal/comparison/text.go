package comparison

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"clausewright/internal/document"
)

// Text writes the report for a terminal: deleted words between [- and -],
// inserted words between {+ and +}, in colour too if color is set.
func (r *Report) Text(w io.Writer, color bool) error {
	p := &printer{}
	p.line(0, "From %s to %s", r.Old, r.New)
	if r.Empty() {
		p.line(0, "Nothing differs.")
	}
	p.terms(r.Terms)
	p.clauses(r.Clauses)
	p.changes(r.Changes)
	if r.Shifted > 0 || len(r.Changes) > 0 {
		p.b.WriteByte('\n')
	}
	if r.Shifted > 0 {
		p.line(0, "%s only shifted.", count(r.Shifted, "number or reference", "numbers and references"))
	}
	if len(r.Changes) > 0 {
		p.line(0, "%s", r.Totals)
	}
	text := p.b.String()
	if color {
		text = painted(text)
	}
	_, err := io.WriteString(w, text)
	return err
}

// String is the totals in one line.
func (t Totals) String() string {
	return fmt.Sprintf("%s: %s inserted, %s deleted.", count(t.Changes, "change", "changes"), count(t.Inserted, "word", "words"), count(t.Deleted, "word", "words"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

type printer struct{ b strings.Builder }

func (p *printer) line(depth int, format string, args ...any) {
	fmt.Fprintf(&p.b, "%s%s\n", strings.Repeat("  ", depth), strings.TrimRight(fmt.Sprintf(format, args...), " "))
}

func (p *printer) heading(text string) { fmt.Fprintf(&p.b, "\n%s\n", strings.ToUpper(text)) }

func (p *printer) terms(list []Term) {
	if len(list) == 0 {
		return
	}
	p.heading("Terms")
	for _, t := range list {
		p.line(1, "%s", t)
		p.line(2, "%s", t.reach())
	}
}

// String is a term that changed in one line.
func (t Term) String() string {
	return fmt.Sprintf("%s: %s → %s", t.Path, orNone(t.Old), orNone(t.New))
}

func orNone(answer string) string {
	if answer == "" {
		return "not answered"
	}
	return answer
}

// reach is where a term shows.
func (t Term) reach() string {
	if len(t.Reaches) == 0 {
		return "reaches nothing"
	}
	return strings.Join(t.Reaches, "; ")
}

func (p *printer) clauses(list []Clause) {
	if len(list) == 0 {
		return
	}
	p.heading("Clauses")
	for _, c := range list {
		p.line(1, "%s", c)
		for _, why := range c.Why {
			p.line(2, "%s", why)
		}
	}
}

// String is what became of a clause in one line.
func (c Clause) String() string {
	switch c.What {
	case "in":
		return fmt.Sprintf("in: %s (%s)", c.ID, c.Title)
	case "out":
		return fmt.Sprintf("out: %s (%s)", c.ID, c.Title)
	}
	return fmt.Sprintf("reworded: %s (%s), %s → %s", c.ID, c.Title, c.Old, c.New)
}

func (p *printer) changes(list []Change) {
	if len(list) == 0 {
		return
	}
	p.heading("Text")
	section := ""
	for _, c := range list {
		if c.Section != section {
			section = c.Section
			p.line(1, "%s", section)
		}
		p.line(2, "%s %s", c.Key, c.because())
		p.line(3, "%s", c.Excerpt())
	}
}

// because is why a passage changed, in one line.
func (c Change) because() string {
	if because := c.Because(); because != "" {
		return c.What + ", because of " + because
	}
	return c.What
}

// causeText is a cause in words.
func causeText(c document.Cause) string {
	switch c.Kind {
	case document.AnswerCause:
		return fmt.Sprintf("%s: %s → %s", c.Path, orNone(c.Old), orNone(c.New))
	case document.ClauseCause:
		what := "comes in"
		if c.New == "" {
			what = "is left out"
		}
		return fmt.Sprintf("clause %s, which %s", c.Clause, what)
	case document.VariantCause:
		return fmt.Sprintf("the variant of %s: %s → %s", c.Clause, c.Old, c.New)
	case document.EditCause:
		return "an edit"
	case document.EditionCause:
		return strings.TrimSpace("another edition of the library " + inBrackets(c.Clause))
	case document.ProgramCause:
		return fmt.Sprintf("another version of clausewright: %s → %s", c.Old, c.New)
	}
	return c.String()
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return "(" + text + ")"
}

func struck(text string) string { return "[-" + text + "-]" }
func added(text string) string  { return "{+" + text + "+}" }

// marks are passages that are deleted or inserted.
var marks = regexp.MustCompile(`\[-.*?-\]|\{\+.*?\+\}`)

// painted is a report in colour. No text of a draft brings a colour of its own.
func painted(report string) string {
	return marks.ReplaceAllStringFunc(strings.ReplaceAll(report, "\x1b", `\x1b`), func(mark string) string {
		if mark[0] == '[' {
			return "\x1b[31;9m" + mark + "\x1b[0m"
		}
		return "\x1b[32;4m" + mark + "\x1b[0m"
	})
}

// around is how many words of what stays are shown beside a change.
const around = 8

// Excerpt is the passage with deleted words between [- and -], inserted words
// between {+ and +}, and of what stays a few words.
func (c Change) Excerpt() string {
	switch {
	case c.passage != nil:
		return excerpt(c.passage)
	case c.What == "renamed":
		return struck(c.Old) + " " + added(c.New)
	case c.What == "moved":
		return shorten(c.New)
	case c.New != "":
		return added(shorten(c.New))
	case c.Old != "":
		return struck(shorten(c.Old))
	}
	return ""
}

// shorten cuts a long passage that stands or goes as a whole.
func shorten(text string) string {
	const most = 60
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:most], " ") + " …"
}

// excerpt is a passage with marks, what is far from any of them left out.
func excerpt(passage []document.Inline) string {
	var runs []piece
	for _, p := range piecesOf(passage) {
		if n := len(runs); n > 0 && runs[n-1].mark == p.mark {
			runs[n-1].text += p.text
		} else if p.text != "" {
			runs = append(runs, p)
		}
	}
	var b strings.Builder
	for i, r := range runs {
		switch {
		case r.mark == document.Kept:
			b.WriteString(Near(r.text, i > 0, i+1 < len(runs)))
		case r.mark == document.Deleted || r.mark == document.MovedAway:
			b.WriteString(edged(r.text, struck))
		default:
			b.WriteString(edged(r.text, added))
		}
	}
	return strings.TrimSpace(b.String())
}

// edged marks a text inside the spaces at its ends.
func edged(text string, mark func(string) string) string {
	words := strings.TrimSpace(text)
	if words == "" {
		return text
	}
	lead := text[:strings.Index(text, words)]
	return lead + mark(words) + text[len(lead)+len(words):]
}

// Near keeps the words of a text beside a change before it or after it.
func Near(text string, before, after bool) string {
	words := strings.Fields(text)
	if len(words) <= 2*around {
		return text
	}
	head, tail := "", ""
	if before {
		head = leading(text) + strings.Join(words[:around], " ") + " "
	}
	if after {
		tail = " " + strings.Join(words[len(words)-around:], " ") + trailing(text)
	}
	return head + "…" + tail
}

func leading(text string) string  { return text[:len(text)-len(strings.TrimLeft(text, " \u00a0"))] }
func trailing(text string) string { return text[len(strings.TrimRight(text, " \u00a0")):] }
