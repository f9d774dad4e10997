package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"clausewright/internal/deal"
)

func toClause(p *Page, id, do, variant string) (code int, body string) {
	w := post(p, "/clause", url.Values{"clause": {id}, "do": {do}, "variant": {variant}, "was": {p.saysOf(id)}}.Encode())
	return w.Code, w.Body.String()
}

// TestWordings: a clause is worded, left out and taken in again on the page; what it
// would change is shown before, and writes nothing.
func TestWordings(t *testing.T) {
	text := sampleDeal(t, "minimal.yaml")
	p, file := openPage(t, text)
	if body := get(p, "/?question=clauses.exclusivity-sunset").Body.String(); !strings.Contains(body, "Licensor: preferred") || !strings.Contains(body, "A hard end") || !strings.Contains(body, "(in the draft now)") {
		t.Error("the ladder is not shown")
	}
	for _, test := range []struct{ query, want string }{
		{"clause=exclusivity-sunset&do=variant&variant=licensor", "<ins"},
		{"clause=exclusivity-sunset&do=variant&variant=balanced", "would not change"},
		{"clause=subcontracting&do=omit", "<del"},
		{"clause=exclusivity-sunset&do=omit", "cannot be drafted"},
		{"path=exclusivity.level&value=sole", "<ins"},
		{"path=exclusivity.level&value=total", "cannot be said"},
		{"clause=none&do=omit", "cannot be said"},
		{"clause=exclusivity-sunset&do=nothing", "cannot be said"},
	} {
		if body := get(p, "/try?"+test.query).Body.String(); !strings.Contains(body, test.want) {
			t.Errorf("%s: no %s", test.query, test.want)
		}
	}
	if string(file.data) != text {
		t.Fatal("what was only tried is written")
	}
	for _, test := range []struct {
		id, do, variant string
		code            int
		want            string
	}{
		{"exclusivity-sunset", doVariant, "licensor", 303, "variants:\n  exclusivity-sunset: licensor\n"},
		{"exclusivity-sunset", doVariant, "", 303, "#variants:\n#  exclusivity-sunset: licensor\n"},
		{"exclusivity-sunset", doVariant, "none", 422, "has no wording"},
		{"most-favoured-licensee", doOmit, "", 303, "omit: [most-favoured-licensee]"},
		{"most-favoured-licensee", doBack, "", 303, "#  omit: [most-favoured-licensee]"},
		{"most-favoured-licensee", "burn", "", 422, "nothing is asked"},
		{"none", doOmit, "", 404, "no such clause"},
	} {
		code, body := toClause(p, test.id, test.do, test.variant)
		if code != test.code || !strings.Contains(string(file.data)+body, test.want) {
			t.Errorf("%s %s %s: %d\n%s", test.id, test.do, test.variant, code, file.data)
		}
	}
	if w := post(p, "/clause", "clause=exclusivity-sunset&do=variant&variant=licensor&was=licensee"); w.Code != 409 {
		t.Errorf("the file says another: %d", w.Code)
	}
	for len(p.earlier) > 0 {
		post(p, "/undo", "")
	}
	if string(file.data) != text {
		t.Error("undone, the file is another")
	}
}

// TestAddedInFull: a short form says which clauses it can have in full, has them once
// they are asked for, and asks their questions then.
func TestAddedInFull(t *testing.T) {
	p, file := openPage(t, strings.Replace(sampleDeal(t, "minimal.yaml"), "template: exclusive-licence", "template: short-form", 1))
	body := get(p, "/?group=add").Body.String()
	id := "escrow"
	if !strings.Contains(body, `id="q-clauses-`+id+`"`) {
		t.Fatal("nothing can be added")
	}
	if code, _ := toClause(p, id, doAdd, ""); code != 303 || !bytes.Contains(file.data, []byte("add: [escrow]")) {
		t.Errorf("%d: %s", code, file.data)
	}
	if body := get(p, "/?group=add").Body.String(); !strings.Contains(body, `data-path="escrow.agent"`) {
		t.Error("what was added asks nothing")
	}
	if code, _ := toClause(p, id, doDrop, ""); code != 303 || p.now.made.Deal.Wants(id) {
		t.Errorf("%d: %s", code, file.data)
	}
}

