package draft_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/document"
)

// TestKindsC: one thing said in several places.
func TestKindsC(t *testing.T) {
	t.Run("C a sentence stands once", sentencesOnce)
	t.Run("C the loss of exclusivity has one home", oneHome)
	t.Run("C whatever lowers the level leads to that home", lowered)
	t.Run("C a key term is what its Section says", keyTerms)
	t.Run("C the body prevails", bodyPrevails)
	t.Run("C a term is used", termsUsed)
	t.Run("C a term is bent to no other use", termsFit)
}

var exclusiveRights = regexp.MustCompile(`Exclusive Rights`)

// rightsBefore are the words before which the Exclusive Rights are what the term
// means: rights, and neither exclusivity nor its scope or level.
var rightsBefore = regexp.MustCompile(`(?:(?i:under|among|one of|to) the |“|^)$`)

// termsFit: the Exclusive Rights are rights wherever they are spoken of.
func termsFit(t *testing.T) {
	told := map[string]bool{}
	found := 0
	for _, d := range printed(t) {
		for _, l := range d.lines {
			for _, at := range exclusiveRights.FindAllStringIndex(l.wording, -1) {
				found++
				if before := l.wording[:at[0]]; !rightsBefore.MatchString(before) && !told[l.section] {
					told[l.section] = true
					t.Errorf("%s: %s: …%s", d.name, l.section, l.wording[max(0, at[0]-60):min(len(l.wording), at[1]+30)])
				}
			}
		}
	}
	if found == 0 {
		t.Error("no draft speaks of the Exclusive Rights")
	}
}

var sentenceEnd = regexp.MustCompile(`[.;:] (?:[A-Z“]|$)|[.;:]$`)

// sentencesOnce: no sentence of a draft stands in two of its Sections.
func sentencesOnce(t *testing.T) {
	told := map[string]bool{}
	for _, d := range printed(t) {
		at := map[string]string{}
		for _, l := range d.lines {
			if l.cell != "" || l.clause == "" || inSchedule(d, l.section) {
				continue
			}
			for _, s := range sentenceEnd.Split(l.wording, -1) {
				if s = strings.TrimSpace(s); len(strings.Fields(s)) < 12 || told[s] {
					continue
				}
				if first, ok := at[s]; ok && first != l.section {
					told[s] = true
					t.Errorf("%s: %s and %s both say %q", d.name, first, l.section, s)
				}
				at[s] = l.section
			}
		}
	}
}

// oneHome: what follows when exclusivity is lost stands in the clause on the
// sunset; the others refer to it.
func oneHome(t *testing.T) {
	never(t, `(?i)shall (not )?license it to (others|one Third Party|a Third Party)`, "Licensor may itself exploit the Licensed Technology but shall not license it to a Third Party", "lower-level|exclusive-grant|non-exclusive-grant", wording, inAny)
	never(t, `(?i)\bcontinues? (?:there )?as a non-exclusive licen[cs]e`, "the license continues as a non-exclusive license, with the same Licensed Acts", "lower-level|stage-retraction|exclusivity-sunset|royalty-term", wording, inAny)
	never(t, `(?i)\bRoyalty .{0,60}(?:is ◊ of the Royalty otherwise|multiplied by the factor for the time after)`, "the Royalty is that of Section 8.2, multiplied by the factor for the time after conversion", "lower-level|royalty-.*|tiered-royalties|matrix-reading", wording, inAny)
	for _, d := range printed(t) {
		if d.value("exclusivity.level") != "non-exclusive" && d.has("exclusivity-sunset") && d.sections["lower-level"] == "" {
			t.Errorf("%s: nothing says what follows when exclusivity is lost", d.name)
		}
	}
}

var lowers = searchFor(`(?i)\b(?:becomes (?:a )?(?:non-exclusive|sole)|ceases to be (?:exclusive|sole|◊)|convert\b[^.]{0,90}non-exclusive licen[cs]e|make the licen[cs]e non-exclusive|step exclusivity down|by one level)`)

