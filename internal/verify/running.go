package verify

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"clausewright/internal/document"
)

// strip takes out the lines that most pages have at their top or at their bottom: they
// read alike, but for a number that counts the pages. It returns what they say.
func strip(pages [][]line) []string {
	alike := map[string][]edge{}
	for i, lines := range pages {
		seen := map[string]bool{}
		for _, l := range edges(lines) {
			if key := edgeKey(l); !seen[key] {
				alike[key] = append(alike[key], edge{l, i, digits.FindAllString(squeezed(l.text), -1)})
				seen[key] = true
			}
		}
	}
	var running []string
	for _, key := range slices.Sorted(maps.Keys(alike)) {
		repeated := regular(alike[key])
		if len(repeated)*2 <= len(pages) || len(pages) <= 2 {
			continue
		}
		running = append(running, repeated[0].text)
		for _, e := range repeated {
			pages[e.page] = slices.DeleteFunc(slices.Clone(pages[e.page]), func(l line) bool { return l == e.line })
		}
	}
	return running
}

// edge is a line at the edge of a page, with the numbers in it.
type edge struct {
	line
	page    int
	numbers []string
}

// regular are those of lines, alike but for their numbers, whose numbers are those of most,
// or count the pages as those of most do.
func regular(list []edge) []edge {
	for k := range list[0].numbers {
		values, counts := map[string]int{}, map[int]int{}
		for _, e := range list {
			values[e.numbers[k]]++
			counts[e.ahead(k)]++
		}
		often, ahead := most(values), most(counts)
		list = slices.DeleteFunc(slices.Clone(list), func(e edge) bool {
			if counts[ahead] > values[often] {
				return e.ahead(k) != ahead
			}
			return e.numbers[k] != often
		})
	}
	return list
}

// ahead is how far the k-th number is ahead of that of the page.
func (e edge) ahead(k int) int {
	n, _ := strconv.Atoi(e.numbers[k])
	return n - e.page
}

// most is what was counted most often, of several the least.
func most[K cmp.Ordered](counts map[K]int) (often K) {
	for n, key := range slices.Sorted(maps.Keys(counts)) {
		if n == 0 || counts[key] > counts[often] {
			often = key
		}
	}
	return often
}

// edgeKey is what a line at the edge of a page says but for its numbers, and how high.
func edgeKey(l line) string {
	return fmt.Sprintf("%.0f %s", l.height/4, digits.ReplaceAllString(squeezed(l.text), "#"))
}

// Running tells where the heads and feet of pages say what a draft is called with other
// numbers than the draft does.
func Running(doc *document.Document, running []string) []Difference {
	var list []Difference
	for _, called := range []string{doc.Title, doc.ID, doc.Legend} {
		agreed := squeezed(called)
		pattern := regexp.MustCompile(digits.ReplaceAllString(regexp.QuoteMeta(agreed), "[0-9]+"))
		for _, text := range running {
			if came := pattern.FindString(squeezed(text)); came != "" && came != agreed {
				list = append(list, Difference{Place: pageEdges, Agreed: called, Came: text})
			}
		}
	}
	return list
}

// Strays are what the heads and feet of pages say that is not of the draft.
func Strays(texts []string) []Difference {
	var list []Difference
	for _, text := range texts {
		list = append(list, Difference{Place: pageEdges, Came: text})
	}
	return list
}

const pageEdges = "the head or the foot of the pages"

// edges are the two highest and the two lowest lines of a page.
func edges(lines []line) []line {
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b line) int {
		switch {
		case a.height > b.height:
			return -1
		case a.height < b.height:
			return 1
		}
		return 0
	})
	if len(sorted) <= 4 {
		return sorted
	}
	return append(sorted[:2:2], sorted[len(sorted)-2:]...)
}

// contents takes out the entries of the contents.
type contents struct {
	headings map[string]bool // squeezed, with their numbers
	open     bool            // between the heading of the contents and what comes after them
}

// without leaves out the entries on a page, each of one line or of several. Between the
// heading of the contents and the first line that is none, an entry may have no page.
func (c *contents) without(lines []line) []line {
	var kept []line
next:
	for i := 0; i < len(lines); i++ {
		text := ""
		for n := 0; n < 4 && i+n < len(lines); n++ {
			text += squeezed(lines[i+n].text)
			m := entry.FindStringSubmatch(text)
			if m != nil && c.headings[m[1]] || c.open && c.headings[text] {
				i += n
				continue next
			}
		}
		if text := squeezed(lines[i].text); text != "" {
			c.open = text == "Contents"
		}
		kept = append(kept, lines[i])
	}
	return kept
}
