package form_test

import (
	"regexp"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/form"
)

// A house file that was begun is one, for each side and form; and with every position
// switched on it still is: each limit can hold for its question.
func TestHouse(t *testing.T) {
	for name, lib := range libraries(t) {
		for _, id := range lib.TemplateIDs() {
			for _, side := range []deal.Party{deal.Licensor, deal.Licensee} {
				text := form.House(lib, lib.Templates[id], side)
				house, problems := deal.ReadHouse("house.yaml", text, lib.Schema)
				if len(problems) > 0 || house.Side != side || len(house.Positions) > 0 {
					t.Errorf("%s, %s for the %s: %v", name, id, side, problems)
				}
				on := switchedOn.ReplaceAll(text, []byte("$1"))
				house, problems = deal.ReadHouse("house.yaml", on, lib.Schema)
				if problems.HasErrors() {
					t.Errorf("%s, %s for the %s, switched on: %v", name, id, side, problems.FirstError())
				}
				if name == "shipped" && id == "exclusive-licence" && len(house.Positions) < 300 {
					t.Errorf("%d positions only", len(house.Positions))
				}
			}
		}
	}
}

var switchedOn = regexp.MustCompile(`(?m)^#([^ ]|  )`)
