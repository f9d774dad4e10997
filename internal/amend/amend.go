package amend

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// Template is the template of a library by which amendment agreements are drafted.
const Template = "amendment"

// Options are what a person may ask of an amendment.
type Options struct {
	Number int    // of the amendment, from 1; 0: the deal says it, or it is the first
	Date   string // from which it has effect; "": the deal says it, or the last signature
}

// Amendment is what two states of an agreement come to.
type Amendment struct {
	Number    int
	From      deal.Date          // from which it has effect; of one without a day, that of its draft
	Agreement *document.Document // that the parties sign
	Amended   *document.Document // the agreement as it is then, under the signed numbers
	Groups    []Group            // the instructions; none if nothing is to be amended
	name      string             // of this amendment and those before it
}

// Make writes the amendment of a signed agreement. The deal says who the parties are.
// With errors there is none.
func Make(lib *library.Library, d *deal.Deal, signed, newer *document.Document, opts Options) (*Amendment, diag.List) {
	forms, problems := FormsOf(lib, newer.Style)
	if problems.HasErrors() {
		return nil, problems
	}
	out := &Amendment{Amended: Amended(signed, newer)}
	if out.Groups = Instructions(forms, signed, out.Amended); len(out.Groups) == 0 {
		return out, nil
	}
	asked, problems := answers(lib, forms, d, signed, opts)
	if problems.HasErrors() {
		return nil, problems
	}
	made, problems := draft.From(lib, asked, draft.Options{Template: Template})
	if made.Document == nil {
		return nil, problems
	}
	out.Agreement = made.Document
	if err := Fill(out.Agreement, out.Groups); err != nil {
		problems.Errorf(made.Template.Pos, "amendment", "%s", err)
		return nil, problems
	}
	out.effective(made.Choices)
	out.entitle(forms, signed, made.Choices)
	return out, problems
}

// answers is a deal with what an amendment answers by itself, and without what the
// deal says of the clauses of the agreement.
func answers(lib *library.Library, forms Forms, d *deal.Deal, signed *document.Document, opts Options) (*deal.Deal, diag.List) {
	var problems diag.List
	d = d.Clone()
	d.Omit, d.Add, d.Full, d.Variants, d.Accept = nil, nil, nil, nil, nil
	number := max(1, opts.Number)
	if given, ok := d.Answer(deal.AmendmentPath); ok && opts.Number == 0 {
		number, _ = strconv.Atoi(given.Raw())
	}
	give := func(path, text string, flag bool) {
		p, known := lib.Schema.Find(path)
		if !known || text == "" {
			return
		}
		if given, ok := d.Answer(path); ok && flag && given.Raw() != text {
			problems.Errorf(d.Pos(path), "amendment", "the deal says %s, and %s is asked for", given.Raw(), text).WithPath(path).
				WithHint("take the answer out of the deal, or leave the flag out")
			return
		}
		v, err := deal.ReadText(p, text, "")
		if err != nil {
			problems.Errorf(diag.Position{}, "amendment", "%s: %s", path, err)
			return
		}
		d.Fill(path, v)
	}
	give(deal.AmendmentPath, strconv.Itoa(number), opts.Number > 0)
	give(deal.AmendmentDatePath, opts.Date, true)
	give(deal.AmendedPath, signed.Title, false)
	if number > 1 && !problems.HasErrors() {
		give(deal.EarlierPath, earlier(forms, number), false)
	}
	return d, problems
}

// earlier names the amendments before one, as a deal file lists them.
func earlier(forms Forms, number int) string {
	var names []string
	for n := 1; n < number; n++ {
		names = append(names, strconv.Quote(forms.say(library.Called, "number", strconv.Itoa(n))))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// effective notes from which day the amendment has effect.
func (a *Amendment) effective(chosen *choose.Choices) {
	for _, path := range []string{deal.DraftDatePath, deal.AmendmentDatePath} {
		if v, _ := chosen.Value(path); v != nil {
			if day, ok := v.(deal.Date); ok {
				a.From = day
			}
		}
	}
}

// entitle gives both documents their titles and legends.
func (a *Amendment) entitle(forms Forms, signed *document.Document, chosen *choose.Choices) {
	form, _ := chosen.Value(deal.AmendmentFormPath)
	number, _ := chosen.Value(deal.AmendmentPath)
	before, _ := chosen.Value(deal.EarlierPath)
	a.Number, _ = strconv.Atoi(number.Raw())
	as := library.AgreementAs
	if form.Raw() == deal.DeedForm {
		as = library.DeedAs
	}
	title := forms.say(as, "number", number.Raw(), "agreement", signed.Title)
	name := forms.say(library.Called, "number", number.Raw())
	if list, ok := before.(deal.List); ok { // the conformed copy has them all
		name = deal.StyleOf(signed.Style).Write(append(slices.Clone(list), deal.Text(name)))
	}
	if rest, ok := strings.CutPrefix(a.Agreement.ID, a.Agreement.Title); ok {
		a.Agreement.ID = title + rest
	}
	a.Agreement.Title = title
	a.Amended.Title = signed.Title
	a.Amended.ID = signed.Title + ", as amended by " + name
	a.Amended.Legend = conformedLegend + " – as amended by " + name
	a.name = name
	a.cover(a.Amended)
}

// cover gives a conformed copy its cover.
func (a *Amendment) cover(doc *document.Document) {
	for i, d := range doc.Body {
		if d.Kind == document.Part && d.ID == document.CoverPart {
			doc.Body[i] = conformedCover(d, a.name)
		}
	}
}

// conformedLegend begins the legend of a conformed copy.
const conformedLegend = "CONFORMED COPY"

// Unedited is the conformed copy as it would be if nobody had written into a draft:
// what people wrote, now and before, is the difference. Plain is the newer agreement
// without that.
func (a *Amendment) Unedited(signed, plain *document.Document) *document.Document {
	out := Amended(signed, plain)
	out.Title, out.ID, out.Legend, out.Date = a.Amended.Title, a.Amended.ID, a.Amended.Legend, a.Amended.Date
	a.cover(out)
	return out
}

// conformedCover is the cover of a conformed copy: the names of the parties, and what
// it is.
func conformedCover(d *document.Division, name string) *document.Division {
	out := *d
	out.Blocks = nil
	last := -1
	for i, b := range d.Blocks {
		if p, ok := b.(*document.Paragraph); ok && len(p.Inlines) == 1 {
			if _, strong := p.Inlines[0].(*document.Strong); strong {
				last = i
			}
		}
	}
	out.Blocks = append(out.Blocks, d.Blocks[:last+1]...)
	out.Blocks = append(out.Blocks, say(fmt.Sprintf("This conformed copy shows the agreement as amended by %s. It is for convenience only: the signed agreement and its signed amendments prevail.", name)))
	return &out
}
