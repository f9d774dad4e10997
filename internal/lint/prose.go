package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// prose reads every wording as a document would print it, a value standing for
// each answer, and reports what the document's own checks find: capitalised
// words that nothing defines, words that stand twice, marks that are not of the
// dialect.
func (l *linter) prose() {
	names := slices.Clone(l.lib.Names)
	for _, d := range l.lib.Definitions {
		names = append(append(names, d.Term), d.Forms...)
	}
	for term := range l.onSpot {
		names = append(names, term)
	}
	options := document.Options{Terms: l.lib.Terms(), Names: names}
	const batch = 40 // wordings of one document
	wordings, apart := l.allWordings(), map[*library.Clause]bool{}
	in := l.inArticles()
	for id, c := range l.lib.Clauses {
		apart[c] = !in[id]
	}
	for len(wordings) > 0 {
		n := min(batch, len(wordings))
		l.readTogether(wordings[:n], apart, options)
		wordings = wordings[n:]
	}
}

// readTogether makes documents of some wordings: one of the first reading of
// each, one of the second, and so on.
func (l *linter) readTogether(wordings []owned, apart map[*library.Clause]bool, options document.Options) {
	ways := make([][][]segment, len(wordings))
	most := 0
	for i, w := range wordings {
		ways[i] = readings(w.body)
		most = max(most, len(ways[i]))
	}
	for turn := range most {
		p := &printed{}
		for i, w := range wordings {
			if turn < len(ways[i]) {
				p.wording(i, w.body, ways[i][turn], apart[w.clause])
			}
		}
		p.add("\n\n<!-- article: last -->\n\n## Last\n\n### Last\n\nThis is so.\n", span{})
		doc, problems := markdown.Parse(p.text, p)
		l.keep(problems)
		l.keep(document.Resolve(doc, options))
	}
}

// keep takes over what a single wording can be blamed for.
func (l *linter) keep(problems diag.List) {
	for _, p := range problems {
		switch p.Rule {
		case "undefined-term", "doubled-word", "markdown", "empty-section", "unfinished":
			if p.Pos.File != "" {
				l.once(p.Pos, p.Severity, p.Rule, "%s", p.Message).WithHint("%s", p.Hint)
			}
		}
	}
}

// printed is Markdown that remembers which wording each byte came from.
type printed struct {
	text  []byte
	spans []span
}

type span struct {
	start, offset int
	body          *language.Body // nil: of no wording
	answer        bool
}

func (p *printed) add(text string, from span) {
	if text == "" {
		return
	}
	from.start = len(p.text)
	p.spans = append(p.spans, from)
	p.text = append(p.text, text...)
}

// wording adds one reading of a wording as an article, or a part, of its own.
func (p *printed) wording(n int, b *language.Body, segments []segment, part bool) {
	kind := "article"
	if part {
		kind = "part"
	}
	p.add(fmt.Sprintf("\n\n<!-- %s: %s-%d -->\n\n## Heading\n\n<!-- clause: clause-%d -->\n\n", kind, kind, n, n), span{})
	for _, s := range segments {
		if s.value == nil {
			p.literal(b, s)
			continue
		}
		p.add(standIn(s.value), span{body: b, offset: s.offset, answer: true})
	}
}

// otherChecks finds the marks that define a term or refer to a place.
var otherChecks = regexp.MustCompile(definingMark.String() + `|\[\]\(#[^()\s]*\)`)

// literal adds literal text. A mark that defines a term or refers to a place
// gives way to a value: which are there under which answers is another check.
func (p *printed) literal(b *language.Body, s segment) {
	done := 0
	var marks [][]int
	if strings.Contains(s.text, "**") || strings.Contains(s.text, "[](#") {
		marks = otherChecks.FindAllStringIndex(s.text, -1)
	}
	for _, m := range marks {
		p.add(s.text[done:m[0]], span{body: b, offset: s.offset + done})
		p.add("value", span{body: b, offset: s.offset + m[0], answer: true})
		done = m[1]
	}
	p.add(s.text[done:], span{body: b, offset: s.offset + done})
}

// standIn is what stands for a printed value.
func standIn(pipe *parse.PipeNode) string {
	if isFrame(pipe) {
		return "- value\n"
	}
	return "value"
}

// Origin is where the byte at an offset came from.
func (p *printed) Origin(offset int) document.Origin {
	i := p.after(offset) - 1
	if i < 0 || p.spans[i].body == nil {
		return document.Origin{Answer: true}
	}
	s := p.spans[i]
	at := s.offset
	if !s.answer {
		at += offset - s.start
	}
	return document.Origin{Source: s.body, Offset: at, Answer: s.answer}
}

// Until is where the run of text from one place ends that holds an offset.
func (p *printed) Until(offset int) int {
	if i := p.after(offset); i < len(p.spans) {
		return p.spans[i].start
	}
	return len(p.text)
}

func (p *printed) after(offset int) int {
	i, _ := slices.BinarySearchFunc(p.spans, offset+1, func(s span, at int) int { return s.start - at })
	return i
}
