package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// habits are ways to write that say less than another does.
var habits = []struct {
	found  *regexp.Regexp
	better string
}{
	{regexp.MustCompile(`fmt\.Errorf\("[^"%]*"\)`), "errors.New: nothing is put into the message"},
	{regexp.MustCompile(`map\[bool\]\w+\{[^}]*\}\[`), "an if: a map of two is one in disguise"},
}

// TestHabits: the program is written as its other lines are.
func TestHabits(t *testing.T) {
	for _, name := range append(goFiles(t, false), goFiles(t, true)...) {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range habits {
			for _, found := range h.found.FindAllString(string(text), -1) {
				t.Errorf("%s: %s; better %s", name, found, h.better)
			}
		}
	}
}
