package deal

import (
	"os"
	"strings"
	"testing"
)

// declare builds a schema from lines "path kind[?][+text] [word|word] [min=…]
// [max=…]"; lines
// that are indented declare the columns of the table above them.
func declare(t testing.TB, text string) *Schema {
	t.Helper()
	s := &Schema{}
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		p := Parameter{Path: fields[0], Ask: "What is " + fields[0] + "?"}
		word := fields[1]
		word, p.OrText = strings.CutSuffix(word, "+text")
		word, p.Optional = strings.CutSuffix(word, "?")
		kind, ok := ParseKind(word)
		if !ok {
			t.Fatalf("no kind %q in %q", word, line)
		}
		p.Kind = kind
		for _, field := range fields[2:] {
			if least, ok := strings.CutPrefix(field, "min="); ok {
				p.Min = least
			} else if most, ok := strings.CutPrefix(field, "max="); ok {
				p.Max = most
			} else {
				for _, w := range strings.Split(field, "|") {
					p.Choices = append(p.Choices, Choice{Word: w})
				}
			}
		}
		if strings.HasPrefix(line, " ") {
			table := s.Parameters[len(s.Parameters)-1]
			table.Columns = append(table.Columns, p)
			continue
		}
		s.Parameters = append(s.Parameters, &p)
	}
	return s
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Complete deals that use every kind of question are read without a problem,
// and every answer they give is there, at a place.
func TestCompleteDeals(t *testing.T) {
	s := declare(t, string(readFile(t, "questions.txt")))
	for _, name := range []string{"battery.yaml", "ai-module.yaml"} {
		d, problems := Read(name, readFile(t, name), s)
		for _, p := range problems {
			t.Errorf("%v; %s", p, p.Hint)
		}
		if n := len(d.Answers()); n < 300 {
			t.Errorf("%s: %d answers", name, n)
		}
		if d.Template != "exclusive-licence" || d.TemplatePos.Line != 1 || d.TemplatePos.Column != 11 {
			t.Errorf("%s: template %q at %v", name, d.Template, d.TemplatePos)
		}
		for _, path := range d.Answers() {
			if v, ok := d.Answer(path); !ok || v == nil || d.Pos(path).Line < 2 || !d.Given(path) && v != (None{path}) {
				t.Errorf("%s: %s: %v at %v", name, path, v, d.Pos(path))
			}
		}
	}
}

func TestSchemaFind(t *testing.T) {
	s := declare(t, "party.licensor.name text\nparty.relationship text\nsunset.date date")
	if p, ok := s.Find("party.licensor.name"); !ok || p.Path != "party.licensor.name" {
		t.Errorf("party.licensor.name: %v %v", p, ok)
	}
	for path, want := range map[string]bool{"party": true, "party.licensor": true, "sunset": true, "": false, "sunset.date": false, "sun": false} {
		if _, ok := s.Find(path); ok != (path == "sunset.date") {
			t.Errorf("Find(%q) = %v", path, ok)
		}
		if got := s.HasGroup(path); got != want {
			t.Errorf("HasGroup(%q) = %v", path, got)
		}
	}
	if got := strings.Join(s.keys("party"), " "); got != "licensor relationship" {
		t.Errorf("keys of party: %s", got)
	}
	var zero Schema
	if _, ok := zero.Find("a"); ok || zero.HasGroup("a") {
		t.Error("the zero Schema has a question")
	}
}
