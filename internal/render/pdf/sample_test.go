package pdf

import (
	"fmt"
	"strings"

	d "clausewright/internal/document"
)

func reads(s string) []d.Inline { return []d.Inline{&d.Text{Text: s}} }

func para(inlines ...d.Inline) *d.Paragraph { return &d.Paragraph{Inlines: inlines} }

func says(s string) *d.Paragraph { return para(reads(s)...) }

func cells(words ...string) []d.Cell {
	row := make([]d.Cell, len(words))
	for i, w := range words {
		if w != "" {
			row[i] = d.Cell(reads(w))
		}
	}
	return row
}

// lorem is prose of n sentences in the manner of the library.
func lorem(n int) string {
	sentences := []string{
		"Licensor hereby grants to Licensee, during the Exclusivity Period and in each country of the Territory, the exclusive licence to make, have made, use, offer for sale, sell and import Licensed Products in the Field.",
		"Licensee shall deliver each report within 45 days after the end of the Calendar Quarter to which it relates, with the figures certified by its chief financial officer.",
		"If the parties have not agreed on or before the last day of the Renegotiation Window, the default adjustment set out in this Section applies from the first day of the next Calendar Year.",
		"Nothing in this Agreement restricts research that is carried out by or for a university—whether or not it is publicly funded—under the conditions of the non‑exclusive licence.",
		"Interest accrues at 3-month EURIBOR plus 4% a year on each amount that is not paid on its due date, from the day after that date until payment.",
	}
	var b strings.Builder
	for i := range n {
		b.WriteString(sentences[i%len(sentences)] + " ")
	}
	return strings.TrimSpace(b.String())
}

// agreement is a document with everything a document can hold, of about 20
// pages when articles is 14.
func agreement(style string, articles int) *d.Document {
	doc := &d.Document{Title: "Exclusive Technology Licence Agreement", Style: style, Lang: "en-GB", ID: "battery draft 1",
		Legend: "DRAFT 1 – 23 November 2026 – Confidential – Subject to contract", Date: "2026-11-23"}
	doc.Body = append(doc.Body, coverPart(), keyTerms(), &d.Division{ID: d.ContentsPart, Heading: "Contents"}, partiesPart(), background())
	for n := 1; n <= articles; n++ {
		doc.Body = append(doc.Body, article(style, n))
	}
	doc.Body = append(doc.Body, signatures(), register(style), certificate(style))
	return doc
}

func coverPart() *d.Division {
	return &d.Division{ID: d.CoverPart, Heading: "Exclusive Technology Licence Agreement", Blocks: []d.Block{
		says("between"),
		para(&d.Strong{Inlines: reads("Fjellvik Cell Chemistry AB")}, &d.Text{Text: " as Licensor"}),
		says("and"),
		para(&d.Strong{Inlines: reads("Oberwald Fahrzeugbau AG")}, &d.Text{Text: " as Licensee"}),
		says("Effective Date: 1 February 2027"),
		says("Open points: 2"),
		&d.Table{Class: d.OpenPoints, Head: cells("Open point", "Question", "Where"), Rows: d.RowsOf([][]d.Cell{
			{d.Cell(reads("fees.upfront")), d.Cell(reads("What is the upfront fee?")), {&d.Reference{Targets: []string{"s-2-1"}, Text: "Section 2.1"}}},
			cells("escrow.agent", "Who holds the escrow deposit, and under which agreement?", "Section 3.2"),
		})},
	}}
}

func keyTerms() *d.Division {
	return &d.Division{ID: d.KeyTermsPart, Heading: "Key Terms", Blocks: []d.Block{
		says("This page summarises the Agreement. If it differs from an article, the article prevails."),
		&d.Table{Class: d.KeyTermsTable, Head: cells("Term", "Agreed", "Section"), Rows: d.RowsOf([][]d.Cell{
			{d.Cell(reads("Parties")), d.Cell(reads("Fjellvik Cell Chemistry AB (Licensor) and Oberwald Fahrzeugbau AG (Licensee)")), nil},
			{d.Cell(reads("Field")), d.Cell(reads("Cells for passenger cars, including battery-electric and plug-in hybrid vehicles up to 3.5 t, but no stationary storage")), {&d.Reference{Targets: []string{"s-1-2"}, Text: "Section 1.2"}}},
			{d.Cell(reads("Upfront fee")), {&d.Blank{Name: "fees.upfront", Ask: "What is the upfront fee?"}}, {&d.Reference{Targets: []string{"s-2-1"}, Text: "Section 2.1"}}},
		})},
	}}
}

