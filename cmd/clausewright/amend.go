package main

import (
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
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("number") && flags.number < 1 {
				return usagef("--number 2", "--number: %d is no number of an amendment", flags.number)
			}
			return a.amend(args[0], args[1], flags)
		},
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