// lowered: each Section by which the licence falls to a lower level refers to
// the effect of one, unless it is about what else follows when that has happened.
func lowered(t *testing.T) {
	told := map[string]bool{}
	found := 0
	for _, d := range printed(t) {
		if d.sections["lower-level"] == "" {
			continue
		}
		leads, falls := map[string]bool{}, map[string]string{}
		for _, l := range d.lines {
			if l.cell == "" && lowers.MatchString(l.wording) && !inSchedule(d, l.section) {
				falls[l.section] = l.wording
			}
			document.WalkInlines(l.inlines, func(node any) bool {
				if ref, ok := node.(*document.Reference); ok && slices.Contains(ref.Targets, "lower-level") {
					leads[l.section] = true
				}
				return true
			})
		}
		for section, words := range falls {
			switch section {
			case "lower-level", "sublicences-after-exclusivity", "stage-reinstatement", "stage-expansion":
				continue
			}
			found++
			if !leads[section] && !told[section] {
				told[section] = true
				t.Errorf("%s: %s lowers the level and does not refer to the effect: %q", d.name, section, words)
			}
		}
	}
	if found == 0 {
		t.Error("no Section lowers the level")
	}
}

var value = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// keyTerms: each figure of the Key Terms stands in the Section to which the row
// refers, or in a schedule to which that Section leads.
func keyTerms(t *testing.T) {
	told := map[string]bool{}
	for _, d := range printed(t) {
		for _, division := range d.made.Document.Body {
			if division.ID != document.KeyTermsPart {
				continue
			}
			for _, b := range division.Blocks {
				table, ok := b.(*document.Table)
				if !ok || table.Class != document.KeyTermsTable {
					continue
				}
				for _, row := range table.Rows {
					term, text := document.PlainText(row.Cells[0]), plain(document.PlainText(row.Cells[1]))
					if told[term] {
						continue
					}
					home := d.home(t, row.Cells[2])
					for _, figure := range value.FindAllString(text, -1) {
						if !strings.Contains(home, figure) && !told[term] {
							told[term] = true
							t.Errorf("%s: %s is %q, and %s does not say %q", d.name, term, text, document.PlainText(row.Cells[2]), figure)
						}
					}
				}
			}
		}
	}
}

// home is what the Section says to which a cell refers, with the schedules to
// which that refers.
func (d *drafted) home(t *testing.T, cell document.Cell) string {
	var b strings.Builder
	seen := map[string]bool{}
	var add func(inlines []document.Inline, deep int)
	add = func(inlines []document.Inline, deep int) {
		document.WalkInlines(inlines, func(node any) bool {
			ref, ok := node.(*document.Reference)
			if !ok || seen[ref.Targets[0]] {
				return true
			}
			seen[ref.Targets[0]] = true
			b.WriteString(d.target(ref) + "\n")
			if deep > 0 {
				id := strings.TrimSuffix(ref.Targets[0], document.WholeClause)
				for _, l := range d.lines {
					if l.section == id || l.clause == id {
						add(l.inlines, deep-1)
					}
				}
			}
			return true
		})
	}
	add(cell, 1)
	if b.Len() == 0 {
		t.Errorf("%s: a key term refers to nothing", d.name)
	}
	return b.String()
}

// bodyPrevails: nowhere do the Key Terms prevail over the body by default.
func bodyPrevails(t *testing.T) {
	for _, d := range printed(t) {
		if strings.Contains(d.yaml, "precedence:") || d.sections["precedence"] == "" {
			continue
		}
		text := d.sections["precedence"]
		body, terms := strings.Index(text, "the body of this Agreement"), strings.Index(text, "the Key Terms")
		if body < 0 || terms >= 0 && terms < body {
			t.Errorf("%s: %q", d.name, text)
		}
	}
}

// termsUsed: each term of the compiled list is used in its draft. Terms that one
// text of the library uses are told by lint.
func termsUsed(t *testing.T) {
	told := map[string]bool{}
	for _, d := range printed(t) {
		uses, defined := map[string]bool{}, map[string]bool{}
		for _, l := range d.lines {
			if l.definition != "" {
				defined[l.definition] = true
			}
			document.WalkInlines(l.inlines, func(node any) bool {
				if u, ok := node.(*document.Use); ok && l.definition != u.Term {
					uses[u.Term] = true
				}
				return true
			})
		}
		for term := range defined {
			if !uses[term] && !told[term] {
				told[term] = true
				t.Errorf("%s: %q is defined and not used", d.name, term)
			}
		}
	}
}

// inSchedule reports whether a section is a schedule or stands in one; forms
// and tables repeat what their use needs.
func inSchedule(d *drafted, section string) bool {
	for _, division := range d.made.Document.Body {
		if division.Kind != document.Schedule {
			continue
		}
		if division.ID == section {
			return true
		}
		for _, b := range division.Blocks {
			if s, ok := b.(*document.Division); ok && s.ID == section {
				return true
			}
		}
	}
	return false
}
