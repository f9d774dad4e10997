package language

import (
	"fmt"
	"strings"

	"clausewright/internal/deal"
)

// other is the other party.
func (*Run) other(args []any) (any, error) {
	for _, p := range [...]deal.Party{deal.Licensor, deal.Licensee} {
		if sameEntry(args[0], string(p)) {
			return p.Other(), nil
		}
	}
	if undecided(args[0]) {
		return args[0], nil
	}
	return nil, fmt.Errorf("%s is not a party", describe(args[0]))
}

// signatories are the people of "Ada Byron, Director; B. Roe, Secretary" as
// rows with name and title.
func (*Run) signatories(args []any) (any, error) {
	text, ok := args[0].(deal.Text)
	if !ok {
		return deal.Table{{"name": args[0], "title": args[0]}}, nil
	}
	var rows deal.Table
	for person := range strings.SplitSeq(string(text), ";") {
		name, title, _ := strings.Cut(person, ",")
		rows = append(rows, deal.Row{"name": deal.Text(strings.TrimSpace(name)), "title": deal.Text(strings.TrimSpace(title))})
	}
	return rows, nil
}
