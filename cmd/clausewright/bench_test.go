//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"clausewright/internal/draft"
)

// BenchmarkProcess runs the program as a process of its own and, in turn with
// it, the same work in this one, where all is warm. It reports how many times as
// much of the processor the process takes (x-warm), and the most memory that it
// had (MB).
func BenchmarkProcess(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	program := filepath.Join(b.TempDir(), "clausewright")
	if text, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
	args := func(name, dir string) []string {
		return []string{"draft", filepath.Join("..", "..", "samples", name+".yaml"), "-qq", "-o", dir}
	}
	most := map[string]float64{}
	for _, name := range []string{"minimal", "battery"} { // at once, since a process counts the memory of its parent at its start
		for range 5 {
			most[name] = max(most[name], memory(run(b, program, args(name, b.TempDir()))))
		}
	}
	for _, name := range []string{"minimal", "battery"} {
		b.Run(name, func(b *testing.B) {
			warm := args(name, b.TempDir())
			runProgram(warm, nil, io.Discard, io.Discard)
			var own, theirs time.Duration
			for b.Loop() {
				before := spent(b)
				if status := runProgram(warm, nil, io.Discard, io.Discard); status != exitDone {
					b.Fatalf("exit status %d", status)
				}
				own += spent(b) - before
				used := run(b, program, args(name, b.TempDir()))
				theirs += time.Duration(used.Utime.Nano() + used.Stime.Nano())
			}
			b.ReportMetric(theirs.Seconds()/own.Seconds(), "x-warm")
			b.ReportMetric(most[name], "MB")
		})
	}
}

// run runs a program and tells what it used.
func run(b *testing.B, program string, args []string) *syscall.Rusage {
	process := exec.Command(program, args...)
	process.Stderr = os.Stderr
	if err := process.Run(); err != nil {
		b.Fatal(err)
	}
	return process.ProcessState.SysUsage().(*syscall.Rusage)
}

// memory is the most that lay in memory, in MB.
func memory(used *syscall.Rusage) float64 {
	if runtime.GOOS == "darwin" { // which counts bytes
		return float64(used.Maxrss) / 1e6
	}
	return float64(used.Maxrss) * 1024 / 1e6
}

// spent is the processor time of this process so far.
func spent(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
