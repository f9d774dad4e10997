//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"clausewright/internal/cases"
	"clausewright/internal/draft"
)

// BenchmarkMany drafts varied deals in one process. It reports the seconds and the
// processor's seconds for 1,000 of them, how many times as much of the processor each
// takes as the same deal in this process, where all is warm (x-warm), and the most
// memory that the process had (MB).
func BenchmarkMany(b *testing.B) {
	const deals = 200
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	program, folder := filepath.Join(b.TempDir(), "clausewright"), b.TempDir()
	if text, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
	varied(b, folder, deals)
	for _, formats := range []string{"md,html", "pdf", "docx", "md,html,pdf,docx"} {
		b.Run(formats, func(b *testing.B) {
			var wall, used, warm time.Duration
			most := 0.0
			args := []string{"draft", folder, "-qq", "--force", "-f", formats, "-o"}
			for b.Loop() {
				before := spent(b)
				if status := runProgram(append(args, b.TempDir()), nil, io.Discard, io.Discard); status != exitDone {
					b.Fatalf("exit status %d", status)
				}
				warm += spent(b) - before
				began := time.Now()
				process := exec.Command(program, append(args, b.TempDir())...)
				if err := process.Run(); err != nil {
					b.Fatal(err)
				}
				wall += time.Since(began)
				usage := process.ProcessState.SysUsage().(*syscall.Rusage)
				used += time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
				most = max(most, memory(usage))
			}
			b.ReportMetric(wall.Seconds()*1000/float64(deals*b.N), "s/1000")
			b.ReportMetric(used.Seconds()*1000/float64(deals*b.N), "cpu-s/1000")
			b.ReportMetric(used.Seconds()/warm.Seconds(), "x-warm")
			b.ReportMetric(most, "MB")
		})
	}
}

// varied writes so many random deals of all templates, each of which can be drafted.
func varied(tb testing.TB, folder string, deals int) {
	lib, _ := openShipped()
	templates := lib.TemplateIDs()
	for i, seed := 0, uint64(0); i < deals; seed++ {
		random := cases.NewRandom(lib, templates[i%len(templates)], seed, true)
		if _, problems := random.Make(); problems.HasErrors() {
			continue
		}
		var text bytes.Buffer
		text.WriteString(random.YAML())
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("deal-%04d.yaml", i)), text.Bytes(), 0o666); err != nil {
			tb.Fatal(err)
		}
		i++
	}
}
