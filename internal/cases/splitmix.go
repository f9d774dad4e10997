package cases

// splitmix is a source of numbers that look random and are the same for the
// same seed on every machine (SplitMix64).
type splitmix uint64

func (s *splitmix) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1.
func (s *splitmix) below(n int) int { return int(s.next() % uint64(n)) }

// pick is an element of a list.
func pick[E any](s *splitmix, list []E) E { return list[s.below(len(list))] }
