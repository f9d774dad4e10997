package lint_test

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/cases"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/lint"
)

// small is a sound library in which every key of every kind of file is used.
func small(t testing.TB) fstest.MapFS { return filesIn(t, "testdata/small") }

// filesIn are the files of a library.
func filesIn(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Files of the small library.
const (
	secrecy  = "clauses/secrecy/clause.yaml"
	wording  = "clauses/secrecy/balanced.md"
	receiver = "clauses/secrecy/receiver.md"
	places   = "clauses/secrecy/schedule-places.md"
	fees     = "clauses/fees/clause.yaml"
	steps    = "clauses/fees/balanced.md"
	closing  = "clauses/closing/clause.yaml"
	secrets  = "clauses/definitions/secrets.md"
	copies   = "clauses/definitions/copy.md"
	nda      = "templates/nda/template.yaml"
	letter   = "templates/letter/template.yaml"
	cover    = "templates/nda/cover.md"
	settings = "clauses/library.yaml"
	begins   = "clauses/new.yaml"
	amends   = "clauses/amendment.yaml"
)

// seeded are faults in a small library, one for each thing that each key of each
// file can have wrong: the first old words of a file give way to new ones (no
// old words: to the whole file; no new ones: the file is gone). rule is what lint
// says of it, and at the words at which it says so; without a rule, taste says
// why it is none of lint's business.
var seeded = []struct {
	name, file, old, new string
	rule, at             string
	taste                string
}{
	// clause.yaml
	{"no title", secrecy, "title: Secrecy\n", "", "library", "", ""},
	{"an empty title", secrecy, "title: Secrecy", "title: ''", "library", "", ""},
	{"a title that is a list", secrecy, "title: Secrecy", "title: [Secrecy]", "library", "[Secrecy]", ""},
	{"a title with Markdown", secrecy, "title: Secrecy", "title: '# Secrecy'", "", "", "a title stands in lists only"},
	{"a private character in a title", secrecy, "title: Secrecy", "title: \"Secrecy \uf0b7\"", "encoding", "\uf0b7", ""},
	{"a mark of direction in a summary", secrecy, "summary: Secrets", "summary: \"Se\u202ecrets\"\n#", "encoding", "\u202e", ""},
	{"no summary", secrecy, "summary: Secrets are kept.\n", "", "", "", "a clause without a summary drafts"},
	{"a control in a note", secrecy, "notes: Agree", "notes: \"Agree\\x1b[2J\"\n#", "encoding", "", ""},
	{"notes twice", secrecy, "notes: Agree", "notes: x\nnotes: Agree", "duplicate-id", "notes: Agree", ""},
	{"an alias", secrecy, "title: Secrecy", "title: &t Secrecy\nsummary: *t\n#", "library", "*t", ""},
	{"a tab", secrecy, "  secrecy.end:", "\tsecrecy.end:", "yaml", "", ""},
	{"a group too deep", secrecy, "  secrecy.end:", "   secrecy.end:", "yaml", "", ""},
	{"a lost quotation mark", secrecy, "title: Secrecy", "title: \"Secrecy", "yaml", "\"Secrecy", ""},
	{"a lost bracket", secrecy, "choices: {never: never}", "choices: {never: never", "yaml", "", ""},
	{"a colon in a text", secrecy, "summary: Secrets are kept", "summary: Secrets: are kept", "yaml", "", ""},
	{"a note for nobody", secrecy, "notes: Agree", "notes: [{for: holder, say: Wait.}]\nlint: {off: []} #", "library", "holder", ""},
	{"a note without words", secrecy, "notes: Agree", "notes: [{for: licensee}]\nlint: {off: []} #", "library", "{for: licensee}", ""},
	{"a note on an answer that is none", secrecy, "notes: Agree", "notes: [{when: .secrecy.lvel, say: Wait.}]\nlint: {off: []} #", "unknown-parameter", ".secrecy.lvel", ""},
	{"an unknown key of a note", secrecy, "notes: Agree", "notes: [{fro: licensee, say: Wait.}]\nlint: {off: []} #", "unknown-key", "fro", ""},
	{"two documents", secrecy, "notes: Agree", "---\nnotes: Agree", "yaml", "---", ""},
	{"an unknown key", secrecy, "survives:", "survive:", "unknown-key", "survive:", ""},
	{"a condition of nothing", closing, `when: given "closing"`, `when: given "closings"`, "unknown-parameter", "", ""},
	{"a condition without end", closing, `when: given "closing"`, `when: (given "closing"`, "template", "", ""},
	{"a condition that is a list", closing, `when: given "closing"`, `when: [given]`, "library", "[given]", ""},
	{"a condition in braces", closing, `when: given "closing"`, `when: '{{given "closing"}}'`, "template", "", ""},
	{"a condition that is empty", closing, `when: given "closing"`, `when: ''`, "library", "", ""},
	{"a clause that needs itself", closing, `when: given "closing"`, `when: has "closing"`, "circular-condition", "", ""},
	{"survival by a word that is none", secrecy, `survives: eq .secrecy.level "high"`, `survives: eq .secrecy.level "higher"`, "unknown-word", "higher", ""},
	{"survival by nothing", secrecy, `survives: eq .secrecy.level "high"`, `survives: .secrecy.lvel`, "unknown-parameter", ".secrecy.lvel", ""},

	// questions
	{"no kind", secrecy, "secrecy.copies: {kind: integer, ", "secrecy.copies: {", "unknown-kind", "", ""},
	{"a kind that is none", secrecy, "kind: integer", "kind: int", "unknown-kind", "int,", ""},
	{"no question", secrecy, ", ask: How secret?}", "}", "question", "secrecy.level", ""},
	{"a choice of nothing", secrecy, "choices: {low: with care, high: under lock}", "choices: []", "library", "", ""},
	{"a choice of one word twice", secrecy, "choices: [test, build]", "choices: [test, test]", "duplicate-id", "test]", ""},
	{"a choice of an empty word", secrecy, "choices: [test, build]", "choices: [test, '']", "library", "''", ""},
	{"a default that is no choice", secrecy, "default: low", "default: lo", "wrong-default", "lo,", ""},
	{"a default of another kind", secrecy, "default: 30d", "default: 30", "wrong-default", "30,", ""},
	{"a default out of bounds", secrecy, "max: 20, default: 2", "max: 20, default: 21", "wrong-default", "21", ""},
	{"a computed default of another kind", secrecy, "default: 30d", "default: '{{if .secrecy.strict}}x{{else}}30d{{end}}'", "wrong-default", "", ""},
	{"a computed default of itself", secrecy, "default: 30d", "default: '{{.secrecy.cure}}'", "circular-default", "", ""},
	{"bounds that exclude all", secrecy, "min: 1d, max: 1y", "min: 2y, max: 1y", "library", "", ""},
	{"a bound of another kind", secrecy, "max: 20", "max: many", "library", "", ""},
	{"a bound of a text", fees, "fees.late: {kind: text,", "fees.late: {kind: text, max: 3d,", "library", "", ""},
	{"closed without choices", secrecy, "closed: true, choices: [test, build], default: '[test]'", "closed: true", "library", "", ""},
	{"choices of a flag", secrecy, "{kind: flag, default: 'false'", "{kind: flag, choices: [perhaps], default: 'false'", "", "", "a word beside yes and no"},
	{"choices of a table", fees, "    ask: Which steps?", "    choices: [none]\n    ask: Which steps?", "library", "[none]", ""},
	{"columns of a text", fees, "fees.late: {kind: text,", "fees.late: {kind: text, columns: {x: {kind: text, ask: x}},", "library", "", ""},
	{"a table without columns", fees, "    columns:\n      name: {kind: text, ask: Which step?}\n      due: {kind: date, ask: When?}\n      sum: {kind: money, ask: How much?}\n", "", "library", "", ""},
	{"a column of tables", fees, "sum: {kind: money, ask: How much?}", "sum: {kind: table, columns: {x: {kind: text, ask: x}}, ask: How much?}", "library", "", ""},
	{"a column with a point", fees, "      due: {kind: date", "      due.on: {kind: date", "library", "due.on", ""},
	{"a column of no kind", fees, "due: {kind: date", "due: {kind: dat", "unknown-kind", "dat,", ""},
	{"optional that is no flag", secrecy, "optional: true", "optional: maybe", "library", "maybe", ""},
	{"optional with a default", secrecy, "choices: {never: never}, optional: true", "choices: {never: never}, default: never, optional: true", "", "", "null in a deal leaves the answer out"},
	{"a question without a group that nothing looks at", secrecy, "  secrecy.end:", "  ends: {kind: flag, ask: x}\n  secrecy.end:", "unused-parameter", "ends:", ""},
	{"a question below a question", secrecy, "  secrecy.end:", "  secrecy.level.why: {kind: text, default: x, ask: Why?}\n  secrecy.end:", "library", "secrecy.level.why", ""},
	{"a question in a group that is no group", secrecy, "  secrecy.end:", "  clauses.omit: {kind: text, default: x, ask: Which?}\n  secrecy.end:", "library", "clauses.omit", ""},
	{"a question named with a space", secrecy, "  secrecy.end:", "  secrecy.the end: {kind: date, optional: true, ask: x}\n  secrecy.end:", "library", "secrecy.the end", ""},
	{"a question named in capitals", secrecy, "  secrecy.end:", "  secrecy.End: {kind: date, optional: true, ask: x}\n  secrecy.end:", "library", "secrecy.End", ""},
	{"a question twice", fees, "  fees.share:", "  secrecy.level: {kind: flag, ask: x}\n  fees.share:", "duplicate-id", "secrecy.level", ""},
	{"a question that nothing uses", secrecy, "  secrecy.end:", "  secrecy.idle: {kind: flag, default: 'false', ask: x}\n  secrecy.end:", "unused-parameter", "secrecy.idle", ""},
	{"a date of effect in words", fees, "  fees.share:", "  deal.effective_date: {kind: text, default: soon, ask: When?}\n  fees.share:", "own-question", "deal.effective_date", ""},
	{"the style is no choice", "clauses/parties/clause.yaml", "{kind: choice, choices: [us, uk, eu-civil], default: us,", "{kind: text, default: us,", "library", "", ""},
	{"a style that is none", "clauses/parties/clause.yaml", "[us, uk, eu-civil]", "[us, uk, mars]", "library", "{kind: choice", ""},
	{"a currency that is none", "clauses/parties/clause.yaml", "default: USD", "default: dollars", "library", "{kind: text", ""},
	{"rows of a number", secrecy, "secrecy.copies: {kind: integer,", "secrecy.copies: {kind: integer, rows: tiers,", "library", "", ""},
	{"renames of a number", secrecy, "secrecy.copies: {kind: integer,", "secrecy.copies: {kind: integer, renames: [Alps],", "library", "", ""},
	{"name of a number", secrecy, "secrecy.copies: {kind: integer,", "secrecy.copies: {kind: integer, name: true,", "library", "", ""},
	{"other of a date", secrecy, "secrecy.end: {kind: date,", "secrecy.end: {kind: date, other: true,", "library", "", ""},
	{"or_text of a flag", secrecy, "secrecy.strict: {kind: flag,", "secrecy.strict: {kind: flag, or_text: true,", "", "", "a text counts as yes then"},

	// variants
	{"no variants", closing, "variants:\n  balanced: {gives: An end.}\n", "", "library", "", ""},
	{"no balanced wording", closing, "balanced: {gives", "licensor: {gives", "library", "", ""},
	{"a variant without a file", secrecy, "  strict: {gives", "  lax: {gives: x, when: .secrecy.end}\n  strict: {gives", "file", "", ""},
	{"a variant of another folder", secrecy, "  strict: {gives", "  ../definitions/secrets: {gives: x, when: .secrecy.end}\n  strict: {gives", "library", "../definitions/secrets", ""},
	{"a variant named with a space", secrecy, "  strict: {gives", "  our own: {gives: x, when: .secrecy.end}\n  strict: {gives", "library", "our own", ""},
	{"a wording that no variant names", "clauses/secrecy/lax.md", "", "x", "library", "", ""},
	{"a wording never chosen", secrecy, "when: .secrecy.strict", "when: and .secrecy.strict (not .secrecy.strict)", "unreachable-variant", "", ""},
	{"a condition on balanced", secrecy, "balanced: {gives: Care on both sides.,", "balanced: {gives: Care on both sides., when: .secrecy.end,", "overlapping-variants", "", ""},
	{"a wording without what it gives", closing, "balanced: {gives: An end.}", "balanced: {}", "", "", "explain says nothing then"},

	{"a rank that is none", secrecy, "licensor: walk-away", "licensor: walkaway", "unknown-rank", "walkaway", ""},
	{"a rank that is a list", secrecy, "licensor: walk-away", "licensor: [walk-away]", "library", "[walk-away]", ""},
	{"a rank for nobody", secrecy, "{licensor: walk-away,", "{licensr: walk-away,", "unknown-key", "licensr", ""},
	{"a rank left out", secrecy, ", rank: {licensor: walk-away, licensee: preferred}", "", "broken-ladder", "balanced", ""},
	{"a ladder without a top", secrecy, "licensor: preferred", "licensor: acceptable", "broken-ladder", "balanced", ""},
	{"one rank for both sides", secrecy, "rank: {licensor: walk-away, licensee: preferred}", "rank: acceptable", "broken-ladder", "", ""},
	{"two that are preferred", secrecy, "licensor: walk-away", "licensor: preferred", "", "", "a side may like two variants as well"},

	// schedules
	{"a schedule without a title", secrecy, "{title: Places, when", "{when", "library", "places:", ""},
	{"a schedule without a file", places, "", "", "file", "", ""},
	{"a schedule named in capitals", secrecy, "  places: {title: Places", "  Places: {title: Places", "library", "Places:", ""},
	{"a schedule that is always there", secrecy, "when: gt (len .secrecy.places) 1", `when: or .secrecy.strict (not .secrecy.strict)`, "constant-condition", "", ""},
	{"a schedule that is there for any number", secrecy, "when: gt (len .secrecy.places) 1", `when: ge (len .secrecy.places) 0`, "", "", "lint does not count entries; the schedule is in each draft"},
	{"a schedule in no template", nda, "schedules: [places]\n", "", "unplaced-schedule", "", ""},

	// rules
	{"a rule without an id", secrecy, "id: S-1", "id: ''", "library", "", ""},
	{"a rule without a message", secrecy, "    message: '{{.secrecy.copies}} copies with little care'\n", "", "library", "", ""},
	{"a rule of a severity that is none", secrecy, "severity: warning", "severity: warn", "library", "", ""},
	{"a rule at nothing", secrecy, "at: [secrecy.copies]", "at: [secrecy.copys]", "unknown-parameter", "secrecy.copys", ""},
	{"a rule at no place", secrecy, "    at: [secrecy.copies]\n", "", "", "", "it stands at the top of the deal"},
	{"a rule that always fires", secrecy, `if: and (eq .secrecy.level "low") (gt .secrecy.copies 10)`, `if: or (eq .secrecy.level "low") (eq .secrecy.level "high")`, "constant-condition", "", ""},
	{"a rule about a number that is never so large", secrecy, `(gt .secrecy.copies 10)`, `(lt .secrecy.copies 100)`, "wrong-kind", "100", ""},
	{"a rule that never fires", secrecy, `(gt .secrecy.copies 10)`, `(gt .secrecy.copies 20)`, "dead-rule", "", ""},
	{"a rule over a text", fees, "each: fees.steps", "each: fees.late", "wrong-kind", "fees.late", ""},
	{"a rule over nothing", fees, "each: fees.steps", "each: fees.step", "unknown-parameter", "fees.step,", ""},
	{"a rule of another column", fees, "if: lt .due", "if: lt .do", "unknown-parameter", ".do ", ""},
	{"a rule that compares a date and a sum", fees, "if: lt .due (before \"due\")", "if: lt .due (before \"sum\")", "wrong-kind", "", ""},
	{"a message about nothing", secrecy, "'{{.secrecy.copies}} copies", "'{{.secrecy.copy}} copies", "unknown-parameter", "", ""},
	{"a message with a control", secrecy, "'{{.secrecy.copies}} copies with little care'", `"{{.secrecy.copies}} \x1b[2J copies"`, "encoding", "", ""},
	{"an id with a control", secrecy, "id: S-1", `id: "S\x1b-1"`, "encoding", "", ""},
	{"an id with a space", secrecy, "id: S-1", `id: S 1`, "library", "S 1", ""},
	{"an id that lint has", secrecy, "id: S-1", `id: unknown-key`, "library", "unknown-key", ""},
	{"a rule twice", fees, "id: S-2", "id: S-1", "duplicate-id", "", ""},
	{"a hint about nothing", secrecy, "hint: Lower secrecy.copies", "hint: 'Lower {{.secrecy.copys}}'", "unknown-parameter", "", ""},

	// editions and switches
	{"an edition without a number", secrecy, "{number: 1, changes", "{changes", "edition", "", ""},
	{"an edition of the past", secrecy, "date: 2026-11-27", "date: 27.11.2026", "edition", "", ""},
	{"an edition that says nothing", secrecy, "what: First edition", "what: ''", "edition", "", ""},
	{"a switch that is none", settings, "names: [Alps]", "names: [Alps]\nlint: {off: [language]}", "wrong-switch", "language]", ""},
	{"names that are no list", settings, "names: [Alps]", "names: {Alps: x}", "library", "", ""},
	{"a spelling of a style that is none", settings, "  us:", "  usa:", "library", "usa:", ""},
	{"a spelling of nothing", settings, "licence: license", "licence: ''", "library", "licence", ""},
	{"amendments in a style that is none", amends, "\nus:", "\nusa:", "unknown-key", "usa:", ""},
	{"an unknown instruction", amends, "  heading:", "  headline:", "unknown-key", "headline:", ""},
	{"an instruction that names no place", amends, "The heading of {place} is", "The heading is", "instruction", "'The heading is", ""},
	{"an instruction that names what it has not", amends, "In {place}, “{old}” is deleted.", "In {place}, “{old}” becomes “{new}”.", "instruction", "'In {place}, “{old}” becomes", ""},
	{"an instruction that no style has", amends, "  called: 'Amendment No. {number}'\n", "", "instruction", "", ""},
	{"a file of amendments that is none", amends, "", "- x\n", "library", "", ""},
	{"an unknown key of new deals", begins, "first:", "last:", "unknown-key", "last:", ""},
	{"a file of new deals that is none", begins, "", "- x\n", "library", "", ""},
	{"an asset with a capital", begins, "secrets:", "Secrets:", "library", "Secrets", ""},
	{"an unknown key of an asset", begins, "says:", "say:", "unknown-key", "say:", ""},
	{"an asset that answers no question", begins, "secrecy.level: high", "secrecy.levels: high", "unknown-parameter", "secrecy.levels", ""},
	{"an asset that answers wrongly", begins, "secrecy.level: high", "secrecy.level: tall", "wrong-preset", "tall", ""},
	{"an unknown first question", begins, "first: [secrecy.level]", "first: [secrecy.height]", "unknown-parameter", "secrecy.height", ""},
	{"a preset of no question", begins, "secrecy.copies: 3", "secrecy.sheets: 3", "unknown-parameter", "secrecy.sheets", ""},
	{"a preset of another kind", begins, "secrecy.copies: 3", "secrecy.copies: many", "wrong-preset", "many", ""},
	{"a preset out of bounds", begins, "secrecy.copies: 3", "secrecy.copies: 300", "wrong-preset", "300", ""},
	{"a computed preset of another kind", begins, "secrecy.copies: 3", "secrecy.copies: '{{if .secrecy.strict}}x{{else}}3{{end}}'", "wrong-preset", "", ""},
	{"a preset that looks at no question", begins, ".secrecy.level \"high\"", ".secrecy.height \"high\"", "unknown-parameter", "", ""},
	{"a preset that knows the clauses", begins, "eq .secrecy.level \"high\"", "has \"fees\"", "wrong-preset", "", ""},
	{"a preset with a faulty action", begins, "{{end}}'", "'", "template", "", ""},

	// wordings
	{"no heading", wording, "## Keeping secrets\n\n", "", "mark", "Licensee shall", ""},
	{"a heading of the first level", wording, "## Keeping", "# Keeping", "markdown", "", ""},
	{"a heading of the third level", wording, "## Use", "### Use", "markdown", "", ""},
	{"a heading without words", wording, "## Use {#use}", "## {#use}", "mark", "## {#use}", ""},
	{"a wording of nothing", "clauses/closing/balanced.md", "", "\n", "passage", "", ""},
	{"a section of nothing", wording, "## Use {#use}", "## Empty\n\n## Use {#use}", "empty-section", "Empty", ""},
	{"a lost brace", wording, "{{.secrecy.places}}.", "{.secrecy.places}.", "mark", "{.secrecy.places}", ""},
	{"another lost brace", wording, "{{.secrecy.places}}.", "{{.secrecy.places}.", "template", "", ""},
	{"a brace too many", wording, "{{.secrecy.places}}.", "{{.secrecy.places}}}.", "mark", "}.", ""},
	{"a path without braces", wording, "{{.secrecy.places}}.", ".secrecy.places.", "mark", ".secrecy.places", ""},
	{"a condition without end in a wording", wording, "{{if .secrecy.end}} until {{.secrecy.end}}{{end}}", "{{if .secrecy.end}} until {{.secrecy.end}}", "template", "", ""},
	{"a reference with a space", wording, "[](#fees)", "[](#fees, cure)", "mark", "[](#fees, cure)", ""},
	{"a reference to a capital", wording, "[](#fees)", "[](#Fees)", "unknown-id", "Fees", ""},
	{"a reference without its id", wording, "[](#fees)", "[](#)", "mark", "[](#)", ""},
	{"a reference with words", wording, "[](#fees)", "[the fees](#fees)", "mark", "[the fees]", ""},
	{"a link to the world", wording, "[](#fees)", "[x](https://example.com)", "markdown", "", ""},
	{"a reference to a part that a template lacks", wording, "[](#fees)", "[](#key-terms)", "dangling-reference", "key-terms", ""},
	{"a reference to the cover", wording, "[](#fees)", "[](#cover)", "dangling-reference", "cover", ""},
	{"a reference to an optional clause", steps, "in these steps:", "as [](#closing) states:", "dangling-reference", "closing", ""},
	{"a section id twice", wording, "## Use {#use}", "## Use {#cure}", "duplicate-id", "cure", ""},
	{"a section id with a space", wording, "## Use {#use}", "## Use {#the use}", "mark", "{#the use}", ""},
	{"a section id in capitals", wording, "## Use {#use}", "## Use {#Use}", "mark", "{#Use}", ""},
	{"an image", wording, "with at most", "![x](y.png) with at most", "markdown", "", ""},
	{"HTML", wording, "with at most", "<b>with</b> at most", "markdown", "", ""},
	{"a comment of the dialect", wording, "## Use {#use}", "<!-- article: x -->\n\n## Use {#use}", "mark", "<!-- article", ""},
	{"a comment that hides words", wording, "with at most", "<!-- hidden --> with at most", "mark", "<!--", ""},
	{"a table without a head", steps, "| Step | Due | Sum |\n|---|---|---|\n", "", "unfinished", "", ""},
	{"a row with a cell too many", steps, "| {{.sum}} |", "| {{.sum}} | x |", "markdown", "", ""},
	{"a row with a cell too few", steps, "| {{.due}} | {{.sum}} |", "| {{.due}} |", "markdown", "", ""},
	{"a table of a head only", steps, "{{range .fees.steps}}\n| {{.name}} | {{.due}} | {{.sum}} |\n{{end}}\n", "", "unfinished", "", ""},
	{"a colon before nothing", wording, "1. in {{.secrecy.places}}.\n", "\n## More\n\nIt is so.\n", "", "", "the uses have an entry at least; a draft tells it otherwise"},
	{"a colon at the end", wording, "1. in {{.secrecy.places}}.\n", "1. in {{.secrecy.places}}.\n\nFurthermore:\n", "unfinished", "", ""},
	{"a verb of printf that is none", wording, "{{.secrecy.copies}} copies", `{{printf "%v" .secrecy.copies}} copies`, "wrong-arguments", "", ""},
	{"printf of a text as a number", wording, "{{.secrecy.copies}} copies", `{{printf "%d" .secrecy.level}} copies`, "wrong-kind", "", ""},
	{"an invalid regular expression", wording, "{{if .secrecy.end}}", `{{if regexMatch "(" (print .secrecy.end)}}`, "wrong-arguments", "", ""},
	{"a reference of an answer", wording, "{{ref .secrecy.waived}}", "{{ref .party.holder}}", "wrong-kind", "", ""},
	{"a group printed", wording, "{{.secrecy.places}}.", "{{.secrecy}}.", "not-printable", "", ""},
	{"a table printed", steps, "{{.fees.share}}", "{{.fees.steps}}", "not-printable", "", ""},
	{"a flag printed", wording, "{{.secrecy.places}}.", "{{.secrecy.strict}}.", "not-printable", "", ""},
	{"an entry that need not be there", wording, "{{.secrecy.places}}.", "{{index .secrecy.places 4}}.", "wrong-arguments", "", ""},
	{"a method of Go", wording, "{{.secrecy.places}}.", "{{$x := .secrecy.copies}}{{$x.Raw}}.", "wrong-kind", "", ""},
	{"a loop over a number", wording, "{{range .secrecy.uses}}", "{{range .secrecy.copies}}", "wrong-kind", "", ""},
	{"a loop without bounds", wording, "{{.secrecy.places}}.", "{{range until 100000}}x{{end}}.", "wrong-arguments", "", ""},
	{"a function that is none", wording, "{{.secrecy.places}}.", "{{uper .secrecy.places}}.", "unknown-function", "uper", ""},
	{"a function without arguments", wording, "{{.secrecy.places}}.", "{{join}}.", "wrong-arguments", "", ""},
	{"a variable that is none", wording, "{{.secrecy.places}}.", "{{$places}}.", "template", "", ""},
	{"a condition that always holds", wording, "{{if .secrecy.end}}", "{{if .secrecy.level}}", "constant-condition", "", ""},
	{"a word that a choice lacks", wording, "{{if .secrecy.end}}", `{{if eq .secrecy.level "hi"}}`, "unknown-word", "hi\"", ""},
	{"a date compared with a sum", wording, "{{if .secrecy.end}}", `{{if gt .secrecy.end .fees.amount}}`, "wrong-kind", "", ""},
	{"a template of Go", wording, "{{.secrecy.places}}.", `{{template "x"}}.`, "template", "", ""},
	{"a with", wording, "{{.secrecy.places}}.", `{{with .secrecy.places}}{{.}}{{end}}.`, "template", "", ""},
	{"definitions within a sentence", "clauses/definitions/balanced.md", "In this Agreement:\n\n{{definitions}}", "In this Agreement: {{definitions}}", "template", "definitions", ""},
	{"definitions twice", "clauses/definitions/balanced.md", "{{definitions}}", "{{definitions}}\n\nAnd:\n\n{{definitions}}", "defined-twice", "", ""},
	{"definitions nowhere", "clauses/definitions/balanced.md", "In this Agreement:\n\n{{definitions}}", "None.", "undefined-term", "", ""},
	{"open points within a sentence", cover, "\n{{open_points}}", "and {{open_points}}", "template", "open_points", ""},
	{"a term that nothing defines", wording, "Licensee may use the Secrets", "Licensee may use the Blue Box", "undefined-term", "Blue Box", ""},
	{"a private character in a wording", wording, "with at most", "\uf0b7 with at most", "encoding", "", ""},
	{"a zero-width space in a wording", wording, "with at most", "with\u200b at most", "encoding", "\u200b", ""},
	{"a character that the PDF lacks", wording, "with at most", "with 漢 at most", "unprintable", "漢", ""},
	{"a character that the PDF lacks in a title", nda, "title: Secrecy Agreement", "title: 契約", "unprintable", "契", ""},

	// passages
	{"a passage that replaces nothing", receiver, `"cure"`, `"cures"`, "passage", "", ""},
	{"a passage that nothing replaces", wording, "{{.secrecy.places}}.", `{{block "x"}}{{.secrecy.places}}{{end}}.`, "passage", "", ""},
	{"words beside passages", receiver, "{{define", "Also. {{define", "passage", "Also", ""},
	{"a passage twice", receiver, "{{end}}", `{{end}}{{define "cure"}}x{{end}}`, "passage", "", ""},

	// definitions
	{"a definition without a term", secrets, "term: Secrets\n", "", "library", "", ""},
	{"a definition of another word", secrets, `**"Secrets"** means`, `**"Secret"** means`, "definition-without-term", "", ""},
	{"a definition without front matter", secrets, "---\nterm", "term", "library", "", ""},
	{"a form that is another term", secrets, "forms: [Secret Matter]", "forms: [Secret Matter, Copies]", "duplicate-id", "Copies", ""},
	{"a form that is its own term", secrets, "forms: [Secret Matter]", "forms: [Secrets]", "duplicate-id", "Secrets]", ""},
	{"a form with a bar", secrets, "forms: [Secret Matter]", "forms: ['Secret | Matter']", "library", "'Secret", ""},
	{"forms that are a map", secrets, "forms: [Secret Matter]", "forms: {a: b}", "library", "", ""},
	{"a term in small letters", secrets, "term: Secrets", "term: secrets", "library", "secrets", ""},
	{"a term with Markdown", secrets, "term: Secrets", "term: 'Se*crets'", "library", "'Se", ""},
	{"a definition of nothing", secrets, "---\n**\"Secrets\"** means what nobody knows{{if eq .secrecy.level \"high\"}} and nobody guesses{{end}}.\n", "---\n", "definition-without-term", "", ""},
	{"a definition with a heading", secrets, "**\"Secrets\"**", "## Secrets\n\n**\"Secrets\"**", "mark", "## Secrets", ""},
	{"a definition of a condition that never holds", copies, `when: given "closing"`, `when: and (given "closing") (not (given "closing"))`, "constant-condition", "", ""},
	{"a term twice", copies, "term: Copy\nforms: [Copies]", "term: Secrets", "defined-twice", "", ""},

	// dates
	{"a date of nothing", fees, "what: 'Payment for {{.name}}', ", "", "library", "{each", ""},
	{"a date of nobody", fees, ", who: licensee, draw", ", draw", "library", "{each", ""},
	{"a party that is none", fees, "who: licensee", "who: licencee", "unknown-word", "licencee", ""},
	{"a party of an answer that is none", fees, "who: licensee", "who: .fees.payer", "unknown-parameter", "", ""},
	{"a party that is a sum", fees, "who: licensee", "who: .sum", "wrong-kind", ".sum", ""},
	{"a length that is none", fees, "after: 10d", "after: 10 dais", "wrong-kind", "10 dais", ""},
	{"a length that is a sum", fees, "after: 10d", "after: .sum", "wrong-kind", ".sum", ""},
	{"a length that is a word", fees, "every: 6mo", "every: fortnight", "wrong-kind", "fortnight", ""},
	{"a length that is no period", fees, "every: 6mo", "every: .secrecy.level", "wrong-kind", ".secrecy", ""},
	{"a day that is a sum", fees, "on: .due", "on: .sum", "wrong-kind", ".sum", ""},
	{"a day that is a condition", fees, "on: .due", "on: not .due", "wrong-kind", "not", ""},
	{"a day of a column that is none", fees, "on: .due", "on: .dew", "unknown-parameter", ".dew", ""},
	{"a day of a question that is none", secrecy, "end: {on: .secrecy.end", "end: {on: .secrecy.ends", "unknown-parameter", ".secrecy.ends", ""},
	{"no day", fees, "on: .due, after: 10d, ", "", "library", "{each", ""},
	{"a day and an event", fees, "on: .due", "on: .due, event: the day", "library", "the day", ""},
	{"an event about nothing", fees, "event: the last step", "event: 'the step {{.fees.last}}'", "unknown-parameter", "", ""},
	{"after and before", fees, "after: 10d", "after: 10d, before: 3d", "library", "3d", ""},
	{"a period of days without a first", secrecy, "every: year", "every: 1y", "library", "1y", ""},
	{"from beside a day", fees, "on: .due,", "on: .due, from: .due,", "library", ".due, a", ""},
	{"until what does not come again", fees, "on: .due,", "on: .due, until: .due,", "library", ".due, a", ""},
	{"an end of a day", fees, "on: .due,", "on: .due, to: .due,", "library", ".due, a", ""},
	{"a period that comes again", fees, "draw: firm", "draw: firm, every: 1y", "library", "firm", ""},
	{"drawn as nothing", fees, "draw: test", "draw: star", "unknown-word", "star", ""},
	{"a table that is none", fees, "each: fees.steps", "each: fees.step", "unknown-parameter", "fees.step", ""},
	{"each of no table", fees, "each: fees.steps", "each: fees.late", "wrong-kind", "fees.late", ""},
	{"a variant that is none", secrecy, "variants: [balanced], every", "variants: [balance], every", "unknown-word", "balance]", ""},
	{"a section that is none", secrecy, "at: cure}", "at: cures}", "unknown-id", "cures", ""},
	{"a schedule that may not be there", secrecy, "at: use}", "at: places}", "unsupported-date", "places", ""},
	{"a condition of a date that never holds", fees, `not (eq .fees.late "at once")`, `and .fees.late (not .fees.late)`, "constant-condition", "and", ""},
	{"a condition of a date without end", fees, "gt .sum 0", "(gt .sum 0", "template", "", ""},
	{"the first of the agreement that is no flag", secrecy, "begins: true", "begins: soon", "library", "soon", ""},
	{"an unknown key of a date", fees, "on: .due", "due: .due", "unknown-key", "due: .due", ""},
	{"a date named in capitals", fees, "  step: {", "  Step: {", "library", "Step", ""},
	{"a date twice", fees, "  look: {", "  step: {", "duplicate-id", "step", ""},
	{"dates that are a list", fees, "dates:\n  step:", "dates: []\nx:\n  step:", "library", "[]", ""},
	{"a group of dates that is none", places, `if dates "fixed"`, `if dates "fix"`, "wrong-arguments", "fix", ""},
	{"a duty of each month beside others", wording, "[](#use) stays.", "[](#use) stays. Licensor shall count the Secrets once a month.", "", "", "a date stands for all of its section"},
	{"a duty of each month", "clauses/closing/balanced.md", "## Closing\n", "## Closing\n\nLicensor shall count the Secrets once a month.\n", "language-undated-duty", "Licensor shall count", ""},

	{"several where one may be", wording, "Licensee may use the Secrets:\n\n{{range .secrecy.uses}}\n1. to {{.}};\n{{end}}\n1. in", "Licensee may use the Secrets for any of the following uses:\n\n{{range .secrecy.uses}}\n1. to {{.}};\n{{end}}\n\nIt may use them in", "language-list-of-one", "any of the following", ""},
	{"several beside an item of its own", wording, "Licensee may use the Secrets:", "Licensee may use the Secrets for any of the following uses:", "", "", "there are two at least"},
	{"words for one and for several", wording, "Licensee may use the Secrets:\n\n{{range .secrecy.uses}}\n1. to {{.}};\n{{end}}\n1. in", "Licensee may use the Secrets for {{frame .secrecy.uses \"the following use\" \"any of the following uses\"}}:\n\n{{range .secrecy.uses}}\n1. to {{.}};\n{{end}}\n\nIt may use them in", "", "", "the words are right for one"},
	{"several in one line where one may be", wording, "1. in {{.secrecy.places}}.", "1. in one of the following places: {{.secrecy.places}}.", "language-list-of-one", "one of the following", ""},

	// what is open
	{"a date that is gone while an answer is open", fees, `not (eq .fees.late "at once")`, `ne .fees.late "at once"`, "lost-when-open", "ne .fees.late", ""},
	{"a passage that is gone while an answer is open", "clauses/fees/balanced.md", "{{.fees.share}} of it {{.fees.late}}", `{{.fees.share}} of it {{.fees.late}}{{if ne .fees.late "at once"}} in full{{end}}`, "lost-when-open", `ne .fees.late`, ""},
	{"a value that is gone while it is open", "clauses/fees/balanced.md", "{{.fees.share}} of it {{.fees.late}}", "{{if gt .fees.share 0}}{{.fees.share}} of it {{end}}{{.fees.late}}", "lost-when-open", "gt .fees.share", ""},
	{"a value that stands while it is open", "clauses/fees/balanced.md", "{{.fees.share}} of it {{.fees.late}}", "{{if .fees.share}}{{.fees.share}} of it {{end}}{{.fees.late}}", "", "", "a percentage that is open is there"},
	{"a value in other words where another stands", "clauses/fees/balanced.md", "{{.fees.share}} of it {{.fees.late}}", "{{if gt .fees.share 10}}as much as {{.fees.share}}{{else}}{{.fees.share}}{{end}} of it {{.fees.late}}", "", "", "it stands in the other words"},
	{"a row that is gone while an answer is open", nda, "when: .closing.day", `when: ne .closing.day "2027-02-01"`, "lost-when-open", "ne .closing.day", ""},

	// templates
	{"a template without a title", nda, "title: Secrecy Agreement\n", "", "library", "", ""},
	{"a template without articles", letter, "articles:\n  - {id: all, title: All, clauses: [definitions, fees, secrecy]}\n", "", "library", "", ""},
	{"an article without an id", nda, "{id: words, title: Words", "{title: Words", "library", "", ""},
	{"an article without a title", nda, "{id: words, title: Words", "{id: words", "library", "", ""},
	{"an article id twice", nda, "id: end", "id: words", "duplicate-id", "words, title: End", ""},
	{"an article id with a space", nda, "id: end", "id: the end", "library", "the end", ""},
	{"an article id of a clause", nda, "id: end", "id: closing", "duplicate-id", "", ""},
	{"an article id of a part", nda, "id: end", "id: key-terms", "duplicate-id", "key-terms", ""},
	{"an article of nothing", nda, "clauses: [definitions]", "clauses: []", "library", "", ""},
	{"a title of a clause elsewhere", nda, "{secrecy: [secrecy]", "{secrecy: [closing]", "unknown-clause", "", ""},
	{"a title for some clauses only", nda, "{secrecy: [secrecy], pay: [fees]}", "{secrecy: [secrecy]}", "", "", "another part of the title may stand for what it does not name"},
	{"a clause that is none", nda, "clauses: [closing]", "clauses: [closign]", "unknown-clause", "closign", ""},
	{"a clause twice", nda, "clauses: [closing]", "clauses: [closing, fees]", "duplicate-id", "fees]}", ""},
	{"clauses that are a word", nda, "clauses: [closing]", "clauses: closing", "library", "closing}", ""},
	{"a schedule that is none", nda, "schedules: [places]", "schedules: [places, maps]", "unknown-schedule", "maps", ""},
	{"a row without a value", nda, "value: '{{.party.holder}}', clause: parties", "clause: parties", "library", "", ""},
	{"a row of a clause that is none", nda, "clause: parties}", "clause: party}", "unknown-clause", "party}", ""},
	{"a row of a section that is none", nda, "section: cure", "section: cures", "unknown-id", "cures", ""},
	{"a row that may be empty", nda, "{term: Closing, value: '{{.closing.day}}', when: .closing.day,", "{term: Closing, value: '{{if .closing.day}}{{.closing.day}}{{end}}',", "unfinished", "", ""},
	{"rows of a template that is none", letter, "schedules: [places]\n", "schedules: [places]\nkey_terms: nad\n", "unknown-template", "nad", ""},
	{"a row twice", nda, "term: Cure", "term: Licensor", "duplicate-id", "", ""},
	{"contents that is no flag", nda, "contents: true", "contents: perhaps", "library", "perhaps", ""},
	{"a legend about nothing", nda, "{{.party.holder}}'\ncontents", "{{.party.holders}}'\ncontents", "unknown-parameter", "", ""},
	{"a legend of two lines", nda, "legend: 'Draft of {{.party.holder}}'", "legend: \"Draft\\nof {{.party.holder}}\"", "", "", "the lines are joined"},
	{"a cover about nothing", cover, "{{.party.holder}}", "{{.party.holdr}}", "unknown-parameter", "", ""},
	{"a cover with a section", cover, "{{open_points}}", "## Section\n\n{{open_points}}", "", "", "a cover may have sections"},
	{"an opening clause that is none", nda, "opening: [parties]", "opening: [partys]", "unknown-clause", "partys", ""},
	{"a template that is no map", letter, "title: Letter\n", "- x\n#", "yaml", "", ""},
	{"an empty template", letter, "", "\n", "yaml", "", ""},

	// cases and stray files
	{"a stray file", "clauses/secrecy/notes.txt", "", "x", "stray-file", "", ""},
	{"a folder without a clause", "clauses/empty/readme.md", "", "x", "file", "", ""},
	{"a folder named in capitals", "clauses/Empty/clause.yaml", "", "title: Empty\nvariants:\n  balanced: {}\n", "library", "", ""},
	{"a folder that no deal can name", "clauses/exit--support/clause.yaml", "", "title: Exit\nvariants:\n  balanced: {}\n", "library", "", ""},
}

// seed spoils the small library in one place.
func seed(t testing.TB, files fstest.MapFS, file, old, new string) fstest.MapFS {
	t.Helper()
	files = maps.Clone(files)
	switch {
	case old == "" && new == "":
		delete(files, file)
	case old == "":
		files[file] = &fstest.MapFile{Data: []byte(new)}
	default:
		before, ok := files[file]
		if !ok || !strings.Contains(string(before.Data), old) {
			t.Fatalf("%q is not in %s", old, file)
		}
		files[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(before.Data), old, new, 1))}
	}
	return files
}

