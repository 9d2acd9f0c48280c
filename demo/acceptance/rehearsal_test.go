package acceptance_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// kept is a fleet's history in memory: what every series showed, and which systems of the catalog read it.
type kept struct {
	systems []catalog.System
	series  map[*store.Series]*keptSeries
}

type keptSeries struct {
	read []string // ids of systems
	at   []int64
	v    []float64
}

// AppendTo is for fleet.Sink.
func (k *kept) AppendTo(s *store.Series, tMs int64, v float64, _ ...exemplar.Exemplar) error {
	one := k.series[s]
	if one == nil {
		one = &keptSeries{read: k.readers(s.Labels)}
		k.series[s] = one
	}
	if len(one.read) > 0 {
		one.at, one.v = append(one.at, tMs), append(one.v, v)
	}
	return nil
}

// Commit is for fleet.Sink.
func (k *kept) Commit() error { return nil }

// readers are the systems that take a series for one of theirs.
func (k *kept) readers(l labels.Labels) []string {
	var out []string
	exposed := l.Map()
	for _, s := range k.systems {
		if slices.ContainsFunc(alternatives(s), func(a catalog.Alternative) bool { return a.Accepts(exposed) }) {
			out = append(out, s.ID)
		}
	}
	return out
}

func alternatives(s catalog.System) []catalog.Alternative {
	var out []catalog.Alternative
	for _, list := range s.Signals {
		out = append(out, list...)
	}
	for _, name := range slices.Concat(s.Presence, s.DevicePresence) {
		out = append(out, s.PresenceAlternative(name))
	}
	return out
}

// with is a world whose store has what some systems read, and nothing else.
func (k *kept) with(t *testing.T, ids ...string) *world {
	t.Helper()
	s := storetest.Open(t)
	b := s.Appender(t.Context())
	for series, one := range k.series {
		if !slices.ContainsFunc(one.read, func(id string) bool { return slices.Contains(ids, id) }) {
			continue
		}
		own := &store.Series{Labels: series.Labels}
		for i, at := range one.at {
			if err := b.AppendTo(own, at, one.v[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := b.Commit(); err != nil {
		t.Fatal(err)
	}
	return &world{t: t, settings: currencies, url: s.Serve()}
}

// rehearsed is the last half hour of the fleet.
func rehearsed(t *testing.T, c *catalog.Catalog) *kept {
	t.Helper()
	k := &kept{systems: c.Systems(), series: map[*store.Series]*keptSeries{}}
	f := fleet.New(fleet.Config{Seed: 42, End: at(1200), Hours: 0.5})
	if err := f.Backfill(t.Context(), k, nil); err != nil {
		t.Fatal(err)
	}
	return k
}

// unasked are signals that no query shows by themselves: they say who holds what, and what stands on no bill.
var unasked = []string{"gpu_binding", "pod_info", "pod_finished", "pod_resource_claims", "claim_devices", "node_gpus_allocatable", "gpu_allocated", "node_gpu_count", "node_spot"}

// needed is what a system's figures are of, where that is not its own: prices of cards, and what befalls replicas.
func needed(s catalog.System) []string {
	switch s.Role {
	case catalog.RoleKubernetes, catalog.RoleHealth:
		return []string{s.ID, "vllm"}
	case catalog.RoleCost:
		return []string{s.ID, "dcgm"}
	}
	return []string{s.ID}
}

// Every system of the catalog is in the fleet, and from what it exposes alone each signal that the catalog says it
// reports has a value, and no other has one. A system that is added without a rehearsal fails here.
func TestEverySystemIsRehearsed(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates half an hour")
	}
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	k := rehearsed(t, c)
	for _, sys := range c.Systems() {
		t.Run(sys.ID, func(t *testing.T) {
			w := k.with(t, needed(sys)...)
			var present struct{ Present map[string][]string }
			w.post("signal-presence", span{at(0).UnixMilli(), at(1200).UnixMilli()}, &present)
			claimed := sys.SignalIDs()
			if len(claimed) == 0 && sys.Unusable == "" {
				t.Fatal("reports nothing, and does not say why")
			}
			for _, id := range claimed {
				if !slices.Contains(present.Present[id], sys.ID) {
					t.Errorf("%s is not resolved; present by %v", id, present.Present[id])
					continue
				}
				if !slices.Contains(unasked, id) {
					w.resolves(id)
				}
			}
			for id, by := range present.Present {
				if slices.Contains(by, sys.ID) && !slices.Contains(claimed, id) && !derived(c, id) {
					t.Errorf("%s is read from %s, which does not report it", id, sys.ID)
				}
			}
		})
	}
	t.Run("together", func(t *testing.T) { together(t, c, k) })
}

// derived says whether a signal is made of others, and of no series.
func derived(c *catalog.Catalog, id string) bool {
	for _, s := range c.Systems() {
		if len(s.Signals[id]) > 0 {
			return false
		}
	}
	return true
}

// resolves asks the signal of the whole store, and expects a sensible value.
func (w *world) resolves(id string) {
	w.t.Helper()
	q := query{QueryType: "signal", Format: "table", By: []string{"cluster"}, Operands: []operand{{As: "v", Signal: id}}}
	resp := w.try(q.every(30 * time.Second))
	if resp.Error != nil {
		w.t.Errorf("%s: %v", id, resp.Error)
		return
	}
	a := answer{w.t, resp.Frames[0], coverageOf(w.t, resp.Frames[0])}
	for _, r := range a.rows() {
		if v, ok := r["v"].(float64); ok && v >= 0 && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return
		}
	}
	w.t.Errorf("%s has no value in\n%.1500s", id, a)
}

// together: among all others each system is still found, with all that it reports.
func together(t *testing.T, c *catalog.Catalog, k *kept) {
	ids := make([]string, len(k.systems))
	for i, s := range k.systems {
		ids[i] = s.ID
	}
	w := k.with(t, ids...)
	var present struct{ Present map[string][]string }
	w.post("signal-presence", span{at(0).UnixMilli(), at(1200).UnixMilli()}, &present)
	var missing []string
	for _, sys := range c.Systems() {
		for _, id := range sys.SignalIDs() {
			if !slices.Contains(present.Present[id], sys.ID) {
				missing = append(missing, fmt.Sprintf("%s of %s", id, sys.ID))
			}
		}
	}
	if len(missing) > 0 {
		t.Errorf("not found among the others: %s", strings.Join(missing, ", "))
	}
}
