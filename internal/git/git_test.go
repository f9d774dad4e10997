package git

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/go-git/go-git/v5/plumbing"
)

// repository is a repository that a test writes, file by file.
type repository struct{ fstest.MapFS }

func (r repository) write(name, text string) { r.MapFS[name] = &fstest.MapFile{Data: []byte(text)} }

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// loose writes an object by itself.
func (r repository) loose(kind plumbing.ObjectType, data string) plumbing.Hash {
	h := plumbing.ComputeHash(kind, []byte(data))
	r.MapFS[looseName(h)] = &fstest.MapFile{Data: deflated(fmt.Appendf(nil, "%s %d\x00%s", kind, len(data), data))}
	return h
}

func treeOf(rows ...string) string {
	var b strings.Builder
	for _, row := range rows { // "100644 name hash"
		fields := strings.Fields(row)
		h, _ := parseHash(fields[2])
		fmt.Fprintf(&b, "%s %s\x00%s", fields[0], fields[1], h[:])
	}
	return b.String()
}

func commitOf(tree plumbing.Hash, seconds int, message string, parents ...plumbing.Hash) string {
	text := fmt.Sprintf("tree %s\n", tree)
	for _, p := range parents {
		text += fmt.Sprintf("parent %s\n", p)
	}
	return text + fmt.Sprintf("author A <a@b> %d +0000\ncommitter A <a@b> %d +0000\n\n%s\n", seconds, seconds, message)
}

// history is a repository with three commits on main, the first tagged v1.
func history() (r repository, hashes [3]plumbing.Hash) {
	r = repository{fstest.MapFS{}}
	var parents []plumbing.Hash
	for i, message := range []string{"first", "second", "third"} {
		blob := r.loose(plumbing.BlobObject, message)
		inner := r.loose(plumbing.TreeObject, treeOf("100644 text.md "+blob.String()))
		tree := r.loose(plumbing.TreeObject, treeOf("40000 clauses "+inner.String(), "100644 clauses.md "+blob.String()))
		hashes[i] = r.loose(plumbing.CommitObject, commitOf(tree, 1000+i, message, parents...))
		parents = []plumbing.Hash{hashes[i]}
	}
	tag := r.loose(plumbing.TagObject, fmt.Sprintf("object %s\ntype commit\ntag v1\ntagger A <a@b> 1 +0000\n\nv1\n", hashes[0]))
	r.write("HEAD", "ref: refs/heads/main\n")
	r.write("refs/heads/main", hashes[2].String()+"\n")
	r.write("packed-refs", fmt.Sprintf("# pack-refs with: peeled\n%s refs/remotes/origin/main\n%s refs/tags/v1\n^%s\n", hashes[1], tag, hashes[0]))
	return r, hashes
}

func TestFind(t *testing.T) {
	files, hashes := history()
	r := open(t, files)
	for _, test := range []struct {
		name string
		want int // which commit; -1: none
	}{
		{"HEAD", 2},
		{"@", 2},
		{"main", 2},
		{"heads/main", 2},
		{"refs/heads/main", 2},
		{"HEAD~", 1},
		{"HEAD~2", 0},
		{"HEAD^^", 0},
		{"HEAD^0", 2},
		{"main^1~1", 0},
		{"v1", 0},
		{"v1^{commit}", 0},
		{"v1^{}", 0},
		{"origin/main", 1},
		{"HEAD^{/sec}", 1},
		{hashes[1].String(), 1},
		{hashes[1].String()[:7], 1},
		{"v1-1-g" + hashes[1].String()[:7], 1},
		{"HEAD~3", -1},
		{"HEAD^2", -1},
		{"nowhere", -1},
		{"HEAD:clauses", -1},
		{"HEAD..main", -1},
		{"", -1},
		{"config", -1},
		{"../HEAD", -1},
		{"HEAD^{tree}", -1},
		{"HEAD^{/[}", -1},
		{strings.Repeat("0", 40), -1},
	} {
		c, err := r.Find(test.name)
		switch {
		case test.want < 0 && !errors.Is(err, ErrUnknown):
			t.Errorf("%q: %v %v, want none", test.name, c.commit.hash, err)
		case test.want >= 0 && (err != nil || c.Hash() != hashes[test.want].String()):
			t.Errorf("%q: %s, %v, want commit %d", test.name, c.Hash(), err, test.want)
		}
	}
}

