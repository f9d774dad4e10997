package main

import (
	"strings"
	"testing"
)

// TestWithoutGit: a revision needs git, folders do not.
func TestWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	status, _, stderr := runFor(t, "", "impact", "HEAD", "--library", "../..")
	if status != exitUsage || !strings.Contains(stderr, "git is needed to read a revision and was not found\nclausewright: hint: install git, or name two folders") {
		t.Errorf("exit %d: %s", status, stderr)
	}
	if status, stdout, stderr := runFor(t, "", "impact", "shipped", "../..", "--exit-code"); status != exitDone || !strings.Contains(stdout, "Nothing differs.") {
		t.Errorf("exit %d: %s%s", status, stdout, stderr)
	}
}