// TestMeanings: a word says what it brings and the others do not.
func TestMeanings(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "battery.yaml"))
	body := get(p, "/?question=sunset.type").Body.String()
	_, hard, _ := strings.Cut(body, `name="value" value="hard"`)
	hard, _, _ = strings.Cut(hard, "</label>")
	_, extendable, _ := strings.Cut(body, `name="value" value="extendable"`)
	extendable, _, _ = strings.Cut(extendable, "</label>")
	if want := "Sunset and reassessment: For Licensor: Licensors concede an extension"; !strings.Contains(extendable, want) || strings.Contains(hard, want) {
		t.Errorf("hard: %s\nextendable: %s", hard, extendable)
	}
	if !strings.Contains(body, `href="/draft#exclusivity-end"`) && !strings.Contains(body, "In the draft:") {
		t.Error("no question says where it is in the draft")
	}
}

// TestConfirmAll: the answers of a group that nobody gave are confirmed at once, those of
// other groups stay as they are, and one undo takes it back.
func TestConfirmAll(t *testing.T) {
	p, file := openPage(t, "")
	post(p, "/begin", "asset=software&deal.sector=software&deal.law_family=uk&template=short-form")
	before, all := string(file.data), len(p.now.made.Deal.Prefilled())
	here := p.prefilledIn("short-payment-article")
	if len(here) < 2 || len(here) == all {
		t.Fatalf("%d of %d are of the group", len(here), all)
	}
	body := get(p, "/?group=short-payment-article").Body.String()
	if !strings.Contains(body, fmt.Sprintf("Confirm all %d that are pre-filled here", len(here))) {
		t.Error("nothing is offered")
	}
	if w := post(p, "/confirm", "group=short-payment-article&stamp=0"); w.Code != 409 || string(file.data) != before {
		t.Errorf("by an older page: %d", w.Code)
	}
	if w := post(p, "/confirm", "group=short-payment-article&stamp="+p.stamp()); w.Code != 303 || len(p.now.made.Deal.Prefilled()) != all-len(here) || len(p.prefilledIn("short-payment-article")) > 0 {
		t.Errorf("%d: %d are left", w.Code, len(p.now.made.Deal.Prefilled()))
	}
	if post(p, "/undo", ""); string(file.data) != before {
		t.Error("undone, the file is another")
	}
}

// TestConfirmed: each answer of a new deal that nobody gave can be confirmed as it is
// drawn; its mark goes, and nothing else. That there is none can be said, too.
func TestConfirmed(t *testing.T) {
	p, file := openPage(t, "")
	post(p, "/begin", "asset=software&deal.sector=software&deal.law_family=uk&template=short-form")
	if q, _ := p.lib.Schema.Find("technology.core_elements"); p.question(q, "", nil).Status != "open" {
		t.Error("a table with an open cell is not counted as open")
	}
	paths := p.now.made.Deal.Prefilled()
	if len(paths) < 20 {
		t.Fatalf("only %d answers are pre-filled", len(paths))
	}
	for _, path := range paths {
		q, _ := p.lib.Schema.Find(path)
		drawn := p.question(q, "", nil)
		drawn.ask()
		form := url.Values{"path": {path}, "was": {drawn.Raw}, "do": {"save"}, "value": drawn.Lines, "rows": {"0"}}
		for _, word := range drawn.Words {
			if word.Chosen {
				form.Set("word", word.Word)
			}
		}
		if drawn.Field == "duration" {
			form["value"], form["unit"] = []string{drawn.Number}, nil
			for _, unit := range drawn.Options {
				if unit.Chosen {
					form.Add("unit", unit.Word)
				}
			}
		}
		was := p.rawOf(path)
		if w := post(p, "/answer", form.Encode()); w.Code != 303 || p.rawOf(path) != was || p.prefilled(path) {
			t.Errorf("%s: %d: %q is %q: %s", path, w.Code, was, p.rawOf(path), says(w))
		}
	}
	if w := answerTo(p, "reserved_rights.fields", p.rawOf("reserved_rights.fields"), "value", "toys"); w.Code != 303 {
		t.Fatal(w.Code)
	}
	if w := answerTo(p, "reserved_rights.fields", p.rawOf("reserved_rights.fields"), "do", "none"); w.Code != 303 || !saysNone(answerOf(p, "reserved_rights.fields")) {
		t.Errorf("none: %d: %s\n%s", w.Code, says(w), file.data)
	}
	if w := answerTo(p, "exclusivity.level", p.rawOf("exclusivity.level"), "do", "none"); w.Code != 422 {
		t.Errorf("none of what there has to be: %d", w.Code)
	}
}

