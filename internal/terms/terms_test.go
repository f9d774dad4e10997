package terms

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

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
		"deal":                    "battery",
		"template":                "exclusive-licence",
		"fees.upfront":            json.Number("4000000"),
		"fees.upfront.currency":   "EUR",
		"exclusivity.period":      json.Number("8"),
		"exclusivity.period.unit": "y",
		"exclusivity.level":       "exclusive",
		"deal.effective_date":     "2027-02-01",
		"software.form":           nil, // its clause is not in the draft
	} {
		if got := battery[name]; got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// TestWorkbook: each row of the sheet says what the row says, a number as a number.
func TestWorkbook(t *testing.T) {
	columns, list := listed(t)
	columns = append(slices.Clone(columns), columns[0], columns[0])
	for i, row := range list { // what looks like a formula, and what is too long
		list[i] = append(slices.Clone(row), "=1+1", strings.Repeat("ä", longestCell+1))
	}
	first, again := workbook(t, columns, list), workbook(t, columns, list)
	if !bytes.Equal(first, again) {
		t.Error("twice gives other bytes")
	}
	book, err := excelize.OpenReader(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for i, row := range list {
		for k, v := range row {
			at, err := excelize.CoordinatesToCellName(k+1, i+2)
			if err != nil {
				t.Fatal(err)
			}
			kind, err := book.GetCellType(sheetName, at)
			if err != nil {
				t.Fatal(err)
			}
			shown, err := book.GetCellValue(sheetName, at)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := book.GetCellValue(sheetName, at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			formula, _ := book.GetCellFormula(sheetName, at)
			want := strings.ToValidUTF8(written(v), "\uFFFD")
			if k == len(row)-1 {
				want = want[:2*(longestCell-1)] + "…"
			}
			_, number := v.(json.Number)
			isDay := columns[k].dataType == asDate && raw != shown
			switch _, flag := v.(bool); {
			case formula != "", number && (raw != want || kind != excelize.CellTypeUnset),
				isDay && (shown != want || kind != excelize.CellTypeUnset),
				!number && !isDay && !flag && shown != want:
				t.Errorf("%s: %v is %q of type %v", columns[k].Name, v, raw, kind)
			}
		}
	}
	at, _ := excelize.CoordinatesToCellName(slices.Index(heads(columns), "deal.effective_date")+1, len(list)+1)
	if day, _ := book.GetCellValue(sheetName, at, excelize.Options{RawCellValue: true}); day != "46419" { // 2027-02-01
		t.Errorf("the day is %q", day)
	}
}

func workbook(t *testing.T, columns []Column, list []Row) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Workbook(&b, columns, list); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOfficeOpens: LibreOffice opens the workbook and finds the same values in it, numbers
// as numbers and days as days.
func TestOfficeOpens(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes LibreOffice some seconds")
	}
	if _, err := exec.LookPath("localc"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("localc is not installed")
		}
		t.Skip("localc is not installed; apt-get install libreoffice-calc")
	}
	columns, list := listed(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "terms.xlsx"), workbook(t, columns, list), 0o600); err != nil {
		t.Fatal(err)
	}
	const rawCSV = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false` // values, and not what cells show
	if out, err := exec.Command("localc", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", rawCSV, "--outdir", dir, filepath.Join(dir, "terms.xlsx")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, err := os.Open(filepath.Join(dir, "terms.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != len(list)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, row := range list {
		for k, v := range row {
			got, want := rows[i+1][k], written(v)
			if n, ok := v.(json.Number); ok && decimal.RequireFromString(n.String()).Equal(decimal.RequireFromString(got)) {
				continue
			}
			if !strings.EqualFold(plain(got), plain(want)) {
				t.Errorf("%s: %q is %q", columns[k].Name, want, got)
			}
		}
	}
}

// plain is a text with one kind of space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestSort: numbers by size, what is open or not there last in both directions.
func TestSort(t *testing.T) {
	columns := columnsOf(&deal.Parameter{Path: "fee", Kind: deal.KindMoney})
	for by, want := range map[string]string{"fee": "9 10.5 200  TBD", "-fee": "200 10.5 9  TBD"} {
		list := []Row{{nil, nil}, {deal.OpenWord, nil}, {json.Number("200"), "EUR"}, {json.Number("9"), "EUR"}, {json.Number("10.5"), "EUR"}}
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
