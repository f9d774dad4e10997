package lint

import (
	"slices"
	"strings"

	"clausewright/internal/diag"
)

// Rule is one thing that lint looks for.
type Rule struct {
	Name     string        `json:"name"` // stands behind a finding
	Severity diag.Severity `json:"severity"`
	Text     string        `json:"text"` // what is wrong, in one line
}

// Rules are all things that lint looks for, by name.
var Rules = func() []Rule {
	rules := []Rule{
		{"broken-ladder", diag.Warning, "variants of which some have a rank for a side and others none, or none is preferred"},
		{"broken-promise", diag.Error, "a reference to what nothing in the draft provides, or a promise whose section is not there"},
		{"circular-condition", diag.Error, "whether a clause is in a draft depends on itself"},
		{"circular-default", diag.Error, "the default of a parameter depends on itself"},
		{"circular-definition", diag.Error, "a definition says nothing but a term that leads back to it"},
		{"constant-condition", diag.Warning, "a condition that no answers change where it stands"},
		{"dangling-reference", diag.Error, "a reference that leads nowhere under some answers"},
		{"dependent-promise", diag.Error, "a clause that provides something if another provides something"},
		{"dead-rule", diag.Warning, "a rule that no answers make fire"},
		{"defined-twice", diag.Error, "a term that one draft can define in two places"},
		{"definition-without-term", diag.Error, "a definition whose wording does not define its term"},
		{"doubled-word", diag.Warning, "a word that stands twice in a row"},
		{"duplicate-id", diag.Error, "an id, a key, a parameter or a rule that is there twice"},
		{"edition", diag.Error, "an edition without its changes; with --since, a clause that changed and is in no new edition"},
		{"empty-section", diag.Error, "a section that says nothing"},
		{"encoding", diag.Error, "a file that is not UTF-8, or a character that no contract holds"},
		{"file", diag.Error, "a file that is missing, too large or a folder"},
		{"idle-switch", diag.Warning, "a rule that is switched off and would find nothing"},
		{"incomplete-list", diag.Error, "a list of clauses that provide something without one that does"},
		{"library", diag.Error, "a value that a library file does not take there"},
		{"link", diag.Error, "a symbolic link that leads out of the library"},
		{"mark", diag.Error, "a brace, a reference, an id, a comment or a heading that is not written as wordings write it"},
		{"markdown", diag.Error, "a mark that the dialect of the wordings does not have"},
		{"not-decided", diag.Warning, "something that the full form says and its short form neither says nor gives up"},
		{"not-printable", diag.Error, "a value that has no words of its own, such as a flag"},
		{"operative-value", diag.Error, "a value that another place prints beside the key terms, which are to be the only one"},
		{"overlapping-variants", diag.Warning, "two variants of a clause whose conditions can hold together"},
		{"own-question", diag.Warning, "a question at which some commands look, asked so that they do not understand its answers"},
		{"passage", diag.Error, "a passage of a variant that replaces nothing, or that no variant replaces"},
		{"question", diag.Warning, "a parameter without a question"},
		{"stands-for", diag.Error, "a compound clause, or a short form, that does not fit the clauses for which it stands"},
		{"stray-file", diag.Warning, "a file in a clause's or template's folder that is no part of the library"},
		{"template", diag.Error, "an action that is not of the clause language, or has no end"},
		{"unbounded", diag.Warning, "a number that an answer gives and a function does not take so large"},
		{"undefined-term", diag.Error, "a term that a draft can use without defining it"},
		{"unfinished", diag.Error, "a colon with nothing after it, or a table without rows or head"},
		{"unknown-clause", diag.Error, "the id of a clause that is not there"},
		{"unknown-function", diag.Error, "a function that is not there"},
		{"unknown-id", diag.Error, "a reference to an id that nothing in the library has"},
		{"unknown-key", diag.Error, "a key that a library file does not have there"},
		{"unknown-kind", diag.Error, "a kind of parameter that is not there"},
		{"unknown-parameter", diag.Error, "a parameter, a group or a column that no clause declares"},
		{"unknown-promise", diag.Error, "a name of something that no clause provides"},
		{"unknown-rank", diag.Error, "a rank of a variant that is not there"},
		{"unknown-schedule", diag.Error, "the id of a schedule that no clause brings"},
		{"unknown-template", diag.Error, "the name of a full form, or of a template that shares its key terms, that is not there"},
		{"unknown-word", diag.Error, "a word that a choice does not offer, or a code that no country has"},
		{"unlisted-clause", diag.Warning, "a clause that is in no template"},
		{"unplaced-schedule", diag.Error, "a schedule of a clause that the template does not list"},
		{"unprintable", diag.Warning, "a character that a format cannot hold"},
		{"unsupported-date", diag.Error, "a date that the calendar lists and no wording states"},
		{"unreachable-variant", diag.Warning, "a variant that is never chosen"},
		{"unused-parameter", diag.Warning, "a parameter or a column that nothing looks at"},
		{"unused-promise", diag.Warning, "something that a clause provides and no text asks for"},
		{"unused-term", diag.Warning, "a term that is defined and never used"},
		{"wrong-arguments", diag.Error, "a function that is called with too few or too many arguments"},
		{"wrong-default", diag.Error, "a default that does not fit the kind of its parameter"},
		{"wrong-kind", diag.Error, "values set side by side whose kinds do not go together"},
		{"wrong-preset", diag.Error, "an answer of a new deal that does not fit the kind of its parameter"},
		{"instruction", diag.Error, "a sentence of an amendment that does not name what it has to, or is not there"},
		{"wrong-switch", diag.Error, "a rule that cannot be switched off, or is not there"},
		{"yaml", diag.Error, "a file that is not YAML"},
		{shallSubject, diag.Warning, `"shall" without anybody who owes the duty`},
		{undatedDuty, diag.Warning, "a duty of every period, or of a day, that the calendar does not list"},
		{definitionDuty, diag.Warning, "a duty in a definition"},
		{listOfOne, diag.Warning, "a sentence about several entries before a list that may have one"},
		{lostWhenOpen, diag.Warning, "a condition that takes words away because an answer is still open"},
		{singleUse, diag.Warning, "a short definition of its own for a term that one clause alone uses"},
	}
	for _, p := range phrases {
		rules = append(rules, Rule{p.name, diag.Warning, p.text})
	}
	for _, f := range frames {
		rules = append(rules, Rule{f.name, diag.Warning, f.text})
	}
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.Name, b.Name) })
	return rules
}()
