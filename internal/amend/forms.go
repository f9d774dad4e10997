package amend

import (
	"maps"
	"strings"
)

// form is how instructions of one kind are said. What stands in braces is filled in.
type form string

// The kinds of instructions.
const (
	replaceAll   form = "replace"     // {place}: what follows stands in its place
	replaceOne   form = "replace one" // a row, a table, a picture
	replaceMany  form = "replace many"
	replaceWords form = "replace words" // {old} of {place} becomes {new}
	deleteWords  form = "delete words"  // {old} goes from {place}
	insertWords  form = "insert words"  // {new} comes after {old} in {place}
	changeTitle  form = "heading"       // the heading of {place} becomes {new}
	omitOne      form = "omit"          // {place} goes, and its number stays
	omitMany     form = "omit many"
	deleteOne    form = "delete" // {place} goes
	deleteMany   form = "delete many"
	insertOne    form = "insert" // {new}, which follows, comes in {where} {place}
	insertMany   form = "insert many"
	appendOne    form = "append" // {new}, which follows, comes in at the end of {place}
	appendMany   form = "append many"
	amendAll     form = "amend" // what is listed below happens to {place}
	amendMany    form = "amend many"

	called      form = "called"       // an amendment by its {number}
	agreementAs form = "title"        // of the amendment of {agreement}
	deedAs      form = "deed's title" // where it is a deed
)

// manyOf are the forms for a place that is called as if it were several.
var manyOf = map[form]form{replaceOne: replaceMany, deleteOne: deleteMany, amendAll: amendMany}

// forms are how each family of law says instructions. What a family does not say in a
// way of its own it says as eu-civil does.
var forms = map[string]map[form]string{
	"eu-civil": {
		replaceAll:   "{place} is replaced by the following:",
		replaceOne:   "{place} is replaced by the following:",
		replaceMany:  "{place} are replaced by the following:",
		replaceWords: "In {place}, “{old}” is replaced by “{new}”.",
		deleteWords:  "In {place}, “{old}” is deleted.",
		insertWords:  "In {place}, “{new}” is inserted after “{old}”.",
		changeTitle:  "The heading of {place} is replaced by “{new}”.",
		omitOne:      "{place} is deleted and replaced by “" + Omitted + "”.",
		omitMany:     "{place} are deleted, and each is replaced by “" + Omitted + "”.",
		deleteOne:    "{place} is deleted.",
		deleteMany:   "{place} are deleted.",
		insertOne:    "The following {new} is inserted {where} {place}:",
		insertMany:   "The following {new} are inserted {where} {place}:",
		appendOne:    "The following {new} is inserted at the end of {place}:",
		appendMany:   "The following {new} are inserted at the end of {place}:",
		amendAll:     "{place} is amended as follows:",
		amendMany:    "{place} are amended as follows:",
		called:       "Amendment No. {number}",
		agreementAs:  "Amendment No. {number} to the {agreement}",
		deedAs:       "Deed of Amendment No. {number} to the {agreement}",
	},
	"us": {
		replaceAll:   "{place} is amended and restated to read as follows:",
		replaceOne:   "{place} is replaced with the following:",
		replaceMany:  "{place} are replaced with the following:",
		replaceWords: "In {place}, “{old}” is replaced with “{new}”.",
		insertWords:  "In {place}, “{new}” is inserted immediately after “{old}”.",
		changeTitle:  "The heading of {place} is amended to read “{new}”.",
		omitOne:      "{place} is deleted in its entirety and replaced with “" + Omitted + "”.",
		omitMany:     "{place} are deleted in their entirety, and each is replaced with “" + Omitted + "”.",
		deleteOne:    "{place} is deleted in its entirety.",
		deleteMany:   "{place} are deleted in their entirety.",
		insertOne:    "Immediately {where} {place}, the following {new} is inserted:",
		insertMany:   "Immediately {where} {place}, the following {new} are inserted:",
		appendOne:    "At the end of {place}, the following {new} is inserted:",
		appendMany:   "At the end of {place}, the following {new} are inserted:",
	},
	"uk": {
		replaceAll:   "{place} is deleted and replaced with the following:",
		replaceOne:   "{place} is replaced with the following:",
		replaceMany:  "{place} are replaced with the following:",
		replaceWords: "In {place}, the words “{old}” are deleted and replaced with “{new}”.",
		deleteWords:  "In {place}, the words “{old}” are deleted.",
		insertWords:  "In {place}, the words “{new}” are inserted after “{old}”.",
		changeTitle:  "The heading of {place} is replaced with “{new}”.",
		omitOne:      "{place} is deleted and replaced with “" + Omitted + "”.",
		omitMany:     "{place} are deleted, and each is replaced with “" + Omitted + "”.",
		amendAll:     "{place} is varied as follows:",
		amendMany:    "{place} are varied as follows:",
		called:       "Variation No. {number}",
		agreementAs:  "Variation Agreement No. {number} relating to the {agreement}",
		deedAs:       "Deed of Variation No. {number} relating to the {agreement}",
	},
}

// formsOf are the forms of a family.
func formsOf(family string) map[form]string {
	all := maps.Clone(forms["eu-civil"])
	maps.Copy(all, forms[family])
	return all
}

// fill is a form with what its braces stand for, in pairs.
func fill(text string, parts ...string) string {
	for i := 0; i < len(parts); i += 2 {
		parts[i] = "{" + parts[i] + "}"
	}
	return strings.NewReplacer(parts...).Replace(text)
}
