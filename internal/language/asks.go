package language

import "text/template/parse"

// Asked is what a call asks for by words: whether a clause is in the draft, whether one
// keeps a promise, whether the deal answers a question, what falls due. What its
// arguments are is told by the table of functions.
type Asked struct {
	By      *Function
	Clause  string // beside a promise, the one that shall keep it; "" for any
	Promise string
	Path    string // of a question or a group
	Dues    string // the group of what falls due
	Offset  int    // of the call, in the source
}

// AskedIn is what the i-th command of a pipeline asks for; false if that is nothing, or
// not told by words.
func AskedIn(p *parse.PipeNode, i int) (Asked, bool) {
	name, ok := p.Cmds[i].Args[0].(*parse.IdentifierNode)
	if !ok || Find(name.Ident) == nil {
		return Asked{}, false
	}
	a := Asked{By: Find(name.Ident), Offset: int(name.Pos)}
	a.Promise = a.By.Lists
	for j, arg := range p.Cmds[i].Args[1:] {
		a.note(j, arg)
	}
	if i > 0 && len(p.Cmds[i-1].Args) == 1 {
		a.note(len(p.Cmds[i].Args)-1, p.Cmds[i-1].Args[0])
	}
	return a, a.Clause != "" || a.Promise != "" || a.Path != "" || a.Dues != ""
}

// note notes the j-th argument, if it is a word that is asked for.
func (a *Asked) note(j int, arg parse.Node) {
	word, ok := arg.(*parse.StringNode)
	if !ok || j >= len(a.By.Takes) {
		return
	}
	switch a.By.Takes[j].Kind {
	case Clause:
		a.Clause = word.Text
	case Promise:
		a.Promise = word.Text
	case Path:
		a.Path = word.Text
	case Dues:
		a.Dues = word.Text
	}
}