func partiesPart() *d.Division {
	item := func(label, name, rest, term string) *d.Item {
		return &d.Item{Label: label, Blocks: []d.Block{para(&d.Strong{Inlines: reads(name)}, &d.Text{Text: rest + " ("}, &d.Definition{Term: term}, &d.Text{Text: "); and"})}}
	}
	return &d.Division{ID: "parties", Heading: "Parties", Blocks: []d.Block{&d.List{Marker: d.Numbered, Items: []*d.Item{
		item("(1)", "Fjellvik Cell Chemistry AB", ", a Swedish private limited company, registered number 559000-0000, of Varvsgatan 1, 972 00 Luleå, Sweden", "Licensor"),
		item("(2)", "Oberwald Fahrzeugbau AG", ", a German stock corporation, of Werkstraße 10, 70000 Stuttgart, Germany", "Licensee"),
	}}}}
}

func background() *d.Division {
	return &d.Division{ID: "background", Heading: "Background", Blocks: []d.Block{&d.List{Items: []*d.Item{
		{Label: "(A)", Blocks: []d.Block{says("Licensor has developed a sodium-ion cell platform and wishes to see it in volume production.")}},
		{Label: "(B)", Blocks: []d.Block{says("Licensee intends to bring it into volume production for passenger cars and has offered manufacturing scale that Licensor lacks. The parties expect the European launch first.")}},
	}}, says("The parties agree as follows:")}}
}

func article(style string, n int) *d.Division {
	label := fmt.Sprint("Article ", n)
	if style == "uk" {
		label = fmt.Sprint(n)
	}
	a := &d.Division{Kind: d.Article, ID: fmt.Sprint("a-", n), Label: label, Heading: "Licence and reservation of rights"}
	for s := 1; s <= 4; s++ {
		a.Blocks = append(a.Blocks, section(n, s))
	}
	if n == 1 {
		a.Blocks = append(a.Blocks, definitions())
	}
	return a
}

func section(n, s int) *d.Division {
	item := func(label string, blocks ...d.Block) *d.Item { return &d.Item{Label: label, Blocks: blocks} }
	inner := &d.List{Items: []*d.Item{
		item("(i)", says("the Test Date has passed and the Threshold of Trigger T1 is not met; or")),
		item("(ii)", says(lorem(1)), &d.List{Items: []*d.Item{item("(A)", says("for one year; or")), item("(B)", says("for two years."))}}),
	}}
	list := &d.List{Items: []*d.Item{
		{ID: fmt.Sprintf("i-%d-%d", n, s), Label: "(a)", Blocks: []d.Block{says("the milestone is reached, measured as the Trigger Register says;")}},
		item("(b)", para(&d.Text{Text: "an Excused Event has ended under "}, &d.Reference{Targets: []string{fmt.Sprintf("i-%d-1", 1)}, Text: "Section 1.1(a)"}, &d.Text{Text: ":"}), inner),
	}}
	blocks := []d.Block{
		para(&d.Use{Term: "Licensor", Text: "Licensor"}, &d.Text{Text: " grants to "}, &d.Use{Term: "Licensee", Text: "Licensee"},
			&d.Text{Text: " a licence under the "}, &d.Use{Term: "Licensed Patents", Text: "Licensed Patents"}, &d.Text{Text: ". " + lorem(3) + " See "},
			&d.Reference{Targets: []string{"trigger-register"}, Text: "Schedule 1"}, &d.Text{Text: " and "}, &d.Emphasis{Inlines: reads("mutatis mutandis ")},
			&d.Reference{Targets: []string{fmt.Sprintf("s-%d-%d", n, 1)}, Text: fmt.Sprintf("Section %d.1", n)}, &d.Text{Text: ", and the fee of "}, &d.Blank{Name: "fees.upfront"}, &d.Text{Text: "."}),
		says("Subject to the preceding paragraph, the licence is subject to the following:"), list,
	}
	if s == 4 {
		blocks = append(blocks, &d.Note{Blocks: []d.Block{says("Note to Draft: " + lorem(2)), says("Trade it for a shorter Exclusivity Period.")}},
			&d.Table{Head: cells("Calendar Year", "Minimum Annual Royalty", "Currency"), Rows: d.RowsOf([][]d.Cell{cells("2028", "250,000", "EUR"), cells("2029", "500,000", "EUR"), cells("2030 and each later year", "1,000,000", "EUR")})})
	}
	return &d.Division{Kind: d.Section, ID: fmt.Sprintf("s-%d-%d", n, s), Label: fmt.Sprintf("%d.%d", n, s), Heading: "Grant of the exclusive licence", Blocks: blocks}
}

