package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// What random fleets found, each as the plain case of it.

// A table of 328 s is read in ten cells of 32.8 s. As a floating point number of seconds that is 32.799 s to Prometheus,
// and all but the last of the instants were others than were asked for.
func TestARangeWhoseCellsAreNoWholeSeconds(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: wholeCard(400)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("replica", tokens, tensor, energy).between(284, 612))
	// Samples of the engine stand on multiples of 15 s, those of the card of 30 s.
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 10*(600-270), 1e-9)
	a.near("energy", a.one("pod", "llama-0")["energy"], 400*(600-270), 1e-6)
}

// A counter whose source is silent for longer than a store looks back goes on where it was: what it counted meanwhile
// is in the part of the range in which its next sample is.
func TestASilenceAcrossTheBeginningOfARange(t *testing.T) {
	quiet := scrape{outage: [2]int{200, 800}}
	w := newWorld(t,
		card{scrape: quiet, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: wholeCard(400)}.series(),
		engine{scrape: quiet, pod: "chat/llama-0", tokens: growing(10)}.series())
	for _, split := range []int{100, 210, 400, 600, 790, 810, 1000} {
		a, b := w.ask(table("cluster", tokens, energy).between(0, split)), w.ask(table("cluster", tokens, energy).between(split, 1200))
		a.near("Σ tokens", a.sum("tokens")+b.sum("tokens"), 12000, 1e-6)
		a.near("Σ energy", a.sum("energy")+b.sum("energy"), 400*1200, 1e-3)
	}
}

// A card that is cut in the middle counts its joules once, what its slices leave over too, and wherever the range is split.
func TestTheEnergyOfACardThatIsCut(t *testing.T) {
	w := newWorld(t,
		card{scrape: scrape{to: 600}, uuid: "GPU-m", held: []tenure{{always, "chat/w"}}, tensor: constant(0.6), more: wholeCard(700)}.series(),
		slice("1", "4g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/s4"}}, tensor: constant(0.4), more: wholeCard(700)}).series(),
		slice("2", "2g.20gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/s2"}}, tensor: constant(0.3), more: wholeCard(700)}).series())
	a := w.ask(table("device", energy))
	for id, want := range map[string]float64{"1": 4.0 / 7 * 600, "2": 2.0 / 7 * 600} {
		a.near("energy of "+id, a.one("mig_id", id)["energy"], 700*want, 1e-3)
	}
	a.near("energy of what they leave over", a.sum("energy", "mig_id", "", "row_kind", "unmatched"), 700*600.0/7, 1e-3)
	a.near("energy of the whole card", a.one("pod", "w")["energy"], 700*600, 1e-3)
	for _, split := range []int{599, 605, 625, 635, 640, 700, 907} {
		a, b := w.ask(table("device", energy).between(0, split)), w.ask(table("device", energy).between(split, 1200))
		a.near("Σ energy", a.sum("energy")+b.sum("energy"), 700*1200, 1e-3)
	}
}

// A gauge that is not read for a while counts the same at every grain, whoever holds the devices meanwhile.
func TestAGaugeWithASilenceIsTheSameAtEveryGrain(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{450, "chat/llama-0"}, {always, ""}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{outage: [2]int{400, 500}}, pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"vllm:num_requests_running": until(400, 1, 3)}}.series())
	running := operand{As: "running", Signal: "requests_running"}
	want := w.ask(table("cluster", running)).sum("running")
	for _, grain := range []string{"device", "replica", "model", "node"} {
		a := w.ask(table(grain, running))
		a.near("Σ running by "+grain, a.sum("running"), want, 1e-9)
	}
}

// Two servers that read a target at different instants: taken from now one and now the other, a counter would go back,
// and that would be a reset which counts all that was ever counted.
func TestTwinsThatReadAtOtherInstantsTelescope(t *testing.T) {
	big := func(s int) float64 { return 1e9 + 100*float64(s) }
	w := newWorld(t, twinned("prometheus_replica", func(s scrape) []storetest.Series {
		return engine{scrape: s, pod: "chat/llama-0", tokens: big}.series()
	}))
	for _, split := range []int{299, 304, 310, 416, 503, 509, 703} {
		a, b := w.ask(table("cluster", tokens).between(0, split)), w.ask(table("cluster", tokens).between(split, 1200))
		a.near("Σ tokens", a.sum("tokens")+b.sum("tokens"), w.ask(table("cluster", tokens)).sum("tokens"), 1e-6)
	}
}
