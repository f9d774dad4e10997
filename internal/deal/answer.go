package deal

import (
	"fmt"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/fastyaml"
	"clausewright/internal/lazy"
)

// answer reads the answer to one question, or one cell of a table; the path
// of p is then that of the cell. It reports what is wrong and returns false.
func (r *reader) answer(p *Parameter, n *yaml.Node) (Value, bool) {
	v, ok := r.value(p, n)
	if !ok {
		return nil, false
	}
	if isEmpty(v) && p.Optional {
		return None{Path: p.Path}, true
	}
	if isEmpty(v) && !p.Admits(v) {
		r.errorf(n, p.Path, "empty-answer", "names nothing").WithHint("name at least one, or write TBD to leave it open")
		return nil, false
	}
	if f := p.outside(v); f != nil {
		return nil, r.fault(n, p.Path, f)
	}
	return v, true
}

// isEmpty reports whether an answer is a list or a table that holds nothing.
func isEmpty(v Value) bool {
	switch v := v.(type) {
	case List:
		return len(v) == 0
	case Table:
		return len(v) == 0
	case Triggers:
		return len(v) == 0
	}
	return false
}

// value reads an answer under its kind, whatever its bounds.
func (r *reader) value(p *Parameter, n *yaml.Node) (Value, bool) {
	r.deal.places[p.Path] = r.at(n)
	switch {
	case r.refused(p.Path, n), r.unmarked(p.Path, n):
		return nil, false
	case isNull(n):
		return r.nothing(p, n)
	case isOpenMark(n):
		n = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: OpenWord, Line: n.Line, Column: n.Column}
	}
	switch p.Kind {
	case KindList:
		if p.Closed {
			return r.closed(p, n)
		}
		return r.list(p, n)
	case KindTable:
		return r.table(p, n)
	case KindTerritory, KindTriggers:
		return r.codes(p, n)
	case KindMoney:
		if n.Kind == yaml.MappingNode {
			return r.amountAndCurrency(p, n)
		}
	}
	return r.scalar(p, n)
}

// isOpenMark recognises [●], which YAML reads as a list.
func isOpenMark(n *yaml.Node) bool {
	return n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode && n.Content[0].Value == openMark
}

// nothing is the answer null, or an empty one.
func (r *reader) nothing(p *Parameter, n *yaml.Node) (Value, bool) {
	if p.Optional {
		return None{Path: p.Path}, true
	}
	problem := r.errorf(n, p.Path, "empty-answer", "has no answer")
	if !p.MayStayOpen() {
		problem.WithHint("answer it, or leave the line out for its default")
	} else {
		problem.WithHint("answer it, or write TBD to leave it open")
	}
	return nil, false
}

// text reads a single text, normalised.
func (r *reader) text(p *Parameter, n *yaml.Node) (string, bool) {
	if r.refused(p.Path, n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		r.notSingle(p, n)
		return "", false
	}
	if bad, ok := refusedIn(n.Value); ok {
		problem := r.errorf(n, p.Path, "bad-character", "%s %s", codePoint(bad), WhyRefused(bad)).WithHint("delete it or type the character anew")
		problem.Pos = r.source.place(n, bad)
		return "", false
	}
	if i := listLine(n.Value); i > 0 {
		r.warning(n, p.Path, "joined-lines", "the lines of this text, such as %s, are printed as one paragraph", show(strings.TrimSpace(strings.Split(n.Value, "\n")[i]))).
			WithHint("write sentences, or answers of a list")
	}
	r.cutOff(p, n)
	text := clean(n.Value)
	if saysOpen(text) {
		r.warning(n, p.Path, "open-in-words", "%s is taken as an answer", show(text)).WithHint("write TBD to leave it open")
	}
	if readsTwoWays(text, p.Kind) {
		r.warning(n, p.Path, "reads-two-ways", "the point of %s is taken as a decimal point", show(text)).
			WithHint("write %s if it sets off thousands", strings.Replace(text, ".", "", 1))
	}
	if p.Kind == KindDate && p.OrText {
		if day := meantDate(text); day != "" {
			r.warning(n, p.Path, "reads-two-ways", "%s is taken as words and not as a day", show(text)).WithHint("%s", day)
		}
	}
	r.deal.words = append(r.deal.words, Words{p.Path, text, r.at(n)})
	return text, true
}

// cutOff warns of a text that ends at a # which was most probably meant as a part of it:
// "Suite #4" is the text Suite, and a comment.
func (r *reader) cutOff(p *Parameter, n *yaml.Node) {
	after, behind := strings.CutPrefix(r.source.rest(r.source.within(n.Line, n.Column)), n.Value)
	if n.Style != 0 || !behind || !strings.Contains(after, "#") {
		return
	}
	if m := numberSign.FindString(after); m != "" && !prefilled.MatchString(after) {
		r.warning(n, p.Path, "cut-off", "the text ends before %s: what follows \" #\" is a comment", show(strings.TrimSpace(m))).
			WithHint("put the whole text in quotation marks, or write a comment with a space behind the #")
	}
}

