package form

import (
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// condition is what a library says of answers, as far as it can be known
// without drafting: every, some, not, given, has, holding, equal, different,
// includes or unknown.
type condition interface{ isCondition() }

type (
	every     []condition                // and
	some      []condition                // or
	not       struct{ of condition }     //
	given     struct{ path string }      // a question or a group is answered
	has       struct{ clause string }    // a clause is in the draft
	holding   struct{ path string }      // the answer is true, or not empty
	equal     struct{ path, one string } // the answer is that word
	different struct{ path, one string } // the answer is another word
	includes  struct{ path, one string } // an entry is that word
	unknown   struct{}                   // anything else
)

func (every) isCondition()     {}
func (some) isCondition()      {}
func (not) isCondition()       {}
func (given) isCondition()     {}
func (has) isCondition()       {}
func (holding) isCondition()   {}
func (equal) isCondition()     {}
func (different) isCondition() {}
func (includes) isCondition()  {}
func (unknown) isCondition()   {}

// condition reads the condition of a clause, a wording or a key term; one
// that is not there always holds.
func (a *agreement) condition(b *language.Body) condition {
	if b == nil {
		return every{}
	}
	if pipe := b.Expression(); pipe != nil {
		return pipeCondition(pipe)
	}
	return unknown{}
}

func pipeCondition(p *parse.PipeNode) condition {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return unknown{}
	}
	args := p.Cmds[0].Args
	if len(args) == 1 {
		return operandCondition(args[0])
	}
	function, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return unknown{}
	}
	switch function.Ident {
	case "and":
		return every(operandConditions(args[1:]))
	case "or":
		return some(operandConditions(args[1:]))
	case "not":
		return not{operandCondition(args[1])}
	}
	return callCondition(function.Ident, args[1:])
}

func operandConditions(args []parse.Node) []condition {
	var list []condition
	for _, arg := range args {
		list = append(list, operandCondition(arg))
	}
	return list
}

func operandCondition(arg parse.Node) condition {
	if inner, ok := arg.(*parse.PipeNode); ok {
		return pipeCondition(inner)
	}
	if path := pathOf(arg); path != "" {
		return holding{path}
	}
	return unknown{}
}

// callCondition reads the functions that look at one answer and constants.
func callCondition(function string, args []parse.Node) condition {
	path, words := pathOf(args[0]), wordsOf(args)
	switch {
	case function == "given" && len(args) == 1 && len(words) == 1:
		return given{words[0]}
	case function == "has" && len(args) == 1 && len(words) == 1:
		return has{words[0]}
	case path == "" || len(words) != len(args)-1:
		return unknown{}
	case function == "eq":
		var any some
		for _, word := range words {
			any = append(any, equal{path, word})
		}
		return any
	case function == "ne" && len(words) == 1:
		return different{path, words[0]}
	case function == "includes" && len(words) == 1:
		return includes{path, words[0]}
	}
	return unknown{}
}

// pathOf is the parameter that a node names in full: ".a.b" or "$.a.b".
func pathOf(n parse.Node) string {
	switch n := n.(type) {
	case *parse.FieldNode:
		return strings.Join(n.Ident, ".")
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return strings.Join(n.Ident[1:], ".")
		}
	}
	return ""
}

// wordsOf lists the constant texts among arguments.
func wordsOf(args []parse.Node) []string {
	var words []string
	for _, arg := range args {
		if s, ok := arg.(*parse.StringNode); ok {
			words = append(words, s.Text)
		}
	}
	return words
}

// verdict is how a condition comes out.
type verdict int

const (
	no verdict = iota
	maybe
	yes
)

func verdictOf(b bool) verdict {
	if b {
		return yes
	}
	return no
}

// judge works out a condition for the answers of a beginning.
func (b *beginning) judge(c condition) verdict {
	switch c := c.(type) {
	case every:
		least := yes
		for _, part := range c {
			least = min(least, b.judge(part))
		}
		return least
	case some:
		most := no
		for _, part := range c {
			most = max(most, b.judge(part))
		}
		return most
	case not:
		return yes - b.judge(c.of)
	case given:
		return verdictOf(b.given(c.path))
	case has:
		return b.takes(c.clause)
	case holding:
		return b.judgeValue(c.path, deal.Truth)
	case equal:
		return b.judgeValue(c.path, func(v any) bool { return same(v, c.one) })
	case different:
		return b.judgeValue(c.path, func(v any) bool { _, open := v.(deal.Blank); return !open && !same(v, c.one) })
	case includes:
		return b.judgeValue(c.path, func(v any) bool { in, err := deal.Includes(v, c.one); return in && err == nil })
	}
	return maybe
}

func (b *beginning) judgeValue(path string, test func(any) bool) verdict {
	v, known := b.value(path)
	if !known {
		return maybe
	}
	return verdictOf(test(v))
}

func same(v any, word string) bool {
	equal, err := deal.Equal(v, word)
	return equal && err == nil
}
