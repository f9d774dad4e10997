package style

// Paper is the size of the pages.
type Paper string

// Papers. By default the pack of the document decides.
const (
	Usual  Paper = ""
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Papers are the sizes that can be asked for by name.
var Papers = []Paper{A4, Letter}

// Sheet is a page in hundredths of a point.
type Sheet struct{ Width, Height int }

// SheetOf is a page of the paper: Letter, else A4.
func SheetOf(letter bool) Sheet {
	if letter {
		return Sheet{61200, 79200}
	}
	return Sheet{59528, 84189}
}

// IsLetter reports whether the pages of a document of the given family are
// Letter; else they are A4.
func (p Paper) IsLetter(family string) bool {
	return p == Letter || p == Usual && Of(family).Letter
}
