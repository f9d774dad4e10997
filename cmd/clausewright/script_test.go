package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"
)

// asProgram makes the test binary run as the program itself.
const asProgram = "CLAUSEWRIGHT_AS_PROGRAM"

// limitProcess takes from the program what a test says, where a system can do that.
var limitProcess = func() {}

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		limitProcess()
		main()
	}
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "clausewright" {
		main()
	}
	if dir := os.Getenv(asWriter); dir != "" {
		writeForEver(dir)
	}
	debug.SetGCPercent(400)              // tests have room
	must(os.Setenv("GOMEMLIMIT", "off")) // what they keep of the library would fill that of one run of many deals
	os.Exit(withProgram(m.Run))
}

// withProgram runs tests with the test binary first on PATH, under the name of
// the program.
func withProgram(run func() int) int {
	bin, err := os.MkdirTemp("", "clausewright-bin-")
	must(err)
	defer os.RemoveAll(bin)
	binary, err := os.Executable()
	must(err)
	program := filepath.Join(bin, "clausewright")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if os.Link(binary, program) != nil { // another disk
		must(os.Symlink(binary, program))
	}
	must(os.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH")))
	return run()
}

// TestScripts runs the scripts in testdata/script, one topic each.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join(root, "cmd", "clausewright", "testdata", "script"), // in whatever folder a script is
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Condition:          condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"clausewright": inProcess,
			"append":       appendFile,
			"readme":       readmeBlock,
			"steps":        workflowSteps,
			"replace":      replaceText,
			"strike":       strikeLine,
			"passage":      passageOf,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROOT", root)
			env.Setenv("NO_COLOR", "1")
			return os.CopyFS(filepath.Join(env.WorkDir, "samples"), os.DirFS(filepath.Join(root, "samples")))
		},
	})
}

// inFolder is held by the one script whose folder is that of this process.
var inFolder sync.Mutex

// inProcess is the script command "clausewright ARGS...": it runs the program in
// this process, where the shipped library is opened once for all scripts.
// "exec clausewright" starts a process, which has standard input and the
// environment of the script.
func inProcess(ts *testscript.TestScript, neg bool, args []string) {
	inFolder.Lock()
	defer inFolder.Unlock()
	back, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	status := runProgram(args, strings.NewReader(""), ts.Stdout(), ts.Stderr())
	ts.Check(os.Chdir(back))
	if (status != exitDone) != neg {
		ts.Fatalf("exit %d", status)
	}
}

// condition knows [git], git is there, and [command:NAME], the program has
// that command. The gate does not go on without them.
func condition(cond string) (bool, error) {
	there := false
	name, isCommand := strings.CutPrefix(cond, "command:")
	switch {
	case isCommand:
		there = slices.ContainsFunc(new(app).command().Commands(), func(c *cobra.Command) bool { return c.Name() == name })
	case cond == "git":
		_, err := exec.LookPath("git")
		there = err == nil
	default:
		return false, fmt.Errorf("there is no condition %q", cond)
	}
	if !there && os.Getenv("CI") != "" {
		return false, fmt.Errorf("%s is missing", cond)
	}
	return there, nil
}

// appendFile adds what a file holds to the end of another: append TO FROM.
func appendFile(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(f.Close())
}

// readmeBlock is the script command "readme TEXT FILE": it writes the example
// of README.md that holds a text to a file, which can be run.
func readmeBlock(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: readme TEXT FILE")
	}
	readme, err := os.ReadFile(filepath.Join(ts.Getenv("ROOT"), "README.md"))
	ts.Check(err)
	for i, block := range strings.Split(string(readme), "\n```") {
		if _, text, ok := strings.Cut(block, "\n"); ok && i%2 == 1 && strings.Contains(text, args[0]) {
			ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text+"\n"), 0o755))
			return
		}
	}
	ts.Fatalf("README.md has no example that holds %q", args[0])
}

// workflowSteps is the script command "steps WORKFLOW SCRIPT": it writes what
// a workflow of GitHub Actions runs of this program as a shell script.
func workflowSteps(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: steps WORKFLOW SCRIPT")
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &workflow))
	var script strings.Builder
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			if strings.HasPrefix(step.Run, "clausewright ") {
				script.WriteString(step.Run + "\n")
			}
		}
	}
	if script.Len() == 0 {
		ts.Fatalf("%s runs nothing", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(script.String()), 0o644))
}

// replaceText edits a file as a person would: replace FILE OLD NEW, where \n
// begins a line. Nobody sees whether a space in OLD lets a line break.
func replaceText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], `\n`, "\n")
	}
	old := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(args[1]), " ", "[ \u00a0]"))
	if !old.MatchString(text) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	text = old.ReplaceAllLiteralString(text, args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// strikeLine takes the lines out of a file that begin with some words: strike FILE BEGIN.
func strikeLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: strike FILE BEGIN")
	}
	all := strings.SplitAfter(ts.ReadFile(args[0]), "\n")
	kept := slices.DeleteFunc(slices.Clone(all), func(line string) bool { return strings.HasPrefix(line, args[1]) })
	if len(kept) == len(all) {
		ts.Fatalf("no line of %s begins with %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(kept, "")), 0o644))
}

// passageOf prints the lines of a file from the first that begins with some words to
// the next that begins with others: passage FILE FROM TO.
func passageOf(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: passage FILE FROM TO")
	}
	_, text, from := strings.Cut("\n"+ts.ReadFile(args[0]), "\n"+args[1])
	passage, rest, to := strings.Cut(text, "\n"+args[2])
	if !from || !to {
		ts.Fatalf("%s has no passage from %q to %q", args[0], args[1], args[2])
	}
	last, _, _ := strings.Cut(rest, "\n")
	fmt.Fprintf(ts.Stdout(), "%s%s\n%s%s\n", args[1], passage, args[2], last)
}
