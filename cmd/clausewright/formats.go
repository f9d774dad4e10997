package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/drafts"
	"clausewright/internal/render"
	"clausewright/internal/style"
)

// paperOf says what --paper is.
var paperOf = "paper of PDF and Word: " + strings.Join(paperNames(), " or ")

// paperNames are the papers that --paper takes.
func paperNames() []string {
	var names []string
	for _, p := range style.Papers {
		names = append(names, string(p))
	}
	return names
}

// paperNamed finds the paper that --paper names; by default it is that of the
// document's style.
func paperNamed(name string) (style.Paper, error) {
	if p := style.Paper(strings.ToLower(name)); p == style.Usual || slices.Contains(style.Papers, p) {
		return p, nil
	}
	return style.Usual, usagef("papers: "+strings.Join(paperNames(), ", "), "there is no paper %q", name)
}

// formatsNamed finds the formats that --format names.
func formatsNamed(names []string) ([]render.Format, error) {
	var formats []render.Format
	seen := map[string]bool{}
	for _, name := range names {
		f, ok := render.Find(strings.TrimPrefix(strings.TrimSpace(name), "."))
		if !ok {
			hint := "formats: " + strings.Join(render.Names(), ", ")
			if near := diag.Nearest(name, render.Names()); near != "" {
				hint = fmt.Sprintf("did you mean %q? %s", near, hint)
			}
			return nil, usagef(hint, "there is no format %q", name)
		}
		if !seen[f.Name] {
			formats = append(formats, f)
		}
		seen[f.Name] = true
	}
	if len(formats) == 0 {
		return nil, usagef("formats: "+strings.Join(render.Names(), ", "), "no format is named")
	}
	return formats, nil
}

// mustFormat is a format that the program itself asks for.
func mustFormat(name string) render.Format {
	f, ok := render.Find(name)
	if !ok {
		panic("no format " + name)
	}
	return f
}

// namesOf are the names of the files of a draft.
func namesOf(name string, formats []render.Format) []string {
	var names []string
	for _, f := range formats {
		names = append(names, name+"."+f.Name)
	}
	return names
}

func renderAll(doc *document.Document, base string, formats []render.Format, opts render.Options) ([]drafts.File, error) {
	contents, err := render.All(doc, formats, opts)
	if err != nil {
		return nil, cmp.Or(unprintable(doc, formats), err)
	}
	return filesOf(base, formats, contents), nil
}

// unprintable tells each character of a document that a format cannot hold; nil if there is
// none. Those of a deal and of a library were told before, at their places.
func unprintable(doc *document.Document, formats []render.Format) error {
	var told []string
	for _, f := range formats {
		if f.Check == nil {
			continue
		}
		for _, u := range f.Check(doc) {
			if one := fmt.Sprintf("%q cannot be printed in %s: %s", u.Rune, f.Title, u.Reason); !slices.Contains(told, one) {
				told = append(told, one)
			}
		}
	}
	if told == nil {
		return nil
	}
	return usagef("write it in other letters where the draft was edited, or leave the format out with -f", "%s", strings.Join(told, "; "))
}

// filesOf are the files of one name that hold something in some formats.
func filesOf(name string, formats []render.Format, contents [][]byte) []drafts.File {
	files := make([]drafts.File, len(formats))
	for i, f := range formats {
		files[i] = drafts.File{Name: name + "." + f.Name, Data: contents[i]}
	}
	return files
}
