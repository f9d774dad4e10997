package terms

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"clausewright/internal/cases"
	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// listed are the rows of random deals, and of a sample, in the usual columns.
func listed(t *testing.T) ([]Column, []Row) {
	columns, list := once()
	if len(list) < 3 {
		t.Fatalf("%d rows only", len(list))
	}
	return columns, slices.Clone(list)
}

var once = sync.OnceValues(func() ([]Column, []Row) {
	lib, _ := library.Open(os.DirFS("../.."), "")
	columns := Usual(lib)
	var all []Row
	for seed := range uint64(3) {
		d, _ := cases.NewRandom(lib, "exclusive-licence", seed, false).Make()
		if d.Document != nil {
			all = append(all, Of(d, "deal", columns))
		}
	}
	data, err := os.ReadFile("../../samples/battery.yaml")
	if err != nil {
		return nil, nil
	}
	d, _ := draft.Make(lib, "battery.yaml", data, draft.Options{})
	return columns, append(all, Of(d, "battery", columns))
})

// TestSchema: the schema accepts the terms of random deals, and no others.
func TestSchema(t *testing.T) {
	columns, list := listed(t)
	through := func(v any) any {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("terms.json", through(Schema(columns))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("terms.json")
	if err != nil {
		t.Fatal(err)
	}
	objects := Objects(columns, list)
	if err := s.Validate(through(objects)); err != nil {
		t.Error(err)
	}
	for name, wrong := range map[string]any{"fees.upfront": "four", "fees.upfront.currency": 4, "disputes.arbitrators": []string{"3"}, "surprise": 1} {
		was, there := objects[0][name]
		objects[0][name] = wrong
		if s.Validate(through(objects)) == nil {
			t.Errorf("%s: %v is accepted", name, wrong)
		}
		if objects[0][name] = was; !there {
			delete(objects[0], name)
		}
	}
}

// TestValues: the terms of a sample, as values.
func TestValues(t *testing.T) {
	columns, list := listed(t)
	battery := Objects(columns, list)[len(list)-1]
	for name, want := range map[string]any{
		"deal": "battery", "template": "exclusive-licence",
		"fees.upfront": json.Number("4000000"), "fees.upfront.currency": "EUR",
		"exclusivity.period": json.Number("8"), "exclusivity.period.unit": "y",
		"exclusivity.level": "exclusive", "deal.effective_date": "2027-02-01",
		"software.form": nil, // its clause is not in the draft
	} {
		if got := battery[name]; got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// TestWorkbook: each row of the sheet says what the row says, a number as a number.
func TestWorkbook(t *testing.T) {
	columns, list := listed(t)
	var first, again bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &again} {
		if err := Workbook(out, columns, list); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("twice gives other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	var sheet struct {
		Rows []struct {
			Cells []struct {
				Type  string `xml:"t,attr"`
				Look  int    `xml:"s,attr"`
				Value string `xml:"v"`
				Text  string `xml:"is>t"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.NewDecoder(part).Decode(&sheet); err != nil {
		t.Fatal(err)
	}
	if len(sheet.Rows) != len(list)+1 {
		t.Fatalf("%d rows", len(sheet.Rows))
	}
	for i, row := range list {
		for k, v := range row {
			cell := sheet.Rows[i+1].Cells[k]
			_, isNumber := v.(json.Number)
			isDay := columns[k].shape == asDate && v != nil && v != Open && !strings.ContainsAny(written(v), " lT")
			switch {
			case isNumber && (cell.Type != "" || cell.Value != written(v)), isDay && (cell.Look != dayLook || cell.Value == ""):
				t.Errorf("%s: %v is %+v", columns[k].Name, v, cell)
			case columns[k].shape == asText && cell.Text != strings.ToValidUTF8(written(v), "\uFFFD"):
				t.Errorf("%s: %q is %q", columns[k].Name, v, cell.Text)
			}
		}
	}
	if day := sheet.Rows[len(list)].Cells[slices.Index(heads(columns), "deal.effective_date")]; day.Value != "46419" { // 2027-02-01
		t.Errorf("the day is %+v", day)
	}
}

// TestSort: numbers by size, what is open or not there last in both directions.
func TestSort(t *testing.T) {
	columns := columnsOf(&deal.Parameter{Path: "fee", Kind: deal.KindMoney})
	for by, want := range map[string]string{"fee": "9 10.5 200  TBD", "-fee": "200 10.5 9  TBD"} {
		list := []Row{{nil, nil}, {Open, nil}, {json.Number("200"), "EUR"}, {json.Number("9"), "EUR"}, {json.Number("10.5"), "EUR"}}
		if err := Sort(list, columns, by); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range list {
			got = append(got, written(row[0]))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", by, strings.Join(got, " "))
		}
	}
	if Sort(nil, columns, "other") == nil {
		t.Error("a column that is not there")
	}
}
