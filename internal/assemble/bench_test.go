//go:build unix

package assemble_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"clausewright/internal/assemble"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
	"clausewright/internal/render/html"
	"clausewright/internal/render/pdf"
)

// job is one deal with everything that the stages hand to each other.
type job struct {
	lib      *library.Library
	name     string
	data     []byte
	deal     *deal.Deal
	template *library.Template
	source   *markdown.Builder
	document *document.Document
}

func newJob(b *testing.B, name string) *job {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if problems.HasErrors() {
		b.Fatal(problems[0])
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "samples", name))
	if err != nil {
		b.Fatal(err)
	}
	j := &job{lib: lib, name: name, data: data}
	j.deal, _ = deal.Read(name, data, lib.Schema)
	j.template = lib.Templates[j.deal.Template]
	_, j.source, problems = assemble.Run(lib, j.template, j.deal, assemble.Options{})
	if j.source == nil {
		b.Fatal(problems[0])
	}
	made, problems := draft.Make(lib, name, data, draft.Options{})
	if made.Document == nil {
		b.Fatal(problems[0])
	}
	j.document = made.Document
	return j
}

// BenchmarkDraft measures each stage of a draft and, in the same run, the
// floor: executing the same templates, goldmark's own parse and HTML of the
// Markdown that the draft comes to, and writing the same bytes.
// MarkdownAndHTML is everything from a deal that has been read to two files.
// The program runs with a higher GOGC than the default; so does this.
func BenchmarkDraft(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	for _, name := range []string{"minimal.yaml", "battery.yaml"} {
		j := newJob(b, name)
		stages := []struct {
			name string
			run  func(dir string) error
		}{
			{"Read", func(string) error { deal.Read(j.name, j.data, j.lib.Schema); return nil }},
			{"Assemble", func(string) error { assemble.Run(j.lib, j.template, j.deal, assemble.Options{}); return nil }},
			{"Parse", func(string) error { markdown.Parse(j.source.Text(), j.source); return nil }},
			{"ParseAndResolve", func(string) error { j.resolved(); return nil }},
			{"WriteMarkdown", func(string) error { return markdown.Write(&bytes.Buffer{}, j.document) }},
			{"WriteHTML", func(string) error { return html.Render(&bytes.Buffer{}, j.document) }},
			{"WritePDF", func(string) error { return pdf.Render(&bytes.Buffer{}, j.document, pdf.Options{}) }},
			{"MarkdownAndHTML", j.markdownAndHTML},
			{"Floor", j.floor()},
			{"FloorOfAssembled", j.floorOfAssembled()},
		}
		for _, s := range stages {
			b.Run(name+"/"+s.name, func(b *testing.B) {
				dir := b.TempDir()
				b.ReportAllocs()
				for b.Loop() {
					if err := s.run(dir); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkFloors does what drafting Markdown and HTML takes and, in turn with it,
// the floor and the floor of the assembled text. It reports how many times as
// long it takes as either, by the time of the processor on all cores and the
// median of all runs, which a busy machine hardly changes.
func BenchmarkFloors(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	for _, name := range []string{"minimal.yaml", "battery.yaml"} {
		b.Run(name, func(b *testing.B) {
			j, dir := newJob(b, name), b.TempDir()
			works := []func(dir string) error{j.markdownAndHTML, j.floor(), j.floorOfAssembled()}
			took := make([][]time.Duration, len(works))
			for b.Loop() {
				for i, work := range works {
					began := processor()
					if err := work(dir); err != nil {
						b.Fatal(err)
					}
					took[i] = append(took[i], processor()-began)
				}
			}
			b.ReportMetric(median(took[0])/median(took[1]), "x-floor")
			b.ReportMetric(median(took[0])/median(took[2]), "x-strict")
		})
	}
}

// median is the one in the middle, in seconds.
func median(list []time.Duration) float64 {
	slices.Sort(list)
	return list[len(list)/2].Seconds()
}

// processor is the time that this process has used, on all cores.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (j *job) resolved() *document.Document {
	doc, _ := markdown.Parse(j.source.Text(), j.source)
	document.Resolve(doc, document.Options{Names: j.lib.Names})
	return doc
}

// markdownAndHTML does what drafting Markdown and HTML takes.
func (j *job) markdownAndHTML(dir string) error {
	made, problems := draft.From(j.lib, j.deal, draft.Options{})
	if made.Document == nil {
		return problems[0]
	}
	files, err := render.All(made.Document, render.Formats[:2], render.Options{})
	if err != nil {
		return err
	}
	return writeTwo(dir, files[0], files[1])
}

func (j *job) floor() func(dir string) error {
	execute := assemble.Floor(j.lib, j.template, j.deal)
	files, err := render.All(j.document, render.Formats[:2], render.Options{})
	if err != nil {
		return func(string) error { return err }
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	return func(dir string) error {
		var text, page bytes.Buffer
		if err := execute(&text); err != nil {
			return err
		}
		if err := md.Convert(files[0], &page); err != nil {
			return err
		}
		return writeTwo(dir, files[0], files[1])
	}
}

// floorOfAssembled is the floor at its lowest: goldmark reads the assembled
// text, in which nothing is numbered or linked, and that text and goldmark's
// page are what is written.
func (j *job) floorOfAssembled() func(dir string) error {
	execute := assemble.Floor(j.lib, j.template, j.deal)
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	return func(dir string) error {
		var text, page bytes.Buffer
		if err := execute(&text); err != nil {
			return err
		}
		if err := md.Convert(j.source.Text(), &page); err != nil {
			return err
		}
		return writeTwo(dir, j.source.Text(), page.Bytes())
	}
}

func writeTwo(dir string, md, page []byte) error {
	if err := os.WriteFile(filepath.Join(dir, "draft.md"), md, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "draft.html"), page, 0o644)
}
