package page

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"clausewright/internal/deal"
)

// What a form asks to be done with an answer.
const (
	doSave  = "save"
	doOpen  = "open"  // leave it open
	doNone  = "none"  // say that there is none
	doClear = "clear" // the default is to hold
	doKeep  = "mine"  // save it although the file says something else by now
)

// answer writes one answer into the file, whatever the rules say of it: two answers
// that depend on each other could never be changed else.
func (p *Page) answer(w http.ResponseWriter, r *http.Request) {
	path := r.PostForm.Get("path")
	q, ok := p.lib.Schema.Find(path)
	if !ok {
		refuse(w, http.StatusNotFound, "There is no such question.")
		return
	}
	now := p.rawOf(path)
	if was := r.PostForm.Get("was"); was != now && r.PostForm.Get("do") != doKeep {
		p.write(w, r, http.StatusConflict, &notice{Path: path, Clash: true, Typed: r.PostForm,
			Says: fmt.Sprintf("The file was changed meanwhile: it says %s there now.", shownRaw(now))})
		return
	}
	after, err := p.answered(q, r.PostForm)
	if err == nil && string(after) != string(p.now.data) {
		err = p.save(path, after)
	}
	if err != nil {
		p.write(w, r, http.StatusUnprocessableEntity, &notice{Path: path, Says: err.Error(), Typed: r.PostForm})
		return
	}
	p.back(w, r, path)
}

// confirm takes over all answers of a group that nobody gave yet.
func (p *Page) confirm(w http.ResponseWriter, r *http.Request) {
	if r.PostForm.Get("stamp") != stampOf(p.now.data) {
		p.write(w, r, http.StatusConflict, &notice{Says: "Nothing was confirmed: the file was changed meanwhile. Look at it as it is now."})
		return
	}
	after, first := p.now.data, ""
	var err error
	for _, path := range p.prefilledIn(r.PostForm.Get("group")) {
		v, _ := p.now.made.Deal.Answer(path)
		if after, err = deal.Set(after, p.lib.Schema, path, v); err != nil {
			break
		}
		first = cmp.Or(first, path)
	}
	if err == nil && first != "" {
		err = p.save(first, after)
	}
	if err != nil {
		p.write(w, r, http.StatusUnprocessableEntity, &notice{Says: err.Error()})
		return
	}
	if r.Header.Get(liveHeader) != "" {
		p.write(w, r, http.StatusOK, nil)
		return
	}
	http.Redirect(w, r, "/?"+queryOf(r.PostForm.Get("group")), http.StatusSeeOther)
}

// prefilledIn are the questions of a group whose answers nobody gave.
func (p *Page) prefilledIn(id string) []string {
	var paths []string
	if p.now.made.Template == nil {
		return nil
	}
	for _, g := range p.groups(p.now.made.Template, nil) {
		if g.ID != id {
			continue
		}
		for _, c := range g.Clauses {
			for _, q := range c.Questions {
				if q.Status == "pre-filled" {
					paths = append(paths, q.Path)
				}
			}
		}
	}
	return paths
}

func shownRaw(raw string) string {
	if raw == "" {
		return "nothing"
	}
	return raw
}

// rawOf is what the file says of a question; "" if it says nothing.
func (p *Page) rawOf(path string) string {
	v, ok := p.now.made.Deal.Answer(path)
	if !ok {
		return ""
	}
	return v.Raw()
}

// answered is the file with the answer of a form in it.
func (p *Page) answered(q *deal.Parameter, form url.Values) ([]byte, error) {
	data, schema := p.now.data, p.lib.Schema
	if form.Get("do") == doClear {
		return deal.Clear(data, schema, q.Path)
	}
	v, err := p.read(q, form)
	if err != nil {
		return nil, err
	}
	was, ok := p.now.made.Deal.Answer(q.Path)
	if v == nil && ok && saysNone(was) { // which a form shows as nothing
		v = was
	}
	if v == nil {
		return deal.Clear(data, schema, q.Path)
	}
	if ok && was.Raw() == v.Raw() && !p.prefilled(q.Path) {
		return data, nil
	}
	return deal.Set(data, schema, q.Path, v)
}

