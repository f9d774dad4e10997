package main

import "testing"

// TestPortableName: a draft has a name that every computer knows.
func TestPortableName(t *testing.T) {
	for name, ok := range map[string]bool{
		"battery":        true,
		"Müller & Söhne": true,
		"v1.2":           true,
		"CONTRACT":       true,
		"COM10":          true,
		"COM":            true,
		".hidden":        true,
		"CON":            false,
		"con":            false,
		"nul.final":      false,
		"AUX":            false,
		"prn":            false,
		"COM1":           false,
		"lpt9.v2":        false,
		"deal.":          false,
		"deal ":          false,
		"..":             false,
		". .":            false,
		"":               false,
		"a:b":            false,
		"a?":             false,
		"a*":             false,
		`a\b`:            false,
		"a|b":            false,
		"<a>":            false,
		`a"b`:            false,
		"a\tb":           false,
		"a\x7f":          false,
	} {
		if err := portableName(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
}
