package main

import (
	"bytes"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/markdown"
)

// calendarFlags are the flags of calendar.
type calendarFlags struct {
	format      reportFormat
	side        string
	from, until string
	remind      []string

	window    calendar.Window // what the flags above say
	reminders []deal.Duration
}

func (a *app) calendarCommand() *cobra.Command {
	flags := calendarFlags{format: "md"}
	var m many
	formats := []string{"md", "ics", "csv", "json"}
	cmd := &cobra.Command{
		Use:   "calendar DEAL...",
		Short: "List what falls due under one deal or many, also for calendar programs",
		Long: `Calendar lists what falls due: deliveries, payments, reports, reviews, tests, the last day
of each right. Several deals, or the folders that hold them, make one calendar.

With --until what comes again is counted out up to that day; else it stands once, on its
next day. A date that depends on an event is listed without a day, and is not in an .ics
file, which holds days only. Days that are counted in Business Days leave out the public holidays
of the places that the deal names for them, as far as they are known; what was counted is told.

An entry of an .ics file stays the same from draft to draft: a calendar program that
reads it again changes the entry and adds none. It goes by deal.reference, else by the name of the
deal's file. Deals of one name are told apart by their folders.`,
		Example: `  clausewright calendar samples/battery.yaml
  clausewright calendar deals/ --for licensee --from 2027-01-01 --until 2027-12-31
  clausewright calendar deals/*.yaml -f ics --remind 14d > deals.ics`,
		GroupID:           "deal",
		Args:              someDeals,
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.calendar(args, flags, m) },
	}
	f := cmd.Flags()
	f.VarP(&formatFlag{&flags.format, formats}, "format", "f", oneOf(formats))
	f.StringVar(&flags.side, "for", "", "only what is for one party: licensor or licensee")
	f.StringVar(&flags.from, "from", "", "leave out earlier days (YYYY-MM-DD)")
	f.StringVar(&flags.until, "until", "", "leave out later days, and count out what comes again (YYYY-MM-DD)")
	f.StringSliceVar(&flags.remind, "remind", nil, "remind so long before each day, in days or weeks, such as 14d (ics); may be repeated")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	manyVar(cmd, &m)
	must(cmd.RegisterFlagCompletionFunc("for", cobra.FixedCompletions([]string{string(deal.Licensor), string(deal.Licensee)}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// read reads the values of the flags.
func (f *calendarFlags) read() error {
	f.window.For = deal.Party(f.side)
	if f.side != "" && f.window.For != deal.Licensor && f.window.For != deal.Licensee {
		return usagef("--for licensor or --for licensee", "there is no party %q", f.side)
	}
	for _, flag := range []struct {
		name, text string
		into       *deal.Date
	}{{"from", f.from, &f.window.From}, {"until", f.until, &f.window.Until}} {
		if flag.text == "" {
			continue
		}
		v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, flag.text, "")
		d, ok := v.(deal.Date)
		if err != nil || !ok {
			return usagef("write a day as 2027-12-31", "--%s: %q is no day", flag.name, flag.text)
		}
		*flag.into = d
	}
	if calendar.Known(f.window.From) && calendar.Known(f.window.Until) && calendar.Before(f.window.Until, f.window.From) {
		return usagef("", "--until %s is before --from %s", f.until, f.from)
	}
	for _, text := range f.remind {
		v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDuration}, text, "")
		length, ok := v.(deal.Duration)
		if err != nil || !ok || length.Unit != deal.Day && length.Unit != deal.Week {
			return usagef("write days or weeks: --remind 14d", "--remind: %q is no number of days or weeks", text)
		}
		f.reminders = append(f.reminders, length)
	}
	if len(f.remind) > 0 && f.format != "ics" {
		return usagef("-f ics", "--remind is for a calendar program")
	}
	return nil
}

