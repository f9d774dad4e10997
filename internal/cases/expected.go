package cases

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// The wordings expected of the cases of one file stand in one file, each after
// a comment that names its case. A case holds what it is about and no more:
//
//   - the first printing of the file stands in full;
//   - a printing in another variant, or of another case, holds only the sections
//     in which it differs from the one that stands above: that of the same
//     variant, if the file has one, else the first of its own case;
//   - in such a section, "…" stands for sentences that are the same, and a
//     sentence that is not printed is struck through: ~~its first words …~~; of
//     a section that is not printed only the heading is;
//   - of a heading that stands further up, its id stands;
//   - of a sentence that differs in a few words, those stand, with "…" for the
//     rest, and of one that stands further up, its first words;
//   - what is the same in several variants of a case stands once, before the
//     first comment if it is the same in all.
//
// What is not there is therefore compared as well.

// expectation is what a file expects of one case.
type expectation struct {
	text string
	line int // where the text begins
}

// Names of the comments in the files of expected wordings.
const (
	caseMark   = "case"
	legendMark = "legend"
)

// expected reads the wordings expected of the cases of one file.
func (r *reader) expected(name string) map[string]expectation {
	all := map[string]expectation{}
	data, err := library.ReadFile(r.fsys, name)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) { // there is none yet
			r.problems.Errorf(diag.Position{File: path.Join(r.dir, name)}, "case", "cannot be read: %s", err)
		}
		return all
	}
	lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); {
		of, ok := markdown.CutComment(lines[i], caseMark)
		i++
		if !ok {
			continue
		}
		start := i
		for i < len(lines) && !isCase(lines[i]) {
			i++
		}
		all[of] = expectation{strings.Trim(strings.Join(lines[start:i], "\n"), "\n") + "\n", start + 1}
	}
	return all
}

func isCase(line string) bool {
	_, ok := markdown.CutComment(line, caseMark)
	return ok
}

// printing is a case printed in one variant, a line for each paragraph, item,
// row of a table, heading.
type printing struct {
	variant string
	lines   []string
}

// expect is what a file holds of a case that is printed so, below the printings
// of other cases: the sections, those first that several variants share.
func expect(above []printing, own []printing) string {
	var order []string // sections, as they come first
	in, short := map[string][]string{}, map[string]string{}
	before, earlier := newPrinted(), newPrinted()
	for _, p := range above {
		before.note(p.lines)
		earlier.note(p.lines)
	}
	for i, p := range own {
		base := standsAbove(above, own[:i], p.variant)
		briefly := sections(base, p.lines, earlier)
		earlier.note(p.lines)
		for n, text := range sections(base, p.lines, before) {
			if in[text] == nil {
				order, short[text] = append(order, text), briefly[n]
			}
			if !slices.Contains(in[text], p.variant) {
				in[text] = append(in[text], p.variant)
			}
		}
	}
	var b strings.Builder
	for first := true; len(order) > 0; first = false {
		variants := in[order[0]]
		if len(own) > 1 && !(first && len(variants) == len(own)) {
			b.WriteString(markdown.Comment(strings.Join(variants, ", "), "") + "\n")
		}
		order = slices.DeleteFunc(order, func(text string) bool {
			same := slices.Equal(in[text], variants)
			if same {
				b.WriteString(short[text])
			}
			return same
		})
	}
	return b.String()
}

// standsAbove is the printing that one in a variant is compared with; nil if it
// is the first.
func standsAbove(above, own []printing, variant string) []string {
	for _, p := range above {
		if p.variant == variant {
			return p.lines
		}
	}
	for _, p := range slices.Concat(own, above) {
		return p.lines
	}
	return nil
}

