package draft_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
	answers "clausewright/internal/sample"
)

// TestSetInSamples sets answers of the samples to others of their kind. Each
// changes the line of the answer, or the lines of one entry or text, and loses no
// comment.
func TestSetInSamples(t *testing.T) {
	every := 25 // it takes a while, and the gate has the time
	if os.Getenv("CI") == "true" && !testing.Short() {
		every = 1
	}
	lib := openShipped(t)
	tried, set := 0, 0
	for _, name := range []string{"battery.yaml", "ai-module.yaml", "minimal.yaml"} {
		text := []byte(sample(t, name))
		d, _ := deal.Read(name, text, lib.Schema)
		for _, path := range d.Answers() {
			p, _ := lib.Schema.Find(path)
			was, _ := d.Answer(path)
			for _, v := range others(p, was) {
				if tried++; tried%every != 0 {
					continue
				}
				got, err := deal.Set(text, lib.Schema, path, v)
				if err != nil {
					t.Errorf("%s: %s: %s: %s", name, path, v.Raw(), err)
					continue
				}
				set++
				if gone, come := changedLines(string(text), string(got)); come+gone == 0 || come > 1 || gone > 1 && !strings.HasSuffix(lineOf(string(text), d.Pos(path).Line), ">-") {
					t.Errorf("%s: %s: %d lines became %d", name, path, gone, come)
				}
			}
		}
	}
	t.Logf("%d answers were set of %d, each on its line, and no comment was lost", set, tried)
	if tried < 1000 || set < tried/every {
		t.Errorf("%d answers were set of %d, one in %d, want all of at least 1000", set, tried, every)
	}
}

// others are a few other answers to a question than the one that was given.
func others(p *deal.Parameter, was deal.Value) []deal.Value {
	var list []deal.Value
	switch v := was.(type) {
	case deal.Table:
		if len(v) > 0 {
			list = append(list, append(slices.Clone(v), v[0]), v[1:])
		}
	case deal.List:
		if len(v) > 0 {
			list = append(list, v[1:])
		}
	default:
		if p.Path == deal.CurrencyPath {
			return []deal.Value{deal.Text("CHF")}
		}
		texts := answers.Of(p.Kind).Drawn
		for _, c := range p.Choices {
			texts = append(texts, c.Word)
		}
		for _, text := range answers.Admitted(p, append(slices.Clone(texts), answers.Of(p.Kind).Turning...)) {
			if v, err := deal.ReadText(p, text, "USD"); err == nil {
				list = append(list, v)
			}
		}
	}
	list = slices.DeleteFunc(list, func(v deal.Value) bool {
		_, none := v.(deal.None)
		return none || v.Raw() == "[]" || v.Raw() == was.Raw()
	})
	return list[:min(2, len(list))]
}

func lineOf(text string, n int) string { return strings.Split(text, "\n")[n-1] }

// changedLines is how many lines of one text became how many of another.
func changedLines(old, changed string) (gone, come int) {
	a, b := strings.Split(old, "\n"), strings.Split(changed, "\n")
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a), len(b)
}
