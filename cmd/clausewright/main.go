// Command clausewright drafts an exclusive technology licence from one file of
// answers and a library of clauses.
//
// It is the only code that touches the disk, the terminal and the environment.
// Results go to standard output, everything else to standard error. It exits
// with 0 when done, 1 when the deal, the library or a check is at fault, and 2
// for wrong usage or a file that cannot be read or written.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

func main() {
	if os.Getenv("GOGC") == "" {
		collectLate()
	}
	os.Exit(runProgram(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// firstGCPercent lets the memory of a new process fill to 40 MB, as a draft of usual
// length does, before it is collected for the first time.
const firstGCPercent = 1000

// collectLate sets the garbage collector for one draft. What a process reads at its start
// it keeps, so that collecting meanwhile frees next to nothing.
func collectLate() {
	debug.SetGCPercent(firstGCPercent)
	collected := func(usual int) {
		if was := debug.SetGCPercent(usual); was != firstGCPercent {
			debug.SetGCPercent(was) // somebody has set it since
		}
	}
	runtime.AddCleanup(new(*int), collected, draft.GCPercent) // which nobody holds: the first collection finds it
}

// Exit statuses.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

// errFault says that the problems have been told and the exit status is 1.
var errFault = errors.New("at fault")

// errUnread says that the problems have been told and the exit status is 2.
var errUnread = errors.New("not read or not written")

// usageError is wrong usage, or a file that cannot be read or written.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

// app is what every command needs.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer         // for text
	files          io.Writer         // standard output for a file, byte for byte
	library        string            // folder named by --library; "" is the embedded one
	quiet          int               // how many kinds of problems are left out: remarks, then warnings
	opened         *opened           // the library, once it is open
	memo           *memo             // what is told to no terminal; nil if there is one
	came           map[string][]byte // drafts that came back and are on no disk, by name
}

// runProgram runs the program and returns its exit status.
func runProgram(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	files := stdout
	stdout, stderr = printed{to: stdout, name: standardOutput}, printed{to: stderr, name: "standard error"}
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, files: files}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFault):
		return exitFault
	case errors.Is(err, errUnread):
		return exitUsage
	case errors.As(err, &usage):
		tellUsage(stderr, usage)
		return exitUsage
	}
	first, rest, _ := strings.Cut(err.Error(), "\n")
	fmt.Fprintf(stderr, "clausewright: error: %s\n", first)
	if rest = strings.TrimSpace(rest); rest != "" {
		fmt.Fprintln(stderr, rest)
	}
	fmt.Fprintln(stderr, "clausewright: hint: \"clausewright help\" lists the commands")
	return exitUsage
}

// tellUsage tells what is wrong with how the program is used.
func tellUsage(w io.Writer, usage *usageError) {
	fmt.Fprintf(w, "clausewright: error: %s\n", usage.message)
	if usage.hint != "" {
		fmt.Fprintf(w, "clausewright: hint: %s\n", usage.hint)
	}
}

// command builds the tree of commands.
func (a *app) command() *cobra.Command {
	showVersion := false
	root := &cobra.Command{
		Use:   "clausewright",
		Short: "Draft an exclusive technology licence from one file of answers",
		Long: `clausewright turns one YAML file of answers (the deal) and a library of clauses
into a first-draft exclusive technology licence in Markdown, HTML, PDF and Word.`,
		Example:       "  clausewright draft samples/battery.yaml",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return a.printVersion()
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVarP(&showVersion, "version", "v", false, "tell the version, the commit and the edition of the library")
	root.PersistentFlags().CountVarP(&a.quiet, "quiet", "q", "leave out remarks; -qq leaves out warnings too")
	root.PersistentFlags().StringVar(&a.library, "library", "", "folder that holds clauses/ and templates/ (default: the library that comes with the program)")
	if err := root.MarkPersistentFlagDirname("library"); err != nil {
		panic(err) // the flag was added a line above
	}
	root.AddGroup(&cobra.Group{ID: "deal", Title: "Work on a deal:"}, &cobra.Group{ID: "library", Title: "Look at the library:"})
	root.AddCommand(a.newCommand(), a.editCommand(), a.draftCommand(), a.checkCommand(), a.redlineCommand(), a.amendCommand(), a.explainCommand(), a.calendarCommand(), a.termsCommand(), a.deviationsCommand(), a.verifyCommand(), a.statusCommand(), a.issuesCommand(), a.listCommand(), a.showCommand(), a.schemaCommand(), a.lintCommand(), a.testCommand(), a.impactCommand(), a.licensesCommand(), a.manCommand())
	root.SetHelpCommand(helpCommand(root))
	root.SetOut(a.stdout) // the command for completion keeps it
	root.InitDefaultCompletionCmd()
	if c, _, err := root.Find([]string{"completion"}); err == nil && c != root {
		c.Args, c.RunE = noSuchCommand, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if own := (*usageError)(nil); errors.As(err, &own) {
			return own
		}
		return usagef(fmt.Sprintf("%q lists the flags", cmd.CommandPath()+" --help"), "%s", err)
	})
	root.SetGlobalNormalizationFunc(normalize)
	root.SetUsageTemplate(strings.NewReplacer(".LocalFlags.FlagUsages", "(flagUsages .LocalFlags)", ".InheritedFlags.FlagUsages", "(flagUsages .InheritedFlags)").Replace(root.UsageTemplate()))
	return root
}

func init() { cobra.AddTemplateFunc("flagUsages", flagUsages) }

// flagUsages lists flags for help. A flag that is there or not is shown without
// the values that nobody writes.
func flagUsages(flags *pflag.FlagSet) string {
	const values = "[=true|false]"
	return strings.ReplaceAll(flags.FlagUsages(), values, strings.Repeat(" ", len(values)))
}

// helpCommand tells about a command, and answers one that is not there as the program does.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if c, _, err := root.Find(args); err == nil {
				for _, sub := range c.Commands() {
					if sub.IsAvailableCommand() {
						names = append(names, sub.Name()+"\t"+sub.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || c == root && len(rest) > 0 {
				return noSuchCommand(root, args)
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}

// noSuchCommand answers a command that is not there with the nearest one.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "\"clausewright help\" lists the commands"
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	if near := diag.Nearest(args[0], names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usagef(hint, "there is no command %q", args[0])
}

// normalize lets flags be written with underscores for hyphens.
func normalize(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
}

// oneDeal is the rule for the argument of the commands that take a deal.
func oneDeal(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && args[0] != "" {
		return nil
	}
	return usagef(fmt.Sprintf("%s deal.yaml (or - for standard input)", cmd.CommandPath()),
		"%s takes one deal file, not %d", cmd.Name(), len(args))
}

// completeDeals lets a shell complete deal files.
func completeDeals(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}
