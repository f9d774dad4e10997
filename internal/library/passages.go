package library

import (
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/lazy"
)

// A sentence stands once. The balanced variant of a clause marks passages,
// {{block "cure"}}90 days{{end}}, and another variant holds only the passages
// in which it differs, {{define "cure"}}60 days{{end}}; the rest is balanced.
// A file without any define is a variant of its own, from the first word to
// the last. The words are put together before they are parsed, so that a
// passage may stand in a condition or a loop and see its variables.

// variantFile is a Markdown file of a clause with the passages it marks.
type variantFile struct {
	name     string
	text     string
	at       language.Places
	passages []*passage // outermost, in the order of the text
	missing  bool       // it cannot be read
	faults   diag.List
}

// passage is a block or a define.
type passage struct {
	name, word string
	open, from int // where the mark begins, and the words
	to, end    int // where the words end, and the mark that ends them
	ownLines   bool
	inner      []*passage
}

// stretch is a run of words as it stands in a file.
type stretch struct {
	file     *variantFile
	from, to int
}

// variantFile reads a Markdown file and finds its passages when it is first
// asked for them.
func (o *opener) variantFile(name string) func() *variantFile {
	return sync.OnceValue(func() *variantFile {
		own := o.apart()
		text, ok := own.file(name)
		f := &variantFile{name: name, text: text, at: language.FilePlaces(lineOne(o.place(name)), text), missing: !ok}
		f.mark(&own.problems)
		f.faults = own.problems
		return f
	})
}

// mark finds the passages of a file: every block and define, with its end.
// What is left open is told where the text is parsed.
func (f *variantFile) mark(problems *diag.List) {
	var open []*passage // nil for an if or a loop
	for at := 0; ; {
		start, action := nextAction(f.text, at)
		if action == "" {
			break
		}
		at = start + len(action)
		switch word := firstWord.FindStringSubmatch(action)[1]; word {
		case "if", "range", "with":
			open = append(open, nil)
		case "block", "define":
			p := &passage{name: quoted(action), word: word, open: start, from: at}
			if p.name == "" {
				problems.Errorf(f.at(start), language.BadAction, "a passage needs a name").WithHint(`{{%s "cure"}}60 days{{end}}`, word)
			}
			open = append(open, p)
		case "end":
			if len(open) == 0 {
				return // the parser tells it at its place
			}
			p := open[len(open)-1]
			open = open[:len(open)-1]
			if p == nil {
				continue
			}
			p.to, p.end = start, at
			f.onLines(p)
			f.add(p, open)
		}
	}
}

// firstWord matches the start of an action with its first word.
var firstWord = lazy.Regexp(`^\{\{-?\s*(\w*)`)

// nextAction is the first action from offset at on.
func nextAction(text string, at int) (start int, action string) {
	open := strings.Index(text[at:], "{{")
	if open < 0 {
		return 0, ""
	}
	end := strings.Index(text[at+open:], "}}")
	if end < 0 {
		return 0, ""
	}
	return at + open, text[at+open : at+open+end+len("}}")]
}

// quoted is the first text between quotation marks.
func quoted(action string) string {
	parts := strings.SplitN(action, `"`, 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// onLines widens the marks of a passage that stand on lines of their own to the
// whole lines, which leave no trace.
func (f *variantFile) onLines(p *passage) {
	lead := strings.LastIndexByte(f.text[:p.open], '\n') + 1
	tail := strings.LastIndexByte(f.text[:p.to], '\n') + 1
	after := p.end + len(f.text[p.end:]) - len(strings.TrimLeft(f.text[p.end:], " \t"))
	alone := strings.TrimSpace(f.text[lead:p.open]) == "" && strings.HasPrefix(f.text[p.from:], "\n")
	if !alone || strings.TrimSpace(f.text[tail:p.to]) != "" || after < len(f.text) && f.text[after] != '\n' {
		return
	}
	p.ownLines = true
	p.open, p.from, p.to = lead, p.from+1, tail
	p.end = min(after+1, len(f.text))
}

// add puts a passage into the innermost block that is still open, or into the file.
func (f *variantFile) add(p *passage, open []*passage) {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] != nil {
			open[i].inner = append(open[i].inner, p)
			return
		}
	}
	f.passages = append(f.passages, p)
}

