package doctor

import (
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Exemplars reach level 3 only where the store of traces, if there is one, has some of the traces that they name.
func TestTracesAreBelievedWhenTheyAreThere(t *testing.T) {
	seen := Traces{Asked: true, Offered: true, Exemplars: 9, WithTrace: 9, TraceLabel: "trace_id", Destination: true}
	store := func(change func(*Traces)) Traces {
		out := seen
		out.Set, out.Looked, out.There, out.Traces, out.Replicas = true, 9, 4, 60, 3
		change(&out)
		return out
	}
	for name, c := range map[string]struct {
		traces  Traces
		reached bool
		state   models.LayerState
		says    string
	}{
		"no store":       {seen, true, models.LayerReady, ""},
		"there":          {store(func(*Traces) {}), true, models.LayerReady, ""},
		"all elsewhere":  {store(func(x *Traces) { x.There = 0 }), false, models.LayerPartial, "sampled out, or are sent elsewhere"},
		"an empty store": {store(func(x *Traces) { x.There, x.Traces = 0, 0 }), false, models.LayerPartial, "none of the last minutes"},
		"out of reach":   {store(func(x *Traces) { x.There, x.Looked, x.Fault = 0, 0, "it cannot be reached" }), false, models.LayerPartial, "cannot be asked: it cannot be reached"},
	} {
		out := Judge(Facts{Traces: c.traces})
		layer := out.Layers[slices.IndexFunc(out.Layers, func(l models.DoctorLayer) bool { return l.ID == layerTraces })]
		level := out.Levels[3]
		if level.Reached != c.reached || layer.State != c.state || !strings.Contains(strings.Join(layer.Problems, " "), c.says) || (c.says == "") != (len(layer.Problems) == 0) {
			t.Errorf("%s: reached %v, %s, %q", name, level.Reached, layer.State, layer.Problems)
		}
		if c.says != "" && !strings.Contains(strings.Join(level.Missing, " "), c.says) {
			t.Errorf("%s: missing %q", name, level.Missing)
		}
	}
}
