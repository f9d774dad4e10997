package docx

import (
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/markdown"
)

// amended is an agreement after an amendment: numbers that came in stand between
// those that Word counts, which go on as if they were not there.
const amended = `<!-- clausewright: {"style":"us","lang":"en-US","conformed":true} -->

# Agreement

<!-- article: licence -->
## Article 1. Licence

### 1.1 Grant <a id="grant"></a>

Each of:

- (a) one; <a id="one"></a>
- (a-1) one more; <a id="more"></a>
- (b) two, as [Section 1.1(a-1)](#more) and [Section 1.1(a)](#one) say; and
- (c) three.

### 1.1A Terms <a id="terms"></a>

See [Section 1.2](#end), [Section 1.1A](#terms) and [Section 1A.1](#new):

- (a) first; and <a id="first"></a>
- (b) [Section 1.1A(a)](#first).

### 1.2 End <a id="end"></a>

See:

- (a) [Article 1A](#other); and
- (b) [paragraph 1 of Exhibit A-1](#form).

<!-- article: other -->
## Article 1A. Other

### 1A.1 New <a id="new"></a>

Text.

<!-- article: last -->
## Article 2. Last

### 2.1 Last <a id="last-section"></a>

Text.

<!-- schedule: a -->
## Exhibit A. First

### 1. Form

Text.

<!-- schedule: a1 -->
## Exhibit A-1. Inserted

### 1. Form <a id="form"></a>

Text:

- (a) one; and
- (b) two.

<!-- schedule: b -->
## Exhibit B. Second

### 1. Form

Text.
`

// conformed are that agreement in each style.
func conformed(t *testing.T) map[string]*d.Document {
	t.Helper()
	uk := strings.NewReplacer(`"style":"us","lang":"en-US"`, `"style":"uk","lang":"en-GB"`, "## Article ", "## ", "Article 1A]", "clause 1A]", "[Section ", "[clause ", "Exhibit A-1", "Schedule 1A", "Exhibit A.", "Schedule 1.", "Exhibit B", "Schedule 2")
	civil := strings.NewReplacer(`"style":"us","lang":"en-US"`, `"style":"eu-civil","lang":"en-GB"`, "Exhibit", "Annex")
	docs := map[string]*d.Document{}
	for name, text := range map[string]string{"us": amended, "uk": uk.Replace(amended), "eu-civil": civil.Replace(amended)} {
		doc, problems := markdown.Parse([]byte(text), nil)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		docs["conformed-"+name] = doc
	}
	return docs
}

// TestTyped: Word counts no number that came in after an agreement was signed, and
// shows it all the same, in each style. What is read from the file bears it too.
func TestTyped(t *testing.T) {
	for name, doc := range conformed(t) {
		data := rendered(t, doc, Options{})
		if found := checkFile(data); len(found) > 0 {
			t.Errorf("%s: %s", name, strings.Join(found, "\n"))
		}
		sameWords(t, name, data, doc)
		readBack(t, data, doc)
	}
}
