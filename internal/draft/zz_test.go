package draft_test

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestZZ(t *testing.T) {
	lib := openShipped(t)
	n, _ := strconv.Atoi(os.Getenv("ZZ"))
	seen := map[string]int{}
	done := 0
	rapid.Check(t, func(rt *rapid.T) {
		if done >= n {
			return
		}
		done++
		g := &dealGen{t: rt, lib: lib, answers: map[string]string{}}
		g.draw()
		made, problems := g.make()
		if made.Document != nil {
			seen["(ok)"]++
		}
		if len(problems) > 30 {
			seen["many: definitions "+g.answers["definitions.location"]]++
			return
		}
		for _, p := range problems {
			if !ruleOfLibrary.MatchString(p.Rule) {
				seen[p.Error()]++
			}
		}
	})
	var list []string
	for s, c := range seen {
		list = append(list, fmt.Sprintf("%4d %s", c, s))
	}
	sort.Strings(list)
	for _, s := range list {
		fmt.Println(s)
	}
}
