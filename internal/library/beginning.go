package library

import (
	"sync"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// beginningFile says with which answers a new deal begins.
const beginningFile = "clauses/new.yaml"

// Beginning is how a new deal begins: what is asked first, and what stands in its
// file before anybody has answered.
type Beginning struct {
	Assets []Asset  // what a licence can be about
	First  []string // paths of the questions that decide the rest, in the order in which people settle them

	presets map[string]*language.Body
}

// Asset is a kind of thing that is licensed, with the answers that say so.
type Asset struct {
	Name, Says string
	Answers    map[string]string // by path, as a deal file would hold them
}

// Preset is the text that works out with what a new deal answers a question: what
// parties commonly agree, as a deal file would hold it. It is nil where nothing is
// common. A preset is never an answer by itself, as a default is: it is written
// into the file and marked there.
func (b *Beginning) Preset(path string) *language.Body { return b.presets[path] }

// Asset is the kind of asset of that name; nil if there is none.
func (b *Beginning) Asset(name string) *Asset {
	for i := range b.Assets {
		if b.Assets[i].Name == name {
			return &b.Assets[i]
		}
	}
	return nil
}

// Beginning reads how a new deal begins, with what is wrong there. A library can
// do without it.
func (l *Library) Beginning() (*Beginning, diag.List) { return l.begins() }

// readBeginning reads the file when a new deal is first asked for.
func (o *opener) readBeginning() func() (*Beginning, diag.List) {
	return sync.OnceValues(func() (*Beginning, diag.List) {
		b := &Beginning{presets: map[string]*language.Body{}}
		if !exists(o.fsys, beginningFile) {
			return b, nil
		}
		own := o.apart()
		if root, ok := own.mapping(beginningFile); ok {
			f := root.fields("assets", "first", "presets")
			b.Assets = own.assets(f.get("assets"))
			b.First = own.first(f.get("first"))
			own.presets(b.presets, f.get("presets"))
		}
		return b, own.problems
	})
}

func (o *opener) assets(n node) []Asset {
	var list []Asset
	for _, p := range n.pairs() {
		p.key.id("an asset", p.key.Value)
		f := p.value.fields("says", "answers")
		a := Asset{Name: p.key.Value, Says: f.get("says").text(), Answers: map[string]string{}}
		for _, answer := range f.get("answers").pairs() {
			q, ok := o.library.Schema.Find(answer.key.Value)
			if !ok {
				o.unknownParameter(answer.key.pos(), answer.key.Value)
				continue
			}
			text := defaultText(answer.value)
			if _, err := deal.ReadText(q, text, ""); err != nil {
				answer.value.fault("wrong-preset", "the answer to %q does not fit its kind: %s", q.Path, err)
			}
			a.Answers[q.Path] = text
		}
		list = append(list, a)
	}
	return list
}

func (o *opener) first(n node) []string {
	places := n.textPlaces()
	list := n.texts()
	for i, path := range list {
		if _, ok := o.library.Schema.Find(path); !ok {
			o.unknownParameter(places[i], path)
		}
	}
	return list
}

// presets reads the presets. One without actions is read as an answer at once, so
// that a wrong one is found.
func (o *opener) presets(into map[string]*language.Body, n node) {
	for _, p := range n.pairs() {
		q, ok := o.library.Schema.Find(p.key.Value)
		if !ok {
			o.unknownParameter(p.key.pos(), p.key.Value)
			continue
		}
		text := defaultText(p.value)
		if _, err := deal.ReadText(q, text, ""); err != nil && !deal.HasActions(text) {
			p.value.fault("wrong-preset", "the preset of %q does not fit its kind: %s", q.Path, err)
			continue
		}
		pos := p.value.pos()
		body := language.NewBody(pos.File, func(int) diag.Position { return pos }, text, language.Plain, "")
		o.problems = append(o.problems, body.Faults()...)
		o.checkUses(body)
		o.checkAsks(body)
		into[q.Path] = body
	}
}
