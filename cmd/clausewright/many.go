package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// many is how a command goes over deals.
type many struct {
	jobs  int    // how many at a time; 0 is two for each processor
	shard string // which part of them, as 2/8; empty is all
}

// manyVar gives a command the flags for many deals.
func manyVar(cmd *cobra.Command, m *many) {
	cmd.Flags().IntVarP(&m.jobs, "jobs", "j", 0, "how many deals are worked on at a time (default: two for each processor)")
	cmd.Flags().StringVar(&m.shard, "shard", "", "only one part of the deals, such as 2/8: the second of eight, for machines that share the work")
}

// someDeals is the rule for the arguments of the commands that take deals.
func someDeals(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && !slices.Contains(args, "") {
		return nil
	}
	return usagef(fmt.Sprintf("%s deal.yaml (or a folder of deals, or - for standard input)", cmd.CommandPath()), "%s takes at least one deal file", cmd.Name())
}

// part are the deals that a run works on.
func (m many) part(files []string) ([]string, error) {
	if m.jobs < 0 {
		return nil, usagef("-j 4", "--jobs: %d deals at a time are none", m.jobs)
	}
	if m.shard == "" {
		return files, nil
	}
	one, of, ok := strings.Cut(m.shard, "/")
	i, err := strconv.Atoi(one)
	n, failed := strconv.Atoi(of)
	if !ok || err != nil || failed != nil || i < 1 || i > n {
		return nil, usagef("--shard 1/8 to --shard 8/8", "--shard: %q is no part", m.shard)
	}
	var part []string
	for k, file := range files {
		if k%n == i-1 {
			part = append(part, file)
		}
	}
	return part, nil
}

// atATime is how many deals are worked on at a time. While one waits for the disk, as
// each does more than ten times, another uses its processor.
func (m many) atATime() int {
	if m.jobs == 0 {
		return 2 * runtime.GOMAXPROCS(0)
	}
	return m.jobs
}

// room lets memory fill further before it is cleared, as pays where many deals are worked
// on, until so much is used that more would be felt. What the environment says of it stands.
func (m many) room() (leave func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	garbage, limit := debug.SetGCPercent(400), debug.SetMemoryLimit(int64(160+20*m.atATime())<<20)
	return func() {
		debug.SetGCPercent(garbage)
		debug.SetMemoryLimit(limit)
	}
}

// outcome is what became of a deal.
type outcome struct {
	file   string
	result string // in a few words; empty if it was not begun
	err    error

	printed, messages *held
}

// each works on deals, several at a time, and returns the first error of the worst kind
// once it has been through all. What is printed for them comes in their order; what is said
// of those that failed comes at the end, after a table of all. The work says in a few words
// what it came to. A single deal prints as it goes, and has no table.
func (a *app) each(files []string, m many, work func(a *app, i int) (result string, err error)) error {
	if len(files) == 1 {
		_, err := work(a, 0)
		return err
	}
	defer m.room()()
	if _, _, _, err := a.openLibrary(); err != nil { // once for all
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	tell := a.progress()
	var all []outcome
	for done := range a.run(ctx, files, m, work) {
		o := <-done
		if tell != nil {
			tell(len(all)+1, len(files))
		}
		if o.err == nil {
			if err := a.release(o); err != nil {
				return err
			}
			o.printed, o.messages = nil, nil
		}
		all = append(all, o)
	}
	return a.conclude(all)
}

// run begins work on deals and hands their outcomes over in order. No more wait to be
// handed over than are worked on.
func (a *app) run(ctx context.Context, files []string, m many, work func(*app, int) (string, error)) <-chan chan outcome {
	jobs := m.atATime()
	queue, free := make(chan chan outcome, jobs), make(chan bool, jobs)
	go func() {
		defer close(queue)
		for i, file := range files {
			free <- true
			done := make(chan outcome, 1)
			queue <- done
			go func() {
				done <- a.apart(ctx, file, func(a *app) (string, error) { return work(a, i) })
				<-free
			}()
		}
	}()
	return queue
}

// apart works on one deal and holds what it prints.
func (a *app) apart(ctx context.Context, file string, work func(*app) (string, error)) outcome {
	own, o := *a, outcome{file: file, printed: &held{of: a.files}, messages: &held{of: a.stderr}}
	own.files, own.stdout, own.stderr = o.printed, printed{to: o.printed}, printed{to: o.messages}
	if ctx.Err() != nil {
		o.err = usagef("", "interrupted: not begun")
		return o
	}
	o.result, o.err = work(&own)
	return o
}

// release prints what was held of a deal.
func (a *app) release(o outcome) error {
	if o.messages.Len() > 0 {
		fmt.Fprintf(a.stderr, "%s:\n", filepath.ToSlash(o.file))
		if _, err := progressTo(a.stderr).Write(o.messages.Bytes()); err != nil {
			return err
		}
	}
	return a.writeOut(o.printed.Bytes())
}

// conclude tells what became of deals: a table, and then all that is said of those that
// failed. Its error is of the worst kind.
func (a *app) conclude(all []outcome) error {
	wide, failed := 0, 0
	for _, o := range all {
		wide = max(wide, len([]rune(o.file)))
	}
	for _, o := range all {
		result := o.result
		if o.err != nil {
			failed++
			if result == "" {
				result = "failed"
			}
		} else if a.quiet > 0 {
			continue
		}
		fmt.Fprintf(a.stderr, "%-*s  %s\n", wide, filepath.ToSlash(o.file), result)
	}
	worst := error(nil)
	for _, o := range all {
		var usage *usageError
		switch {
		case o.err == nil:
			continue
		case errors.Is(o.err, errFault):
			if worst == nil {
				worst = errFault
			}
		case errors.As(o.err, &usage):
			worst = errUnread
			tellUsage(printed{to: o.messages}, usage)
		default:
			return o.err
		}
		if err := a.release(o); err != nil {
			return err
		}
	}
	sum := diag.Plural(len(all), "deal")
	if failed > 0 {
		sum += fmt.Sprintf(", %d failed", failed)
	}
	a.tellf("%s", sum)
	return worst
}

// opened is what is the same for all deals and found once: the library, and the
// drafts without a deal in each folder as the first of them found it.
type opened struct {
	lib      *library.Library
	problems diag.List
	from     sources
	hash     func() (string, error)
	strays   sync.Map // folder -> func() []stray
}

// straysOf finds the drafts of a folder whose deals are gone.
func (o *opened) straysOf(out disk) func() []stray {
	find, _ := o.strays.LoadOrStore(out, sync.OnceValue(out.strays))
	return find.(func() []stray)
}

// held keeps what is printed until its turn comes.
type held struct {
	bytes.Buffer
	of io.Writer // where it goes then
}
