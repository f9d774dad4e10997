package diag

import "fmt"

// Count is how many there are of something, in a sentence: "1 answer is", "3
// answers are".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Plural is Count of a noun that takes an s: "1 word", "0 words".
func Plural(n int, noun string) string { return Count(n, noun, noun+"s") }
