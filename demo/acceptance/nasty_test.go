package acceptance_test

import (
	"strings"
	"testing"
)

// Without staleness markers an instant query would see each series five minutes longer: ownership must not.
func TestCase02_NoStalenessMarkers(t *testing.T) {
	silent := scrape{silent: true}
	w := newWorld(t,
		card{scrape: silent, uuid: "GPU-a", held: []tenure{{600, "chat/x-0"}, {899, ""}, {always, "chat/y-0"}}, tensor: until(630, 0.9, 0.3)}.series(),
		engine{scrape: scrape{silent: true, to: 645}, pod: "chat/x-0", tokens: growing(10)}.series(),
		engine{scrape: scrape{silent: true, from: 900}, pod: "chat/y-0", tokens: func(s int) float64 { return 4 * float64(s-900) }}.series(),
		kube{scrape: scrape{silent: true, to: 600}, pod: "chat/x-0", gpus: 1}.series(),
		kube{scrape: scrape{silent: true, from: 900}, pod: "chat/y-0", gpus: 1}.series(),
		price("eu", "n1", silent, constant(aCentASecond)))
	a := w.ask(table("replica", tokens, cost, tensor))
	a.near("gpus of x", a.one("pod", "x-0")["gpus"], 630.0/1200, 0)
	a.near("gpus of y", a.one("pod", "y-0")["gpus"], 330.0/1200, 0)
	a.near("cost of nobody", a.one("row_kind", "unmatched")["cost"], 2.4, 1e-6)
	a.near("tokens of x", a.one("pod", "x-0")["tokens"], 6450, 0)
	a.near("tokens of y", a.one("pod", "y-0")["tokens"], 1200, 0)
}

// exclusive-node without markers: the dead pod's request is not there for five minutes more.
func TestCase01_ExclusiveNodeWithoutMarkers(t *testing.T) {
	w := newWorld(t,
		card{scrape: scrape{silent: true}, uuid: "GPU-a", naming: unnamed, tensor: until(630, 0.8, 0.4)}.series(),
		engine{scrape: scrape{silent: true, to: 600}, pod: "chat/llama-old", tokens: growing(10)}.series(),
		engine{scrape: scrape{silent: true, from: 660}, pod: "chat/llama-new", tokens: func(s int) float64 { return 10 * float64(s-660) }}.series(),
		kube{scrape: scrape{silent: true, to: 600}, pod: "chat/llama-old", gpus: 1}.series(),
		kube{scrape: scrape{silent: true, from: 660}, pod: "chat/llama-new", gpus: 1}.series())
	a := w.ask(table("device", tokens, tensor))
	a.near("gpus of old", a.one("pod", "llama-old", "gpu_uuid", "GPU-a")["gpus"], 630.0/1200, 30.0/1200)
	a.near("gpus of new", a.one("pod", "llama-new", "gpu_uuid", "GPU-a")["gpus"], 570.0/1200, 30.0/1200)
	a.near("Σ tokens", a.sum("tokens"), 6000+5400, 0)
}

// Scrapes that fail lose no tokens: the difference of the samples around the hole is whole, at every grain and cut.
func TestCase08_FailedScrapes(t *testing.T) {
	hole := [2]int{580, 760}
	w := newWorld(t,
		card{scrape: scrape{outage: hole}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{outage: hole}, pod: "chat/llama-0", tokens: growing(10)}.series())
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, tokens))
		a.near("Σ tokens by "+grain, a.sum("tokens"), 12000, 1e-6)
		for _, cut := range []int{590, 600, 660, 700, 765} {
			left, right := w.ask(table(grain, tokens).between(0, cut)), w.ask(table(grain, tokens).between(cut, 1200))
			a.near("tokens in two parts", left.sum("tokens")+right.sum("tokens"), 12000, 1e-6)
		}
	}
	sum := 0.0
	g := w.ask(graph("replica", tokens).every(seconds(60)))
	for s, v := range g.line("tokens") {
		if v < 0 {
			t.Errorf("%g tokens at %d", v, s)
		}
		sum += v
	}
	g.near("Σ of the steps", sum, 12000, 1e-6)
}

// A replica that begins between two grid steps begins with its first sample.
func TestCase08_BornBetweenSteps(t *testing.T) {
	for _, born := range []int{660, 667, 675, 689} {
		w := newWorld(t,
			card{uuid: "GPU-a", held: []tenure{{600, ""}, {always, "chat/new-0"}}, tensor: constant(0.5)}.series(),
			engine{scrape: scrape{step: 15, phase: born % 15, from: born - born%15}, pod: "chat/new-0", tokens: func(s int) float64 { return 10 * float64(s-born) }}.series())
		last := born + (1200-born)/15*15
		for _, grain := range []string{"device", "replica", "model"} {
			a := w.ask(table(grain, tokens))
			a.near("tokens", a.sum("tokens"), 10*float64(last-born), 1e-6)
		}
	}
}

func TestStepSettings(t *testing.T) {
	w := simple(t)
	step := func(settings string, q query) float64 {
		return (&world{t: t, settings: settings, url: w.address()}).ask(q).cover.StepS
	}
	least := graph("replica", rate).every(seconds(5))
	least.MinStep = "2m"
	for _, c := range []struct {
		name, settings string
		q              query
		want           float64
	}{
		{"native", "{}", graph("replica", rate).every(seconds(5)), 15},
		{"time_interval", `{"timeInterval":"1m"}`, graph("replica", rate).every(seconds(5)), 60},
		{"min_step", "{}", least, 120},
		{"declared_native_step", `{"nativeStep":{"engine":"45s"}}`, graph("replica", rate).every(seconds(5)), 45},
	} {
		if got := step(c.settings, c.q); got != c.want {
			t.Errorf("%s: step %g, want %g", c.name, got, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	w := simple(t)
	for _, c := range []struct {
		name, settings string
		q              query
		says           []string
	}{
		{"series", `{"limits":{"series":1}}`, table("replica", tokens, tensor), []string{"limit", "1"}},
		{"samples", `{"limits":{"samples":50}}`, table("replica", tokens, tensor), []string{"sample", "50"}},
		{"bytes", `{"limits":{"bytes":1000}}`, table("replica", tokens, tensor), []string{"byte"}},
		{"rows", `{"limits":{"outputRows":1}}`, table("device", tokens, tensor), []string{"rows", "coarser"}},
		{"output_series", `{"limits":{"outputSeries":1}}`, graph("device", tokens, tensor), []string{"series", "coarser"}},
		{"bad_setting", `{"timeInterval":"soon"}`, table("replica", tokens), []string{"timeInterval", "soon"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := request(t, instance("limits-"+c.name, w.address(), c.settings), c.q)["A"]
			if r.Error == nil {
				t.Fatal("no error")
			}
			for _, word := range c.says {
				if !strings.Contains(r.Error.Error(), word) {
					t.Errorf("%q does not say %q", r.Error, word)
				}
			}
		})
	}
}
