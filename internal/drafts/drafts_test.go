package drafts

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// memory is a disk that counts what is done to it. It is dead from the step
// killAt on, and lets somebody else in before the step at.
type memory struct {
	files  map[string]*inode
	step   int
	killAt int // 0: never
	fullAt int // from this step on there is no room for a file or a folder; 0: never
	at     int
	meet   func()
}

// inode is a file that may have several names.
type inode struct{ data string }

func newMemory() *memory { return &memory{files: map[string]*inode{}} }

var errKilled = errors.New("killed")

// errFull is what a disk says that has no room. A file that gets a second name
// needs none: where a disk has no room for the name, the file is renamed.
var errFull = errors.New("no space left on device")

// grow takes a step that needs room.
func (m *memory) grow() error {
	if err := m.next(); err != nil {
		return err
	}
	if m.fullAt > 0 && m.step >= m.fullAt {
		return errFull
	}
	return nil
}

// next takes a step, or reports that there is none.
func (m *memory) next() error {
	if m.step++; m.killAt > 0 && m.step >= m.killAt {
		return errKilled
	}
	if m.meet != nil && m.step == m.at {
		m.meet()
	}
	return nil
}

func (m *memory) Read(name string) ([]byte, error) {
	if err := m.next(); err != nil {
		return nil, err
	}
	f := m.files[name]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	return []byte(f.data), nil
}

func (m *memory) Write(name string, data []byte, _ string) error {
	if err := m.grow(); err != nil {
		m.files[name] = &inode{string(data[:len(data)/2])} // cut off
		return err
	}
	if m.files[name] != nil {
		return fs.ErrExist
	}
	m.files[name] = &inode{string(data)}
	return nil
}

func (m *memory) Rename(from, to string) error {
	if err := m.next(); err != nil {
		return err
	}
	if m.files[from] == nil {
		return fs.ErrNotExist
	}
	if m.files[from] != m.files[to] { // a file is not renamed to itself
		m.files[to] = m.files[from]
		delete(m.files, from)
	}
	return nil
}

func (m *memory) Link(from, to string) error {
	if err := m.next(); err != nil {
		return err
	}
	if m.files[to] != nil {
		return fs.ErrExist
	}
	if m.files[from] == nil {
		return fs.ErrNotExist
	}
	m.files[to] = m.files[from]
	return nil
}

func (m *memory) Remove(name string) error {
	if err := m.next(); err != nil {
		return err
	}
	if m.files[name] == nil {
		return fs.ErrNotExist
	}
	delete(m.files, name)
	return nil
}

func (m *memory) Mkdir(string) error { return m.grow() }
func (m *memory) Sync(string) error  { return m.next() }

func (m *memory) List(dir string) ([]string, error) {
	if err := m.next(); err != nil {
		return nil, err
	}
	var names []string
	for name := range m.files {
		if path.Dir(name) == dir {
			names = append(names, path.Base(name))
		}
	}
	slices.Sort(names)
	return names, nil
}

// set is a draft in three formats, all of one word.
func set(word string) []File {
	var files []File
	for _, ext := range []string{".md", ".html", ".pdf"} {
		files = append(files, File{Name: "deal" + ext, Data: []byte(word + " in " + ext)})
	}
	return files
}

// words tells what the files of a draft say: the word, "-" for no file.
func (m *memory) words() string {
	var list []string
	for _, f := range set("") {
		word := "-"
		if file := m.files[f.Name]; file != nil {
			word, _, _ = strings.Cut(file.data, " ")
		}
		list = append(list, word)
	}
	return strings.Join(list, " ")
}

// write drafts a set, as one run does.
func (m *memory) write(word string, overwrite bool) error {
	d, err := Open(m, "deal")
	if err != nil {
		return err
	}
	return d.Write(context.Background(), Lock{Program: word}, set(word), overwrite)
}

// holds reports whether some file holds a text.
func (m *memory) holds(text string) bool {
	for _, f := range m.files {
		if f.data == text {
			return true
		}
	}
	return false
}

func (m *memory) copied() *memory {
	c, seen := newMemory(), map[*inode]*inode{}
	for name, f := range m.files {
		if seen[f] == nil {
			seen[f] = &inode{f.data}
		}
		c.files[name] = seen[f]
	}
	return c
}

// written is a folder with a first draft, or with none.
func written(t *testing.T, words ...string) *memory {
	t.Helper()
	m := newMemory()
	for _, word := range words {
		if err := m.write(word, false); err != nil {
			t.Fatal(err)
		}
	}
	m.step = 0
	return m
}

func TestWrite(t *testing.T) {
	m := written(t, "first", "second")
	if got := m.words(); got != "second second second" {
		t.Error(got)
	}
	left := slices.Sorted(maps.Keys(m.files))
	want := []string{".clausewright/deal/lock.json", ".clausewright/deal/old/deal.html", ".clausewright/deal/old/deal.md", ".clausewright/deal/old/deal.pdf", "deal.html", "deal.md", "deal.pdf"}
	if !slices.Equal(left, want) {
		t.Errorf("%q", left)
	}
}

