package page

import "testing"

// BenchmarkAnswer is what a person waits for: the answer is written, and the page and
// the draft are drawn again.
func BenchmarkAnswer(b *testing.B) {
	p, _ := openPage(b, sampleDeal(b, "battery.yaml"))
	for i := 0; b.Loop(); i++ {
		answerTo(p, "exclusivity.period", p.rawOf("exclusivity.period"), "value", []string{"7y", "8y"}[i%2])
		get(p, "/?question=exclusivity.period")
		get(p, "/draft")
	}
}
