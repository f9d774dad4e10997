package main

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/document"
)

// fit refuses two agreements of which the one cannot amend the other.
func (a *app) fit(signed, newer *comparison.Side, d *deal.Deal, number int) error {
	was, is := signed.Document, newer.Document
	_, numbered := d.Answer(deal.AmendmentPath)
	unfit := func(hint, format string, args ...any) error {
		return a.nothing("%s\n    hint: %s", fmt.Sprintf(format, args...), hint)
	}
	for _, side := range []*comparison.Side{signed, newer} {
		if side.Document.Style == "" {
			return unfit("name the file as draft wrote it, or its deal", "%s does not tell in which style it is written: what says so is gone, such as the first line of a .md", side.Name)
		}
	}
	switch {
	case was.Style != is.Style:
		return unfit("keep "+deal.StylePath+" as it was signed", "%s is in the style %s and %s in the style %s, so that no number would be the same", signed.Name, was.Style, newer.Name, is.Style)
	case was.Title != is.Title:
		return unfit("keep the template that was signed", "%s is %q and %s is %q: one cannot amend the other", signed.Name, was.Title, newer.Name, is.Title)
	}
	if was.Conformed && number == 0 && !numbered {
		return unfit("--number says which amendment this is", "%s is a conformed copy, so that this is not the first amendment", signed.Name)
	}
	deals := []*deal.Deal{d}
	if signed.Draft != nil {
		deals = append(deals, signed.Draft.Deal)
	}
	names := renamedIn(d)
	for _, n := range names {
		switch {
		case !namesParty(was, n.was):
			return unfit("a new name is recited once: take the row out if an earlier amendment did", "%s: %s does not name %s as a party", deal.RenamedPath, signed.Name, n.was)
		case !namesParty(is, n.now):
			return unfit("write the name as the deal has it", "%s: %s does not name %s as a party", deal.RenamedPath, newer.Name, n.now)
		}
	}
	for _, p := range partiesOf(deals) {
		for _, side := range []*comparison.Side{signed, newer} {
			if !slices.ContainsFunc(names.of(p.name), func(name string) bool { return namesParty(side.Document, name) }) {
				return unfit("an amendment has the parties of the agreement; a new name of the same person is recited by amendment: {renamed: [{was: …, now: …}]}, an assignment by a paper of its own", "%s does not name %s (%s) as a party", side.Name, p.name, p.path)
			}
		}
	}
	if signed.Draft != nil && newer.Draft != nil {
		before, _ := signed.Draft.Deal.Answer(deal.EffectivePath)
		now, _ := newer.Draft.Deal.Answer(deal.EffectivePath)
		if before != nil && now != nil && before.Raw() != now.Raw() {
			return unfit("--date says from when the amendment has effect", "%s changes from %s to %s, but the agreement has taken effect as it was signed", deal.EffectivePath, before.Raw(), now.Raw())
		}
	}
	if place := unnumbered(was); place != "" {
		return unfit("run draft, which keeps the edits and numbers them, and name the file that it writes", "%s holds %s", signed.Name, place)
	}
	return nil
}

// party is who signs, and the question that asks for the name.
type party struct{ name, path string }

// partiesOf are the parties of deals.
func partiesOf(deals []*deal.Deal) (list []party) {
	for _, d := range deals {
		for _, question := range []string{deal.LicensorPath, deal.LicenseePath} {
			answer, _ := d.Answer(question)
			if name, ok := answer.(deal.Text); ok {
				list = append(list, party{string(name), question})
			}
		}
		answer, _ := d.Answer(deal.LicensorsPath)
		rows, _ := answer.(deal.Table)
		for _, row := range rows {
			if name, ok := row[deal.LicensorColumn].(deal.Text); ok {
				list = append(list, party{string(name), deal.LicensorsPath})
			}
		}
	}
	return list
}

// renaming is a party that has another name than it had when it signed.
type renaming struct{ was, now string }

type renamings []renaming

// renamedIn are the parties that have another name by a deal.
func renamedIn(d *deal.Deal) (list renamings) {
	answer, _ := d.Answer(deal.RenamedPath)
	rows, _ := answer.(deal.Table)
	for _, row := range rows {
		was, _ := row[deal.WasColumn].(deal.Text)
		now, _ := row[deal.NowColumn].(deal.Text)
		list = append(list, renaming{string(was), string(now)})
	}
	return list
}

// of are the names of the person who has one of them.
func (list renamings) of(name string) []string {
	names := []string{name}
	for _, n := range list {
		switch name {
		case n.was:
			names = append(names, n.now)
		case n.now:
			names = append(names, n.was)
		}
	}
	return names
}

// namesParty reports whether a document names somebody in the part on the parties.
func namesParty(doc *document.Document, name string) bool {
	found := false
	for _, d := range doc.Body {
		if d.Kind == document.Part {
			document.Runs(&document.Document{Body: []*document.Division{d}}, func(inlines *[]document.Inline) {
				text := strings.Join(strings.Fields(document.PlainText(*inlines)), " ")
				found = found || strings.Contains(text, name)
			})
		}
	}
	return found
}

// unnumbered tells of an article, a section or a schedule that has no number, or one that
// another has; "" if there is none.
func unnumbered(doc *document.Document) string {
	bears := map[string]string{}
	for _, d := range doc.Body {
		if d.Kind == document.Part {
			continue
		}
		for _, one := range append([]*document.Division{d}, d.Sections()...) {
			if one.Label == "" {
				return fmt.Sprintf("%q without a number", one.Heading)
			}
			label := one.Label
			if d.Kind == document.Schedule && one != d {
				label += " of " + d.Label
			}
			if earlier, ok := bears[label]; ok {
				return fmt.Sprintf("%q and %q under one number, %s", earlier, one.Heading, label)
			}
			bears[label] = one.Heading
		}
	}
	return ""
}

// outOfSequence tells of an article, a section or a schedule whose number Word, which
// counts, would not show; "" if there is none.
func outOfSequence(doc *document.Document) string {
	counted := document.Copy(doc)
	for i, d := range doc.Body {
		should := append([]*document.Division{counted.Body[i]}, counted.Body[i].Sections()...)
		for k, one := range append([]*document.Division{d}, d.Sections()...) {
			if one.Label != should[k].Label {
				return fmt.Sprintf("%s (%s), which Word would count as %s", one.Label, one.Heading, should[k].Label)
			}
		}
	}
	return ""
}
