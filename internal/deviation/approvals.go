package deviation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Approval is what became of one approval that a departure needs.
type Approval struct {
	Who    string `json:"who"` // empty: the house names nobody, and anybody can
	Status Status `json:"status"`
	By     string `json:"by,omitempty"`
	On     string `json:"on,omitempty"`
	Reason string `json:"reason,omitempty"`
	Since  string `json:"since,omitempty"` // what changed since it was given
}

// Status is whether an approval was given.
type Status string

// An approval that was given for other answers, or other words, is lapsed, and open
// again.
const (
	Wanted Status = "open"
	Given  Status = "given"
	Lapsed Status = "lapsed"
)

// Open reports whether an approval is still needed.
func (d *Departure) Open() bool {
	return slices.ContainsFunc(d.Approvals, func(a Approval) bool { return a.Status != Given })
}

// OpenApprovals counts the departures that somebody still has to approve.
func (s *Sheet) OpenApprovals() int {
	n := 0
	for _, d := range s.Departures {
		if d.Open() {
			n++
		}
	}
	return n
}

// beyond tells the answers beyond a sum above or below which somebody has to agree,
// departure or not.
func (f *finder) beyond() {
	for _, rule := range f.house.Approvals {
		for i, name := range rule.For {
			q, column := f.question(name.Name)
			if q == nil || rule.Above == nil && rule.Below == nil {
				continue
			}
			for _, c := range f.cells(q, column) {
				for _, end := range []struct {
					values []deal.Value
					wrong  int
					says   string
				}{{rule.Above, +1, "above "}, {rule.Below, -1, "below "}} {
					if end.values == nil || c.value == nil {
						continue
					}
					order, err := deal.Compare(c.value, end.values[i])
					if err == nil && order == end.wrong || err != nil && comparable(c.value) {
						f.exceeds(q, column, c, rule, end.says+f.sheet.style.Write(end.values[i]))
					}
				}
			}
		}
	}
}

// comparable reports whether an answer is there that could be beyond a sum: one that
// cannot be compared, such as a sum in another currency, is told to be safe.
func comparable(v deal.Value) bool {
	switch v.(type) {
	case deal.None, deal.Blank:
		return false
	}
	return true
}

// question is the question, and the column of it, that a name means.
func (f *finder) question(name string) (q, column *deal.Parameter) {
	schema := f.made.Library.Schema
	if q, ok := schema.Find(name); ok {
		return q, nil
	}
	group, key := deal.CutLast(name)
	if q, ok := schema.Find(group); ok {
		for i := range q.Columns {
			if q.Columns[i].Path == key {
				return q, &q.Columns[i]
			}
		}
	}
	return nil, nil
}

// exceeds notes an answer beyond a sum, with the departure of its question if there is
// one.
func (f *finder) exceeds(q, column *deal.Parameter, c held, rule *deal.ApprovalRule, beyond string) {
	for _, d := range f.sheet.Departures {
		if d.Name == q.Path {
			d.Approvals = need(d.Approvals, rule.Who)
			return
		}
	}
	p := &deal.Position{Question: q, Column: column}
	d := f.add(Departure{Name: q.Path, Clause: q.Clause, Title: titleOf(p), House: "approval " + beyond, Deal: []string{c.row + f.says(q, c.value)}, Pos: f.deal().Pos(c.path), paths: []string{p.Path()}, sum: true})
	d.Approvals = need(d.Approvals, rule.Who)
}

// need adds somebody whose approval is needed, once.
func need(list []Approval, who string) []Approval {
	if slices.ContainsFunc(list, func(a Approval) bool { return strings.EqualFold(a.Who, who) }) {
		return list
	}
	return append(list, Approval{Who: who, Status: Wanted})
}

// approve finds who has to agree to each departure, and who did.
func (f *finder) approve() {
	for _, d := range f.sheet.Departures {
		for _, rule := range f.house.Approvals {
			if rule.Above == nil && rule.Below == nil && !d.sum && slices.ContainsFunc(rule.For, func(n deal.Named) bool { return d.meantBy(n.Name) }) {
				d.Approvals = need(d.Approvals, rule.Who)
			}
		}
		for _, rule := range f.house.Approvals {
			if len(rule.For) == 0 && len(d.Approvals) == 0 {
				d.Approvals = need(d.Approvals, rule.Who)
			}
		}
		if len(d.Approvals) == 0 {
			d.Approvals = need(nil, "")
		}
		d.Entry = f.entry(d)
	}
	for _, a := range f.deal().Approve {
		f.given(a)
	}
}

// meantBy reports whether a name means a departure: its own, that of its clause, of its
// rule or of its kind, a question or a column, or a group of them.
func (d *Departure) meantBy(name string) bool {
	kind, of, named := deal.CutDeparture(d.Name)
	switch name {
	case d.Name, strings.TrimSuffix(kind, "."), d.Clause:
		return name != ""
	case "answers":
		return !named && d.Name != deal.TemplateDeparture
	}
	if kind == deal.RuleDeparture && name == of {
		return true
	}
	return slices.ContainsFunc(d.paths, func(path string) bool {
		path, _, _ = strings.Cut(path, "[")
		return path == name || strings.HasPrefix(path, name+".") || strings.HasPrefix(name, path+".") && kind == deal.EditDeparture
	})
}

