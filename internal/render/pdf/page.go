package pdf

// A page is rows with their places on it.
type page struct {
	rows  []placed
	plain bool // the cover: no running header
}

// placed is a row on a page. Its top is measured from the top of the page.
type placed struct {
	*row
	top    length
	gap    length // white above it on this page
	repeat bool   // a table's head, printed again
}

// spot is where a place has come to lie: a page, counted from 1, and a height
// from the top of the page.
type spot struct {
	page int
	top  length
}

// A paginator fills pages with rows. Top and bottom bound the body of a page.
type paginator struct {
	top, bottom length
	pages       []*page
	where       map[place]spot
	y           length // the next row begins here
	stock       *stock[placed]
}

// paginate distributes the rows over pages.
func (g *paginator) paginate(rows []*row) {
	for from := 0; from < len(rows) || from == 0; {
		to := min(from+1, len(rows))
		for to < len(rows) && !rows[to].newPage {
			to++
		}
		g.stretch(rows[from:to])
		from = max(to, 1)
	}
	g.find()
}

// Limits of what is done to avoid a last page with next to nothing on it.
const (
	longStretch = 12 // pages; more than these are not set closer
	tooLittle   = 4  // a last page filled to less than one part in so many
)

// closer is what gaps are set to, in hundredths, if that saves a page.
var closer = []length{85, 70}

// stretch fills new pages with rows that begin one. If few lines are left for
// the last page, the gaps of all are made smaller where that makes room.
func (g *paginator) stretch(rows []*row) {
	start := len(g.pages)
	g.fill(start, rows)
	plain := g.pages[start:]
	if n := len(plain); n < 2 || n > longStretch || g.y-g.top > (g.bottom-g.top)/tooLittle {
		return
	}
	gaps := make([]length, len(rows))
	for i, r := range rows {
		gaps[i] = r.gap
	}
	for _, hundredths := range closer {
		for i, r := range rows {
			r.gap = gaps[i] * hundredths / 100
		}
		if g.fill(start, rows); len(g.pages)-start < len(plain) {
			return
		}
	}
	for i, r := range rows {
		r.gap = gaps[i]
	}
	g.pages = append(g.pages[:start:start], plain...)
}

// fill makes the pages from start on anew, of the rows.
func (g *paginator) fill(start int, rows []*row) {
	g.pages = g.pages[:start:start]
	g.turn()
	g.split(rows, free)
}

// find notes where every place lies; of one that is marked twice, the first.
func (g *paginator) find() {
	for n, p := range g.pages {
		for _, r := range p.rows {
			for _, at := range r.places {
				if _, known := g.where[at]; !known && !r.repeat {
					g.where[at] = spot{n + 1, r.top}
				}
			}
		}
	}
}

// split places rows in chunks that are held together more firmly than h.
func (g *paginator) split(rows []*row, h keepStrength) {
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to-1].keep > h {
			to++
		}
		g.chunk(rows[from:to], h)
		from = to
	}
}

// turn begins a new page.
func (g *paginator) turn() {
	g.pages = append(g.pages, &page{})
	g.y = g.top
}

// page is the page being filled.
func (g *paginator) page() *page { return g.pages[len(g.pages)-1] }

// chunk places rows that are held together more firmly than h: on this page
// if they fit, else on a new one if they fit there, else in smaller chunks.
func (g *paginator) chunk(rows []*row, h keepStrength) {
	started := len(g.page().rows) > 0
	switch {
	case g.y+stack(rows, !started) <= g.bottom:
	case len(rows) == 1 || g.top+stack(rows, true) <= g.bottom:
		if started {
			g.turn()
		}
	default:
		g.split(rows, h+1)
		return
	}
	for _, r := range rows {
		g.place(r)
	}
}

// stack is how tall the rows are one below the other. At the top of a page
// the first has no gap, and the head of its table above it.
func stack(rows []*row, top bool) length {
	total := length(0)
	for i, r := range rows {
		total += r.height
		switch {
		case i > 0 || !top:
			total += r.gap
		case r.continues():
			total += stack(r.table.head, true)
		}
	}
	return total
}

// continues reports whether a table's head is printed above the row where it
// begins a page.
func (r *row) continues() bool {
	return r.table != nil && len(r.table.head) > 0 && r != r.table.head[0]
}

// place puts a row on the page, below its table's head if the table goes on
// here from the page before.
func (g *paginator) place(r *row) {
	first := len(g.page().rows) == 0
	if first && r.continues() {
		for _, h := range r.table.head {
			g.put(placed{row: h, top: g.y, repeat: true})
		}
	}
	p := placed{row: r, top: g.y}
	if !first {
		p.gap = r.gap
		p.top += r.gap
	}
	g.put(p)
}

// put adds a row to the page and moves below it.
func (g *paginator) put(p placed) {
	g.page().rows = g.stock.add(g.page().rows, p)
	g.y = p.top + p.height
}

// closes reports whether rows[i] is the last of its table on the page.
func (p *page) closes(i int) bool {
	t := p.rows[i].table
	return t != nil && t.foot != nil && (i+1 == len(p.rows) || p.rows[i+1].table != t)
}
