package library

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
	"clausewright/internal/style"
)

// amendingFile says how the instructions of an amendment are worded.
const amendingFile = "clauses/amendment.yaml"

// Instruction is a kind of sentence by which an amendment changes an agreement.
type Instruction string

// The kinds of instructions, and how an amendment is called.
const (
	ReplaceAll   Instruction = "replace"     // {place}: what follows stands in its place
	ReplaceOne   Instruction = "replace-one" // a row, a table, a picture
	ReplaceMany  Instruction = "replace-many"
	ReplaceWords Instruction = "replace-words" // {old} of {place} becomes {new}
	DeleteWords  Instruction = "delete-words"  // {old} goes from {place}
	InsertWords  Instruction = "insert-words"  // {new} comes after {old} in {place}
	ChangeTitle  Instruction = "heading"       // the heading of {place} becomes {new}
	OmitOne      Instruction = "omit"          // {place} goes, and {omitted} stands at its number
	OmitMany     Instruction = "omit-many"
	DeleteOne    Instruction = "delete" // {place} goes
	DeleteMany   Instruction = "delete-many"
	InsertOne    Instruction = "insert" // {new}, which follows, comes in {where} {place}
	InsertMany   Instruction = "insert-many"
	AppendOne    Instruction = "append" // {new}, which follows, comes in at the end of {place}
	AppendMany   Instruction = "append-many"
	AmendOne     Instruction = "amend" // what is listed below happens to {place}
	AmendMany    Instruction = "amend-many"

	Called      Instruction = "called" // an amendment by its {number}
	AgreementAs Instruction = "title"  // of the amendment of {agreement}
	DeedAs      Instruction = "title-of-deed"
)

// instructionParts are what each sentence names in braces, once each.
var instructionParts = map[Instruction][]string{
	ReplaceAll: {"place"}, ReplaceOne: {"place"}, ReplaceMany: {"place"},
	ReplaceWords: {"new", "old", "place"}, DeleteWords: {"old", "place"}, InsertWords: {"new", "old", "place"},
	ChangeTitle: {"new", "place"}, OmitOne: {"omitted", "place"}, OmitMany: {"omitted", "place"},
	DeleteOne: {"place"}, DeleteMany: {"place"},
	InsertOne: {"new", "place", "where"}, InsertMany: {"new", "place", "where"}, AppendOne: {"new", "place"}, AppendMany: {"new", "place"},
	AmendOne: {"place"}, AmendMany: {"place"},
	Called: {"number"}, AgreementAs: {"agreement", "number"}, DeedAs: {"agreement", "number"},
}

// commonFamily is the family of law whose sentences hold where another has none.
var commonFamily = style.Fallback().Name

// Amending is how a family of law words the instructions of an amendment, with what is
// wrong there; nil if the library does not say.
func (l *Library) Amending(family string) (map[Instruction]string, diag.List) {
	families, problems := l.amends()
	if families[commonFamily] == nil {
		return nil, problems
	}
	all := maps.Clone(families[commonFamily])
	maps.Copy(all, families[family])
	return all, problems
}

// readAmending reads the file when an amendment is first written.
func (o *opener) readAmending() func() (map[string]map[Instruction]string, diag.List) {
	return sync.OnceValues(func() (map[string]map[Instruction]string, diag.List) {
		families := map[string]map[Instruction]string{}
		if !exists(o.fsys, amendingFile) {
			return families, nil
		}
		own := o.apart()
		if root, ok := own.mapping(amendingFile); ok {
			for _, family := range root.fields(style.Names()...) {
				families[family.key.Value] = family.value.instructions()
			}
			own.complete(root, families[commonFamily])
		}
		return families, own.problems
	})
}

// inBraces finds what a sentence names in braces.
var inBraces = lazy.Regexp(`\{([^{}]*)\}`)

// instructions reads the sentences of a family.
func (n node) instructions() map[Instruction]string {
	said := map[Instruction]string{}
	for _, p := range n.pairs() {
		kind, text := Instruction(p.key.Value), p.value.text()
		wanted, known := instructionParts[kind]
		if !known {
			p.key.fault("unknown-key", "there is no instruction %q", p.key.Value).WithHint("the instructions are %s", strings.Join(instructionKinds(), ", "))
			continue
		}
		var named []string
		for _, m := range inBraces.FindAllStringSubmatch(text, -1) {
			named = append(named, m[1])
		}
		slices.Sort(named)
		if !slices.Equal(named, wanted) {
			p.value.fault("instruction", "the sentence %q names {%s}, and has to name {%s} once", kind, strings.Join(named, "}, {"), strings.Join(wanted, "}, {"))
		}
		said[kind] = text
	}
	return said
}

// complete reports the sentences that no family has to fall back on.
func (o *opener) complete(root node, common map[Instruction]string) {
	for _, kind := range instructionKinds() {
		if common[Instruction(kind)] == "" {
			root.fault("instruction", "%s has no sentence %q, on which the other families fall back", commonFamily, kind)
		}
	}
}

func instructionKinds() []string {
	var kinds []string
	for kind := range instructionParts {
		kinds = append(kinds, string(kind))
	}
	slices.Sort(kinds)
	return kinds
}
