package cases

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
	"clausewright/internal/sample"
)

// write adds a case to those proposed.
func (s *search) write(a *attempt, rules []string, silent string, facts []string) {
	var b strings.Builder
	if len(rules) == 0 && len(a.fired) > 0 {
		rules = a.fired
	}
	var variants []string
	if len(a.variants) > 0 && a.variants[0] != "" && (len(s.clause.Variants) > 1 || len(rules) > 0) {
		variants = a.variants
	}
	writeList(&b, keyVariant, variants)
	answers := map[string]string{}
	var with []string
	for _, set := range a.levels {
		if set.with != "" {
			with = append(with, set.with)
		} else if set.path != "" {
			answers[set.path] = s.brief(set)
		}
	}
	writeList(&b, keyWith, with)
	if prints(s.clause) {
		writeList(&b, keyTerms, a.terms)
	}
	writeAnswers(&b, answers)
	var expected []string
	if len(rules) > 0 {
		expected = append(expected, "rules: ["+strings.Join(rules, ", ")+"]")
	}
	if silent != "" {
		expected = append(expected, "silent: ["+silent+"]")
	}
	if len(expected) > 0 {
		fmt.Fprintf(&b, "  %s: {%s}\n", keyExpect, strings.Join(expected, ", "))
	}
	file := wordingFile
	if len(expected) > 0 && len(variants) == 0 {
		file = rulesFile
	}
	s.made = append(s.made, proposal{path.Join("clauses", s.clause.ID, Folder, file), nameLine(s.free(facts)) + b.String()})
}

// nameLine is the line with the name of a case.
func nameLine(name string) string {
	if !plainName.MatchString(name) {
		name = sample.InQuotes(name)
	}
	return name + ":\n"
}

// plainName matches names that YAML reads as they are.
var plainName = lazy.Regexp(`^[A-Za-z][A-Za-z0-9 ,;.()/…-]*$`)

// writeList writes one of a case's own keys; nothing without a value.
func writeList(b *strings.Builder, key string, values []string) {
	switch len(values) {
	case 0:
	case 1:
		fmt.Fprintf(b, "  %s: %s\n", key, values[0])
	default:
		fmt.Fprintf(b, "  %s: [%s]\n", key, strings.Join(values, ", "))
	}
}

// writeAnswers writes the answers of a case, one group a line.
func writeAnswers(b *strings.Builder, answers map[string]string) {
	if len(answers) == 0 {
		return
	}
	var block strings.Builder
	writeGroup(&block, "", answers, "")
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(block.String()), &doc); err != nil {
		panic(err) // every answer was read before
	}
	for i := 0; i+1 < len(doc.Content[0].Content); i += 2 {
		fmt.Fprintf(b, "  %s: %s\n", doc.Content[0].Content[i].Value, flow(doc.Content[0].Content[i+1]))
	}
}

// flow is a value of YAML on one line.
func flow(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, n.Content[i].Value+": "+flow(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, c := range n.Content {
			parts = append(parts, flow(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 || !plainScalar.MatchString(n.Value) {
		return sample.InQuotes(n.Value)
	}
	return n.Value
}

// plainScalar matches scalars that mean the same between brackets.
var plainScalar = lazy.Regexp(`^[A-Za-z0-9.-][A-Za-z0-9 ./%_-]*$`)

// brief is the text of an answer without the cells of tables that are filled
// anyway.
func (s *search) brief(set level) string {
	table, ok := set.value.(deal.Table)
	if !ok {
		return set.text
	}
	q, _ := s.lib.Schema.Find(set.path)
	rows := make([]string, len(table))
	for n := range table {
		rows[n] = sample.Row(q, n+1, func(_, c *deal.Parameter, _ int) string {
			if text := cellText(table[n][c.Path]); text != sample.FittingCell(q, c, n+1) {
				return text
			}
			return ""
		})
		if rows[n] == "{}" {
			rows[n] = "{" + q.Columns[0].Path + ": " + cellText(table[n][q.Columns[0].Path]) + "}"
		}
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// writeGroup writes answers as a deal file does, one group under another.
func writeGroup(b *strings.Builder, prefix string, answers map[string]string, indent string) {
	var keys []string
	for question := range answers {
		if rest, ok := strings.CutPrefix(question, prefix); ok {
			key, _, _ := strings.Cut(rest, ".")
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if value, ok := answers[prefix+key]; ok {
			fmt.Fprintf(b, "%s%s: %s\n", indent, key, value)
			continue
		}
		fmt.Fprintf(b, "%s%s:\n", indent, key)
		writeGroup(b, prefix+key+".", answers, indent+"  ")
	}
}
