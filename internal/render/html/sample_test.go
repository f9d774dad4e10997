package html

import (
	"clausewright/internal/document"
)

func words(s string) *document.Text { return &document.Text{Text: s} }

func para(inlines ...document.Inline) *document.Paragraph {
	return &document.Paragraph{Inlines: inlines}
}

func saying(s string) *document.Paragraph { return para(words(s)) }

func use(term string) *document.Use { return &document.Use{Term: term, Text: term} }

func defining(term string) *document.Definition { return &document.Definition{Term: term} }

func refer(id, text string) *document.Reference {
	return &document.Reference{Targets: []string{id}, Text: text}
}

func item(id, label string, blocks ...document.Block) *document.Item {
	return &document.Item{ID: id, Label: label, Blocks: blocks}
}

func items(items ...*document.Item) *document.List { return &document.List{Items: items} }

func part(id, heading string, blocks ...document.Block) *document.Division {
	return &document.Division{Kind: document.Part, ID: id, Heading: heading, Blocks: blocks}
}

func article(id, label, heading string, blocks ...document.Block) *document.Division {
	return &document.Division{Kind: document.Article, ID: id, Label: label, Heading: heading, Blocks: blocks}
}

func section(id, label, heading string, blocks ...document.Block) *document.Division {
	return &document.Division{Kind: document.Section, ID: id, Label: label, Heading: heading, Blocks: blocks}
}

func cells(inlines ...document.Inline) []document.Cell {
	row := make([]document.Cell, len(inlines))
	for i, in := range inlines {
		if in != nil {
			row[i] = document.Cell{in}
		}
	}
	return row
}

// sample is a small agreement that holds every kind of block and inline.
func sample(style string) *document.Document {
	label := "Article "
	if style == "uk" {
		label = ""
	}
	return &document.Document{
		Title: "Exclusive Technology Licence Agreement", Style: style, Lang: "en-GB",
		ID: "battery draft 1", Legend: "DRAFT 1 – 23 November 2026 – Confidential – Subject to contract", Date: "2026-11-23",
		Body: []*document.Division{
			coverPart(), keyTermsPart(), part("contents", "Contents"), partiesPart(), backgroundPart(),
			definitionsArticle(label + "1"), licenceArticle(label + "2"), signaturePart(), triggerSchedule(),
		},
	}
}

func coverPart() *document.Division {
	return part("cover", "Exclusive Technology Licence Agreement",
		para(words("between")),
		para(&document.Strong{Inlines: []document.Inline{words("Ferrolyte Materials, Inc.")}}, &document.Break{}, words("and "),
			&document.Strong{Inlines: []document.Inline{words("Aurora Mobility GmbH")}}),
		para(words("Effective Date: 1 February 2027")),
		saying("Open points: 2"),
		&document.Table{Class: document.OpenPoints, Head: cells(words("No."), words("Question"), words("Where")), Rows: document.RowsOf([][]document.Cell{
			cells(words("1"), words("What is the upfront fee?"), refer("upfront", "Section 2.3")),
			cells(words("2"), words("Who is Licensor's notice contact?"), refer("acts", "Section 2.2")),
		})})
}

func keyTermsPart() *document.Division {
	return part("key-terms", "Key Terms", &document.Table{Class: document.KeyTermsTable,
		Head: cells(words("Term"), words("What the parties agreed"), words("Where")),
		Rows: document.RowsOf([][]document.Cell{
			cells(words("Licensed Technology"), words("solid-electrolyte separators and the know-how for making them at scale"), refer("exclusive-grant", "Section 2.1")),
			cells(words("Field"), words("cells for passenger vehicles, except stationary storage"), refer("field", "Section 1.1")),
			cells(words("Upfront fee"), &document.Blank{Name: "fees.upfront", Ask: "What is the upfront fee?"}, refer("upfront", "Section 2.3")),
		})})
}

func partiesPart() *document.Division {
	return part("parties", "Parties", &document.List{Marker: document.Numbered, Items: []*document.Item{
		item("", "(1)", para(words("Ferrolyte Materials, Inc., a Delaware corporation with its seat at 12 Harbor Street, Boston ("), defining("Licensor"), words("); and"))),
		item("", "(2)", para(words("Aurora Mobility GmbH, a company registered at Munich under HRB 271828 ("), defining("Licensee"), words(")."))),
	}})
}

func backgroundPart() *document.Division {
	return part("background", "Background", items(
		item("", "(A)", para(use("Licensor"), words(" has developed solid-electrolyte separators that shorten charging and extend the life of cells."))),
		item("", "(B)", para(use("Licensee"), words(" makes drive systems for passenger vehicles and intends to bring the separators to market within the time stated in "), refer("trigger-register", "Schedule 1"), words("."))),
	))
}

