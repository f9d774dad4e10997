package amend

import (
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Forms are how a family of law words the instructions, as a library says.
type Forms map[library.Instruction]string

// FormsOf are the forms of a family in a library. It is an error if it has none.
func FormsOf(lib *library.Library, family string) (Forms, diag.List) {
	said, problems := lib.Amending(family)
	if said == nil && !problems.HasErrors() {
		problems.Errorf(diag.Position{}, "amendment", "the library does not say how an amendment is worded").WithHint("copy clauses/amendment.yaml of the shipped library into it")
	}
	return said, problems
}

// manyOf are the forms for a place that is called as if it were several.
var manyOf = map[library.Instruction]library.Instruction{
	library.ReplaceOne: library.ReplaceMany, library.DeleteOne: library.DeleteMany, library.AmendOne: library.AmendMany,
}

// say is a sentence with what its braces stand for, in pairs.
func (f Forms) say(kind library.Instruction, parts ...string) string {
	all := []string{"{omitted}", Omitted}
	for i := 0; i < len(parts); i += 2 {
		all = append(all, "{"+parts[i]+"}", parts[i+1])
	}
	return strings.NewReplacer(all...).Replace(f[kind])
}
