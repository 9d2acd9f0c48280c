package plan

import (
	"context"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// world is everything known of devices and replicas over a range.
type world struct {
	join.World
	// gpu and engine are what the presence metrics showed.
	gpu, engine side
	// gateway is what was seen of the gateways that operands are read from.
	gateway side
	// fabric is what was seen of the networks that operands are read from.
	fabric side
	// indexes are the cards that bindings name by their index on a node.
	indexes map[onNode]string
	kube    kube
	// instances are the replicas by scrape address, for bindings.
	instances instances
	// guessed counts the replicas whose model is only guessed.
	guessed int
	// copies knows which engines' series are in the store twice.
	copies *copies
	// devices places GPU series and remembers when engines were seen.
	devices devices
	// seen is what it was made of.
	seen evidence
}

// evidence is all that the store showed of devices and engines.
type evidence struct {
	gpus, engines []presence
	bound         []boundSeries
}

// side is one family's presence.
type side struct {
	native, newest int64
	series         int
}

func (s *side) add(x seen) {
	s.native = max(s.native, x.native)
	s.newest = max(s.newest, x.newest)
	s.series += len(x.series)
}

// lookAround is how far beyond the range presence is read, so that a sample just outside still speaks for its edge.
const lookAround = 5 * minute

// loadWorld finds out which devices and replicas there were in (from, to] and who held what.
func (s *session) loadWorld(ctx context.Context, have names, conds []condition, from, to int64, how watch) (*world, error) {
	w := &world{}
	extra := s.pushed(conds)
	err := each(ctx, 3, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			err = w.look(ctx, s, have, conds, from, to, how)
		case 1:
			w.seen.bound, err = s.boundBySeries(ctx, have, extra, from, to)
		case 2:
			w.kube, err = s.loadKube(ctx, have, extra, from, to)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	w.build(s, conds)
	return w, nil
}

// build makes the world of what was seen.
func (w *world) build(s *session, conds []condition) {
	w.instances, w.guessed, w.gpu, w.engine = instances{}, 0, side{}, side{}
	w.indexes = indexesOf(w.seen.bound)
	w.devices = devices{cluster: s.env.clusterLabel(), reporters: s.env.reporters(), homes: map[ownership.Device][]string{}}
	w.Devices, w.Replicas = map[ownership.Device]join.DeviceInfo{}, map[ownership.Replica]join.ReplicaInfo{}
	w.addEngines(s, conds, w.seen.engines)
	w.devices.nodes = w.kube.nodes
	// An engine is its own source: that anything else was scraped later shows that it is gone.
	newest := max(w.engine.newest, w.kube.side.newest)
	for _, p := range w.seen.gpus {
		newest = max(newest, p.seen.newest)
	}
	for _, e := range w.devices.engines {
		e.SourceTo = newest
	}
	w.addDevices(s, conds, w.seen.gpus, w.instances.bindings(s.env.Settings.Bindings, w.seen.bound))
	for family, x := range map[catalog.Family]*side{catalog.FamilyGPU: &w.gpu, catalog.FamilyEngine: &w.engine, catalog.FamilyKubernetes: &w.kube.side} {
		x.native = s.declaredOr(family, x.native)
	}
}

// presence is one presence metric's answer.
type presence struct {
	system catalog.System
	alt    catalog.Alternative
	seen   seen
	// whole says that seen is all there is, and no first look.
	whole bool
}

// look reads when the series of presence metrics were there. In a large fleet a first look tells how often they are
// scraped, and how.early may begin to read operands.
func (w *world) look(ctx context.Context, s *session, have names, conds []condition, from, to int64, how watch) error {
	w.seen.gpus, w.seen.engines = s.devicePresence(have), s.enginePresence(have)
	extra, n := s.pushed(conds), len(w.seen.gpus)
	at := func(i int) (*presence, silences) {
		if i < n {
			return &w.seen.gpus[i], how.gpu
		}
		return &w.seen.engines[i-n], how.engine
	}
	total, partly := n+len(w.seen.engines), false
	err := each(ctx, total, func(ctx context.Context, i int) (err error) {
		p, _ := at(i)
		p.seen, p.whole, err = s.of(p.alt).first(ctx, selecting(p.alt, extra), from-lookAround, to+lookAround)
		return err
	})
	if err != nil {
		return err
	}
	for i := range total {
		p, _ := at(i)
		partly = partly || !p.whole
	}
	if partly && how.early != nil {
		how.early(w.sides(s, conds))
	}
	return each(ctx, total, func(ctx context.Context, i int) (err error) {
		if p, how := at(i); !p.whole {
			p.seen, err = s.of(p.alt).rest(ctx, selecting(p.alt, extra), p.seen, from-lookAround, to+lookAround, how)
		}
		return err
	})
}

// sides is a world that knows only how often the families are scraped and until when.
func (w *world) sides(s *session, conds []condition) *world {
	out := &world{devices: devices{cluster: s.env.clusterLabel(), reporters: s.env.reporters()}}
	out.gpu, out.engine = sideOf(w.seen.gpus, conds), sideOf(w.seen.engines, conds)
	out.gpu.native = s.declaredOr(catalog.FamilyGPU, out.gpu.native)
	out.engine.native = s.declaredOr(catalog.FamilyEngine, out.engine.native)
	return out
}

// sideOf is what presence metrics show of their family; the slowest of the series that may pass counts.
func sideOf(found []presence, conds []condition) (out side) {
	steps := medianSteps{}
	for _, p := range found {
		for _, x := range p.seen.series {
			if n := steps.of(x.times); n > out.native && (len(conds) == 0 || couldKeep(conds, p.alt.Canonical(x.labels))) {
				out.native = n
			}
		}
		out.newest = max(out.newest, p.seen.newest)
		out.series += len(p.seen.series)
	}
	return out
}

// addDevices places every GPU series, works out who held which device and keeps what that needs for the join.
func (w *world) addDevices(s *session, conds []condition, found []presence, bindings []ownership.Binding) {
	steps := medianSteps{}
	in := ownership.Input{Native: w.gpu.native, Requests: w.kube.requests, Pods: w.existence(), UIDs: w.kube.uids, Bindings: bindings}
	w.devices.meet(found)
	for _, p := range found {
		for i, x := range p.seen.series {
			sight, info := w.devices.sight(p.alt, x)
			key := keyOf(sight)
			p.seen.series[i].owner = &key
			if in.Sightings = append(in.Sightings, w.kube.byClaim(sight, p.alt.Canonical(x.labels))...); sight.Engine.Zero() {
				w.devices.settle(sight.Device)
			}
			if old, ok := w.Devices[sight.Device]; !ok || old.Model == "" {
				w.Devices[sight.Device] = info
			}
			if len(conds) == 0 || couldKeep(conds, p.alt.Canonical(x.labels)) {
				w.gpu.native = max(w.gpu.native, steps.of(x.times))
			}
		}
		w.gpu.newest = max(w.gpu.newest, p.seen.newest)
		w.gpu.series += len(p.seen.series)
	}
	if in.Native = w.gpu.native; in.Native == 0 {
		in.Native = s.declaredOr(catalog.FamilyGPU, guessedNative)
	}
	res := ownership.Build(in)
	w.Presence, w.Intervals, w.Why = res.Presence, res.Intervals, res.Why
	w.addCards()
	w.devices.claims(in.Sightings, res.Claims)
	w.devices.findOwnUse(in.Sightings, res.Claims)
	if res.Overlaps > 0 {
		s.warn(strconv.Itoa(res.Overlaps) + " GPUs were reported with old and new owner at once for a scrape; the new owner was given that time.")
	}
	if res.Disputed > 0 {
		s.warn(strconv.Itoa(res.Disputed) + " GPUs are given to different pods by different evidence; the better evidence was used. See the method of each interval.")
	}
	if res.Stale > 0 {
		s.warn(strconv.Itoa(res.Stale) + " GPUs go on naming a pod that holds as many other GPUs as it requested; these labels were taken as stale.")
	}
}

// existence combines what kube-state-metrics and the engines show of each pod.
func (w *world) existence() map[ownership.Replica]ownership.Existence {
	out := map[ownership.Replica]ownership.Existence{}
	for r, e := range w.kube.pods {
		out[r] = ownership.Existence{Incarnations: e}
	}
	for r, e := range w.devices.engines {
		x := out[r]
		x.Engine = e
		out[r] = x
	}
	return out
}
