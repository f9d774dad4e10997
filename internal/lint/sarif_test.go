package lint_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/lint"
)

// sarifLog holds the properties of SARIF 2.1.0 that the log uses, as section 3
// of the standard names them.
type sarifLog struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name, Version string
				Rules         []struct {
					ID                   string
					ShortDescription     sarifMessage
					DefaultConfiguration struct{ Level string }
				}
			}
		}
		ColumnKind string
		Results    []struct {
			RuleID           string `json:"ruleId"`
			RuleIndex        *int
			Level            string
			Message          sarifMessage
			Locations        []sarifLocation
			RelatedLocations []sarifLocation
		}
	}
}

type sarifMessage struct{ Text string }

type sarifLocation struct {
	ID               int
	Message          *sarifMessage
	PhysicalLocation struct {
		ArtifactLocation struct{ URI string }
		Region           *struct{ StartLine, StartColumn int }
	}
}

// TestSARIF checks the log against what the standard requires: the version, a
// named tool, a text in every message, rules that results point at, lines and
// columns from 1, and file names that are relative references.
func TestSARIF(t *testing.T) {
	problems := diag.List{}
	problems.Errorf(diag.Position{File: "a b/clause.yaml", Line: 3, Column: 7}, "unknown-clause", "there is no clause %q", "x").WithHint("did you mean %q?", "y").
		See(diag.Position{File: "c.md", Line: 1}, "and here")
	problems.Add(diag.Position{File: "d.md"}, diag.Warning, "stray-file", "is no part of the library")
	problems.Add(diag.Position{File: "d.md", Line: 1, Column: 1}, diag.Info, "F-12", "so it is")
	text, err := json.Marshal(lint.SARIF(problems, "1.2.3"))
	if err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if log.Version != "2.1.0" || !strings.HasSuffix(log.Schema, "sarif-2.1.0.json") || len(log.Runs) != 1 {
		t.Errorf("version %q, schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
	}
	run := log.Runs[0]
	driver := run.Tool.Driver
	if driver.Name != "clausewright" || driver.Version != "1.2.3" || len(driver.Rules) != len(lint.Rules) || run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("driver %q %q with %d rules, columns %q", driver.Name, driver.Version, len(driver.Rules), run.ColumnKind)
	}
	levels := []string{"error", "warning", "note"}
	for _, r := range driver.Rules {
		if r.ID == "" || r.ShortDescription.Text == "" || !slices.Contains(levels, r.DefaultConfiguration.Level) {
			t.Errorf("rule %+v", r)
		}
	}
	if len(run.Results) != 3 {
		t.Fatalf("%d results", len(run.Results))
	}
	for i, r := range run.Results {
		if r.Message.Text == "" || r.Level != levels[i] || len(r.Locations) != 1 {
			t.Errorf("result %+v", r)
		}
		if known := r.RuleIndex != nil; known != (i < 2) || known && driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("result of %q points at the wrong rule", r.RuleID)
		}
	}
	first := run.Results[0]
	where := first.Locations[0].PhysicalLocation
	if where.ArtifactLocation.URI != "a%20b/clause.yaml" || where.Region.StartLine != 3 || where.Region.StartColumn != 7 || first.Message.Text != `there is no clause "x". Hint: did you mean "y"?` {
		t.Errorf("%+v: %s", where, first.Message.Text)
	}
	if len(first.RelatedLocations) != 1 || first.RelatedLocations[0].Message == nil || first.RelatedLocations[0].ID != 1 {
		t.Errorf("related: %+v", first.RelatedLocations)
	}
	if run.Results[1].Locations[0].PhysicalLocation.Region != nil {
		t.Error("a finding about a whole file has a region")
	}
	empty, err := json.Marshal(lint.SARIF(nil, ""))
	if err != nil || !strings.Contains(string(empty), `"results":[]`) {
		t.Errorf("no results must be an empty list: %s %v", empty, err)
	}
}
