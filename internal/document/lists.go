package document

import (
	"slices"
	"strings"
)

// Lists are punctuated as one sentence. A list is such a sentence when a
// paragraph that ends in a colon leads into it, at least one item ends in a
// semicolon (alone or with "and" or "or"), and no item ends in anything but a
// semicolon, a comma, a full stop or a plain word. Then every item but the
// last two ends in ";", the last but one in "; and" ("; or" where an item said
// so), the last in ".".
//
// An item that ends in a list of its own lends its ending to that list's last
// item, so that one sentence has one full stop; a list is no sentence if an
// item ends in a list that is none, in a table or in a note. A list whose last
// two items already end as they should is left alone.

// finishLists punctuates every list of doc.
func finishLists(doc *Document) {
	for _, d := range doc.Body {
		finishBlocks(d.Blocks)
	}
}

func finishBlocks(blocks []Block) {
	for i, block := range blocks {
		switch b := block.(type) {
		case *Division:
			finishBlocks(b.Blocks)
		case *List:
			if sentence(blocks, i) {
				finish(b, ".")
			} else {
				finishItems(b)
			}
		case *Definitions:
			for _, e := range b.Entries {
				finishBlocks(e.Blocks)
			}
		case *Note:
			finishBlocks(b.Blocks)
		}
	}
}

// runInLists makes a lettered or numbered list of one item the end of the
// sentence that leads into it: a lone (a) enumerates nothing. An item that is
// a target keeps its label, as does one that holds more than a paragraph.
func runInLists(doc *Document) {
	for _, d := range doc.Body {
		d.Blocks = runInBlocks(d.Blocks)
	}
}

func runInBlocks(blocks []Block) []Block {
	kept := blocks[:0]
	for _, block := range blocks {
		if list, ok := block.(*List); ok && len(kept) > 0 && lone(list) && leadsIn(kept[len(kept)-1]) {
			lead := kept[len(kept)-1].(*Paragraph)
			item := list.Items[0].Blocks[0].(*Paragraph)
			if runsOn(PlainText(lead.Inlines), PlainText(item.Inlines)) {
				dropColon(lead)
			}
			lead.Inlines = tidyRun(append(append(lead.Inlines, &Text{Text: " "}), item.Inlines...))
			continue
		}
		runInBlock(block)
		kept = append(kept, block)
	}
	clear(blocks[len(kept):])
	return kept
}

// open are words that need what follows them to end their sentence.
var open = []string{"that", "if", "of", "to", "by", "include", "includes", "means", "for", "in", "under", "from", "with", "on", "is", "are"}

// relative are words that begin a clause about what stands before them.
var relative = []string{"that", "which", "who"}

// runsOn reports whether an item goes on with the sentence that leads into it,
// so that no colon stands between them.
func runsOn(lead, item string) bool {
	words := strings.Fields(strings.TrimRight(lead, " \u00a0:"))
	first, _, _ := strings.Cut(item, " ")
	return len(words) > 0 && slices.Contains(open, words[len(words)-1]) || slices.Contains(relative, first)
}

// dropColon removes the colon at the end of a paragraph, if it ends in text.
func dropColon(p *Paragraph) {
	if t, ok := p.Inlines[len(p.Inlines)-1].(*Text); ok {
		short := *t
		short.Text = strings.TrimSuffix(strings.TrimRight(t.Text, " \u00a0"), ":")
		p.Inlines[len(p.Inlines)-1] = &short
	}
}

func runInBlock(block Block) {
	switch b := block.(type) {
	case *Division:
		b.Blocks = runInBlocks(b.Blocks)
	case *List:
		for _, item := range b.Items {
			item.Blocks = runInBlocks(item.Blocks)
		}
	case *Definitions:
		for _, e := range b.Entries {
			e.Blocks = runInBlocks(e.Blocks)
		}
	case *Note:
		b.Blocks = runInBlocks(b.Blocks)
	}
}

// lone reports whether a list is one item, finished as a sentence is, that
// nobody refers to.
func lone(list *List) bool {
	if list.Marker == Bulleted || len(list.Items) != 1 {
		return false
	}
	item := list.Items[0]
	p := lastParagraph(item)
	return item.ID == "" && len(item.Blocks) == 1 && p != nil && (strings.HasPrefix(ending(p), ";") || strings.HasSuffix(PlainText(p.Inlines), "."))
}

func finishItems(list *List) {
	for _, item := range list.Items {
		finishBlocks(item.Blocks)
	}
}

