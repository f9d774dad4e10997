package cases

import "slices"

// pairs makes a small list of rows so that, for every two of the sizes, each
// combination of their values stands in a row: sizes[i] is how many values
// place i has. The rows are the same on every run.
//
// Places are taken in order of size. Every row gets for the next place the
// value that covers most pairs still missing; pairs left over then fill rows
// with free places, or new rows.
func pairs(sizes []int) [][]int {
	order := bySize(sizes)
	if len(order) == 0 {
		return nil
	}
	p := &pairing{sizes: sizes}
	for v := range sizes[order[0]] {
		p.add()[order[0]] = v
	}
	for n, place := range order[1:] {
		p.take(place, order[:n+1])
		for i, row := range p.rows {
			row[place] = p.best(row, i%sizes[place])
			p.cover(row)
		}
		p.addMissing()
	}
	for i, row := range p.rows {
		for place, v := range row {
			if v == free {
				row[place] = i % sizes[place]
			}
		}
	}
	return p.rows
}

// free is a place of a row that has no value yet.
const free = -1

// pairing is the rows while they are made, one place after the other.
type pairing struct {
	sizes   []int
	rows    [][]int
	place   int           // the one at hand
	before  []int         // those that have been taken
	missing map[pair]bool // what stands in no row yet
}

// pair is value a of an earlier place with value v of the place at hand.
type pair struct{ place, a, v int }

// add adds a row in which every place is free.
func (p *pairing) add() []int {
	row := slices.Repeat([]int{free}, len(p.sizes))
	p.rows = append(p.rows, row)
	return row
}

// take goes on to a place: all its pairs with the places before are missing.
func (p *pairing) take(place int, before []int) {
	p.place, p.before, p.missing = place, before, map[pair]bool{}
	for _, other := range before {
		for a := range p.sizes[other] {
			for v := range p.sizes[place] {
				p.missing[pair{other, a, v}] = true
			}
		}
	}
}

// best is the value of the place at hand that covers most missing pairs in a
// row: of several, the next one from first on.
func (p *pairing) best(row []int, first int) int {
	best, most := first, -1
	for k := range p.sizes[p.place] {
		v := (first + k) % p.sizes[p.place]
		gain := 0
		for _, other := range p.before {
			if p.missing[pair{other, row[other], v}] {
				gain++
			}
		}
		if gain > most {
			best, most = v, gain
		}
	}
	return best
}

// cover notes that the pairs of a row are missing no more.
func (p *pairing) cover(row []int) {
	for _, other := range p.before {
		delete(p.missing, pair{other, row[other], row[p.place]})
	}
}

// addMissing puts the pairs that are missing still into rows.
func (p *pairing) addMissing() {
	for _, other := range p.before {
		for a := range p.sizes[other] {
			for v := range p.sizes[p.place] {
				if p.missing[pair{other, a, v}] {
					row := p.room(other, v)
					row[other] = a
					p.cover(row)
				}
			}
		}
	}
}

// room is a row with a value of the place at hand in which another place is free.
func (p *pairing) room(other, v int) []int {
	for _, row := range p.rows {
		if row[p.place] == v && row[other] == free {
			return row
		}
	}
	row := p.add()
	row[p.place] = v
	return row
}

// bySize lists the places with the most values first, else in their order.
func bySize(sizes []int) []int {
	var order []int
	most := 0
	for _, size := range sizes {
		most = max(most, size)
	}
	for size := most; size > 0; size-- {
		for i, s := range sizes {
			if s == size {
				order = append(order, i)
			}
		}
	}
	return order
}
