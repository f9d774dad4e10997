//go:build race

package assemble_test

// The race detector takes so many times the time and memory.
func init() { slower = 10 }
