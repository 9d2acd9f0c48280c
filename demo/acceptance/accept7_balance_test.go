package acceptance_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// overTwoNodes is a group of pods big-0 and big-1 on nodes n1 and n2, tied by a label, four GPUs each; activity is what rank r
// reads at a second. The exporter of the second node samples 17 s after that of the first.
func overTwoNodes(t *testing.T, activity func(rank, second int) float64) *world {
	var parts [][]storetest.Series
	for n := range 2 {
		pod, node := fmt.Sprintf("chat/big-%d", n), fmt.Sprintf("n%d", n+1)
		for i := range 4 {
			rank := 4*n + i
			c := crew{tensor: func(s int) float64 { return activity(rank, s) }}.card("a", rank, pod)
			c.node, c.index, c.phase, c.labels = node, i, 17*n, []string{"lws", "big"}
			parts = append(parts, c.series())
		}
		parts = append(parts, engine{pod: pod, labels: []string{"lws", "big"}}.series(), price("eu", node, scrape{}, constant(aCentASecond)))
	}
	w := newWorld(t, parts...)
	w.settings = `{"currencies":[{"currency":"EUR"}],"groupLabels":["lws"]}`
	return w
}

// noise is a number around 1 that differs from rank to rank and from sample to sample.
func noise(seed uint64, size float64) func(rank, second int) float64 {
	return func(rank, second int) float64 {
		return 1 + size*rand.New(rand.NewPCG(seed, uint64(rank*100003+second+5000))).NormFloat64()
	}
}

// Eight ranks with the same work, whose load rises and falls and which two exporters see at different instants, each with
// its own noise: nobody holds the others up, and next to nothing is lost.
func TestAccept7_AHealthyGroupOverTwoNodesIsQuiet(t *testing.T) {
	for seed := range uint64(6) {
		jitter := noise(seed, 0.06)
		load := func(s int) float64 {
			step := float64((s + 6000) / 90)
			return 0.35 + 0.12*math.Sin(float64(s)/140+float64(seed)) + 0.1*rand.New(rand.NewPCG(seed, uint64(step))).Float64()
		}
		w := overTwoNodes(t, func(rank, s int) float64 { return load(s) * jitter(rank, s) })
		a := w.ask(groups())
		g := a.group("big")
		if g.Kind != "labels" || g.Ranks != 8 || len(g.Stragglers) > 0 {
			t.Errorf("seed %d: %+v", seed, g)
		}
		a.near("straggler", a.one("group", "big")["straggler"], 0, 0)
		a.between("lost", a.one("group", "big")["lost_gpu_seconds"], 0, 0.005*1200*8)
	}
}

// Readings of one exporter are of the same instants, so their differences cost what the formula says; but who happens to
// be the busiest three times on end is no straggler.
func TestAccept7_NoiseOnOneNodeIsNoStraggler(t *testing.T) {
	for seed := range uint64(6) {
		jitter := noise(seed+100, 0.05)
		members := make([]crew, 2+2*(seed%4))
		for i := range members {
			members[i] = crew{tensor: func(s int) float64 { return 0.4 * jitter(i, s) }}
		}
		a := crewOf(t, members...).ask(groups())
		a.near("straggler", a.one("group", "big")["straggler"], 0, 0)
		if g := a.group("big"); len(g.Stragglers) > 0 || g.Note == "" {
			t.Errorf("seed %d: %+v", seed, g)
		}
	}
}

// The same noise, and one rank that does a third more: it is found, and the loss is that of the means.
func TestAccept7_AStragglerInNoise(t *testing.T) {
	for seed := range uint64(4) {
		jitter := noise(seed, 0.04)
		w := overTwoNodes(t, func(rank, s int) float64 {
			v := 0.4 * jitter(rank, s)
			if rank == 5 && s > 300 && s <= 900 {
				v *= 1.5
			}
			return v
		})
		a := w.ask(groups())
		g := a.group("big")
		if len(g.Stragglers) != 1 || g.Stragglers[0].Device["gpu_uuid"] != "GPU-a5" || g.Stragglers[0].Cause != "work" {
			t.Errorf("seed %d: %+v", seed, g)
			continue
		}
		a.between("from", float64(g.Stragglers[0].From-at(0).UnixMilli())/1000, 270, 350)
		a.between("to", float64(g.Stragglers[0].To-at(0).UnixMilli())/1000, 870, 950)
		// Seven ranks lose a third of 600 s; the noise of the largest of eight lies on top.
		lost := a.one("group", "big")["lost_gpu_seconds"].(float64)
		a.between("lost", lost, 7*200*0.85, 7*200*1.25)
		left, right := w.ask(groups().between(0, 617)), w.ask(groups().between(617, 1200))
		a.near("in two parts", left.one("group", "big")["lost_gpu_seconds"].(float64)+right.one("group", "big")["lost_gpu_seconds"].(float64), lost, 1e-6)
	}
}

