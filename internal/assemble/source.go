package assemble

import (
	"sort"

	"clausewright/internal/document"
	"clausewright/internal/language"
)

// Source is assembled Markdown that remembers where each byte came from.
type Source struct {
	Text  []byte
	spans []sourceSpan // in order of start
}

// sourceSpan is a run of output that comes from one place.
type sourceSpan struct {
	start  int
	body   *language.Body // nil: set by the template's structure, not by a wording
	offset int            // in the body's source, of the byte at start
	answer bool
}

// Origin is where the byte at offset came from. For an inserted answer it is
// the place of the action that inserted it.
func (s *Source) Origin(offset int) document.Origin {
	i := s.after(offset) - 1
	if i < 0 || s.spans[i].body == nil {
		return document.Origin{Answer: true} // a title or label of the library: a name, not wording
	}
	p := s.spans[i]
	at := p.offset
	if !p.answer {
		return document.Origin{Source: p.body, Offset: at + offset - p.start}
	}
	return document.Origin{Source: p.body, Offset: at, Answer: true, Path: p.body.Printed(at)}
}

// Until is the offset at which the run of text from one place ends that holds
// the byte at offset.
func (s *Source) Until(offset int) int {
	if i := s.after(offset); i < len(s.spans) {
		return s.spans[i].start
	}
	return len(s.Text)
}

// after is the index of the first span that starts after offset.
func (s *Source) after(offset int) int {
	return sort.Search(len(s.spans), func(i int) bool { return s.spans[i].start > offset })
}
