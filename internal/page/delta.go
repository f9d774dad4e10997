package page

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"clausewright/internal/render/html"
)

// liveHeader is sent by the script of the page, with the stamp of the draft that it
// shows. What comes back begins with a line that says what changes in it.
const liveHeader = "Clausewright-Draft"

// delta turns the draft that a page shows into the one that is.
type delta struct {
	Stamp    string            `json:"stamp"`    // of the draft that it leads to
	Whole    bool              `json:"whole"`    // too much is otherwise: the draft is to be fetched
	Sections map[string]string `json:"sections"` // that changed, by id; "header" and "nav" are what stands before them
}

// drawn is the draft of a state as the page shows it, with a sign of the state.
func (s *state) drawn() (string, error) {
	if s.html == "" {
		var out bytes.Buffer
		if err := html.RenderAsked(&out, s.doc); err != nil {
			return "", err
		}
		before, after, _ := strings.Cut(out.String(), "<head>\n")
		s.html = before + "<head>\n<meta name=\"stamp\" content=\"" + stampOf(s.data) + "\">\n" + after
	}
	return s.html, nil
}

// toNow is what changes in a draft that a page shows. It is known of the draft that was
// shown before the last answer.
func (p *Page) toNow(stamp string) delta {
	if p.shown == nil {
		return delta{Whole: true}
	}
	d := delta{Stamp: stampOf(p.shown.data)}
	if d.Stamp == stamp {
		return d
	}
	now, err := p.shown.drawn()
	d.Whole = true
	if err == nil && p.before != nil && stampOf(p.before.data) == stamp {
		if was, err := p.before.drawn(); err == nil {
			if sections, ok := changedParts(was, now); ok {
				d.Whole, d.Sections = false, sections
			}
		}
	}
	return d
}

// changedParts lists the parts of a drawn draft that are otherwise in another. It is
// false if they cannot be put in their places one by one.
func changedParts(was, now string) (map[string]string, bool) {
	a, b := cutSections(was), cutSections(now)
	if len(a) != len(b) {
		return nil, false
	}
	changed := map[string]string{}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		collect := partsOf
		if i == 0 {
			collect = beforeSections
		}
		if !collect(a[i], b[i], changed) {
			return nil, false
		}
	}
	return changed, true
}

// sectionTag begins a division; no text of a draft holds it, since html escapes it.
const sectionTag = "<section "

// cutSections cuts a drawn draft before each of its divisions.
func cutSections(drawn string) []string {
	list := strings.Split(drawn, sectionTag)
	for i := range list[1:] {
		list[i+1] = sectionTag + list[i+1]
	}
	return list
}

// partsOf adds a division that holds no other and is otherwise; what ends with it, and
// what it is called, is to be the same.
func partsOf(was, now string, changed map[string]string) bool {
	_, tailWas, leafWas := strings.Cut(was, "</section>")
	part, tailNow, leaf := strings.Cut(now, "</section>")
	id := idOf(now)
	if !leaf || !leafWas || tailWas != tailNow || id == "" || id != idOf(was) {
		return false
	}
	changed[id] = part + "</section>"
	return true
}

// beforeSections adds the head of the draft and its contents.
func beforeSections(was, now string, changed map[string]string) bool {
	for _, name := range []string{"header", "nav"} {
		beforeWas, elementWas, afterWas := cutElement(was, name)
		beforeNow, elementNow, afterNow := cutElement(now, name)
		if elementWas != elementNow {
			changed[name] = elementNow
		}
		was, now = beforeWas+afterWas, beforeNow+afterNow
	}
	return forScripts(was) == forScripts(now)
}

// forScripts is the head of a drawn draft as it counts for a page whose script runs:
// without its stamp, and without the rules that show definitions where none does.
func forScripts(head string) string {
	before, rest, _ := strings.Cut(head, "<meta name=\"stamp\"")
	_, after, _ := strings.Cut(rest, "\n")
	style, rest, _ := strings.Cut(after, "</style>")
	if i := strings.LastIndex(style, "@media (scripting: none) {"); i >= 0 {
		style = style[:i]
	}
	return before + style + rest
}

// cutElement cuts the first element of a name out of a text.
func cutElement(text, name string) (before, element, after string) {
	start := strings.Index(text, "<"+name)
	end := strings.Index(text, "</"+name+">")
	if start < 0 || end < start {
		return text, "", ""
	}
	end += len("</" + name + ">")
	return text[:start], text[start:end], text[end:]
}

// idOf is the id in the first tag of a text.
func idOf(text string) string {
	tag, _, _ := strings.Cut(text, ">")
	_, id, _ := strings.Cut(tag, ` id="`)
	id, _, _ = strings.Cut(id, `"`)
	return id
}

// sendDelta sends what changes in the draft that a page shows, before the page itself is
// drawn. Nothing is sent to a page that does not ask for it.
func (p *Page) sendDelta(w http.ResponseWriter, r *http.Request, status int) bool {
	if r == nil || r.Header.Get(liveHeader) == "" {
		return false
	}
	line, err := json.Marshal(p.toNow(r.Header.Get(liveHeader)))
	if err != nil {
		return false
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(line, '\n'))
	_ = http.NewResponseController(w).Flush()
	return true
}
