package acceptance_test

import (
	"math"
	"strings"
	"testing"
)

// crewOf is a group of four on one node with one engine.
func crewOf(t *testing.T, members ...crew) *world {
	return newWorld(t, rig("a", "chat/big", members...), engine{pod: "chat/big"}.series())
}

func with(c crew, name string, f fn) crew {
	more := map[string]fn{name: f}
	for n, g := range c.more {
		more[n] = g
	}
	c.more = more
	return c
}

// What is busiest is the straggler; why it is so follows from clocks, then links, and work is what remains.
func TestBalance_Causes(t *testing.T) {
	const tx, rx = "DCGM_FI_PROF_NVLINK_TX_BYTES", "DCGM_FI_PROF_NVLINK_RX_BYTES"
	linked := func(c crew, rate float64) crew { return with(with(c, tx, constant(rate)), rx, constant(rate)) }
	bare := func(v float64) crew { return with(pulling(v), "DCGM_FI_DEV_SM_CLOCK", constant(math.NaN())) }
	for name, c := range map[string]struct {
		members []crew
		cause   string
		field   string
	}{
		"equal clocks":        {[]crew{pulling(0.6), pulling(0.4), pulling(0.4)}, "work", "clock"},
		"2.9 % slower":        {[]crew{{tensor: constant(0.6), clock: 0.971 * fullClock}, pulling(0.4), pulling(0.4)}, "work", "clock"},
		"3.1 % slower":        {[]crew{{tensor: constant(0.6), clock: 0.969 * fullClock}, pulling(0.4), pulling(0.4)}, "clock", "clock"},
		"half the traffic":    {[]crew{linked(pulling(0.6), 20e9), linked(pulling(0.4), 40e9), linked(pulling(0.4), 40e9)}, "link", "nvlink_tx"},
		"twice the traffic":   {[]crew{linked(pulling(0.6), 80e9), linked(pulling(0.4), 40e9), linked(pulling(0.4), 40e9)}, "link", "nvlink_rx"},
		"the same traffic":    {[]crew{linked(pulling(0.6), 41e9), linked(pulling(0.4), 40e9), linked(pulling(0.4), 40e9)}, "work", "nvlink_tx"},
		"a slow clock first":  {[]crew{linked(hot(0.6), 20e9), linked(pulling(0.4), 40e9), linked(pulling(0.4), 40e9)}, "clock", "throttle"},
		"errors on its links": {[]crew{with(pulling(0.6), "DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", growing(1)), pulling(0.4), pulling(0.4)}, "link", "ecc_errors"},
		"bit errors":          {[]crew{with(pulling(0.6), "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", growing(0.1)), pulling(0.4), pulling(0.4)}, "link", "ecc_errors"},
		"nobody says a clock": {[]crew{bare(0.6), bare(0.4), bare(0.4)}, "unknown", "tensor"},
	} {
		t.Run(name, func(t *testing.T) {
			g := crewOf(t, c.members...).ask(groups()).group("big")
			if len(g.Stragglers) != 1 || g.Stragglers[0].Device["gpu_uuid"] != "GPU-a0" || g.Stragglers[0].Cause != c.cause {
				t.Fatalf("%+v", g)
			}
			found := false
			for _, e := range g.Stragglers[0].Evidence {
				found = found || e.Field == c.field
			}
			if !found {
				t.Errorf("no evidence of %s: %+v", c.field, g.Stragglers[0].Evidence)
			}
		})
	}
}

