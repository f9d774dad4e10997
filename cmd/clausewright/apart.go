package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"clausewright/internal/drafts"
)

// draftsOf are the deal files that arguments name, and the folders of their drafts.
func draftsOf(names []string, flags draftFlags) (files []string, at map[string]string, err error) {
	if files, err = dealsNamed(names); err != nil {
		return nil, nil, err
	}
	at, err = draftFolders(flags.output, files, func(file string) string { return draftName(file, flags) })
	return files, at, err
}

// draftFolders are the folders of the drafts of deals, in the folder for drafts. Deals of one
// name each have a folder in it, called as theirs. A draft that is there stays where it is.
func draftFolders(out string, files []string, name func(deal string) string) (map[string]string, error) {
	byName := map[string][]string{}
	for _, file := range files {
		if file != "-" {
			byName[name(file)] = append(byName[name(file)], file)
		}
	}
	at := map[string]string{}
	for _, file := range files {
		at[file] = out
		if out == "-" || file == "-" {
			continue
		}
		rivals := byName[name(file)]
		own, err := disk(out).own(file, name(file))
		switch {
		case err != nil:
			return nil, err
		case own != "":
			at[file] = own
		case len(rivals) > 1:
			folder := apart(file, rivals)
			if folder == "" {
				return nil, usagef("rename one of them", "%s: their drafts would be of one name, %s", strings.Join(rivals, " and "), name(file))
			}
			at[file] = disk(out).path(folder)
		}
	}
	return at, nil
}

// own is the folder in which the draft of a deal is; empty if there is none.
func (d disk) own(deal, name string) (string, error) {
	for _, folder := range slices.Concat([]string{"."}, foldersOf(deal)) {
		at := disk(d.path(folder))
		there, err := drafts.Peek(at, name)
		if err != nil && !errors.Is(err, drafts.ErrStopped) {
			return "", d.usage(err)
		}
		if was := there.Lock().Deal.Name; was != "" && was == at.nameOf(deal) {
			return string(at), nil
		}
	}
	return "", nil
}

// apart is the shortest name of the folder of a deal that no folder of its rivals has;
// empty if there is none.
func apart(deal string, rivals []string) string {
	for i, folder := range foldersOf(deal) {
		if !slices.ContainsFunc(rivals, func(rival string) bool {
			its := foldersOf(rival)
			return rival != deal && i < len(its) && its[i] == folder
		}) {
			return folder
		}
	}
	return ""
}

// calledApart is what each deal is called where many are listed: by its file, and, where
// another is called so, by its folder too.
func calledApart(files []string) map[string]string {
	byName, called := map[string][]string{}, map[string]string{}
	for _, file := range files {
		byName[baseName(file)] = append(byName[baseName(file)], file)
	}
	for name, rivals := range byName {
		for _, file := range rivals {
			called[file] = name
			if len(rivals) == 1 {
				continue
			}
			if folder := apart(file, rivals); folder != "" {
				called[file] = folder + "/" + name
			} else { // the folder holds two, acme.yaml and acme.yml
				called[file] = filepath.ToSlash(filepath.Clean(file))
			}
		}
	}
	return called
}

// foldersOf are the names of the folder of a deal, the shortest first: c, b/c and a/b/c
// for /a/b/c/deal.yaml.
func foldersOf(deal string) []string {
	folder, err := filepath.Abs(filepath.Dir(deal))
	if err != nil {
		return nil
	}
	folder = filepath.ToSlash(strings.TrimPrefix(folder, filepath.VolumeName(folder)))
	var names []string
	for end := len(folder); end > 0; {
		end = strings.LastIndexByte(folder[:end], '/')
		if name := folder[end+1:]; name != "" {
			names = append(names, name)
		}
		if end <= 0 {
			break
		}
	}
	return names
}
