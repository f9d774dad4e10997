package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckFormats: check tells what a format cannot hold, of an answer at the
// answer, of a wording at the wording, and only of the formats asked for.
func TestCheckFormats(t *testing.T) {
	sample, err := os.ReadFile("../../samples/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	name := writeDeal(t, "deal.yaml", strings.Replace(string(sample), "name: Harrow Lens LLC", "name: 株式会社", 1))
	library := filepath.Join(t.TempDir(), "small")
	if err := os.CopyFS(library, os.DirFS("../../internal/lint/testdata/small")); err != nil {
		t.Fatal(err)
	}
	wording := filepath.Join(library, "clauses", "secrecy", "balanced.md")
	data, err := os.ReadFile(wording)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(wording, []byte(strings.Replace(string(data), "with at most", "with 漢 at most", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	secret := writeDeal(t, "secret.yaml", "template: nda\nparty: {holder: Acme, receiver: Bolt}\nsecrecy: {places: [Lima]}\nfees: {amount: 5, steps: [{name: one, due: 2027-02-01, sum: 5}]}\n")
	for _, test := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"check", name}, exitFault, "deal.yaml:14:20: error: party.licensee.name: '株' cannot be printed in PDF"},
		{[]string{"check", name, "--formats", "md,html,docx"}, exitDone, ""},
		{[]string{"check", secret, "--library", library}, exitFault, "balanced.md:3:122: error: '漢' cannot be printed in PDF"},
		{[]string{"check", secret, "--library", library, "--formats", "html"}, exitDone, ""},
		{[]string{"draft", secret, "--library", library, "-o", t.TempDir()}, exitFault, ""},
		{[]string{"draft", secret, "--library", library, "-o", t.TempDir(), "-f", "md"}, exitDone, ""},
	} {
		status, stdout, stderr := runFor(t, "", test.args...)
		if status != test.status || !strings.Contains(stdout, test.want) {
			t.Errorf("%v: exit %d, want %d with %q\n%s%s", test.args, status, test.status, test.want, stdout, stderr)
		}
	}
}