// given takes an approval of the deal to the departure that it is for.
func (f *finder) given(a deal.Approval) {
	path := "approve." + a.Departure
	if kind, of, named := deal.CutDeparture(a.Departure); named && !f.there(kind, of) {
		return // told when the deal is drafted
	}
	i := slices.IndexFunc(f.sheet.Departures, func(d *Departure) bool { return d.Name == a.Departure })
	if i < 0 {
		f.sheet.Problems.Add(a.Pos, diag.Info, "approves-nothing", "the deal does not depart from the house position there").WithPath(path).WithHint("leave the entry out")
		return
	}
	d := f.sheet.Departures[i]
	at := slices.IndexFunc(d.Approvals, func(n Approval) bool { return n.Who == "" || strings.EqualFold(n.Who, a.By) })
	if at < 0 {
		var asked []string
		for _, n := range d.Approvals {
			asked = append(asked, n.Who)
		}
		p := f.sheet.Problems.Add(a.Pos, diag.Warning, "not-asked", "%s does not decide this", a.By).WithPath(path)
		if near := diag.Nearest(a.By, asked); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("asked is: %s", strings.Join(asked, ", "))
		}
		return
	}
	n := &d.Approvals[at]
	since := f.changedSince(a, d)
	if n.Status == Given && since != "" {
		return // a later entry holds
	}
	*n = Approval{Who: n.Who, Status: Given, By: a.By, On: a.On.Raw(), Reason: a.Reason, Since: since}
	if since != "" {
		n.Status = Lapsed
		f.sheet.Problems.Add(a.Pos, diag.Warning, "lapsed-approval", "%s approved it on %s when %s", a.By, a.On.Raw(), since).WithPath(path).WithHint("ask again, and put in place of the entry: %s", d.Entry)
	}
}

// there reports whether the library has what an approval names.
func (f *finder) there(kind, of string) bool {
	lib := f.made.Library
	if kind == deal.RuleDeparture {
		return slices.Contains(lib.RuleIDs(), of)
	}
	return lib.Clauses[of] != nil || kind == deal.EditDeparture && of == deal.OutsideClauses
}

// changedSince tells what is not what it was when an approval was given; empty if all
// is.
func (f *finder) changedSince(a deal.Approval, d *Departure) string {
	for _, c := range a.When {
		v, _ := f.made.Draft.Choices.Value(c.Path)
		switch {
		case c.Holds(v):
		case c.Value == nil:
			return c.Path + " was another"
		default:
			return fmt.Sprintf("%s was %s", c.Path, choose.Shown(c.Value))
		}
	}
	if a.Words != "" && a.Words != f.words(d) {
		if strings.HasPrefix(a.Words, "#") {
			return "the words were others"
		}
		return "it was " + a.Words
	}
	return ""
}

// entry is the entry of a deal file that approves a departure as it is now.
func (f *finder) entry(d *Departure) string {
	var who []string
	for _, a := range d.Approvals {
		who = append(who, a.Who)
	}
	as := ""
	if _, ok := f.made.Library.Schema.Find(d.Name); ok {
		v, _ := f.made.Draft.Choices.Value(d.Name)
		as = fmt.Sprintf(", when: {%s: %s}", d.Name, deal.Consider(v))
	} else if words := f.words(d); words != "" {
		as = ", words: " + deal.Text(words).Raw()
	}
	var entries []string
	for _, name := range who {
		by := "…"
		if name != "" {
			by = deal.Text(name).Raw()
		}
		entries = append(entries, fmt.Sprintf("{by: %s, on: …%s}", by, as))
	}
	if len(entries) == 1 {
		return d.Name + ": " + entries[0]
	}
	return d.Name + ": [" + strings.Join(entries, ", ") + "]"
}

// words are what a departure that is in no answer comes to: the variant, or a mark of
// the words.
func (f *finder) words(d *Departure) string {
	kind, of, _ := deal.CutDeparture(d.Name)
	switch {
	case d.Name == deal.TemplateDeparture:
		return f.made.Draft.Template.ID
	case kind == deal.VariantDeparture:
		return f.made.Draft.Choices.Find(of).Variant.Name
	case kind == deal.RuleDeparture:
		return markOf(d.Deal)
	case kind == deal.EditDeparture:
		var words []string
		for _, c := range f.made.Edits {
			own := c.Clause
			if f.made.Library.Clauses[own] == nil {
				own = deal.OutsideClauses
			}
			if own == of {
				taken, put := c.Words()
				words = append(words, c.What, taken, put)
			}
		}
		return markOf(words)
	}
	return ""
}

// markOf tells words from others.
func markOf(words []string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\n")))
	return "#" + hex.EncodeToString(sum[:4])
}

// Decides is who has to agree to what people wrote into a clause; empty if nobody wrote
// into it, or the house names nobody.
func (s *Sheet) Decides(clause string) string {
	var who []string
	for _, d := range s.Departures {
		if d.Name == deal.EditDeparture+clause {
			for _, a := range d.Approvals {
				who = append(who, a.Who)
			}
		}
	}
	return strings.Join(who, ", ")
}

// Findings are the departures that somebody still has to approve, and what is wrong with
// approvals, as problems of the deal.
func (s *Sheet) Findings() diag.List {
	list := slices.Clone(s.Problems)
	for _, d := range s.Departures {
		var who []string
		for _, a := range d.Approvals {
			if a.Status != Given {
				who = append(who, whoever(a.Who))
			}
		}
		if who == nil {
			continue
		}
		p := list.Add(d.Pos, diag.Warning, "house", "%s; the house position: %s; to be approved by %s", strings.TrimSuffix(strings.Join(d.Deal, "; "), "."), d.House, strings.Join(who, " and ")).WithPath(d.Name)
		p.WithHint("come back to the position, or record the approval: approve: {%s}", d.Entry)
	}
	list.Sort()
	return list
}
