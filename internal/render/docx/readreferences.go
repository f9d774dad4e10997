package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// reference is the bookmark that the code of a field refers or links to, if it
// does.
func reference(code string) string {
	words := strings.Fields(code)
	switch {
	case len(words) > 1 && words[0] == "REF":
		return words[1]
	case len(words) > 2 && words[0] == "HYPERLINK" && words[1] == `\l`:
		return strings.Trim(words[2], `"`)
	}
	return ""
}

// references completes the references: a noun before a number and what holds
// its target after it are part of them.
func (r *reader) references() {
	places := document.PlacesOf(r.doc)
	document.Runs(r.doc, func(inlines *[]document.Inline) { *inlines = r.complete(*inlines, places) })
}

// Relink completes the references of a document that was read to what has its id only
// now.
func Relink(doc *document.Document, ids map[string]bool) {
	if len(ids) == 0 {
		return
	}
	r := &reader{doc: doc, worked: map[*document.Reference]bool{}}
	document.Walk(doc, func(node any) bool {
		if n, ok := node.(*document.Reference); ok {
			r.worked[n] = ids[n.Targets[0]]
		}
		return true
	})
	document.CountAround(doc)
	r.references()
}

func (r *reader) complete(inlines []document.Inline, places *document.Places) []document.Inline {
	var out []document.Inline
	repeated := "" // the noun that a program repeats in the list of references that is being read
	for i := 0; i < len(inlines); i++ {
		switch n := inlines[i].(type) {
		case *document.Strong:
			n.Inlines = r.complete(n.Inlines, places)
		case *document.Emphasis:
			n.Inlines = r.complete(n.Inlines, places)
		case *document.Reference:
			named, many, ok := places.Named(n.Targets[0])
			if ok && r.worked[n] {
				n.Text = shown(n.Text, named)
				if nounBefore(out, many) || repeated != "" && repeated == many && separated(out) {
					repeated = ""
					if named.Noun != "" && strings.HasPrefix(n.Text, named.Noun) { // it does not know the switch that takes the noun off
						repeated, n.Text = many, named.Number
					}
				}
			}
			if !ok || named.Title {
				break
			}
			out = takeNoun(out, n, strings.TrimSuffix(named.Noun, " "), many)
			i = takeHolder(inlines, i, n, named)
		}
		out = append(out, inlines[i:i+1]...)
		if n, ok := inlines[i].(*document.Text); ok && n.Text == "" {
			out = out[:len(out)-1]
		}
	}
	return out
}

// shown is what fields show once they are brought up to date. The word before a
// number may be part of it, and is tied to it.
func shown(text string, named document.Printed) string {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	if k := len(named.Noun); k > 0 && len(text) > k && strings.EqualFold(text[:k], named.Noun) {
		return text[:k] + named.Number
	}
	return named.Number
}

// textBefore is the text at the end of what stands before a reference, or "".
func textBefore(out []document.Inline) string {
	if len(out) > 0 {
		if t, ok := out[len(out)-1].(*document.Text); ok {
			return t.Text
		}
	}
	return ""
}

// nounBefore reports whether what stands before a reference ends in a noun.
func nounBefore(out []document.Inline, noun string) bool {
	text := textBefore(out)
	n := len(text) - len(noun) - 1
	return noun != "" && n >= 0 && strings.EqualFold(text[n:], noun+" ")
}

// separated reports whether what stands before a reference parts it from
// another of the same list.
func separated(out []document.Inline) bool {
	if len(out) < 2 {
		return false
	}
	_, after := out[len(out)-2].(*document.Reference)
	return after && slices.Contains([]string{",", "and", ", and", "or", ", or", "to"}, strings.TrimSpace(textBefore(out)))
}

// takeNoun moves a noun at the end of what stands before a reference into it.
func takeNoun(out []document.Inline, r *document.Reference, nouns ...string) []document.Inline {
	for _, noun := range nouns {
		if !nounBefore(out, noun) {
			continue
		}
		text := textBefore(out)
		n := len(text) - len(noun) - 1
		r.Text = text[n:] + r.Text
		if n == 0 {
			return out[:len(out)-1]
		}
		out[len(out)-1] = &document.Text{Text: text[:n]}
		return out
	}
	return out
}

// takeHolder takes what holds the target of the reference at i into it: text,
// or text and another reference. It returns where the inlines go on, and puts
// the reference there.
func takeHolder(inlines []document.Inline, i int, r *document.Reference, named document.Printed) int {
	const joint = " of "
	of := named.Of
	if of == "" || i+1 >= len(inlines) {
		return i
	}
	t, ok := inlines[i+1].(*document.Text)
	if !ok {
		return i
	}
	if rest, found := strings.CutPrefix(t.Text, of); found {
		r.Text += of
		inlines[i+1] = &document.Text{Text: rest}
		return i
	}
	if i+2 < len(inlines) && t.Text == joint {
		if holder, ok := inlines[i+2].(*document.Reference); ok && (joint+holder.Text == of || named.Within != nil && holder.Targets[0] == named.Within.ID) {
			r.Text += of
			inlines[i+2] = r
			return i + 2
		}
	}
	return i
}
