package document

import (
	"strconv"
	"strings"
)

// What comes into an agreement after it was signed gets a number between those
// that are signed: after 4.2 comes 4.2A, after (b) comes (b-1), after Exhibit C
// comes Exhibit C-1. A number that ends in a digit is followed by capital letters,
// one that ends in a letter by a hyphen and digits. Such a number is typed: it is
// the N of no sequence.

const (
	decimals       = "0123456789"
	capitalLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// InsertedLabel is the n-th label, from 1, that comes in after a label.
func InsertedLabel(after string, n int) string {
	number, end := cutBracket(after)
	if number == "" {
		return ""
	}
	if isDigit(number[len(number)-1]) {
		return number + UpperLetter.Write(n) + end
	}
	return number + "-" + strconv.Itoa(n) + end
}

// CutInserted is the label after which another one came in, and its number there;
// 0 for a label that did not come in.
func CutInserted(label string) (after string, n int) {
	number, end := cutBracket(label)
	signed, n := cutInserted(number)
	return signed + end, n
}

// cutInserted is CutInserted for a number without brackets.
func cutInserted(number string) (after string, n int) {
	digits := strings.TrimRight(number, decimals)
	if signed, ok := strings.CutSuffix(digits, "-"); ok && digits != number && signed != "" && isLetter(signed[len(signed)-1]) {
		return signed, Decimal.Read(number[len(digits):])
	}
	letters := strings.TrimRight(number, capitalLetters)
	if letters != "" && letters != number && isDigit(letters[len(letters)-1]) {
		return letters, UpperLetter.Read(number[len(letters):])
	}
	return number, 0
}

// Typed reports whether a label is typed by hand: no sequence counts it.
func (n Number) Typed(label string) bool { return label != "" && n.N == 0 }

func cutBracket(label string) (number, end string) {
	if number, ok := strings.CutSuffix(label, ")"); ok {
		return number, ")"
	}
	return label, ""
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
