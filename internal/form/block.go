package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// block is one group of a deal file being written: a tree of keys whose leaves
// are questions, or one question that stands by itself.
type block struct {
	*dealWriter
	group    string
	begin    *newDeal // of a deal that holds the group
	several  bool     // several clauses ask the questions of the group
	optional bool     // the group is switched off
	root     node
}

// node is a key of a group with its question, or with the keys below it.
type node struct {
	key      string
	question string // the lines that ask, at indent 0
	under    []*node
}

// clause adds the questions of one clause.
func (b *block) clause(c *library.Clause) {
	title := ""
	if b.several {
		title = "-- " + c.Title + " --"
		if b.begin.choices.Has(c.ID) == condition.No {
			title = "-- Optional: " + c.Title + ". " + c.Summary + " --"
		}
	}
	for _, q := range b.asked[c.ID] {
		if topGroup(q.Path) != b.group || !b.shows(q) {
			continue
		}
		b.add(q, title)
		title = ""
	}
}

// shows reports whether the extent of the deal has the question.
func (b *block) shows(q *deal.Parameter) bool {
	_, answered := b.begin.answers[q.Path]
	return answered || b.extent == Full
}

// add puts a question at its place in the tree.
func (b *block) add(q *deal.Parameter, title string) {
	at := &b.root
	for _, key := range strings.Split(q.Path, ".")[1:] {
		at = at.child(key)
	}
	text := ""
	if title != "" {
		text = comment(title)
	}
	at.question += text + b.ask(q)
}

func (n *node) child(key string) *node {
	for _, c := range n.under {
		if c.key == key {
			return c
		}
	}
	c := &node{key: key}
	n.under = append(n.under, c)
	return c
}

// text is the group with everything below it; "" if it asks nothing.
func (b *block) text() string {
	if len(b.root.under) == 0 && b.root.question == "" {
		return ""
	}
	b.root.key = b.group
	return strings.Join(b.root.lines(), "\n") + "\n"
}

