package assemble

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// remarks tell what an answer says in words that the agreement does not know:
// a name that is a term, a schedule under a number of its own, a party by
// another name.
func (e *engine) remarks() {
	names := e.partyNames()
	for words := range e.deal.Texts() {
		p, ok := e.lib.Schema.Find(parameterOf(words.Path))
		switch {
		case !ok || p.Kind == deal.KindReference:
			continue
		case e.isName(p, words.Path):
			e.tellName(words)
			continue
		}
		if found := otherNumber(words.Text); found != "" {
			e.problems.Add(words.Pos, diag.Warning, "foreign-reference", "%q is a number of another document", found).WithPath(words.Path).
				WithHint("say what it is about, or name the exhibit, schedule or Section of this draft by its title: its number can change")
		}
		if found := otherParty(words.Text); found != "" {
			e.problems.Add(words.Pos, diag.Warning, "foreign-party", "%q is no name for a party of this agreement", found).WithPath(words.Path).WithHint("write Licensor or Licensee")
		}
		for _, party := range names {
			if strings.Contains(words.Text, party.name) {
				e.problems.Add(words.Pos, diag.Warning, "foreign-party", "%s is named here by its registered name", party.role).WithPath(words.Path).WithHint("write %s", party.role)
			}
		}
	}
}

// isName reports whether an answer, or the cell of a table at a path, is a name.
func (e *engine) isName(p *deal.Parameter, path string) bool {
	for i := range p.Columns {
		if strings.HasSuffix(path, "."+p.Columns[i].Path) {
			return p.Columns[i].Name
		}
	}
	return p.Name
}

// partyName is a party with what the agreement calls it.
type partyName struct{ name, role string }

// partyNames are the registered names of the parties, as far as they are no
// words of the agreement itself.
func (e *engine) partyNames() []partyName {
	var names []partyName
	for _, party := range []partyName{{deal.LicensorPath, "Licensor"}, {deal.LicenseePath, "Licensee"}} {
		name, ok := e.get(party.name).(deal.Text)
		if ok && len(name) > 3 && !isRole(string(name)) && !e.isTerm(string(name)) {
			names = append(names, partyName{string(name), party.role})
		}
	}
	return names
}

func isRole(name string) bool {
	return slices.Contains(deal.PartyWords(), strings.ToLower(name))
}

// tellName reports a name that is a word of the agreement itself.
func (e *engine) tellName(name deal.Words) {
	switch {
	case isRole(name.Text) && !namesParty(name.Path): // who may be meant
		e.problems.Add(name.Pos, diag.Warning, "name-is-a-role", "%q is what the agreement calls a party", name.Text).WithPath(name.Path).
			WithHint("write the name of whom or what is meant, if that is not the party")
	case isRole(name.Text):
		e.problems.Errorf(name.Pos, "name-is-a-role", "%q is what the agreement calls a party, not who or what it is", name.Text).WithPath(name.Path).
			WithHint("write the name under which it is registered")
	case e.isTerm(name.Text):
		e.problems.Add(name.Pos, diag.Warning, "name-is-a-term", "%q is also a defined term of the agreement: a reader cannot tell which is meant", name.Text).WithPath(name.Path).
			WithHint("write the whole name under which it is registered or known")
	}
}

// namesParty reports whether the answer, or the cell, at a path is a party's own name.
func namesParty(path string) bool {
	_, cell, _ := strings.Cut(path, "]")
	switch parameterOf(path) {
	case deal.LicensorPath, deal.LicenseePath:
		return true
	case deal.LicensorsPath:
		return cell == "."+deal.LicensorColumn
	case deal.RenamedPath:
		return cell == "."+deal.WasColumn || cell == "."+deal.NowColumn
	}
	return false
}

func (e *engine) isTerm(text string) bool {
	for _, d := range e.lib.Definitions {
		if d.Term == text {
			return true
		}
	}
	return false
}

// What has a number, and who a party may be called after.
var (
	numberedWords = []string{"Schedule", "Exhibit", "Annex", "Appendix", "Section", "Article", "Clause", "clause", "section"}
	roleWords     = []string{"University", "Company", "Institute", "Institution", "Owner", "Grantor", "Grantee", "Proprietor"}
)

// holdsAny reports whether one of the words is in a text, as most are not.
func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

var (
	numbered = lazy.Regexp(`\b(` + strings.Join(numberedWords, "|") + `) ([A-Z]\b|[0-9]+(\.[0-9]+)*)(\([a-z0-9]+\))*`)
	roleWord = lazy.Regexp(`\b(` + strings.Join(roleWords, "|") + `)\b`)
	verbNext = lazy.Regexp(`^ (shall|may|must|will|is|has|exclusive|retains|keeps|owns|grants)\b`)
	lawAfter = lazy.Regexp(`^,? (of|to|in|under|[A-Z]{2,}|[A-Z][a-z]+ )`)
)

// otherNumber is the number of a schedule or a section that a text names and
// that no law explains: "Section 365(n) of the Bankruptcy Code" is none.
func otherNumber(text string) string {
	if !holdsAny(text, numberedWords) {
		return ""
	}
	for _, at := range numbered.FindAllStringIndex(text, -1) {
		after := text[at[1]:]
		if lawAfter.MatchString(after) && !strings.HasPrefix(after, " of this Agreement") || endsInName(text[:at[0]]) {
			continue
		}
		return text[at[0]:at[1]]
	}
	return ""
}

// otherParty is a word that stands for a party as if it were defined.
func otherParty(text string) string {
	if !holdsAny(text, roleWords) {
		return ""
	}
	for _, at := range roleWord.FindAllStringIndex(text, -1) {
		before, after := text[:at[0]], text[at[1]:]
		if strings.HasPrefix(after, " of ") || strings.HasPrefix(after, " for ") || startsWithCapital(after) || endsInName(before) {
			continue
		}
		if before == "" && !verbNext.MatchString(after) {
			continue // the first word of a text has its capital from there
		}
		return text[at[0]:at[1]]
	}
	return ""
}

var lastWord = lazy.Regexp(`([A-Z][\w.&’'-]*|[0-9]+)[ ,]+$`)

// endsInName reports whether a text ends in a word with a capital letter, so
// that what follows is part of a name: "Stanford University".
func endsInName(text string) bool {
	word := strings.Trim(lastWord.FindString(text), " ,")
	return word != "" && word != "The" && word != "A"
}

func startsWithCapital(text string) bool {
	word := strings.TrimLeft(text, " ")
	return len(word) < len(text) && word != "" && word[0] >= 'A' && word[0] <= 'Z'
}

// saysNothing remarks on the answers that say in words that there is none.
func (e *engine) saysNothing() {
	for _, words := range e.deal.Nothings() {
		e.problems.Add(words.Pos, diag.Info, "says-nothing", "%s says that there is none, and counts as left out", fmt.Sprintf("%q", words.Text)).WithPath(words.Path).WithHint("leave it out")
	}
}
