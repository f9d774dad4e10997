package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/render"
	"clausewright/internal/style"
)

// toReport is what is asked for of a report: without formats it is printed for a
// person, as data it is printed for a program, else it is written.
type toReport struct {
	formats []render.Format
	asData  bool
	paper   style.Paper
}

// reportVar is the flags of a command that reports; reportAsked finds what they name.
func reportVar(cmd *cobra.Command, formats *[]string, output, paper *string, folder string) {
	f := cmd.Flags()
	f.StringSliceVarP(formats, "format", "f", nil, "formats to write: "+strings.Join(render.Names(), ", ")+"; json prints the report as data")
	folderVar(cmd, output, folder)
	f.StringVar(paper, "paper", "", paperOf)
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(append(render.Names(), "json"), cobra.ShellCompDirectiveNoFileComp)))
}

// reportAsked finds what the flags of a report name. The format json is printed and
// goes with no other.
func reportAsked(names []string, paper string) (asked toReport, err error) {
	switch {
	case slices.ContainsFunc(names, func(name string) bool { return strings.TrimSpace(name) == "json" }):
		if asked.asData = true; len(names) > 1 {
			return asked, usagef("ask for it alone: -f json", "json is printed, and the other formats are written")
		}
	case len(names) > 0:
		if asked.formats, err = formatsNamed(names); err != nil {
			return asked, err
		}
	}
	asked.paper, err = paperNamed(paper)
	return asked, err
}

// writeSheet writes a report that is a document of its own, as writeReport does.
func (a *app) writeSheet(doc *document.Document, name, folder string, formats []render.Format, opts render.Options, read string) error {
	if err := portableName(name); err != nil {
		return err
	}
	files, err := renderAll(doc, name, formats, opts)
	if err != nil {
		return err
	}
	return a.writeReport(folder, name, files, read)
}

// writeReport writes the files of a report of that name into a folder of drafts. What
// somebody wrote into one that is there is lost with no other than the file of which
// it was read: that may be empty.
func (a *app) writeReport(folder, name string, files []drafts.File, read string) error {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return usagef("name a folder with -o", "folder %s: is a file", folder)
	}
	out := disk(folder)
	source, _ := os.Stat(read)
	written, err := out.write(name, false, func(d *drafts.Draft) (drafts.Lock, []drafts.File, error) {
		for _, f := range files {
			if there, err := os.Stat(out.path(f.Name)); err != nil || source == nil || !os.SameFile(source, there) {
				continue
			}
			if data, err := out.Read(f.Name); err == nil {
				d.Settle(f.Name, drafts.Digest(f.Name, data))
			}
		}
		return drafts.Lock{Program: version}, files, nil
	})
	if err != nil {
		return err
	}
	return a.tellWritten(written)
}
