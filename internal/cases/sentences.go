package cases

import (
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/lazy"
	"clausewright/internal/markdown"
)

// sentence is a sentence of a printing, or a heading.
type sentence struct {
	text           string
	heading, first bool // first: it begins its line
}

// sentences cuts lines after each sentence.
func sentences(lines []string) []sentence {
	var list []sentence
	for _, line := range lines {
		start := 0
		for _, at := range sentenceEnd.FindAllStringIndex(line, -1) {
			list = append(list, sentence{line[start : at[0]+1], false, start == 0})
			start = at[0] + 2
		}
		list = append(list, sentence{line[start:], markdown.IsHeading(line) || markdown.BeginsDivision(line), start == 0})
	}
	return list
}

// sentenceEnd matches where one sentence ends and another begins.
var sentenceEnd = lazy.Regexp(`\. [A-Z\[“]`)

var itemEnd = lazy.Regexp(`[;.,]( and| or)?$`)

// sentenceKeys are sentences as they are compared, with whether they begin a line: the
// label of an item and what ends it follow from the items around it.
func sentenceKeys(list []sentence) []string {
	keys := make([]string, len(list))
	for i, t := range list {
		if keys[i] = t.text; t.first {
			keys[i] = "\n" + t.text
		}
		if item, ok := markdown.CutItem(t.text); ok {
			keys[i] = "- " + itemEnd.ReplaceAllString(item, "")
		}
	}
	return keys
}

// differing is what a sentence says differently from another, with a few words
// around it; not if most of it is different.
func differing(old, now string) (string, bool) {
	const around = 2
	a, b := strings.Fields(old), strings.Fields(now)
	before := 0
	for before < min(len(a), len(b)) && a[before] == b[before] {
		before++
	}
	after := 0
	for after < min(len(a), len(b))-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	if 3*(before+after) < len(b) || before+after <= 2*around {
		return "", false
	}
	from, to := max(0, before-around), min(len(b), len(b)-after+around)
	words := strings.Join(b[from:to], " ")
	if from > 0 {
		words = "… " + words
	}
	if to < len(b) {
		words += " …"
	}
	return words, true
}

// stemWords is how many words of a sentence stand for it.
const stemWords = 3

// abbreviated is the first words of a sentence. Where others that were printed before
// begin so, too, it ends with its number among them.
func abbreviated(text string, earlier *printed) string {
	said, _ := markdown.CutHeading(text)
	words, key := strings.Fields(said), strings.Fields(sentenceKeys([]sentence{{text: text}})[0])
	if len(key) <= stemWords+1 {
		return strings.Join(words, " ")
	}
	first := stemWords
	if words[1] != key[1] {
		first++ // the label of an item
	}
	number := 0
	for _, other := range earlier.starting[strings.Join(key[:stemWords], " ")] {
		if number++; other == strings.Join(key, " ") {
			break
		}
	}
	short := strings.Join(words[:first], " ") + " …"
	if number > 1 {
		short += strconv.Itoa(number)
	}
	return short
}

// printed are the sentences that were printed before.
type printed struct {
	keys     map[string]bool
	starting map[string][]string // by their first words, in order
}

func newPrinted() *printed { return &printed{map[string]bool{}, map[string][]string{}} }

// note notes the sentences of a printing.
func (h *printed) note(lines []string) {
	for _, key := range sentenceKeys(sentences(lines)) {
		h.keys[key] = true
		words := strings.Fields(key)
		if len(words) <= stemWords+1 {
			continue
		}
		first, all := strings.Join(words[:stemWords], " "), strings.Join(words, " ")
		if !slices.Contains(h.starting[first], all) {
			h.starting[first] = append(h.starting[first], all)
		}
	}
}
