package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killedRun starts the program and kills it after a moment; 0 lets it end.
func killedRun(t *testing.T, moment time.Duration, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if moment > 0 {
		time.Sleep(moment)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	}
	return cmd
}

// TestKilledEdits kills runs that put edits into a draft, at any moment, while the
// deal changes, values are accepted and drafts are undone. The next run finds each
// edit, and each value in the deal or in the draft. CLAUSEWRIGHT_KILLS says how
// often, 8 times otherwise.
func TestKilledEdits(t *testing.T) {
	t.Parallel()
	rounds := killRounds(8, 2)
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	md := filepath.Join(out, "deal.md")
	args := []string{"draft", deal, "-o", out, "-f", "md,html", "-qq"}
	run := func(more ...string) {
		t.Helper()
		if status, _, stderr := runFor(t, "", append(args, more...)...); status != exitDone {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
	}
	read := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	start := time.Now()
	run()
	whole := 2 * time.Since(start)
	random := rand.New(rand.NewPCG(1, 2))
	fee, stopped := "250,000", 0
	for round := range rounds {
		word := fmt.Sprintf("edit%dx", round)
		more := []string{}
		inMarkdown(t, md, "Any other result is not", "Any other result, "+word+", is not")
		inMarkdown(t, md, ", "+word+", is not", " is not "+word) // editors save in several steps
		switch round % 3 {
		case 0:
			next := fmt.Sprintf("%d,000", 300+round)
			inMarkdown(t, md, "pay Licensor $"+fee+" on", "pay Licensor $"+next+" on")
			fee, more = next, []string{"--accept-values"}
		case 1:
			inMarkdown(t, deal, "draft_date: 2026-11-23", "draft_date: 2026-11-24")
		case 2:
			inMarkdown(t, deal, "draft_date: 2026-11-24", "draft_date: 2026-11-23")
		}
		before := time.Duration(random.Int64N(int64(whole)))
		cmd := killedRun(t, max(before, time.Millisecond), append(args, more...)...)
		if cmd.ProcessState.ExitCode() != 0 {
			stopped++
		}
		found := false
		err := filepath.WalkDir(out, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				found = found || strings.Contains(read(file), word)
			}
			return err
		})
		if err != nil || !found {
			t.Fatalf("round %d: %s is lost (%v)", round, word, err)
		}
		run(more...)
		for _, file := range []string{md, filepath.Join(out, "deal.html")} {
			text := read(file)
			for i := range round + 1 {
				if word := fmt.Sprintf("edit%dx", i); !strings.Contains(text, word) {
					t.Fatalf("round %d: %s is lost in %s", round, word, file)
				}
			}
			if strings.Count(text, "$"+fee) < 2 {
				t.Fatalf("round %d: the fee of $%s stands %d times in %s", round, fee, strings.Count(text, "$"+fee), file)
			}
		}
	}
	t.Logf("%d kills, %d of them before the end", rounds, stopped)
}

// TestTwoRuns: two runs on one edited draft at once keep the edit, and a third
// finds nothing to do.
func TestTwoRuns(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	args := []string{"draft", deal, "-o", out, "-f", "md", "-qq"}
	if status, _, stderr := runFor(t, "", args...); status != exitDone {
		t.Fatal(stderr)
	}
	md := filepath.Join(out, "deal.md")
	inMarkdown(t, md, "Any other result is not", "Any other result, however close, is not")
	inMarkdown(t, deal, "upfront: 250000", "upfront: 300000")
	var runs []*exec.Cmd
	for range 3 {
		runs = append(runs, killedRun(t, 0, args...))
	}
	for _, cmd := range runs {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	text, err := os.ReadFile(md)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"however close", "$300,000"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the draft does not say %q", want)
		}
	}
}
