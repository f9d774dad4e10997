package form

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// schemaFile is the name under which a new deal expects its JSON Schema, beside
// itself.
const schemaFile = "deal.schema.json"

// Options are how much a new deal file asks, and what it answers already.
type Options struct {
	Extent  Extent
	Answers map[string]deal.Value // by path
}

// Deal writes a deal file for a template: the questions in the order of its
// clauses, each with what an answer may be. Where an answer is needed it says what
// parties commonly agree, marked as pre-filled, else TBD or the first word that is
// allowed. Lines that begin with "# " explain; an answer that begins with "#" is
// switched off.
func Deal(lib *library.Library, t *library.Template, known Options) []byte {
	a := questionsOf(lib, t)
	a.presets, a.given = known.Extent != Minimal, known.Answers
	p := &dealWriter{templateQuestions: a, extent: known.Extent, begin: a.begin(), kinds: map[deal.Kind]bool{}, typical: map[string]bool{}}
	switch p.extent {
	case Full:
		p.groups()
		p.choosing()
	case Usual:
		p.brief()
		p.offers()
	case Minimal:
		p.brief()
	}
	return []byte(p.head() + strings.TrimRight(p.out.String(), "\n") + "\n")
}

// dealWriter is a deal file being written.
type dealWriter struct {
	*templateQuestions
	extent Extent
	begin  *newDeal
	out    strings.Builder
	header string             // of the last article
	kinds  map[deal.Kind]bool // that were asked for

	typical map[string]bool // what was said to be typical, in brief once
}

// width is how long the text of a comment may be, in characters, with room for
// its indentation.
const width = 92

// head is what stands before the groups: it explains the kinds of answers that
// they ask for.
func (p *dealWriter) head() string {
	text := "# yaml-language-server: $schema=" + schemaFile + "\n" +
		comment(p.template.Title+tells[p.extent]) +
		comment(`Lines that begin with "#" explain.`+switches[p.extent]+" TBD leaves an answer open: it is printed as [●] and listed."+p.marks())
	var kinds []string
	for k := deal.KindText; k <= deal.KindReference; k++ {
		plain := p.extent != Full && (k == deal.KindLongText || k == deal.KindInteger || k == deal.KindNumber)
		if p.kinds[k] && k != deal.KindChoice && !plain {
			kinds = append(kinds, fmt.Sprintf("%s: %s", k, k.Example()))
		}
	}
	if p.extent != Full {
		text += comment(strings.Join(kinds, "; "))
		kinds = nil
	}
	for _, kind := range kinds {
		text += comment("- " + kind)
	}
	return text + "template: " + p.template.ID + "\n"
}

// marks says what the mark of answers means that nobody gave.
func (p *dealWriter) marks() string {
	for _, prefilled := range p.begin.prefilled {
		if prefilled {
			return fmt.Sprintf(" %q marks an answer that nobody has given yet. Change it, or delete the mark if you agree; check lists those that are left.", deal.Prefilled)
		}
	}
	return ""
}

// tells says what a deal of each extent asks.
var tells = [...]string{
	Usual:   ": what must be answered, in brief.",
	Minimal: ": what must be answered, with nothing chosen that can stay open.",
	Full:    ": every question.",
}

// switches says what is switched off in a deal of each extent.
var switches = [...]string{
	Minimal: "",
	Full:    ` An answer that begins with "#" is switched off: it shows the default, or what one could say. Delete the "#" to switch it on.`,
}

// say writes a comment, broken into lines.
func (p *dealWriter) say(text string) { p.out.WriteString(comment(text)) }

func comment(text string) string {
	var b strings.Builder
	for _, line := range wrap(text) {
		b.WriteString("# " + line + "\n")
	}
	return b.String()
}

// wrap breaks a text into lines between words.
func wrap(text string) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// groups writes the groups in the order in which the template's clauses ask
// them, each once.
func (p *dealWriter) groups() {
	done := map[string]bool{}
	for _, c := range clausesOf(p.lib, p.template) {
		for _, q := range p.asked[c.ID] {
			if group := topGroup(q.Path); !done[group] {
				done[group] = true
				p.group(c, group)
			}
		}
	}
}

// brief writes what must be answered: first the groups in which stands what
// decides the rest, then the others, each with what decides before what does not.
func (p *dealWriter) brief() {
	begins, _ := p.lib.Beginning()
	var first, others []string
	for _, path := range begins.First {
		if group := topGroup(path); p.isAsked(path) && !slices.Contains(first, group) {
			first = append(first, group)
		}
	}
	for _, c := range clausesOf(p.lib, p.template) {
		for _, q := range p.asked[c.ID] {
			if group := topGroup(q.Path); !slices.Contains(first, group) && !slices.Contains(others, group) {
				others = append(others, group)
			}
		}
	}
	p.out.WriteString("\n")
	p.parts("What decides the rest", first, begins.First)
	rest := "What else is needed"
	if len(first) == 0 {
		rest = ""
	} else if p.presets {
		rest = "What parties commonly agree, and what else is needed"
	}
	p.parts(rest, others, nil)
}

