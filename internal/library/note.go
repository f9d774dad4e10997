package library

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Note is guidance for negotiators.
type Note struct {
	For  string         // the side that it advises, licensor or licensee; "" for both
	When *language.Body // it is about drafts in which this holds; nil: about all
	Say  string         // in British spelling
	Pos  diag.Position
}

// Sides are those that a note can advise, and what they are called.
var Sides = map[string]string{string(deal.Licensor): "Licensor", string(deal.Licensee): "Licensee"}

// notes reads a clause's guidance: one text, or a list of texts, some of them
// for one side or for drafts with certain answers.
func (o *opener) notes(n node) []*Note {
	if n.blank() {
		return nil
	}
	items := []node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.items()
	}
	var list []*Note
	for _, item := range items {
		note, say := &Note{Pos: item.pos()}, item
		if item.Kind == yaml.MappingNode {
			f := item.fields("for", "when", "say")
			note.For, say = f.get("for").text(), f.get("say")
			if note.For != "" && Sides[note.For] == "" {
				f.get("for").errorf("a note is for licensor or for licensee, not for %q", note.For)
			}
			if f.get("when").Node != nil {
				note.When = f.get("when").body(language.Expression)
			}
		}
		if note.Say = strings.Join(strings.Fields(say.text()), " "); note.Say == "" {
			item.errorf("a note says something")
			continue
		}
		list = append(list, note)
	}
	return list
}

// String is a note in words, with the side that it is for.
func (n *Note) String() string {
	if n.For == "" {
		return n.Say
	}
	return "For " + Sides[n.For] + ": " + n.Say
}

// notesText is all guidance of a clause in one text.
func notesText(notes []*Note) string {
	parts := make([]string, len(notes))
	for i, n := range notes {
		parts[i] = n.String()
		if n.When != nil {
			parts[i] += " (if " + strings.TrimSpace(n.When.Source()) + ")"
		}
	}
	return strings.Join(parts, " ")
}
