package language

import (
	"errors"
	"strings"
	"unicode"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// indefinite writes a text with "a" or "an" before it, as the sound of its first
// word asks: "an LLC", "a European company", "an unincorporated association". A
// text that begins with an article or with other than a letter stays.
func (r *Run) indefinite(args []any) (any, error) {
	return r.preceded(args[0], func(text string) string {
		word, _, _ := strings.Cut(text, " ")
		switch {
		case word == "" || !unicode.IsLetter([]rune(word)[0]), determined.MatchString(text):
			return ""
		case vowelSound(word):
			return "an "
		}
		return "a "
	})
}

// definite writes a name with "the" before it where English wants one: "the
// State of Iowa", "the greater of two sums", "the Federal Arbitration Act", "the
// American Arbitration Association"; but "Germany", "New York", "Swiss law". The
// article of a name that has one is small.
func (r *Run) definite(args []any) (any, error) {
	text, err := r.onWords(args[0], func(text string, first, _ bool) (string, error) {
		if name, has := strings.CutPrefix(text, "The "); has && first {
			text = "the " + name
		}
		return text, nil
	})
	if err != nil {
		return nil, err
	}
	return r.preceded(text, func(text string) string {
		if needsThe(text) {
			return "the "
		}
		return ""
	})
}

// preceded sets an article before a text that begins with words; an open value
// stays.
func (r *Run) preceded(v any, article func(string) string) (any, error) {
	switch v.(type) {
	case deal.Blank, deal.None:
		return v, nil
	}
	text, err := r.Phrase(v)
	if err != nil || len(text) == 0 || text[0].Open != "" || text[0].Text == "" {
		return text.value(), err
	}
	out := append(Phrase(nil), text...)
	out[0].Text = article(out[0].Text) + out[0].Text
	return out.value(), nil
}

// determined matches a text that has its article, or a word in its place.
var determined = lazy.Regexp(`(?i)^(a|an|the|one|its|their|any|each|every|no)\s`)

var (
	letterByLetter = lazy.Regexp(`^[A-Z](\.?[A-Z])*\.?$|^([A-Za-z]\.)+|^S[pcA]A?A?$`)
	likeYou        = lazy.Regexp(`(?i)^(eu|ew|u[bcfkqrstv][aeiou]|uni[^nmd]|ukr|unit|ubi|one\b|one-|once\b|ouija)`)
	silentH        = lazy.Regexp(`(?i)^(heir|honest|honou?r|hour)`)
)

// vowelSound reports whether a word begins with the sound of a vowel.
func vowelSound(word string) bool {
	bare := strings.TrimRight(word, ",;:)")
	sounded, _, _ := strings.Cut(bare, "-")
	first := unicode.ToUpper([]rune(bare)[0])
	switch {
	case letterByLetter.MatchString(sounded) && !spoken[bare]:
		return strings.ContainsRune("AEFHILMNORSX", first)
	case silentH.MatchString(bare):
		return true
	case likeYou.MatchString(bare):
		return false
	}
	return strings.ContainsRune("AEIOUÀÁÂÄÅÆÈÉÊÌÍÎÒÓÔÖØÙÚÛÜ", first)
}

// spoken are abbreviations that are read as words.
var spoken = map[string]bool{"SARL": true, "SOCIMI": true, "SOPARFI": true, "SICAV": true, "SICAR": true, "REIT": true, "NASA": true, "RAIF": true, "LEI": true}

var (
	theStarts = lazy.Regexp(`^(State|States|Commonwealth|Republic|Federal Republic|Kingdom|United|Province|Principality|Grand Duchy|Canton|Free State|District|Territory|Netherlands|Philippines|Bahamas|Maldives|Isle|Swiss Confederation|People’s Republic|People's Republic|Russian Federation|European|Hague|University of|Bank of|Court of|High Court|Supreme Court|Courts?|Rules|Department|Ministry|Secretary|National Institutes)\b`)
	theEnds   = lazy.Regexp(`\b(Act|Code|Association|Cent(re|er)|Courts?|Rules|Institute|Institution|Chamber|Commission|Office|Agency|Authority|Federation|Confederation|Union|Organi[sz]ation|Foundation|Society|Council|Convention|Treaty|Regulation|Directive|Ordinance|Platform|Framework|Register|Registry)( of [A-Z].*| for [A-Z].*| in [A-Z].*| [0-9]{4})?$`)
	theValues = lazy.Regexp(`^(greater|lesser|higher|lower|sums?|amounts?|rate|courts?|state (and|or) federal courts|federal (and|or) state courts|prime rate)\b|^[A-Z].*\brate\b`)
	theParts  = lazy.Regexp(`\b(Association|Cent(re|er)|Institute|Institution|Chamber|Commission|Office|Agency|Rules|Courts?) (of|for) [A-Z]`)
)

// needsThe reports whether a name takes "the".
func needsThe(text string) bool {
	if determined.MatchString(text) {
		return false
	}
	if theValues.MatchString(text) {
		return true
	}
	if !unicode.IsUpper([]rune(text)[0]) {
		return false
	}
	return theStarts.MatchString(text) || theEnds.MatchString(text) || theParts.MatchString(text)
}

// frame chooses words by the number of entries in a list, or by a number: for
// one and for more; for one, for two and for more; or for none before these.
func (r *Run) frame(args []any) (any, error) {
	n, err := countOf(args[0])
	if err != nil {
		return nil, err
	}
	words := args[1:]
	switch len(words) {
	case 2:
		words = []any{words[1], words[0], words[1], words[1]}
	case 3:
		words = []any{words[2], words[0], words[1], words[2]}
	case 4:
	default:
		return nil, errors.New("frame needs words for one and for more, for one, two and more, or for none, one, two and more")
	}
	return words[min(max(n, 0), 3)], nil
}

// countOf is how many a value stands for; what is still open stands for many.
func countOf(v any) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case deal.Integer:
		return int(min(v, 3)), nil
	case deal.Blank:
		return 3, nil
	}
	list, err := entries(v)
	return len(list), err
}
