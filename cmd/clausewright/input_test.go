package main

import "testing"

// TestOpensOnce: a command that asks for its library twice opens it once.
func TestOpensOnce(t *testing.T) {
	for _, folder := range []string{"", "../../internal/lint/testdata/small"} {
		a := &app{library: folder}
		first, _, _, err := a.openLibrary()
		if err != nil {
			t.Fatal(err)
		}
		if second, _, _, _ := a.openLibrary(); second != first {
			t.Errorf("the library %q is opened twice", folder)
		}
	}
}
