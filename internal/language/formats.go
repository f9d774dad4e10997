package language

import (
	"fmt"

	"clausewright/internal/lazy"
)

// printed runs together what its arguments print.
func (r *Run) printed(args []any) (any, error) {
	items := make([]Phrase, len(args))
	joints := make([]string, len(args))
	for i, arg := range args {
		var err error
		if items[i], err = r.Phrase(arg); err != nil {
			return nil, err
		}
	}
	text, err := r.joined(items, joints)
	return text.value(), err
}

// formatVerb matches a percent sign of a format and what it takes for a formatVerb.
var formatVerb = lazy.Regexp(`%(?:[-+# 0-9.\[\]*]*)(.?)`)

// FormatVerbs lists the verbs of a format of printf, each for one of a number
// of values. The error says what is wrong with the format.
func FormatVerbs(format string, values int) ([]string, error) {
	var verbs []string
	for _, m := range formatVerb.FindAllString(format, -1) {
		switch m {
		case "%%":
		case "%s", "%d":
			verbs = append(verbs, m)
		default:
			return nil, fmt.Errorf("%q is no verb of printf: write %%s for what prints, %%d for a whole number, %%%% for a percent sign", m)
		}
	}
	if len(verbs) != values {
		return nil, fmt.Errorf("the format has %d of %%s and %%d, and there are %d values for it", len(verbs), values)
	}
	return verbs, nil
}

// printf sets what its arguments print in place of the verbs of a format.
func (r *Run) printf(args []any) (any, error) {
	format, ok, err := r.closed(args[0])
	if err != nil || !ok {
		return args[0], err
	}
	if _, err := FormatVerbs(format, len(args)-1); err != nil {
		return nil, err
	}
	var out Phrase
	done, next := 0, 1
	for _, at := range formatVerb.FindAllStringIndex(format, -1) {
		out = append(out, Part{Text: format[done:at[0]]})
		done = at[1]
		switch format[at[0]:at[1]] {
		case "%%":
			out = append(out, Part{Text: "%"})
			continue
		case "%d":
			if _, err := wholeNumber(args[next], -1<<62, 1<<62); err != nil && !isOpen(args[next]) {
				return nil, fmt.Errorf("%%d: %w", err)
			}
		}
		text, err := r.Phrase(args[next])
		if err != nil {
			return nil, err
		}
		out, next = append(out, text...), next+1
	}
	out = append(out, Part{Text: format[done:]})
	return out.value(), r.charge(len(out), sizeOf(out))
}
