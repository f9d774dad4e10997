package lint_test

import "strings"

// fault is a fault of a library.
type fault struct {
	name  string
	edits []edit
	at    string // the text at which a finding stands
}

// faults are faults of the shipped library. What lint finds of each is in
// faultsFile.
var faults = []fault{
	{"misspelt parameter", []edit{{"clauses/upfront-fee/balanced.md", ".fees.upfront", ".fees.upfrnt"}}, ".fees.upfrnt"},
	{"misspelt parameter in a condition of clause.yaml", []edit{{"clauses/exclusivity-sunset/clause.yaml", "gt (lastday (ternary .sunset.date", "gt (lastday (ternary .sunset.dat"}}, ".sunset.dat "},
	{"misspelt column", []edit{{"templates/exclusive-licence/template.yaml", "{{$row.amount}}", "{{$row.amuont}}"}}, "$row.amuont"},
	{"misspelt column in a loop", []edit{{"templates/heads-of-terms/template.yaml", "{{capital .trigger}}", "{{capital .triger}}"}}, ".triger"},
	{"misspelt column of a function", []edit{{"clauses/exclusivity-sunset/clause.yaml", `(column .triggers.register "id")`, `(column .triggers.register "idd")`}}, "idd"},
	{"deleted clause folder", []edit{{"clauses/royalty-stacking/", "x", "delete"}}, ""},
	{"deleted wording", []edit{{"clauses/royalty-stacking/licensor.md", "x", "delete"}}, ""},
	{"unguarded reference to an optional clause", []edit{{"clauses/exclusivity-sunset/balanced.md", "## Effect of a lower level {#lower-level}", "See [](#escrow).\n\n## Effect of a lower level {#lower-level}"}}, "escrow"},
	{"reference guarded by the wrong clause", []edit{{"clauses/exclusivity-sunset/balanced.md", "{{if has \"exclusivity-pricing\"}}\n", "{{if has \"enforcement\"}}\n"}}, "exclusivity-pricing"},
	{"reference to a section that one wording lacks", []edit{
		{"clauses/tiered-royalties/balanced.md", "## Floor of the Royalty {#royalty-floor}", `{{block "floor"}}## Floor of the Royalty {#royalty-floor}{{end}}`},
		{"clauses/tiered-royalties/licensee.md", `{{define "made-country"}}`, `{{define "floor"}}## Floor of the Royalty{{end}}{{define "made-country"}}`},
	}, "royalty-floor"},
	{"reference to nothing", []edit{{"clauses/exclusivity-sunset/balanced.md", "[](#exclusive-grant)", "[](#exclusive-grnat)"}}, "exclusive-grnat"},
	{"reference of a function to nothing", []edit{{"clauses/exclusivity-sunset/balanced.md", "[](#exclusive-grant)", `{{ref "exclusive-grant" "after-sunst"}}`}}, "after-sunst"},
	{"swapped brackets", []edit{{"clauses/upfront-fee/balanced.md", "{{.fees.upfront}}", "}}.fees.upfront{{"}}, "{{"},
	{"condition without end", []edit{{"clauses/exclusivity-sunset/balanced.md", "the Sunset Date to be extended;{{end}}\n{{end}}", "the Sunset Date to be extended;{{end}}\n"}}, "{{if eq .sunset.type"},
	{"unknown kind", []edit{{"clauses/exclusivity-sunset/clause.yaml", "kind: money", "kind: mony"}}, "mony"},
	{"unknown key", []edit{{"clauses/upfront-fee/clause.yaml", "summary:", "sumary:"}}, "sumary"},
	{"overlapping variants", []edit{{"clauses/interim-amendments/clause.yaml", `eq .interim_amendments.signatories "officers"`, `ne .interim_amendments.signatories "jipc-chairs"`}}, ""},
	{"never-chosen variant", []edit{{"clauses/interim-amendments/clause.yaml", `when: eq .interim_amendments.signatories "officers"`, `when: 'and (eq .interim_amendments.signatories "officers") (eq .interim_amendments.signatories "jipc-chairs")'`}}, "and (eq"},
	{"shadowed variant", []edit{{"clauses/interim-amendments/clause.yaml", `when: eq .interim_amendments.signatories "officers"`, `when: eq .interim_amendments.signatories "alliance-managers"`}}, ""},
	{"circular definition", []edit{
		{"clauses/definitions/person.md", "", "---\nterm: Person\n---\n**\"Person\"** means any Third Party.\n"},
		{"clauses/definitions/third-party.md", "", "---\nterm: Third Party\n---\n**\"Third Party\"** means a Person.\n"},
	}, "Third Party."},
	{"rule comparing a date with money", []edit{{"clauses/tiered-exclusivity/clause.yaml", "if: and .sunset.date (gt .tiers.first_review .sunset.date)", "if: and .sunset.date (gt .tiers.first_review .fees.upfront)"}}, ".tiers.first_review"},
	{"arithmetic on text", []edit{{"clauses/tiered-exclusivity/clause.yaml", "if: and .sunset.date (gt .tiers.first_review .sunset.date)", `if: and .sunset.date (gt (add .tiers.first_review .exclusivity.field) .sunset.date)`}}, ".tiers.first_review .excl"},
	{"range over a single value", []edit{{"clauses/exclusivity-sunset/balanced.md", "{{range .sunset.factors}}", "{{range .sunset.extension}}"}}, ".sunset.extension"},
	{"word that a choice does not offer", []edit{{"clauses/exclusivity-sunset/balanced.md", `(eq .sunset.default "convert-non-exclusive")`, `(eq .sunset.default "convert-nonexclusive")`}}, "convert-nonexclusive"},
	{"code that no country has", []edit{{"clauses/exclusive-grant/clause.yaml", `touches .exclusivity.territory "US"`, `touches .exclusivity.territory "USA"`}}, "USA"},
	{"code that no country has, beside an address", []edit{{"clauses/insolvency/clause.yaml", `seated (default "" .party.licensor.address) "US"`, `seated (default "" .party.licensor.address) "USA"`}}, "USA"},
	{"impossible word of a column", []edit{{"clauses/exclusivity-sunset/clause.yaml", `rows .pricing.matrix "level" "non-exclusive"`, `rows .pricing.matrix "level" "nonexclusive"`}}, "nonexclusive"},
	{"default of another kind", []edit{{"clauses/exclusivity-sunset/clause.yaml", "default: 1\n", "default: once\n"}}, "once"},
	{"computed default of another kind", []edit{{"clauses/exclusivity-sunset/clause.yaml", `{{else}}hard{{end}}`, `{{else}}harder{{end}}`}}, "harder"},
	{"printed flag", []edit{{"clauses/upfront-fee/balanced.md", "{{.fees.upfront}}", "{{.escrow.enabled}}"}}, ".escrow.enabled"},
	{"too many arguments", []edit{{"clauses/joint-ip-committee/schedule-decision-matrix.md", `{{if not (has "committee-deadlock")}}`, `{{if not (has "committee-deadlock") .sunset.date}}`}}, "not (has"},
	{"unknown function", []edit{{"clauses/upfront-fee/balanced.md", "{{.fees.upfront}}", "{{captial .fees.upfront}}"}}, "captial"},
	{"unknown clause in has", []edit{{"clauses/exclusivity-sunset/balanced.md", `(has "minimum-annual-royalty")`, `(has "minimum-anual-royalty")`}}, "has"},
	{"unknown group in given", []edit{{"clauses/staged-exclusivity/clause.yaml", `when: given "stages"`, `when: given "stagess"`}}, ""},
	{"unknown parameter in at", []edit{{"clauses/exclusivity-sunset/clause.yaml", "at: [exclusivity.period, sunset.date]", "at: [exclusivity.period, sunset.dat]"}}, "sunset.dat]"},
	{"invalid UTF-8", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "Licensee \xff shall"}}, ""},
	{"a huge clause", []edit{{"clauses/upfront-fee/balanced.md", "", strings.Repeat("x", 100<<20)}}, ""},
	{"unused parameter", []edit{{"clauses/upfront-fee/clause.yaml", "parameters:\n", "parameters:\n  fees.colour: {kind: text, optional: true, ask: 'Which colour?'}\n"}}, "fees.colour"},
	{"unused column", []edit{{"clauses/minimum-annual-royalty/clause.yaml", "      year: {kind: text", "      colour: {kind: text, optional: true}\n      year: {kind: text"}}, "colour"},
	{"dead rule", []edit{{"clauses/tiered-exclusivity/clause.yaml", "if: and .sunset.date (gt .tiers.first_review .sunset.date)", `if: and (eq .tiers.precedence "stage-first") (eq .tiers.precedence "tier-first")`}}, "and (eq .tiers"},
	{"rule about numbers that can never be", []edit{{"clauses/financial-relief/clause.yaml", "if: gt (add .relief.max_reduction_pct (default 0 .royalty.floor_pct)) 100", "if: and (gt .relief.max_reduction_pct 100) (lt .relief.max_reduction_pct 50)"}}, ""},
	{"rule id twice", []edit{{"clauses/tiered-exclusivity/clause.yaml", "id: F-80.1", "id: F-80.2"}}, ""},
	{"duplicate term", []edit{{"clauses/definitions/person-2.md", "", "---\nterm: Person\n---\n**\"Person\"** means a human being.\n"}}, ""},
	{"term defined in two clauses", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "(the **\"Escrow Agent\"**) Licensee shall"}}, ""},
	{"term never used", []edit{{"clauses/definitions/widget.md", "", "---\nterm: Widget\n---\n**\"Widget\"** means a thing.\n"}}, "Widget"},
	{"term without a definition", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "Under the Wigdet Plan, Licensee shall"}}, "Wigdet Plan"},
	{"term that only another clause defines", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "If the Escrow Agent so wishes, Licensee shall"}}, "Escrow Agent"},
	{"definition of something else", []edit{{"clauses/definitions/person.md", `**"Person"**`, `**"Human"**`}}, ""},
	{"clause in no template", []edit{{"templates/exclusive-licence/template.yaml", "royalty-stacking, ", ""}}, ""},
	{"schedule in no template", []edit{{"templates/exclusive-licence/template.yaml", "stage-certificate, ", ""}}, ""},
	{"condition that always holds", []edit{{"clauses/royalty-stacking/balanced.md", `{{if .royalty_stacking.carry_forward}}`, `{{if given "royalty_stacking"}}`}}, "given \"royalty"},
	{"condition that never holds", []edit{{"clauses/royalty-stacking/balanced.md", `{{if .royalty_stacking.carry_forward}}`, `{{if and .royalty_stacking.carry_forward (not .royalty_stacking.carry_forward)}}`}}, "and .roy"},
	{"clause that is never in a draft", []edit{{"clauses/royalty-stacking/clause.yaml", `given "royalty_stacking"`, `and (given "royalty_stacking") .escrow.enabled (not .escrow.enabled)`}}, "and (given"},
	{"circular condition", []edit{
		{"clauses/staged-exclusivity/clause.yaml", `when: given "stages"`, `when: or (given "stages") (has "renegotiation-window")`},
		{"clauses/renegotiation-window/clause.yaml", `when: given "renegotiation"`, `when: or (given "renegotiation") (has "staged-exclusivity")`},
	}, ""},
	{"circular default", []edit{{"clauses/exclusivity-sunset/clause.yaml", "default: 1\n", "default: '{{.sunset.max_extensions}}'\n"}}, ""},
	{"id in two places", []edit{{"clauses/upfront-fee/balanced.md", "## ", "## Twice {#lower-level}\n\nThis is so.\n\n## "}}, ""},
	{"key term twice", []edit{{"templates/exclusive-licence/template.yaml", "{term: Licensee,", "{term: Licensor,"}}, "Licensor,"},
	{"stray file", []edit{{"clauses/upfront-fee/notes.txt", "", "x"}}, ""},
	{"wording that no variant names", []edit{{"clauses/upfront-fee/neutral.md", "", "x"}}, ""},
	{"broken YAML", []edit{{"clauses/upfront-fee/clause.yaml", "parameters:\n", "parameters: [\n"}}, ""},
	{"words of language", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "Licensee agrees to and shall"}}, "agrees to"},
	{"nobody who shall", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "Notices shall be brief. Licensee shall"}}, "shall be brief"},
	{"duty in a definition", []edit{{"clauses/definitions/person.md", `**"Person"** means `, `**"Person"** shall pay and means `}}, "shall pay"},
	{"language switched off in a clause", []edit{
		{"clauses/upfront-fee/balanced.md", "Licensee shall", "Licensee agrees to and shall"},
		{"clauses/upfront-fee/clause.yaml", "parameters:\n", "lint: {off: [language-agrees-to]}\nparameters:\n"},
	}, ""},
	{"language switched off in the library", []edit{
		{"clauses/upfront-fee/balanced.md", "Licensee shall", "Licensee agrees to and shall"},
		{"clauses/library.yaml", "spelling:\n", "lint: {off: [language-agrees-to]}\nspelling:\n"},
	}, ""},
	{"switch that suppresses nothing", []edit{{"clauses/upfront-fee/clause.yaml", "parameters:\n", "lint: {off: [language-agrees-to]}\nparameters:\n"}}, "language-agrees-to"},
	{"switch of a rule that is not there", []edit{{"clauses/upfront-fee/clause.yaml", "parameters:\n", "lint: {off: [language-agree-to]}\nparameters:\n"}}, "language-agree-to"},
	{"switch of a rule that is no advice", []edit{{"clauses/upfront-fee/clause.yaml", "parameters:\n", "lint: {off: [dangling-reference]}\nparameters:\n"}}, "dangling-reference"},
	{"doubled word", []edit{{"clauses/upfront-fee/balanced.md", "Licensee shall", "Licensee shall shall"}}, ""},
}

// alone are the faults beside which others are not found, or are found otherwise.
var alone = map[string]bool{
	"clause that is never in a draft": true,
	"deleted clause folder":           true,
	"deleted wording":                 true,
	"swapped brackets":                true,
	"condition without end":           true,
	"unknown kind":                    true,
	"invalid UTF-8":                   true,
	"a huge clause":                   true,
	"broken YAML":                     true,
}
