package lint

import (
	"fmt"
	"slices"
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
		ways[i] = pathsThrough(w.body)
		most = max(most, len(ways[i]))
	}
	for turn := range most {
		out := &markdown.Builder{}
		for i, w := range wordings {
			if turn < len(ways[i]) {
				putReading(out, i, w.body, ways[i][turn], apart[w.clause])
			}
		}
		out.Division(document.Article, "last", "Last")
		out.Section("Last")
		out.Paragraph("This is so.")
		doc, problems := markdown.Parse(out.Text(), out)
		l.keep(problems)
		l.keep(document.Resolve(doc, options))
	}
}

// keep takes over what a single wording can be blamed for.
func (l *linter) keep(problems diag.List) {
	for _, p := range problems {
		switch p.Rule {
		case document.UndefinedTerm, document.DoubledWord, markdown.BadMark, document.EmptySection, document.Unfinished:
			if p.Pos.File != "" {
				l.once(p.Pos, p.Severity, p.Rule, "%s", p.Message).WithHint("%s", p.Hint)
			}
		}
	}
}

// putReading adds one reading of a wording as an article, or a part, of its
// own.
func putReading(out *markdown.Builder, n int, b *language.Body, segments []segment, part bool) {
	kind := document.Article
	if part {
		kind = document.Part
	}
	id := fmt.Sprintf("wording-%d", n)
	out.Division(kind, id, "Heading")
	out.Clause(id)
	for _, s := range segments {
		if s.value == nil {
			putLiteral(out, b, s)
			continue
		}
		out.Put(standIn(s.value), markdown.Place{Wording: b, Offset: s.offset, Answer: true})
	}
	out.End()
}

// putLiteral adds literal text. A mark that defines a term or refers to a place
// gives way to a value: which are there under which answers is another check.
func putLiteral(out *markdown.Builder, b *language.Body, s segment) {
	done := 0
	for m := range markdown.Meaning.All(s.text) {
		out.Put(s.text[done:m.At], markdown.Place{Wording: b, Offset: s.offset + done})
		out.Put("value", markdown.Place{Wording: b, Offset: s.offset + m.At, Answer: true})
		done = m.End
	}
	out.Put(s.text[done:], markdown.Place{Wording: b, Offset: s.offset + done})
}

// standIn is what stands for a printed value.
func standIn(pipe *parse.PipeNode) string {
	if isFrame(pipe) {
		return markdown.Bullets([]string{"value"}) + "\n"
	}
	return "value"
}
