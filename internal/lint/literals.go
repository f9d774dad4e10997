package lint

import (
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/language"
)

var (
	bracket     = regexp.MustCompile(`\{#[^{}]*\}|[{}]`)
	linkMark    = regexp.MustCompile(`\[([^\[\]]*)\]\(#([^()\n]*)\)`)
	targetList  = regexp.MustCompile(`^[a-z0-9-]+\*?(,[a-z0-9-]+\*?)*$`)
	commentMark = regexp.MustCompile(`<!--(.*?)-->`)
	tableMark   = regexp.MustCompile(`^table: [a-z0-9-]+$`)
	barePath    = regexp.MustCompile(`(^|[\s(])[.$]{1,2}([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+)`)
	emptyHead   = regexp.MustCompile(`(?m)^#+[ \t]*(\{#[^{}]*\})?[ \t]*\n`)
)

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
	for _, m := range bracket.FindAllStringIndex(p.Text, -1) {
		switch mark := p.Text[m[0]:m[1]]; {
		case len(mark) == 1:
			wrong(m[0], "an action stands between two braces: {{.fees.upfront}}", "a single brace stands here")
		case !language.ValidID(mark[2 : len(mark)-1]):
			wrong(m[0], "an id is of small letters, digits and hyphens", "%q is not an id", mark[2:len(mark)-1])
		}
	}
	for _, m := range linkMark.FindAllStringSubmatchIndex(p.Text, -1) {
		switch words, ids := p.Text[m[2]:m[3]], p.Text[m[4]:m[5]]; {
		case words != "":
			wrong(m[0], "write [](#"+ids+"): the number is filled in", "a reference has no words of its own")
		case !targetList.MatchString(ids):
			wrong(m[0], "write [](#id), or [](#id,other-id) without spaces", "%q is not the id of a place, nor several", ids)
		}
	}
	for _, m := range commentMark.FindAllStringSubmatchIndex(p.Text, -1) {
		if says := strings.TrimSpace(p.Text[m[2]:m[3]]); says != "" && !tableMark.MatchString(says) {
			wrong(m[0], "the frame of a draft is not for a wording to write; a comment for authors is {{/* … */}}", "this comment has no place in a wording: %q", says)
		}
	}
	for _, m := range barePath.FindAllStringSubmatchIndex(p.Text, -1) {
		if path := p.Text[m[4]:m[5]]; l.declares(path) {
			wrong(m[4]-1, "write {{."+path+"}}", "the name of an answer stands here without its braces")
		}
	}
	for _, m := range emptyHead.FindAllStringIndex(p.Text, -1) {
		wrong(m[0], "write its words after the marks", "a heading without words")
	}
	if m := headingLine.FindStringIndex(p.Text); m != nil && w.definition {
		wrong(m[0], "a definition is one entry of a list", "a definition has no heading")
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
	for _, way := range readings(b) {
		i := slices.IndexFunc(way, func(s segment) bool { return s.value != nil || strings.TrimSpace(s.text) != "" })
		if i < 0 || way[i].value != nil && isFrame(way[i].value) {
			continue
		}
		if s := way[i]; s.value != nil || !strings.HasPrefix(strings.TrimLeft(s.text, " \n"), "#") {
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
