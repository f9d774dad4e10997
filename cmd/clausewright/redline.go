package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// redlineFlags are the flags of redline.
type redlineFlags struct {
	output      string
	formats     []string
	changedOnly bool
	edits       bool
	author      string
	date        string
	paper       string
}

func (a *app) redlineCommand() *cobra.Command {
	var flags redlineFlags
	cmd := &cobra.Command{
		Use:   "redline OLD [NEW]",
		Short: "Tell what changed between two drafts, where and why",
		Long: `Redline compares two drafts. OLD and NEW are each a deal, a draft in Markdown or Word,
or REV:PATH, a deal or draft as it was at a revision in git.

With one deal it compares the draft of it that was written last with what "draft" would
write now; --edits shows only what people wrote into that draft.

Without --format it prints the report: the terms that changed and the Sections that
they reach, the clauses that came in, left or are worded otherwise, and each passage
that changed with its cause. Numbers and references that only shifted are counted.

With --format it writes NEW.redline.*: Markdown, HTML and PDF begin with the report and
show what was inserted, deleted and moved; Word has tracked changes that give NEW when
they are accepted and OLD when they are rejected. The format json prints the report as data.`,
		Example: `  clausewright redline HEAD:deals/acme.yaml deals/acme.yaml
  clausewright redline deals/acme.yaml
  clausewright redline deals/acme.yaml --edits
  clausewright redline old.yaml new.yaml -f docx,html
  clausewright redline drafts/acme.md acme-returned.docx -f pdf --changed-only`,
		GroupID: "deal",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case flags.edits && len(args) != 1:
				return usagef("clausewright redline deal.yaml --edits", "--edits is about the draft of one deal, not %d", len(args))
			case len(args) != 1 && len(args) != 2:
				return usagef("clausewright redline old.yaml new.yaml", "redline takes one deal, or two deals or drafts, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml", "yml", "md", "docx"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.redline(args, flags) },
	}
	f := cmd.Flags()
	reportVar(cmd, &flags.formats, &flags.output, &flags.paper, "folder of drafts, to read and to write")
	f.BoolVar(&flags.changedOnly, "changed-only", false, "leave out the Sections in which nothing changed")
	f.BoolVar(&flags.edits, "edits", false, "only what people wrote into the draft since it was written last")
	f.StringVar(&flags.author, "author", "", "who made the changes, for Word (default: clausewright)")
	f.StringVar(&flags.date, "date", "", "when they were made, YYYY-MM-DD, for Word (default: the date of NEW)")
	return cmd
}

func (a *app) redline(args []string, flags redlineFlags) error {
	asked, err := reportAsked(flags.formats, flags.paper)
	if err != nil {
		return err
	}
	older, newer, err := a.twoSides(args, flags)
	if err != nil {
		return err
	}
	newName := args[len(args)-1]
	r := comparison.Compare(*older, *newer)
	switch {
	case asked.asData:
		return writeJSON(a.stdout, r)
	case len(asked.formats) == 0:
		w, color := inColour(a.stdout)
		return r.Text(w, color)
	}
	date, err := changesDate(flags.date, newer.Document.Date)
	if err != nil {
		return err
	}
	files, err := redlineFiles(r, older, newer, asked.formats, flags.changedOnly, render.Options{Paper: asked.paper, Author: flags.author, Date: date, Digest: newer.Digest})
	if err != nil {
		return err
	}
	name := baseName(path.Base(filepath.ToSlash(newName))) + ".redline"
	if err := portableName(name); err != nil {
		return err
	}
	for i, f := range asked.formats {
		files[i].Name = name + "." + f.Name
	}
	return a.writeReport(flags.output, name, files, "")
}

// changesDate is when the changes were made, as Word writes it.
func changesDate(asked, drafted string) (string, error) {
	if asked == "" {
		asked = drafted
	}
	if asked == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, asked); err != nil {
		return "", usagef("write it as 2027-02-01", "%q is no date", asked)
	}
	return asked + "T00:00:00Z", nil
}

// redlineFiles are the files of a redline, in the order of the formats.
func redlineFiles(r *comparison.Report, older, newer *comparison.Side, formats []render.Format, changedOnly bool, opts render.Options) ([]drafts.File, error) {
	whole := r.Document
	shown := r.WithPage()
	if changedOnly {
		shown = comparison.ChangedOnly(shown)
	}
	var files []drafts.File
	for _, f := range formats {
		doc := shown
		if f.Name == "docx" {
			doc = whole
		}
		contents, err := render.All(doc, []render.Format{f}, opts)
		if err != nil {
			return nil, err
		}
		if f.Name == "docx" {
			if err := checkTracked(contents[0], older.Document, newer.Document); err != nil {
				return nil, err
			}
		}
		files = append(files, drafts.File{Data: contents[0]})
	}
	return files, nil
}

// checkTracked makes sure that a Word file gives the one document when its
// changes are accepted, and the other when they are rejected.
func checkTracked(file []byte, older, newer *document.Document) error {
	for _, side := range []struct {
		what string
		take docx.Side
		want *document.Document
	}{{"accepted", docx.Accepted, newer}, {"rejected", docx.Rejected, older}} {
		got, err := docx.Read(file, side.take)
		if err != nil {
			return fmt.Errorf("the Word file cannot be read back: %w", err)
		}
		if !says(got.Document, side.want) {
			return fmt.Errorf("nothing written: with its changes %s, the Word file would not say what the draft says", side.what)
		}
	}
	return nil
}

// said is a word of a document, or a reference: what it refers to, and how it
// is printed.
type said struct{ text, target string }

// saidIn are what a document says.
func saidIn(doc *document.Document) []said {
	var list []said
	add := func(text string) {
		for _, w := range strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")) {
			list = append(list, said{text: w})
		}
	}
	refers := func(r *document.Reference) {
		list = append(list, said{strings.ReplaceAll(r.Text, "\u00a0", " "), strings.Join(r.Targets, " ")})
	}
	document.EachRun(doc, add, refers)
	return list
}

// says reports whether one document says what the other does. A reference is
// what it refers to, because Word works out its number, or else how it reads.
func says(got, want *document.Document) bool {
	have := saidIn(got)
	for _, w := range saidIn(want) {
		switch {
		case len(have) > 0 && w.target != "" && have[0].target == w.target:
			have = have[1:]
		default:
			for _, text := range strings.Fields(w.text) {
				if len(have) == 0 || have[0].text != text {
					return false
				}
				have = have[1:]
			}
		}
	}
	return len(have) == 0
}