// A rank that always does an eighth more is seen through noise that hides it in every three samples.
func TestAccept7_ASmallSteadyImbalance(t *testing.T) {
	jitter := noise(7, 0.03)
	w := overTwoNodes(t, func(rank, s int) float64 {
		if rank == 2 {
			return 0.45 * jitter(rank, s)
		}
		return 0.4 * jitter(rank, s)
	})
	a := w.ask(groups())
	g := a.group("big")
	if len(g.Stragglers) == 0 || g.Stragglers[0].Device["gpu_uuid"] != "GPU-a2" {
		t.Errorf("%+v", g)
	}
	a.between("a ninth of 7 × 1,200 s", a.one("group", "big")["lost_gpu_seconds"], 933*0.8, 933*1.3)
}

// What is least busy is waited for by nobody.
func TestAccept7_TheLeastBusyIsNoStraggler(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", pulling(0.2), pulling(0.4), pulling(0.4), pulling(0.4)), engine{pod: "chat/big"}.series())
	a := w.ask(groups())
	a.near("lost", a.one("group", "big")["lost_gpu_seconds"], 600, 1e-6)
	for _, s := range a.group("big").Stragglers {
		if s.Device["gpu_uuid"] == "GPU-a0" {
			t.Errorf("%+v", s)
		}
	}
	ranks := w.ranks(groups())
	ranks.near("its own loss", ranks.one("gpu_uuid", "GPU-a0")["lost_gpu_seconds"], 600, 1e-6)
	ranks.near("straggler", ranks.one("gpu_uuid", "GPU-a0")["straggler"], 0, 0)
}

// A slow clock on a rank that is not the busiest is no cause.
func TestAccept7_ASlowClockThatNobodyWaitsFor(t *testing.T) {
	a := crewOf(t, pulling(0.6), hot(0.3), pulling(0.4), pulling(0.4)).ask(groups())
	g := a.group("big")
	if len(g.Stragglers) != 1 || g.Stragglers[0].Device["gpu_uuid"] != "GPU-a0" || g.Stragglers[0].Cause != "work" {
		t.Errorf("%+v", g)
	}
	a.near("lost", a.one("group", "big")["lost_gpu_seconds"], 1200*(0.5+2./3), 1e-6)
}

// The loss by hand: 0.6 against 0.3 up to 600 and equal after it; a card that leaves takes its part with it; a silence of
// an exporter costs its time.
func TestAccept7_LossByHand(t *testing.T) {
	moved := crew{tensor: constant(0.3)}.card("a", 2, "chat/big")
	moved.held = []tenure{{600, "chat/big"}, {always, "chat/other"}}
	w := newWorld(t, rig("a", "chat/big", pulling(0.6), pulling(0.4)), moved.series(), engine{pod: "chat/big"}.series(), engine{pod: "chat/other"}.series())
	a := w.ask(groups())
	a.near("lost with a move", a.one("group", "big")["lost_gpu_seconds"], 1200*(1./3)+600*0.5, 30)
	if g := a.group("big"); len(g.Changes) == 0 {
		t.Errorf("no change: %+v", g)
	}
	for _, r := range a.where("group", "other") {
		if v, ok := r["lost_gpu_seconds"].(float64); ok && v > 0 {
			t.Errorf("a card alone loses %g", v)
		}
	}
	quiet := crew{tensor: constant(0.3)}.card("a", 1, "chat/big")
	quiet.outage = [2]int{300, 600}
	for cut, s := range map[int]bool{1: false, 2: true} {
		quiet.silent = s
		a = newWorld(t, crew{tensor: constant(0.6)}.card("a", 0, "chat/big").series(), quiet.series(), engine{pod: "chat/big"}.series()).ask(groups())
		a.between(fmt.Sprint("lost with a gap ", cut), a.one("group", "big")["lost_gpu_seconds"], 0.5*900, 0.5*980)
	}
}

// Bounds by hand, beside those of the other files: spreads of 4.95 and 5.05 %, busiest pipes of 1.99 and 2.01 %.
func TestAccept7_BalanceBounds(t *testing.T) {
	for _, c := range []struct{ busy, idle, lost float64 }{
		{0.4, 0.4 * 0.9505, 0}, {0.4, 0.4 * 0.9495, 0.0505 * 1200}, {0.0199, 0.01, 0}, {0.0201, 0.01005, 600},
	} {
		a := crewOf(t, pulling(c.busy), pulling(c.idle)).ask(groups())
		a.near(fmt.Sprint(c), a.one("group", "big")["lost_gpu_seconds"], c.lost, 1e-6)
		a.near("straggler", a.one("group", "big")["straggler"], map[bool]float64{true: 1}[c.lost > 0], 0)
	}
	for clock, cause := range map[float64]string{0.97: "clock", 0.9705: "work"} {
		g := crewOf(t, crew{tensor: constant(0.6), clock: clock * 2000}, crew{tensor: constant(0.4), clock: 2000}, crew{tensor: constant(0.4), clock: 2000}).ask(groups()).group("big")
		if len(g.Stragglers) != 1 || g.Stragglers[0].Cause != cause {
			t.Errorf("%g: %+v", clock, g)
		}
	}
}

