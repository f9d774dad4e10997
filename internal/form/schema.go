package form

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// Schema is the JSON Schema (draft 2020-12) of the deal files of one template,
// or of all if t is nil. It refuses what the reader refuses: unknown keys, and
// answers that are not of their kind. It also refuses a deal that does not
// answer what a clause asks, where the clause has no condition or one that a
// schema can state; see needed.
func Schema(lib *library.Library, t *library.Template) ([]byte, error) {
	templates, id, title := lib.TemplateIDs(), "urn:clausewright:deal", "A deal"
	if t != nil {
		templates, id, title = []string{t.ID}, "urn:clausewright:deal:"+t.ID, "A deal for: "+t.Title
	}
	s := &schema{lib: lib}
	s.questions(s.ordered(t))
	properties := append(object{
		{"template", s.templates(templates)},
	}, s.root...)
	properties = append(properties, member{"clauses", s.clauses()}, member{"variants", s.variants()}, member{"accept", s.accept()}, member{"approve", s.approve()})
	var rules []any
	for _, id := range templates {
		rules = append(rules, s.needed(lib.Templates[id], len(templates) > 1)...)
	}
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", id}, {"title", title},
		{"type", "object"}, {"properties", properties}, {"required", []string{"template"}}, {"additionalProperties", false},
	}
	if len(rules) > 0 {
		root = append(root, member{"allOf", rules})
	}
	root = append(root, member{"$defs", append(definitions(), s.defs...)})
	text, err := marshal(root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = json.Indent(&b, text, "", " ")
	b.WriteByte('\n')
	return b.Bytes(), err
}

// schema is a JSON Schema being written.
type schema struct {
	lib  *library.Library
	root object
	defs object
}

// ordered lists the questions of the library: those of the template first.
func (s *schema) ordered(t *library.Template) []*deal.Parameter {
	var list []*deal.Parameter
	seen := map[string]bool{}
	if t != nil {
		for _, c := range clausesOf(s.lib, t) {
			list = append(list, c.Parameters...)
			seen[c.ID] = true
		}
	}
	for _, p := range s.lib.Schema.Parameters {
		if !seen[p.Clause] {
			list = append(list, p)
		}
	}
	return list
}

// questions makes the properties of the root out of all questions.
func (s *schema) questions(questions []*deal.Parameter) {
	tree := &dealKey{}
	for _, q := range questions {
		if !deal.Reserved(topGroup(q.Path)) {
			tree.add(strings.Split(q.Path, "."), q)
		}
	}
	for _, b := range tree.under {
		s.root = append(s.root, member{b.key, s.property(b)})
	}
}

// dealKey is a key of the deal: a question, or a group of keys.
type dealKey struct {
	key      string
	question *deal.Parameter
	under    []*dealKey
}

func (b *dealKey) add(keys []string, q *deal.Parameter) {
	if len(keys) == 0 {
		b.question = q
		return
	}
	for _, c := range b.under {
		if c.key == keys[0] {
			c.add(keys[1:], q)
			return
		}
	}
	c := &dealKey{key: keys[0]}
	b.under = append(b.under, c)
	c.add(keys[1:], q)
}

func (s *schema) property(b *dealKey) object {
	if q := b.question; q != nil {
		o := object{{"description", describe(s.lib, q)}}
		if v, ok := s.lib.FixedDefaults("", "")[q.Path]; ok {
			o = append(o, member{"default", deal.JSON(v)})
		}
		return append(o, answerSchema(q)...)
	}
	properties := object{}
	for _, c := range b.under {
		properties = append(properties, member{c.key, s.property(c)})
	}
	return object{{"description", s.titles(b)}, {"type", []string{"object", "null"}}, {"properties", properties}, {"additionalProperties", false}}
}

// titles names the clauses that ask what stands below a key.
func (s *schema) titles(b *dealKey) string {
	var titles []string
	seen := map[string]bool{}
	var walk func(*dealKey)
	walk = func(b *dealKey) {
		if b.question != nil && !seen[b.question.Clause] {
			seen[b.question.Clause] = true
			titles = append(titles, s.lib.Clauses[b.question.Clause].Title)
		}
		for _, c := range b.under {
			walk(c)
		}
	}
	walk(b)
	return strings.Join(titles, "; ")
}

// describe says what an editor shows of a question. Without a library it is a
// column of a table.
func describe(lib *library.Library, q *deal.Parameter) string {
	var parts []string
	if ask := strings.Join(strings.Fields(q.Ask), " "); ask != "" {
		parts = append(parts, ask)
	}
	parts = append(parts, document.Capitalised(kindOf(q))+".")
	if q.Typical != "" {
		parts = append(parts, "Typical: "+strings.TrimSuffix(q.Typical, ".")+".")
	}
	switch {
	case lib != nil && lib.Default(q.Path) != nil:
		parts = append(parts, "By default worked out from other answers.")
	case q.Default != "":
		parts = append(parts, "May be left out for its default.")
	case q.Optional:
		parts = append(parts, "May be left out.")
	}
	if q.MayStayOpen() {
		parts = append(parts, "TBD leaves it open.")
	}
	return strings.Join(parts, " ")
}

func (s *schema) templates(ids []string) object {
	o := object{{"description", "The agreement to draft."}}
	if len(ids) == 1 {
		return append(o, member{"const", ids[0]})
	}
	var list []any
	for _, id := range ids {
		list = append(list, object{{"const", id}, {"description", s.lib.Templates[id].Title}})
	}
	return append(o, member{"oneOf", list})
}

