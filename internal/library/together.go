package library

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// together does for each of a list what an opener does, on all processors. What
// comes out, and what is wrong, is in the order of the list.
func together[From, To any](o *opener, list []From, do func(*opener, From) To) []To {
	done := make([]To, len(list))
	own := make([]*opener, len(list))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(list); i = int(next.Add(1)) - 1 {
				own[i] = o.apart()
				done[i] = do(own[i], list[i])
			}
		})
	}
	all.Wait()
	for _, each := range own {
		o.problems = append(o.problems, each.problems...)
	}
	return done
}