// A group cut anew: four cards at 0.6, 0.4, 0.4, 0.4 up to 600, after it the first two alone. 600 × 3 × 1/3 + 600 × 1/3.
func TestAccept7_CutAnew(t *testing.T) {
	var parts [][]storetest.Series
	for i, v := range []float64{0.6, 0.4, 0.4, 0.4} {
		c := crew{tensor: constant(v)}.card("a", i, "chat/big")
		if i > 1 {
			c.held = []tenure{{600, "chat/big"}, {always, ""}}
		}
		parts = append(parts, c.series())
	}
	parts = append(parts, engine{pod: "chat/big"}.series(), price("eu", "n1", scrape{}, until(899, aCentASecond, 2*aCentASecond)))
	w := newWorld(t, parts...)
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(groups())
	a.near("lost", a.one("group", "big")["lost_gpu_seconds"], 600+200, 21)
	a.near("money: 600 + 100 at one price, 100 at another", a.one("group", "big")["lost_money"], 7+2, 0.21)
	left := 0
	for _, c := range a.group("big").Changes {
		if !c.Joined {
			left++
		}
	}
	if left != 2 {
		t.Errorf("%d left: %+v", left, a.group("big").Changes)
	}
	sum := 0.0
	for _, part := range [][2]int{{0, 333}, {333, 600}, {600, 1200}} {
		sum += w.ask(groups().between(part[0], part[1])).one("group", "big")["lost_gpu_seconds"].(float64)
	}
	a.near("in three parts", sum, a.one("group", "big")["lost_gpu_seconds"].(float64), 1e-6)
}

// Ranks of data parallelism share no step: spread, but no straggler, no loss, in tables, graphs and rules.
func TestAccept7_UnknownGroups(t *testing.T) {
	w := newWorld(t, rig("a", "chat/dp", pulling(0.6), pulling(0.3)), engine{pod: "chat/dp"}.series(), engine{pod: "chat/dp", rank: "1"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(groups())
	r := a.one("group", "dp")
	a.near("spread", r["spread"], 0.5, 1e-9)
	for _, f := range []string{"lost_gpu_seconds", "lost_money", "straggler"} {
		a.null(f, r[f])
	}
	if g := a.group("dp"); g.Kind != "unknown" || len(g.Stragglers) > 0 || g.Note == "" {
		t.Errorf("%+v", g)
	}
	q := groups().fields("straggler")
	q.Format, q.headers = "numeric", fromAlert
	for _, x := range w.ask(q).rows() {
		if x["straggler"] != nil {
			t.Errorf("%v", x)
		}
	}
	// A binding of one rank's cards to it makes of them a group of their own.
	if g := w.ask(groups("gpu_uuid")); g.one("gpu_uuid", "GPU-a0")["straggler"] != nil {
		t.Errorf("%s", g)
	}
}

// A card that two replicas share tells of neither alone; slices of a card are devices of their own.
func TestAccept7_SlicesAndSharedCards(t *testing.T) {
	slice := func(id string, v float64) []storetest.Series {
		c := crew{tensor: constant(v)}.card("m", 0, "chat/sliced")
		c.labels = []string{"GPU_I_ID", id, "GPU_I_PROFILE", "3g.40gb"}
		return c.series()
	}
	w := newWorld(t, slice("1", 0.6), slice("2", 0.3), engine{pod: "chat/sliced"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(groups())
	a.values(1)
	r := a.one("group", "sliced")
	a.near("spread", r["spread"], 0.5, 1e-9)
	// A slice of three sevenths waits half of its time: of a GPU that is 600 × 3/7 s, and so is its money.
	a.near("lost", r["lost_gpu_seconds"], 600*3./7, 1e-6)
	a.near("money", r["lost_money"], 6*3./7, 1e-6)
	var shared [][]storetest.Series
	for i, v := range []float64{0.6, 0.3} {
		for _, pod := range []string{"chat/one", "chat/two"} {
			shared = append(shared, crew{tensor: constant(v)}.card("s", i, pod).series())
		}
	}
	shared = append(shared, engine{pod: "chat/one"}.series(), engine{pod: "chat/two"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	w = newWorld(t, shared...)
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a = w.ask(groups())
	a.values(2)
	if total := a.sum("lost_money"); total > 6+1e-6 {
		t.Errorf("two cards of which one waits half of 1,200 s lose %g in\n%s", total, a)
	}
	if total := a.sum("gpus"); total > 2+1e-6 {
		t.Errorf("%g GPUs", total)
	}
}
