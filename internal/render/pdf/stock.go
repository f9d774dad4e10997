package pdf

// A stock hands out memory for things of one kind, cut from large pieces. A
// document is made of many thousand small ones, and to ask the runtime for each
// takes longer than to fill it.
type stock[T any] struct {
	piece      []T
	last, used int // piece[last:used] was handed out last
	before     int // how many were handed out of earlier pieces
	wanted     int // how long the next piece is, at least
}

// Pieces hold so many things at first, and twice as many each time.
const (
	firstPiece = 16
	lastPiece  = 512
)

// list is n zero things.
func (s *stock[T]) list(n int) []T {
	if s.used+n > len(s.piece) {
		s.before += s.used
		s.piece, s.used = make([]T, max(n, s.wanted, firstPiece, min(2*len(s.piece), lastPiece))), 0
		s.wanted = 0
	}
	s.last, s.used = s.used, s.used+n
	return s.piece[s.last:s.used:s.used]
}

// one is a zero thing.
func (s *stock[T]) one() *T { return &s.list(1)[0] }

// keep is a copy of list.
func (s *stock[T]) keep(list []T) []T {
	kept := s.list(len(list))
	copy(kept, list)
	return kept
}

// add is list, which the stock has handed out, and one thing more: in place
// where there is room, which there is behind the list handed out last.
func (s *stock[T]) add(list []T, thing T) []T {
	n := len(list)
	if n == cap(list) {
		switch {
		case n == 0:
			list = s.list(1)[:0]
		case s.used < len(s.piece) && &list[0] == &s.piece[s.last]:
			s.used++
			list = s.piece[s.last:s.used:s.used][:n]
		default:
			list = append(s.list(2 * n)[:0], list...)
		}
	}
	return append(list, thing)
}

// empty makes all that was handed out free for other things: nobody may use it any
// more. What took several pieces will find room in one.
func (s *stock[T]) empty() {
	if s.before > 0 {
		*s = stock[T]{wanted: (s.before + s.used) * 9 / 8}
		return
	}
	clear(s.piece[:s.used])
	s.last, s.used = 0, 0
}