func definitions() *d.Definitions {
	list := &d.Definitions{}
	for _, term := range []string{"Affiliate", "Field", "Licensed Patents", "Net Sales", "Trigger"} {
		list.Entries = append(list.Entries, &d.Entry{Blocks: []d.Block{para(&d.Definition{Term: term}, &d.Text{Text: " means " + lorem(1)})}})
	}
	return list
}

func signatures() *d.Division {
	block := func(party, name string) *d.Table {
		return &d.Table{Class: d.SignatureTable, Head: cells(party, ""), Rows: d.RowsOf([][]d.Cell{cells("By:", ""), cells("Name:", name), cells("Title:", "Chief Executive Officer"), cells("Date:", "")})}
	}
	return &d.Division{ID: "signature", Heading: "Signature", Blocks: []d.Block{
		says("The parties are signing this Agreement on the dates beside their signatures."),
		block("Fjellvik Cell Chemistry AB", "Ingrid Halvorsen"), block("Oberwald Fahrzeugbau AG", "Dr. Jonas Reuter")}}
}

func scheduleLabel(style string, n int) string {
	switch style {
	case "us":
		return "Exhibit " + string(rune('A'+n-1))
	case "uk":
		return fmt.Sprint("Schedule ", n)
	}
	return "Annex " + string(rune('A'+n-1))
}

func register(style string) *d.Division {
	table := &d.Table{Head: cells("Id", "Trigger", "Metric", "Unit", "Threshold", "Baseline", "Test Date", "Measurement Period", "Source of data", "Verifier", "Partial Achievement", "Consequence")}
	for n := 1; n <= 9; n++ {
		table.Rows = append(table.Rows, d.Row{Cells: cells(fmt.Sprint("T", n), "Unit cost of production", "Full manufacturing cost per kilowatt-hour of cells shipped", "EUR/kWh", "≤ 55", "78",
			"31 December 2029", "Calendar Year 2029", "Licensee's audited accounts", "Independent expert", "75% of the Threshold", "Exclusivity becomes non-exclusive in the Region; see Section 3.4")})
	}
	return &d.Division{Kind: d.Schedule, ID: "trigger-register", Label: scheduleLabel(style, 1), Heading: "Trigger Register", Blocks: []d.Block{says("Every measurable event is stated here and nowhere else."), table}}
}

func certificate(style string) *d.Division {
	return &d.Division{Kind: d.Schedule, ID: "stage-certificate", Label: scheduleLabel(style, 2), Heading: "Form of Stage Certificate", Blocks: []d.Block{
		&d.Division{Kind: d.Section, Label: "1", Heading: "Statement", Blocks: []d.Block{says(lorem(2))}},
		&d.Division{Kind: d.Section, Label: "2", Blocks: []d.Block{says("☐ reached ☑ not reached")}},
		&d.List{Marker: d.Bulleted, Items: []*d.Item{{Blocks: []d.Block{says("first enclosure")}}, {Blocks: []d.Block{says("second enclosure")}}}},
	}}
}
