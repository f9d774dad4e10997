package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// calendarFile is the calendar of the samples as a calendar program reads it.
func calendarFile(t *testing.T, args ...string) string {
	t.Helper()
	status, out, stderr := runFor(t, "", append([]string{"calendar", filepath.Join("..", "..", "samples"), "-f", "ics"}, args...)...)
	if status != exitDone {
		t.Fatalf("exit %d\n%s", status, stderr)
	}
	return out
}

// TestICal: the lines of a calendar are those of RFC 5545.
func TestICal(t *testing.T) {
	out := calendarFile(t, "--remind", "14d")
	if out != calendarFile(t, "--remind", "14d") {
		t.Error("twice gives other bytes")
	}
	ids := map[string]bool{}
	for _, line := range strings.SplitAfter(out, "\r\n") {
		if strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") || len(line) > 77 || !strings.HasSuffix(line, "\r\n") && line != "" {
			t.Errorf("not a line of at most 75 bytes: %q", line)
		}
	}
	events := strings.Split(strings.ReplaceAll(out, "\r\n ", ""), "BEGIN:VEVENT\r\n")[1:]
	for _, event := range events {
		id, rest, _ := strings.Cut(event, "\r\n")
		if ids[id] || !strings.HasPrefix(id, "UID:") {
			t.Errorf("%q is there twice, or is none", id)
		}
		ids[id] = true
		for _, property := range []string{"DTSTAMP:20261123T000000Z\r\n", "SEQUENCE:", "DTSTART;VALUE=DATE:20", "SUMMARY:", "TRIGGER:-P14D\r\n", "END:VEVENT\r\n"} {
			if strings.Count(rest, property) != 1 {
				t.Errorf("%s has %d times %q", id, strings.Count(rest, property), property)
			}
		}
	}
	if len(events) < 100 {
		t.Errorf("only %d events", len(events))
	}
}

// TestCalendarReaders: programs that are not ours find on a calendar the days that
// the table has, each of what comes again too.
func TestCalendarReaders(t *testing.T) {
	const last = "2070-01-01"
	status, table, stderr := runFor(t, "", "calendar", filepath.Join("..", "..", "samples"), "-f", "csv", "--until", last)
	if status != exitDone {
		t.Fatalf("exit %d\n%s", status, stderr)
	}
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, row := range rows[1:] {
		if day := row[1]; day != "" {
			want = append(want, row[9]+"."+row[0]+"@clausewright "+day)
		}
	}
	slices.Sort(want)
	if len(want) < 1000 {
		t.Fatalf("only %d days", len(want))
	}
	file := filepath.Join(t.TempDir(), "all.ics")
	if err := os.WriteFile(file, []byte(calendarFile(t, "--until", last)), 0o600); err != nil {
		t.Fatal(err)
	}
	ci := filepath.Join("..", "..", ".ci")
	for _, reader := range []struct{ name, needs, program, script string }{
		{"ical.js", filepath.Join(ci, "node_modules", "ical.js"), "node", "ical.mjs"},
		{"python3-icalendar", "/usr/lib/python3/dist-packages/icalendar", "/usr/bin/python3", "ical.py"},
	} {
		t.Run(reader.name, func(t *testing.T) {
			if _, err := os.Stat(reader.needs); err != nil {
				if os.Getenv("CI") != "" {
					t.Fatalf("%s is not installed", reader.name)
				}
				t.Skipf("%s is not installed; .ci/run does it", reader.name)
			}
			out, err := exec.Command(reader.program, filepath.Join(ci, reader.script), file, last).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			got := strings.Split(strings.TrimSpace(string(out)), "\n")
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%d days, want %d", len(got), len(want))
			}
		})
	}
}
