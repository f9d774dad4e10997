package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// newFlags are the flags of new.
type newFlags struct {
	minimal, full bool
	asset         string
	from          string   // a deal file that answers already
	template      string   // as the argument
	set           []string // answers, as PATH=ANSWER
	output        string
	overwrite     bool
}

// answers are those with which the new deal begins.
func (flags newFlags) answers(lib *library.Library) (map[string]deal.Value, error) {
	texts := map[string]string{}
	if flags.asset != "" {
		asset, err := assetNamed(lib, flags.asset)
		if err != nil {
			return nil, err
		}
		maps.Copy(texts, asset.Answers)
	}
	for _, entry := range flags.set {
		path, text, ok := strings.Cut(entry, "=")
		if !ok {
			return nil, usagef("such as --set exclusivity.period=5y", "--set %s: is no question with its answer", entry)
		}
		texts[path] = text
	}
	answers := map[string]deal.Value{}
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		q, err := questionNamed(lib, path)
		if err != nil {
			return nil, err
		}
		v, err := deal.ReadText(q, texts[path], "")
		if err != nil {
			return nil, usagef(q.Ask, "%s: %s", q.Path, err)
		}
		answers[q.Path] = v
	}
	return answers, nil
}

// assetNamed finds the kind of asset of that name.
func assetNamed(lib *library.Library, name string) (*library.Asset, error) {
	begins, _ := lib.Beginning()
	if a := begins.Asset(name); a != nil {
		return a, nil
	}
	var names []string
	for _, a := range begins.Assets {
		names = append(names, a.Name)
	}
	hint := "there is: " + strings.Join(names, ", ")
	if near := diag.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, usagef(hint, "there is no kind of asset %q", name)
}

