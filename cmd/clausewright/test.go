package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/cases"
	"clausewright/internal/diag"
)

// testFlags are the flags of test.
type testFlags struct {
	only, since     string
	update, propose bool
	quick, strict   bool
	workers         int
	format          reportFormat
}

func (a *app) testCommand() *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Run a library's own tests and list what no case has printed",
		Long: `Test runs the cases of a library: a few answers each, with the wording expected
beside them, or the rules that must fire. It then tries every clause with all
pairs of the answers that its conditions look at, drafts whole random deals, and
lists the branches that no case has ever printed.

DIR is a folder that holds clauses/ and templates/; without it, the library that
--library names, else the one that comes with the program.`,
		Example: `  clausewright test
  clausewright test --run exclusivity-sunset
  clausewright test my-library --update
  clausewright test . --since HEAD`,
		GroupID: "library",
	}
	a.takesLibrary(cmd, func() error { return a.test(f) })
	cmd.Flags().StringVar(&f.only, "run", "", "run only the cases whose file or name this regular expression matches")
	cmd.Flags().StringVar(&f.since, "since", "", "run only the cases of clauses that changed since a git revision, or from the library in a folder, and of those that look at them")
	cmd.Flags().BoolVar(&f.update, "update", false, "take the wording printed as the one expected, and show what changes")
	cmd.Flags().BoolVar(&f.propose, "propose", false, "write cases for branches that no case reaches yet")
	cmd.Flags().BoolVar(&f.quick, "quick", false, "try fewer pairs of answers and fewer random deals")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "a branch that no case has printed is an error")
	cmd.Flags().IntVarP(&f.workers, "jobs", "j", runtime.NumCPU(), "how many cases run at the same time")
	formatVar(cmd, &f.format, "text", "json")
	return cmd
}

func (a *app) test(f testFlags) error {
	only, err := compilePattern(f.only)
	if err != nil {
		return err
	}
	if (f.update || f.propose) && a.library == "" {
		return usagef("clausewright test my-library --update", "the library that comes with the program cannot be changed: name a folder")
	}
	if f.workers < 1 {
		return usagef("-j 2", "--jobs must be at least 1")
	}
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	fsys, dir, err := a.libraryFS()
	if err != nil {
		return err
	}
	if f.since != "" && only == nil {
		changed := false
		if only, changed, err = a.changedSince(f.since, lib, fsys); err != nil {
			return err
		}
		if !changed {
			a.tellf("no clause changed since %s", f.since)
			return nil
		}
	}
	opts := cases.Options{Only: only, Quick: f.quick, Update: f.update, Workers: f.workers, Progress: a.progress()}
	if f.propose {
		files, made := cases.Propose(lib, fsys, dir, opts)
		if err := a.propose(files, made); err != nil {
			return err
		}
		opts.Update = true // the wording of a new case is the one printed now
	}
	report := cases.Run(lib, fsys, dir, opts)
	if f.only != "" && len(report.Results) == 0 && !report.HasErrors() {
		return usagef("it is matched against names such as \"clauses/grant-back/cases/wording.yaml: An assignment\"", "no case matches --run %q", f.only)
	}
	if err := a.writeCases(report.Updates); err != nil {
		return err
	}
	if f.format == "json" {
		err = a.testJSON(report)
	} else {
		err = a.testText(report, sources{libraryFiles(fsys, dir)})
	}
	if err == nil && (report.HasErrors() || f.strict && len(report.Missing) > 0) {
		return errFault
	}
	return err
}