// calendar lists what falls due under deals. One that cannot be drafted is told,
// and stops no other.
func (a *app) calendar(names []string, flags calendarFlags, m many) error {
	if err := flags.read(); err != nil {
		return err
	}
	files, err := dealsNamed(names)
	if err != nil {
		return err
	}
	called := calledApart(files)
	if files, err = m.part(files); err != nil {
		return err
	}
	list := make([]*calendar.Agreement, len(files))
	failed := a.each(files, m, func(a *app, i int) (string, error) {
		one, err := a.calendarOf(files[i], flags)
		if err != nil {
			return "", err
		}
		if one == nil {
			return "not drafted", errFault
		}
		if name := called[files[i]]; name != one.Deal {
			if one.Key == one.Deal {
				one.Key = name
			}
			one.Deal = name
		}
		list[i] = one
		return diag.Plural(len(one.Entries), "date"), nil
	})
	list = slices.DeleteFunc(list, func(one *calendar.Agreement) bool { return one == nil })
	if len(list) == 0 && failed != nil {
		return failed
	}
	keysApart(list)
	var b bytes.Buffer
	if err := a.writeCalendar(&b, list, flags); err != nil {
		return err
	}
	if err := a.writeOut(b.Bytes()); err != nil {
		return err
	}
	return failed
}

// calendarOf is what falls due under one deal; nil if it cannot be drafted, which
// has been told then.
func (a *app) calendarOf(file string, flags calendarFlags) (*calendar.Agreement, error) {
	made, problems, from, err := a.make(file, draft.Options{})
	if err != nil {
		return nil, err
	}
	if made.Document != nil {
		one := made.Calendar(made.Library, baseName(file))
		if flags.format == "ics" && !calendar.Known(one.Drafted) {
			problems.Errorf(made.Deal.Pos(deal.DraftDatePath), "no-draft-date", "the draft has no date, which each entry of an .ics file bears").WithPath(deal.DraftDatePath).WithHint("answer %s", deal.DraftDatePath)
		} else {
			return one, nil
		}
	}
	problems = slices.DeleteFunc(problems, func(p *diag.Problem) bool { return p.Severity != diag.Error })
	return nil, a.tellProblems(problems, from)
}

// keysApart gives agreements of one reference keys by which a calendar program can tell
// their entries apart.
func keysApart(list []*calendar.Agreement) {
	bear := map[string]int{}
	for _, one := range list {
		bear[one.Key]++
	}
	for _, one := range list {
		if bear[one.Key] > 1 {
			one.Key = one.Deal
		}
	}
}

// writeCalendar writes agreements as one calendar, and tells what it leaves open.
func (a *app) writeCalendar(out io.Writer, list []*calendar.Agreement, flags calendarFlags) error {
	if flags.format != "md" {
		a.tellBusinessDays(list)
	}
	if flags.format == "ics" {
		undated, err := calendar.ICal(out, list, flags.window, flags.reminders)
		if len(undated) > 0 {
			a.tellf("dates that depend on an event, or are open, and are not in the calendar: %d; -f md lists them", len(undated))
		}
		if n := endless(list, flags.window); n > 0 {
			a.tellf("dates that come again and have no known end: %d; they stand for %d years, or up to --until", n, calendar.Horizon)
		}
		return err
	}
	rows := calendar.Rows(list, flags.window)
	switch flags.format {
	case "csv":
		return calendar.CSV(out, rows)
	case "json":
		if rows == nil {
			rows = []calendar.Row{}
		}
		days := map[string]string{}
		for _, one := range list {
			days[one.Deal] = one.Business.String()
		}
		return writeJSON(out, map[string]any{"business_days": days, "dates": rows})
	}
	return markdown.Write(out, calendar.Table(list, rows))
}

// endless counts the dates that come again without a known end.
func endless(list []*calendar.Agreement, w calendar.Window) (n int) {
	for _, one := range list {
		for _, e := range one.Entries {
			if w.Shows(e) && e.Group == calendar.Recurring && calendar.Known(e.First) && !calendar.Known(e.Until) && !calendar.Known(w.Until) {
				n++
			}
		}
	}
	return n
}

// tellBusinessDays tells how the days that are counted in Business Days were.
func (a *app) tellBusinessDays(list []*calendar.Agreement) {
	for _, one := range list {
		if one.CountsBusinessDays() {
			a.tellf("%s: Business Days are %s", one.Deal, one.Business)
		}
	}
}
