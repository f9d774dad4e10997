package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// onTerminal are the files that write messages on the terminal themselves, and why.
var onTerminal = map[string]string{
	"told.go": "it tells all others",
	"many.go": "it puts together what was told of many deals",
	"test.go": "it shows how far it is",
}

// TestTold: what a command tells is handed over, so that the page reads no messages.
func TestTold(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		writes := strings.Contains(string(text), "a.stderr")
		if why := onTerminal[name]; writes != (why != "") && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s: writes to the terminal: %t; %s", name, writes, why)
		}
	}
}