// read is the answer that a form gives; nil if it gives none.
func (p *Page) read(q *deal.Parameter, form url.Values) (deal.Value, error) {
	if form.Get("do") == doOpen {
		return deal.ReadText(q, deal.OpenWord, "")
	}
	if form.Get("do") == doNone {
		return noneOf(q)
	}
	currency := p.currency()
	switch {
	case q.Kind == deal.KindTable:
		return readTable(q, form, currency)
	case q.Kind == deal.KindList:
		var items []string
		for _, line := range form["value"] {
			for item := range strings.SplitSeq(line, "\n") {
				if item = strings.TrimSpace(item); item != "" {
					items = append(items, deal.Text(item).Raw())
				}
			}
		}
		if len(items) == 0 {
			return nil, nil
		}
		return deal.ReadText(q, "["+strings.Join(items, ", ")+"]", currency)
	case q.Kind == deal.KindTerritory, q.Kind == deal.KindTriggers:
		text := strings.Trim(strings.TrimSpace(strings.Join(form["value"], ", ")), "[] ,")
		if text == "" {
			return nil, nil
		}
		return deal.ReadText(q, "["+text+"]", currency)
	}
	text := strings.TrimSpace(form.Get("value"))
	if word := form.Get("word"); word != "" && (text == "" || word != form.Get("was")) { // which was chosen after the value
		return readOne(q, word, currency)
	}
	if text != "" && form.Has("unit") && strings.Trim(text, "-0123456789") == "" { // a number, and not "7 years"
		if form.Get("unit") == "" {
			return nil, errors.New("choose a unit, such as days or years")
		}
		text += form.Get("unit")
	}
	v, err := readOne(q, text, currency)
	if err != nil { // perhaps as an agreement writes it
		if printed, ok := p.style().Read(q, text); ok {
			return deal.WithCurrency(printed, currency), nil
		}
	}
	return v, err
}

// style is how the agreement writes.
func (p *Page) style() *deal.Style {
	v, _ := p.now.made.Deal.Answer(deal.StylePath)
	word, _ := v.(deal.Chosen)
	return deal.StyleOf(word.Word)
}

// noneOf is the answer that there is none; an error if a question does not take it.
func noneOf(q *deal.Parameter) (deal.Value, error) {
	text := "none"
	if q.Kind == deal.KindTable || q.Kind == deal.KindList {
		text = "[]"
	}
	v, err := deal.ReadText(q, text, "")
	if err == nil && !saysNone(v) {
		err = errors.New("it needs an answer, or is left open")
	}
	return v, err
}

// saysNone reports whether an answer says that there is none.
func saysNone(v deal.Value) bool {
	switch v := v.(type) {
	case deal.None:
		return true
	case deal.List:
		return len(v) == 0
	case deal.Table:
		return len(v) == 0
	}
	return false
}

// readOne is an answer of one value; nil if nothing was typed.
func readOne(q *deal.Parameter, text, currency string) (deal.Value, error) {
	if text == "" {
		return nil, nil
	}
	if q.TakesText() && strings.ContainsAny(text[:1], `"'`) {
		text = deal.Text(text).Raw()
	}
	return deal.ReadText(q, text, currency)
}

// maxRows is how many rows a form can send, more than a table may have.
const maxRows = deal.MaxItems

// readTable is a table; rows in which nothing was typed are none.
func readTable(q *deal.Parameter, form url.Values, currency string) (deal.Value, error) {
	count, _ := strconv.Atoi(form.Get("rows"))
	var rows deal.Table
	for i := range min(count, maxRows) {
		cells, typed := deal.Row{}, false
		for c := range q.Columns {
			column := &q.Columns[c]
			text := strings.TrimSpace(form.Get(cellName(i, column.Path)))
			v, err := readCell(column, text, currency)
			if err != nil {
				return nil, fmt.Errorf("row %d, %s: %w", len(rows)+1, words(column.Path), err)
			}
			typed = typed || text != ""
			cells[column.Path] = v
		}
		if !typed || form.Get(cellName(i, "")) == "drop" {
			continue
		}
		for c := range q.Columns {
			if _, none := cells[q.Columns[c].Path].(deal.None); none && !q.Columns[c].Optional {
				return nil, fmt.Errorf("row %d: %s is still empty; TBD leaves it open", len(rows)+1, words(q.Columns[c].Path))
			}
		}
		rows = append(rows, cells)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return deal.ReadText(q, rows.Raw(), currency)
}

func readCell(column *deal.Parameter, text, currency string) (deal.Value, error) {
	switch column.Kind {
	case deal.KindList, deal.KindTerritory, deal.KindTriggers:
		if text = strings.Trim(text, "[] ,"); text != "" && !strings.EqualFold(text, deal.OpenWord) {
			text = "[" + text + "]"
		}
	}
	v, err := readOne(column, text, currency)
	if v == nil && err == nil {
		return deal.None{Path: column.Path}, nil
	}
	return v, err
}

// cellName is the name of a field of a table; without a column, of what is to become of
// the row.
func cellName(n int, column string) string { return fmt.Sprintf("row%d.%s", n, column) }

// currency is that of amounts which name none.
func (p *Page) currency() string {
	if v, ok := p.now.made.Deal.Answer(deal.CurrencyPath); ok {
		if _, open := v.(deal.Blank); !open {
			return v.Raw()
		}
	}
	return ""
}

// ErrChanged says that the file holds something else than what was read.
var ErrChanged = errors.New("the file was changed meanwhile: look at it again")
