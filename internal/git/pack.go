package git

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sort"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// pack is a pack with its index. Both stay on disk: an index is searched where
// it lies, so that a large repository costs no memory.
type pack struct {
	index, file fs.File
	count       int64 // of objects
	scanner     *packfile.Scanner
	bases       map[int64]object // what deltas were applied to, up to maxBases
	kept        int              // bytes in bases
}

// maxBases is how many bytes of bases are kept for the next object.
const maxBases = 16 << 20

// maxDepth is how many deltas may stand on one another: git writes 50, and 4095
// at most.
const maxDepth = 4095

// The parts of an index, version 2: head, fan, names, checksums, offsets.
const (
	fanAt    = 8
	namesAt  = fanAt + 256*4
	nameSize = 20
)

func openPack(fsys fs.FS, name string) (*pack, error) {
	index, err := openRegular(fsys, name+".idx")
	if err != nil {
		return nil, err
	}
	file, err := openRegular(fsys, name+".pack")
	if err != nil {
		return nil, errors.Join(err, index.Close())
	}
	p := &pack{index: index, file: file, bases: map[int64]object{}}
	if err := p.open(name); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func (p *pack) open(name string) error {
	head, err := p.indexBytes(0, 8)
	switch {
	case err != nil:
		return fmt.Errorf("%s.idx: is damaged", name)
	case !bytes.Equal(head, []byte("\xfftOc\x00\x00\x00\x02")):
		return &Refused{"an index of the repository is in a form that is not read", "write it anew: git repack -a -d"}
	}
	last, err := p.indexBytes(fanAt+255*4, 4)
	if err != nil {
		return fmt.Errorf("%s.idx: is damaged", name)
	}
	p.count = int64(binary.BigEndian.Uint32(last))
	from, ok := p.file.(io.ReaderAt)
	if !ok {
		return fmt.Errorf("%s.pack: cannot be read at a place", name)
	}
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	p.scanner = packfile.NewScanner(io.NewSectionReader(from, 0, info.Size()))
	return nil
}

func (p *pack) close() error { return errors.Join(p.index.Close(), p.file.Close()) }

// indexBytes reads a few bytes of the index.
func (p *pack) indexBytes(at int64, n int) ([]byte, error) {
	from, ok := p.index.(io.ReaderAt)
	if !ok {
		return nil, errors.New("an index cannot be read at a place")
	}
	data := make([]byte, n)
	_, err := from.ReadAt(data, at)
	return data, err
}

// name is the name of the i-th object.
func (p *pack) name(i int64) (h plumbing.Hash, err error) {
	data, err := p.indexBytes(namesAt+i*nameSize, nameSize)
	copy(h[:], data)
	return h, err
}

// search is the place among the names of the first that is not less than h.
func (p *pack) search(h plumbing.Hash) (at int64, err error) {
	i := sort.Search(int(p.count), func(i int) bool {
		name, failed := p.name(int64(i))
		err = errors.Join(err, failed)
		return bytes.Compare(name[:], h[:]) >= 0
	})
	return int64(i), err
}

// offset is where an object stands in the pack.
func (p *pack) offset(h plumbing.Hash) (at int64, ok bool, err error) {
	i, err := p.search(h)
	if err != nil || i == p.count {
		return 0, false, err
	}
	if name, err := p.name(i); err != nil || name != h {
		return 0, false, err
	}
	offsets := namesAt + p.count*(nameSize+4)
	short, err := p.indexBytes(offsets+i*4, 4)
	if err != nil {
		return 0, false, err
	}
	at = int64(binary.BigEndian.Uint32(short))
	if const31 := int64(1) << 31; at >= const31 { // the place of a longer offset
		long, err := p.indexBytes(offsets+p.count*4+(at-const31)*8, 8)
		if err != nil {
			return 0, false, err
		}
		at = int64(binary.BigEndian.Uint64(long))
	}
	return at, true, nil
}

// header reads what stands before an object; base is where the object stands
// that a delta changes.
func (p *pack) header(at int64) (h *packfile.ObjectHeader, base int64, err error) {
	if h, err = p.scanner.SeekObjectHeader(at); err != nil {
		return nil, 0, fmt.Errorf("is damaged: %w", err)
	}
	switch h.Type {
	case plumbing.OFSDeltaObject:
		base = h.OffsetReference
	case plumbing.REFDeltaObject:
		found, ok, err := p.offset(h.Reference)
		if err != nil || !ok {
			return nil, 0, errors.Join(errors.New("is damaged: the object that it changes is not in its pack"), err)
		}
		base = found
	}
	return h, base, nil
}

// object reads an object at a place of the pack. Of a delta, everything below
// it is read first, all together no more than maxObject.
func (p *pack) object(at int64) (object, error) {
	var deltas [][]byte
	var places []int64
	total := int64(0)
	for {
		if o, ok := p.bases[at]; ok {
			return p.apply(o, deltas, places)
		}
		h, base, err := p.header(at)
		if err != nil {
			return object{}, err
		}
		if total += h.Length; h.Length > maxObject || total > maxObject {
			return object{}, tooLarge(total)
		}
		var data bytes.Buffer
		if _, _, err := p.scanner.NextObject(&data); err != nil {
			return object{}, fmt.Errorf("is damaged: %w", err)
		}
		places = append(places, at)
		if base == 0 {
			return p.apply(object{h.Type, data.Bytes()}, deltas, places)
		}
		if deltas = append(deltas, data.Bytes()); len(deltas) > maxDepth {
			return object{}, errors.New("is damaged: it stands on too many others")
		}
		at = base
	}
}

// apply makes an object from the one below by its deltas, the last first.
func (p *pack) apply(o object, deltas [][]byte, places []int64) (object, error) {
	if len(places) > len(deltas) { // the last place is that of o itself
		p.keep(places[len(places)-1], o)
	}
	for i, delta := range slices.Backward(deltas) {
		if size, ok := deltaResult(delta); !ok || size > maxObject {
			return object{}, tooLarge(size)
		}
		data, err := packfile.PatchDelta(o.data, delta)
		if err != nil {
			return object{}, fmt.Errorf("is damaged: %w", err)
		}
		o = object{o.kind, data}
		if i > 0 {
			p.keep(places[i], o)
		}
	}
	return o, nil
}

// keep remembers what others may stand on.
func (p *pack) keep(at int64, o object) {
	if _, ok := p.bases[at]; ok {
		return
	}
	if p.kept += len(o.data); p.kept > maxBases {
		clear(p.bases)
		p.kept = len(o.data)
	}
	p.bases[at] = o
}

// size is the length of the object at a place.
func (p *pack) size(at int64) (int64, error) {
	h, base, err := p.header(at)
	if err != nil || base == 0 {
		if h == nil {
			return 0, err
		}
		return h.Length, err
	}
	var start firstBytes
	if _, _, err := p.scanner.NextObject(&start); err != nil && !errors.Is(err, errEnough) {
		return 0, fmt.Errorf("is damaged: %w", err)
	}
	size, ok := deltaResult(start)
	if !ok {
		return 0, errors.New("is damaged: a delta without its lengths")
	}
	return size, nil
}

// deltaResult is the length of what a delta makes: the second of the two
// numbers that it begins with.
func deltaResult(delta []byte) (size int64, ok bool) {
	_, n := binary.Uvarint(delta)
	if n <= 0 {
		return 0, false
	}
	result, m := binary.Uvarint(delta[n:])
	return int64(result), m > 0 && int64(result) >= 0
}

// firstBytes takes the first bytes that are written to it and then no more.
type firstBytes []byte

var errEnough = errors.New("enough was read")

func (b *firstBytes) Write(data []byte) (int, error) {
	const enough = 2 * binary.MaxVarintLen64
	*b = append(*b, data[:min(len(data), enough)]...)
	if len(*b) >= enough {
		return len(data), errEnough
	}
	return len(data), nil
}
