package cases

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/logic"
	"clausewright/internal/markdown"
)

// Options tell what of a library to test.
type Options struct {
	Only      *regexp.Regexp        // run only the cases whose file this matches, and nothing else; nil: everything
	Quick     bool                  // bound what is tried beside the cases
	CasesOnly bool                  // run the cases by themselves and count branches; try nothing beside
	Update    bool                  // take the wording printed as the one expected
	Workers   int                   // how many at the same time; at least one
	Progress  func(done, total int) // may be nil; called by one worker at a time
}

// Report is what a test found.
type Report struct {
	Results  []Result // of every case, in order of files
	Updates  []File   // with Options.Update: the files of expected wordings that change
	Problems diag.List
	Rows     int // how many rows of the grid were tried
	Deals    int // how many whole random deals
	Branches int // of the library; 0 if only some cases ran
	Missing  []BranchPoint
}

// Result is what running one case found.
type Result struct {
	Case     *Case
	Problems diag.List
	Diff     string // how the wording differs from the one expected
	Update   string // the wording to expect from now on, with Options.Update; "" if nothing changes
}

// Failed counts the cases that failed.
func (r *Report) Failed() int {
	n := 0
	for _, result := range r.Results {
		if result.Problems.HasErrors() {
			n++
		}
	}
	return n
}

// HasErrors reports whether anything is wrong. A branch that no case reaches
// is not.
func (r *Report) HasErrors() bool { return r.Failed() > 0 || r.Problems.HasErrors() }

// Bounds of a test: rows of the grid for each clause, and random deals for each
// template.
const (
	quickRows, quickDeals = 6, 12
	fullRows, fullDeals   = 400, 200
)

// Run tests a library whose files are in fsys; problems name them prefixed
// with dir.
func Run(lib *library.Library, fsys fs.FS, dir string, opts Options) *Report {
	report := &Report{}
	read := &reader{lib: lib, fsys: fsys, dir: dir, schema: lenient(lib.Schema), update: opts.Update}
	every := read.all()
	all := every
	report.Problems = slices.Clone(read.problems) // sorting one list must not touch the other
	if opts.Only != nil {
		all = slices.DeleteFunc(slices.Clone(every), func(c *Case) bool { return !opts.Only.MatchString(c.ID()) })
		report.Problems = slices.DeleteFunc(report.Problems, func(p *diag.Problem) bool { return !opts.Only.MatchString(p.Pos.File) })
	}
	s := &suite{lib: lib, opts: opts}
	report.Results = make([]Result, len(all))
	taken := make([]map[library.Branch]bool, len(all))
	for from, i := 0, 1; i <= len(all); i++ { // one runner for a file: of a case it needs what those above print
		if i < len(all) && all[i].File == all[from].File {
			continue
		}
		first, file := from, all[from:i]
		s.add(func(r *runner) {
			for n, c := range file {
				o := r.run(c, s.whole(c))
				report.Results[first+n], taken[first+n] = s.result(o), o.taken
			}
		})
		from = i
	}
	var found []*[]finding
	if opts.Only == nil && !opts.CasesOnly {
		found = slices.Concat(s.grid(report), s.random(report), s.inFull(all))
	}
	s.run()
	for _, f := range found {
		report.add(*f)
	}
	if opts.Only == nil {
		report.coverage(lib, all, taken)
	}
	report.Problems.Sort()
	if opts.Update {
		report.update(every, fsys, read.problems)
	}
	return report
}

// update lists the files of expected wordings that change: each is written
// anew, in the order of the cases. Beside a case that could not be read the
// file stays as it is, since what is expected of that case stands in it.
func (r *Report) update(every []*Case, fsys fs.FS, faults diag.List) {
	texts := map[string]*strings.Builder{}
	var names []string
	changed := map[*Case]string{}
	for _, result := range r.Results {
		changed[result.Case] = result.Update
	}
	for _, c := range every {
		if slices.ContainsFunc(faults, func(p *diag.Problem) bool { return p.Severity == diag.Error && p.Pos.File == c.File }) {
			continue
		}
		b := texts[c.Result]
		if b == nil {
			b = &strings.Builder{}
			texts[c.Result], names = b, append(names, c.Result)
		}
		if text := cmp.Or(changed[c], c.Expected); text != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(markdown.Comment(caseMark, c.Name) + "\n" + text)
		}
	}
	for _, name := range names {
		before, _ := fs.ReadFile(fsys, name)
		if text := texts[name].String(); text != strings.ReplaceAll(string(before), "\r\n", "\n") {
			r.Updates = append(r.Updates, File{name, text})
		}
	}
}

