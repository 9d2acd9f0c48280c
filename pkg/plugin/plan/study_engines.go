package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// enginesPresent are the engines of the replicas seen.
func (st *study) enginesPresent() []string {
	seen := map[string]bool{}
	var out []string
	for _, r := range st.world.Replicas {
		if r.Engine != "" && !seen[r.Engine] {
			seen[r.Engine] = true
			out = append(out, r.Engine)
		}
	}
	slices.Sort(out)
	return out
}

// silent are the engines present that do not report one of the signals, whatever is switched on.
func (st *study) silent(ids ...string) []string {
	var out []string
	for _, engine := range st.enginesPresent() {
		for _, id := range ids {
			if !st.reports(engine, id) {
				out = append(out, engine)
				break
			}
		}
	}
	return out
}

// reports tells whether an engine has a metric of the signal.
func (st *study) reports(engine, id string) bool {
	return slices.ContainsFunc(st.env.Catalog.Alternatives(id), func(a catalog.Alternative) bool {
		sys, ok := st.env.Catalog.System(a.System)
		return ok && sys.Engine == engine
	})
}
