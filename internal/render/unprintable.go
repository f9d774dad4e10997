package render

import (
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// Unprintable lists the characters that a format cannot hold: those of the
// deal's answers, each at its place in the deal file, else those of the document
// made from it, at the wording.
func Unprintable(d *deal.Deal, doc *document.Document, formats []Format) diag.List {
	var problems diag.List
	for _, f := range formats {
		if f.Printable == nil {
			continue
		}
		answers := unprintableAnswers(d, f)
		problems = append(problems, answers...)
		if doc == nil || len(answers) > 0 {
			continue
		}
		for _, u := range f.Check(doc) {
			problems.Errorf(u.Origin.Pos(), "unprintable", "%q cannot be printed in %s: %s", u.Rune, f.Title, u.Reason).
				WithHint("write it in other letters in the library, or leave %s out of the formats", f.Name)
		}
	}
	problems.Sort()
	return problems
}

func unprintableAnswers(d *deal.Deal, f Format) diag.List {
	var problems diag.List
	for words := range d.Texts() {
		for _, r := range words.Text {
			if reason, ok := f.Printable(r); !ok {
				problems.Errorf(words.Pos, "unprintable", "%q cannot be printed in %s: %s", r, f.Title, reason).WithPath(words.Path).
					WithHint("write it in other letters, or leave %s out of the formats", f.Name)
				break
			}
		}
	}
	return problems
}