// replaces reports whether the file holds passages of another variant.
func (f *variantFile) replaces() bool {
	return len(f.passages) > 0 && f.passages[0].word == "define"
}

// variantBody is the wording of a variant.
func (o *opener) variantBody(c *Clause, name string) *language.Body {
	file := o.place(path.Join("clauses", c.ID, name+".md")).File
	return language.FileBody(file, func() language.FileText {
		var balanced *variantFile
		if read := c.files[Balanced]; read != nil {
			balanced = read()
		}
		own, f := o.apart(), c.files[name]()
		list := own.compose(balanced, f)
		text := join(list)
		text.Faults = slices.Concat(f.faults, own.problems)
		if balanced != nil && balanced != f && f.replaces() {
			text.Faults = append(text.Faults, balanced.faults...) // its words are those of this text
		}
		return text
	})
}

// compose is the wording in a file, on top of the balanced one if it only
// replaces passages of it.
func (o *opener) compose(balanced, f *variantFile) []stretch {
	switch {
	case f.missing:
		return f.stretches(nil)
	case strings.TrimSpace(f.text) == "":
		o.problems.Errorf(f.at(0), "passage", "the wording is empty").WithHint("take the variant out of clause.yaml, or write the passages in which it differs")
		return f.stretches(nil)
	case balanced == nil || balanced.missing || f == balanced || !f.replaces():
		return f.stretches(nil)
	}
	words := o.replacements(f)
	o.replacing(balanced, f, words)
	return balanced.stretches(func(name string) (stretch, bool) {
		p, ok := words[name]
		if !ok {
			return stretch{}, false
		}
		return stretch{f, p.from, p.to}, true
	})
}

// replacements lists the passages that a file replaces, by name, and reports
// what stands between them.
func (o *opener) replacements(f *variantFile) map[string]*passage {
	words := map[string]*passage{}
	at := 0
	for _, p := range f.passages {
		o.between(f, at, p.open)
		at = p.end
		switch other := words[p.name]; {
		case p.word != "define":
			o.problems.Errorf(f.at(p.open), "passage", "a variant that replaces passages marks none").WithHint(`write {{define %q}}`, p.name)
		case other != nil:
			o.problems.Errorf(f.at(p.open), "passage", "the passage %q is replaced twice", p.name).See(f.at(other.open), "first here")
		default:
			words[p.name] = p
		}
		for _, inner := range p.inner {
			o.problems.Errorf(f.at(inner.open), "passage", "a passage stands in another that replaces words").WithHint("end the first before it")
		}
	}
	o.between(f, at, len(f.text))
	return words
}

// between reports words that stand outside all passages.
func (o *opener) between(f *variantFile, from, to int) {
	text := f.text[from:to]
	if words := strings.TrimSpace(text); words != "" {
		o.problems.Errorf(f.at(from+strings.Index(text, words)), "passage", "these words stand outside the passages that this variant replaces").
			WithHint("put them into a passage, or take out every {{define}}: then the file is a whole wording")
	}
}

