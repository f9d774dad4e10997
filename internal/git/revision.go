package git

import (
	"container/heap"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"clausewright/internal/lazy"
)

// ErrUnknown says that a name is that of no revision in the repository.
var ErrUnknown = errors.New("there is no such revision")

// suffix is one step from a commit: ~2, ^, ^2, ^{commit}, ^{/words}.
var suffix = lazy.Regexp(`^(~|\^)(?:\{([^}]*)\}|([0-9]{0,9}))`)

// Find finds the commit that a name means, as git rev-parse does: HEAD, a
// branch, a tag, a hash or its beginning, each with steps such as ~2, ^1 or
// ^{/words of a message}. It returns ErrUnknown if there is none.
func (r *Repository) Find(name string) (Commit, error) {
	base := name
	if i := strings.IndexAny(name, "~^"); i >= 0 {
		base = name[:i]
	}
	if strings.Contains(name, "@{") {
		return Commit{}, &Refused{fmt.Sprintf("%q asks where a name stood earlier, which is not read", name), "name a commit by its hash: \"git log -g\" lists them"}
	}
	h, err := r.named(base)
	if err != nil {
		return Commit{}, err
	}
	c, err := r.peel(h)
	for steps := name[len(base):]; err == nil && steps != ""; {
		m := suffix.FindStringSubmatch(steps)
		if m == nil {
			return Commit{}, ErrUnknown
		}
		steps = steps[len(m[0]):]
		if m[0] != "^{}" { // a tag's commit is what there is already
			c, err = r.step(c, m[1], m[3], m[2])
		}
	}
	if errors.Is(err, errMissing) {
		err = ErrUnknown
	}
	return Commit{r, c}, err
}

// Commit is a commit of a repository.
type Commit struct {
	repository *Repository
	commit     commit
}

// Hash is the full name of the commit.
func (c Commit) Hash() string { return c.commit.hash.String() }

func (r *Repository) step(c commit, sign, number, word string) (commit, error) {
	n := 1
	if number != "" {
		n, _ = strconv.Atoi(number)
	}
	switch {
	case word == "" && sign == "~":
		for range n {
			var err error
			if c, err = r.parent(c, 1); err != nil {
				return c, err
			}
		}
		return c, nil
	case word == "commit" || word == "" && n == 0:
		return c, nil
	case word == "":
		return r.parent(c, n)
	case strings.HasPrefix(word, "/"):
		return r.saying(c, word[1:])
	}
	return c, ErrUnknown
}

func (r *Repository) parent(c commit, n int) (commit, error) {
	if n > len(c.parents) {
		return c, ErrUnknown
	}
	return r.commit(c.parents[n-1])
}

// saying is the youngest commit, from one backwards, whose message a pattern
// matches.
func (r *Repository) saying(c commit, pattern string) (commit, error) {
	words, err := regexp.Compile(pattern)
	if err != nil {
		return c, ErrUnknown
	}
	seen := map[plumbing.Hash]bool{c.hash: true}
	next := &byAge{c}
	for next.Len() > 0 {
		c := heap.Pop(next).(commit)
		if words.MatchString(c.message) {
			return c, nil
		}
		for _, h := range c.parents {
			if seen[h] {
				continue
			}
			seen[h] = true
			parent, err := r.commit(h)
			switch {
			case errors.Is(err, errMissing): // beyond what a shallow clone holds
			case err != nil:
				return c, err
			default:
				heap.Push(next, parent)
			}
		}
	}
	return c, ErrUnknown
}

// byAge is a heap of commits, the youngest on top.
type byAge []commit

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].seconds > b[j].seconds }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *byAge) Push(c any)        { *b = append(*b, c.(commit)) }
func (b *byAge) Pop() any {
	last := (*b)[len(*b)-1]
	*b = (*b)[:len(*b)-1]
	return last
}

// described is what git describe writes: the nearest tag, how far, and a hash.
var described = lazy.Regexp(`-g([0-9a-f]{4,40})$`)

// named finds the object that a name without steps means.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	if h, ok := parseHash(name); ok {
		return h, nil
	}
	if name == "@" {
		name = "HEAD"
	}
	if validRef(name) {
		for _, format := range []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
			ref := fmt.Sprintf(format, name)
			if format == "%s" && !isHead(ref) && !strings.HasPrefix(ref, "refs/") {
				continue
			}
			if h, err := r.ref(ref, 0); !errors.Is(err, ErrUnknown) {
				return h, err
			}
		}
	}
	if m := described.FindStringSubmatch(name); m != nil {
		name = m[1]
	}
	return r.abbreviated(name)
}

