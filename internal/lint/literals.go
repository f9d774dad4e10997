package lint

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/lazy"
	"clausewright/internal/markdown"
)

var barePath = lazy.Regexp(`(^|[\s(])[.$]{1,2}([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+)`)

// barePaths are the matches of barePath. Most texts have no point before a word.
func barePaths(text string) [][]int {
	if !strings.Contains(text, "$") && !strings.HasPrefix(text, ".") && !strings.Contains(text, " .") && !strings.Contains(text, "(.") && !strings.Contains(text, "\n.") && !strings.Contains(text, "\t.") {
		return nil
	}
	return barePath.FindAllStringSubmatchIndex(text, -1)
}

// literals reports marks in the words of wordings that the dialect reads
// otherwise than they are meant, or not at all.
func (l *linter) literals() {
	for _, w := range l.allWordings() {
		for _, literal := range w.body.Literals() {
			for _, p := range literal {
				l.literal(w, p)
			}
		}
	}
}

func (l *linter) literal(w owned, p language.Piece) {
	wrong := func(at int, hint, format string, args ...any) {
		l.once(w.body.Position(p.Offset+at), diag.Error, "mark", format, args...).WithHint("%s", hint)
	}
	for m := range markdown.Bracing.All(p.Text) {
		switch id, named := markdown.CutName(m.Inside); {
		case !named:
			wrong(m.At, "an action stands between two braces: {{.fees.upfront}}", "a single brace stands here")
		case !deal.ValidID(id):
			wrong(m.At, "it is "+deal.NamedSo, "%q is not an id", id)
		}
	}
	for m := range markdown.Linking.All(p.Text) {
		switch reference := markdown.ReferenceTo(m.Inside); {
		case reference != p.Text[m.At:m.End]:
			wrong(m.At, "write "+reference+": the number is filled in", "a reference has no words of its own")
		case slices.ContainsFunc(strings.Split(m.Inside, ","), func(id string) bool { return !deal.ValidID(strings.TrimSuffix(id, document.WholeClause)) }):
			wrong(m.At, "write "+markdown.ReferenceTo("id")+", or "+markdown.ReferenceTo("id", "other-id")+" without spaces", "%q is not the id of a place, nor several", m.Inside)
		}
	}
	for m := range markdown.Commenting.All(p.Text) {
		if class, ok := markdown.TableClass(m.Inside); m.Inside != "" && !(ok && deal.ValidID(class)) {
			wrong(m.At, "the frame of a draft is not for a wording to write; a comment for authors is {{/* … */}}", "this comment has no place in a wording: %q", m.Inside)
		}
	}
	for _, m := range barePaths(p.Text) {
		if path := p.Text[m[4]:m[5]]; l.declares(path) {
			wrong(m[4]-1, "write {{."+path+"}}", "the name of an answer stands here without its braces")
		}
	}
	for m := range markdown.EmptyHeading.All(p.Text) {
		wrong(m.At, "write its words after the marks", "a heading without words")
	}
	for m := range markdown.Heading.All(p.Text) {
		if w.definition {
			wrong(m.At, "a definition is one entry of a list", "a definition has no heading")
			break
		}
	}
}

// headings reports wordings of clauses that stand in articles and begin
// without the heading of a section.
func (l *linter) headings() {
	inArticle := l.inArticles()
	for _, id := range l.lib.ClauseIDs() {
		for _, v := range l.lib.Clauses[id].Variants {
			if v.Body == nil || !inArticle[id] {
				continue
			}
			if at, ok := beginsWithout(v.Body); ok {
				l.once(v.Body.Position(at), diag.Error, "mark", "the wording begins without a heading").WithHint("begin it with ## and the words of its first section")
			}
		}
	}
}

// inArticles are the clauses that stand in an article of a template.
func (l *linter) inArticles() map[string]bool {
	in := map[string]bool{}
	for _, t := range l.lib.Templates {
		for _, a := range t.Articles {
			for _, c := range a.Clauses {
				in[c] = true
			}
		}
	}
	return in
}

// beginsWithout reports whether a reading of a text begins with words that are
// no heading, and where.
func beginsWithout(b *language.Body) (at int, found bool) {
	for _, way := range pathsThrough(b) {
		i := slices.IndexFunc(way, func(s segment) bool { return s.value != nil || strings.TrimSpace(s.text) != "" })
		if i < 0 || way[i].value != nil && isFrame(way[i].value) {
			continue
		}
		if s := way[i]; s.value != nil || !strings.HasPrefix(strings.TrimLeft(s.text, " \n"), markdown.Deeper) {
			return s.offset + len(s.text) - len(strings.TrimLeft(s.text, " \n")), true
		}
	}
	return 0, false
}

// isFrame reports whether an action prints blocks by itself.
func isFrame(p *parse.PipeNode) bool {
	c := command(p)
	if c == nil {
		return false
	}
	id, ok := c.Args[0].(*parse.IdentifierNode)
	return ok && language.Find(id.Ident) != nil && language.Find(id.Ident).Blocks
}

func (l *linter) declares(path string) bool {
	_, ok := l.lib.Schema.Find(path)
	return ok
}
