package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"clausewright/internal/drafts"
)

// asWriter makes the test binary write drafts into a folder until it is killed.
const asWriter = "CLAUSEWRIGHT_AS_WRITER"

// killSet is a draft in three formats, all of one word.
func killSet(word string) []drafts.File {
	var files []drafts.File
	for _, ext := range []string{".md", ".html", ".pdf"} {
		files = append(files, drafts.File{Name: "deal" + ext, Data: []byte(word + strings.Repeat(" words", 5000))})
	}
	return files
}

// tellingDisk says on standard output when a file is about to be moved.
type tellingDisk struct{ disk }

func (d tellingDisk) Rename(from, to string) error { fmt.Print("."); return d.disk.Rename(from, to) }
func (d tellingDisk) Link(from, to string) error   { fmt.Print("."); return d.disk.Link(from, to) }

func writeForEver(dir string) {
	for i := 0; ; i++ {
		d, err := drafts.Open(tellingDisk{disk(dir)}, "deal")
		if err == nil {
			err = d.Write(context.Background(), drafts.Lock{}, killSet(fmt.Sprint(os.Getpid(), "-", i)), false)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitFault)
		}
	}
}

// killed starts a writer and kills it: after some moves and a moment, or after
// a moment. What it said is returned; meet is called just before.
func killed(t *testing.T, dir string, moves int, moment time.Duration, meet func()) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asWriter+"="+dir)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(out)
	for range max(1, moves) {
		if _, err := in.ReadByte(); err != nil {
			break
		}
	}
	meet()
	for start := time.Now(); time.Since(start) < moment; { // a sleep would be too long
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // it was killed
	return said.String()
}

// killRounds is how often a test kills: as CLAUSEWRIGHT_KILLS says, or as usual.
func killRounds(usual, short int) int {
	if n, err := strconv.Atoi(os.Getenv("CLAUSEWRIGHT_KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return short
	}
	return usual
}

// firstWords tells what each file of a draft says first.
func firstWords(t *testing.T, dir string) map[string]bool {
	t.Helper()
	words := map[string]bool{}
	for _, f := range killSet("") {
		data, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		word, _, _ := strings.Cut(string(data), " ")
		words[word] = true
	}
	return words
}

// TestKills kills a program that writes drafts, half of the times while files
// are moved to their places, and edits a file in a third of the rounds. The next
// run finds one draft whole, takes nothing for an edit that is none, and loses
// no edit. CLAUSEWRIGHT_KILLS says how often, 24 times otherwise.
func TestKills(t *testing.T) {
	rounds := killRounds(24, 4)
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	halfway, edits := 0, 0
	for round := range rounds {
		moves, moment := 0, time.Duration(random.IntN(15000))*time.Microsecond
		if round%2 == 0 {
			moves, moment = 1+random.IntN(24), time.Duration(random.IntN(300))*time.Microsecond
		}
		edited := round%3 == 0
		edit := filepath.Join(dir, killSet("")[round%9/3].Name)
		said := killed(t, dir, moves, moment, func() {
			if edited {
				edits++
				must(os.WriteFile(edit+"~", []byte("edit "+fmt.Sprint(round)), 0o666))
				must(os.Rename(edit+"~", edit))
			}
		})
		if len(firstWords(t, dir)) > 1 && !edited {
			halfway++
		}
		checkKilled(t, dir, round, said, edited, edit)
	}
	t.Logf("%d kills, %d of them between two moves; %d edits", rounds, halfway, edits)
}

// checkKilled looks at a folder after a kill and makes it ready for the next.
func checkKilled(t *testing.T, dir string, round int, said string, edited bool, edit string) {
	t.Helper()
	d, err := drafts.Open(disk(dir), "deal")
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	words := firstWords(t, dir)
	if data, _ := os.ReadFile(edit); edited && string(data) != "edit "+fmt.Sprint(round) {
		t.Fatalf("round %d: the edit is lost: %.20q %s", round, data, said)
	}
	delete(words, "edit")
	if len(words) > 1 {
		t.Fatalf("round %d: a mixed set: %v", round, words)
	}
	err = d.Write(context.Background(), drafts.Lock{}, killSet("next"), false)
	var refused *drafts.EditedError
	if edited != errors.As(err, &refused) {
		t.Fatalf("round %d: edited %v, but: %v", round, edited, err)
	}
	if err := d.Write(context.Background(), drafts.Lock{}, killSet("again"), true); err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	if words := firstWords(t, dir); len(words) != 1 || !words["again"] {
		t.Fatalf("round %d: %v", round, words)
	}
	left, err := os.ReadDir(filepath.Join(dir, ".clausewright", "deal", "new"))
	if err != nil || len(left) > 0 {
		t.Fatalf("round %d: left: %v, %v", round, left, err)
	}
}