// isHead reports whether a name can be that of a file such as HEAD or
// ORIG_HEAD, beside which a repository keeps much that is no ref.
func isHead(name string) bool {
	return name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == "" && strings.HasSuffix(name, "HEAD")
}

// validRef reports whether a name can be that of a file of a ref: no part of it
// leads elsewhere or means something else.
func validRef(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.Contains(name, "..") && !strings.ContainsAny(name, "\\:?*[ \x7f") &&
		!strings.ContainsFunc(name, func(c rune) bool { return c < ' ' })
}

// maxRef and maxPacked are how long the file of one ref, and that of all packed
// refs, may be.
const (
	maxRef    = 4 << 10
	maxPacked = 64 << 20
)

// ref reads a ref, in a file of its own or among the packed ones.
func (r *Repository) ref(name string, depth int) (plumbing.Hash, error) {
	var none plumbing.Hash
	from := r.common
	if isHead(name) || strings.HasPrefix(name, "refs/bisect/") || strings.HasPrefix(name, "refs/worktree/") {
		from = r.private
	}
	if info, err := fs.Lstat(from, name); err != nil || info.IsDir() {
		return r.packed(name)
	}
	text, err := readSmall(from, name, maxRef)
	if err != nil {
		return none, err
	}
	text = strings.TrimSpace(text)
	if target, ok := strings.CutPrefix(text, "ref:"); ok {
		target = strings.TrimSpace(target)
		if depth > 5 || !validRef(target) || !strings.HasPrefix(target, "refs/") {
			return none, ErrUnknown
		}
		return r.ref(target, depth+1)
	}
	hash, _, _ := strings.Cut(text, "\t") // FETCH_HEAD says more
	return hashOfRef(hash)
}

// hashOfRef reads the name of an object in a ref.
func hashOfRef(text string) (plumbing.Hash, error) {
	h, ok := parseHash(text)
	if !ok && len(text) == 64 {
		if _, err := hex.DecodeString(text); err == nil {
			return h, &Refused{"the repository names its objects by SHA-256, which is not read", "name a folder"}
		}
	}
	if !ok {
		return h, ErrUnknown
	}
	return h, nil
}

func (r *Repository) packed(name string) (plumbing.Hash, error) {
	var none plumbing.Hash
	text, err := readSmall(r.common, "packed-refs", maxPacked)
	if errors.Is(err, fs.ErrNotExist) {
		return none, ErrUnknown
	}
	if err != nil {
		return none, err
	}
	for line := range strings.SplitSeq(text, "\n") {
		if hash, ref, _ := strings.Cut(strings.TrimSuffix(line, "\r"), " "); ref == name {
			return hashOfRef(hash)
		}
	}
	return none, ErrUnknown
}

// abbreviated finds the one object whose name begins as given; of several, the
// one that leads to a commit.
func (r *Repository) abbreviated(text string) (plumbing.Hash, error) {
	var none plumbing.Hash
	text = strings.ToLower(text)
	if len(text) < 4 || len(text) > 40 || strings.Trim(text, "0123456789abcdef") != "" {
		return none, ErrUnknown
	}
	found, err := r.withPrefix(text)
	if err != nil {
		return none, err
	}
	var commits []plumbing.Hash
	for _, h := range found {
		if c, err := r.peel(h); err == nil && !slices.Contains(commits, c.hash) {
			commits = append(commits, c.hash)
		}
	}
	switch len(commits) {
	case 0:
		return none, ErrUnknown
	case 1:
		return commits[0], nil
	}
	return none, &Refused{fmt.Sprintf("%q is the beginning of %d commits", text, len(commits)), "write more of it"}
}

// maxAlike is how many objects are looked at that begin alike.
const maxAlike = 100

// withPrefix lists the objects whose names begin with some hexadecimal digits.
func (r *Repository) withPrefix(text string) ([]plumbing.Hash, error) {
	var found []plumbing.Hash
	entries, err := fs.ReadDir(r.common, "objects/"+text[:2])
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if h, ok := parseHash(text[:2] + e.Name()); ok && strings.HasPrefix(h.String(), text) {
			found = append(found, h)
		}
	}
	first, _ := parseHash(text + strings.Repeat("0", 40-len(text)))
	for _, p := range r.packs {
		i, err := p.search(first)
		for ; err == nil && i < p.count && len(found) < maxAlike; i++ {
			var h plumbing.Hash
			if h, err = p.name(i); err == nil && !strings.HasPrefix(h.String(), text) {
				break
			}
			found = append(found, h)
		}
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
