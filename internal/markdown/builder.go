package markdown

import (
	"bytes"
	"sort"
	"strings"

	"clausewright/internal/document"
)

// Builder builds a draft from the texts of a library and the answers of a deal,
// and remembers where every byte came from. What frames the texts, from the
// first line to the mark of each clause, has a method here; inside a frame
// stands Markdown: of the library, of Words, of Escape.
type Builder struct {
	text   []byte
	runs   []placed // in order of start
	answer bool     // what was put last is an answer
	asked  int      // what after returned last
}

// Wording is a text of the library, in which actions print.
type Wording = document.Printing

// Place is where a text comes from. The zero Place is the frame of a draft: the
// titles and labels there are names, not wording.
type Place struct {
	Wording Wording
	Offset  int    // in the wording: of the text, or of the action that printed it
	Answer  bool   // an action printed it, or it stands in place of words of the wording
	Path    string // the question that it answers, where that is not what the action at the offset prints
}

// placed is a run of text that comes from one place.
type placed struct {
	Place
	start int
}

// Reserve makes room for a draft of about so many bytes.
func (b *Builder) Reserve(size int) {
	const each = 40 // bytes of text, or somewhat more, come from one place
	b.text, b.runs = make([]byte, 0, size), make([]placed, 0, size/each)
}

// Text is what was built, for Parse.
func (b *Builder) Text() []byte { return b.text }

// Put appends a text. Where a condition left words out it closes the gap: no
// two spaces in a row, none before a comma or full stop, and no second full
// stop after an answer that ends in one.
func (b *Builder) Put(text string, from Place) {
	if n := len(b.text); n > 0 && text != "" {
		switch last := b.text[n-1]; {
		case last == ' ' && strings.IndexByte(",.;:)", text[0]) >= 0 && b.midLine():
			b.text = b.text[:n-1]
		case last == ' ' && text[0] == ' ' && b.midLine():
			trimmed := strings.TrimLeft(text, " ")
			from.Offset += len(text) - len(trimmed)
			text = trimmed
		case last == '.' && b.answer && text[0] == '.':
			from.Offset++
			text = text[1:]
		}
	}
	if text == "" {
		return
	}
	b.answer = from.Answer
	b.runs = append(b.runs, placed{from, len(b.text)})
	b.text = append(b.text, text...)
}

// midLine reports whether words stand on the last line: spaces that begin a
// line are indentation.
func (b *Builder) midLine() bool {
	line := b.text[bytes.LastIndexByte(b.text, '\n')+1:]
	return len(bytes.Trim(line, " ")) > 0
}

// Origin is where the byte at an offset came from. For an inserted answer it is
// the place of the action that inserted it.
func (b *Builder) Origin(offset int) document.Origin {
	r := b.run(b.after(offset) - 1)
	switch {
	case r.Wording == nil:
		return document.Origin{Answer: true} // a name, not wording
	case !r.Answer:
		return document.Origin{Source: r.Wording, Offset: r.Offset + offset - r.start}
	}
	if r.Path != "" {
		return document.Origin{Source: answered{r.Wording, r.Path}, Offset: r.Offset, Answer: true}
	}
	return document.Origin{Source: r.Wording, Offset: r.Offset, Answer: true}
}

// answered is a wording of which words give way to the answer to a question.
type answered struct {
	Wording
	path string
}

func (a answered) Printed(int) string { return a.path }

// Stretch is whether the byte at an offset is no wording, and where the run of text
// from one place ends that holds it.
func (b *Builder) Stretch(offset int) (answer bool, end int) {
	next := b.after(offset)
	r := b.run(next - 1)
	if end = len(b.text); next < len(b.runs) {
		end = b.runs[next].start
	}
	return r.Answer || r.Wording == nil, end
}

// run is the i-th run; one of the frame before the first.
func (b *Builder) run(i int) *placed {
	if i < 0 {
		return &placed{}
	}
	return &b.runs[i]
}

// after is the index of the first run that starts after offset.
func (b *Builder) after(offset int) int {
	const near = 4 // a reader asks for one place after the other
	for i := b.asked; i < min(b.asked+near, len(b.runs)); i++ {
		if b.runs[i].start > offset && (i == 0 || b.runs[i-1].start <= offset) {
			b.asked = i
			return i
		}
	}
	b.asked = sort.Search(len(b.runs), func(i int) bool { return b.runs[i].start > offset })
	return b.asked
}

// frame appends what belongs to the frame.
func (b *Builder) frame(parts ...string) { b.Put(strings.Join(parts, ""), Place{}) }

// Head writes the first line.
func (b *Builder) Head(h Head) { b.frame(headComment(metadata{Head: h}), "\n\n") }

// Title writes the title of the agreement.
func (b *Builder) Title(words string) { b.frame("# ", Words(words), "\n\n") }

// Division begins a part, an article or a schedule; a part may have no heading.
func (b *Builder) Division(kind document.DivisionKind, id, heading string) {
	b.frame(Comment(kindNames[kind], id), "\n\n")
	if heading != "" {
		b.frame("## ", Words(heading), "\n\n")
	}
}

// Clause begins the wording of a clause.
func (b *Builder) Clause(id string) { b.frame(Comment(clauseComment, id), "\n\n") }

// Section begins a section that the program makes.
func (b *Builder) Section(heading string) { b.frame("### ", Words(heading), "\n\n") }

// Paragraph writes a paragraph.
func (b *Builder) Paragraph(text string) { b.frame(text, "\n\n") }

// End ends a paragraph or a wording.
func (b *Builder) End() { b.frame("\n\n") }

// Note writes a note that begins with words in bold.
func (b *Builder) Note(lead, text string) { b.frame("> **", lead, "** ", text, "\n\n") }

// Table begins a table with its head. Its rows follow, and End.
func (b *Builder) Table(class string, head ...string) {
	if class != "" {
		b.frame(Comment(tableComment, class), "\n")
	}
	b.frame("| ", strings.Join(head, " | "), " |\n|", strings.Repeat("---|", len(head)), "\n")
}

// Row writes a row of a table.
func (b *Builder) Row(cells ...string) { b.frame("| ", strings.Join(cells, " | "), " |\n") }

// RowAround writes a row of which the first two cells are put by functions.
func (b *Builder) RowAround(first, second func(), after ...string) {
	b.frame("| ")
	first()
	b.frame(" | ")
	second()
	for _, cell := range after {
		b.frame(" | ", cell)
	}
	b.frame(" |\n")
}

// Definitions begins the list of compiled definitions. Its entries follow, and
// EndDefinitions.
func (b *Builder) Definitions() { b.frame(Comment(definitionsComment, ""), "\n\n") }

// Definition begins an entry, for a term with some forms.
func (b *Builder) Definition(forms []string) {
	b.frame(Comment(definitionComment+":"+formsText(forms), ""), "\n\n")
}

// EndDefinitions ends the list.
func (b *Builder) EndDefinitions() { b.frame(Comment(definitionsEnd, "")) }
