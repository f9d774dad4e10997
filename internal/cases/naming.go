package cases

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/lazy"
	"clausewright/internal/library"
	"clausewright/internal/sample"
	"clausewright/internal/style"
)

// free is a name that no case of the clause has: as few facts, most telling
// first, as set the case apart.
func (s *search) free(facts []string) string {
	const few = 3
	for n := min(few, len(facts)); n <= len(facts); n++ {
		if name := inOne(facts[:n]); !s.names[name] {
			s.names[name] = true
			return name
		}
	}
	for n := 2; ; n++ {
		if name := fmt.Sprintf("%s (%d)", inOne(facts), n); !s.names[name] {
			s.names[name] = true
			return name
		}
	}
}

func inOne(facts []string) string {
	return document.Capitalised(strings.Join(facts, "; "))
}

// settled is what sets a case apart: its answers in words.
func (s *search) settled(a *attempt) []string {
	levels := slices.Clone(a.levels)
	slices.SortStableFunc(levels, func(a, b level) int { return weight(b) - weight(a) })
	var facts []string
	for _, set := range levels {
		if fact := s.inWords(set); fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		return []string{"The ordinary answers"}
	}
	return facts
}

// weight puts first what says most: chosen words, then other answers, other
// clauses, the style.
func weight(set level) int {
	if set.with != "" {
		return 1
	}
	if set.path == deal.StylePath || set.path == deal.SidePath {
		return 0
	}
	if _, ok := set.value.(deal.Chosen); ok {
		return 3
	}
	return 2
}

// inWords is a level as a reader would put it.
func (s *search) inWords(set level) string {
	if set.with != "" {
		return "beside " + strings.ToLower(s.lib.Clauses[set.with].Title)
	}
	q, ok := s.lib.Schema.Find(set.path)
	if !ok {
		return ""
	}
	what := subject(set.path)
	switch v := set.value.(type) {
	case deal.Chosen:
		switch set.path {
		case deal.StylePath:
			return style.Of(v.Word).Title
		case deal.SidePath:
			return "drafted for " + v.Word
		}
		return what + " is " + strings.ReplaceAll(v.Word, "-", " ")
	case deal.Flag:
		if bool(v) {
			return "with " + what
		}
		return "without " + what
	case deal.List:
		if words := wordsIn(v); len(words) > 0 && len(words) < 4 {
			return strings.Join(words, " and ") + " as " + what
		}
		return quantity(len(v), what, "entry", "entries")
	case deal.Table:
		return quantity(len(v), what, "row", "rows")
	case deal.Territory:
		return what + " is " + strings.Join(v, ", ")
	}
	if set.text == sample.Fitting(q) {
		return "with " + what
	}
	return what + " is " + strings.Trim(set.text, "[]'\"")
}

// wordsIn are the entries of a list, if all are words of a closed list.
func wordsIn(list deal.List) []string {
	var words []string
	for _, entry := range list {
		chosen, ok := entry.(deal.Chosen)
		if !ok {
			return nil
		}
		words = append(words, strings.ReplaceAll(chosen.Word, "-", " "))
	}
	return words
}

// subject names a parameter in words: its key, after its group where the key
// alone would not tell.
func subject(path string) string {
	keys := strings.Split(strings.ReplaceAll(path, "_", " "), ".")
	group, key := keys[0], keys[len(keys)-1]
	switch {
	case key == "enabled", key == "table", key == "type", key == "mode":
		return group
	case len(keys) == 3 && group == "party": // party.licensor.name
		return "the " + key + " of " + document.Capitalised(keys[1])
	case group == "deal", strings.Contains(key, " "):
		return key
	}
	return group + " " + key
}

func quantity(n int, what, one, many string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + one + " of " + what
	}
	return fmt.Sprintf("%d %s of %s", n, many, what)
}

var (
	action  = lazy.Regexp(`(?s)\{\{.*?\}\}`)
	dots    = lazy.Regexp(`…[\s…]*…`)
	unnamed = lazy.Regexp(`^[a-z0-9]*[.…"]|["“”]`)
)

// ruleFacts are what the name of a rule's case is made of: first what the rule says.
func (s *search) ruleFacts(rule *library.Rule, goal library.Branch, a *attempt) []string {
	if goal.Of == any(rule) && !goal.Yes {
		return []string{rule.ID + " is silent"}
	}
	name := rule.ID + " fires: " + gist(action.ReplaceAllString(rule.Message.Source(), "…"))
	if goal.Of == any(rule) {
		return []string{name}
	}
	return append([]string{name}, s.settled(a)...)
}

// gist is what a message says first.
func gist(message string) string {
	const few, enough = 4, 14
	message = dots.ReplaceAllString(strings.Join(strings.Fields(message), " "), "…")
	message = unnamed.ReplaceAllString(strings.ReplaceAll(message, " (…)", ""), "")
	var words []string
	for w := range strings.FieldsSeq(message) {
		words = append(words, strings.TrimRight(w, ".:;"))
		if len(words) >= few && strings.TrimRight(w, ".:;") != w || len(words) == enough {
			break
		}
	}
	for len(words) > 1 && dangling[strings.TrimRight(words[len(words)-1], ",")] {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ",")
}

// dangling are words at which no gist ends.
var dangling = map[string]bool{
	"…": true, "a": true, "an": true, "the": true, "of": true, "to": true, "in": true, "is": true, "are": true, "and": true, "or": true, "for": true, "on": true, "by": true,
	"its": true, "be": true, "that": true, "but": true, "as": true, "at": true, "from": true, "has": true, "which": true, "where": true, "with": true, "not": true, "one": true, "no": true, "than": true, "may": true, "can": true, "if": true,
}