func open(t *testing.T, files fs.FS) *Repository {
	t.Helper()
	r, err := Open(files, files)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFS holds that a commit's folder is a well-behaved file system, loose and
// packed with deltas.
func TestFS(t *testing.T) {
	loose, hashes := history()
	for name, files := range map[string]repository{"loose": loose, "packed": packed(loose)} {
		t.Run(name, func(t *testing.T) {
			r := open(t, files)
			c, err := r.Find(hashes[2].String())
			if err != nil {
				t.Fatal(err)
			}
			fsys, err := c.FS(".")
			if err != nil {
				t.Fatal(err)
			}
			if err := fstest.TestFS(fsys, "clauses/text.md", "clauses.md"); err != nil {
				t.Error(err)
			}
			inner, err := c.FS("clauses")
			if err != nil {
				t.Fatal(err)
			}
			if text, err := fs.ReadFile(inner, "text.md"); err != nil || string(text) != "third" {
				t.Errorf("%q, %v", text, err)
			}
			if info, err := fs.Stat(inner, "text.md"); err != nil || info.Size() != 5 {
				t.Errorf("%v, %v", info, err)
			}
		})
	}
}

// TestTogether: several read from a folder at once, as who opens a library does.
func TestTogether(t *testing.T) {
	loose, _ := history()
	c, err := open(t, packed(loose)).Find("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := c.FS(".")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if text, err := fs.ReadFile(fsys, "clauses/text.md"); err != nil || string(text) != "third" {
				t.Errorf("%q, %v", text, err)
			}
		})
	}
	all.Wait()
}

// packed is a repository whose objects are all in one pack. The commit and tree
// of a later commit are deltas of those before.
func packed(from repository) repository {
	r := repository{fstest.MapFS{}}
	type item struct {
		hash plumbing.Hash
		object
	}
	var items []item
	source := &Repository{common: from}
	for name, file := range from.MapFS {
		h, ok := parseHash(strings.ReplaceAll(strings.TrimPrefix(name, "objects/"), "/", ""))
		if !ok {
			r.MapFS[name] = file
			continue
		}
		o, err := source.read(h)
		if err != nil {
			panic(err)
		}
		items = append(items, item{h, o})
	}
	slices.SortFunc(items, func(a, b item) int { return bytes.Compare(a.hash[:], b.hash[:]) })
	var p packer
	last := map[plumbing.ObjectType]int{}
	for i, it := range items {
		if base, ok := last[it.kind]; ok {
			p.delta(it.hash, p.offsets[base], items[base].data, it.data)
		} else {
			p.add(it.hash, it.kind, len(it.data), it.data)
		}
		last[it.kind] = i
	}
	p.writeTo(r)
	return r
}

// packer writes a pack and its index.
type packer struct {
	body    bytes.Buffer
	hashes  []plumbing.Hash
	offsets []int
}

func (p *packer) head(h plumbing.Hash, kind, size int) {
	p.hashes, p.offsets = append(p.hashes, h), append(p.offsets, 12+p.body.Len())
	b := byte(kind<<4 | size&15)
	for size >>= 4; size > 0; size >>= 7 {
		p.body.WriteByte(b | 0x80)
		b = byte(size & 127)
	}
	p.body.WriteByte(b)
}

// add writes an object that says it is size bytes long.
func (p *packer) add(h plumbing.Hash, kind plumbing.ObjectType, size int, data []byte) {
	p.head(h, int(kind), size)
	p.body.Write(deflated(data))
}

// delta writes an object as another one of which nothing is kept.
func (p *packer) delta(h plumbing.Hash, base int, old, new []byte) {
	d := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(len(old))), uint64(len(new)))
	for part := range slices.Chunk(new, 127) {
		d = append(append(d, byte(len(part))), part...)
	}
	p.deltaOf(h, base, d)
}

func (p *packer) deltaOf(h plumbing.Hash, base int, d []byte) {
	at := 12 + p.body.Len()
	p.head(h, int(plumbing.OFSDeltaObject), len(d))
	back := at - base
	bytes := []byte{byte(back & 127)}
	for back >>= 7; back > 0; back >>= 7 {
		back--
		bytes = append(bytes, byte(back&127)|0x80)
	}
	slices.Reverse(bytes)
	p.body.Write(bytes)
	p.body.Write(deflated(d))
}

func (p *packer) writeTo(r repository) {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("PACK"), 2), uint32(len(p.hashes)))
	pack := append(head, p.body.Bytes()...)
	sum := sha1.Sum(pack)
	r.write("objects/pack/pack-1.pack", string(pack)+string(sum[:]))

	order := make([]int, len(p.hashes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p.hashes[a].String(), p.hashes[b].String()) })
	index := []byte("\xfftOc\x00\x00\x00\x02")
	for first := range 256 {
		n := 0
		for _, h := range p.hashes {
			if int(h[0]) <= first {
				n++
			}
		}
		index = binary.BigEndian.AppendUint32(index, uint32(n))
	}
	for _, i := range order {
		index = append(index, p.hashes[i][:]...)
	}
	index = append(index, make([]byte, 4*len(order))...)
	for _, i := range order {
		index = binary.BigEndian.AppendUint32(index, uint32(p.offsets[i]))
	}
	r.write("objects/pack/pack-1.idx", string(index)+strings.Repeat("\x00", 40))
}

