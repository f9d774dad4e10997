package document

// Rules of what is wrong with a document by which others act. A problem of the first
// two is about the term or the id.
const (
	UndefinedTerm     = "undefined-term"
	DanglingReference = "dangling-reference"
	DuplicateID       = "duplicate-id"
	DoubledWord       = "doubled-word"
	EmptySection      = "empty-section"
	Unfinished        = "unfinished"
)
