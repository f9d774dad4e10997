package assemble

import (
	"fmt"
	"strings"

	"clausewright/internal/deal"
)

// Within a text, an open value stands between these two characters until it
// is printed. They are private-use characters, which no answer can hold.
const (
	blankStart = "\ue000"
	blankEnd   = "\ue001"
)

// unanswered says that a wording prints an optional answer that the deal does
// not give.
type unanswered struct{ path string }

func (u *unanswered) Error() string { return fmt.Sprintf("%q is printed but not answered", u.path) }

// plain is the text of a value as a contract prints it, with open values marked.
func (e *engine) plain(v any) (string, error) {
	switch v := v.(type) {
	case deal.None:
		if strings.Contains(v.Path, "[") {
			return "–", nil // a cell that says there is none
		}
		return "", &unanswered{v.Path}
	case deal.Flag:
		return "", fmt.Errorf("a flag has no words of its own: write them with if")
	case deal.Value:
		return e.style.Write(marked(v)), nil
	case string:
		return v, nil
	case markup:
		return string(v), nil
	case int, int64:
		return fmt.Sprint(v), nil
	case bool:
		return "", fmt.Errorf("a condition has no words of its own: write them with if")
	case deal.Row, map[string]any:
		return "", fmt.Errorf("a row is not printed whole: name a column")
	case nil:
		return "", fmt.Errorf("there is nothing to print")
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			text, err := e.plain(item)
			if err != nil {
				return "", err
			}
			items[i] = text
		}
		return e.style.Join(items, "and"), nil
	}
	return "", fmt.Errorf("a %T cannot be printed", v)
}

// marked replaces open values by texts that hold their mark.
func marked(v deal.Value) deal.Value {
	switch v := v.(type) {
	case deal.Blank:
		return deal.Text(blankStart + v.Path + blankEnd)
	case deal.List:
		out := make(deal.List, len(v))
		for i, item := range v {
			out[i] = marked(item)
		}
		return out
	}
	return v
}

// openMarks prints the open values of a text for a person.
func openMarks(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, blankStart)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("[●]")
		_, text, _ = strings.Cut(rest, blankEnd)
	}
}

// raw is what a deal file would hold for a value.
func raw(v any) string {
	switch v := v.(type) {
	case deal.Value:
		return v.Raw()
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = raw(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case markup:
		return ""
	}
	return fmt.Sprint(v)
}

// printf and print make text of values before they format it.
func (e *engine) printf(format string, args ...any) (string, error) {
	texts, err := e.texts(args)
	return fmt.Sprintf(format, texts...), err
}

func (e *engine) print(args ...any) (string, error) {
	texts, err := e.texts(args)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, t := range texts {
		fmt.Fprint(&b, t)
	}
	return b.String(), nil
}

// texts makes a text of every value; Go's own numbers stay.
func (e *engine) texts(args []any) ([]any, error) {
	texts := make([]any, len(args))
	for i, arg := range args {
		if n, ok := arg.(int); ok {
			texts[i] = n
			continue
		}
		text, err := e.plain(arg)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	return texts, nil
}
