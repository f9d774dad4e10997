package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/render"
)

// folderVar gives a command the flag for the folder of drafts.
func folderVar(cmd *cobra.Command, folder *string, usage string) {
	*folder = "drafts"
	cmd.Flags().VarP((*folderFlag)(folder), "output", "o", usage)
	must(cmd.MarkFlagDirname("output"))
}

// folderFlag is the name of a folder, or - for standard output.
type folderFlag string

func (f *folderFlag) String() string { return string(*f) }

func (f *folderFlag) Type() string { return "string" }

// filesCalled are the ends of the names of files: a folder that is not there yet and is
// called so is not what was meant.
var filesCalled = append(render.Names(), "yaml", "yml", "json", "csv", "xlsx", "ics", "txt")

func (f *folderFlag) Set(name string) error {
	*f = folderFlag(name)
	if file := fileOnTheWay(name); name != "-" && file != "" {
		return usagef("name a folder with -o", "folder %s: is a file", file)
	}
	_, err := os.Stat(name)
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
	if err != nil && slices.Contains(filesCalled, ext) {
		hint := "name a folder: -o " + filepath.ToSlash(filepath.Dir(name))
		if _, format := render.Find(ext); format {
			hint += "; -f " + ext + " names a format where one is written"
		}
		return usagef(hint, "-o names a folder, and %s is called as a file is", name)
	}
	return nil
}

// fileOnTheWay is the file that stands where a folder is named, or one above it; empty if
// there is none.
func fileOnTheWay(name string) string {
	for folder := filepath.Clean(name); ; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		switch {
		case err == nil && !info.IsDir():
			return folder
		case err == nil, folder == filepath.Dir(folder):
			return ""
		}
	}
}
