package docx

import (
	"archive/zip"
	"bytes"
	encoding "encoding/xml"
	"errors"
	"fmt"
	"io"
)

// unzip gives the parts of a file, by name.
func unzip(data []byte) (map[string][]byte, error) {
	room := int64(largestFile)
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errNoWord
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(io.LimitReader(in, room+1))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if room -= int64(len(part)); room < 0 {
			return nil, fmt.Errorf("it holds more than %d MB", largestFile>>20)
		}
		parts[f.Name] = part
	}
	return parts, nil
}

// Bounds of a file that somebody sends: of all its parts together, of a part that is
// read, of the elements and attributes in it, and of how deep its elements stand in each
// other. An agreement of eighty pages has 1 MB and 100,000 of them.
const (
	largestFile  = 128 << 20
	largestPart  = 32 << 20
	mostElements = 2 << 20
	deepestStack = 1000
)

// element is an element of a part.
type element struct {
	name  string // with its prefix, as we write it
	attr  map[string]string
	nodes []*element
	text  string

	joined bool // a paragraph that the next one joins, since its mark is gone
}

// unfinished is an element that has not ended yet.
type unfinished struct {
	*element
	text bytes.Buffer
}

// tree reads a part.
func tree(data []byte) (*element, error) {
	if len(data) > largestPart {
		return nil, fmt.Errorf("more than %d MB", largestPart>>20)
	}
	return treeOf(data, mostElements)
}

// treeOf reads a part that holds so many elements and attributes at most.
func treeOf(data []byte, most int) (*element, error) {
	d := encoding.NewDecoder(bytes.NewReader(data))
	root := &element{}
	stack := []*unfinished{{element: root}}
	for read := 0; ; {
		t, err := d.RawToken()
		if err == io.EOF {
			if len(stack) != 1 || len(root.nodes) != 1 {
				return nil, errors.New("not one element")
			}
			return root.nodes[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case encoding.StartElement:
			n := &element{name: prefixed(t.Name), attr: map[string]string{}}
			for _, a := range t.Attr {
				n.attr[prefixed(a.Name)] = a.Value
			}
			top.nodes = append(top.nodes, n)
			if stack = append(stack, &unfinished{element: n}); len(stack) > deepestStack {
				return nil, fmt.Errorf("more than %d elements in each other", deepestStack)
			}
			if read += 1 + len(t.Attr); read > most {
				return nil, fmt.Errorf("more than %d elements", most)
			}
		case encoding.EndElement:
			if len(stack) == 1 || top.name != prefixed(t.Name) {
				return nil, fmt.Errorf("%s ends as %s", top.name, prefixed(t.Name))
			}
			top.element.text = top.text.String()
			stack = stack[:len(stack)-1]
		case encoding.CharData:
			top.text.Write(t)
		}
	}
}

func prefixed(n encoding.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// all calls visit for a node and all inside it, with what holds it.
func (n *element) all(visit func(n, in *element)) { n.inside(nil, visit) }

// running calls visit for a node and all inside it, but nothing of a picture.
func (n *element) running(visit func(n *element)) {
	visit(n)
	if n.name == drawingChoice {
		return
	}
	for _, c := range n.nodes {
		c.running(visit)
	}
}

// drawingChoice holds a picture and what stands for it in other programs.
const drawingChoice = "mc:AlternateContent"

func (n *element) inside(in *element, visit func(n, in *element)) {
	visit(n, in)
	for _, c := range n.nodes {
		c.inside(n, visit)
	}
}

// child is the first of that name, or nil.
func (n *element) child(name string) *element {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		if c.name == name {
			return c
		}
	}
	return nil
}

func (n *element) val(name string) string {
	if c := n.child(name); c != nil {
		return c.attr["w:val"]
	}
	return ""
}
