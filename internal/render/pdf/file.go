package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"strconv"
	"sync"
)

// A file is a PDF being written. Objects that are not streams are gathered
// and compressed together.
type file struct {
	bytes.Buffer
	entries  []objectPlace // by object number; entry 0 is unused
	gathered []int         // numbers of the objects gathered so far
	starts   []byte        // their numbers and offsets, as they are written in front
	bodies   []byte
	sum      hash.Hash // of the bytes before summed
	summed   int
}

// digest is that of all written so far.
func (f *file) digest() (d [sha256.Size]byte) {
	f.sum.Write(f.Bytes()[f.summed:])
	f.summed = f.Len()
	f.sum.Sum(d[:0])
	return d
}

// objectPlace is where an object lies: in the file, or in a stream of objects.
type objectPlace struct {
	at     uint32 // offset in the file, or the index in the stream
	stream uint32 // number of the stream; 0 for an object of its own
}

// maxPacked is how many objects one stream holds, so that a reader that wants
// one of them need not read all.
const maxPacked = 200

// begin begins a PDF, in place of the one before, with the object numbers below
// next taken; size is a guess at its length in bytes.
func (f *file) begin(next, size int) {
	f.Reset()
	f.entries = append(f.entries[:0], make([]objectPlace, next)...)
	f.gathered, f.starts, f.bodies = f.gathered[:0], f.starts[:0], f.bodies[:0]
	f.sum, f.summed = sha256.New(), 0
	f.Grow(size)
	// The second line tells programs that move files that this one is binary.
	f.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
}

// reserve is the number of a new object.
func (f *file) reserve() int {
	f.entries = append(f.entries, objectPlace{})
	return len(f.entries) - 1
}

// object writes object n, which is not a stream.
func (f *file) object(n int, body []byte) {
	f.gathered = append(f.gathered, n)
	f.starts = append(strconv.AppendInt(f.starts, int64(n), 10), ' ')
	f.starts = append(strconv.AppendInt(f.starts, int64(len(f.bodies)), 10), ' ')
	f.bodies = append(append(f.bodies, body...), '\n')
	if len(f.gathered) == maxPacked {
		f.flush()
	}
}

// flush writes the objects gathered so far.
func (f *file) flush() {
	if len(f.gathered) == 0 {
		return
	}
	n := f.reserve()
	for i, gathered := range f.gathered {
		f.entries[gathered] = objectPlace{at: uint32(i), stream: uint32(n)}
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.gathered), len(f.starts))
	f.stream(n, dict, f.starts, f.bodies)
	f.gathered, f.starts, f.bodies = f.gathered[:0], f.starts[:0], f.bodies[:0]
}

// stream writes object n, compressed, with the given entries in its dictionary.
func (f *file) stream(n int, dict string, data ...[]byte) {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	f.packed(n, dict, p.pack(data...))
}

// packed writes object n, a stream that is compressed already.
func (f *file) packed(n int, dict string, data []byte) {
	f.raw(n, dict+"/Filter/FlateDecode", data)
}

// raw writes a stream as it is.
func (f *file) raw(n int, dict string, data []byte) {
	f.entries[n] = objectPlace{at: uint32(f.Len())}
	fmt.Fprintf(f, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, dict, len(data))
	f.Write(data)
	f.WriteString("\nendstream\nendobj\n")
}

// close writes the table of objects. The identity of the file is the digest of
// all before it.
func (f *file) close(root, information int) []byte {
	f.flush()
	digest := f.digest()
	n, start := f.reserve(), f.Len()
	f.entries[n].at = uint32(start)
	f.stream(n, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]",
		len(f.entries), root, information, digest[:16]), f.table())
	fmt.Fprintf(f, "startxref\n%d\n%%%%EOF\n", start)
	return f.Bytes()
}

// table is where each object lies, in seven bytes each. Every line is written
// as its difference from the line before, which packs far better.
func (f *file) table() []byte {
	const differences = 2 // from the line above
	table := make([]byte, 0, 8*len(f.entries))
	var last [7]byte
	for n, e := range f.entries {
		var slot [7]byte
		switch {
		case n == 0: // never in use
		case e.stream == 0:
			slot[0] = 1
			binary.BigEndian.PutUint32(slot[1:], e.at)
		default:
			slot[0] = 2
			binary.BigEndian.PutUint32(slot[1:], e.stream)
			binary.BigEndian.PutUint16(slot[5:], uint16(e.at))
		}
		table = append(table, differences)
		for i := range slot {
			table = append(table, slot[i]-last[i])
		}
		last = slot
	}
	return table
}

// deflateLevel takes half the time of the usual level for a twentieth more bytes.
const deflateLevel = 4

// A packer compresses one stream after the other.
type packer struct {
	bytes.Buffer
	deflater *zlib.Writer
}

// packers are kept, since a new one costs more than what it compresses.
var packers = sync.Pool{New: func() any {
	p := &packer{}
	p.deflater, _ = zlib.NewWriterLevel(&p.Buffer, deflateLevel) // fails only for a level that does not exist
	return p
}}

// pack is data compressed; it is good until the next call.
func (p *packer) pack(data ...[]byte) []byte {
	p.Reset()
	p.deflater.Reset(&p.Buffer)
	for _, d := range data {
		_, _ = p.deflater.Write(d) // a buffer takes everything
	}
	_ = p.deflater.Close()
	return p.Bytes()
}

// deflated is data compressed, to be kept.
func deflated(data []byte) []byte {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	return bytes.Clone(p.pack(data))
}

// appendString writes s as a PDF string; bytes outside of ASCII are written as codes.
func appendString[S string | []byte](b []byte, s S) []byte {
	b = append(b, '(')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		} else {
			b = append(b, c)
		}
	}
	return append(b, ')')
}

// appendWords writes s as a PDF string in an encoding that holds it: ASCII, or UTF-16.
func appendWords(b []byte, s string) []byte {
	if isPlain(s) {
		return appendString(b, s)
	}
	return appendString(b, bigEndian(s))
}

// pdfString is s as a PDF string.
func pdfString(s string) []byte { return appendString(nil, s) }
