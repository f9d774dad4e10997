package amend

import (
	"slices"
	"strings"
	"unicode"

	"clausewright/internal/library"
	"clausewright/internal/measure"
	"clausewright/internal/redline"
)

// edit is words of a text that become others.
type edit struct {
	form     library.Instruction
	old, new string
}

// How much of a paragraph may change in words before the whole is replaced.
const (
	mostEdits = 3
	mostShare = 50 // of the words, in percent
	telling   = 9  // letters of a word that tells its place alone
)

// scope is a text in which words are looked for, as it was and as it is.
type scope struct{ was, is string }

// once reports whether words stand once in the text, also when all other changes of
// it are made; newer is what stands in their place.
func (s scope) once(words, newer string) bool {
	words = plainSpace(words)
	return words != "" && quotable(words) && strings.Count(s.was, words) == 1 && strings.Count(s.is, words) <= strings.Count(plainSpace(newer), words)
}

// wordEdits are the changes of a text in words, each by words that stand once in the
// scope. It reports false where the text is better replaced: too much of it changed,
// or no words tell the place.
func wordEdits(in scope, older, newer string) ([]edit, bool) {
	in = scope{plainSpace(in.was), plainSpace(in.is)}
	was, is := cut(older), cut(newer)
	runs := redline.Changes(was.words, is.words)
	runs = near(slid(was, is, runs))
	if len(runs) == 0 || len(runs) > mostEdits {
		return nil, false
	}
	changed := 0
	for _, r := range runs {
		changed += max(r.OldHigh-r.OldLow, r.NewHigh-r.NewLow)
	}
	const few = 4 // words may change whatever their share
	if changed > few && changed*100 > mostShare*max(len(was.words), len(is.words)) {
		return nil, false
	}
	var edits []edit
	for i, r := range runs {
		low, high := 0, len(was.words)
		if i > 0 {
			low = runs[i-1].OldHigh
		}
		if i+1 < len(runs) {
			high = runs[i+1].OldLow
		}
		e, ok := wordEdit(in, was, is, r, low, high)
		if !ok {
			return nil, false
		}
		edits = append(edits, e)
	}
	return edits, true
}

// wordEdit is one change by words that stand once in the scope; the words from low to
// high may be named with it.
func wordEdit(in scope, was, is cutText, r redline.Change, low, high int) (edit, bool) {
	if r.OldLow == r.OldHigh { // what comes in, after the words before it
		added := is.from(r.NewLow, r.NewHigh)
		for from := r.OldLow - 2; from >= low; from-- {
			if words := was.from(from, r.OldLow); in.once(words, words+" "+added) {
				return edit{library.InsertWords, words, added}, quotable(added)
			}
		}
	}
	before, after := 0, 0
	for r.OldLow-before > low && was.tied(r.OldLow-before) {
		before++
	}
	for r.OldHigh+after < high && was.tied(r.OldHigh+after) {
		after++
	}
	for {
		older := was.from(r.OldLow-before, r.OldHigh+after)
		newer := is.from(r.NewLow-before, r.NewHigh+after)
		long := r.OldHigh+after-r.OldLow+before > 1 || len(older) > telling || isSum(older)
		if long && in.once(older, newer) {
			older, newer = in.unpointed(older, newer)
			if newer == "" {
				return edit{library.DeleteWords, older, ""}, true
			}
			return edit{library.ReplaceWords, older, newer}, quotable(newer)
		}
		behind := r.OldHigh+after < high
		switch {
		case behind && after <= before && !was.ends(r.OldHigh+after-1):
			after++
		case r.OldLow-before > low && (before <= after || !behind):
			before++
		case behind:
			after++
		default:
			return edit{}, false
		}
	}
}

// isSum reports whether words are a number that tells its place alone, such as 15,000.
func isSum(words string) bool {
	const digits = 4
	n := 0
	for _, r := range words {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n >= digits
}

// unpointed takes off two texts the mark with which both end, if words that stand once
// are left.
func (s scope) unpointed(older, newer string) (string, string) {
	if older == "" || newer == "" || older[len(older)-1] != newer[len(newer)-1] || !strings.ContainsRune(".,;:", rune(older[len(older)-1])) {
		return older, newer
	}
	was, is := older[:len(older)-1], newer[:len(newer)-1]
	if !s.once(was, is) || was == "" || is == "" {
		return older, newer
	}
	return was, is
}

// quotable reports whether words can stand between quotation marks.
func quotable(words string) bool { return !strings.ContainsAny(words, "“”\n") }

// slid moves what comes in or goes to where a part of a sentence begins or ends, if
// the text reads alike then.
func slid(was, is cutText, runs []redline.Change) []redline.Change {
	out := slices.Clone(runs)
	for i, r := range runs {
		low := 0
		if i > 0 {
			low = out[i-1].OldHigh
		}
		for r.OldLow > low && (r.OldLow == r.OldHigh || r.NewLow == r.NewHigh) {
			whole, last := is, r.NewHigh-1
			if r.NewLow == r.NewHigh {
				whole, last = was, r.OldHigh-1
			}
			if was.ends(r.OldLow-1) || whole.ends(last) {
				out[i] = r
				break
			}
			if was.words[r.OldLow-1].Text != whole.words[last].Text {
				break
			}
			r = redline.Change{OldLow: r.OldLow - 1, OldHigh: r.OldHigh - 1, NewLow: r.NewLow - 1, NewHigh: r.NewHigh - 1}
		}
	}
	return out
}

// near joins changes with few words between them.
func near(runs []redline.Change) []redline.Change {
	const apart = 4
	var out []redline.Change
	for _, r := range runs {
		if n := len(out); n > 0 && r.OldLow-out[n-1].OldHigh < apart {
			out[n-1].OldHigh, out[n-1].NewHigh = r.OldHigh, r.NewHigh
			continue
		}
		out = append(out, r)
	}
	return out
}

// cutText is a text in words, without the spaces between them.
type cutText struct {
	whole      string
	words      redline.Paragraph
	start, end []int
	ties       []int // places of the spaces at which no line ends
}

func cut(whole string) cutText {
	t := cutText{whole: whole, ties: measure.Ties(whole)}
	at := 0
	for _, word := range strings.FieldsFunc(whole, unicode.IsSpace) {
		at += strings.Index(whole[at:], word)
		t.words = append(t.words, redline.Word{Text: word})
		t.start, t.end = append(t.start, at), append(t.end, at+len(word))
		at += len(word)
	}
	return t
}

// from is the words from i up to j, as they stand.
func (t cutText) from(i, j int) string {
	if i >= j {
		return ""
	}
	return t.whole[t.start[i]:t.end[j-1]]
}

// ends reports whether a sentence, or a part of one, ends with the i-th word.
func (t cutText) ends(i int) bool {
	return i >= 0 && strings.ContainsAny(t.words[i].Text[len(t.words[i].Text)-1:], ".,;:")
}

// tied reports whether the i-th word stands with the one before it on one line, as the
// parts of a date and of a sum do.
func (t cutText) tied(i int) bool {
	if i <= 0 || i >= len(t.words) {
		return false
	}
	at, found := slices.BinarySearch(t.ties, t.end[i-1])
	return found || at < len(t.ties) && t.ties[at] < t.start[i]
}

// plainSpace is a text with a space wherever it has one of any kind.
func plainSpace(text string) string { return strings.Join(strings.Fields(text), " ") }
