package form

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// House writes the house file of a side for a template: its wordings as the library
// ranks them, and each question of which a house can have a position, switched off. As
// in a deal file, lines that begin with "# " explain, and a key that begins with "#" is
// switched off.
func House(lib *library.Library, t *library.Template, side deal.Party) []byte {
	h := &houseWriter{lib: lib, template: t, side: side, asked: Asked(lib, t)}
	h.head()
	h.variants()
	h.approvals()
	h.groups()
	return []byte(strings.TrimRight(h.out.String(), "\n") + "\n")
}

// houseWriter is a house file being written.
type houseWriter struct {
	lib      *library.Library
	template *library.Template
	side     deal.Party
	asked    map[string][]*deal.Parameter
	out      strings.Builder
}

func (h *houseWriter) say(text string) { h.out.WriteString(comment(text)) }

func (h *houseWriter) head() {
	h.say("House position of " + library.Sides[string(h.side)] + ": what it signs without asking anybody, and who approves more. clausewright deviations DEAL --house FILE holds a deal against it.")
	h.say(`Lines that begin with "#" explain. A key that begins with "#" is switched off; delete the "#" of its line and of its group to switch it on. A position is an answer; limits, {min: 3y, max: 7y}; or {any of: [exclusive, sole]}, in which none lets an answer be left out. A limit of a column holds in each row.`)
	fmt.Fprintf(&h.out, "side: %s\n", h.side)
	fmt.Fprintf(&h.out, "#templates: [%s]\n", strings.Join(h.lib.TemplateIDs(), ", "))
	h.out.WriteString("#clauses:\n#  add: []   # clauses that every draft has, by id\n#  omit: []  # clauses that no draft has\n\n")
}

// variants writes the variants that the side can sign without asking, by the ladder of
// each clause: also those that answers choose, of which these are the position.
func (h *houseWriter) variants() {
	h.say("==== Wordings ====")
	h.say("Those that the library ranks as preferred or acceptable for this side.")
	var lines []string
	for _, c := range clausesOf(h.lib, h.template) {
		var signed []string
		for _, v := range c.Variants {
			if rank := v.Ranks[h.side]; rank == library.Preferred || rank == library.Acceptable || rank == library.Unranked && v.When != nil {
				signed = append(signed, v.Name)
			}
		}
		if len(c.Ladder(h.side)) > 0 && len(signed) < len(c.Variants) {
			lines = append(lines, fmt.Sprintf("  %s: {any of: [%s]}\n", c.ID, strings.Join(signed, ", ")))
		}
	}
	if lines == nil {
		h.out.WriteString("#variants:\n\n")
		return
	}
	h.out.WriteString("variants:\n" + strings.Join(lines, "") + "\n")
}

func (h *houseWriter) approvals() {
	h.say("==== Approvals ====")
	h.say("Who approves which departures: questions, groups of questions, clauses, rules, or all answers, variants, clauses, rules or edits; with above or below, any answer beyond a sum. One without for: is for what no other is for.")
	h.out.WriteString("approvals:\n#  - {who: CFO, for: [royalty, fees]}\n#  - {who: General Counsel, for: [variants, rules, edits]}\n  - {who: Head of Licensing}\n\n")
}

// groups writes the questions in the order in which the template's clauses ask them,
// each group once.
func (h *houseWriter) groups() {
	h.say("==== Answers ====")
	var order []string
	below := map[string][]*deal.Parameter{}
	for _, c := range clausesOf(h.lib, h.template) {
		for _, q := range h.asked[c.ID] {
			group := topGroup(q.Path)
			if !slices.Contains(order, group) {
				order = append(order, group)
			}
			below[group] = append(below[group], q)
		}
	}
	for _, group := range order {
		var lines []string
		for _, q := range below[group] {
			lines = append(lines, positionLines(q, strings.TrimPrefix(q.Path, group+"."))...)
		}
		if len(lines) > 0 {
			h.out.WriteString("#" + group + ":\n" + strings.Join(lines, "") + "\n")
		}
	}
}

// positionLines write a question, or the columns of a table, of which a house can have a
// position; none of one whose answer is the deal's own.
func positionLines(q *deal.Parameter, key string) []string {
	if q.Kind != deal.KindTable {
		text := examplePosition(q)
		if text == "" {
			return nil
		}
		return []string{fmt.Sprintf("#  %s: %s  # %s\n", key, text, houseSays(q))}
	}
	var lines []string
	for i := range q.Columns {
		if text := examplePosition(&q.Columns[i]); text != "" {
			lines = append(lines, fmt.Sprintf("#  %s.%s: %s  # %s\n", key, q.Columns[i].Path, text, houseSays(&q.Columns[i])))
		}
	}
	return lines
}

// houseSays explains a question, or a column, in one line.
func houseSays(q *deal.Parameter) string {
	text := strings.Join(strings.Fields(q.Ask), " ")
	if text == "" {
		text = kindOf(q)
	}
	if q.Typical != "" {
		text += " Typical: " + strings.TrimSuffix(q.Typical, ".") + "."
	}
	return text
}

// examplePosition is a position as a house could have it: the widest limits, every
// word; empty for a question whose answer is the deal's own.
func examplePosition(q *deal.Parameter) string {
	b := q.Bounds()
	switch q.Kind {
	case deal.KindChoice:
		return "{any of: [" + strings.Join(q.Words(), ", ") + "]}"
	case deal.KindFlag:
		return "true"
	case deal.KindParty:
		return "{any of: [licensor, licensee]}"
	case deal.KindTerritory:
		return "{any of: [EEA, UK, US]}"
	case deal.KindList:
		if q.Closed {
			return "{any of: [" + strings.Join(q.Words(), ", ") + "]}"
		}
	case deal.KindPercent, deal.KindDuration:
		return "{min: " + b.Min.Raw() + ", max: " + b.Max.Raw() + "}"
	case deal.KindInteger, deal.KindNumber, deal.KindMoney:
		if q.Max != "" {
			return "{min: " + b.Min.Raw() + ", max: " + b.Max.Raw() + "}"
		}
		return "{min: " + b.Min.Raw() + "}"
	}
	return ""
}