// sections are the sections of a printing that differ from another; what is
// told already is told by its first words.
func sections(base, lines []string, earlier *printed) []string {
	old, now := sentences(base), sentences(lines)
	a, b := sentenceKeys(old), sentenceKeys(now)
	common := longest(a, b)
	var s sectioner
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			s.same(now[j], earlier)
			i, j = i+1, j+1
			continue
		}
		gone, come := i, j
		for (i < len(a) || j < len(b)) && !(i < len(a) && j < len(b) && a[i] == b[j]) {
			if j >= len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		s.replace(old[gone:i], now[come:j], earlier)
	}
	s.end()
	if len(s.list) == 0 {
		return []string{"…\n"}
	}
	return s.list
}

// sectioner writes the sections that hold a change.
type sectioner struct {
	list    []string
	open    strings.Builder // the section at hand
	changed bool            // it holds a change
	skipped bool            // since the last sentence written, some are the same
	line    bool            // a line is begun
}

func (s *sectioner) same(t sentence, earlier *printed) {
	if t.heading {
		s.end()
		s.write(briefHeading(t.text, earlier), t)
		return
	}
	s.line = s.line && !t.first
	s.skipped = true
}

// replace puts sentences in the place of others; those told already are told
// by their first words.
func (s *sectioner) replace(gone, come []sentence, earlier *printed) {
	gone = headed(gone)
	again := sentenceKeys(come)
	for n := range max(len(gone), len(come)) {
		if n < len(gone) && n < len(come) && !gone[n].heading && !come[n].heading && !earlier.keys[again[n]] {
			if words, ok := differing(gone[n].text, come[n].text); ok {
				s.change(words, come[n])
				continue
			}
		}
		if n >= len(come) && isRun(gone[n:]) {
			s.change("~~"+abbreviated(gone[n].text, earlier)+" "+abbreviated(gone[len(gone)-1].text, earlier)+"~~", gone[n])
			return
		}
		if n < len(gone) {
			s.begin(gone[n])
			stem := abbreviated(gone[n].text, earlier)
			if gone[n].heading {
				stem, _ = markdown.CutHeading(briefHeading(gone[n].text, earlier))
			}
			s.change("~~"+stem+"~~", gone[n])
		}
		if n < len(come) {
			s.begin(come[n])
			text := come[n].text
			if earlier.keys[again[n]] && !come[n].heading {
				text = abbreviated(text, earlier)
			}
			s.change(text, come[n])
		}
	}
}

// headed is what tells that sentences are gone: of a section, its heading.
func headed(gone []sentence) []sentence {
	inside := false
	return slices.DeleteFunc(slices.Clone(gone), func(t sentence) bool {
		inside = inside || t.heading
		return inside && !t.heading
	})
}

// isRun reports whether the first and the last of some sentences tell that all
// between them are gone.
func isRun(gone []sentence) bool {
	return len(gone) > 2 && !slices.ContainsFunc(gone, func(t sentence) bool { return t.heading })
}

// briefHeading is a heading as it stands where it is told already: its id
// alone.
func briefHeading(text string, earlier *printed) string {
	words, heading := markdown.CutHeading(text)
	at := strings.LastIndex(words, " ") + 1
	if _, named := markdown.CutName(words[at:]); !heading || !named || !earlier.keys["\n"+text] {
		return text
	}
	return strings.TrimSuffix(text, words) + words[at:]
}

// begin ends the section at hand before a heading.
func (s *sectioner) begin(t sentence) {
	if t.heading {
		s.end()
	}
}

func (s *sectioner) change(text string, t sentence) {
	if s.skipped {
		s.write("…", sentence{first: !s.line})
		s.skipped = false
	}
	s.write(text, t)
	s.changed = true
}

func (s *sectioner) write(text string, t sentence) {
	switch {
	case s.open.Len() == 0:
	case t.first || t.heading || !s.line:
		s.open.WriteByte('\n')
	default:
		s.open.WriteByte(' ')
	}
	s.open.WriteString(text)
	s.line = !t.heading
}

// end ends the section at hand.
func (s *sectioner) end() {
	if s.changed {
		if s.skipped {
			s.write("…", sentence{first: !s.line})
		}
		s.list = append(s.list, s.open.String()+"\n")
	}
	s.open.Reset()
	s.changed, s.skipped, s.line = false, false, false
}
