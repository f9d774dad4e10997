package document

import "strings"

// Unfinish takes off every list what Resolve puts there: "; and" and the full
// stop follow from which item is the last one, so that items of two documents
// compare by their words. Resolve punctuates the list anew.
func Unfinish(doc *Document) {
	for _, d := range doc.Body {
		unfinishBlocks(d.Blocks)
	}
}

func unfinishBlocks(blocks []Block) {
	for i, block := range blocks {
		switch b := block.(type) {
		case *Division:
			unfinishBlocks(b.Blocks)
		case *List:
			if sentence(blocks, i) && finished(b) {
				unfinish(b)
			}
			for _, item := range b.Items {
				unfinishBlocks(item.Blocks)
			}
		case *Definitions:
			for _, e := range b.Entries {
				unfinishBlocks(e.Blocks)
			}
		case *Note:
			unfinishBlocks(b.Blocks)
		}
	}
}

// unfinish gives every item the ending that an author writes: "; or" where the
// items are alternatives, else ";".
func unfinish(list *List) {
	end := ";"
	if last := len(list.Items) - 1; last > 0 && strings.HasSuffix(deepEnd(list.Items[last-1]), "; or") {
		end = "; or"
	}
	for _, item := range list.Items {
		if inner := nested(item); inner != nil {
			unfinish(inner)
			continue
		}
		setEnding(lastParagraph(item), end)
	}
}
