package deal

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/lazy"
)

// Prefilled is the comment behind an answer that nobody has given yet: a new deal
// begins with it because it is what parties commonly agree. Who agrees deletes
// the comment. It holds for the answers whose keys stand on its line.
const Prefilled = "# pre-filled"

// prefilled matches the mark however it is spelt, and what somebody wrote behind it: it
// holds until it is gone.
var prefilled = lazy.Regexp(`(?i)\s+#\s*pre-?filled([^\w"']([^"]*[^"'])?)?$`)

// halfMark matches an answer at whose end the word of the mark stands without its #, or
// without the space before it.
var halfMark = lazy.Regexp(`(?i)(\S#\s*|\s)pre-?filled$`)

// endsFilled reports whether a text ends with the last letters of the mark.
func endsFilled(text string) bool {
	from := len(text) - len("filled")
	return from >= 0 && strings.EqualFold(text[from:], "filled")
}

// unmarked reports an answer that took in a part of the mark.
func (r *reader) unmarked(path string, n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Style != 0 || !endsFilled(n.Value) || !halfMark.MatchString(n.Value) {
		return false
	}
	r.errorf(n, path, "pre-filled", "the mark is deleted only in part, and what is left of it has become a part of the answer").
		WithHint("delete the whole of %q, or write it again with a space before it", Prefilled)
	return true
}

// Prefilled lists the answers that the file marks as pre-filled, in file order. An
// answer that is still open is none of them.
func (d *Deal) Prefilled() []string { return slices.Clone(d.prefilled) }

// marked notes an answer whose key stands on a line that ends with the mark.
func (r *reader) marked(path string, line int) {
	v, answered := r.deal.answers[path]
	text := r.source.lines[line-1]
	if _, open := v.(Blank); answered && !open && strings.Contains(text, "#") && prefilled.MatchString(text) {
		r.deal.prefilled = append(r.deal.prefilled, path)
	}
}

// confirm takes the mark off the line of an answer that somebody gave, unless it
// holds for others too.
func (w *writer) confirm(before *Deal, path string) {
	line := before.Pos(path).Line
	same := func(other string) bool { return before.Pos(other).Line == line }
	if i := slices.IndexFunc(before.prefilled, same); i >= 0 && before.prefilled[i] == path && !slices.ContainsFunc(before.prefilled[i+1:], same) {
		w.lines[line-1] = prefilled.ReplaceAllString(w.lines[line-1], "")
	}
}
