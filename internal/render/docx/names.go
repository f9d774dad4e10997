package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Kinds of bookmarks. A bookmark is hidden, as those of Word's own references
// are, and stays where it is when the text around it is edited. Its name is
// made of what it carries, so that it is the same in every draft.
const (
	refMark      = "Ref"         // what a reference leads to: an id
	stepMark     = "Step"        // what holds a target, and has no id of its own
	clauseMark   = "Clause"      // the headings that belong to a clause
	partMark     = "Part"        // the first paragraph of a part without a heading: its id
	wasRefMark   = "WasRef"      // in a redline, the id before
	wasClause    = "WasClause"   // likewise, the clause
	wasRecords   = "WasRecords"  // likewise, where a table set as records began, if that is not where it begins now
	nowRecords   = "NowRecords"  // and where that one begins now
	wasForm      = "WasForm"     // likewise, a form of the term
	termMark     = "Term"        // a term where it is defined
	formMark     = "Form"        // another form of the term that is defined there, with a letter for its order
	entriesMark  = "Definitions" // a list of definitions: how many items hold it
	tableMark    = "Table"       // a table: its class
	recordsMark  = "Records"     // a table set as one of labels and values a row: its class
	depthMark    = "Depth"       // how many items hold a table or a picture
	pictureMark  = "Picture"     // a picture; its data are in the part for what names cannot hold
	blankMark    = "Blank"       // a value still open: the path of its question
	contentsMark = "Toc"         // what an entry of the contents leads to
)

// longestName is how long the name of a bookmark may be.
const longestName = 40

// bookmarkNames are those of the bookmarks of one file. No two differ only in case.
type bookmarkNames struct {
	taken map[string]bool
	held  []heldValue
}

// heldValue is a value that the name of its bookmark cannot hold.
type heldValue struct{ name, value string }

// give is a new name for a bookmark that carries a value. A second one of the
// same kind and value has a number after its kind.
func (n *bookmarkNames) give(kind, value string) string {
	for i := 1; ; i++ {
		prefix := "_" + kind
		if i > 1 {
			prefix += strconv.Itoa(i)
		}
		name, whole := encode(value, holdsTerm(kind))
		whole = whole && len(prefix)+1+len(name) <= longestName
		if !whole {
			sum := sha256.Sum256([]byte(value))
			name = "x" + hex.EncodeToString(sum[:6])
		}
		name = prefix + "_" + name
		if key := strings.ToLower(name); !n.taken[key] {
			n.taken[key] = true
			if !whole {
				n.hold(name, value)
			}
			return name
		}
	}
}

// holdsTerm reports whether what a bookmark of a kind carries is a term.
func holdsTerm(kind string) bool {
	return kind == termMark || strings.HasPrefix(kind, formMark) || strings.HasPrefix(kind, wasForm)
}

// hold keeps a value beside the name of its bookmark.
func (n *bookmarkNames) hold(name, value string) { n.held = append(n.held, heldValue{name, value}) }

// Separators that a name may hold, as one, two or three underscores.
const (
	idSeparators   = "-._"
	termSeparators = " -'"
)

// encode writes a value in letters, digits and underscores, and reports
// whether decode reads it back.
func encode(value string, term bool) (string, bool) {
	separators := idSeparators
	if term {
		separators = termSeparators
	}
	var b strings.Builder
	parted := true
	for i, c := range []byte(value) {
		switch n := strings.IndexByte(separators, c); {
		case n >= 0:
			if parted || i == len(value)-1 {
				return "", false
			}
			b.WriteString("___"[:n+1])
			parted = true
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
			b.WriteByte(c)
			parted = false
		default:
			return "", false
		}
	}
	return b.String(), value != ""
}

// cutName takes the name of a bookmark apart. It reports false for one that is
// not ours.
func cutName(name string) (kind, value string, ok bool) {
	name, ok = strings.CutPrefix(name, "_")
	kind, value, found := strings.Cut(name, "_")
	kind = strings.TrimRight(kind, "0123456789")
	if !ok || !found {
		return "", "", false
	}
	separators := idSeparators
	if holdsTerm(kind) {
		separators = termSeparators
	}
	var b strings.Builder
	for i := 0; i < len(value); {
		if value[i] != '_' {
			b.WriteByte(value[i])
			i++
			continue
		}
		n := len(value[i:]) - len(strings.TrimLeft(value[i:], "_"))
		if n > len(separators) {
			return "", "", false
		}
		b.WriteByte(separators[n-1])
		i += n
	}
	return kind, b.String(), true
}
