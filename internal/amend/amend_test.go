package amend_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"clausewright/internal/amend"
	"clausewright/internal/cases"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/render/docx"
	"clausewright/internal/style"
)

// shipped is the library of the program.
var shipped = sync.OnceValue(func() *library.Library {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if problems.HasErrors() {
		panic(problems)
	}
	return lib
})

// formsOf are the forms of a family in it.
func formsOf(family string) amend.Forms {
	forms, problems := amend.FormsOf(shipped(), family)
	if problems.HasErrors() {
		panic(problems)
	}
	return forms
}

// made is the draft of a deal, whatever rules say of it; nil if there is none.
func made(data []byte) *document.Document {
	d, _ := draft.Make(shipped(), "deal.yaml", data, draft.Options{Force: true})
	return d.Document
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// changed is a deal with some answers of a random one; of a group that it does not
// answer, it takes all.
func changed(data []byte, seed uint64, answers int) []byte {
	lib := shipped()
	r := rand.New(rand.NewPCG(seed, 1))
	random := cases.NewRandom(lib, "exclusive-licence", seed, true)
	random.Make() // which answers what it needs
	from, _ := deal.Read("random.yaml", []byte(random.YAML()), lib.Schema)
	own, _ := deal.Read("deal.yaml", data, lib.Schema)
	paths := from.Answers()
	for range answers {
		path := paths[r.IntN(len(paths))]
		group, _, _ := strings.Cut(path, ".")
		if group == "deal" || group == "party" {
			continue
		}
		for _, p := range paths {
			if p != path && (own.Given(group) || !strings.HasPrefix(p, group+".")) {
				continue
			}
			v, _ := from.Answer(p)
			if now, err := deal.Set(data, lib.Schema, p, v); err == nil {
				data = now
			}
		}
	}
	return data
}

// proved holds an amendment to its law: what its words say, done to the signed
// agreement, gives the amended one, which says what newer says. It returns the
// amended one as it is read from its file.
func proved(t *testing.T, name string, signed, newer *document.Document) *document.Document {
	t.Helper()
	amended := amend.Amended(signed, newer)
	sayAlike(t, name, newer, amended)
	groups := amend.Instructions(formsOf(signed.Style), signed, amended)
	agreement := &document.Document{Style: signed.Style, Lang: signed.Lang, Body: []*document.Division{{
		Kind: document.Article, ID: "changes", Label: "Article 2", Number: document.Number{Scheme: document.ArticleScheme, N: 2},
		Blocks: []document.Block{&document.Division{Kind: document.Section, Clause: amend.ChangesClause, Number: document.Number{Scheme: document.ArticleScheme, Level: 1, N: 1}, Label: "2.1", Heading: "Amendments", Blocks: []document.Block{paragraph("The Agreement is amended.")}}},
	}}}
	if agreement.Style == "uk" {
		agreement.Body[0].Label = "2"
	}
	if err := amend.Fill(agreement, groups); err != nil {
		t.Fatal(err)
	}
	in := newInterpreter(signed)
	if err := in.apply(reread(agreement).Body[0].Sections()[1:]); err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	again := reread(amended)
	if got, want := reads(in.doc), reads(again); !slices.Equal(got, want) {
		t.Errorf("%s: the instructions do not give the amended agreement: %s", name, differ(got, want))
		return nil
	}
	if got, want := reads(again), reads(amended); !slices.Equal(got, want) {
		t.Errorf("%s: the amended agreement does not read back: %s", name, differ(got, want))
	}
	if got, want := reads(inWord(t, amended)), reads(amended); !slices.Equal(got, want) {
		t.Errorf("%s: the amended agreement is not in Word as it is: %s", name, differ(got, want))
	}
	numbersKept(t, name, signed, amended)
	return again
}

// inWord is a document as it is read from its Word file.
func inWord(t *testing.T, doc *document.Document) *document.Document {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Render(&b, doc, docx.Options{}); err != nil {
		t.Fatal(err)
	}
	read, err := docx.Read(b.Bytes(), docx.Accepted)
	if err != nil {
		t.Fatal(err)
	}
	return read.Document
}

// reads is what an agreement says, line by line, numbers and all.
func reads(doc *document.Document) []string {
	var lines []string
	var division func(d *document.Division)
	division = func(d *document.Division) {
		lines = append(lines, strings.TrimSpace("# "+d.Label+" "+d.Heading))
		for _, b := range d.Blocks {
			if s, ok := b.(*document.Division); ok {
				division(s)
			} else {
				lines = append(lines, amend.LinesOf([]document.Block{b})...)
			}
		}
	}
	for _, d := range doc.Body {
		if !amend.Untouched(d) {
			division(d)
		}
	}
	return lines
}

func differ(got, want []string) string {
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			return fmt.Sprintf("line %d\n%s\nnot\n%s", i, strings.Join(got[min(i, len(got)):min(i+3, len(got))], "\n"), strings.Join(want[i:min(i+3, len(want))], "\n"))
		}
	}
	return "more lines: " + strings.Join(got[len(want):], "\n")
}

