package render

import (
	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Unprintable lists the characters of the deal's answers that a format cannot
// hold, each at its place in the deal file.
func Unprintable(d *deal.Deal, formats []Format) diag.List {
	var problems diag.List
	for _, f := range formats {
		if f.Printable == nil {
			continue
		}
		for words := range d.Texts() {
			for _, r := range words.Text {
				if reason, ok := f.Printable(r); !ok {
					problems.Errorf(words.Pos, "unprintable", "%q cannot be printed in %s: %s", r, f.Title, reason).WithPath(words.Path).
						WithHint("write it in other letters, or leave %s out with --format", f.Name)
					break
				}
			}
		}
	}
	problems.Sort()
	return problems
}
