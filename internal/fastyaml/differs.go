package fastyaml

import (
	"crypto/sha256"
	"sync"

	"go.yaml.in/yaml/v4"
)

// alike are the digests of the texts that both were seen to read alike: who looks at a
// library again and again changes few of its files.
var alike sync.Map

// Differs is the first node of a text that go-yaml reads otherwise than Read does; nil
// if there is none, as there should be for every text.
func Differs(text string) *Node {
	read := Read(text)
	if read == nil {
		return nil // go-yaml reads it
	}
	digest := sha256.Sum256([]byte(text))
	if _, known := alike.Load(digest); known {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || len(doc.Content) == 0 {
		return read
	}
	if n := read.differs(doc.Content[0]); n != nil {
		return n
	}
	alike.Store(digest, true)
	return nil
}

// differs is the first node within one that a tree of go-yaml has otherwise.
func (n *Node) differs(t *yaml.Node) *Node {
	if n.Kind != t.Kind || n.Style != t.Style || n.Tag != t.Tag || n.Value != t.Value || n.Line != t.Line || n.Column != t.Column || len(n.Content) != len(t.Content) {
		return n
	}
	for i, c := range n.Content {
		if d := c.differs(t.Content[i]); d != nil {
			return d
		}
	}
	return nil
}