// suite is the work of one test.
type suite struct {
	lib  *library.Library
	opts Options
	jobs []func(*runner)
}

func (s *suite) add(job func(*runner)) { s.jobs = append(s.jobs, job) }

// whole is in how many of its variants a case is drafted as part of whole
// agreements.
func (s *suite) whole(c *Case) int {
	switch {
	case s.opts.CasesOnly || s.opts.Quick && len(c.Rules) > 0:
		return 0
	case s.opts.Quick:
		return 1
	}
	return max(1, len(c.Variants))
}

// run does all jobs with as many workers as wanted.
func (s *suite) run() {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	var telling sync.Mutex
	for range max(1, min(s.opts.Workers, len(s.jobs))) {
		wg.Go(func() {
			r := newRunner(s.lib)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(s.jobs) {
					return
				}
				s.jobs[i](r)
				if n := int(done.Add(1)); s.opts.Progress != nil {
					telling.Lock()
					s.opts.Progress(n, len(s.jobs))
					telling.Unlock()
				}
			}
		})
	}
	wg.Wait()
}

// result compares the wording printed with the one expected.
func (s *suite) result(o *outcome) Result {
	c := o.Case
	o.Problems.Sort()
	result := Result{Case: c, Problems: o.Problems}
	if !o.Compared || o.Got == c.Expected && c.IsThere || o.Problems.HasErrors() {
		return result
	}
	file := diag.Position{File: strings.TrimSuffix(c.File, ".yaml") + ".md"}
	if s.opts.Update {
		result.Update = o.Got
		result.Diff, _ = diff(c.Expected, o.Got, 0)
		return result
	}
	if !c.IsThere {
		result.Problems.Errorf(c.at(""), "case", "the wording to expect is missing").
			WithHint("\"clausewright test --update\" writes %s; read it before you keep it", file.File)
		return result
	}
	result.Diff, file.Line = diff(c.Expected, o.Got, 1)
	file.Line += c.line - 1
	result.Problems.Errorf(file, "case", "the wording is not the one expected").
		WithHint("mend the wording, or accept it with \"clausewright test --update\"").See(c.at(""), "%s", c.Name)
	return result
}

// grid adds the rows of every clause.
func (s *suite) grid(report *Report) []*[]finding {
	most := fullRows
	if s.opts.Quick {
		most = quickRows
	}
	r := newRunner(s.lib)
	var all []*[]finding
	for _, id := range s.lib.ClauseIDs() {
		c := s.lib.Clauses[id]
		if len(listing(s.lib, id)) == 0 {
			continue
		}
		rows := gridRows(r.structural(c), r.enter(c))
		for i, row := range rows[:min(most, len(rows))] {
			if s.opts.Quick { // spread over all rows
				row = rows[i*len(rows)/min(most, len(rows))]
			}
			found := new([]finding)
			all = append(all, found)
			s.add(func(r *runner) { *found = r.grid(c, row) })
			report.Rows++
		}
	}
	return all
}

// inFull adds drafts of short forms with a clause of the full form in its own words,
// one for each clause that a deal can want so: with the answers of its first case.
func (s *suite) inFull(all []*Case) []*[]finding {
	var list []*[]finding
	for _, id := range s.lib.TemplateIDs() {
		t, seen := s.lib.Templates[id], map[string]bool{}
		for i, c := range all {
			stood := t.StandIn(c.Clause) != nil
			if seen[c.Clause] || c.LeftOut || !stood && !t.Adds(c.Clause) {
				continue
			}
			if seen[c.Clause] = true; s.opts.Quick && i%quickShare > 0 {
				continue
			}
			found := new([]finding)
			list = append(list, found)
			s.add(func(r *runner) { *found = r.inFull(t, c, stood) })
		}
	}
	return list
}

