package pdf

import (
	_ "embed"
	"fmt"
)

// profile says what the colours of a file are: sRGB, as an ICC profile of
// version 2. TestProfile makes it.
//
//go:embed srgb.icc
var profile []byte

// intent writes the profile and gives the entry of the catalogue that leads to
// it, the output intent that PDF/A asks for (ISO 19005-3, 6.2.3).
func (f *file) intent() string {
	n := f.reserve()
	f.stream(n, "/N 3", profile)
	return fmt.Sprintf("/OutputIntents [<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]\n", n)
}
