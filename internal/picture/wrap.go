package picture

import "strings"

// maxLabel is the length of the longest label that is not cut short, in
// characters: whatever a deal says, a row fits on a page.
const maxLabel = 200

// space reports whether a line may be broken at r: not at a no-break space.
func space(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// shorten writes a label with single spaces, and cuts it if it is too long.
func shorten(label string) string {
	if strings.ContainsAny(label, "\t\n\r") || strings.Contains(label, "  ") || strings.Trim(label, " ") != label {
		label = strings.Join(strings.FieldsFunc(label, space), " ")
	}
	if len(label) <= maxLabel {
		return label
	}
	if runes := []rune(label); len(runes) > maxLabel {
		return strings.TrimRight(string(runes[:maxLabel-1]), " ") + "…"
	}
	return label
}

// wrap breaks a label into lines of at most a width. A word that is wider than
// a line is broken inside.
func (s *sheet) wrap(label string, width int) []string {
	label = shorten(label)
	if s.Type.Width(label) <= width {
		return []string{label}
	}
	var lines []string
	line := ""
	for word := range strings.SplitSeq(label, " ") {
		if line != "" {
			if longer := line + " " + word; s.Type.Width(longer) <= width {
				line = longer
				continue
			}
			lines = append(lines, line)
		}
		for s.Type.Width(word) > width {
			head, rest := s.fit(word, width)
			lines, word = append(lines, head), rest
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit parts a word before the first character that goes over the width. The
// first character always fits.
func (s *sheet) fit(word string, width int) (head, rest string) {
	for i := range word {
		if i > 0 && s.Type.Width(word[:i]) > width {
			break
		}
		head = word[:i]
	}
	if head == "" {
		for i := range word {
			if i > 0 {
				return word[:i], word[i:]
			}
		}
		return word, ""
	}
	return head, word[len(head):]
}

// widest is the width of the widest line.
func (s *sheet) widest(lines []string) int {
	width := 0
	for _, line := range lines {
		width = max(width, s.Type.Width(line))
	}
	return width
}
