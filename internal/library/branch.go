package library

// Branch is one way that a text or a decision of the library can go. Two
// branches are the same if they are equal.
type Branch struct {
	Of    any  // *language.Body: the Index-th condition or loop in it; else *Variant, *Schedule, *Definition or *Rule
	Index int  // from 0; of a body only
	Yes   bool // the condition is met, the loop has entries, the thing is printed, the rule fires
}
