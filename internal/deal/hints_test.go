package deal

import (
	"regexp"
	"strings"
	"testing"
)

var (
	proposed   = regexp.MustCompile(`^(?:write|did you mean) ("[^"]*"|\S+)\??$`)
	anyBetween = regexp.MustCompile(`^write (\S+) to (\S+)$`)
	wordsOf    = regexp.MustCompile(`^allowed: (.*)$`)
	suchAs     = regexp.MustCompile(`(?:such as|with a currency:) ("[^"]*"|\[[^\]]*\]|[\w.-]+)`)
)

// Every answer that a hint proposes is accepted where it is put in place of the
// one that was refused: for '7,5%' the hint says "write 7.5%", and 7.5% is read.
func TestHintsAreAccepted(t *testing.T) {
	s := declare(t, smallQuestions)
	tried := 0
	for _, test := range faults {
		_, problems := Read("f", []byte(test.file), s)
		for _, p := range problems {
			if p.Path == "" || s.HasGroup(p.Path) {
				continue // the hint is about keys, not about an answer
			}
			for _, better := range proposals(p.Hint) {
				lines := strings.SplitAfter(test.file, "\n")
				line := []rune(lines[p.Pos.Line-1])
				before, rest := string(line[:p.Pos.Column-1]), string(line[p.Pos.Column-1:])
				lines[p.Pos.Line-1] = before + better + rest[len(scalarAt(rest)):]
				_, again := Read("f", []byte(strings.Join(lines, "")), s)
				for _, q := range again {
					if q.Pos == p.Pos && q.Rule == p.Rule {
						t.Errorf("%s: the hint proposes %s, which is refused: %v; %s", test.name, better, q, q.Hint)
					}
				}
				tried++
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d proposals were tried", tried)
	}
}

// proposals are the answers that a hint spells out.
func proposals(hint string) []string {
	if m := anyBetween.FindStringSubmatch(hint); m != nil {
		return m[1:]
	}
	if m := proposed.FindStringSubmatch(hint); m != nil {
		return []string{m[1]}
	}
	if m := wordsOf.FindStringSubmatch(hint); m != nil && !strings.Contains(hint, "…") {
		return strings.Split(m[1], ", ")
	}
	var list []string
	for _, m := range suchAs.FindAllStringSubmatch(hint, -1) {
		list = append(list, m[1])
	}
	return list
}

// scalarAt is the scalar or the key with which a piece of YAML begins.
func scalarAt(text string) string {
	if text == "" {
		return ""
	}
	if quote := text[:1]; quote == `"` || quote == "'" {
		return text[:strings.Index(text[1:], quote)+2]
	}
	if text[0] == '[' {
		return text[:strings.IndexByte(text, ']')+1]
	}
	if i := strings.IndexAny(text, ",}]\n:"); i >= 0 {
		return text[:i]
	}
	return text
}

// TestMeant: what a wrong key probably stands for is told as data too.
func TestMeant(t *testing.T) {
	for file, meant := range map[string]string{
		"exclusivity: {feild: x}":     "exclusivity.field",
		"exclusivty: {field: x}":      "exclusivity",
		"fees: {period: 5y}":          "exclusivity.period",
		"exclusivity.field: x":        "exclusivity.field",
		"wholly_other: {question: 1}": "",
		"fees: {wholly_other: 1}":     "",
	} {
		_, problems := Read("deal.yaml", []byte(file+"\n"), declare(t, smallQuestions))
		if len(problems) != 1 || problems[0].Rule != UnknownKey || problems[0].Meant != meant {
			t.Errorf("%s: %+v, want %q", file, problems, meant)
		}
	}
}
