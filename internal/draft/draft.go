// Package draft is the whole way of a draft, start to end.
package draft

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// Draft is what a deal comes to.
type Draft struct {
	Deal     *deal.Deal
	Template *library.Template  // nil if the deal names none that the library has
	Choices  *choose.Choices    // nil without a template
	Document *document.Document // nil if there are errors
}

// GCPercent is the garbage collector's setting for drafting: a draft is short
// and leaves little behind, so collecting less often is faster; collecting yet
// less often costs more memory than it saves time.
const GCPercent = 150

// Options are what a person may ask of a draft beside the deal.
type Options struct {
	Notes bool // print the library's notes as Notes to Draft
	Force bool // draft although the library's rules are not met

	Forms    bool   // remark if another form of the agreement is customary for such a deal
	Template string // the template to draft, whatever the deal says; "": the deal says it
}

// Make drafts the deal that data holds. It always returns a Draft, with as
// much in it as the errors allow, and every problem found, in order of place.
func Make(lib *library.Library, file string, data []byte, opts Options) (*Draft, diag.List) {
	d, problems := deal.Read(file, data, lib.Schema)
	problems = append(problems, otherCurrencies(d, lib.Schema)...)
	problems = append(problems, notConfirmed(d)...)
	return from(lib, d, problems, opts)
}

// From drafts a deal that was read without errors.
func From(lib *library.Library, d *deal.Deal, opts Options) (*Draft, diag.List) {
	return from(lib, d, nil, opts)
}

// from drafts a deal whose file has the problems given.
func from(lib *library.Library, d *deal.Deal, problems diag.List, opts Options) (*Draft, diag.List) {
	if opts.Template != "" {
		d = d.Clone()
		d.Template = opts.Template
	}
	made, found := attempt(lib, d, problems, opts)
	if len(d.Omit) > 0 && found.HasErrors() && made.Template != nil {
		found = omissions(lib, d, opts, found)
	}
	found = together(lib, made, found)
	if opts.Forms && made.Document != nil {
		found = append(found, customary(lib, made)...)
		found.Sort()
	}
	return made, found
}

// attempt drafts a deal and tells each fault where it shows.
func attempt(lib *library.Library, d *deal.Deal, problems diag.List, opts Options) (*Draft, diag.List) {
	draft := &Draft{Deal: d}
	draft.Template = templateOf(lib, d, &problems)
	if draft.Template == nil {
		problems.Sort()
		return draft, problems
	}
	choices, source, more := assemble.Run(lib, draft.Template, d, assemble.Options{Notes: opts.Notes, Force: opts.Force, Faulty: problems.HasErrors(), Said: draft.Template.FullForm != ""})
	draft.Choices = choices
	problems = append(problems, more...)
	if refused := unsaid(lib, draft.Template, d, choices, problems); len(refused) > 0 {
		problems = slices.DeleteFunc(problems, func(p *diag.Problem) bool { return p.Rule == choose.UnusedAnswer }) // that is what they say
		problems = append(problems, refused...)
	}
	if source != nil {
		doc, more := markdown.Parse(source.Text(), source)
		problems = append(problems, more...)
		problems = append(problems, document.Resolve(doc, document.Options{
			Terms: lib.Terms(), Names: lib.Names, Leads: func(id string) []string { return lib.Leads(draft.Template, id) }, Said: draft.Template.SaidIn,
		})...)
		draft.Document = doc
		problems = append(problems, stillOpen(d, lib.Schema, doc)...)
		problems = append(problems, placeholders(d, doc)...)
	}
	problems.Sort()
	if problems.HasErrors() {
		draft.Document = nil
	}
	return draft, problems
}

// templateOf finds the template that the deal names.
func templateOf(lib *library.Library, d *deal.Deal, problems *diag.List) *library.Template {
	if t := lib.Templates[d.Template]; t != nil {
		return t
	}
	if d.Faulty("template") {
		return nil
	}
	all := strings.Join(lib.TemplateIDs(), ", ")
	if d.Template == "" {
		problems.Errorf(d.Pos("template"), choose.MissingAnswer, "the deal names no template").WithPath("template").
			WithHint("begin with one of: template: %s", all)
		return nil
	}
	hint := fmt.Sprintf("there is: %s", all)
	if near := diag.Nearest(d.Template, lib.TemplateIDs()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	problems.Errorf(d.TemplatePos, UnknownTemplate, "there is no template %q", d.Template).WithPath("template").WithHint("%s", hint)
	return nil
}
