package lint

import "clausewright/internal/diag"

// Rule is one thing that lint looks for.
type Rule struct {
	Name     string        `json:"name"` // stands behind a finding
	Severity diag.Severity `json:"severity"`
	Text     string        `json:"text"` // what is wrong, in one line
}

// Rules are all things that lint looks for, by name.
var Rules = []Rule{
	{"defined-twice", diag.Error, "two definitions of one term can be in one draft together"},
	{"encoding", diag.Error, "a file is not UTF-8"},
	{"file", diag.Error, "a file is missing, too large, a folder, or leads out of the library"},
	{"library", diag.Error, "a key, a value or an id that a library does not have"},
	{"template", diag.Error, "an action that is not of the clause language, or without its end"},
	{"unknown-clause", diag.Error, "the id of a clause that is not there"},
	{"unknown-function", diag.Error, "a function that is not there"},
	{"unknown-parameter", diag.Error, "a parameter, group or column that no clause declares"},
	{"unknown-schedule", diag.Error, "the id of a schedule that no clause brings"},
	{"unplaced-schedule", diag.Error, "a schedule that a clause brings and a template does not list"},
	{"yaml", diag.Error, "a file that is not YAML"},
}
