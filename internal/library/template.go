package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/style"
)

// templateFile is the file that makes a folder a template.
const templateFile = "template.yaml"

// settingsFile holds what concerns the library as a whole.
const settingsFile = "clauses/library.yaml"

// settings reads the spelling of the style packs and the names that are no
// defined terms. A library can do without them.
func (o *opener) settings() {
	if !exists(o.fsys, settingsFile) {
		return
	}
	root, ok := o.mapping(settingsFile)
	if !ok {
		return
	}
	f := root.fields("names", "spelling", "lint")
	o.library.Off = f.get("lint").off()
	o.library.Names = f.get("names").texts()
	for _, family := range f.get("spelling").pairs() {
		if !style.Known(family.key.Value) {
			family.key.errorf("there is no style %q", family.key.Value).WithHint("styles: %s", strings.Join(style.Names(), ", "))
		}
		words := map[string]string{}
		for _, w := range family.value.pairs() {
			if w.value.blank() || strings.TrimSpace(w.key.Value) == "" {
				w.key.errorf("a word and its spelling are wanted")
			}
			words[w.key.Value] = w.value.text()
		}
		o.library.Spelling[family.key.Value] = words
	}
}

// enterTemplates enters what was read of the folders under templates/.
func (o *opener) enterTemplates(list []*Template) {
	for _, t := range list {
		if t != nil {
			o.library.Templates[t.ID] = t
		}
	}
	o.sharedKeyTerms()
	for _, id := range o.library.TemplateIDs() {
		o.library.arrange(o.library.Templates[id])
	}
}

// template reads what a folder says of its template; nil if it says nothing.
func (o *opener) template(id string) *Template {
	root, ok := o.mapping(path.Join("templates", id, templateFile))
	if !ok {
		return nil
	}
	root.id("the folder of a template", id)
	f := root.fields("title", "summary", "legend", "contents", "operative", "full_form", "customary", "not_carried", "opening", "articles", "closing", "schedules", "key_terms")
	t := &Template{
		ID: id, Title: f.get("title").text(), Summary: f.get("summary").text(), Legend: f.get("legend").body(language.Plain), Contents: f.get("contents").flag(),
		Operative: f.get("operative").flag(), FullForm: f.get("full_form").text(), fullPos: f.get("full_form").placeOr(root),
		Pos: root.pos(), places: map[string]diag.Position{},
	}
	if t.Title == "" {
		root.errorf("template %q has no title", id)
	}
	t.Opening, t.Closing, t.Schedules = t.ids(f.get("opening")), t.ids(f.get("closing")), t.ids(f.get("schedules"))
	t.notCarried(f.get("not_carried"))
	if customary := f.get("customary").fields("when", "why"); customary.get("when").Node != nil {
		t.Customary, t.CustomaryWhy = customary.get("when").body(language.Expression), customary.get("why").text()
		if t.CustomaryWhy == "" {
			f.get("customary").errorf("say why the form is customary for such a deal")
		}
	}
	o.articles(t, root, f.get("articles"))
	rows := f.get("key_terms")
	if rows.Node != nil && rows.Kind == yaml.ScalarNode {
		t.KeyTermsOf, t.sharedPos = rows.text(), rows.pos()
		rows.Node = nil
	}
	for _, item := range rows.items() {
		g := item.fields("term", "defines", "value", "when", "clause", "section")
		k := KeyTerm{Term: g.get("term").text(), Defines: g.get("defines").flag(), Value: g.get("value").body(language.Wording), When: g.get("when").body(language.Expression), Clause: g.get("clause").text()}
		if k.Term == "" || k.Value == nil || k.Clause == "" {
			item.errorf("a row of the key terms has term, value and clause")
			continue
		}
		k.Target = k.Clause
		if section := g.get("section"); !section.blank() {
			k.Target, k.targetPos = section.text(), section.pos()
		}
		k.Pos, k.clausePos = g.get("term").pos(), g.get("clause").pos()
		t.KeyTerms = append(t.KeyTerms, k)
	}
	if cover := path.Join("templates", id, "cover.md"); exists(o.fsys, cover) {
		t.Cover = o.whole(cover)
	}
	return t
}

// sharedKeyTerms gives the rows of a template to those that name it in place of
// rows of their own.
func (o *opener) sharedKeyTerms() {
	for _, id := range o.library.TemplateIDs() {
		t := o.library.Templates[id]
		if t.KeyTermsOf == "" {
			continue
		}
		of := o.library.Templates[t.KeyTermsOf]
		if of == nil || of.KeyTermsOf != "" {
			o.problems.Errorf(t.sharedPos, unknownTemplate, "no template %q has rows of key terms to share", t.KeyTermsOf)
			continue
		}
		t.KeyTerms = of.KeyTerms
	}
}

// articles reads the articles of a template, each with an id that nothing else
// in its drafts has.
func (o *opener) articles(t *Template, root, n node) {
	taken := map[string]diag.Position{}
	for _, item := range n.items() {
		g := item.fields("id", "title", "clauses")
		a := Article{ID: g.get("id").text(), Clauses: t.ids(g.get("clauses"))}
		o.title(&a, g.get("title"))
		at := g.get("id").placeOr(item)
		switch {
		case a.ID == "" || a.Title == "" || len(a.Clauses) == 0:
			item.errorf("an article has an id, a title and clauses")
		case !g.get("id").id("an article", a.ID):
		case slices.Contains(partIDs, a.ID):
			g.get("id").fault("duplicate-id", "%q is a part of every draft", a.ID)
		case taken[a.ID].Line > 0:
			g.get("id").fault("duplicate-id", "two articles are called %q", a.ID).See(taken[a.ID], "the other")
		}
		taken[a.ID] = at
		t.Articles = append(t.Articles, a)
	}
	if len(t.Articles) == 0 {
		root.errorf("template %q has no articles", t.ID)
	}
}

// title reads an article's title: words, or a map from its parts to the clauses
// that each stands for.
func (o *opener) title(a *Article, n node) {
	if n.Node == nil || n.Kind != yaml.MappingNode {
		a.Title = n.text()
		return
	}
	var words []string
	for _, p := range n.pairs() {
		titlePart := TitlePart{Words: p.key.text(), Clauses: p.value.texts()}
		for i, id := range titlePart.Clauses {
			if !slices.Contains(a.Clauses, id) {
				o.unknownClause(p.value.textPlaces()[i], id)
			}
		}
		words = append(words, titlePart.Words)
		a.Parts = append(a.Parts, titlePart)
	}
	if len(words) > 0 {
		a.Title = joinTitle(words)
	}
}

// ids reads a list of clause or schedule ids and remembers where each stands.
func (t *Template) ids(n node) []string {
	if n.Node == nil {
		return nil
	}
	var ids []string
	for _, item := range n.items() {
		if _, ok := t.places[item.Value]; ok {
			item.fault("duplicate-id", "%q is there twice", item.Value).See(t.places[item.Value], "and here")
			continue
		}
		t.places[item.Value] = item.pos()
		ids = append(ids, item.text())
	}
	return ids
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return !errors.Is(err, fs.ErrNotExist) // what cannot be read is told where it is read
}