// questionNamed finds a question by its path, or by the end of its path if no other
// ends so.
func questionNamed(lib *library.Library, name string) (*deal.Parameter, error) {
	if q, ok := lib.Schema.Find(name); ok {
		return q, nil
	}
	var paths, ends []string
	for _, q := range lib.Schema.Parameters {
		paths = append(paths, q.Path)
		if strings.HasSuffix(q.Path, "."+name) {
			ends = append(ends, q.Path)
		}
	}
	hint := `"clausewright list parameters" names them`
	switch near := diag.Nearest(name, paths); {
	case len(ends) == 1:
		q, _ := lib.Schema.Find(ends[0])
		return q, nil
	case len(ends) > 1:
		return nil, usagef("write the whole path", "several questions end in %q: %s", name, strings.Join(ends, ", "))
	case near != "":
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, usagef(hint, "there is no question %q", name)
}

func (a *app) newCommand() *cobra.Command {
	var flags newFlags
	cmd := &cobra.Command{
		Use:   "new [TEMPLATE]",
		Short: "Write a new deal file that asks the questions of a template",
		Long: `New writes a deal file that asks what must be answered, in brief: what decides the
rest first, with TBD where an answer is open, then what parties commonly agree,
marked as pre-filled. It drafts as it is. Change what is not right, and delete the
mark where you agree: check lists those that are left.

--asset says what is licensed, --set gives any answer that is known; the path of a
question may be shortened to its end where no other question ends so. --full asks
every question of every clause and explains it, --minimal only what must be
answered, with nothing filled in that can stay open.
--from takes a deal file on to another form: it stays as it is, comments and all, and
what is still missing is added, with what --set gives.

"new house" begins a house position, "new clause" and "new library" a clause or a library
of your own. A template
that has such a name is written: new -- clause`,
		Example: `  clausewright new -o deal.yaml
  clausewright new --asset patents --set deal.sector=pharma --set deal.law_family=us -o deal.yaml
  clausewright new heads-of-terms --minimal
  clausewright new exclusive-licence --full -o deal.yaml
  clausewright new short-form --from heads.yaml -o deal.yaml`,
		GroupID:           "deal",
		Args:              oneTemplate("new"),
		ValidArgsFunction: a.completeTemplates,
		RunE:              func(_ *cobra.Command, args []string) error { return a.new(args, flags) },
	}
	f := cmd.Flags()
	f.BoolVar(&flags.minimal, "minimal", false, "ask only what must be answered")
	f.BoolVar(&flags.full, "full", false, "ask every question of every clause")
	f.StringVar(&flags.from, "from", "", "begin with this deal file as it stands, and ask only what is still missing")
	a.templateVar(cmd, &flags.template)
	f.StringVar(&flags.asset, "asset", "", "what is licensed: patents, know-how, software, data, plant-variety, trade-marks, mixed")
	f.StringArrayVar(&flags.set, "set", nil, "an answer that is known, as QUESTION=ANSWER; may be given several times")
	f.StringVarP(&flags.output, "output", "o", "-", "file to write; - is standard output")
	f.BoolVar(&flags.overwrite, "overwrite", false, "overwrite a file that is there")
	cmd.AddCommand(a.newClauseCommand(), a.newLibraryCommand(), a.newHouseCommand())
	return cmd
}

// completeTemplates lets a shell complete the templates of the library.
func (a *app) completeTemplates(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	lib, _, _, err := a.openLibrary()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, id := range lib.TemplateIDs() {
		names = append(names, cobra.CompletionWithDesc(id, lib.Templates[id].Title))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// templateNamed finds the template that the arguments name.
func templateNamed(lib *library.Library, id string) (*library.Template, error) {
	if t := lib.Templates[id]; t != nil {
		return t, nil
	}
	hint := "there is: " + strings.Join(lib.TemplateIDs(), ", ")
	if near := diag.Nearest(id, lib.TemplateIDs()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, usagef(hint, "there is no template %q", id)
}

// oneTemplate is for commands that take at most a template.
func oneTemplate(command string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return usagef("\"clausewright list templates\" names them", "%s takes one template, not %d", command, len(args))
		}
		return nil
	}
}

// templateToAsk is the template whose questions a new file asks: the one that is
// named, if one is, else the largest of the library.
func templateToAsk(lib *library.Library, args []string) (*library.Template, error) {
	if len(args) == 1 {
		return templateNamed(lib, args[0])
	}
	if t := form.DefaultTemplate(lib); t != nil {
		return t, nil
	}
	return nil, usagef("there is: "+strings.Join(lib.TemplateIDs(), ", "), "name the template: none of them is larger than all others")
}

func (a *app) new(args []string, flags newFlags) error {
	if flags.minimal && flags.full {
		return usagef("choose one of them", "--minimal and --full contradict each other")
	}
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	if flags.template != "" {
		args = append(args, flags.template)
	}
	if len(args) > 1 {
		return usagef("name it once", "new takes one template, not %s and %s", args[0], args[1])
	}
	t, err := templateToAsk(lib, args)
	if err != nil {
		return err
	}
	answers, err := flags.answers(lib)
	if err != nil {
		return err
	}
	if left := form.NotAsked(lib, t, answers); len(left) > 0 {
		a.tellf("warning: not written, because %s does not ask it: %s", t.ID, strings.Join(left, ", "))
		a.tellf("hint: set it when a longer form asks: clausewright new short-form --from DEAL --set …")
	}
	if flags.from != "" {
		return a.newFrom(lib, t, answers, flags)
	}
	extent := form.Usual
	switch {
	case flags.minimal:
		extent = form.Minimal
	case flags.full:
		extent = form.Full
	}
	return a.writeNew(form.Deal(lib, t, form.Options{Extent: extent, Answers: answers}), flags)
}

// newFrom takes a deal file on to another template.
func (a *app) newFrom(lib *library.Library, t *library.Template, answers map[string]deal.Value, flags newFlags) error {
	if flags.minimal || flags.full {
		return usagef("answer in the file itself", "--from begins with the answers of a file, and asks what they do not answer")
	}
	file, data, err := readDeal(a.stdin, flags.from)
	if err != nil {
		return err
	}
	text, asked, problems := form.From(lib, t, file, data, answers)
	if problems.HasErrors() {
		if err := a.tellProblems(problems, sources{oneFile(file, data)}); err != nil {
			return err
		}
		return errFault
	}
	if len(asked) > 0 {
		a.tellf("still to be answered: %s", strings.Join(asked, ", "))
	}
	return a.writeNew(text, flags)
}

// writeNew writes a new deal file and tells what to do with it.
func (a *app) writeNew(text []byte, flags newFlags) error {
	if err := a.writeOne(flags.output, text, flags.overwrite, "name another file with -o, or run again with --overwrite"); err != nil || flags.output == "-" {
		return err
	}
	dir := ""
	if a.library != "" {
		dir = " --library " + a.library
	}
	a.tellf("hint: fill it in, then: clausewright check %s%s", flags.output, dir)
	return nil
}

// writeOne writes one result to a file, or to standard output if its name is
// "-". A file that is there stays as it is unless it may be overwritten; instead
// says what to do then.
func (a *app) writeOne(name string, text []byte, overwrite bool, instead string) error {
	if name == "-" {
		return a.writeOut(text)
	}
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return usagef("name a file with -o", "%s: is a folder", name)
	case err == nil && !overwrite:
		return usagef(instead, "%s: is there already", name)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usagef("", "%s: %s", name, diag.Reason(err))
	}
	if err := writeAll([]string{name}, []outputFile{{name, text}}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.stdout, name)
	return err
}

// day is the value of --date: a calendar day, today's if it is not set.
type day string

func (d *day) String() string { return string(*d) }
func (d *day) Type() string   { return "year-month-day" }

func (d *day) Set(s string) error {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return errors.New("must be a day as year-month-day, such as 2027-02-01")
	}
	*d = day(s)
	return nil
}

// orToday is the day, or today's.
func (d day) orToday() string {
	if d == "" {
		return time.Now().Format(time.DateOnly)
	}
	return string(d)
}
