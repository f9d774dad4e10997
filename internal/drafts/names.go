package drafts

import (
	"path"
	"strings"
)

// Base is the name of the file that holds the draft without edits, and Deal that
// of its answers.
func Base(name string) string { return path.Join(StateFolder(name), "base.md") }

func Deal(name string) string { return path.Join(StateFolder(name), "deal.yaml") }

// Written is the name of the file that holds the draft with the edits that were
// in it when it was written last.
func Written(name string) string { return path.Join(StateFolder(name), "written.md") }

// Sent is the name of the file that holds a draft that was written, by its digest.
func Sent(name, digest string) string { return path.Join(StateFolder(name), "sent", digest+".md") }

// Unread is the name of the file that holds what is to be read in a draft.
func Unread(name string) string { return path.Join(StateFolder(name), "unread.json") }

// StateFolder is the folder that holds what is known of the draft of a name.
func StateFolder(name string) string { return path.Join(".clausewright", name) }

func (d *Draft) at(parts ...string) string {
	return path.Join(append([]string{StateFolder(d.name)}, parts...)...)
}

// aside is where a file is kept on its way to its place, or after it. Names of
// drafts hold no slash; those of the state do.
func (d *Draft) aside(folder, name string) string {
	return d.at(folder, strings.ReplaceAll(name, "/", "~"))
}