// sentence reports whether the list at blocks[i] is one sentence with the
// paragraph before it.
func sentence(blocks []Block, i int) bool {
	list := blocks[i].(*List)
	if i == 0 || len(list.Items) == 0 || !leadsIn(blocks[i-1]) {
		return false
	}
	semicolon := false
	for _, item := range list.Items {
		if nested(item) != nil {
			if !sentence(item.Blocks, len(item.Blocks)-1) {
				return false
			}
			continue
		}
		p := lastParagraph(item)
		if p == nil || len(p.Inlines) == 0 {
			return false
		}
		end := ending(p)
		if end == unfinishable {
			return false
		}
		semicolon = semicolon || strings.HasPrefix(end, ";")
	}
	return semicolon || finished(list)
}

func leadsIn(block Block) bool {
	p, ok := block.(*Paragraph)
	return ok && strings.HasSuffix(strings.TrimRight(PlainText(p.Inlines), " \u00a0"), ":")
}

// finish gives every item of a list its ending; closing is the last one's.
func finish(list *List, closing string) {
	if closing == "." && finished(list) {
		return
	}
	conjunction := "; and"
	for _, item := range list.Items {
		if p := lastParagraph(item); p != nil && ending(p) == "; or" {
			conjunction = "; or"
		}
	}
	last := len(list.Items) - 1
	for i, item := range list.Items {
		end := ";"
		switch i {
		case last:
			end = closing
		case last - 1:
			end = conjunction
		}
		finishItem(item, end)
	}
}

func finishItem(item *Item, end string) {
	last := len(item.Blocks) - 1
	finishBlocks(item.Blocks[:last])
	if inner := nested(item); inner != nil {
		finish(inner, end)
		return
	}
	setEnding(lastParagraph(item), end)
}

// finished reports whether the last two items end as in a finished list.
func finished(list *List) bool {
	last := len(list.Items) - 1
	if !strings.HasSuffix(deepEnd(list.Items[last]), ".") {
		return false
	}
	if last == 0 {
		return true
	}
	end := deepEnd(list.Items[last-1])
	return strings.HasSuffix(end, "; and") || strings.HasSuffix(end, "; or")
}

// deepEnd is the text in which an item ends, that of its innermost last item.
func deepEnd(item *Item) string {
	for inner := nested(item); inner != nil && len(inner.Items) > 0; inner = nested(item) {
		item = inner.Items[len(inner.Items)-1]
	}
	if p := lastParagraph(item); p != nil {
		return PlainText(p.Inlines)
	}
	return ""
}

// nested is the list that an item ends in, or nil.
func nested(item *Item) *List {
	if len(item.Blocks) == 0 {
		return nil
	}
	list, _ := item.Blocks[len(item.Blocks)-1].(*List)
	return list
}

// lastParagraph is the paragraph that an item ends in, or nil.
func lastParagraph(item *Item) *Paragraph {
	if len(item.Blocks) == 0 {
		return nil
	}
	p, _ := item.Blocks[len(item.Blocks)-1].(*Paragraph)
	return p
}

// endings are what an item of a sentence may end in, longest first.
var endings = []string{"; and", "; or", ", and", ", or", ";", ",", "."}

// unfinishable is the ending of a paragraph that is no part of a sentence.
const unfinishable = "?"

// ending is the punctuation of the paragraph's end, "" for a plain word. What
// an answer ends in is part of the answer.
func ending(p *Paragraph) string {
	if len(p.Inlines) == 0 {
		return ""
	}
	t, ok := p.Inlines[len(p.Inlines)-1].(*Text)
	if !ok || t.Origin.Answer {
		return ""
	}
	text := strings.TrimRight(t.Text, " ")
	for _, end := range endings {
		if strings.HasSuffix(text, end) {
			return end
		}
	}
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "—") {
		return unfinishable
	}
	return ""
}

// setEnding replaces the paragraph's ending. A full stop is not doubled.
func setEnding(p *Paragraph, end string) {
	old := ending(p)
	if old == end || len(p.Inlines) == 0 {
		return
	}
	last := len(p.Inlines) - 1
	t, ok := p.Inlines[last].(*Text)
	if !ok || t.Origin.Answer {
		if end == "." && strings.HasSuffix(PlainText(p.Inlines), ".") {
			return
		}
		origin := Origin{}
		if ok {
			origin = t.Origin
			origin.Answer = false
		}
		p.Inlines = append(p.Inlines, &Text{end, origin})
		return
	}
	kept := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(t.Text, " "), old), " ")
	before := kept
	if kept == "" {
		before = PlainText(p.Inlines[:last])
	}
	if end == "." && strings.HasSuffix(before, ".") {
		end = ""
	}
	if kept+end == "" {
		p.Inlines = p.Inlines[:last]
		return
	}
	p.Inlines[last] = &Text{kept + end, t.Origin}
}
