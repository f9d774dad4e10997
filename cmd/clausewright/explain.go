package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"clausewright/internal/choose"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

func (a *app) explainCommand() *cobra.Command {
	var format reportFormat
	var template string
	cmd := &cobra.Command{
		Use:   "explain DEAL",
		Short: "Tell which clauses and variants a deal takes, and why",
		Long: `Explain lists each clause of the template: whether it is in the draft, which
variant was taken, the answers that decided it, and what other variants would give.
It then lists the answers that nothing in the draft uses, and why, the remarks and
warnings that the deal accepts, and of a short form what it leaves to the full one.`,
		Example:           "  clausewright explain samples/battery.yaml",
		GroupID:           "deal",
		Args:              oneDeal,
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.explain(args[0], template, format) },
	}
	formatVar(cmd, &format, "text", "json")
	a.templateVar(cmd, &template)
	return cmd
}

// explained is what explain says of one clause.
type explained struct {
	Clause  string    `json:"clause"`
	Title   string    `json:"title"`
	Taken   bool      `json:"taken"`
	By      string    `json:"by,omitempty"` // the clause that says it in short
	Variant string    `json:"variant,omitempty"`
	Gives   string    `json:"gives,omitempty"`
	Notice  string    `json:"notice,omitempty"`
	Because []because `json:"because,omitempty"`
	Others  []other   `json:"others,omitempty"`
}

type because struct {
	Path  string `json:"path"`
	Value string `json:"value"`
	From  string `json:"from"`
	Line  int    `json:"line,omitempty"`
}

// other is a variant that was not taken.
type other struct {
	Variant string `json:"variant"`
	Gives   string `json:"gives,omitempty"`
}

func (a *app) explain(name, template string, format reportFormat) error {
	made, problems, from, err := a.make(name, draft.Options{Template: template})
	if err != nil {
		return err
	}
	if made.Draft.Choices == nil || problems.HasErrors() {
		if err := a.tellProblems(problems, from); err != nil {
			return err
		}
		if made.Draft.Choices == nil {
			return errFault
		}
	}
	var list []explained
	for _, c := range made.Choices.List {
		list = append(list, explainChoice(c))
	}
	if format == "json" {
		err = writeJSON(a.stdout, map[string]any{"template": made.Template.ID, "clauses": list, "unused": explainUnused(made.Choices.Unused), "accepted": explainAccepted(made.Choices.Accepted), "not_carried": explainNotCarried(made.Template)})
	} else {
		err = a.printExplained(made.Choices)
	}
	if err == nil && problems.HasErrors() {
		return errFault
	}
	return err
}

func explainChoice(c *choose.Choice) explained {
	e := explained{Clause: c.Clause.ID, Title: c.Clause.Title, Taken: c.Taken, Notice: c.Notice}
	if c.By != nil {
		e.By = c.By.By
	}
	for _, r := range c.Because {
		e.Because = append(e.Because, because{r.Path, r.Value, r.From, r.Pos.Line})
	}
	if c.Variant != nil {
		e.Variant, e.Gives = c.Variant.Name, c.Variant.Gives
		for _, v := range others(c.Clause, c.Variant) {
			e.Others = append(e.Others, other{v.Name, v.Gives})
		}
	}
	return e
}

// others are the variants of a clause that were not taken.
func others(c *library.Clause, taken *library.Variant) []*library.Variant {
	var list []*library.Variant
	for _, v := range c.Variants {
		if v != taken {
			list = append(list, v)
		}
	}
	return list
}

// unused is what explain says of an answer that nothing in the draft uses.
type unused struct {
	Path string `json:"path"`
	Line int    `json:"line"`
	Why  string `json:"why"`
}

func explainUnused(answers []choose.Unused) []unused {
	list := []unused{}
	for _, u := range answers {
		list = append(list, unused{u.Path, u.Pos.Line, u.Why()})
	}
	return list
}

// accepted is what explain says of a remark that the deal accepts.
type accepted struct {
	Rule    string        `json:"rule"`
	Reason  string        `json:"reason"`
	Line    int           `json:"line"` // of the entry
	Finding *diag.Problem `json:"finding"`
}

func explainAccepted(remarks []choose.Accepted) []accepted {
	list := []accepted{}
	for _, r := range remarks {
		list = append(list, accepted{r.By.Rule, r.By.Reason, r.By.Pos.Line, r.Finding})
	}
	return list
}

// notCarried is what explain says of something that a short form leaves to its full
// form.
type notCarried struct {
	Key   string   `json:"key"` // a clause, a question or a column
	Words []string `json:"words,omitempty"`
	Why   string   `json:"why"`

	Harmless bool `json:"harmless,omitempty"` // it is not refused
}

func explainNotCarried(t *library.Template) []notCarried {
	list := []notCarried{}
	for _, n := range t.NotCarried {
		list = append(list, notCarried{n.Key, n.Words, n.Why, n.Harmless})
	}
	return list
}

func (a *app) printExplained(choices *choose.Choices) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, c := range choices.List {
		what := "left out"
		if c.By != nil {
			what = "in short, in " + c.By.By
		} else if c.Taken {
			what = c.Variant.Name
		} else if c.Notice != "" {
			what = "omitted: " + c.Notice
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", c.Clause.ID, what, reasonText(c))
		if c.Variant != nil {
			for _, v := range others(c.Clause, c.Variant) {
				fmt.Fprintf(w, "\t  not %s\t%s\n", v.Name, v.Gives)
			}
		}
	}
	if len(choices.Unused) > 0 {
		fmt.Fprintf(w, "\nAnswers that nothing in the draft uses\n")
	}
	for _, u := range choices.Unused {
		fmt.Fprintf(w, "%s\tline %d\t%s\n", u.Path, u.Pos.Line, u.Why())
	}
	if len(choices.Accepted) > 0 {
		fmt.Fprintf(w, "\nAccepted\n")
	}
	for _, r := range choices.Accepted {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.By.Rule, r.By.Reason, r.Finding.Message)
	}
	if t := choices.Template; len(t.NotCarried) > 0 {
		fmt.Fprintf(w, "\nWhat this form leaves to %s\n", t.FullForm)
		for _, n := range t.NotCarried {
			fmt.Fprintf(w, "%s\t%s\t%s\n", n.Key, strings.Join(n.Words, ", "), n.Why)
		}
	}
	return w.Flush()
}

// reasonText is why a clause is as it is.
func reasonText(c *choose.Choice) string {
	var reasons []string
	for _, r := range c.Because {
		reasons = append(reasons, r.String())
	}
	if len(reasons) == 0 {
		return "always in this template"
	}
	return strings.Join(reasons, "; ")
}
