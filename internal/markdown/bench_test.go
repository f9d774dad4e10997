package markdown_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// agreement is an assembled draft of about 65 KB.
func agreement() []byte {
	var b strings.Builder
	b.WriteString("<!-- clausewright: {\"style\":\"us\"} -->\n\n# Licence\n\n<!-- article: definitions -->\n## Definitions\n\n<!-- definitions -->\n")
	for _, term := range []string{"Affiliate", "Net Sales", "Field", "Territory", "Licensed Patents", "Stage Certificate", "Joint IP Committee", "Licensed Product"} {
		fmt.Fprintf(&b, "\n<!-- definition: -->\n**\"%s\"** means what the parties say that it is.\n", term)
	}
	b.WriteString("\n<!-- /definitions -->\n")
	for i := range 60 {
		fmt.Fprintf(&b, "\n<!-- article: a%d -->\n## Rights %d\n\n<!-- clause: c%d -->\n\n### Grant {#g%d}\n\n", i, i, i, i)
		b.WriteString("Subject to [](#g1), Licensor's Affiliates may sell each Licensed Product in the Territory and in the Field, and Licensee shall report Net Sales of it, if:\n\n")
		b.WriteString("1. the Joint IP Committee has issued a Stage Certificate for that part of the Territory;\n2. no more than 30 days have passed since the end of the quarter in which that happened;\n   1. by day;\n   1. by night;\n3. the fee of [●]<!-- fees.upfront: What is the fee? --> has been *paid* in full;\n\n")
		b.WriteString("| Year | Net Sales |\n| --- | --- |\n| 1 | USD 1,000,000 |\n| 2 | USD 2,000,000 |\n\n")
		b.WriteString("Each party bears its own costs under this agreement, and nothing here limits what a party may do with information that it had before, that it makes on its own, or that it receives from others who are free to give it. The rest is as plain as the days are long & as dull.\n")
	}
	return []byte(b.String())
}

func BenchmarkGoldmark(b *testing.B) {
	text := agreement()
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	b.SetBytes(int64(len(text)))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := md.Convert(text, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := agreement()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		markdown.Parse(text, nil)
	}
}

func BenchmarkParsePlaced(b *testing.B) {
	text := agreement()
	at := origins(func(offset int) document.Origin { return document.Origin{Answer: offset%1000 < 20} })
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		markdown.Parse(text, at)
	}
}

func BenchmarkWrite(b *testing.B) {
	doc, _ := markdown.Parse(agreement(), nil)
	document.Resolve(doc, document.Options{})
	for b.Loop() {
		if err := markdown.Write(io.Discard, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseAndResolve(b *testing.B) {
	text := agreement()
	for b.Loop() {
		doc, _ := markdown.Parse(text, nil)
		document.Resolve(doc, document.Options{})
	}
}
