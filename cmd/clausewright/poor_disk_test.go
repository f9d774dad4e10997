//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// On a disk that is full no file can become longer than asMuch says, and
// asNobody makes the program run as a user who may write only what is theirs,
// also where the tests run as root.
const (
	asMuch   = "CLAUSEWRIGHT_FILE_LIMIT"
	asNobody = "CLAUSEWRIGHT_AS_NOBODY"
	nobody   = 65534
)

func init() {
	limitProcess = func() {
		if limit, err := strconv.ParseUint(os.Getenv(asMuch), 10, 64); err == nil {
			signal.Ignore(syscall.SIGXFSZ) // a write fails then
			must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}))
		}
		if os.Getenv(asNobody) != "" && os.Getuid() == 0 {
			must(syscall.Setgid(nobody))
			must(syscall.Setuid(nobody))
		}
	}
}

// poorDisk is a folder with a deal and a draft of it in which somebody wrote,
// after which the deal changed.
type poorDisk struct {
	*testing.T
	dir string
}

const poorEdit, poorFee = "however close", "$300,000"

func newPoorDisk(t *testing.T) poorDisk {
	d := poorDisk{t, t.TempDir()}
	must(os.WriteFile(d.path("deal.yaml"), []byte(sample(t, "minimal.yaml")), 0o666))
	if status, stderr := d.run("", "draft", "deal.yaml", "-f", "md,html"); status != exitDone {
		t.Fatal(stderr)
	}
	inMarkdown(t, d.path("drafts/deal.md"), "Any other result is not", "Any other result, "+poorEdit+", is not")
	inMarkdown(t, d.path("deal.yaml"), "upfront: 250000", "upfront: 300000")
	return d
}

func (d poorDisk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// run starts the program in the folder, with a variable of its environment.
func (d poorDisk) run(limit string, args ...string) (status int, stderr string) {
	d.Helper()
	cmd := exec.Command(os.Args[0], append(args, "-q")...)
	cmd.Dir = d.dir
	cmd.Env = append(os.Environ(), asProgram+"=1", limit)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); cmd.ProcessState == nil {
		d.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), said.String()
}

// holds are the files of the folder and what is in them. The file by which runs
// wait for each other is none.
func (d poorDisk) holds() map[string]string {
	d.Helper()
	files := map[string]string{}
	must(filepath.WalkDir(d.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "busy" {
			return err
		}
		data, err := os.ReadFile(file)
		files[file[len(d.dir)+1:]] = string(data)
		return err
	}))
	return files
}

// refused runs the program and makes sure that it says why it cannot write, and
// that all files are as they were but those that may change.
func (d poorDisk) refused(limit, reason string, may []string, args ...string) {
	d.Helper()
	before := d.holds()
	status, stderr := d.run(limit, args...)
	if status != exitUsage || !strings.Contains(stderr, reason) || strings.Contains(stderr, "panic") {
		d.Errorf("%s: exit %d\n%s", strings.Join(args, " "), status, stderr)
	}
	after := d.holds()
	for _, name := range slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after))) {
		if before[name] != after[name] && !slices.Contains(may, name) {
			d.Errorf("%s: %s is not as it was\n%s", strings.Join(args, " "), name, stderr)
		}
	}
}

// goesOn drafts once the disk is as it should be: the edit and the change of the
// deal are in the draft.
func (d poorDisk) goesOn() {
	d.Helper()
	status, stderr := d.run("", "draft", "deal.yaml", "-f", "md,html")
	for name, text := range d.holds() {
		if strings.HasPrefix(name, filepath.FromSlash("drafts/deal.")) && (!strings.Contains(text, poorEdit) || !strings.Contains(text, poorFee)) {
			d.Errorf("exit %d, %s has lost something\n%s", status, name, stderr)
		}
	}
	if status != exitDone {
		d.Errorf("exit %d\n%s", status, stderr)
	}
}

// TestFullDisk: where there is no room for a file, whichever it is, nothing
// changes and the program says so.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	const full = "file too large"
	d := newPoorDisk(t)
	for _, size := range []int{0, 1000, 20_000, 100_000} { // no file, not the lock, not the deal, not the Markdown, not the page
		limit := fmt.Sprintf("%s=%d", asMuch, size)
		d.refused(limit, full, nil, "draft", "deal.yaml", "-f", "md,html")
	}
	limit := asMuch + "=1000"
	d.refused(limit, full, nil, "draft", "deal.yaml", "-o", "elsewhere")
	d.refused(limit, full, nil, "redline", "deal.yaml", "-f", "md")
	d.refused(limit, full, nil, "draft", "deal.yaml", "-f", "md,html", "--discard-edits")
	inMarkdown(t, d.path("drafts/deal.md"), "prime rate plus 2 percentage points", "prime rate plus 3 percentage points")
	d.refused(limit, full, nil, "draft", "deal.yaml", "-f", "md,html", "--accept-values")
	d.refused(asMuch+"=20000", full, []string{"deal.yaml"}, "draft", "deal.yaml", "-f", "md,html", "--accept-values") // room for the deal alone
	d.goesOn()
	d.refused(limit, full, nil, "draft", "deal.yaml", "--undo")
	d.goesOn()
}

// TestReadOnly: where nothing may be written, nothing changes and the program says
// so.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	const denied = "permission denied"
	for _, test := range []struct {
		name      string
		protected []string // what nothing may be written in
		args      []string
	}{
		{"the folder of drafts", []string{"drafts"}, []string{"draft", "deal.yaml", "-f", "md,html"}},
		{"the state", []string{"drafts/.clausewright", "drafts/.clausewright/deal", "drafts/.clausewright/deal/new"}, []string{"draft", "deal.yaml", "-f", "md,html"}},
		{"a new folder", []string{"."}, []string{"draft", "deal.yaml", "-o", "elsewhere"}},
		{"the comparison", []string{"drafts", "drafts/.clausewright"}, []string{"redline", "deal.yaml", "-f", "md"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newPoorDisk(t)
			mode := func(files []string, mode fs.FileMode) {
				for _, name := range files {
					must(os.Chmod(d.path(name), mode))
				}
			}
			must(filepath.WalkDir(d.dir, func(file string, _ fs.DirEntry, err error) error {
				if err == nil && os.Getuid() == 0 {
					err = os.Lchown(file, nobody, nobody)
				}
				return err
			}))
			mode(test.protected, 0o555)
			d.refused(asNobody+"=1", denied, nil, test.args...)
			mode(test.protected, 0o755)
			d.goesOn()
		})
	}
}

// noRoom is standard output on a disk that is full.
type noRoom struct{}

func (noRoom) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestNoRoomForOutput: every command says in the same words that what it prints is lost.
func TestNoRoomForOutput(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := t.TempDir()
	for _, args := range []string{
		"--version", "list", "licenses", "schema", "lint --rules", "show term", "new --minimal", "completion bash",
		"explain DEAL", "check DEAL --format json", "status DEAL -o OUT", "calendar DEAL", "calendar DEAL -f ics", "terms DEAL -f csv", "redline DEAL DEAL",
		"draft DEAL -o OUT -f md", "draft DEAL -o - -f md",
	} {
		var stderr bytes.Buffer
		args := strings.NewReplacer("DEAL", deal, "OUT", out).Replace(args)
		status := runProgram(append(strings.Fields(args), "-q"), strings.NewReader(""), noRoom{}, &stderr)
		if want := "clausewright: error: standard output: no space left on device\n"; status != exitUsage || !strings.HasSuffix(stderr.String(), want) {
			t.Errorf("%s: exit %d\n%s", args, status, stderr.String())
		}
	}
}
