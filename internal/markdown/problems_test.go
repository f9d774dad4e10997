package markdown_test

import (
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// TestProblems: what the dialect has no place for is reported where it stands,
// and its text is kept.
func TestProblems(t *testing.T) {
	tests := []struct{ name, text, at, message, kept string }{
		{"heading in a clause", "<!-- article: a -->\n<!-- clause: c -->\n\n## Kept\n\nx", "4:4", "level 2", "Kept"},
		{"title in a clause", "<!-- article: a -->\n<!-- clause: c -->\n\n# Kept\n\nx", "4:3", "level 1", "Kept"},
		{"level jump", "<!-- article: a -->\n\n##### Kept\n\nx", "3:7", "level 5", "Kept"},
		{"heading without a comment", "## Kept\n\nx", "1:4", "second level", "Kept"},
		{"control character", "<!-- part: p -->\n\nke\x00pt\n", "3:3", "U+0000 is a control character", "ke\uFFFDpt"},
		{"control character of two bytes", "<!-- part: p -->\r\n\r\nk \u009B kept\r\n", "3:3", "U+009B is a control character", " kept"},
		{"code", "<!-- part: p -->\n\n    kept\n", "3:5", "code", "kept"},
		{"fence", "<!-- part: p -->\n\n~~~\nkept\n~~~\n", "4:1", "code", "kept"},
		{"code span", "<!-- part: p -->\n\na `kept` b", "3:3", "code", "a kept b"},
		{"image", "<!-- part: p -->\n\na ![kept](x.png) b", "3:3", "image", "a kept b"},
		{"inline HTML", "<!-- part: p -->\n\na <b>kept", "3:3", "HTML", "a <b>kept"},
		{"HTML block", "<!-- part: p -->\n\n<div>\nkept", "3:1", "HTML", "<div> kept"},
		{"link", "<!-- part: p -->\n\na [kept](http://x.y) b", "3:3", "http://x.y", "a kept b"},
		{"bad target", "<!-- part: p -->\n\n[kept](#a%20b)", "3:1", "#a%20b", "kept"},
		{"link definition", "<!-- part: p -->\n\n[a]: /b\n\nkept", "3:1", "link definition", "kept"},
		{"web address", "<!-- part: p -->\n\n<http://kept.org>", "3:1", "web page", "http://kept.org"},
		{"rule", "<!-- part: p -->\n\nkept\n\n***\n", "5:1", "rule", "kept"},
		{"before the first division", "kept\n", "1:1", "before the first", "kept"},
		{"too deep", "<!-- part: p -->\n\n1. a\n   1. b\n      1. c\n         1. d\n            1. kept", "7:13", "4 levels", "kept"},
		{"too many cells", "<!-- part: p -->\n\n| kept |\n| --- |\n| x | y |", "5:1", "more cells", "kept"},
		{"open definitions", "<!-- article: a -->\n\n<!-- definitions -->\n<!-- definition: -->\nkept", "3:1", "do not end", "kept"},
		{"definition outside", "<!-- article: a -->\n<!-- definition: -->\nkept", "2:1", "outside", "kept"},
		{"empty definition", "<!-- article: a -->\n<!-- definitions -->\n<!-- definition: -->\n<!-- /definitions -->\n\nkept", "3:1", "no text", "kept"},
		{"no definition", "<!-- article: a -->\n<!-- definitions -->\n\nkept\n\n<!-- /definitions -->", "4:1", "first definition", "kept"},
		{"unknown comment", "<!-- part: p -->\n\n<!-- hm -->\nkept", "3:1", `"hm"`, "kept"},
		{"comment in text", "<!-- part: p -->\n\nkept <!-- hm -->", "3:6", `"hm"`, "kept"},
		{"table comment without table", "<!-- part: p -->\n\n<!-- table: x -->\n\nkept", "5:1", `"x"`, "kept"},
		{"picture without JSON", "<!-- part: p -->\n\nx\n\n<!-- picture: hm -->\n\nkept", "5:1", "picture cannot be drawn: invalid character", "kept"},
		{"picture in a note", "<!-- part: p -->\n\n> x\n>\n> <!-- picture: {} -->\n>\n> kept", "5:3", "needs a title", "kept"},
		{"picture of nothing", `<!-- part: p -->` + "\n" + `<!-- picture: {"title":"a","alt":"b"} -->` + "\n\nkept", "2:1", "needs a timeline or a chart", "kept"},
		{"picture with a wrong key", `<!-- part: p -->` + "\n" + `<!-- picture: {"titel":"a","alt":"b"} -->` + "\n\nkept", "2:1", `unknown field "titel"`, "kept"},
		{"picture of two things", `<!-- part: p -->` + "\n" + `<!-- picture: {"title":"a","alt":"b","timeline":{},"chart":{}} -->` + "\n\nkept", "2:1", "either a timeline or a chart", "kept"},
		{"more after a picture", `<!-- part: p -->` + "\n" + `<!-- picture: {"title":"a","alt":"b"} {} -->` + "\n\nkept", "2:1", "something follows", "kept"},
		{"bad metadata", "<!-- clausewright: {\"x\": 1} -->\n<!-- part: p -->\n\nkept", "1:1", "cannot be read", "kept"},
		{"bad id", "<!-- part: p q -->\n\nkept", "1:1", "cannot be an id", "kept"},
		{"paragraph id", "<!-- part: p -->\n\nkept <a id=\"x\"></a>", "3:1", "only a heading", "kept"},
		{"clause without heading", "<!-- article: a -->\n<!-- clause: c -->\n### s\n\nx\n\n<!-- clause: d -->\n\nkept", "9:1", "without a heading", "kept"},
		{"contents with text", "<!-- part: contents -->\n\nlost\n\n<!-- part: p -->\n\nkept", "3:1", "contents", "kept"},
		{"byte", "<!-- part: p -->\n\nkept \xff", "3:6", "UTF-8", "kept \uFFFD"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, problems := markdown.Parse([]byte(test.text), places(test.text))
			if len(problems) != 1 {
				t.Fatalf("problems: %v", problems)
			}
			p := problems[0]
			if got := strings.TrimPrefix(p.Pos.String(), "t.md:"); got != test.at || !strings.Contains(p.Message, test.message) || p.Rule != "markdown" {
				t.Errorf("got %v, want %s … %s", p.Error(), test.at, test.message)
			}
			if kept := dump(doc); !strings.Contains(kept, test.kept) {
				t.Errorf("%q is not in\n%s", test.kept, kept)
			}
		})
	}
}

