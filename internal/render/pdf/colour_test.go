package pdf

import (
	"bytes"
	"encoding/binary"
	"flag"
	"math"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite srgb.icc")

// TestProfile makes the profile of sRGB from the numbers of its standard (IEC
// 61966-2-1), adapted to the white of ICC profiles, and holds that the file is
// that one.
func TestProfile(t *testing.T) {
	want := makeProfile()
	if *update {
		if err := os.WriteFile("srgb.icc", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(profile, want) {
		t.Errorf("srgb.icc has %d bytes that differ from the %d it should have; run go test ./internal/render/pdf -run Profile -update", len(profile), len(want))
	}
}

// makeProfile writes an ICC.1:2001 profile: its header, the list of its parts,
// and the parts.
func makeProfile() []byte {
	describing := "sRGB"
	description := append(be32([]byte("desc\x00\x00\x00\x00"), uint32(len(describing)+1)), describing+"\x00"...)
	description = append(description, make([]byte, 8+2+1+67)...)
	curve := be32([]byte("curv\x00\x00\x00\x00"), 256)
	for n := range 256 {
		curve = binary.BigEndian.AppendUint16(curve, uint16(math.Round(65535*linear(float64(n)/255))))
	}
	parts := []struct {
		name string
		data []byte
	}{
		{"desc", description},
		{"cprt", []byte("text\x00\x00\x00\x00No rights are reserved.\x00")},
		{"wtpt", point3(0.9642, 1, 0.8249)},
		{"rXYZ", point3(0.43607, 0.22249, 0.01392)},
		{"gXYZ", point3(0.38515, 0.71687, 0.09708)},
		{"bXYZ", point3(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", nil}, // as the part before
		{"bTRC", nil},
	}
	head := make([]byte, 128)
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	for i, n := range []uint16{2000, 1, 1} { // the date
		binary.BigEndian.PutUint16(head[24+2*i:], n)
	}
	copy(head[36:], "acsp")
	copy(head[68:], point3(0.9642, 1, 0.8249)[8:])
	list, body := be32(nil, uint32(len(parts))), []byte(nil)
	at, size := 0, 0
	for _, p := range parts {
		if p.data != nil {
			at, size = 128+4+12*len(parts)+len(body), len(p.data)
			body = append(body, p.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		list = be32(be32(append(list, p.name...), uint32(at)), uint32(size))
	}
	all := append(append(head, list...), body...)
	binary.BigEndian.PutUint32(all, uint32(len(all)))
	return all
}

// linear is the light of a value, both from 0 to 1.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// point3 is a colour, as three numbers with 16 bits after the point.
func point3(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = be32(b, uint32(math.Round(v*65536)))
	}
	return b
}

func be32(b []byte, n uint32) []byte { return binary.BigEndian.AppendUint32(b, n) }