func answerOf(p *Page, path string) deal.Value {
	v, _ := p.now.made.Deal.Answer(path)
	return v
}

// TestLive: the script gets first what changes in the draft that it shows, and puts it
// together to the draft that is.
func TestLive(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "battery.yaml"))
	was := get(p, "/draft").Body.String()
	for _, test := range []struct {
		path, value string
		whole       bool
	}{
		{"exclusivity.period", "7y", false},
		{"technology.name", "Another <b> Technology", false},
		{"deal.effective_date", "2027-05-01", false},
		{"deal.law_family", "uk", true},
		{"exclusivity.period", "-1y", false}, // which is not saved
	} {
		form := url.Values{"path": {test.path}, "was": {p.rawOf(test.path)}, "value": {test.value}}
		r := request("/answer", form.Encode())
		r.Header.Set(liveHeader, stampIn(was))
		w := serve(p, r)
		line, rest, _ := strings.Cut(w.Body.String(), "\n")
		var d delta
		if err := json.Unmarshal([]byte(line), &d); err != nil || !strings.HasPrefix(rest, "<nav") {
			t.Fatalf("%s: %v: %.80s", test.path, err, line)
		}
		now := get(p, "/draft").Body.String()
		if d.Whole != test.whole || d.Stamp != stampIn(now) {
			t.Errorf("%s: whole: %t", test.path, d.Whole)
		}
		if !d.Whole && forScripts(put(was, d)) != forScripts(now) {
			t.Errorf("%s: the parts do not make the draft", test.path)
		}
		was = now
	}
}

// put puts the parts of a delta in their places, as the script does.
func put(drawn string, d delta) string {
	for id, part := range d.Sections {
		if id == "header" || id == "nav" {
			before, _, after := cutElement(drawn, id)
			drawn = before + part + after
			continue
		}
		start := strings.Index(drawn, strings.SplitN(part, ">", 2)[0]+">")
		end := start + strings.Index(drawn[start:], "</section>") + len("</section>")
		drawn = drawn[:start] + part + drawn[end:]
	}
	return strings.Replace(drawn, stampIn(drawn), d.Stamp, 1)
}

func stampIn(drawn string) string {
	_, after, _ := strings.Cut(drawn, `<meta name="stamp" content="`)
	stamp, _, _ := strings.Cut(after, `"`)
	return stamp
}

// TestHints: a hint leads to the question that it names, or to the clause that would ask
// it; what is asked for waits for an answer; what needs none is folded.
func TestHints(t *testing.T) {
	p, _ := openPage(t, "")
	post(p, "/begin", "asset=trade-marks&deal.sector=consumer-goods&deal.law_family=uk&template=short-form")
	body := get(p, "/?question=technology.rights").Body.String()
	for _, want := range []string{`Answer the <a href="/?question=clauses.brand#q-clauses-brand">group brand</a>: marks, quality and end`, `Form of the agreement: short form`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is not on the page", want)
		}
	}
	if w := post(p, "/clause", "clause=brand&do=add&was="+url.QueryEscape(p.saysOf("brand"))); w.Code != 303 {
		t.Fatal(w.Code, says(w))
	}
	if body = get(p, "/?question=clauses.brand").Body.String(); !strings.Contains(body, "Not in the draft yet.") {
		t.Error("nobody is told that the clause waits")
	}
	body = get(p, "/?question=party.licensor.form").Body.String()
	if !strings.Contains(body, `<details class="folded"><summary>Is there a line for the date beside each signature? <span>Without an answer: yes</span></summary>`) {
		t.Error("a question that needs no answer is not folded")
	}
}