// compilePattern compiles the value of --run; nil if there is none.
func compilePattern(text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, nil
	}
	only, err := regexp.Compile(text)
	if err != nil {
		return nil, usagef("", "--run: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return only, nil
}

// progress tells on a terminal how far a test is; nil elsewhere.
func (a *app) progress() func(done, total int) {
	if !isTerminal(a.stderr) {
		return nil
	}
	to := progressTo(a.stderr)
	return func(done, total int) {
		fmt.Fprintf(to, "\r%d of %d", done, total)
		if done == total {
			fmt.Fprint(to, "\r\x1b[K")
		}
	}
}

// propose writes proposed cases into the library's folder.
func (a *app) propose(made []cases.File, count int) error {
	for _, f := range made {
		name := filepath.Join(a.library, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return usagef("", "%s: %s", name, diag.Reason(err))
		}
	}
	a.tellf("%s proposed", diag.Plural(count, "case"))
	return a.writeCases(made)
}

// writeCases writes files of cases into the library's folder.
func (a *app) writeCases(list []cases.File) error {
	var paths []string
	var files []outputFile
	for _, f := range list {
		name := filepath.Join(a.library, filepath.FromSlash(f.Name))
		paths, files = append(paths, name), append(files, outputFile{name, []byte(f.Text)})
	}
	return writeAll(paths, files)
}

// testText tells a person what a test found.
func (a *app) testText(report *cases.Report, from sources) error {
	updated := 0
	for _, r := range report.Results {
		if err := a.testResult(r, from); err != nil {
			return err
		}
		if r.Update != "" {
			updated++
		}
	}
	if err := a.writeProblems(a.stdout, report.Problems, from); err != nil {
		return err
	}
	for _, p := range report.Missing {
		fmt.Fprintf(a.stdout, "%s: warning: no case shows that %s\n", p.Pos, p.Text)
	}
	if report.Branches > 0 {
		reached := report.Branches - len(report.Missing)
		fmt.Fprintf(a.stdout, "coverage: %s %% (%d of %s)\n", percent(reached, report.Branches), reached, branches(report.Branches))
	}
	fmt.Fprintf(a.stderr, "clausewright: %s, %d failed", diag.Plural(len(report.Results), "case"), report.Failed())
	if updated > 0 {
		fmt.Fprintf(a.stderr, ", %d updated", updated)
	}
	if report.Rows > 0 || report.Deals > 0 {
		fmt.Fprintf(a.stderr, "; %s of the grid, %s", diag.Plural(report.Rows, "row"), diag.Plural(report.Deals, "random deal"))
	}
	_, err := fmt.Fprintln(a.stderr)
	return err
}

func branches(n int) string {
	if n == 1 {
		return "1 branch"
	}
	return fmt.Sprintf("%d branches", n)
}

// percent is a share of a whole; it is 100 only if nothing is missing.
func percent(part, whole int) string {
	if part == whole {
		return "100"
	}
	return fmt.Sprintf("%.1f", min(99.9, float64(part)*100/float64(whole)))
}

// testResult tells of one case what is wrong, or what an update changes.
func (a *app) testResult(r cases.Result, from sources) error {
	if err := a.writeProblems(a.stdout, r.Problems, from); err != nil {
		return err
	}
	if r.Diff == "" {
		return nil
	}
	if r.Update != "" && !r.Case.IsThere {
		_, err := fmt.Fprintf(a.stdout, "%s: new: %s\n", r.Case.Result, r.Case.Name)
		return err
	}
	if r.Update != "" {
		fmt.Fprintf(a.stdout, "%s: updated: %s\n", r.Case.Result, r.Case.Name)
	}
	_, err := io.WriteString(a.stdout, "    "+strings.ReplaceAll(strings.TrimSuffix(r.Diff, "\n"), "\n", "\n    ")+"\n")
	return err
}

// writeProblems is report for a list that may be empty.
func (a *app) writeProblems(w io.Writer, problems diag.List, from sources) error {
	if len(problems) == 0 {
		return nil
	}
	return a.report(w, problems, from)
}

// testJSON writes a report for another program.
func (a *app) testJSON(report *cases.Report) error {
	type branch struct {
		diag.Position
		Text string `json:"text"`
	}
	type result struct {
		File     string    `json:"file"`
		Name     string    `json:"name"`
		Passed   bool      `json:"passed"`
		Updated  bool      `json:"updated,omitempty"`
		Problems diag.List `json:"problems,omitempty"`
		Diff     string    `json:"diff,omitempty"`
	}
	out := struct {
		Cases    []result  `json:"cases"`
		Problems diag.List `json:"problems"`
		Branches int       `json:"branches"`
		Missing  []branch  `json:"missing"`
	}{[]result{}, diag.List{}, report.Branches, []branch{}}
	for _, r := range report.Results {
		out.Cases = append(out.Cases, result{r.Case.File, r.Case.Name, !r.Problems.HasErrors(), r.Update != "", r.Problems, r.Diff})
	}
	out.Problems = append(out.Problems, report.Problems...)
	for _, p := range report.Missing {
		out.Missing = append(out.Missing, branch{p.Pos, p.Text})
	}
	return writeJSON(a.stdout, out)
}
