package library_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/library"
)

// forbidden are words that the language rules of clauses/README.md refuse,
// each with what to write instead.
var forbidden = []struct {
	words   *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`(?i)\band/or\b`), "a, b or both"},
	{regexp.MustCompile(`(?i)\b(here(in|of|under|to|with|after|inafter)|there(in|of|under|to|with|from))\b`), "name the provision"},
	{regexp.MustCompile(`(?i)\bhereby (agree|acknowledge|undertake|covenant)`), "shall, or the bare verb"},
	{regexp.MustCompile(`(?i)\bnull and void\b`), "void"},
	{regexp.MustCompile(`(?i)\bprovided (that|however)\b`), "if, unless or on condition that"},
	{regexp.MustCompile(`(?i)\bshall be entitled to\b`), "may"},
	{regexp.MustCompile(`(?i)\bright but not the obligation\b`), "may, and is not required to"},
	{regexp.MustCompile(`(?i)\bbest efforts\b`), "Commercially Reasonable Efforts"},
	{regexp.MustCompile(`(?i)\bpromptly\b`), "a period"},
	{regexp.MustCompile(`(?i)\breasonable (period|time)\b`), "a period"},
	{regexp.MustCompile(`(?i)\bas the parties may agree\b`), "what applies if they do not"},
	{regexp.MustCompile(`(?i)\bincluding,? but not limited to\b`), "including"},
	{regexp.MustCompile(`(?i)\b(agrees|undertakes) to\b`), "shall"},
	{regexp.MustCompile(`(?i)\bthe said\b`), "this"},
	{regexp.MustCompile(`(?i)\bmay not\b`), "shall not"},
	{regexp.MustCompile(`(?i)\b(shall|will) (mean|be deemed|accrue)\b`), "the present tense"},
	{regexp.MustCompile(`(?i)\b(agreement|licence|right|term|period|interest)s? (shall|will) (terminate|end|expire|begin)\b`), "the present tense"},
	{regexp.MustCompile(`\b(Section|Article|Schedule|Annex|Exhibit) (\d|[A-Z]\b)`), "a reference by id"},
	{regexp.MustCompile(`(?i)\b(one|two|three|ten|thirty|sixty|ninety) \(\d`), "the numeral only"},
}

// subjects are who can owe a duty: "shall" follows one of them.
var subjects = regexp.MustCompile(`\b(Licensor|Licensee|LICENSOR|LICENSEE|[Pp]art(y|ies)|PARTY|PARTIES|JIPC|Expert|Auditor|Verifier|Recipients?|Disclosers?|Representatives?|Affiliates?|` +
	`Sublicensees?|Persons?|Escrow Agent|members?|executives?|representatives?|signator(y|ies)|tribunal|arbitrators?|mediator|chair|court|it|they|who|each|neither|both|[Ii]t|one|other|sender|claimant|recipient|payer|payee|managers?|which|that|he or she|` +
	`indemnif(ying|ied)|owner|maker|lead|committee|transferee|assignee|acquirer|successor|third part(y|ies)|Third Part(y|ies)|persons?|company|co-owner|contractors?|subcontractors?|buyer|proposer)\b[^.;:]*$`)

// TestLanguage holds the wording of the shipped library to its language rules.
func TestLanguage(t *testing.T) {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if problems.HasErrors() {
		t.Fatal(problems[0])
	}
	looked := 0
	for _, b := range wordings(lib) {
		for _, literal := range b.Literals {
			for _, p := range literal {
				looked += len(p.Text)
				checkWords(t, b, p)
			}
		}
		checkShall(t, b)
	}
	if looked < 100_000 {
		t.Errorf("looked at %d bytes of wording only", looked)
	}
}

func checkWords(t *testing.T, b *library.Body, p library.Piece) {
	for _, f := range forbidden {
		for _, at := range f.words.FindAllStringIndex(p.Text, -1) {
			t.Errorf("%s: %q: write %s", b.Position(p.Offset+at[0]), p.Text[at[0]:at[1]], f.instead)
		}
	}
}

var shall = regexp.MustCompile(`\b(shall|SHALL)\b`)

// checkShall reports a "shall" whose sentence names nobody before it. Actions
// in the sentence may stand for a party.
func checkShall(t *testing.T, b *library.Body) {
	text := b.Source()
	for _, at := range shall.FindAllStringIndex(text, -1) {
		start := strings.LastIndexAny(text[:at[0]], "\n") + 1
		before := text[start:at[0]]
		if !subjects.MatchString(before) && !strings.Contains(before, "{{") {
			t.Errorf("%s: who shall? %q", b.Position(at[0]), before[max(0, len(before)-120):])
		}
	}
}

// wordings lists every wording of the library: variants, schedules,
// definitions and covers.
func wordings(l *library.Library) []*library.Body {
	var list []*library.Body
	for _, id := range l.ClauseIDs() {
		for _, v := range l.Clauses[id].Variants {
			list = append(list, v.Body)
		}
		for _, s := range l.Clauses[id].Schedules {
			list = append(list, s.Body)
		}
	}
	for _, d := range l.Definitions {
		list = append(list, d.Body)
	}
	for _, id := range l.TemplateIDs() {
		if cover := l.Templates[id].Cover; cover != nil {
			list = append(list, cover)
		}
	}
	return slices.DeleteFunc(list, func(b *library.Body) bool { return b == nil })
}
