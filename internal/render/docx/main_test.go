package docx

import (
	"flag"
	"os"
	"testing"
)

// The random documents of a run are the same each time: a fault that only some
// of very many show would else stop a change that has nothing to do with it.
// -rapid.seed=N looks at others.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.seed"); f.Value.String() == f.DefValue {
		_ = flag.Set("rapid.seed", "1")
	}
	os.Exit(m.Run())
}
