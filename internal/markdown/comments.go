package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"clausewright/internal/document"
)

// comments reads the comments of an HTML block, each through directive. What
// is no comment is a problem, and is kept as a paragraph of plain text.
func (r *reader) comments(n *ast.HTMLBlock, directive func(content string, offset int)) []document.Block {
	from, to := 0, 0
	if lines := n.Lines(); lines.Len() > 0 {
		from, to = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	}
	if n.HasClosure() {
		to = max(to, n.ClosureLine.Stop)
	}
	for {
		for from < to && strings.IndexByte(" \t\n", r.text[from]) >= 0 {
			from++
		}
		if from >= to {
			return nil
		}
		content, size, ok := cutComment(r.text[from:to])
		if !ok {
			r.problem(from, "HTML has no place in a draft").WithHint("put a backslash before <")
			return []document.Block{&document.Paragraph{Inlines: r.raw(from, to)}}
		}
		directive(content, from)
		from += size
	}
}

// cutComment cuts a comment off the start of text: what it says, without spaces
// around, and its size.
func cutComment(text []byte) (content string, size int, ok bool) {
	if !bytes.HasPrefix(text, []byte("<!--")) {
		return "", 0, false
	}
	for _, empty := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(text, []byte(empty)) {
			return "", len(empty), true
		}
	}
	end := bytes.Index(text[4:], []byte("-->"))
	if end < 0 {
		return "", 0, false
	}
	return trim(string(text[4 : 4+end])), end + 7, true
}

// directive acts on a comment between the blocks of a draft.
func (r *reader) directive(content string, offset int) {
	name, value, _ := strings.Cut(content, ":")
	value = trim(value)
	switch name {
	case "":
	case headName:
		r.metadata(value, offset)
	case kindNames[document.Part]:
		r.openMarked(document.Part, value, offset)
	case kindNames[document.Article]:
		r.openMarked(document.Article, value, offset)
	case kindNames[document.Schedule]:
		r.openMarked(document.Schedule, value, offset)
	case clauseComment:
		r.closeDefinitions(offset)
		r.clause = r.id(value, offset)
	case wasComment:
		r.forms, r.differ = splitForms(value), true
	case definitionsComment:
		r.openDefinitions(offset)
	case definitionComment:
		r.define(value, offset)
	case definitionsEnd:
		r.endDefinitions(offset)
	case openPointsComment:
		r.add(&document.Table{Class: document.OpenPoints, Origin: r.origin(offset)}, offset)
	default:
		if p := r.beforeTable(content, offset); p != nil {
			r.add(p, offset)
		}
	}
}

// beforeTable acts on a comment that may stand anywhere before a table: it
// gives the table's class, or is a picture of what the table says.
func (r *reader) beforeTable(content string, offset int) *document.Picture {
	if class, ok := strings.CutPrefix(content, tableComment+":"); ok {
		r.class = r.id(trim(class), offset)
	} else if value, ok := strings.CutPrefix(content, pictureComment+":"); ok {
		return r.picture(trim(value), offset)
	} else if value, ok := strings.CutPrefix(content, markComment+":"); ok && r.at == nil {
		if r.mark, ok = readMark(value); !ok {
			r.problem(offset, "this is no mark of a redline: %q", content)
		}
	} else if content != "" {
		r.problem(offset, "this comment means nothing here: %q", content)
	}
	return nil
}

// openMarked starts a part, an article or a schedule, of which a redline tells
// its mark and the clause that it had in the old document.
func (r *reader) openMarked(kind document.DivisionKind, value string, offset int) {
	id, rest, _ := strings.Cut(value, ";")
	r.open(kind, r.id(trim(id), offset), offset)
	for rest != "" {
		var part string
		part, rest, _ = strings.Cut(rest, ";")
		name, value, _ := strings.Cut(trim(part), ":")
		ok := r.at == nil
		switch name {
		case markComment:
			r.top.Mark, ok = readMark(value)
		case wasComment:
			r.top.Was = &document.Division{ID: r.top.ID, Clause: r.id(trim(value), offset)}
		default:
			ok = false
		}
		if !ok {
			r.problem(offset, "this means nothing here: %q", part)
		}
	}
	r.within = r.top.Mark
}

func (r *reader) openDefinitions(offset int) {
	r.closeDefinitions(offset)
	block := &document.Definitions{Mark: r.takeMark()}
	r.add(block, offset)
	r.definitions, r.entry, r.opened = block, nil, offset
}

func (r *reader) define(forms string, offset int) {
	if r.definitions == nil {
		r.problem(offset, "a definition stands outside <!-- definitions -->")
		return
	}
	r.endEntry()
	r.entry = &document.Entry{Forms: splitForms(forms), Origin: r.origin(offset), Mark: r.takeMark()}
	if r.differ {
		r.entry.Was = &document.Entry{Forms: r.forms}
		r.forms, r.differ = nil, false
	}
	r.began, r.outside = offset, r.within
	r.within = cmp.Or(r.entry.Mark, r.definitions.Mark, r.within)
	r.definitions.Entries = append(r.definitions.Entries, r.entry)
}

// splitForms reads the forms of a term.
func splitForms(text string) []string {
	var forms []string
	for _, form := range strings.Split(text, "|") {
		if form = unescapeComment(trim(form)); form != "" {
			forms = append(forms, form)
		}
	}
	return forms
}

func (r *reader) endDefinitions(offset int) {
	if r.definitions == nil {
		r.problem(offset, "no definitions are open here")
		return
	}
	r.endEntry()
	r.definitions = nil
	r.closeDefinitions(offset)
}

// endEntry ends the open definition.
func (r *reader) endEntry() {
	if r.entry != nil && len(r.entry.Blocks) == 0 {
		r.problem(r.began, "this definition has no text")
	}
	if r.entry != nil {
		r.within = r.outside
	}
	r.entry = nil
}

// id checks an id, and is empty for one that cannot be a link's target.
func (r *reader) id(id string, offset int) string {
	if id == "" || validID(id) {
		return id
	}
	r.problem(offset, "%q cannot be an id", id).WithHint("use letters, digits, hyphens, full stops and underscores")
	return ""
}

func validID(id string) bool {
	for i := 0; i < len(id); i++ {
		c := id[i]
		if !isAlnum(c) && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return id != ""
}

// escapeComment makes a string safe inside a comment, in a table too.
func escapeComment(s string) string {
	var b strings.Builder
	for i, r := range s {
		edge := i == 0 || i == len(s)-1
		switch {
		case r == '&' || r == '|' || r == '>' || r == '`' || r < ' ', r == ' ' && edge, r == '-' && edge,
			r == ':' && (edge || strings.HasPrefix(s[i+1:], " ")):
			writeEntity(&b, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescapeComment reads what escapeComment wrote.
func unescapeComment(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b []byte
	for i := 0; i < len(s); {
		if s[i] == '&' {
			if text, size := entity([]byte(s[i:])); size > 0 {
				b = append(b, text...)
				i += size
				continue
			}
		}
		b = append(b, s[i])
		i++
	}
	return string(b)
}

// trim takes the white space of Markdown off both ends.
func trim(s string) string { return strings.Trim(s, " \t\n") }