// origins looks up the origin of each byte on its own.
type origins func(offset int) document.Origin

func (o origins) Origin(offset int) document.Origin { return o(offset) }
func (o origins) Stretch(offset int) (bool, int)    { return o.Origin(offset).Answer, offset + 1 }

func places(text string) origins {
	return func(offset int) document.Origin {
		offset = min(offset, len(text))
		before := text[:offset]
		return document.At(diag.Position{File: "t.md", Line: 1 + strings.Count(before, "\n"), Column: offset - strings.LastIndex(before, "\n")})
	}
}

func TestLimits(t *testing.T) {
	for _, text := range []string{strings.Repeat("a", markdown.Limit+1), strings.Repeat("> ", 300) + "x", strings.Repeat("- ", 300) + "x"} {
		if _, problems := markdown.Parse([]byte(text), nil); !problems.HasErrors() {
			t.Errorf("%.10q… is read", text)
		}
	}
}

// TestAnswers: answers keep their straight quotation marks, define nothing,
// leave nothing open, and are pieces of their own.
func TestAnswers(t *testing.T) {
	source := "<!-- part: p -->\n\nan \"old\" X\\\"new\\\"Y, **\"Z\"** and \"\n"
	from, to := strings.Index(source, `\"new`), strings.Index(source, "Y,")
	at := origins(func(offset int) document.Origin {
		origin := document.At(diag.Position{Line: offset})
		origin.Answer = offset >= from && offset < to || offset > strings.Index(source, "**")
		return origin
	})
	doc, problems := markdown.Parse([]byte(source), at)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := ""
	for _, inline := range doc.Body[0].Blocks[0].(*document.Paragraph).Inlines {
		switch n := inline.(type) {
		case *document.Text:
			got += n.Text
			if n.Origin.Answer {
				got += "!"
			}
			got += "|"
		case *document.Strong:
			got += "strong|"
		}
	}
	if want := "an “old” X|\"new\"!|Y, |strong| and \"!|"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

// TestNewlines: a carriage return does not move what follows it.
func TestNewlines(t *testing.T) {
	source := "<!-- part: p -->\r\n\r\none\r\n\r\ntwo `x`\r\n"
	doc, problems := markdown.Parse([]byte(source), places(source))
	if len(problems) != 1 || problems[0].Pos.Line != 5 || problems[0].Pos.Column != 5 {
		t.Errorf("problems %v", problems)
	}
	if len(doc.Body[0].Blocks) != 2 {
		t.Errorf("%d blocks", len(doc.Body[0].Blocks))
	}
}

// TestOtherReaders: what readers that know more than this dialect would take
// for markup is written so that they do not.
func TestOtherReaders(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"it has ~~no~~ right", `it has \~\~no\~\~ right`},
		{"~5 units", `\~5 units`},
		{"a :tada: party", `a \:tada: party`},
		{":100: percent", `\:100: percent`},
		{"at 10:30:45, ratio 1:2", "at 10:30:45, ratio 1:2"},
		{"see https://example.com:80/a:b", "see https://example.com:80/a:b"},
		{"note [^1]", `note \[^1]`},
	} {
		doc := &document.Document{Body: []*document.Division{{Kind: document.Part, ID: "x", Blocks: []document.Block{
			&document.Paragraph{Inlines: []document.Inline{&document.Text{Text: test.text}}}}}}}
		var b strings.Builder
		if err := markdown.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); !strings.HasSuffix(got, "\n\n"+test.want+"\n") {
			t.Errorf("%q is written %q, want %q", test.text, got, test.want)
		}
	}
}
