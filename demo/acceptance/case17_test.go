package acceptance_test

import (
	"testing"
	"time"
)

// lately is the present in seconds of the fixtures, on a whole minute.
func lately() int { return int(time.Since(origin)/time.Second) / 60 * 60 }

// fresh is a replica and its card as they are read up to now: gpu and engine say how late or early their newest samples are.
func fresh(t *testing.T, now, gpu, serving int) *world {
	return newWorld(t,
		card{scrape: scrape{step: 30, from: now - 1800 + gpu, to: now + gpu}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
		engine{scrape: scrape{step: 15, from: now - 1800 + serving, to: now + serving}, pod: "chat/llama-0", tokens: func(s int) float64 { return 10 * float64(s-now+3600) }}.series())
}

// Remote write brings one source late, or a clock is off: the last steps wait for the one furthest behind, and no value falls.
func TestCase17_LateAndSkewed(t *testing.T) {
	for name, c := range map[string]struct{ gpu, engine, newest int }{
		"on_time":                 {0, 0, -30},
		"gpu_two_minutes_late":    {-120, 0, -150},
		"engine_two_minutes_late": {0, -120, -150},
		"engine_ahead":            {0, 50, -30},
		"gpu_ahead":               {40, 0, -30},
		"gpu_behind_engine_ahead": {-50, 50, -80},
		"both_three_minutes_late": {-180, -180, -210},
	} {
		t.Run(name, func(t *testing.T) {
			now := lately()
			w := fresh(t, now, c.gpu, c.engine)
			g := w.ask(graph("replica", rate, tensor).between(now-900, now).every(30 * time.Second))
			stamps := g.stamps()
			if len(stamps) == 0 {
				t.Fatal("no step")
			}
			last := stamps[len(stamps)-1] - now
			if last > c.newest || last < c.newest-60 {
				t.Errorf("the last step ends at %d, the slower source is complete up to %d", last, c.newest)
			}
			if n := len(stamps); n < (900+c.newest)/30-2 {
				t.Errorf("%d steps", n)
			}
			for s, v := range g.line("rate") {
				if v < 9.99 || v > 10.01 {
					t.Errorf("rate %g at %d", v, s-now)
				}
			}
			if n := len(g.line("tensor")); n != len(stamps) {
				t.Errorf("tensor has %d of %d values", n, len(stamps))
			}
			a := w.ask(table("replica", rate, tensor, tokens).between(now-900, now))
			r := a.one("pod", "llama-0")
			// Samples of the engine may lie up to a native step off the range's ends.
			a.near("rate of the table", r["rate"], 10, 0.2)
			a.near("tensor of the table", r["tensor"], 0.8, 1e-9)
			a.near("gpus", r["gpus"], 1, 0)
		})
	}
}

// A source that stopped long ago is not waited for; nor does it hold back the past.
func TestCase17_AStepWhollyPastIsNotDropped(t *testing.T) {
	t.Run("stopped_an_hour_ago", func(t *testing.T) {
		now := lately()
		w := newWorld(t,
			card{scrape: scrape{from: now - 5400, to: now - 3600}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
			engine{scrape: scrape{from: now - 5400, to: now}, pod: "chat/llama-0", tokens: func(s int) float64 { return 10 * float64(s-now+7200) }}.series())
		g := w.ask(graph("replica", rate, tensor).between(now-4500, now).every(60 * time.Second))
		line := g.line("rate")
		for s := now - 4440; s <= now-300; s += 60 {
			if v, ok := line[s]; !ok || v < 9.99 || v > 10.01 {
				t.Errorf("rate %g, %v at %d", v, ok, s-now)
			}
		}
		for s := range g.line("tensor") {
			if s > now-3600+60 {
				t.Errorf("tensor at %d, an hour after its last sample", s-now)
			}
		}
	})
	for name, c := range map[string]struct{ gpuTo, engineTo int }{"gpu_ends": {600, after}, "engine_ends": {after, 600}, "both_end": {600, 600}, "just_at_the_end": {1200, 1200}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t,
				card{scrape: scrape{to: c.gpuTo}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
				engine{scrape: scrape{to: c.engineTo}, pod: "chat/llama-0", tokens: growing(10)}.series(),
				price("eu", "n1", scrape{}, constant(aCentASecond)))
			g := w.ask(graph("replica", rate, tensor).every(60 * time.Second))
			stamps := g.stamps()
			if stamps[len(stamps)-1] != 1200 && (c.gpuTo > 1200 || c.engineTo > 1200 || c.gpuTo == 1200) {
				t.Errorf("the last step ends at %d", stamps[len(stamps)-1])
			}
			for s := 60; s <= min(c.engineTo, 1200); s += 60 {
				g.near("rate", g.line("rate")[s], 10, 1e-9)
			}
			for s := 60; s <= min(c.gpuTo, c.engineTo, 1200); s += 60 {
				g.near("tensor", g.line("tensor", "pod", "llama-0")[s], 0.8, 1e-9)
			}
			a := w.ask(table("replica", tokens))
			a.near("tokens", a.sum("tokens"), 10*float64(min(c.engineTo, 1200)), 1e-6)
		})
	}
}

// Samples written late and out of their rhythm are in their place: in the past nothing is missing.
func TestCase17_AHoleThatIsFilledLater(t *testing.T) {
	w := newWorld(t,
		card{scrape: scrape{step: 30, phase: 19}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
		engine{scrape: scrape{step: 15, phase: 4, outage: [2]int{500, 740}}, pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("replica", tokens, rate))
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 12000, 1e-6)
	g := w.ask(graph("replica", tokens).every(60 * time.Second))
	sum := 0.0
	for s, v := range g.line("tokens") {
		if v < 0 {
			t.Errorf("%g tokens at %d", v, s)
		}
		sum += v
	}
	g.near("Σ of the steps", sum, 12000, 1e-6)
}
