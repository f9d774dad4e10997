package cases

// pairs makes a small list of rows so that, for every two of the sizes, each
// combination of their values stands in a row: sizes[i] is how many values
// place i has. The rows are the same on every run.
//
// Places are taken in order of size. Every row gets for the next place the
// value that covers most pairs still missing; pairs left over then fill rows
// with free places, or new rows.
func pairs(sizes []int) [][]int {
	const free = -1
	order := bySize(sizes)
	if len(order) == 0 {
		return nil
	}
	var rows [][]int
	add := func() []int {
		row := make([]int, len(sizes))
		for i := range row {
			row[i] = free
		}
		rows = append(rows, row)
		return row
	}
	for v := range sizes[order[0]] {
		add()[order[0]] = v
	}
	for n, place := range order[1:] {
		before := order[:n+1]
		missing := missingPairs(sizes, before, place)
		cover := func(row []int, v int) {
			for _, other := range before {
				if row[other] != free {
					delete(missing, pair{other, row[other], v})
				}
			}
		}
		for i, row := range rows {
			best, most := i%sizes[place], -1
			for k := range sizes[place] {
				v := (i + k) % sizes[place]
				gain := 0
				for _, other := range before {
					if row[other] != free && missing[pair{other, row[other], v}] {
						gain++
					}
				}
				if gain > most {
					best, most = v, gain
				}
			}
			row[place] = best
			cover(row, best)
		}
		for _, other := range before {
			for a := range sizes[other] {
				for v := range sizes[place] {
					if !missing[pair{other, a, v}] {
						continue
					}
					var row []int
					for _, r := range rows {
						if r[place] == v && r[other] == free {
							row = r
							break
						}
					}
					if row == nil {
						row = add()
						row[place] = v
					}
					row[other] = a
					cover(row, v)
				}
			}
		}
	}
	for i, row := range rows {
		for place, v := range row {
			if v == free {
				row[place] = i % sizes[place]
			}
		}
	}
	return rows
}

// pair is value a of an earlier place with value v of the place at hand.
type pair struct{ place, a, v int }

func missingPairs(sizes, before []int, place int) map[pair]bool {
	missing := map[pair]bool{}
	for _, other := range before {
		for a := range sizes[other] {
			for v := range sizes[place] {
				missing[pair{other, a, v}] = true
			}
		}
	}
	return missing
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
