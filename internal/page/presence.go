package page

import (
	"net/http"
	"sync"
)

// Beat is how a page looks again and again, for as long as somebody waits for what
// changes.
type Beat func() (beats <-chan struct{}, stop func())

// presence knows whether somebody has the page open.
type presence struct {
	beat Beat
	gone chan struct{}

	counting sync.Mutex
	viewers  int
	asked    int // requests so far
}

func newPresence(beat Beat) *presence { return &presence{beat: beat, gone: make(chan struct{})} }

// Gone is closed when the page was viewed, and nobody has viewed it for a while.
func (v *presence) Gone() <-chan struct{} { return v.gone }

// patience is for how many beats a page may be away, as while it is loaded again.
const patience = 20

// events tells the page the news, for as long as it is there.
func (v *presence) events(w http.ResponseWriter, r *http.Request, news func() string) {
	flusher := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	beats, stop := v.beat()
	defer stop()
	v.view(+1)
	defer v.leave()
	for n := 0; ; n++ {
		text := news()
		if text == "" && n%20 == 0 {
			text = ": there\n\n"
		}
		if text != "" {
			if _, err := w.Write([]byte(text)); err != nil || flusher.Flush() != nil {
				return
			}
		}
		select {
		case <-r.Context().Done():
			return
		case <-beats:
		}
	}
}

// asks counts a request.
func (v *presence) asks() { v.view(0) }

func (v *presence) view(by int) {
	v.counting.Lock()
	defer v.counting.Unlock()
	v.viewers += by
	v.asked++
}

// leave waits whether the page comes back, and tells if it does not.
func (v *presence) leave() {
	v.view(-1)
	v.counting.Lock()
	asked := v.asked
	v.counting.Unlock()
	beats, stop := v.beat()
	go func() {
		defer stop()
		for range patience {
			<-beats
		}
		v.counting.Lock()
		defer v.counting.Unlock()
		if v.viewers == 0 && v.asked == asked {
			select {
			case <-v.gone:
			default:
				close(v.gone)
			}
		}
	}()
}

// version is what a page knows of: what the file holds, and what a decision rests on where
// somebody decides.
type version struct{ stamp, sign string }

// news tells what changed since a page heard of it last.
func (p *Page) news(last *version) string {
	text := ""
	if stamp := p.stamp(); stamp != last.stamp {
		last.stamp, text = stamp, "event: changed\ndata: "+stamp+"\n\n"
	}
	if last.sign == "" || p.folder == nil {
		return text
	}
	data, _ := p.file.Read()
	p.mu.Lock()
	sign := p.signOf(data)
	p.mu.Unlock()
	if sign != last.sign {
		last.sign = sign
		text += "event: sign\ndata: " + sign + "\n\n"
	}
	return text
}

// stamp is a sign of what the file holds, by which the page knows what it shows.
func (p *Page) stamp() string {
	data, _ := p.file.Read()
	return stampOf(data)
}
