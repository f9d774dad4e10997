package deal

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/style"
)

// Paths of the questions that the program itself looks at, whatever else a
// library asks. A library that does not ask one goes without it.
const (
	StylePath         = "deal.law_family"
	SidePath          = "deal.drafting_side"
	CurrencyPath      = "deal.currency"
	DraftDatePath     = "deal.draft_date"
	DraftNoPath       = "deal.draft_no"
	ReferencePath     = "deal.reference"
	AnchorsPath       = "signature.anchors"
	SectorPath        = "deal.sector"
	EffectivePath     = "deal.effective_date"
	LicensorPath      = "party.licensor.name"
	LicenseePath      = "party.licensee.name"
	LicensorsPath     = "party.licensors"
	ExchangePath      = "payment.fx"
	BusinessDaysPath  = "definitions.business_day_place"
	TriggersPath      = "triggers.register"
	AmendmentPath     = "amendment.number"
	AmendedPath       = "amendment.agreement"
	EarlierPath       = "amendment.earlier"
	AmendmentDatePath = "amendment.date"
	AmendmentFormPath = "amendment.form"
	RenamedPath       = "amendment.renamed"
)

// Columns of those of them that are tables.
const (
	LicensorColumn = "name" // of LicensorsPath
	TriggerColumn  = "id"   // of TriggersPath
	WasColumn      = "was"  // of RenamedPath
	NowColumn      = "now"
)

// Words of those of them that are choices.
const (
	NoService  = "none" // of AnchorsPath
	DocuSign   = "docusign"
	AdobeSign  = "adobe"
	SimpleForm = "agreement" // of AmendmentFormPath
	DeedForm   = "deed"
)

// ownWords are all words that the program understands, of those choices in which it
// takes each word for something of its own.
var ownWords = map[string][]string{
	StylePath:         style.Names(),
	AnchorsPath:       {NoService, DocuSign, AdobeSign},
	AmendmentFormPath: {SimpleForm, DeedForm},
}

// ownQuestion is one that the program itself looks at.
type ownQuestion struct {
	path    string
	kind    Kind
	columns []string // that a table has
	draft   bool     // looked at for every draft, so that an answer is never without use
	what    string   // for which it is looked at
}

// anyKind: an answer of any kind will do.
const anyKind Kind = -1

// owns are all of them, in the order of their paths above.
var owns = []ownQuestion{
	{StylePath, KindChoice, nil, true, "the style pack"},
	{SidePath, KindChoice, nil, true, "the side for which the draft is made"},
	{CurrencyPath, KindText, nil, true, "the currency of amounts that name none"},
	{DraftDatePath, KindDate, nil, true, "the date on the pages of a draft"},
	{DraftNoPath, KindInteger, nil, true, "the number on the pages of a draft"},
	{ReferencePath, KindText, nil, true, "the foot of each page, and how a calendar is called"},
	{AnchorsPath, KindChoice, nil, true, "the service for electronic signatures that is to find its fields"},
	{SectorPath, anyKind, nil, false, "the page on which a deal is begun"},
	{EffectivePath, KindDate, nil, false, "an amendment, which does not change when its agreement took effect"},
	{LicensorPath, KindText, nil, false, "the parties of an amendment, and names that answers should not spell"},
	{LicenseePath, KindText, nil, false, "the parties of an amendment, and names that answers should not spell"},
	{LicensorsPath, KindTable, []string{LicensorColumn}, false, "the parties of an amendment"},
	{ExchangePath, anyKind, nil, false, "amounts in another currency than the deal's"},
	{BusinessDaysPath, KindText, nil, false, "the holidays of a calendar"},
	{TriggersPath, KindTable, []string{TriggerColumn}, false, "the ids of triggers"},
	{AmendmentPath, KindInteger, nil, false, "the number of an amendment"},
	{AmendedPath, KindText, nil, false, "the title of the agreement that is amended"},
	{EarlierPath, KindList, nil, false, "the amendments before an amendment"},
	{AmendmentDatePath, KindDate, nil, false, "from when an amendment has effect"},
	{AmendmentFormPath, KindChoice, nil, false, "the title of an amendment"},
	{RenamedPath, KindTable, []string{WasColumn, NowColumn}, false, "the parties of an amendment"},
}

// OwnPaths lists the questions that the program itself looks at for every draft.
func OwnPaths() []string {
	var paths []string
	for _, o := range owns {
		if o.draft {
			paths = append(paths, o.path)
		}
	}
	return paths
}

// Reserved reports whether a key at the top of a deal file, or of a house file, holds
// no answers.
func Reserved(key string) bool {
	return slices.Contains(topKeys, key) || slices.Contains(houseKeys, key)
}

// CheckOwn reports why the program would not understand the answers to a
// question that it looks at itself.
func (p *Parameter) CheckOwn() error {
	at := slices.IndexFunc(owns, func(o ownQuestion) bool { return o.path == p.Path })
	if at < 0 {
		return nil
	}
	o := owns[at]
	if o.kind != anyKind && o.kind != p.Kind {
		return fmt.Errorf("the program itself looks at %q, for %s: it is of kind %s", p.Path, o.what, o.kind)
	}
	for _, name := range o.columns {
		if _, ok := p.column(name); !ok {
			return fmt.Errorf("the program itself looks at %q, for %s: it has a column %q", p.Path, o.what, name)
		}
	}
	known := ownWords[p.Path]
	for _, word := range p.Words() {
		switch {
		case known == nil || slices.Contains(known, word):
		case p.Path == StylePath:
			return fmt.Errorf("there is no style %q: %s", word, strings.Join(known, ", "))
		default:
			return fmt.Errorf("the program itself looks at %q, for %s: it knows no %q, only %s", p.Path, o.what, word, strings.Join(known, ", "))
		}
	}
	if p.Path == CurrencyPath && p.Default != "" {
		if f := checkCurrency(p.Default); f != nil {
			return f
		}
	}
	return nil
}
