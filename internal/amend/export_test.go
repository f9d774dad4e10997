package amend

// Ordinal is the n-th as a word.
func Ordinal(n int) string { return ordinal(n) }

// LinesOf are the lines of a division apart from its sections, each with its label.
var LinesOf = linesText
