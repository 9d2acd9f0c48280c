package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// rhythms is one replica whose GPU is read each 30 s at :07, its engine each 5 s at :02, its price each hour.
// Every minute 600 tokens appear at once, so that interpolation would show.
func rhythms(t *testing.T, more ...[]storetest.Series) *world {
	bursts := func(s int) float64 { return 600 * float64((s-before)/60) }
	return newWorld(t, append([][]storetest.Series{
		card{scrape: scrape{step: 30, phase: 7}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: until(607, 0.8, 0.4),
			more: map[string]fn{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": func(s int) float64 { return 300_000 * float64(s-before) }}}.series(),
		engine{scrape: scrape{step: 5, phase: 2}, pod: "chat/llama-0", tokens: bursts}.series(),
		price("eu", "n1", scrape{step: 3600, from: -3000, to: 4200}, until(0, aCentASecond, 2*aCentASecond)),
	}, more...)...)
}

func TestCase07_TheStepIsThatOfTheSlowestSource(t *testing.T) {
	w := rhythms(t)
	for _, c := range []struct {
		name     string
		q        query
		step     int
		interval time.Duration
	}{
		{"engine_and_gpu", graph("replica", rate, tensor), 30, 5 * time.Second},
		{"engine_and_gpu_at_20_s", graph("device", rate, tensor), 30, 20 * time.Second},
		{"engine_only", graph("replica", rate), 5, time.Second},
		{"engine_only_at_10_s", graph("replica", rate), 10, 10 * time.Second},
		{"a_state_bounds_nothing", graph("replica", rate, operand{As: "spend", Signal: "gpu_cost"}, tensor), 30, 5 * time.Second},
		{"grafana_wants_more", graph("replica", rate, tensor), 60, time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := w.ask(c.q.every(c.interval))
			g.near("step_s", g.cover.StepS, float64(c.step), 0)
			stamps := g.stamps()
			for i, s := range stamps {
				if s%c.step != 0 {
					t.Fatalf("stamp %d is no multiple of %d", s, c.step)
				}
				if i > 0 && s-stamps[i-1] != c.step {
					t.Fatalf("from %d to %d is no step of %d", stamps[i-1], s, c.step)
				}
			}
			for _, o := range c.q.Operands {
				if n := len(g.line(o.As)); n != len(stamps) || n < 1200/c.step {
					t.Errorf("%s has %d of %d values; a step at native resolution must not be empty", o.As, n, len(stamps))
				}
			}
		})
	}
}

func TestCase07_NothingIsInterpolated(t *testing.T) {
	w := rhythms(t)
	g := w.ask(graph("replica", tokens, tensor).every(30 * time.Second))
	sum := 0.0
	for s, v := range g.line("tokens") {
		if v != 0 && v != 600 {
			t.Errorf("%g tokens in the step that ends at %d: only whole bursts exist", v, s)
		}
		sum += v
	}
	// From the sample at or before 0 (-3) to the one at or before 1200 (1197) there are 20 bursts.
	g.near("Σ of the steps", sum, 12000, 0)
	for s, v := range g.line("tensor") {
		if v != 0.8 && v != 0.4 {
			t.Errorf("tensor %g at %d is between the samples", v, s)
		}
	}
	a := w.ask(table("replica", tokens, rate, tensor))
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 12000, 0)
	a.near("rate", a.one("pod", "llama-0")["rate"], 10, 0)
}

// A price read once an hour holds until the next reading: one of an hour before the range, one in its middle.
func TestCase07_AnHourlyPrice(t *testing.T) {
	w := rhythms(t)
	a := w.ask(table("replica", cost))
	// 0.01 a second until 600, then 0.02.
	a.near("cost", a.one("pod", "llama-0")["cost"], 6+12, 1e-6)
	g := w.ask(graph("replica", operand{As: "spend", Signal: "gpu_cost"}).every(30 * time.Second))
	for s, v := range g.line("spend") {
		if s <= 600 {
			g.near("spend", v, 0.01, 1e-9)
		} else {
			g.near("spend", v, 0.02, 1e-9)
		}
	}
}

func TestCase07_TotalsTelescope(t *testing.T) {
	w := rhythms(t,
		card{scrape: scrape{step: 30, phase: 13}, uuid: "GPU-b", index: 1, held: []tenure{{500, ""}, {900, "chat/llama-0"}, {always, ""}}, tensor: constant(0.2),
			more: map[string]fn{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": func(s int) float64 { return 100_000 * float64(s-before) }}}.series())
	energy := operand{As: "energy", Signal: "gpu_energy", Stat: "total"}
	cuts := []int{0, 1, 137, 437, 600, 611, 899, 1200}
	for _, grain := range []string{"device", "replica", "model"} {
		t.Run(grain, func(t *testing.T) {
			whole := w.ask(table(grain, tokens, energy, cost))
			for _, column := range []string{"tokens", "energy", "cost"} {
				parts := 0.0
				for i := 1; i < len(cuts); i++ {
					parts += w.ask(table(grain, tokens, energy, cost).between(cuts[i-1], cuts[i])).sum(column)
				}
				whole.near("Σ "+column+" of the parts", parts, whole.sum(column), 1e-6)
			}
			whole.near("tokens", whole.sum("tokens"), 12000, 0)
			// From the samples at -23 and -17 to those at 1177+… : 300 and 100 J/s over 40 intervals of 30 s.
			whole.near("energy", whole.sum("energy"), 400*1200, 1e-6)
			whole.near("cost", whole.sum("cost"), 2*18, 1e-6)
		})
	}
}

func TestCase07_NativeStepsAreReported(t *testing.T) {
	w := rhythms(t)
	a := w.ask(graph("replica", rate, tensor, operand{As: "spend", Signal: "gpu_cost"}))
	want := map[string]float64{"gpu": 30, "engine": 5}
	for _, s := range a.cover.Sources {
		if n, ok := want[s.Family]; ok {
			a.near(s.Family, s.NativeStepS, n, 0)
			delete(want, s.Family)
		}
	}
	if len(want) > 0 {
		t.Errorf("not in coverage: %v; %+v", want, a.cover.Sources)
	}
}

// A step whose end lies behind the newest sample of an operand, less a native step, is left out: it would fall with
// the next scrape.
func TestCase07_TheLastStepIsComplete(t *testing.T) {
	now := int(time.Since(origin)/time.Second) / 60 * 60
	w := newWorld(t,
		card{scrape: scrape{step: 30, phase: 7, from: now - 1800, to: now}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
		engine{scrape: scrape{step: 5, phase: 2, from: now - 1800, to: now}, pod: "chat/llama-0", tokens: func(s int) float64 { return 10 * float64(s-now+1800) }}.series())
	g := w.ask(graph("replica", rate, tensor).between(now-600, now+30).every(30 * time.Second))
	for s, v := range g.line("rate") {
		if s > now {
			t.Errorf("a step ends at %d, the newest samples are of %d", s-now, -23)
		}
		g.near("rate", v, 10, 0)
	}
	g.near("newest step", float64(g.stamps()[len(g.stamps())-1]-now), -30, 30)
	a := w.ask(table("replica", rate, tensor).between(now-600, now+30))
	a.near("rate up to the last complete instant", a.one("pod", "llama-0")["rate"], 10, 0.1)
}
