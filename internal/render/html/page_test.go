package html

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
)

// page is what a strict reading of a file found in it.
type page struct {
	said     string            // the text between tags, without contents, skip link, style sheet and pictures
	drawn    []string          // the texts in pictures
	tags     []string          // every start tag, by name, in order
	ids      map[string]string // id to the name of its element
	links    []string          // fragments that links lead to
	headings []int             // levels, in order
	style    string            // the style sheet
	script   string
}

var (
	voids  = []string{"meta", "br", "rect", "path"}                       // these two end in a slash, as SVG asks
	unsaid = []string{"style", "script", "title", "nav", "footer", "svg"} // elements whose text is not the document's, or repeats it
)

// readPage reads a file as Render may write it: every element closed in
// order, every attribute quoted, every ampersand a character reference, no
// comment and no character that HTML forbids.
func readPage(file string) (*page, error) {
	file = strings.Replace(file, changesBar+"<script>"+changesScript+"</script>\n", "", 1) // beside the document
	rest, ok := strings.CutPrefix(file, "<!DOCTYPE html>")
	if !ok {
		return nil, errors.New("no doctype")
	}
	p := &page{ids: map[string]string{}}
	var open []string
	var said strings.Builder
	for rest != "" {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			at = len(rest)
		}
		text := rest[:at]
		if err := checkText(text, open); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(open, func(e string) bool { return slices.Contains(unsaid, strings.Fields(e)[0]) || e == "a skip" }) {
			said.WriteString(html.UnescapeString(text))
		}
		if rest = rest[at:]; rest == "" {
			break
		}
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return nil, fmt.Errorf("tag without end: %.40q", rest)
		}
		tag := strings.TrimSuffix(rest[1:end], "/")
		if len(open) > 0 && open[len(open)-1] == "text" {
			p.drawn = append(p.drawn, html.UnescapeString(text))
		}
		rest = rest[end+1:]
		if name, closing := strings.CutPrefix(tag, "/"); closing {
			if len(open) == 0 || strings.Fields(open[len(open)-1])[0] != name {
				return nil, fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
			continue
		}
		name, class, err := p.startTag(tag)
		if err != nil {
			return nil, err
		}
		switch {
		case name == "style":
			p.style, rest = rawText(rest, name)
			open = append(open, name)
		case name == "script":
			p.script, rest = rawText(rest, name)
			open = append(open, name)
		case !slices.Contains(voids, name):
			open = append(open, strings.TrimSpace(name+" "+class))
		}
		if strings.Contains(" p li figcaption h1 h2 h3 h4 h5 h6 br td th tr section ", " "+name+" ") {
			said.WriteByte(' ')
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("left open: %v", open)
	}
	p.said = said.String()
	return p, nil
}

// rawText cuts the content of an element in which no tag is a tag but its end.
func rawText(rest, element string) (content, after string) {
	end := strings.Index(rest, "</"+element)
	return rest[:end], rest[end:]
}

func checkText(text string, open []string) error {
	for _, r := range text {
		if r != '\n' && r != '\t' && !allowed(r) {
			return fmt.Errorf("forbidden character %U in %v", r, open)
		}
	}
	if strings.ContainsAny(text, ">\"'") {
		return fmt.Errorf("not escaped: %q", text)
	}
	for from := 0; ; {
		at := strings.IndexByte(text[from:], '&')
		if at < 0 {
			return nil
		}
		from += at + 1
		name, _, ok := strings.Cut(text[from:], ";")
		if !ok || !slices.Contains([]string{"amp", "lt", "gt", "#34", "#39"}, name) {
			return fmt.Errorf("loose ampersand in %q", text)
		}
	}
}

// startTag notes one start tag and returns its name and class.
func (p *page) startTag(tag string) (name, class string, err error) {
	name, attributes, _ := strings.Cut(tag, " ")
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz123456") != "" {
		return "", "", fmt.Errorf("no name of an element: %q", tag)
	}
	p.tags = append(p.tags, name)
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		p.headings = append(p.headings, int(name[1]-'0'))
	}
	for attributes != "" {
		key, rest, ok := strings.Cut(attributes, `="`)
		value, rest, closed := strings.Cut(rest, `"`)
		if !ok || !closed || strings.Trim(strings.Replace(key, "viewBox", "viewbox", 1), "abcdefghijklmnopqrstuvwxyz-") != "" {
			return "", "", fmt.Errorf("attribute not quoted: %q", tag)
		}
		if err := p.note(name, key, value); err != nil {
			return "", "", err
		}
		if key == "class" {
			class = value
		}
		attributes = strings.TrimPrefix(rest, " ")
	}
	return name, class, nil
}

func (p *page) note(element, key, value string) error {
	switch key {
	case "id":
		if _, twice := p.ids[value]; twice || value == "" || strings.ContainsFunc(value, unfit) {
			return fmt.Errorf("id %q is used twice or is not fit", value)
		}
		p.ids[value] = element
	case "href":
		fragment, ok := strings.CutPrefix(value, "#")
		if !ok {
			return fmt.Errorf("link out of the page: %q", value)
		}
		p.links = append(p.links, fragment)
	case "popover":
		if element != "div" || value != "auto" {
			return fmt.Errorf("popover=%q on %s", value, element)
		}
	case "title", "aria-label":
		if value == "" {
			return fmt.Errorf("%s says nothing", key)
		}
	case "content", "class", "lang":
	case "viewBox", "x", "y", "width", "height", "d":
		if value == "" || strings.Trim(value, "0123456789. MLVZ") != "" {
			return fmt.Errorf("%s is not where something can be drawn: %q", key, value)
		}
	case "text-anchor":
	case "charset", "name", "http-equiv", "role", "tabindex", "scope", "colspan", "data-head":
	default:
		return fmt.Errorf("attribute %s is not one that Render writes", key)
	}
	return nil
}
