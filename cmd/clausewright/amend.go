package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/amend"
	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/library"
	"clausewright/internal/render"
)

// amendFlags are the flags of amend.
type amendFlags struct {
	output   string
	formats  []string
	date     string
	number   int
	restated bool
	paper    string
}

func (a *app) amendCommand() *cobra.Command {
	var flags amendFlags
	cmd := &cobra.Command{
		Use:   "amend OLD NEW",
		Short: "Write the agreement that amends a signed one",
		Long: `Amend writes the amendment agreement that turns OLD into NEW. OLD is what was signed: its
deal, or the signed draft in Markdown or Word with what people wrote into it. NEW is the
deal as it is to be, or a draft of it.

What people wrote into the signed draft was agreed and stays, if the draft is where "draft"
wrote it; elsewhere nobody knows what that was, which is told.

A deal is drafted again with the library as it is now: where that has changed since, name the
signed draft.

Each change is an instruction against the numbers that were signed: nothing is renumbered,
what comes in is Section 8.2A or Exhibit C-1, and what is deleted leaves its number behind.

The files are NEW.amendment-1.*. With --restated, NEW.conformed-1.* is the whole agreement as
amended, under the signed numbers. For the next amendment it is OLD, and --number is 2; the
earlier amendments are recited.`,
		Example: `  clausewright amend signed/acme.yaml deals/acme.yaml --date 2028-07-01
  clausewright amend signed/acme.docx deals/acme.yaml --restated -f docx,pdf
  clausewright amend drafts/acme.conformed-1.md deals/acme.yaml --number 2`,
		GroupID: "deal",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("clausewright amend signed.yaml new.yaml", "amend takes what was signed and what is to be, not %s", diag.Plural(len(args), "file"))
			}
			return nil
		},
		ValidArgsFunction: completeSides,
		RunE:              func(_ *cobra.Command, args []string) error { return a.amend(args[0], args[1], flags) },
	}
	f := cmd.Flags()
	folderVar(cmd, &flags.output, "folder to write to")
	f.StringSliceVarP(&flags.formats, "format", "f", render.Names(), "formats to write")
	f.StringVar(&flags.date, "date", "", "from when the amendment has effect, YYYY-MM-DD (default: the last signature)")
	f.IntVar(&flags.number, "number", 0, "which amendment of the agreement it is (default: the first)")
	f.BoolVar(&flags.restated, "restated", false, "write the conformed copy too: the whole agreement as amended")
	f.StringVar(&flags.paper, "paper", "", paperOf)
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(render.Names(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) amend(signedName, newName string, flags amendFlags) error {
	formats, err := formatsNamed(flags.formats)
	if err != nil {
		return err
	}
	paper, err := paperNamed(flags.paper)
	if err != nil {
		return err
	}
	signed, err := a.sideDrafted(signedName, draft.Options{Force: true}) // it was signed, whatever rules say of it
	if err != nil {
		return err
	}
	newer, err := a.side(newName)
	if err != nil {
		return err
	}
	lib, d, err := a.amendedDeal(signed, newer)
	if err != nil {
		return err
	}
	if err := a.fit(signed, newer, d, flags.number); err != nil {
		return err
	}
	plain, err := a.keepSigned(signed, newer, flags)
	if err != nil {
		return err
	}
	made, problems := amend.Make(lib, d, signed.Document, newer.Document, amend.Options{Number: flags.number, Date: flags.date})
	_, _, from, err := a.openLibrary()
	if err == nil {
		err = a.refuse(problems, from)
	}
	if err != nil {
		return err
	}
	if len(made.Groups) == 0 {
		return a.nothing("%s says what %s says, so there is nothing to amend", newer.Name, signed.Name)
	}
	a.tellAmendment(made, signed, newer)
	var base []byte // of the conformed copy
	if plain != nil {
		if base, err = markdownOf(made.Unedited(signed.Document, plain)); err != nil {
			return err
		}
	}
	return a.writeAmendment(made, base, baseName(path.Base(filepath.ToSlash(newName))), formats, flags, render.Options{Paper: paper})
}

// keepSigned puts what people wrote into a signed draft into the newer agreement, if that
// is a deal, which does not say it: it was agreed, and an amendment leaves it as it is.
// Plain is the newer agreement without; nil if nobody knows.
func (a *app) keepSigned(signed, newer *comparison.Side, flags amendFlags) (plain *document.Document, err error) {
	if newer.Draft == nil {
		return baseOf(newer)
	}
	if signed.Draft != nil {
		return newer.Document, nil
	}
	base, err := baseOf(signed)
	if err != nil || base == nil {
		if err == nil && a.quiet == 0 {
			a.tellf("please read: nobody knows what people wrote into %s, since it is not beside the draft as it was written; where %s does not say it, the amendment takes it out", signed.Name, newer.Name)
		}
		return nil, err
	}
	edited := signed.Document
	if edited.Conformed {
		base, edited = amend.WithoutOmitted(base), amend.WithoutOmitted(edited)
	}
	written := make([]*document.Document, 2)
	for i, doc := range []*document.Document{edited, newer.Document} {
		if written[i], err = edits.Reread(doc); err != nil {
			return nil, err
		}
	}
	edits.Redraw(written[0], base)
	kept, err := edits.Keep(base, written[1], []edits.Edited{{Name: signed.Name, Document: written[0]}}, edits.Take{}, document.Options{Terms: newer.Library.Terms(), Names: newer.Document.Names})
	if err != nil {
		return nil, usagef("name the draft that is to be as NEW", "what people wrote into %s does not fit into %s: %s", signed.Name, newer.Name, err)
	}
	for _, c := range kept.Conflicts {
		a.tellConflict(c, "")
	}
	if n := len(kept.Conflicts); n > 0 {
		return nil, a.nothing("%s between what was signed and %s\n    hint: draft %s --theirs %s --take … decides; name the draft that it writes as NEW", diag.Plural(n, "conflict"), newer.Name, newer.Name, signed.Name)
	}
	if err := a.refuse(kept.Problems, nil); err != nil {
		return nil, err
	}
	plain, newer.Document = newer.Document, kept.Document
	over := comparison.Compare(comparison.Side{Document: plain}, comparison.Side{Document: kept.Document})
	if a.quiet == 0 && len(over.Changes) > 0 {
		a.tellf("what people wrote into %s was signed, and stays: %s", signed.Name, over.Totals)
	}
	for _, c := range kept.Reviews {
		a.tellAbout(changesOf(c), "please read %s: what was signed and %s changed the same sentence", placeName(c.Place), newer.Name)
	}
	return plain, nil
}

// baseOf is what the program wrote of a draft, without what people wrote into it; nil
// if that is not beside the draft, or the draft began as another.
func baseOf(side *comparison.Side) (*document.Document, error) {
	out, name := disk(filepath.Dir(side.Name)), baseName(side.Name)
	if _, err := out.Read(drafts.Base(name)); err != nil {
		return nil, nil
	}
	last, err := out.lastDigest(name)
	if err != nil || side.Digest != "" && side.Digest != last {
		return nil, err
	}
	return out.base(name)
}

// amendedDeal is the deal that says who signs: that of NEW, or else that of OLD, or the
// one that was kept beside a draft.
func (a *app) amendedDeal(signed, newer *comparison.Side) (*library.Library, *deal.Deal, error) {
	for _, side := range []*comparison.Side{newer, signed} {
		if side.Draft != nil {
			return side.Library, side.Draft.Deal, nil
		}
	}
	lib, problems, from, err := a.openLibrary()
	if err == nil {
		err = a.refuse(problems, from)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, side := range []*comparison.Side{newer, signed} {
		out, name := disk(filepath.Dir(side.Name)), baseName(side.Name)
		data, err := out.Read(drafts.Deal(name))
		if err != nil {
			continue
		}
		file := filepath.ToSlash(out.path(drafts.Deal(name)))
		d, problems := deal.Read(file, data, lib.Schema)
		return lib, d, a.refuse(problems, sources{oneFile(file, data)})
	}
	return nil, nil, usagef("name the deal of one of them", "nobody knows who the parties are: neither %s nor %s is a deal, and none is kept beside them", signed.Name, newer.Name)
}

// fit refuses two agreements of which the one cannot amend the other.
func (a *app) fit(signed, newer *comparison.Side, d *deal.Deal, number int) error {
	was, is := signed.Document, newer.Document
	_, numbered := d.Answer("amendment.number")
	unfit := func(hint, format string, args ...any) error {
		return a.nothing("%s\n    hint: %s", fmt.Sprintf(format, args...), hint)
	}
	switch {
	case was.Style != is.Style:
		return unfit("keep deal.law_family as it was signed", "%s is in the style %s and %s in the style %s, so that no number would be the same", signed.Name, was.Style, newer.Name, is.Style)
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
			return unfit("a new name is recited once: take the row out if an earlier amendment did", "amendment.renamed: %s does not name %s as a party", signed.Name, n.was)
		case !namesParty(is, n.now):
			return unfit("write the name as the deal has it", "amendment.renamed: %s does not name %s as a party", newer.Name, n.now)
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
		const effective = "deal.effective_date"
		before, _ := signed.Draft.Deal.Answer(effective)
		now, _ := newer.Draft.Deal.Answer(effective)
		if before != nil && now != nil && before.Raw() != now.Raw() {
			return unfit("--date says from when the amendment has effect", "%s changes from %s to %s, but the agreement has taken effect as it was signed", effective, before.Raw(), now.Raw())
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
		for _, question := range []string{"party.licensor.name", "party.licensee.name"} {
			answer, _ := d.Answer(question)
			if name, ok := answer.(deal.Text); ok {
				list = append(list, party{string(name), question})
			}
		}
		const several = "party.licensors"
		answer, _ := d.Answer(several)
		rows, _ := answer.(deal.Table)
		for _, row := range rows {
			if name, ok := row["name"].(deal.Text); ok {
				list = append(list, party{string(name), several})
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
	answer, _ := d.Answer("amendment.renamed")
	rows, _ := answer.(deal.Table)
	for _, row := range rows {
		was, _ := row["was"].(deal.Text)
		now, _ := row["now"].(deal.Text)
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

// tellAmendment tells what an amendment leaves to those who sign it.
func (a *app) tellAmendment(made *amend.Amendment, signed, newer *comparison.Side) {
	if places := made.FromEffectiveDate(); len(places) > 0 && a.quiet == 0 {
		a.tellf("please read %s: what comes in there speaks of the Effective Date, which is that of the agreement and not that of the amendment", strings.Join(places, "; "))
	}
	for _, late := range made.Past(made.From) {
		if a.quiet == 0 {
			a.tellf("please read %s: what comes in there names days before %s, which are past when the amendment has effect: %s", late.Place, made.From.Raw(), rawDays(late.Days))
		}
	}
	if n := len(document.Blanks(newer.Document)); n > 0 && a.quiet < 2 {
		a.tellf("%s still open in %s; an amendment is signed without any", diag.Plural(n, "value"), newer.Name)
	}
	block := func(doc *document.Document) string {
		i := slices.IndexFunc(doc.Body, amend.Signs)
		if i < 0 {
			return ""
		}
		return document.Key(doc.Body[i])
	}
	if was, is := block(signed.Document), block(newer.Document); was != is && a.quiet == 0 {
		a.tellf("the signature blocks differ; an amendment leaves those of the agreement as they were signed")
	}
}

// rawDays are days in a row, as a deal writes them.
func rawDays(days []deal.Date) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = d.Raw()
	}
	return strings.Join(names, ", ")
}

// writeAmendment writes the amendment, and the conformed copy with its base if it is
// asked for.
func (a *app) writeAmendment(made *amend.Amendment, base []byte, name string, formats []render.Format, flags amendFlags, opts render.Options) error {
	out := disk(flags.output)
	if info, err := os.Stat(flags.output); err == nil && !info.IsDir() {
		return usagef("name a folder with -o", "folder %s: is a file", flags.output)
	}
	inWord := slices.ContainsFunc(formats, func(f render.Format) bool { return f.Name == "docx" })
	if place := outOfSequence(made.Amended); place != "" && flags.restated && inWord {
		return usagef("ask for the other formats: -f md,html,pdf", "the signed numbers are out of sequence at %s", place)
	}
	name = strings.TrimSuffix(name, ".conformed-"+strconv.Itoa(made.Number))
	type paper struct {
		name string
		doc  *document.Document
		base []byte
	}
	papers := []paper{{name + ".amendment-" + strconv.Itoa(made.Number), made.Agreement, nil}}
	if flags.restated {
		papers = append(papers, paper{name + ".conformed-" + strconv.Itoa(made.Number), made.Amended, base})
	}
	for _, p := range papers {
		if err := portableName(p.name); err != nil {
			return err
		}
		files, err := renderAll(p.doc, p.name, formats, opts)
		if err != nil {
			return err
		}
		if p.base != nil {
			files = append(files, drafts.File{Name: drafts.Base(p.name), Data: p.base})
		}
		written, err := out.write(p.name, false, func(*drafts.Draft) (drafts.Lock, []drafts.File, error) {
			return drafts.Lock{Program: version}, files, nil
		})
		if err != nil {
			return err
		}
		if err := a.tellWritten(written); err != nil {
			return err
		}
	}
	return nil
}