// TestKilledAnywhere kills a run at each of its steps, and the run after it at
// each of its own: what is then in the folder is one draft whole, and nothing of
// it counts as edited.
func TestKilledAnywhere(t *testing.T) {
	for name, words := range map[string][]string{"the first draft": nil, "the second draft": {"first"}, "the third draft": {"first", "second"}} {
		before := written(t, words...)
		runs := 0
		for kill := 1; ; kill++ {
			m := before.copied()
			m.killAt = kill
			if m.write("next", false) == nil {
				break
			}
			for again := 1; ; again++ {
				n := m.copied()
				n.killAt = again
				_, err := Open(n, "deal")
				runs++
				n.killAt, n.step = 0, 0
				if problem := n.healed(); problem != "" {
					t.Fatalf("%s: killed at step %d and %d: %s", name, kill, again, problem)
				}
				if err == nil {
					break
				}
			}
		}
		if runs < 30 {
			t.Errorf("%s: killed %d times only", name, runs)
		}
	}
}

// TestFullAnywhere lets the disk be full from each step of a run on: the run says
// so, what is in the folder is one draft whole, and with room again the next run
// goes on as if nothing had been.
func TestFullAnywhere(t *testing.T) {
	for name, words := range map[string][]string{"the first draft": nil, "the second draft": {"first"}, "the third draft": {"first", "second"}} {
		before := written(t, words...)
		was := before.words()
		for full := 1; ; full++ {
			m := before.copied()
			m.fullAt = full
			err := m.write("next", false)
			if err == nil {
				if full < 5 {
					t.Errorf("%s: full %d times only", name, full)
				}
				break
			}
			got := m.words()
			if !errors.Is(err, errFull) || got != was && got != "next next next" {
				t.Fatalf("%s: full at step %d: %v, %s", name, full, err, got)
			}
			m.fullAt = 0
			if back := m.replaced(); got == was && back != before.replaced() {
				t.Fatalf("%s: full at step %d: %s can be brought back, and not %s", name, full, back, before.replaced())
			}
			if problem := m.healed(); problem != "" {
				t.Fatalf("%s: full at step %d: %s", name, full, problem)
			}
		}
	}
}

// replaced tells what the files say that can be brought back.
func (m *memory) replaced() string {
	d, err := Peek(m, "deal")
	if err != nil {
		return err.Error()
	}
	files, err := d.Replaced()
	if err != nil {
		return err.Error()
	}
	var words []string
	for _, f := range files {
		words = append(words, strings.Fields(string(f.Data))[0])
	}
	return strings.Join(words, " ")
}

// healed opens the draft and writes the next; it tells what is wrong.
func (m *memory) healed() string {
	if _, err := Open(m, "deal"); err != nil {
		return err.Error()
	}
	if got := m.words(); strings.Count(got, strings.Fields(got)[0]) != 3 {
		return "a mixed set: " + got
	}
	if err := m.write("last", false); err != nil {
		return err.Error()
	}
	if got := m.words(); got != "last last last" {
		return got
	}
	for name := range m.files {
		if strings.Contains(name, "/new/") {
			return name + " is left"
		}
	}
	return ""
}

// TestEditedAnywhere saves an edit at each step of a run, as editors do: into
// the file, as a new file, or into a file that was opened before. The edit is
// never lost and never taken for a draft, and no draft is written by half.
func TestEditedAnywhere(t *testing.T) {
	before := written(t, "first", "second")
	for _, name := range []string{"deal.html", "deal.pdf"} { // the first and the last to be replaced
		for how, save := range map[string]func(m *memory, opened *inode){
			"into the file": func(m *memory, _ *inode) {
				if f := m.files[name]; f != nil {
					f.data = edit
				} else {
					m.files[name] = &inode{edit}
				}
			},
			"as a new file":             func(m *memory, _ *inode) { m.files[name] = &inode{edit} },
			"into a file opened before": func(_ *memory, opened *inode) { opened.data = edit },
		} {
			refused := 0
			for at := 1; ; at++ {
				m := before.copied()
				m.at = at
				opened := m.files[name]
				m.meet = func() { save(m, opened) }
				err := m.write("next", false)
				if m.step < at {
					break
				}
				m.meet = nil
				if problem := m.keptEdit(name, err, strings.HasSuffix(how, "before")); problem != "" {
					t.Fatalf("%s, %s, step %d: %s (%v)", name, how, at, problem, err)
				}
				if err != nil {
					refused++
				}
			}
			if refused == 0 {
				t.Errorf("%s: no run was refused", how)
			}
		}
	}
}

// edit is what somebody writes into a draft.
const edit = "my words"

