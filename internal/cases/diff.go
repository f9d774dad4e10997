package cases

import "strings"

// diff shows how got differs from want, line by line, with a line of context
// before and after each difference: "- " only wanted, "+ " only there now. It
// shows at most a number of differences, all if most is 0, and the line of
// want at which the first begins.
func diff(want, got string, most int) (text string, line int) {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	common := longest(a, b)
	var out strings.Builder
	shown := 0
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] && common[i][j] == common[i+1][j+1]+1 {
			i, j = i+1, j+1
			continue
		}
		if shown++; most > 0 && shown > most {
			out.WriteString("  …\n")
			break
		}
		if line == 0 {
			line = i + 1
		}
		if i > 0 && a[i-1] != "" {
			out.WriteString("  " + a[i-1] + "\n")
		}
		var gone, come []string
		for (i < len(a) || j < len(b)) && !(i < len(a) && j < len(b) && a[i] == b[j]) {
			if j >= len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				gone = append(gone, a[i])
				i++
			} else {
				come = append(come, b[j])
				j++
			}
		}
		if len(gone) == 1 && len(come) == 1 {
			gone[0], come[0] = excerpts(gone[0], come[0])
		}
		for _, line := range gone {
			out.WriteString("- " + line + "\n")
		}
		for _, line := range come {
			out.WriteString("+ " + line + "\n")
		}
		if i < len(a) && a[i] != "" {
			out.WriteString("  " + a[i] + "\n")
		}
	}
	return out.String(), line
}

// longest holds for every i and j how many lines a[i:] and b[j:] have in
// common, in order.
func longest(a, b []string) [][]int {
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	return common
}

// contextChars is how many characters of a long line stand before and after the words
// that differ.
const contextChars = 60

// excerpts cuts two lines to the words in which they differ, with some before
// and after.
func excerpts(a, b string) (string, string) {
	x, y := strings.SplitAfter(a, " "), strings.SplitAfter(b, " ")
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	for length := 0; start > 0 && length < contextChars; start-- {
		length += len(x[start-1])
	}
	for length := 0; end > 0 && length < contextChars; end-- {
		length += len(x[len(x)-end])
	}
	cut := func(words []string) string {
		text := strings.TrimSuffix(strings.Join(words[start:len(words)-end], ""), " ")
		if start > 0 {
			text = "… " + text
		}
		if end > 0 {
			text += " …"
		}
		return text
	}
	return cut(x), cut(y)
}
