package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/calendar"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/markdown"
)

// standing is how a deal stands.
type standing struct {
	Deal      string `json:"deal"`
	Draft     int    `json:"draft"`   // its number; 0 if it cannot be drafted
	Written   bool   `json:"written"` // a draft is there
	Open      int    `json:"open"`    // values still open
	Unmet     int    `json:"unmet"`   // rules that are errors or warnings
	Edits     int    `json:"edits"`   // that people made since the draft was written
	Conflicts int    `json:"conflicts"`
	Next      string `json:"next"` // the next day on which something falls due
	What      string `json:"what"`
}

// standingHeads are the columns, as they are called where a person reads them.
var standingHeads = []string{"Deal", "Draft", "Written", "Open", "Unmet", "Edits", "Conflicts", "Next", "What"}

func (s standing) cells() []string {
	written := "no"
	if s.Written {
		written = "yes"
	}
	return []string{s.Deal, strconv.Itoa(s.Draft), written, strconv.Itoa(s.Open), strconv.Itoa(s.Unmet), strconv.Itoa(s.Edits), strconv.Itoa(s.Conflicts), s.Next, s.What}
}

func (a *app) statusCommand() *cobra.Command {
	format := reportFormat("text")
	var flags draftFlags
	var m many
	from := ""
	formats := []string{"text", "md", "json", "csv"}
	cmd := &cobra.Command{
		Use:   "status DEAL...",
		Short: "Tell how deals stand: open values, rules, edits, conflicts, the next date",
		Long: `Status tells of each deal, or of those in folders, the number of its draft and whether it
was written, how many values are still open, how many rules are not met (errors and warnings), how many
changes people made in the draft since it was written, how many of them conflict with the deal, and
the next day on which something falls due.`,
		Example:           "  clausewright status deals/\n  clausewright status deals/ -f csv --from 2027-01-01",
		GroupID:           "deal",
		Args:              someDeals,
		ValidArgsFunction: completeDeals,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.status(args, flags, m, format, cmp.Or(from, time.Now().Format(time.DateOnly)))
		},
	}
	f := cmd.Flags()
	f.VarP(&formatFlag{&format, formats}, "format", "f", oneOf(formats))
	f.StringVar(&from, "from", "", "the day from which the next date is looked for (YYYY-MM-DD; default: today)")
	folderVar(cmd, &flags.output, "folder of drafts")
	manyVar(cmd, &m)
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// status tells how deals stand.
func (a *app) status(args []string, flags draftFlags, m many, format reportFormat, from string) error {
	window := calendarFlags{from: from}
	if err := window.read(); err != nil {
		return err
	}
	files, at, err := draftsOf(args, flags)
	if err == nil {
		files, err = m.part(files)
	}
	if err != nil {
		return err
	}
	list := make([]standing, len(files))
	failed := a.each(files, m, func(a *app, i int) (string, error) {
		own := flags
		own.output = at[files[i]]
		var err error
		list[i], err = a.standingOf(files[i], own, window.window)
		return "looked at", err
	})
	list = slices.DeleteFunc(list, func(s standing) bool { return s.Deal == "" })
	if len(list) == 0 && failed != nil {
		return failed
	}
	return errors.Join(a.writeStandings(list, format), failed)
}

// standingOf tells how one deal stands.
func (a *app) standingOf(file string, flags draftFlags, window calendar.Window) (standing, error) {
	s := standing{Deal: filepath.ToSlash(file)}
	made, problems, from, err := a.make(file, draft.Options{Force: true})
	if err != nil {
		return standing{}, err
	}
	if made.Document == nil {
		return standing{}, a.refuse(problems, from)
	}
	one := made.Calendar(made.Library, baseName(file))
	s.Draft, s.Open = one.Number, len(document.Blanks(made.Document))
	for _, r := range calendar.Rows([]*calendar.Agreement{one}, window) {
		if r.Date != "" {
			s.Next, s.What = r.Date, r.What
			break
		}
	}
	for _, p := range problems {
		if p.Severity <= diag.Warning && isRule(made, p) {
			s.Unmet++
		}
	}
	d, err := drafts.Peek(disk(flags.output), draftName(file, flags))
	if err != nil && !errors.Is(err, drafts.ErrStopped) {
		return standing{}, disk(flags.output).usage(err)
	}
	if s.Written = d.Lock().Program != ""; !s.Written {
		return s, nil
	}
	written, err := a.written(file, flags)
	if err != nil {
		return standing{}, err
	}
	if written != nil {
		s.Edits = len(written.Changes)
	}
	open, err := a.openEdits(file, flags, made)
	for _, p := range open {
		if p.Rule == openConflict {
			s.Conflicts++
		}
	}
	return s, err
}

// isRule reports whether a problem is a rule of the library that fires.
func isRule(made *madeDraft, p *diag.Problem) bool {
	for _, id := range made.Library.ClauseIDs() {
		for _, r := range made.Library.Clauses[id].Rules() {
			if r.ID == p.Rule {
				return true
			}
		}
	}
	return false
}

// writeStandings writes a row for each deal.
func (a *app) writeStandings(list []standing, format reportFormat) error {
	var b bytes.Buffer
	lines := [][]string{standingHeads}
	for _, s := range list {
		lines = append(lines, s.cells())
	}
	switch format {
	case "json":
		return writeJSON(a.stdout, map[string]any{"deals": list})
	case "csv":
		if err := csv.NewWriter(&b).WriteAll(lines); err != nil {
			return err
		}
	case "md":
		if err := markdownTable(&b, "Status", lines); err != nil {
			return err
		}
	default:
		w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		for _, line := range lines {
			fmt.Fprintln(w, strings.Join(line, "\t"))
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}

// markdownTable writes lines as a table under a title; the first has the heads.
func markdownTable(b *bytes.Buffer, title string, lines [][]string) error {
	row := func(line []string) (cells []document.Cell) {
		for _, cell := range line {
			cells = append(cells, document.Cell{&document.Text{Text: cell}})
		}
		return cells
	}
	table := &document.Table{Head: row(lines[0])}
	for _, line := range lines[1:] {
		table.Rows = append(table.Rows, document.Row{Cells: row(line)})
	}
	part := &document.Division{Kind: document.Part, ID: "status", Blocks: []document.Block{table}}
	return markdown.Write(b, &document.Document{Title: title, Body: []*document.Division{part}})
}