// sayAlike reports what two documents do not say alike, numbers, order and what is
// omitted aside.
func sayAlike(t *testing.T, name string, newer, amended *document.Document) {
	t.Helper()
	is, are := said(oneByOne(newer)), said(oneByOne(amended))
	for key, words := range is {
		if are[key] != words {
			t.Errorf("%s: %s says\n%s\nnot\n%s", name, key, are[key], words)
			return
		}
	}
	for key := range are {
		if _, ok := is[key]; !ok {
			t.Errorf("%s: %s is not in the new agreement", name, key)
			return
		}
	}
}

// oneByOne is a document in which each span of references, "4.1 to 4.3", names all that
// it spans, and lists of references are joined in one way.
func oneByOne(doc *document.Document) *document.Document {
	doc = document.Copy(doc)
	next := map[string]string{} // section -> the one after it
	for _, d := range doc.Body {
		last := ""
		for _, s := range d.Sections() {
			if s.Heading != amend.Omitted {
				next[last], last = s.ID, s.ID
			}
		}
	}
	comma := func() document.Inline { return &document.Text{Text: ", "} }
	document.Runs(doc, func(inlines *[]document.Inline) {
		var out []document.Inline
		for i, inline := range *inlines {
			n, ok := inline.(*document.Text)
			if !ok || i == 0 || i+1 == len(*inlines) {
				out = append(out, inline)
				continue
			}
			from, begins := (*inlines)[i-1].(*document.Reference)
			to, ends := (*inlines)[i+1].(*document.Reference)
			switch {
			case begins && ends && n.Text == " to ":
				out = append(out, comma())
				for id := next[from.Targets[0]]; id != "" && id != to.Targets[0]; id = next[id] {
					out = append(out, &document.Reference{Targets: []string{id}}, comma())
				}
			case begins && ends && slices.Contains([]string{", ", " and ", ", and "}, n.Text):
				out = append(out, comma())
			default:
				out = append(out, inline)
			}
		}
		*inlines = out
	})
	return doc
}

// said is what the divisions of a document say, each by its id, without numbers.
func said(doc *document.Document) map[string]string {
	found := map[string]string{}
	note := func(key string, d *document.Division) {
		var b strings.Builder
		for _, block := range d.Blocks {
			if _, section := block.(*document.Division); !section {
				b.WriteString(document.Key(withoutOmitted(block)))
			}
		}
		for n := 1; ; n++ {
			if k := fmt.Sprintf("%s %d", key, n); found[k] == "" {
				found[k] = d.Heading + "\n" + b.String()
				return
			}
		}
	}
	for _, d := range doc.Body {
		if d.Heading != amend.Omitted && d.ID != document.ContentsPart && (len(d.Blocks) > 0) {
			note(fmt.Sprint(d.Kind, d.ID), d)
		}
		for _, s := range d.Sections() {
			if s.Heading != amend.Omitted {
				note("section "+s.Clause+" "+s.ID, s)
			}
		}
	}
	return found
}

func withoutOmitted(b document.Block) document.Block {
	if all, ok := b.(*document.Definitions); ok {
		out := &document.Definitions{}
		for _, e := range all.Entries {
			copied := &document.Entry{Forms: e.Forms}
			for _, inner := range e.Blocks {
				copied.Blocks = append(copied.Blocks, withoutOmitted(inner))
			}
			out.Entries = append(out.Entries, copied)
		}
		return out
	}
	list, ok := b.(*document.List)
	if !ok {
		return b
	}
	out := &document.List{Marker: list.Marker}
	for _, item := range list.Items {
		if sentence(item.Blocks) == amend.Omitted {
			continue
		}
		copied := *item
		copied.Blocks = nil
		for _, inner := range item.Blocks {
			copied.Blocks = append(copied.Blocks, withoutOmitted(inner))
		}
		out.Items = append(out.Items, &copied)
	}
	return out
}

