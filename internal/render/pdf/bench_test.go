//go:build unix

package pdf_test

import (
	"bytes"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/render/pdf"
)

// processor is the time that this process has used, on all cores.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure runs f as a benchmark with the collector set as the program sets it.
// Beside the time it reports that of the processor, which a busy machine does
// not change, and the most that lay on the heap after a run.
func measure(b *testing.B, f func()) {
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	peak := uint64(0)
	f()
	b.ReportAllocs()
	start, runs := processor(), 0
	for b.Loop() {
		f()
		runs++
		metrics.Read(heap)
		peak = max(peak, heap[0].Value.Uint64())
	}
	b.ReportMetric((processor()-start).Seconds()*1000/float64(runs), "cpu-ms/op")
	b.ReportMetric(float64(peak)/1e6, "heap-MB")
}

func render(b *testing.B, doc *document.Document) []byte {
	var file bytes.Buffer
	if err := pdf.Render(&file, doc, pdf.Options{}); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

// BenchmarkRender measures documents of no, 20 and 40 pages, and the floor
// beside each.
func BenchmarkRender(b *testing.B) {
	for _, c := range []struct {
		name string
		doc  *document.Document
	}{{"fixed", &document.Document{}}, {"20 pages", pdf.Agreement("uk", 5)}, {"40 pages", pdf.Agreement("uk", 13)}} {
		file := render(b, c.doc)
		pages, floor := pdf.Floor(b, file)
		b.Run(c.name, func(b *testing.B) {
			measure(b, func() { render(b, c.doc) })
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(len(file))/1000, "kB")
		})
		b.Run(c.name+" floor", func(b *testing.B) { measure(b, floor) })
	}
}

// BenchmarkSamples measures the samples as they are.
func BenchmarkSamples(b *testing.B) {
	lib := openLibrary(b)
	for _, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		doc, _ := drafted(b, lib, name, "", false)
		file := render(b, doc)
		pages, _ := pdf.Floor(b, file)
		b.Run(name, func(b *testing.B) {
			measure(b, func() { render(b, doc) })
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(len(file))/1000, "kB")
		})
	}
}

// BenchmarkFloors renders documents of about 20 and 100 pages, and samples, and, in
// turn with each, does what is least. It reports how many times as long it takes.
func BenchmarkFloors(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(draft.GCPercent))
	sample := func(name string) *document.Document {
		doc, _ := drafted(b, openLibrary(b), name, "", false)
		return doc
	}
	for _, c := range []struct {
		name string
		doc  *document.Document
	}{
		{"20 pages", pdf.Agreement("uk", 5)},
		{"100 pages", pdf.Agreement("uk", 34)},
		{"minimal", sample("minimal.yaml")},
		{"battery", sample("battery.yaml")},
	} {
		b.Run(c.name, func(b *testing.B) {
			doc := c.doc
			pages, floor := pdf.Floor(b, render(b, doc))
			var own, least time.Duration
			for b.Loop() {
				began := processor()
				render(b, doc)
				between := processor()
				floor()
				own, least = own+between-began, least+processor()-between
			}
			b.ReportMetric(own.Seconds()/least.Seconds(), "x-floor")
			b.ReportMetric(float64(pages), "pages")
		})
	}
}
