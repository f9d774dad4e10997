package markdown_test

import (
	"bytes"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// hostile are answers that look like Markdown of one dialect or another.
var hostile = []string{
	"~~no~~ and ~no~", "*a* _b_ **c** __d__ ***e***", "`code` ``x``", "[a](https://example.com) [b][c] ![d](e.png)", "[^1] and ^[note]", "[^1]: x", "[x]: y",
	":smile: :+1: :100: <3", ":) ;) :-( 8-) x-) B-) o:) 0:-) :D", "a :/ b :| c :@ d :P e :o f :$ g :z h :* i", "(note 8-) >:( ]:) ,:( ;-) :,( </3 :-)", "lit. x-) and (x-)", ":)", ";(", "at 8:30 (a:b) c:/d w;(x)", "www.example.com and https://example.com/a_b_c", "a@example.com and a_b@example.com", "https://example.com/~user/*x*", "www.example.com/a_b/~c", "ftp://example.com/_a_ (see http://x.y/[z])", "<b>x</b> <!-- y --> <a id=\"z\">", "&amp; &lt; &#65;", `a \* b \\ c`,
	"# a", "1. b", "- c", "+ d", "> e", "    f", "| g | h |", "---", "***", "===", "- [ ] todo", "$x$ and $$y$$", "==mark== ++ins++ H~2~O x^2^", "(a) b", "1986. A year", "{#id} {.class}",
	"<https://example.com>", "a  b", "\"quoted\" 'single'", "5 < 6 > 4", "||spoiler||", "@user #12 GH-3", "!!! note", "::: warning", "<?php x ?>", "```", "~~~",
}

// spread puts answers into every place of a document.
func spread(answers []string) *document.Document {
	text := func(s string) []document.Inline {
		return []document.Inline{&document.Text{Text: s, Origin: document.Origin{Answer: true}}}
	}
	section := &document.Division{Kind: document.Section, Heading: "Answers"}
	list := &document.List{}
	table := &document.Table{Head: []document.Cell{text("one"), text("two")}}
	for _, a := range answers {
		within := append(append(text("Before "), text(a)...), text(" and after.")...)
		section.Blocks = append(section.Blocks, &document.Paragraph{Inlines: text(a)}, &document.Paragraph{Inlines: within})
		list.Items = append(list.Items, &document.Item{Blocks: []document.Block{&document.Paragraph{Inlines: text(a)}}})
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{text(a), text("x " + a)}})
	}
	section.Blocks = append(section.Blocks, list, table)
	body := []document.Block{section}
	for _, a := range answers {
		body = append(body, &document.Division{Kind: document.Section, Heading: a, Blocks: []document.Block{&document.Paragraph{Inlines: text("So.")}}})
	}
	return &document.Document{Title: "Answers", Style: "us", Body: []*document.Division{{Kind: document.Article, ID: "main", Heading: "Main", Blocks: body}}}
}

// TestOtherParsers: readers of Markdown that are not ours, with all that they can
// be taught, show the words of the samples and of hostile answers as they are,
// and nothing struck out, set apart or drawn.
func TestOtherParsers(t *testing.T) {
	docs := map[string]*document.Document{"hostile": spread(hostile)}
	document.Resolve(docs["hostile"], document.Options{})
	for _, name := range []string{"minimal", "battery", "ai-module"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "samples", name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		docs[name], _ = markdown.Parse(data, nil)
	}
	for name, doc := range docs {
		var b bytes.Buffer
		if err := markdown.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		for parser, page := range map[string]string{"markdown-it": markdownIt(t, b.String()), "cmark-gfm": cmark(t, b.String())} {
			literal(t, parser+", "+name, doc, page, name == "hostile")
		}
	}
}

// markdownIt reads a text by markdown-it.
func markdownIt(t *testing.T, text string) string {
	t.Helper()
	script := filepath.Join("..", "..", ".ci", "markdown.mjs")
	installed := filepath.Join("..", "..", ".ci", "node_modules", "markdown-it")
	if _, err := os.Stat(installed); err != nil {
		absent(t, "markdown-it", "npm ci --prefix .ci")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		absent(t, "node", "apt-get install nodejs")
	}
	in, _ := json.Marshal([]string{text})
	cmd := exec.Command(node, script)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("markdown-it: %v", err)
	}
	var pages []string
	if err := json.Unmarshal(out, &pages); err != nil {
		t.Fatal(err)
	}
	return pages[0]
}

// cmark reads a text by GitHub's parser with all its extensions.
func cmark(t *testing.T, text string) string {
	t.Helper()
	program, err := exec.LookPath("cmark-gfm")
	if err != nil {
		absent(t, "cmark-gfm", "apt-get install cmark-gfm")
	}
	cmd := exec.Command(program, "--unsafe", "-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist")
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("cmark-gfm: %v", err)
	}
	return string(out)
}

// absent skips a test, but not under CI, where every program must be there.
func absent(t *testing.T, program, install string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed; %s", program, install)
}

var (
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
	htmlTag     = regexp.MustCompile(`<[^>]*>`)
	setApart    = regexp.MustCompile(`<(del|s|em|img|code|pre|sup|input|blockquote|hr|mark|section)\b[^>]*>`)
)

// literal reports words that a page does not show, and marks that it shows and
// the document does not have.
func literal(t *testing.T, name string, doc *document.Document, page string, plain bool) {
	t.Helper()
	page = htmlComment.ReplaceAllString(page, "")
	emphasis := false
	document.Walk(doc, func(node any) bool {
		switch node.(type) {
		case *document.Emphasis, *document.Note:
			emphasis = true
		}
		return true
	})
	for _, m := range setApart.FindAllString(page, -1) {
		if !(emphasis && (strings.HasPrefix(m, "<em") || strings.HasPrefix(m, "<blockquote"))) {
			t.Errorf("%s: shows %s", name, m)
		}
	}
	if plain && strings.Contains(page, "<strong>") {
		t.Errorf("%s: shows bold letters", name)
	}
	shown := unspaced(html.UnescapeString(htmlTag.ReplaceAllString(page, "")))
	missing := 0
	see := func(words string) {
		if w := unspaced(words); !strings.Contains(shown, w) && missing < 10 {
			missing++
			t.Errorf("%s: does not show %q", name, words)
		}
	}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			see(n.Heading)
		case *document.Paragraph:
			see(document.PlainText(n.Inlines))
		case *document.Table:
			for _, row := range n.Rows {
				for _, cell := range row.Cells {
					see(document.PlainText(cell))
				}
			}
		}
		return true
	})
}

// unspaced is a text without white space.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
