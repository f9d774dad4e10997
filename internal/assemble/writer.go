package assemble

import (
	"strings"

	"clausewright/internal/language"
	"clausewright/internal/markdown"
)

// wording is the output of a wording: it goes into the draft, its values escaped.
type wording struct{ *engine }

// Literal writes words of the library.
func (w wording) Literal(b *language.Body, l language.Literal) error {
	for _, p := range l {
		if w.part && p.Shift {
			continue
		}
		renamed := w.texts.Renamed(p)
		if renamed == nil {
			if err := w.words(b, p); err != nil {
				return err
			}
		}
		for _, p := range renamed {
			if err := w.words(b, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// words writes a piece of words of the library, or what stands in its place.
func (w wording) words(b *language.Body, p language.Piece) error {
	place := markdown.Place{Wording: b, Offset: p.Offset}
	if path, ok := w.namedBy[p.Was]; ok {
		p.Text, place.Answer, place.Path = escape(p.Text), true, path
	}
	if err := w.texts.Budget.Charge(0, len(p.Text)); err != nil {
		return err
	}
	w.out.Put(p.Text, place)
	return nil
}

// Put writes a value: escaped, unless it is Markdown that a function made.
func (w wording) Put(b *language.Body, offset int, v any) error {
	if m, ok := v.(language.Markup); ok {
		w.out.Put(string(m), markdown.Place{Wording: b, Offset: offset, Answer: true})
		return w.texts.Budget.Charge(0, len(m))
	}
	phrase, err := w.texts.Phrase(v)
	if err != nil {
		return w.unprintable(b, offset, err)
	}
	for _, part := range phrase {
		text := w.mark(part)
		if err := w.texts.Budget.Charge(0, len(text)); err != nil {
			return err
		}
		w.out.Put(text, markdown.Place{Wording: b, Offset: offset, Answer: part.Open == ""}) // the mark of an open value is ours
	}
	return nil
}

// mark is a part of a phrase in Markdown.
func (e *engine) mark(part language.Part) string {
	if part.Open != "" {
		return e.blank(part.Open)
	}
	if part.Text == "" {
		return ""
	}
	return escape(e.styled(part.Text))
}

// escape escapes a text as Markdown and keeps the spaces at its ends, which
// matter where a blank stands beside it.
func escape(text string) string {
	escaped := markdown.Escape(text)
	if strings.HasPrefix(text, " ") && !strings.HasPrefix(escaped, " ") {
		escaped = " " + escaped
	}
	if strings.HasSuffix(text, " ") && !strings.HasSuffix(escaped, " ") {
		escaped += " "
	}
	return escaped
}

// blank is the mark of an open value with its name and question, in the spelling
// of the style: the question stands in the list of what is open.
func (e *engine) blank(path string) string {
	ask := path
	if p := e.lib.Schema.Question(path); p != nil && p.Ask != "" {
		ask = p.Ask
	} else if p, ok := e.lib.Schema.Find(parameterOf(path)); ok && p.Ask != "" {
		ask = p.Ask
	}
	return markdown.BlankMark(path, e.spelled(ask))
}

// parameterOf is the parameter to which a cell's path belongs.
func parameterOf(path string) string {
	parameter, _, _ := strings.Cut(path, "[")
	return parameter
}
