package language

import "fmt"

// Limits on what one draft may do. A long draft takes a twentieth of each.
const (
	maxSteps = 1 << 20  // calls of functions, entries of loops, pieces of text
	maxBytes = 16 << 20 // of texts and lists that functions make, and of the draft itself
)

const outOfBounds = "the draft grows out of bounds here"

// stepBytes is how much of a text counts as a step when it is run, beside the
// functions that it calls.
const stepBytes = 16

// Budget is the work and memory that all texts of one draft share, whatever
// they are: wordings, conditions, rules, defaults, definitions, key terms.
type Budget struct{ steps, bytes int }

// OutOfBounds says that a text asks for more than a draft may have.
type OutOfBounds struct {
	Text  string
	Again bool // the budget was spent before
}

func (o *OutOfBounds) Error() string { return o.Text }

// Charge counts work and memory, before they are spent where that can be.
func (b *Budget) Charge(steps, bytes int) error {
	again := b.Spent()
	// What a hostile text asks for may not fit into an int once it is added up.
	b.steps += min(max(steps, 0), 2*maxSteps)
	b.bytes += min(max(bytes, 0), 2*maxBytes)
	if !b.Spent() {
		return nil
	}
	b.steps, b.bytes = min(b.steps, 2*maxSteps), min(b.bytes, 2*maxBytes)
	return &OutOfBounds{fmt.Sprintf(outOfBounds+": more than %d MiB of text or %d steps", maxBytes>>20, maxSteps), again}
}

// Spent reports whether nothing more can be done.
func (b *Budget) Spent() bool { return b.steps > maxSteps || b.bytes > maxBytes }

// charge counts work and memory of the running texts.
func (r *Run) charge(steps, bytes int) error { return r.Budget.Charge(steps, bytes) }
