package deal

import (
	"errors"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// SetTemplate writes the name of a template into a deal file, and leaves every other
// byte of it as it is. A file that names none gets it on its first line that is no
// comment.
func SetTemplate(data []byte, s *Schema, id string) ([]byte, error) {
	w, _, root, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	if root.Kind != yaml.MappingNode {
		return nil, errors.New("the deal answers nothing")
	}
	if _, value := pairOf(root, "template"); value != nil {
		if err := w.replace(value, Text(id), ""); err != nil {
			return nil, err
		}
		return w.bytes(), nil
	}
	w.lines = slices.Insert(w.lines, root.Line-1, "template: "+id)
	return w.bytes(), nil
}

// Ask writes into a deal file an answer that nobody gave, as Set does, with what there
// is to say of it in the lines before: its question, and behind it the mark of answers
// that are pre-filled, unless it is open.
func Ask(data []byte, s *Schema, path string, v Value, says []string) ([]byte, error) {
	for range strings.Count(path, ".") {
		unfolded, err := unfold(data, s, path)
		if err != nil {
			return nil, err
		}
		data = unfolded
	}
	data, err := Set(data, s, path, v)
	if err != nil {
		return nil, err
	}
	w, _, _, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	d, _ := Read("", data, s)
	at := d.Pos(path).Line - 1
	line := strings.TrimSuffix(w.lines[at], "\r")
	end := w.lines[at][len(line):]
	if _, blank := v.(Blank); !blank {
		w.lines[at] = line + "  " + Prefilled + end
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	var comments []string
	for _, text := range says {
		comments = append(comments, indent+"# "+text+end)
	}
	w.lines = slices.Insert(w.lines, at, comments...)
	return w.bytes(), nil
}

// unfold writes the outermost group of a path that stands between braces on one line
// with one key a line, so that there is room for what is to be said of each.
func unfold(data []byte, s *Schema, path string) ([]byte, error) {
	w, _, group, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(path, ".") {
		key, value := pairOf(group, name)
		if value == nil {
			return data, nil
		}
		if group = value; group.Kind == yaml.MappingNode && group.Style&yaml.FlowStyle != 0 {
			err = w.unfold(key, group)
			return w.bytes(), err
		}
	}
	return data, nil
}

// unfold writes a group that stands between braces with one key a line.
func (w *writer) unfold(key, group *yaml.Node) error {
	start, rest := w.from(group)
	end := ""
	if strings.HasSuffix(rest, "\r") {
		end = "\r"
	}
	size := braced(rest)
	after := strings.TrimSpace(rest[size:])
	if size == 0 || after != "" && after[0] != '#' {
		return errSeveral
	}
	line := w.lines[group.Line-1]
	lines := []string{strings.TrimRight(line[:start], " ")}
	if after != "" {
		lines[0] += "  " + after
	}
	indent := strings.Repeat(" ", key.Column+1)
	for i := 0; i+1 < len(group.Content); i += 2 {
		from, _ := w.from(group.Content[i])
		to := start + size - 1
		if i+2 < len(group.Content) {
			to, _ = w.from(group.Content[i+2])
		}
		lines = append(lines, indent+strings.TrimRight(strings.TrimRight(line[from:to], " "), ","))
	}
	for i := range lines {
		lines[i] += end
	}
	w.lines = slices.Replace(w.lines, group.Line-1, group.Line, lines...)
	return nil
}

// braced is the length of what stands between braces at the start of a text, with
// them; 0 if it does not end there.
func braced(text string) int {
	depth, until := 0, rune(0)
	for i, c := range text {
		switch {
		case until != 0:
			if c == until && text[i-1] != '\\' {
				until = 0
			}
		case (c == '"' || c == '\'') && strings.ContainsRune(" {[,:", rune(text[i-1])):
			until = c
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