// Nothing is called a straggler, and nothing lost, below the bounds of the design.
func TestBalance_Bounds(t *testing.T) {
	for name, c := range map[string]struct {
		busy, idle float64
		running    fn
		straggler  float64
		lost       float64
	}{
		"spread 4.9 %":          {1000. / 2000, 951. / 2000, constant(1), 0, 0},
		"spread 5.1 %":          {1000. / 2000, 949. / 2000, constant(1), 1, 0.051 * 1200},
		"busiest at 1.9 %":      {0.019, 0.01, constant(1), 0, 0},
		"busiest at 2.1 %":      {0.021, 0.014, constant(1), 1, 400},
		"no request":            {0.5, 0.25, constant(0), 0, 0},
		"requests half of time": {0.5, 0.25, until(600, 1, 0), 1, 300},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, rig("a", "chat/big", pulling(c.busy), pulling(c.idle)), engine{pod: "chat/big", more: map[string]fn{"vllm:num_requests_running": c.running}}.series())
			a := w.ask(groups())
			r := a.one("group", "big")
			a.near("straggler", r["straggler"], c.straggler, 0)
			a.near("lost", r["lost_gpu_seconds"], c.lost, 16)
			a.near("spread is shown all the same", r["spread"], (c.busy-c.idle)/c.busy, 1e-9)
			if g := a.group("big"); len(g.Stragglers) != int(c.straggler) || c.lost == 0 && g.Note == "" {
				t.Errorf("%+v", g)
			}
		})
	}
}

// Two samples are not enough, three are. The loss is there from the first.
func TestBalance_ThreeSamples(t *testing.T) {
	for samples, want := range map[int]float64{2: 0, 3: 1} {
		from, to := 600, 600+30*samples
		burst := func(s int) float64 {
			if s > from && s <= to {
				return 0.8
			}
			return 0.4
		}
		a := crewOf(t, crew{tensor: burst}, pulling(0.4), pulling(0.4)).ask(groups())
		r := a.one("group", "big")
		a.near("straggler", r["straggler"], want, 0)
		a.near("lost", r["lost_gpu_seconds"], 2*0.5*30*float64(samples), 1e-6)
		for _, s := range a.group("big").Stragglers {
			if s.From != at(from).UnixMilli() || s.To != at(to).UnixMilli() {
				t.Errorf("from %d to %d", s.From, s.To)
			}
		}
	}
}

// Who is busiest by turns holds nobody up for long: there is a loss, and no straggler.
func TestBalance_NoStragglerByTurns(t *testing.T) {
	turns := func(which int) crew {
		return crew{tensor: func(s int) float64 {
			if (s-1+3000)/30%3 == which {
				return 0.8
			}
			return 0.4
		}}
	}
	a := crewOf(t, turns(0), turns(1), turns(2)).ask(groups())
	r := a.one("group", "big")
	a.near("straggler", r["straggler"], 0, 0)
	a.near("lost", r["lost_gpu_seconds"], 2*0.5*1200, 1e-6)
	if g := a.group("big"); len(g.Stragglers) != 0 || !strings.Contains(g.Note, "three samples") {
		t.Errorf("%+v", g)
	}
}

// Memory that is busier than the tensor pipes makes the loss an upper bound, and the answer says so.
func TestBalance_MemoryBound(t *testing.T) {
	dram := func(c crew) crew { return with(c, "DCGM_FI_PROF_DRAM_ACTIVE", constant(0.8)) }
	a := crewOf(t, dram(pulling(0.3)), dram(pulling(0.2))).ask(groups())
	if g := a.group("big"); !strings.Contains(g.Note, "upper bound") {
		t.Errorf("%+v", g)
	}
	a.near("dram", a.one("group", "big")["dram"], 0.8, 1e-9)
	if f := a.bill(); !strings.Contains(f.Estimates["lost_gpu_seconds"], "upper bound") {
		t.Errorf("%+v", f.Estimates)
	}
}

// Full links and idle pipes: an H100's links carry 450 GB/s in each direction.
func TestBalance_BandwidthBound(t *testing.T) {
	const tx = "DCGM_FI_PROF_NVLINK_TX_BYTES"
	for name, c := range map[string]struct {
		rate, pipe, want float64
	}{"full and idle": {420e9, 0.05, 1}, "full and busy": {420e9, 0.5, 0}, "half full": {225e9, 0.05, 0}} {
		a := crewOf(t, with(pulling(c.pipe), tx, constant(c.rate)), with(pulling(c.pipe), tx, constant(c.rate))).ask(groups())
		a.near(name, a.one("group", "big")["bandwidth_bound"], c.want, 0)
		if a.group("big").BandwidthBound != (c.want == 1) {
			t.Errorf("%s: %+v", name, a.groups())
		}
	}
}
