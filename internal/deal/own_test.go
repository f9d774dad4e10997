package deal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// Every path that the program looks at has its row, once, in one order.
func TestOwns(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "own.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasSuffix(spec.Names[0].Name, "Path") {
			text, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			named = append(named, text)
		}
		return true
	})
	if len(named) != len(owns) {
		t.Fatalf("%d paths are named, %d have a row", len(named), len(owns))
	}
	for i, o := range owns {
		if o.path != named[i] || o.what == "" {
			t.Errorf("row %d is %q, the path %q", i+1, o.path, named[i])
		}
	}
}

// A library may ask a question at which the program looks only as the program
// understands its answers.
func TestCheckOwn(t *testing.T) {
	named := func(path string, kind Kind, columns ...string) *Parameter {
		p := &Parameter{Path: path, Kind: kind}
		for _, name := range columns {
			p.Columns = append(p.Columns, Parameter{Path: name})
		}
		return p
	}
	chosen := func(path string, words ...string) *Parameter {
		p := &Parameter{Path: path, Kind: KindChoice}
		for _, word := range words {
			p.Choices = append(p.Choices, Choice{Word: word})
		}
		return p
	}
	for _, test := range []struct {
		q     *Parameter
		wrong string
	}{
		{named("deal.anything", KindMoney), ""},
		{named(EffectivePath, KindDate), ""},
		{named(EffectivePath, KindText), `the program itself looks at "deal.effective_date", for an amendment, which does not change when its agreement took effect: it is of kind date`},
		{named(AmendmentPath, KindText), `the program itself looks at "amendment.number", for the number of an amendment: it is of kind integer`},
		{named(ExchangePath, KindChoice), ""},
		{named(RenamedPath, KindTable, NowColumn, WasColumn, "since"), ""},
		{named(RenamedPath, KindTable, NowColumn), `the program itself looks at "amendment.renamed", for the parties of an amendment: it has a column "was"`},
		{chosen(AnchorsPath, DocuSign, NoService), ""},
		{chosen(AnchorsPath, DocuSign, "hellosign"), `the program itself looks at "signature.anchors", for the service for electronic signatures that is to find its fields: it knows no "hellosign", only none, docusign, adobe`},
		{chosen(AmendmentFormPath, "act"), `the program itself looks at "amendment.form", for the title of an amendment: it knows no "act", only agreement, deed`},
		{chosen(StylePath, "us", "mars"), `there is no style "mars": us, uk, eu-civil`},
		{chosen(SidePath, "buyer"), ""},
	} {
		wrong := ""
		if err := test.q.CheckOwn(); err != nil {
			wrong = err.Error()
		}
		if wrong != test.wrong {
			t.Errorf("%s: %q, want %q", test.q.Path, wrong, test.wrong)
		}
	}
}
