package diag

import "strings"

// longest is the length from which on a name is no misspelling of anything.
const longest = 100

// Nearest returns the candidate that name most probably misspells, for a "did
// you mean" hint, or "" when none is near: at most a third of the name's
// letters may be wrong. Case does not count, nor hyphens for underscores. Of
// equally near candidates the first wins.
func Nearest(name string, candidates []string) string {
	if len(name) > longest {
		return ""
	}
	name = folded(name)
	best, least := "", max(1, len(name)/3)+1
	for _, c := range candidates {
		plain := folded(c)
		if gap := len(plain) - len(name); gap >= least || -gap >= least {
			continue
		}
		if d := distance(name, plain); d < least && d < len(plain) {
			best, least = c, d
		}
	}
	return best
}

func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "-", "_")) }

// distance is the number of characters to insert, delete, replace or swap
// with a neighbour to turn a into b (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row := make([]int, len(t)+1)
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(t)]
}