func definitionsArticle(label string) *document.Division {
	return article("definitions", label, "Definitions and interpretation",
		section("field", "1.1", "Definitions",
			saying("In this Agreement:"),
			&document.Definitions{Entries: []*document.Entry{
				{Blocks: []document.Block{para(defining("Affiliate"), words(" of a party means an entity that controls, is controlled by or is under common control with that party. An entity controls another if it holds more than 50% of the votes."))}},
				{Blocks: []document.Block{
					para(defining("Net Sales"), words(" means the amounts invoiced by "), use("Licensee"), words(" and its "), &document.Use{Term: "Affiliate", Text: "Affiliates"}, words(" for Licensed Products, less:")),
					items(item("", "(a)", saying("discounts allowed and taken;")), item("ns-taxes", "(b)", saying("taxes shown on the invoice; and")), item("", "(c)", saying("freight and insurance, if invoiced separately."))),
				}},
			}},
			saying("Terms defined elsewhere are listed here."),
			&document.Table{Class: document.TermIndex, Head: cells(words("Term"), words("Defined in")), Rows: document.RowsOf([][]document.Cell{
				cells(words("Licensee"), refer("parties", "Parties")), cells(words("Licensor"), refer("parties", "Parties")),
			})}),
		section("", "1.2", "", saying("Headings do not affect the meaning of this Agreement.")),
	)
}

func licenceArticle(label string) *document.Division {
	return article("licence", label, "Licence",
		section("exclusive-grant", "2.1", "Exclusive grant",
			para(words("Subject to "), refer("acts-b", "Section 2.2(b)"), words(", "), use("Licensor"), words(" hereby grants to "), use("Licensee"), words(" an exclusive licence under the Licensed Patents and to use the Licensed Know-how to develop, make, have made, use, sell, offer for sale and import Licensed Products in the Field in the Territory.")),
			&document.Note{Blocks: []document.Block{saying("Note to Draft: “exclusive” binds Licensor too. If Licensor must keep using the technology in the Field for research, see the reserved rights.")}}),
		section("acts", "2.2", "Acts and Affiliates",
			para(use("Licensee"), words(" may extend the licence to an "), use("Affiliate"), words(" if:")),
			items(
				item("", "(a)", para(use("Licensee"), words(" gives notice at least 30 days before the extension;"))),
				item("acts-b", "(b)", saying("the Affiliate agrees in writing:"), items(
					item("", "(i)", saying("to keep records as though it were Licensee, for at least six years after the end of the Calendar Year to which they relate; and"),
						items(item("", "(A)", saying("in the form that Licensor accepts;")), item("", "(B)", saying("at its own cost; and")))),
					item("", "(ii)", para(words("to be bound by "), refer("exclusive-grant", "Section 2.1"), words("; and"))))),
				item("", "(c)", saying("no sum is overdue.")))),
		section("upfront", "2.3", "Upfront fee",
			para(use("Licensee"), words(" shall pay "), &document.Blank{Name: "fees.upfront", Ask: "What is the upfront fee?"}, words(" to "), use("Licensor"), words(" within 30 days after the Effective Date. Royalties on "), use("Net Sales"), words(" are "), &document.Emphasis{Inlines: []document.Inline{words("as follows")}}, words(":")),
			&document.Table{Head: cells(words("Tier"), words("Net Sales in a Calendar Year"), words("Rate"), words("Rate after the last Valid Claim expires"), words("Minimum annual royalty")), Rows: document.RowsOf([][]document.Cell{
				cells(words("1"), words("up to EUR 50,000,000"), words("4.0%"), words("2.0%"), words("EUR 250,000")),
				cells(words("2"), words("above EUR 50,000,000"), words("3.5%"), words("1.75%"), words("EUR 750,000")),
			})},
			&document.List{Marker: document.Bulleted, Items: []*document.Item{item("", "", saying("Payments are due quarterly.")), item("", "", saying("Late sums bear interest."))}}))
}

func signaturePart() *document.Division {
	signatory := func(party, name string) *document.Table {
		return &document.Table{Class: document.SignatureTable, Head: cells(words(party), nil), Rows: document.RowsOf([][]document.Cell{
			cells(words("By"), nil), cells(words("Name"), words(name)), cells(words("Title"), nil), cells(words("Date"), nil),
		})}
	}
	return part("signature", "Signatures", saying("The parties are signing this Agreement on the dates stated below."),
		signatory("FERROLYTE MATERIALS, INC.", "Dr. Ada Quill"), signatory("AURORA MOBILITY GMBH", ""))
}

func triggerSchedule() *document.Division {
	return &document.Division{Kind: document.Schedule, ID: "trigger-register", Label: "Schedule 1", Heading: "Trigger Register", Blocks: []document.Block{
		section("", "1", "How to read this register", saying("Every measurable event is stated here and nowhere else.")),
		section("t-table", "2", "Triggers",
			&document.Table{Head: cells(words("Trigger"), words("Event"), words("Threshold"), words("Date")), Rows: document.RowsOf([][]document.Cell{
				cells(words("T1"), words("first commercial sale"), words("1 vehicle"), words("31 December 2028")),
				cells(words("T2"), words("yearly volume"), words("20,000 vehicles"), words("31 December 2030")),
			})}),
	}}
}