func (n *node) lines() []string {
	if n.question != "" {
		return strings.Split(strings.TrimSuffix(n.question, "\n"), "\n")
	}
	lines := []string{n.key + ":"}
	for _, c := range n.under {
		for _, line := range c.lines() {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}

// ask writes a question and its answer. The answer is switched off unless one
// is needed.
func (b *block) ask(q *deal.Parameter) string {
	_, key := deal.CutLast(q.Path)
	b.kinds[q.Kind] = true
	for i := range q.Columns {
		b.kinds[q.Columns[i].Kind] = true
	}
	answer := b.answer(q, key)
	if _, needed := b.begin.answers[q.Path]; !needed {
		answer = switchedOff(answer)
	}
	if b.extent != Full {
		return comment(b.briefly(q)) + answer
	}
	text := comment(q.Ask) + comment(b.says(q))
	for _, c := range q.Choices {
		if c.Label != "" {
			text += comment("- " + c.Word + ": " + c.Label)
		}
	}
	return text + answer
}

// briefly is a question with the words that may answer it, or what is typical; of a minimal
// deal the words alone.
func (b *block) briefly(q *deal.Parameter) string {
	text := q.Ask
	switch words := choiceWords(q); {
	case words != "" && (q.Kind == deal.KindChoice || q.Closed):
		return text + " " + document.Capitalised(words) + "."
	case b.extent == Minimal || b.begin.prefilled[q.Path] || q.Typical == "" || b.typical[q.Typical]:
		return text
	}
	b.typical[q.Typical] = true
	return text + " Typical: " + q.Typical + "."
}

// says tells in one line what an answer may be.
func (b *block) says(q *deal.Parameter) string {
	parts := []string{kindOf(q)}
	if words := choiceWords(q); words != "" {
		parts = append(parts, words)
	}
	if q.Typical != "" {
		parts = append(parts, "typical: "+q.Typical)
	}
	return strings.Join(append(parts, b.otherwise(q)), "; ")
}

// kindOf names the kind of an answer, its unit, and the bounds that the question
// states for it.
func kindOf(q *deal.Parameter) string {
	kind := q.Kind.String()
	if q.OrText {
		kind += " or a text"
	}
	if q.Unit != "" {
		kind += " (" + q.Unit + ")"
	}
	if q.Min != "" || q.Max != "" {
		kind += ", " + q.Range()
	}
	return kind
}

// choiceWords lists the allowed words.
func choiceWords(q *deal.Parameter) string {
	words := q.Words()
	switch {
	case len(words) == 0:
		return ""
	case q.Kind == deal.KindChoice:
		return "one of: " + strings.Join(words, ", ")
	case q.Closed && q.Other:
		return "any of: " + strings.Join(words, ", ") + "; or in your own words, {other: …}"
	case q.Closed:
		return "any of: " + strings.Join(words, ", ")
	}
	return "or one of these words: " + strings.Join(words, ", ")
}

// otherwise tells what holds without an answer, and whether it can stay open.
func (b *block) otherwise(q *deal.Parameter) string {
	body := b.lib.Default(q.Path)
	_, needed := b.begin.answers[q.Path]
	text := ""
	switch {
	case body != nil && !(needed && b.begin.restsOnNothing(body)):
		text = "the default is worked out"
		if paths := pathsIn(body); len(paths) > 0 {
			text += " from " + strings.Join(paths, ", ")
		}
	case q.Default != "" && body == nil:
		text = "the default is shown"
		if needed {
			text = "default: " + q.Default
		}
	case q.Optional && !needed:
		text = "may be left out"
	default:
		text = "needs an answer"
	}
	if !q.MayStayOpen() {
		return text
	}
	return text + ", or TBD"
}

// answer writes the key with its answer: the one that the deal gives, else the
// default, else what one could say.
func (b *block) answer(q *deal.Parameter, key string) string {
	v, answered := b.begin.answers[q.Path]
	if !answered {
		if known, ok := b.begin.Value(q.Path); ok {
			v = known
		}
	}
	switch v.(type) {
	case nil, deal.None:
		v = q.Provisional()
	}
	mark := ""
	if b.begin.prefilled[q.Path] {
		mark = "  " + deal.Prefilled
	}
	if _, open := v.(deal.Blank); open && q.Kind == deal.KindTable {
		return key + ":\n" + b.row(q)
	}
	if items, ok := v.(deal.List); ok && utf8.RuneCountInString(v.Raw()) > 3*width/2 {
		text := key + ":" + mark + "\n"
		for _, item := range items {
			text += "  - " + item.Raw() + "\n"
		}
		return text
	}
	return key + ": " + v.Raw() + mark + "\n"
}

// row writes the first row of a table, with each column explained. Columns
// that may be left out are switched off.
func (b *block) row(q *deal.Parameter) string {
	var needed, rest, optional []string
	for i := range q.Columns {
		c := &q.Columns[i]
		line := fmt.Sprintf("%s: %s  # %s", c.Path, columnAnswer(c).Raw(), columnSays(c))
		if c.Optional || c.Default != "" {
			rest, optional = append(rest, line), append(optional, c.Path)
			continue
		}
		needed = append(needed, line)
	}
	if len(needed) == 0 {
		needed, rest = rest[:1], rest[1:]
	}
	more := ""
	if b.extent != Full {
		if len(rest) > 0 && b.extent == Usual {
			more = "    # and, where it is known: " + strings.Join(optional, ", ") + "\n"
		}
		rest = nil
	}
	text := ""
	for i, line := range needed {
		if i == 0 {
			text += "  - " + line + "\n"
			continue
		}
		text += "    " + line + "\n"
	}
	for _, line := range rest {
		text += "    #" + line + "\n"
	}
	return text + more
}

// columnAnswer is what a first row says in a column.
func columnAnswer(c *deal.Parameter) deal.Value {
	if c.Fixed() {
		if v, err := deal.ReadText(c, c.Default, ""); err == nil {
			return v
		}
	}
	return c.Provisional()
}

// columnSays explains a column in one line.
func columnSays(c *deal.Parameter) string {
	text := kindOf(c)
	if words := choiceWords(c); words != "" {
		text += ", " + words
	}
	if c.Optional || c.Default != "" {
		text += "; may be left out"
	}
	if c.Ask != "" {
		text = strings.Join(strings.Fields(c.Ask), " ") + " (" + text + ")"
	}
	return text
}
