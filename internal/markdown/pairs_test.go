package markdown_test

import (
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// pairs is each element of the dialect: as the library assembles it, and as it
// is written once resolved. The written form reads back equal.
var pairs = []struct{ name, assembled, written string }{
	{"metadata and title",
		"<!-- clausewright: {\"style\":\"uk\",\"lang\":\"en-GB\",\"id\":\"d 1\",\"legend\":\"DRAFT\",\"date\":\"2027-02-01\"} -->\n\n# Licence of \"Cells\"\n",
		"<!-- clausewright: {\"style\":\"uk\",\"lang\":\"en-GB\",\"id\":\"d 1\",\"legend\":\"DRAFT\",\"date\":\"2027-02-01\"} -->\n\n# Licence of “Cells”\n"},
	{"article and section, us",
		"<!-- clausewright: {\"style\":\"us\"} -->\n\n<!-- article: licence -->\n\n## Licence\n\n<!-- clause: grant -->\n\n### Grant\n\nText.\n\n### More {#more}\n\nText.\n",
		"<!-- clausewright: {\"style\":\"us\"} -->\n\n<!-- article: licence -->\n## Article 1. Licence\n\n<!-- clause: grant -->\n\n### 1.1 Grant <a id=\"grant\"></a>\n\nText.\n\n### 1.2 More <a id=\"more\"></a>\n\nText.\n"},
	{"article, uk",
		"<!-- clausewright: {\"style\":\"uk\"} -->\n\n<!-- article: licence -->\n## Licence\n\nText.\n",
		"<!-- clausewright: {\"style\":\"uk\"} -->\n\n<!-- article: licence -->\n## 1. Licence\n\nText.\n"},
	{"schedule with sections",
		"<!-- clausewright: {\"style\":\"eu-civil\"} -->\n\n<!-- schedule: register -->\n## Trigger Register\n\n### How {#how}\n\nSee [](#how) and [](#register).\n",
		"<!-- clausewright: {\"style\":\"eu-civil\"} -->\n\n<!-- schedule: register -->\n## Annex A. Trigger Register\n\n### 1. How <a id=\"how\"></a>\n\nSee [paragraph 1 of Annex A](#how) and [Annex A](#register).\n"},
	{"lists",
		"<!-- article: a -->\n\n### S\n\nEach of:\n\n1. one; {#one}\n2. two:\n   1. deep; {#deep}\n   1. deeper;\n3. three;\n\nand [](#deep):\n\n1) first;\n1) second;\n\n- plain\n",
		"<!-- article: a -->\n## Article 1.\n\n### 1.1 S\n\nEach of:\n\n- (a) one; <a id=\"one\"></a>\n- (b) two:\n  - (i) deep; and <a id=\"deep\"></a>\n  - (ii) deeper; and\n- (c) three.\n\nand [Section 1.1(b)(i)](#deep):\n\n- (1) first; and\n- (2) second.\n\n* plain\n"},
	{"background",
		"<!-- part: background -->\n## Background\n\n1. one.\n   1. inner.\n",
		"<!-- part: background -->\n## Background\n\n- (A) one.\n  - (1) inner.\n"},
	{"definitions",
		"<!-- article: d -->\n\n<!-- definitions -->\n<!-- definition: Net Sale -->\n**\"Net Sales\"** means money.\n\n<!-- definition: -->\n**\"Affiliate\"** means a friend.\n\n<!-- definition: -->\n**\"Unused\"** is not kept.\n<!-- /definitions -->\n\n<!-- article: e -->\n\nA Net Sale of Affiliates' goods.\n",
		"<!-- article: d -->\n## Article 1.\n\n<!-- definitions -->\n\n<!-- definition: -->\n**“Affiliate”** means a friend.\n\n<!-- definition: Net Sale -->\n**“Net Sales”** means money.\n\n<!-- /definitions -->\n\n<!-- article: e -->\n## Article 2.\n\nA Net Sale of Affiliates’ goods.\n"},
	{"references, us",
		"<!-- clausewright: {\"style\":\"us\"} -->\n\n<!-- article: a -->\n\n### A {#x}\n\n[](#x,y,z), [](#x,z) and [](#a,x,y).\n\n### B {#y}\n\nb\n\n### C {#z}\n\nc\n",
		"<!-- clausewright: {\"style\":\"us\"} -->\n\n<!-- article: a -->\n## Article 1.\n\n### 1.1 A <a id=\"x\"></a>\n\n[Sections 1.1](#x) to [1.3](#z), [Sections 1.1](#x) and [1.3](#z) and [Article 1](#a) and [Sections 1.1](#x) and [1.2](#y).\n\n### 1.2 B <a id=\"y\"></a>\n\nb\n\n### 1.3 C <a id=\"z\"></a>\n\nc\n"},
	{"blank, open points",
		"<!-- part: cover -->\n\n<!-- open-points -->\n\n<!-- article: fees -->\n\n[●]<!-- fees.upfront: What is the fee? --> is due.\n",
		"<!-- part: cover -->\n\nOpen points: 1\n\n<!-- table: open-points -->\n| No. | What is open | Where |\n| --- | --- | --- |\n| 1 | What is the fee? | [Article 1](#fees) |\n\n<!-- article: fees -->\n## Article 1.\n\n[●]<!-- fees.upfront: What is the fee? --> is due.\n"},
	{"table",
		"<!-- part: key-terms -->\n\n<!-- table: key-terms -->\n| a | b |\n|---|---|\n| x \\| y | |\n| *z* |\n",
		"<!-- part: key-terms -->\n\n<!-- table: key-terms -->\n| a | b |\n| --- | --- |\n| x \\| y |  |\n| *z* |  |\n"},
	{"contents",
		"<!-- part: contents -->\n## Contents\n\n<!-- article: a -->\n## Licence\n\nText.\n",
		"<!-- part: contents -->\n## Contents\n\n- [Article 1. Licence](#a)\n\n<!-- article: a -->\n## Article 1. Licence\n\nText.\n"},
	{"note and break",
		"<!-- part: p -->\n\n> A note.\n\nOne\\\ntwo  \nthree.\n",
		"<!-- part: p -->\n\n> A note.\n\nOne\\\ntwo\\\nthree.\n"},
	{"emphasis and quotation marks",
		"<!-- part: p -->\n\n*It's* a **\"bold\" word**, 'so' \\\"straight\\\".\n",
		"<!-- part: p -->\n\n*It’s* a **“bold” word**, ‘so’ \\\"straight\\\".\n"},
	{"definition on the spot",
		"<!-- article: d -->\n\n<!-- definitions -->\n<!-- /definitions -->\n\n### S\n\nA paper (the **\"Stage Certificate\"**). Stage Certificates count.\n",
		"<!-- article: d -->\n## Article 1.\n\n<!-- definitions -->\n\n<!-- /definitions -->\n\nThe following terms have the meanings given in the provisions named beside them:\n\n<!-- table: term-index -->\n| Defined term | Defined in |\n| --- | --- |\n| Stage Certificate | [Section 1.1](#def-stage-certificate) |\n\n### 1.1 S <a id=\"def-stage-certificate\"></a>\n\nA paper (the **“Stage Certificate”**). Stage Certificates count.\n"},
}

func TestElements(t *testing.T) {
	for _, pair := range pairs {
		t.Run(pair.name, func(t *testing.T) {
			doc, problems := markdown.Parse([]byte(pair.assembled), nil)
			if len(problems) > 0 {
				t.Errorf("problems: %v", problems)
			}
			document.Resolve(doc, document.Options{})
			written := write(t, doc)
			if written != pair.written {
				t.Errorf("wrote\n%s\nwant\n%s", written, pair.written)
			}
			again, problems := markdown.Parse([]byte(written), nil)
			if len(problems) > 0 {
				t.Errorf("problems: %v", problems)
			}
			differ(t, dump(doc), dump(again), written)
		})
	}
}
