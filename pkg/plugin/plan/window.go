package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/overtime"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/remoteread"
)

const (
	// samplesAStep is up to how many samples a step costs less to send than the store's evaluation of it.
	samplesAStep = 8
	// samplesAWindow bounds how often a sample is looked at again.
	samplesAWindow = 32
)

// inParts says what an expression over one metric computes, for a store that may be read by samples. It is nil where the
// fleet is small, steps have many samples each, or the store adds up series.
func (r *reader) inParts(f overtime.Func, a catalog.Alternative, metric string, length int64, g join.Grid) *promapi.Window {
	native, series := r.nativeOf(a), 0
	switch sys, _ := r.s.env.Catalog.System(a.System); sys.Role {
	case catalog.RoleGPU:
		series = r.w.gpu.series
	case catalog.RoleEngine:
		series = r.w.engine.series
	}
	if r.by != nil || int64(series)*int64(g.Cells()) <= r.s.env.large() || g.Step() > samplesAStep*native || length > samplesAWindow*native {
		return nil
	}
	out := &promapi.Window{Func: f, Length: length, Matchers: []remoteread.Matcher{{Name: "__name__", Op: "=", Value: metric}}}
	for _, m := range slices.Concat(a.Matchers(), r.extra) {
		out.Matchers = append(out.Matchers, remoteread.Matcher{Name: m.Name, Op: string(m.Op), Value: m.Value})
	}
	return out
}
