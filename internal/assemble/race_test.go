//go:build race

package assemble_test

// slower is how much more time and memory the race detector takes.
func init() { slower = 10 }
