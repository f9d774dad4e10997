package assemble

import (
	"bytes"
	"fmt"
	"strings"

	"clausewright/internal/language"
	"clausewright/internal/markdown"
)

// writer writes the Markdown of a draft and remembers where every byte came from.
type writer struct {
	out         []byte
	spans       []sourceSpan
	part        bool // headings stay at their level: the clause is a part of its own
	afterAnswer bool // the last text emitted was an answer
}

// wording is the output of a wording: it goes into the draft, its values escaped.
type wording struct{ *engine }

// Literal writes words of the library.
func (w wording) Literal(b *language.Body, l language.Literal) error {
	for _, p := range l {
		if w.part && p.Shift {
			continue
		}
		if err := w.texts.Budget.Charge(0, len(p.Text)); err != nil {
			return err
		}
		w.emit(p.Text, sourceSpan{body: b, offset: p.Offset})
	}
	return nil
}

// Put writes a value: escaped, unless it is Markdown that a function made.
func (w wording) Put(b *language.Body, offset int, v any) error {
	if m, ok := v.(language.Markup); ok {
		w.emit(string(m), sourceSpan{body: b, offset: offset, answer: true})
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
		w.emit(text, sourceSpan{body: b, offset: offset, answer: part.Open == ""}) // the mark of an open value is ours
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

// blank is the mark of an open value with its name and question.
func (e *engine) blank(path string) string {
	ask := path
	if p, ok := e.lib.Schema.Find(parameterOf(path)); ok && p.Ask != "" {
		ask = p.Ask
	}
	ask = strings.NewReplacer("--", "-", "<", "", ">", "").Replace(ask)
	return fmt.Sprintf("[●]<!-- %s: %s -->", path, ask)
}

// parameterOf is the parameter to which a cell's path belongs.
func parameterOf(path string) string {
	parameter, _, _ := strings.Cut(path, "[")
	return parameter
}

// own writes text that the structure of a draft makes, not a wording.
func (w *writer) own(format string, args ...any) { w.emit(fmt.Sprintf(format, args...), sourceSpan{}) }

// emit appends to the draft. Where a condition left words out it closes the
// gap: no two spaces in a row, none before a comma or full stop, and no second
// full stop after an answer that ends in one.
func (w *writer) emit(text string, from sourceSpan) {
	if n := len(w.out); n > 0 && text != "" {
		switch last := w.out[n-1]; {
		case last == ' ' && strings.IndexByte(",.;:)", text[0]) >= 0 && w.midLine():
			w.out = w.out[:n-1]
		case last == ' ' && w.midLine():
			trimmed := strings.TrimLeft(text, " ")
			from.offset += len(text) - len(trimmed)
			text = trimmed
		case last == '.' && w.afterAnswer && text[0] == '.':
			from.offset++
			text = text[1:]
		}
	}
	if text == "" {
		return
	}
	w.afterAnswer = from.answer
	from.start = len(w.out)
	w.spans = append(w.spans, from)
	w.out = append(w.out, text...)
}

// midLine reports whether words stand on the last line of the output: spaces
// that begin a line are indentation.
func (w *writer) midLine() bool {
	line := w.out[bytes.LastIndexByte(w.out, '\n')+1:]
	return len(bytes.Trim(line, " ")) > 0
}