var numberSign = lazy.Regexp(`^ +#[^\s#].*`)

// listLine is the index of the line at which a list begins within a text; 0 if
// there is none.
func listLine(text string) int {
	i := 0
	for line := range strings.SplitSeq(text, "\n") {
		if i > 0 && listMark.MatchString(line) {
			return i
		}
		i++
	}
	return 0
}

var listMark = lazy.Regexp(`^\s*([-*•]|\(?([0-9]{1,3}|[a-z])[.)]) +\S`)

// notSingle reports a list or a group where a single answer is wanted.
func (r *reader) notSingle(p *Parameter, n *yaml.Node) {
	problem := r.errorf(n, p.Path, wrongKind, "%s is wanted here, not %s", p.Kind.noun(), described(n))
	problem.Hint = p.Kind.Example()
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Kind == yaml.ScalarNode {
		problem.Hint = fmt.Sprintf("the colon after %s splits the text: put the whole text in quotation marks", show(n.Content[0].Value))
	}
}

func (r *reader) scalar(p *Parameter, n *yaml.Node) (Value, bool) {
	text, ok := r.text(p, n)
	if !ok {
		return nil, false
	}
	if text == "" {
		return r.nothing(p, n)
	}
	v, f := parse(p, text, r.currency)
	if f != nil {
		return nil, r.fault(n, p.Path, f)
	}
	if words, is := v.(Text); is {
		if saysNothing(string(words)) {
			return r.none(p, n, words)
		}
		if p.Kind == KindText {
			r.slip(p, p.Path, n, string(words))
		}
	}
	return v, true
}

// none is an answer in words that say that there is none: an optional question
// is then left out; a cell that its table needs, and a question that has a
// default, keep the words, which are printed; any other lacks an answer.
func (r *reader) none(p *Parameter, n *yaml.Node, words Text) (Value, bool) {
	switch {
	case p.Optional:
		r.deal.nothing = append(r.deal.nothing, Words{p.Path, string(words), r.at(n)})
		return None{Path: p.Path}, true
	case p.Default != "" || p.OrText || strings.Contains(p.Path, "["):
		return words, true
	}
	r.errorf(n, p.Path, "empty-answer", "%s says that there is none, and something is needed", show(string(words))).
		WithHint("answer it, or write TBD to leave it open")
	return nil, false
}

// amountAndCurrency reads {amount: 250000, currency: USD}.
func (r *reader) amountAndCurrency(p *Parameter, n *yaml.Node) (Value, bool) {
	amount, code, ok := "", r.currency, true
	for _, pair := range r.pairs(p.Path, n) {
		part := &Parameter{Path: under(p.Path, keyName(pair.key))}
		if isNull(pair.value) && !r.refused(part.Path, pair.value) {
			_, ok = r.nothing(part, pair.value)
			continue
		}
		switch text, good := r.text(part, pair.value); {
		case !good:
			ok = false
		case pair.key == "amount":
			amount = text
		case pair.key == "currency":
			code = text
		default:
			r.errorf(pair.node, part.Path, UnknownKey, "an amount of money has no such part").
				WithHint("%s", suggestion(pair.key, []string{"amount", "currency"}))
			ok = false
		}
	}
	if !ok {
		return nil, false
	}
	if code != "" {
		if f := checkCurrency(code); f != nil {
			return nil, r.fault(n, p.Path, f)
		}
	}
	switch {
	case isOpen(amount):
		return Blank{p.Path, p.Ask}, true
	case amount == "":
		return nil, r.fault(n, p.Path, &fault{wrongKind, "the amount is missing", "write {amount: 250000, currency: USD}"})
	}
	v, f := parseMoney(amount, code)
	if f != nil {
		return nil, r.fault(n, p.Path, f)
	}
	return v, true
}

// items lists the parts of an answer that may be one text or a list of texts.
// An empty list, and one that only says that there is none, have no parts.
func (r *reader) items(p *Parameter, n *yaml.Node) ([]*yaml.Node, bool) {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	if len(items) > MaxItems {
		r.errorf(n, p.Path, "too-many-items", "has %d entries, more than the %d that one answer may have", len(items), MaxItems)
		return nil, false
	}
	if len(items) == 1 && items[0].Kind == yaml.ScalarNode && !isNull(items[0]) && saysNothing(items[0].Value) {
		_, word := p.choice(clean(items[0].Value))
		_, f := parseCode(items[0].Value) // NA is Namibia
		if !word && (p.Kind != KindTerritory || f != nil) {
			return nil, true
		}
	}
	return items, true
}

func (r *reader) list(p *Parameter, n *yaml.Node) (Value, bool) {
	items, ok := r.items(p, n)
	list := List{}
	for i, node := range items {
		item := &Parameter{Path: fmt.Sprintf("%s[%d]", p.Path, i+1), Kind: KindText, Ask: p.Ask, Choices: p.Choices}
		v, good := r.item(item, node)
		if ok = ok && good; ok {
			list = append(list, v)
		}
	}
	return list, ok
}

