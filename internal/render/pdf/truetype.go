package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"clausewright/internal/measure"
)

// A program is the tables of a TrueType font, which are never written to.
type program struct {
	tables map[string][]byte
	wide   bool // offsets of glyphs have four bytes
	count  int  // of the glyphs that have a width of their own
	units  int  // of the em
}

// programs are the tables of each face, found at first use.
var programs [faces]func() (*program, error)

func init() {
	for f, t := range measure.Files {
		programs[f] = sync.OnceValues(func() (*program, error) {
			p, err := readProgram(t.Data)
			if err != nil {
				return nil, fmt.Errorf("font %s: %w", t.Name, err)
			}
			return p, nil
		})
	}
}

var errFont = errors.New("a table is missing or cut short")

// readProgram finds the tables of a font file with TrueType outlines.
func readProgram(data []byte) (*program, error) {
	p := &program{tables: map[string][]byte{}}
	if len(data) < 12 {
		return nil, errFont
	}
	for n := range int(u16(data, 4)) {
		at := 12 + 16*n
		if at+16 > len(data) {
			return nil, errFont
		}
		from, size := u32(data, at+8), u32(data, at+12)
		if from > len(data) || size > len(data)-from {
			return nil, errFont
		}
		p.tables[string(data[at:at+4])] = data[from : from+size]
	}
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "OS/2": 78, "post": 8, "hmtx": 4, "loca": 4, "glyf": 0} {
		if table, ok := p.tables[name]; !ok || len(table) < least {
			return nil, errFont
		}
	}
	p.units = int(u16(p.tables["head"], 18))
	p.wide = u16(p.tables["head"], 50) != 0
	p.count = int(u16(p.tables["hhea"], 34))
	if p.units == 0 || p.count == 0 || len(p.tables["hmtx"]) < 4*p.count {
		return nil, errFont
	}
	return p, nil
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func u32(b []byte, at int) int    { return int(binary.BigEndian.Uint32(b[at:])) }

// em is n units of the font in thousandths of the type size.
func (p *program) em(n uint16) int { return int(int16(n)) * 1000 / p.units }

// capHeight is how tall a capital is, in thousandths of the type size. Older
// fonts do not say: they get a usual share of the height above the base line.
func (p *program) capHeight() int {
	if os2 := p.tables["OS/2"]; len(os2) >= 90 {
		return p.em(u16(os2, 88))
	}
	return p.em(u16(p.tables["OS/2"], 68)) * 19 / 20
}

// outline is the drawing of a glyph; empty for a space.
func (p *program) outline(index uint16) []byte {
	loca, glyf, at := p.tables["loca"], p.tables["glyf"], int(index)
	var from, to int
	if p.wide && 4*at+8 <= len(loca) {
		from, to = u32(loca, 4*at), u32(loca, 4*at+4)
	} else if !p.wide && 2*at+4 <= len(loca) {
		from, to = 2*int(u16(loca, 2*at)), 2*int(u16(loca, 2*at+2))
	}
	if from > to || to > len(glyf) {
		return nil
	}
	return glyf[from:to]
}

// metric is the entry of a glyph in the table of widths.
func (p *program) metric(index uint16) []byte {
	hmtx, last := p.tables["hmtx"], p.count-1
	if int(index) <= last {
		return hmtx[4*index : 4*int(index)+4]
	}
	// Glyphs behind the last width share it, and have a bearing each.
	bearing := []byte{0, 0}
	if at := 4*p.count + 2*(int(index)-p.count); at+2 <= len(hmtx) {
		bearing = hmtx[at : at+2]
	}
	return slices.Concat(hmtx[4*last:4*last+2], bearing)
}

// Flags of the parts of a glyph that is put together from others.
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	moreParts     = 1 << 5
	twoScales     = 1 << 6
	fourScales    = 1 << 7
)

// parts is where, in the drawing of a glyph, the numbers of the glyphs stand
// that it is put together from.
func parts(outline []byte) []int {
	var list []int
	if len(outline) < 10 || int16(u16(outline, 0)) >= 0 {
		return nil
	}
	for at := 10; at+4 <= len(outline); {
		flags := u16(outline, at)
		list = append(list, at+2)
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&fourScales != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			break
		}
	}
	return list
}

// cut is a font file with only the given glyphs and those they are put
// together from. Glyphs are numbered anew: the first is the one for missing
// characters, then follow those given, in their order.
func (p *program) cut(glyphs []uint16) []byte {
	order := append([]uint16{0}, glyphs...)
	number := map[uint16]int{}
	for n, g := range order {
		number[g] = n
	}
	var glyf, loca, hmtx []byte
	for n := 0; n < len(order); n++ { // order grows by the parts of its glyphs
		outline := p.outline(order[n])
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		start := len(glyf)
		glyf = append(glyf, outline...)
		for _, at := range parts(outline) {
			part := u16(outline, at)
			if _, known := number[part]; !known {
				number[part] = len(order)
				order = append(order, part)
			}
			binary.BigEndian.PutUint16(glyf[start+at:], uint16(number[part]))
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, p.metric(order[n])...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": hmtx,
		"head": bytes.Clone(p.tables["head"]), "hhea": bytes.Clone(p.tables["hhea"]), "maxp": bytes.Clone(p.tables["maxp"])}
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	binary.BigEndian.PutUint16(tables["head"][50:], 1) // four bytes to an offset
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(len(order)))
	binary.BigEndian.PutUint16(tables["maxp"][4:], uint16(len(order)))
	for _, name := range []string{"cvt ", "fpgm", "prep"} { // how small outlines are fitted to dots
		if table, ok := p.tables[name]; ok {
			tables[name] = table
		}
	}
	return assembleFont(tables)
}

// assembleFont writes a font file with its table of contents and check sums.
func assembleFont(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	power := 1
	for power*2 <= len(names) {
		power *= 2
	}
	shift := 0
	for 1<<(shift+1) <= power {
		shift++
	}
	data := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(names), 16 * power, shift, 16 * (len(names) - power)} {
		data = binary.BigEndian.AppendUint16(data, uint16(n))
	}
	offset, head := len(data)+16*len(names), 0
	for _, name := range names {
		if name == "head" {
			head = offset
		}
		data = append(data, name...)
		for _, n := range []uint32{checkSum(tables[name]), uint32(offset), uint32(len(tables[name]))} {
			data = binary.BigEndian.AppendUint32(data, n)
		}
		offset += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		data = append(data, tables[name]...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	binary.BigEndian.PutUint32(data[head+8:], 0xB1B0AFBA-checkSum(data))
	return data
}

// checkSum adds up a table as numbers of four bytes.
func checkSum(table []byte) uint32 {
	sum := uint32(0)
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}
