package draft_test

import (
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// neverPrinted are questions whose answers only rules and conditions look at.
var neverPrinted = []string{"party.licensor.market_share_pct", "party.licensee.market_share_pct"}

// TestOpenIsPrinted: what a draft prints of an answer stands there as open where
// the deal leaves the answer open, or something says why not. Every twelfth
// answer is left open at once, and by itself where it is not found then.
func TestOpenIsPrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("drafts a long deal twelve times")
	}
	const parts = 12
	lib := openShipped(t)
	for _, name := range []string{"battery.yaml", "ai-module.yaml"} {
		text := sample(t, name)
		answers, _ := deal.Read(name, []byte(text), lib.Schema)
		var openable []string
		for _, path := range answers.Answers() {
			if q, _ := lib.Schema.Find(path); q.MayStayOpen() && !slices.Contains(neverPrinted, path) {
				openable = append(openable, path)
			}
		}
		for part := range parts {
			var open []string
			for i := part; i < len(openable); i += parts {
				open = append(open, openable[i])
			}
			for _, path := range lostOpen(t, lib, text, open) {
				if len(lostOpen(t, lib, text, []string{path})) > 0 {
					t.Errorf("%s: %s is not printed while it is open", name, path)
				}
			}
		}
	}
}

// lostOpen are the answers that a draft does not show as open when a deal leaves
// them open, and of which nothing is told.
func lostOpen(t *testing.T, lib *library.Library, text string, open []string) (lost []string) {
	t.Helper()
	var with yaml.Node
	if err := yaml.Unmarshal([]byte(text), &with); err != nil {
		t.Fatal(err)
	}
	for _, path := range open {
		*answerNode(with.Content[0], strings.Split(path, ".")) = yaml.Node{Kind: yaml.ScalarNode, Value: "TBD"}
	}
	left, err := yaml.Marshal(&with)
	if err != nil {
		t.Fatal(err)
	}
	made, problems := draft.Make(lib, "deal.yaml", left, draft.Options{Force: true})
	if made.Document == nil {
		return open
	}
	blanks := document.Blanks(made.Document)
	for _, path := range open {
		shown := slices.ContainsFunc(blanks, func(b *document.Blank) bool {
			return b.Name == path || strings.HasPrefix(b.Name, path+"[") || strings.HasPrefix(b.Name, path+".")
		})
		told := slices.ContainsFunc(problems, func(p *diag.Problem) bool { return strings.Contains(p.Message, path+":") })
		if !shown && !told {
			lost = append(lost, path)
		}
	}
	return lost
}