// item reads one entry of a list.
func (r *reader) item(p *Parameter, n *yaml.Node) (Value, bool) {
	if r.emptyEntry(p, n) {
		return nil, false
	}
	return r.answer(p, n)
}

// emptyEntry reports an entry of a list that says nothing.
func (r *reader) emptyEntry(p *Parameter, n *yaml.Node) bool {
	if !isNull(n) || r.refused(p.Path, n) {
		return false
	}
	problem := r.errorf(n, p.Path, "empty-answer", "this entry is empty").WithHint("delete it, or write TBD to leave it open")
	if p.Kind != KindText {
		problem.WithHint("delete it")
	}
	return true
}

// codes reads a territory or trigger ids. Entries that stand twice count once.
func (r *reader) codes(p *Parameter, n *yaml.Node) (Value, bool) {
	items, ok := r.items(p, n)
	if len(items) == 1 && items[0].Kind == yaml.ScalarNode && (isOpen(items[0].Value) || p.isWord(items[0].Value)) {
		return r.scalar(p, items[0])
	}
	if ok && len(items) == 0 && p.Kind == KindTerritory {
		return r.nothing(p, n)
	}
	codes, seen := []string{}, map[string]bool{}
	for i, node := range items {
		item := &Parameter{Path: fmt.Sprintf("%s[%d]", p.Path, i+1), Kind: p.Kind}
		code, good := r.code(item, node)
		ok = ok && good
		if good && !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	switch {
	case !ok:
		return nil, false
	case p.Kind == KindTriggers:
		return Triggers(codes), true
	}
	territory := Territory(codes)
	if message, hint := territory.faulty(); message != "" {
		r.errorf(n, p.Path, wrongKind, "%s", message).WithHint("%s", hint)
		return nil, false
	}
	return territory, true
}

func (p *Parameter) isWord(word string) bool { _, ok := p.choice(word); return ok }

// code reads one entry of a territory or one trigger id.
func (r *reader) code(p *Parameter, n *yaml.Node) (string, bool) {
	r.deal.places[p.Path] = r.at(n)
	if r.emptyEntry(p, n) {
		return "", false
	}
	text, ok := r.text(p, n)
	if !ok {
		return "", false
	}
	code, f := text, (*fault)(nil)
	switch {
	case isOpen(text):
		f = &fault{undecided, "an entry beside others cannot stay open", "write TBD in place of the whole list"}
	case p.Kind == KindTerritory:
		code, f = parseCode(text)
	case !triggerID.MatchString(text):
		f = &fault{wrongKind, show(text) + " is not a trigger id", "write an id of the Trigger Register, such as T1"}
	}
	if f != nil {
		return "", r.fault(n, p.Path, f)
	}
	return code, true
}

// ReadText reads one answer from text as it could stand in a deal file: "18mo",
// "[T1, T2]", "[{due: 2027-01-01, amount: 5}]". Amounts of money that name no
// currency are in the given one. A text is taken as it is unless quotation
// marks surround it. The error says what is wrong, without a place.
func ReadText(p *Parameter, text, currency string) (Value, error) {
	r := newReader("", &Schema{})
	r.currency = currency
	r.source = newSource("", []byte(text), &r.problems)
	if r.source == nil {
		return nil, r.firstFault()
	}
	node := literal(p, text)
	if node == nil {
		if plain := fastyaml.Read(text); plain != nil { // as the lists and tables among a library's defaults are
			node = plain.Tree()
		} else if node = r.source.parse(&r.problems); len(r.problems) > 0 {
			return nil, r.firstFault()
		}
	}
	v, ok := r.answer(p, node)
	if !ok {
		return nil, r.firstFault()
	}
	return v, nil
}

func (r *reader) firstFault() error {
	first := r.problems[0]
	return &fault{first.Rule, first.Message, first.Hint}
}

// oneScalar reports whether an answer of the kind is always a single value.
func oneScalar(k Kind) bool {
	switch k {
	case KindMoney, KindTerritory, KindList, KindTable, KindTriggers:
		return false
	}
	return true
}

// plainScalar matches words, numbers, dates and durations that YAML reads as
// they are.
var plainScalar = lazy.Regexp(`^[A-Za-z0-9][A-Za-z0-9 .%-]*$`)

// literal returns the node of a text that ReadText takes as it is; nil if the
// text is to be read as YAML.
func literal(p *Parameter, text string) *yaml.Node {
	isText := p.Kind == KindText || p.Kind == KindLongText
	text = strings.TrimSpace(text)
	if text != "" && (!isText || strings.ContainsAny(text[:1], `"'`)) && (!oneScalar(p.Kind) || !plainScalar.MatchString(text)) {
		return nil
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Line: 1, Column: 1}
	if text == "" || text == "null" {
		n.Tag = "!!null"
	}
	return n
}