// replacing reports passages that replace nothing, and those that say what the
// balanced wording says.
func (o *opener) replacing(balanced, f *variantFile, words map[string]*passage) {
	var names []string
	met := map[string]bool{}
	var walk func(list []*passage, inside string)
	walk = func(list []*passage, inside string) {
		for _, b := range list {
			names = append(names, b.name)
			p := words[b.name]
			switch {
			case p == nil:
				walk(b.inner, inside)
				continue
			case inside != "":
				o.problems.Errorf(f.at(p.open), "passage", "the passage %q replaces nothing: it is part of %q, which is replaced", b.name, inside).
					See(balanced.at(b.open), "the balanced wording has it here")
			case p.ownLines != b.ownLines:
				o.problems.Errorf(f.at(p.open), "passage", "the marks of the passage %q stand on lines of their own in one wording and not in the other", b.name).
					See(balanced.at(b.open), "the balanced wording has it here")
			case len(b.inner) == 0 && f.text[p.from:p.to] == balanced.text[b.from:b.to]:
				o.problems.Add(f.at(p.open), diag.Warning, "passage", "the passage %q says what the balanced wording says", b.name).
					See(balanced.at(b.open), "here").WithHint("take it out")
			}
			met[b.name] = true
			walk(b.inner, b.name)
		}
	}
	walk(balanced.passages, "")
	for _, p := range f.passages {
		if p.word == "define" && !met[p.name] {
			problem := o.problems.Errorf(f.at(p.open), "passage", "the passage %q replaces nothing: the balanced wording marks none of that name", p.name)
			if near := diag.Nearest(p.name, names); near != "" {
				problem.WithHint("did you mean %q?", near)
			} else {
				problem.WithHint(`mark it in balanced.md: {{block %q}} … {{end}}`, p.name)
			}
		}
	}
}

// checkPassages reports passages of a clause's wordings that do not fit together.
func (o *opener) checkPassages(c *Clause) {
	var others []*variantFile
	for _, v := range c.Variants {
		if f := c.files[v.Name](); v.Name != Balanced && !f.missing {
			others = append(others, f)
		}
	}
	if read := c.files[Balanced]; read != nil && !read().missing {
		o.marked(read(), others)
	}
}

// marked reports blocks that no variant replaces, that share a name, or that
// stand in a wording other than balanced.
func (o *opener) marked(balanced *variantFile, others []*variantFile) {
	replaced, first := map[string]bool{}, map[string]*passage{}
	for _, f := range others {
		for _, p := range f.passages {
			replaced[p.name] = true
		}
		if !f.replaces() && len(f.passages) > 0 {
			o.problems.Errorf(f.at(f.passages[0].open), "passage", "only the balanced wording marks passages").WithHint("take out the marks")
		}
	}
	var walk func(list []*passage)
	walk = func(list []*passage) {
		for _, b := range list {
			switch {
			case b.word == "define":
				o.problems.Errorf(balanced.at(b.open), "passage", "the balanced wording replaces nothing").WithHint("mark a passage with {{block %q}}", b.name)
			case first[b.name] != nil:
				o.problems.Errorf(balanced.at(b.open), "passage", "two passages are called %q", b.name).See(balanced.at(first[b.name].open), "the other")
			case !replaced[b.name]:
				o.problems.Add(balanced.at(b.open), diag.Warning, "passage", "no variant replaces the passage %q", b.name).WithHint("take out its marks")
			}
			first[b.name] = b
			walk(b.inner)
		}
	}
	walk(balanced.passages)
}

// stretches is a file's text without its marks, each block in the words that
// replace it, if any do.
func (f *variantFile) stretches(words func(name string) (stretch, bool)) []stretch {
	var list []stretch
	var walk func(passages []*passage, from, to int)
	walk = func(passages []*passage, from, to int) {
		for _, p := range passages {
			list = append(list, stretch{f, from, p.open})
			from = p.end
			if words != nil {
				if s, ok := words(p.name); ok {
					list = append(list, s)
					continue
				}
			}
			walk(p.inner, p.from, p.to)
		}
		list = append(list, stretch{f, from, to})
	}
	walk(f.passages, 0, len(f.text))
	return list
}

// join is what stretches say together; every place is that of the file in which
// the words stand.
func join(list []stretch) language.FileText {
	words, starts, length := make([]string, len(list)), make([]int, len(list)), 0
	for i, s := range list {
		words[i], starts[i] = s.file.text[s.from:s.to], length
		length += len(words[i])
	}
	at := func(offset int) diag.Position {
		i := max(sort.SearchInts(starts, offset+1)-1, 0)
		return list[i].file.at(list[i].from + offset - starts[i])
	}
	return language.FileText{Words: strings.Join(words, ""), At: at}
}