// clauses is the key under which a deal leaves clauses out, adds them and wants
// them in full.
func (s *schema) clauses() object {
	ids, notices := object{{"enum", s.lib.ClauseIDs()}}, object{}
	for _, id := range s.lib.ClauseIDs() {
		notices = append(notices, member{id, object{{"type", []string{"string", "number", "boolean", "null"}}}})
	}
	omit := object{{"description", "Clauses to leave out, by id; as keys, each with what stands in its place."}, {"anyOf", []any{
		ids, object{{"type", "null"}}, object{{"const", []string{"none"}}},
		object{{"type", "array"}, {"items", ids}, {"uniqueItems", true}, {"maxItems", deal.MaxItems}},
		object{{"type", "object"}, {"properties", notices}, {"additionalProperties", false}},
	}}}
	list := func(does string) object {
		return object{{"description", does}, {"anyOf", []any{ids, object{{"type", "null"}}, object{{"const", []string{"none"}}},
			object{{"type", "array"}, {"items", ids}, {"uniqueItems", true}, {"maxItems", deal.MaxItems}}}}}
	}
	return object{{"description", "Which clauses the draft does without, and which it has in full."}, {"type", []string{"object", "null"}},
		{"properties", object{{"omit", omit}, {"add", list("Clauses to add that the template leaves out, by id.")},
			{"full", list("Clauses to print in full where the template says them in short, by id.")}}}, {"additionalProperties", false}}
}

// variants is the key under which a deal chooses the variant of a clause.
func (s *schema) variants() object {
	properties := object{}
	for _, id := range s.lib.ClauseIDs() {
		c := s.lib.Clauses[id]
		var list []any
		for _, v := range c.Variants {
			list = append(list, object{{"const", v.Name}, {"description", v.Gives}})
		}
		properties = append(properties, member{id, object{{"description", c.Title}, {"oneOf", list}}})
	}
	return object{{"description", "Wordings of single clauses; for all others deal.drafting_side decides."},
		{"type", []string{"object", "null"}}, {"properties", properties}, {"additionalProperties", false}}
}

// accept is the key under which a deal accepts what rules remark.
func (s *schema) accept() object {
	reason := someWords()
	when := s.answersThen("The answers under which it was accepted: with another, the rule fires again.")
	entry := object{{"anyOf", []any{reason, object{
		{"type", "object"}, {"properties", object{{"reason", reason}, {"when", when}}}, {"required", []string{"reason"}}, {"additionalProperties", false},
	}}}}
	properties := object{}
	rules := rulesOf(s.lib)
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		properties = append(properties, member{id, object{{"description", "A rule of " + rules[id] + "."}, {"$ref", "#/$defs/acceptance"}}})
	}
	if len(rules) > 0 {
		s.defs = append(s.defs, member{"acceptance", entry})
	}
	return object{{"description", "Remarks and warnings of rules that were considered, by id, each with the reason."},
		{"type", []string{"object", "null"}}, {"properties", properties}, {"additionalProperties", false}}
}

// approve is the key under which a deal tells who agreed to a departure from a house
// position.
func (s *schema) approve() object {
	when := s.answersThen("The answers under which it was approved: with another, it is open again.")
	entry := object{{"type", "object"}, {"properties", object{
		{"by", someWords()}, {"on", ref("date")}, {"reason", someWords()}, {"when", when},
		{"words", append(object{{"description", "The wording that was approved, or the mark of the words."}}, someWords()...)},
	}}, {"required", []string{"by", "on"}}, {"additionalProperties", false}}
	s.defs = append(s.defs, member{"approval", entry})
	return object{{"description", "Departures from a house position that were agreed to, each with who did and when; deviations prints the entry."},
		{"type", []string{"object", "null"}},
		{"propertyNames", anyOf(ref("question"), object{{"const", deal.TemplateDeparture}}, pattern(`^(variants|clauses|rules|edits)\.[A-Za-z][A-Za-z0-9.-]{0,40}$`))},
		{"additionalProperties", anyOf(ref("approval"), object{{"type", "array"}, {"items", ref("approval")}})}}
}

// someWords is a text that says something.
func someWords() object {
	return append(object{{"type", []string{"string", "number", "boolean"}}}, notThat(pattern(`^([.…]|\s)*$`))...)
}

// answersThen are the answers under which something was accepted or approved.
func (s *schema) answersThen(does string) object {
	if !slices.ContainsFunc(s.defs, func(m member) bool { return m.key == "question" }) {
		var paths []string
		for _, q := range s.lib.Schema.Parameters {
			paths = append(paths, q.Path)
		}
		s.defs = append(s.defs, member{"question", object{{"enum", paths}}})
	}
	return object{{"description", does}, {"type", []string{"object", "null"}}, {"propertyNames", ref("question")}}
}

// rulesOf are the ids under which rules fire, each with the title of the first
// clause that has it.
func rulesOf(lib *library.Library) map[string]string {
	rules := map[string]string{}
	for _, clause := range lib.ClauseIDs() {
		for _, r := range lib.Clauses[clause].Rules() {
			if id := r.Name(); rules[id] == "" {
				rules[id] = lib.Clauses[clause].Title
			}
		}
	}
	return rules
}