// keptEdit tells what is wrong after an edit during a run that ended with err.
// An editor that had the file open may have written into the one that was
// replaced; the others find their words where they saved them.
func (m *memory) keptEdit(name string, err error, elsewhere bool) string {
	var edited *EditedError
	switch {
	case !m.holds(edit):
		return "the edit is lost"
	case !elsewhere && m.files[name].data != edit:
		return "the edit is not in its place"
	case err != nil && !errors.As(err, &edited):
		return "another error"
	}
	var others []string
	for _, f := range set("") {
		if f.Name != name {
			others = append(others, strings.Fields(m.files[f.Name].data)[0])
		}
	}
	want := "next"
	if err != nil {
		want = "second"
	}
	if others[0] != want || others[1] != want {
		return "a mixed set: " + m.words()
	}
	if err := m.write("last", false); !errors.As(err, &edited) || !m.holds(edit) {
		return fmt.Sprintf("the next run does not see the edit: %v", err)
	}
	return ""
}

func TestEdited(t *testing.T) {
	for _, test := range []struct {
		name, text string
		edited     bool
	}{
		{"as it was written", "first in .md", false},
		{"another line end", "first\r\nin .md", true},
		{"a byte order mark", "\ufefffirst in .md", false},
		{"other words", "my words", true},
	} {
		m := written(t, "first")
		m.files["deal.md"].data = test.text
		err := m.write("second", false)
		if (err != nil) != test.edited {
			t.Errorf("%s: %v", test.name, err)
		}
		if err := m.write("second", true); err != nil || m.words() != "second second second" {
			t.Errorf("%s: overwritten: %v, %s", test.name, err, m.words())
		}
	}
	if Digest("a.md", []byte("a\r\nb\r\n")) != Digest("a.md", []byte("a\nb\n")) || Digest("a.pdf", []byte("a\r\nb")) == Digest("a.pdf", []byte("a\nb")) {
		t.Error("line ends count in text, or do not count elsewhere")
	}
}

// TestReplaced: what a draft replaced can be written again, byte for byte, also
// after runs that replaced nothing, and that can be taken back as well.
func TestReplaced(t *testing.T) {
	m := written(t, "first", "second", "second")
	if d, err := Open(m, "deal"); err != nil || d.Write(context.Background(), Lock{}, []File{{Name: "deal.docx", Data: []byte("another format")}}, false) != nil {
		t.Fatalf("%v", err)
	}
	for _, word := range []string{"first", "second"} {
		d, err := Open(m, "deal")
		if err != nil {
			t.Fatal(err)
		}
		files, err := d.Replaced()
		if err != nil || len(files) != len(set("")) {
			t.Fatalf("%d files, %v", len(files), err)
		}
		if err := d.Write(context.Background(), d.Lock(), files, false); err != nil {
			t.Fatal(err)
		}
		for _, f := range set(word) {
			if got := m.files[f.Name].data; got != string(f.Data) {
				t.Errorf("%s: %s", f.Name, got)
			}
		}
	}
}

// TestUndo: an undo brings back every file, with what was edited in it counted as
// edited again, and takes away what is known only of the draft that is undone; an
// undo after it brings all of that back. So it is after any drafts, edits and undos.
func TestUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMemory()
		n := 0
		open := func() *Draft {
			d, err := Open(m, "deal")
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		draft := func() {
			d := open()
			n++
			files := set(fmt.Sprint("draft", n))
			for _, f := range files { // the edits are in what is written
				if now, err := d.digest(f.Name); err == nil {
					d.Settle(f.Name, now)
				}
			}
			if rapid.Bool().Draw(t, "merged") {
				files = append(files, File{Name: Written("deal"), Data: []byte(fmt.Sprint("merged", n))})
			}
			if err := d.Write(context.Background(), d.Lock(), files, false); err != nil {
				t.Fatal(err)
			}
		}
		undo := func() {
			d := open()
			files, err := d.Replaced()
			if err == nil && len(files) > 0 {
				err = d.Undo(context.Background(), d.Lock(), files, false)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		state := func() string {
			var b strings.Builder
			for _, f := range append(set(""), File{Name: Written("deal")}) {
				if file := m.files[f.Name]; file != nil {
					fmt.Fprintln(&b, f.Name, file.data, open().Lock().Files[f.Name])
				}
			}
			return b.String()
		}
		draft()
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for _, f := range set("") {
				if rapid.Bool().Draw(t, "edited") {
					n++
					m.files[f.Name] = &inode{fmt.Sprint("edit ", n)}
				}
			}
			before := state()
			draft()
			after := state()
			for i := range rapid.IntRange(0, 3).Draw(t, "undos") {
				undo()
				if want := []string{before, after}[i%2]; state() != want {
					t.Fatalf("after %d undos\n%s\nwant\n%s", i+1, state(), want)
				}
			}
		}
	})
}

// TestInterrupted: a run that is told to stop before it changes anything leaves
// nothing behind.
func TestInterrupted(t *testing.T) {
	m := written(t, "first")
	d, err := Open(m, "deal")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := d.Write(ctx, Lock{}, set("second"), false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := m.words(); got != "first first first" {
		t.Error(got)
	}
	for name := range m.files {
		if strings.Contains(name, "/new/") {
			t.Errorf("%s is left", name)
		}
	}
	if len(m.files) != 4 {
		t.Error(fmt.Sprint(len(m.files)) + " files")
	}
}