// TestRefused holds that what is not read is refused by name.
func TestRefused(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(r repository, hashes [3]plumbing.Hash)
		find  string
		want  string
	}{
		{"reftable", func(r repository, _ [3]plumbing.Hash) { r.write("reftable/tables.list", "") }, "HEAD", "reftable"},
		{"SHA-256", func(r repository, _ [3]plumbing.Hash) { r.write("refs/heads/main", strings.Repeat("a", 64)) }, "HEAD", "SHA-256"},
		{"alternates", func(r repository, h [3]plumbing.Hash) {
			delete(r.MapFS, looseName(h[1]))
			r.write("objects/info/alternates", "/elsewhere/objects\n")
		}, "HEAD~1", "borrows objects from another one"},
		{"a partial clone", func(r repository, h [3]plumbing.Hash) {
			delete(r.MapFS, looseName(h[1]))
			r.write("objects/pack/pack-0.promisor", "")
		}, "HEAD~1", "partial clone that lacks an object"},
		{"an old name", func(repository, [3]plumbing.Hash) {}, "HEAD@{1}", "stood earlier"},
		{"an old index", func(r repository, _ [3]plumbing.Hash) {
			r.write("objects/pack/pack-1.idx", strings.Repeat("\x00", 2000))
			r.write("objects/pack/pack-1.pack", "")
		}, "HEAD", "in a form that is not read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files, hashes := history()
			test.spoil(files, hashes)
			r, err := Open(files, files)
			if err == nil {
				_, err = r.Find(test.find)
			}
			var refused *Refused
			if !errors.As(err, &refused) || !strings.Contains(refused.Why, test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// TestShallow: beyond the last commits of a shallow clone there is nothing.
func TestShallow(t *testing.T) {
	files, hashes := history()
	delete(files.MapFS, looseName(hashes[0]))
	files.write("shallow", hashes[1].String()+"\n")
	r := open(t, files)
	if _, err := r.Find("HEAD~1"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"HEAD~2", "HEAD^{/first}"} {
		if _, err := r.Find(name); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWorktree: HEAD is that of the worktree, branches are shared.
func TestWorktree(t *testing.T) {
	common, hashes := history()
	private := repository{fstest.MapFS{}}
	private.write("HEAD", hashes[0].String()+"\n")
	r, err := Open(private, common)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]plumbing.Hash{"HEAD": hashes[0], "main": hashes[2]} {
		if c, err := r.Find(name); err != nil || c.commit.hash != want {
			t.Errorf("%s: %v, %v", name, c.commit.hash, err)
		}
	}
}

// TestBombs: objects that lie about their length, or that would be made of far
// more than they hold, are told, and nothing of the kind is built.
func TestBombs(t *testing.T) {
	const huge = 1 << 30
	zeros := make([]byte, 8<<20)
	h := plumbing.NewHash("0123456789012345678901234567890123456789")
	base := plumbing.NewHash("1123456789012345678901234567890123456789")
	for _, test := range []struct {
		name  string
		write func(r repository)
		want  string
	}{
		{"loose: more than it says", func(r repository) {
			r.MapFS[looseName(h)] = &fstest.MapFile{Data: deflated(append([]byte("blob 3\x00"), zeros...))}
		}, "not as long as it says"},
		{"loose: says that it is huge", func(r repository) {
			r.MapFS[looseName(h)] = &fstest.MapFile{Data: deflated(fmt.Appendf(nil, "blob %d\x00abc", huge))}
		}, "are read at most"},
		{"loose: a head without end", func(r repository) {
			r.MapFS[looseName(h)] = &fstest.MapFile{Data: deflated(zeros)}
		}, "does not say what it is"},
		{"packed: more than it says", func(r repository) {
			var p packer
			p.add(h, plumbing.BlobObject, 3, zeros)
			p.writeTo(r)
		}, "is damaged"},
		{"packed: says that it is huge", func(r repository) {
			var p packer
			p.add(h, plumbing.BlobObject, huge, []byte("abc"))
			p.writeTo(r)
		}, "are read at most"},
		{"packed: a delta that makes far more", func(r repository) {
			var p packer
			p.add(base, plumbing.BlobObject, 3, []byte("abc"))
			p.deltaOf(h, p.offsets[0], binary.AppendUvarint([]byte{3}, huge))
			p.writeTo(r)
		}, "are read at most"},
		{"packed: a delta of itself", func(r repository) {
			var p packer
			p.head(h, int(plumbing.REFDeltaObject), 4)
			p.body.Write(h[:])
			p.body.Write(deflated([]byte{3, 1, 1, 'x'}))
			p.writeTo(r)
		}, "stands on too many"},
		{"damaged", func(r repository) {
			r.MapFS[looseName(h)] = &fstest.MapFile{Data: deflated([]byte("blob 3\x00abc"))}
		}, "is damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := repository{fstest.MapFS{}}
			test.write(files)
			_, err := open(t, files).read(h)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// TestStrayFile: what lies beside a library is not read, however large, and a
// link or another repository in a tree is no file.
func TestStrayFile(t *testing.T) {
	r := repository{fstest.MapFS{}}
	blob := r.loose(plumbing.BlobObject, "words")
	huge := plumbing.NewHash("0123456789012345678901234567890123456789")
	r.MapFS[looseName(huge)] = &fstest.MapFile{Data: deflated(fmt.Appendf(nil, "blob %d\x00", 500<<20))}
	tree := r.loose(plumbing.TreeObject, treeOf("100644 huge.bin "+huge.String(), "120000 link.md "+blob.String(), "160000 other "+huge.String(), "100644 text.md "+blob.String()))
	r.write("HEAD", r.loose(plumbing.CommitObject, commitOf(tree, 1, "x")).String())
	c, err := open(t, r).Find("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := c.FS(".")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := fs.ReadFile(fsys, "text.md"); err != nil || string(text) != "words" {
		t.Errorf("%q, %v", text, err)
	}
	if info, err := fs.Stat(fsys, "huge.bin"); err != nil || info.Size() != 500<<20 {
		t.Errorf("%v, %v", info, err)
	}
	for _, name := range []string{"huge.bin", "link.md", "other"} {
		if _, err := fs.ReadFile(fsys, name); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	for name, mode := range map[string]fs.FileMode{"link.md": fs.ModeSymlink, "other": fs.ModeIrregular, "text.md": 0} {
		if info, err := fs.Lstat(fsys, name); err != nil || info.Mode().Type() != mode {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// TestHostileTree: names that would lead elsewhere are no names.
func TestHostileTree(t *testing.T) {
	for _, name := range []string{"..", ".", "a/b", `a\b`, "", "/etc"} {
		if _, err := parseTree([]byte("100644 " + name + "\x00" + strings.Repeat("x", 20))); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
}

// recorder remembers what is opened.
type recorder struct {
	fs.FS
	opened map[string]bool
}

func (r recorder) Open(name string) (fs.File, error) {
	r.opened[name] = true
	return r.FS.Open(name)
}

func (r recorder) Lstat(name string) (fs.FileInfo, error) {
	r.opened[name] = true
	return fs.Lstat(r.FS, name)
}

func (r recorder) ReadLink(name string) (string, error) { return "", fs.ErrInvalid }

// TestNothingElse holds that of a repository only names and objects are opened:
// no configuration, hook or attribute has a say.
func TestNothingElse(t *testing.T) {
	files, _ := history()
	for _, name := range []string{"config", "config.worktree", "hooks/post-checkout", "info/attributes", "info/exclude", "description", "index"} {
		files.write(name, "[core]\n\tfsmonitor = touch OWNED\n")
	}
	seen := recorder{files, map[string]bool{}}
	c, err := open(t, seen).Find("HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := c.FS(".")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(fsys, "clauses/text.md"); err != nil {
		t.Fatal(err)
	}
	objects := 0
	for name := range seen.opened {
		switch {
		case strings.HasPrefix(name, "objects/"):
			objects++
		case name == "HEAD", name == "packed-refs", name == "reftable", strings.HasPrefix(name, "refs/"):
		default:
			t.Errorf("%s was opened", name)
		}
	}
	if objects < 5 {
		t.Errorf("only %d objects were opened", objects)
	}
}

// TestRunsNothing holds that the package cannot run a program or open a
// connection: it is not linked with what could.
func TestRunsNothing(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "github.com/go-git/go-git/v5/plumbing/format/packfile") {
		t.Fatal("the list is not that of the package")
	}
	for _, banned := range []string{"os/exec", "net", "net/http", "plugin"} {
		if slices.Contains(deps, banned) {
			t.Errorf("the package is linked with %s", banned)
		}
	}
}
