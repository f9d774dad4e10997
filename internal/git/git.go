// Package git reads what a git repository holds at a revision, and nothing
// else of it. It opens HEAD, refs and objects, all below the folders that it is
// given; it knows no configuration, no hooks, no filters and no network, so
// that a repository from somebody else can be read before it is trusted. What
// it reads into memory is bounded, whatever the repository says of itself.
package git

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
)

// maxObject is how much of one object is read into memory, and of all that an
// object is made from, in bytes. Git keeps text in far smaller ones.
const maxObject = 32 << 20

// Refused says why a repository, or a part of it, is not read.
type Refused struct{ Why, Hint string }

func (r *Refused) Error() string { return r.Why }

// errMissing says that a repository does not hold an object.
var errMissing = errors.New("the object is not there")

// Repository is the objects and the names of a repository.
type Repository struct {
	private fs.FS // HEAD and what else belongs to one worktree
	common  fs.FS // objects and refs, which all worktrees share
	packs   []*pack
	reading sync.Mutex // of packs: one reads at a time
}

// Open reads the lists of what a repository holds. For a worktree of its own,
// private is its folder in the repository; otherwise both are the repository.
func Open(private, common fs.FS) (*Repository, error) {
	if _, err := fs.Stat(common, "reftable"); err == nil {
		return nil, &Refused{"the repository keeps its refs in a reftable, which is not read", "name a folder, or convert it: git refs migrate --ref-format=files"}
	}
	r := &Repository{private: private, common: common}
	entries, err := fs.ReadDir(common, "objects/pack")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		name, isIndex := strings.CutSuffix(e.Name(), ".idx")
		if !isIndex {
			continue
		}
		p, err := openPack(common, path.Join("objects/pack", name))
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		r.packs = append(r.packs, p)
	}
	return r, nil
}

// Close closes the files of the repository.
func (r *Repository) Close() error {
	var all error
	for _, p := range r.packs {
		all = errors.Join(all, p.close())
	}
	return all
}

// object is one object in full.
type object struct {
	kind plumbing.ObjectType
	data []byte
}

// read reads an object and holds that it is the one that its name says.
func (r *Repository) read(h plumbing.Hash) (object, error) {
	o, err := r.find(h)
	if err != nil {
		return o, fmt.Errorf("object %s: %w", h, err)
	}
	if plumbing.ComputeHash(o.kind, o.data) != h {
		return object{}, fmt.Errorf("object %s: is damaged", h)
	}
	return o, nil
}

