package questions

import (
	"fmt"
	"os"
	"testing"

	"clausewright/internal/draft"
	"clausewright/internal/library"
)

func TestY(t *testing.T) {
	lib, _ := library.Open(os.DirFS("../.."), "")
	for _, tid := range lib.TemplateIDs() {
		for _, x := range []Extent{Minimal, Usual, Full} {
			text := Deal(lib, lib.Templates[tid], x)
			os.WriteFile(fmt.Sprintf("/tmp/q-%s-%d.yaml", tid, x), text, 0o644)
			made, problems := draft.Make(lib, "x.yaml", text, draft.Options{})
			for _, p := range problems {
				fmt.Println(tid, x, p, p.Hint)
			}
			fmt.Println(tid, x, len(text), made.Document != nil)
		}
	}
}