// parts writes groups under a heading, if there is one, in each the questions of the paths given
// before the others.
func (p *dealWriter) parts(heading string, groups, before []string) {
	title := ""
	if heading != "" {
		title = "# ==== " + heading + " ====\n"
	}
	for _, group := range groups {
		b := &block{dealWriter: p, group: group, begin: p.begin}
		for _, path := range before {
			if q, ok := p.lib.Schema.Find(path); ok && topGroup(path) == group && p.isAsked(path) && b.shows(q) {
				b.add(q, "")
			}
		}
		for _, c := range clausesOf(p.lib, p.template) {
			for _, q := range p.asked[c.ID] {
				if topGroup(q.Path) == group && b.shows(q) && !slices.Contains(before, q.Path) {
					b.add(q, "")
				}
			}
		}
		if text := b.text(); text != "" {
			if p.out.WriteString(title + text); len(before) > 0 {
				p.out.WriteString("\n")
			}
			title = ""
		}
	}
}

// offers names the groups of questions that bring something into the draft which
// a deal with the answers that are needed does not have.
func (p *dealWriter) offers() {
	var groups []string
	answered := map[string]*newDeal{} // by group, a deal that answers it
	for _, c := range clausesOf(p.lib, p.template) {
		if p.begin.choices.Has(c.ID) != condition.No || len(p.asked[c.ID]) == 0 {
			continue
		}
		group := topGroup(p.asked[c.ID][0].Path)
		if answered[group] == nil {
			answered[group] = p.templateQuestions.begin(group)
		}
		if !slices.Contains(groups, group) && answered[group].choices.Has(c.ID) == condition.Yes {
			groups = append(groups, group)
		}
	}
	slices.Sort(groups)
	if len(groups) > 0 {
		p.out.WriteString("\n# ==== What can be added ====\n")
		p.say(`Each of these groups brings a part of its own when it is answered; "clausewright new --full" shows their questions, with every default: ` + strings.Join(groups, ", ") + ".")
	}
}

// group writes one group. If no clause that is in the draft from the start
// asks anything of it, it is switched off as a whole.
func (p *dealWriter) group(first *library.Clause, group string) {
	var clauses []*library.Clause
	optional := true
	for _, c := range clausesOf(p.lib, p.template) {
		if p.asks(c, group) {
			clauses = append(clauses, c)
			optional = optional && p.begin.choices.Has(c.ID) == condition.No
		}
	}
	b := &block{dealWriter: p, group: group, begin: p.begin, several: len(clauses) > 1 && !optional, optional: optional}
	if optional {
		b.begin = p.templateQuestions.begin(group)
	}
	for _, c := range clauses {
		b.clause(c)
	}
	text := b.text()
	if text == "" {
		return
	}
	p.heading(first)
	if optional {
		for _, c := range clauses {
			p.say("Optional: " + c.Title + ". " + c.Summary)
		}
		if more := p.brings(b.begin, group); more != "" {
			p.say("With it, these need answers too: " + more)
		}
		text = switchedOff(text)
	}
	p.out.WriteString(text + "\n")
}

// heading names the article of a clause, once.
func (p *dealWriter) heading(c *library.Clause) {
	title := c.Title
	for _, a := range p.template.Articles {
		for _, id := range a.Clauses {
			if id == c.ID {
				title = a.Title
			}
		}
	}
	if p.header == "" {
		p.out.WriteString("\n")
	}
	if title != p.header {
		fmt.Fprintf(&p.out, "# ==== %s ====\n", title)
		p.header = title
	}
}

// brings lists the groups beyond the group itself in which a deal with the
// group has to answer something that one without it need not.
func (p *dealWriter) brings(with *newDeal, group string) string {
	var groups []string
	seen := map[string]bool{group: true}
	for _, q := range p.lib.Schema.Parameters {
		_, needed := with.answers[q.Path]
		_, before := p.begin.answers[q.Path]
		if g := topGroup(q.Path); needed && !before && !seen[g] {
			seen[g] = true
			groups = append(groups, g)
		}
	}
	return strings.Join(groups, ", ")
}

// switchedOff puts a # before every line.
func switchedOff(text string) string {
	return "#" + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n#") + "\n"
}

// choosing shows how to leave a clause out and how to choose a wording.
func (p *dealWriter) choosing() {
	clauses := clausesOf(p.lib, p.template)
	if len(clauses) == 0 {
		return
	}
	p.out.WriteString("# ==== Clauses and wordings ====\n")
	p.say("Clauses to leave out, by id; a notice can stand in place of one: {" + clauses[len(clauses)-1].ID + `: "[Intentionally Omitted]"}.`)
	p.out.WriteString("#clauses:\n#  omit: []\n\n")
	for _, c := range clauses {
		if len(c.Variants) > 1 {
			p.say(`One clause, one wording; "clausewright show CLAUSE" shows them.`)
			fmt.Fprintf(&p.out, "#variants:\n#  %s: %s\n", c.ID, c.Variants[1].Name)
			break
		}
	}
	if ids := slices.Sorted(maps.Keys(rulesOf(p.lib))); len(ids) > 0 {
		p.say("Remarks and warnings of rules that were considered, by id, each with the reason: check prints the entry, explain lists them.")
		fmt.Fprintf(&p.out, "#accept:\n#  %s: negotiated, see the minutes of the meeting\n", ids[0])
	}
}