func (r *Repository) find(h plumbing.Hash) (object, error) {
	o, err := r.loose(h)
	if !errors.Is(err, fs.ErrNotExist) {
		return o, err
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	for _, p := range r.packs {
		if at, ok, err := p.offset(h); err != nil || ok {
			if err != nil {
				return object{}, err
			}
			return p.object(at)
		}
	}
	return object{}, r.missing()
}

// missing says why an object may not be there.
func (r *Repository) missing() error {
	if _, err := fs.Stat(r.common, "objects/info/alternates"); err == nil {
		return &Refused{"the repository borrows objects from another one, which is not read", "make it whole: git repack -a -d"}
	}
	promised, err := fs.Glob(r.common, "objects/pack/*.promisor")
	if err == nil && len(promised) > 0 {
		return &Refused{"the repository is a partial clone that lacks an object, and nothing is fetched", "make it whole: git fetch --refetch --no-filter"}
	}
	return errMissing
}

// looseName is the file of an object that stands alone.
func looseName(h plumbing.Hash) string {
	name := h.String()
	return "objects/" + name[:2] + "/" + name[2:]
}

// maxHead is how long the head of an object that stands alone can be: a word, a
// space, a number and a zero byte.
const maxHead = 32

// openLoose opens an object that stands alone and reads its head.
func (r *Repository) openLoose(h plumbing.Hash) (f fs.File, from *bufio.Reader, kind plumbing.ObjectType, size int64, err error) {
	if f, err = openRegular(r.common, looseName(h)); err != nil {
		return nil, nil, 0, 0, err
	}
	inflated, err := zlib.NewReader(f)
	if err == nil {
		from = bufio.NewReader(inflated)
		kind, size, err = readHead(from)
	}
	if err != nil {
		return nil, nil, 0, 0, errors.Join(fmt.Errorf("is damaged: %w", err), f.Close())
	}
	return f, from, kind, size, nil
}

func readHead(from *bufio.Reader) (kind plumbing.ObjectType, size int64, err error) {
	start, _ := from.Peek(maxHead) // an object may be shorter
	head, _, ok := bytes.Cut(start, []byte{0})
	word, number, _ := strings.Cut(string(head), " ")
	if kind, err = plumbing.ParseObjectType(word); !ok || err != nil {
		return 0, 0, errors.New("it does not say what it is")
	}
	if size, err = strconv.ParseInt(number, 10, 64); err != nil || size < 0 {
		return 0, 0, errors.New("it does not say how long it is")
	}
	_, err = from.Discard(len(head) + 1)
	return kind, size, err
}

func (r *Repository) loose(h plumbing.Hash) (object, error) {
	f, from, kind, size, err := r.openLoose(h)
	if err != nil {
		return object{}, err
	}
	defer f.Close()
	if size > maxObject {
		return object{}, tooLarge(size)
	}
	data, err := io.ReadAll(io.LimitReader(from, size+1))
	if err == nil && int64(len(data)) != size {
		err = errors.New("is damaged: it is not as long as it says")
	}
	return object{kind, data}, err
}

// size is the length of an object, of which as little is read as can be.
func (r *Repository) size(h plumbing.Hash) (int64, error) {
	f, _, _, size, err := r.openLoose(h)
	if err == nil {
		return size, f.Close()
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	for _, p := range r.packs {
		if at, ok, err := p.offset(h); err != nil || ok {
			if err != nil {
				return 0, err
			}
			return p.size(at)
		}
	}
	return 0, r.missing()
}

func tooLarge(size int64) error {
	return fmt.Errorf("is %d MiB long; %d MiB are read at most", size>>20, int64(maxObject)>>20)
}

// commit is what a commit says.
type commit struct {
	hash    plumbing.Hash
	tree    plumbing.Hash
	parents []plumbing.Hash
	seconds int64 // when it was committed
	message string
}

func (r *Repository) commit(h plumbing.Hash) (commit, error) {
	o, err := r.read(h)
	if err != nil {
		return commit{}, err
	}
	if o.kind != plumbing.CommitObject {
		return commit{}, errMissing
	}
	c := commit{hash: h}
	head, message, _ := bytes.Cut(o.data, []byte("\n\n"))
	c.message = string(message)
	for line := range strings.SplitSeq(string(head), "\n") {
		key, value, _ := strings.Cut(line, " ")
		switch key {
		case "tree":
			c.tree, _ = parseHash(value)
		case "parent":
			if parent, ok := parseHash(value); ok {
				c.parents = append(c.parents, parent)
			}
		case "committer":
			if fields := strings.Fields(value); len(fields) > 1 {
				_, _ = fmt.Sscan(fields[len(fields)-2], &c.seconds) // a date that is none counts as 0
			}
		}
	}
	return c, nil
}

// peel follows tags to the commit that they name.
func (r *Repository) peel(h plumbing.Hash) (commit, error) {
	for range 10 {
		o, err := r.read(h)
		if err != nil {
			return commit{}, err
		}
		if o.kind != plumbing.TagObject {
			return r.commit(h)
		}
		line, _, _ := strings.Cut(string(o.data), "\n")
		next, ok := parseHash(strings.TrimPrefix(line, "object "))
		if !ok {
			return commit{}, errMissing
		}
		h = next
	}
	return commit{}, errMissing
}

// parseHash reads the full name of an object.
func parseHash(text string) (h plumbing.Hash, ok bool) {
	if len(text) != hex.EncodedLen(len(h)) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(text))
	return h, err == nil
}

// openRegular opens a file that is one: no device, no pipe, no link.
func openRegular(fsys fs.FS, name string) (fs.File, error) {
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	return fsys.Open(name)
}

// readSmall reads a file of a few lines.
func readSmall(fsys fs.FS, name string, limit int64) (string, error) {
	f, err := openRegular(fsys, name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s is longer than %d bytes", name, limit)
	}
	return string(data), err
}