// numbersKept reports a signed division that has another number.
func numbersKept(t *testing.T, name string, signed, amended *document.Document) {
	t.Helper()
	labels := func(doc *document.Document) map[string]string {
		found := map[string]string{}
		for _, d := range doc.Body {
			found[fmt.Sprint(d.Kind, d.ID)] = d.Label
			for _, s := range d.Sections() {
				if s.ID != "" {
					found[s.ID] = s.Label
				}
			}
		}
		return found
	}
	gone := map[string]bool{} // with all of their article
	are := labels(amended)
	for _, d := range signed.Body {
		if !slices.ContainsFunc(amended.Body, func(a *document.Division) bool { return a.ID == d.ID && a.Heading != amend.Omitted }) {
			for _, s := range d.Sections() {
				gone[s.ID] = true
			}
		}
	}
	for id, label := range labels(signed) {
		if label != "" && are[id] != label && !gone[id] {
			t.Errorf("%s: %s was %s and is %q", name, id, label, are[id])
		}
	}
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

// TestAmendments: over the samples and changes of their answers, over several
// amendments one after the other, an amendment does what it says.
func TestAmendments(t *testing.T) {
	pairs := 3
	if testing.Short() {
		pairs = 1
	}
	tried, held := 0, 0
	for _, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		for seed := range uint64(pairs) {
			data := sample(t, name)
			signed := made(data)
			for round := range uint64(2) {
				tried++
				now := changed(data, 100*seed+round, 10)
				newer := made(now)
				if newer == nil {
					continue
				}
				held++
				what := fmt.Sprintf("%s, seed %d, amendment %d", name, seed, round+1)
				if signed = proved(t, what, signed, newer); signed == nil {
					break
				}
				data = now
			}
		}
	}
	if held*3 < tried {
		t.Errorf("of %d changes only %d gave a draft", tried, held)
	}
}

// TestAmendedDeals: so does an amendment of each deal that has what the samples have not,
// such as several licensors, classes of rates, a head licence or an option.
func TestAmendedDeals(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes ten seconds")
	}
	files, err := filepath.Glob(filepath.Join("..", "draft", "testdata", "deals", "*.yaml"))
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	held := 0
	for i, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		signed, newer := made(data), made(changed(data, uint64(1000+10*i), 6))
		if signed == nil || newer == nil {
			continue
		}
		held++
		proved(t, filepath.Base(name), signed, newer)
	}
	if held < len(files)-2 {
		t.Errorf("of %d deals only %d gave a draft", len(files), held)
	}
}

// TestParagraphs: a paragraph that comes or goes is told as that, and the section is not
// restated for it.
func TestParagraphs(t *testing.T) {
	section := func(text ...string) string {
		return "<!-- clausewright: {\"style\":\"us\"} -->\n\n# A\n\n<!-- article: a -->\n## Article 1. A\n\n### 1.1 B <a id=\"b\"></a>\n\n" + strings.Join(text, "\n\n") + "\n"
	}
	first := "The first paragraph says that something is due within ten days after it was asked for."
	second := "The second one says that it is not due if nobody asked for it, or if it was waived before."
	third := "The third one says who pays for it, and what becomes of the costs of the other party."
	fourth := "The fourth one says who decides if the parties do not agree on that."
	list := "- (a) one; and\n- (b) two."
	for _, c := range []struct {
		was, is string
		want    string
	}{
		{section(first, second), section(first, second, third), "At the end of Section 1.1, the following paragraph is inserted:"},
		{section(first, second), section(first, third, second), "Immediately after the first paragraph of Section 1.1, the following paragraph is inserted:"},
		{section(first, second), section(third, first, second), "Immediately before the first paragraph of Section 1.1, the following paragraph is inserted:"},
		{section(first, list, second), section(first, list, third, second), "Immediately before the second paragraph of Section 1.1, the following paragraph is inserted:"},
		{section(first, list, second), section(first, list, second, third, fourth), "At the end of Section 1.1, the following paragraphs are inserted:"},
		{section(first, second, third), section(first, third), "The second paragraph of Section 1.1 is deleted in its entirety."},
	} {
		signed, newer := parsed(c.was), parsed(c.is)
		proved(t, c.want, signed, newer)
		groups := amend.Instructions(formsOf(signed.Style), signed, amend.Amended(signed, newer))
		if len(groups) != 1 || len(groups[0].List) != 1 || groups[0].List[0].Words != c.want {
			t.Errorf("not %q but %+v", c.want, groups)
		}
	}
}

