package lint

import (
	"net/url"
	"path"

	"clausewright/internal/diag"
)

// SARIF is the log of one run in the Static Analysis Results Interchange
// Format, version 2.1.0, as code hosts and editors read it.
func SARIF(problems diag.List, version string) any {
	type text struct {
		Text string `json:"text"`
	}
	type object = map[string]any
	rules, index := []object{}, map[string]int{}
	for i, r := range Rules {
		index[r.Name] = i
		rules = append(rules, object{
			"id": r.Name, "shortDescription": text{r.Text}, "defaultConfiguration": object{"level": level(r.Severity)},
		})
	}
	location := func(pos diag.Position) object {
		physical := object{"artifactLocation": object{"uri": fileURI(pos.File)}}
		if pos.Line > 0 {
			region := object{"startLine": pos.Line}
			if pos.Column > 0 {
				region["startColumn"] = pos.Column
			}
			physical["region"] = region
		}
		return object{"physicalLocation": physical}
	}
	results := []object{}
	for _, p := range problems {
		message := p.Message
		if p.Hint != "" {
			message += ". Hint: " + p.Hint
		}
		result := object{"ruleId": p.Rule, "level": level(p.Severity), "message": text{message}, "locations": []object{location(p.Pos)}}
		if i, ok := index[p.Rule]; ok {
			result["ruleIndex"] = i
		}
		var related []object
		for n, r := range p.Related {
			place := location(r.Pos)
			place["id"], place["message"] = n+1, text{r.Text}
			related = append(related, place)
		}
		if related != nil {
			result["relatedLocations"] = related
		}
		results = append(results, result)
	}
	driver := object{"name": "clausewright", "version": version, "rules": rules}
	return object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs": []object{{
			"tool": object{"driver": driver}, "columnKind": "unicodeCodePoints", "results": results,
		}},
	}
}

// level is the word of SARIF for a severity.
func level(s diag.Severity) string {
	if s == diag.Info {
		return "note"
	}
	return s.String()
}

// fileURI is a file's name as a relative reference.
func fileURI(file string) string {
	u := url.URL{Path: path.Clean(file)}
	return u.String()
}