// TestSeeded: what breaks a draft of some deal is found without a deal, at its
// place; and where lint finds no error, random deals draft without one.
func TestSeeded(t *testing.T) {
	sound := small(t)
	if _, problems := lint.Library(sound, ""); len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	for _, test := range seeded {
		files := seed(t, sound, test.file, test.old, test.new)
		lib, problems := lint.Library(files, "")
		found := slices.ContainsFunc(problems, func(p *diag.Problem) bool {
			return p.Rule == test.rule && (test.at == "" || strings.HasPrefix(textAt(files, p.Pos), test.at))
		})
		if found != (test.rule != "") || test.taste != "" && len(problems) > 0 || (test.taste == "") != (test.rule != "") {
			t.Errorf("%s: want [%s] at %q, got\n\t%s", test.name, test.rule, test.at, strings.Join(lines(problems), "\n\t"))
		}
		if !problems.HasErrors() {
			draftsOf(t, test.name, lib, 4)
		}
	}
}

// draftsOf drafts random deals of a library that lint has no error for.
func draftsOf(t *testing.T, name string, lib *library.Library, most uint64) {
	t.Helper()
	for _, template := range lib.TemplateIDs() {
		for number := range most {
			deal := cases.NewRandom(lib, template, number, false)
			made, problems := deal.Make()
			for _, p := range problems {
				if p.Severity == diag.Error && strings.ToLower(p.Rule) == p.Rule && p.Rule != "missing-answer" { // rules of a library bear capitals
					t.Errorf("%s: lint finds no error, and a draft does: %v\n%s", name, p, deal.YAML())
					return
				}
			}
			if made.Document == nil && !problems.HasErrors() {
				t.Errorf("%s: no draft, and no error", name)
			}
		}
	}
}