// TestPlain: words and rows are named as somebody would who writes by hand: what stands
// close together is one change, and what takes the place of rows replaces them.
func TestPlain(t *testing.T) {
	text := func(text string) string {
		return "<!-- clausewright: {\"style\":\"us\"} -->\n\n# A\n\n<!-- article: a -->\n## Article 1. A\n\n### 1.1 B <a id=\"b\"></a>\n\n" + text + "\n"
	}
	table := func(rows ...string) string {
		return text("| Date | What |\n| --- | --- |\n| May 1 | " + strings.Join(rows, " |\n| ") + " |\n| December 1 | Report |")
	}
	for _, c := range []struct {
		was, is string
		want    []string
	}{
		{text("The license extends to the Union, Switzerland, and the United Kingdom, so far as a register covers it."), text("The license extends to the Union, Switzerland, the United Kingdom, and Turkey, so far as a register covers it."),
			[]string{"In Section 1.1, “and the United Kingdom” is replaced with “the United Kingdom, and Turkey”."}},
		{table("Start", "June 1 | Audit"), table("Start", "July 1 | Audit"),
			[]string{"The row “June 1” of the table in Section 1.1 is replaced with the following:"}},
		{table("Start", "June 1 | Audit", "July 1 | Fee"), table("Start", "August 1 | Fee and audit"),
			[]string{"The rows “June 1” and “July 1” of the table in Section 1.1 are replaced with the following:"}},
		{table("Start", "June 1 | Audit"), table("Start", "July 1 | Audit", "August 1 | Fee"),
			[]string{"The row “June 1” of the table in Section 1.1 is replaced with the following:"}},
		{table("Start", "June 1 | Audit", "July 1 | Fee", "August 1 | Rent", "September 1 | Tax"), table("Start", "July 1 | Fee", "August 1 | Rent", "August 15 | Audit", "September 1 | Tax"),
			[]string{"Immediately after the row “August 1” of the table in Section 1.1, the following row is inserted:", "The row “June 1” of the table in Section 1.1 is deleted in its entirety."}},
	} {
		signed, newer := parsed(c.was), parsed(c.is)
		proved(t, c.want[0], signed, newer)
		var got []string
		for _, g := range amend.Instructions(formsOf(signed.Style), signed, amend.Amended(signed, newer)) {
			for _, i := range g.List {
				got = append(got, i.Words)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("not %q but %q", c.want, got)
		}
	}
}

// TestFirstSchedules: where nothing of its kind was signed, what comes in stands at the
// end of the agreement.
func TestFirstSchedules(t *testing.T) {
	const agreement = "<!-- clausewright: {\"style\":\"us\"} -->\n\n# A\n\n<!-- article: a -->\n## Article 1. A\n\n### 1.1 B <a id=\"b\"></a>\n\nText.\n"
	const first = "\n<!-- schedule: c -->\n## Exhibit A. C\n\nMore.\n"
	const second = "\n<!-- schedule: d -->\n## Exhibit B. D\n\n### 1. E <a id=\"e\"></a>\n\nMore.\n"
	for kind, text := range map[library.Instruction]string{"append": agreement + first, "append-many": agreement + first + second} {
		proved(t, string(kind), parsed(agreement), parsed(text))
		if !understood[kind] {
			t.Errorf("it is not said by %q", kind)
		}
	}
}

// TestRandomPairs: two deals that have nothing in common but their parties and their
// style are an amendment of each other too, however long.
func TestRandomPairs(t *testing.T) {
	pairs := 6
	if testing.Short() {
		pairs = 1
	}
	held := 0
	templates := slices.DeleteFunc(shipped().TemplateIDs(), func(id string) bool { return id == amend.Template })
	for seed := range uint64(pairs) {
		family := style.Names()[seed%3]
		var docs []*document.Document
		for k := uint64(0); k < 40 && len(docs) < 3; k++ {
			template := templates[int(seed)%len(templates)]
			d, _ := cases.NewRandom(shipped(), template, 100*seed+k, true).Make()
			if d.Document != nil && d.Document.Style == family {
				docs = append(docs, d.Document)
			}
		}
		for i := 1; i < len(docs) && docs[0] != nil; i++ {
			held++
			docs[0] = proved(t, fmt.Sprintf("random deals of seed %d, amendment %d", seed, i), docs[0], docs[i])
		}
	}
	if held < pairs {
		t.Errorf("only %d pairs", held)
	}
	for _, kind := range order {
		if !testing.Short() && !understood[kind] && !strings.HasPrefix(string(kind), "amend") && !strings.HasPrefix(string(kind), "append") { // which leads a list; see TestFirstSchedules
			t.Errorf("no amendment says %q", kind)
		}
	}
}