// quickShare is how many of the clauses share one draft of a short form in a quick run.
const quickShare = 4

// inFull drafts a short form for a case with the clause of the case in full.
func (r *runner) inFull(t *library.Template, c *Case, stood bool) []finding {
	d := c.deal.Clone()
	d.Omit = nil
	if wanted := []deal.Wanted{{Clause: c.Clause, Pos: c.at("")}}; stood {
		d.Full = wanted
	} else {
		d.Add = wanted
	}
	var found []finding
	for _, p := range r.whole(t, d) {
		p.See(c.at(""), "in a draft of template %q that has %q in full, for this case", t.ID, c.Clause)
		found = append(found, finding{p, ""})
	}
	return found
}

// random adds whole random deals.
func (s *suite) random(report *Report) []*[]finding {
	most := fullDeals
	if s.opts.Quick {
		most = quickDeals
	}
	var all []*[]finding
	for _, id := range s.lib.TemplateIDs() {
		for seed := range most {
			found := new([]finding)
			all = append(all, found)
			s.add(func(r *runner) { *found = r.random(id, uint64(seed)) })
			report.Deals++
		}
	}
	return all
}

// random drafts one random deal; its texts are plain words, so that a gap in a
// sentence is the library's.
func (r *runner) random(template string, seed uint64) []finding {
	g := NewRandom(r.lib, template, seed, true)
	made, problems := g.Make()
	problems = slices.DeleteFunc(problems, func(p *diag.Problem) bool {
		ofDeal := p.Severity != diag.Error && p.Pos.File == made.Deal.File // what a random deal says is not the library's fault
		return r.rules[p.Rule] || ofDeal
	})
	if made.Document != nil {
		problems = append(problems, leftovers(made.Document)...)
	}
	var found []finding
	for _, p := range problems {
		found = append(found, finding{p, fmt.Sprintf("random deal %d of template %s:\n%s", seed, template, g.YAML())})
	}
	return found
}

// add tells each finding once, with the answers that lead to it.
func (r *Report) add(found []finding) {
	for _, f := range found {
		if f.problem.Pos.File != "" && slices.ContainsFunc(r.Problems, func(p *diag.Problem) bool { return p.Pos == f.problem.Pos && p.Rule == f.problem.Rule }) {
			continue
		}
		f.problem.See(f.problem.Pos, "%s", f.answers)
		r.Problems = append(r.Problems, f.problem)
	}
}

// ownerFolder is the folder whose texts a case is about.
func ownerFolder(c *Case) string {
	if c.Clause == "" {
		return "templates/" + c.Template
	}
	return "clauses/" + c.Clause
}

// Propose finds cases that reach branches which no case reaches yet, as few and
// as short as it can, and adds them to the files of their clauses. Only the clauses whose id only matches are looked at, all
// if it is nil. Cases that fail count as if they were not there.
func Propose(lib *library.Library, fsys fs.FS, dir string, opts Options) (files []File, made int) {
	all, _ := Read(lib, fsys, dir)
	s := &suite{lib: lib, opts: opts}
	answers := logic.NewAnswers(lib)
	var lists []*[]proposal
	for _, id := range lib.ClauseIDs() {
		c := lib.Clauses[id]
		if opts.Only != nil && !opts.Only.MatchString("clauses/"+id+"/"+Folder+"/") {
			continue
		}
		list, points := new([]proposal), branches(lib, answers, c)
		lists = append(lists, list)
		s.add(func(r *runner) {
			taken, names := map[library.Branch]bool{}, map[string]bool{}
			for _, one := range all {
				if one.Clause != id {
					continue
				}
				names[one.Name] = true
				for b := range r.run(one, 0).taken {
					taken[b] = true
				}
			}
			*list = r.propose(c, points, taken, names)
		})
	}
	s.run()
	texts := map[string]string{}
	for _, list := range lists {
		for _, p := range *list {
			if _, ok := texts[p.file]; !ok {
				before, _ := fs.ReadFile(fsys, p.file) // none yet: the file is new
				texts[p.file] = string(before)
			}
			texts[p.file] += p.text
			made++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		files = append(files, File{name, texts[name]})
	}
	return files, made
}

// File is a file of the library's folder as it is to be.
type File struct{ Name, Text string }
