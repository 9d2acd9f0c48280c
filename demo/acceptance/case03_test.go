package acceptance_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// slice is a MIG slice as a dcgm-exporter shows it: the parent's UUID, the instance's id and profile, and the readings
// of the whole card repeated on it.
func slice(id, profile string, c card) card {
	c.labels = append(c.labels, "GPU_I_ID", id, "GPU_I_PROFILE", profile)
	return c
}

// wholeCard are a card's own readings: watts, joules at that power, 60 °C, and a GPU_UTIL that stands at 0 under MIG.
func wholeCard(watts float64) map[string]fn {
	return map[string]fn{
		"DCGM_FI_DEV_POWER_USAGE":              constant(watts),
		"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(watts * 1000),
		"DCGM_FI_DEV_GPU_TEMP":                 constant(60),
		"DCGM_FI_DEV_GPU_UTIL":                 constant(0),
	}
}

var (
	temperature = operand{As: "temperature", Signal: "gpu_temperature"}
	memory      = operand{As: "memory", Signal: "gpu_memory_used"}
)

func TestCase03_SevenSlicesOneUUID(t *testing.T) {
	parts := [][]storetest.Series{price("eu", "n1", scrape{}, constant(aCentASecond))}
	for i := range 7 {
		pod := fmt.Sprintf("chat/s%d", i)
		parts = append(parts,
			slice(fmt.Sprint(7+i), "1g.10gb", card{uuid: "GPU-m", held: []tenure{{always, pod}}, tensor: constant(float64(i+1) / 10), more: wholeCard(350)}).series(),
			engine{pod: pod, tokens: growing(float64(i + 1))}.series())
	}
	w := newWorld(t, parts...)

	t.Run("device", func(t *testing.T) {
		a := w.ask(table("device", tokens, tensor, power, energy, temperature, busy, memory, cost))
		a.values(7)
		a.near("rows", float64(len(a.rows())), 7, 0)
		for i := range 7 {
			r := a.one("gpu_uuid", "GPU-m", "mig_id", fmt.Sprint(7+i))
			a.is("its owner", r["pod"], fmt.Sprintf("s%d", i))
			a.near("tokens", r["tokens"], 1200*float64(i+1), 0)
			a.near("its own tensor", r["tensor"], float64(i+1)/10, 0)
			a.near("a seventh of the power", r["power"], 50, 0)
			a.near("a seventh of the energy", r["energy"], 50*1200, 1e-6)
			a.near("the card's temperature", r["temperature"], 60, 0)
			a.null("GPU_UTIL, which MIG has not", r["busy"])
			a.near("its own memory", r["memory"], 1000*1024*1024, 0)
			a.near("cost", r["cost"], 12.0/7, 1e-9)
			a.near("gpus", r["gpus"], 1.0/7, 1e-9)
		}
		a.near("devices", float64(a.cover.Devices.Total), 7, 0)
		a.near("matched devices", float64(a.cover.Devices.Matched), 7, 0)
	})
	for _, grain := range []string{"replica", "model", "node", "cluster"} {
		t.Run(grain, func(t *testing.T) {
			a := w.ask(table(grain, tokens, power, energy, temperature, busy, cost))
			a.near("Σ tokens", a.sum("tokens"), 1200*28, 0)
			a.near("Σ power", a.sum("power"), 350, 1e-9)
			a.near("Σ energy", a.sum("energy"), 350*1200, 1e-6)
			a.near("Σ cost", a.sum("cost"), 12, 1e-9)
			a.near("Σ gpus", a.sum("gpus"), 1, 1e-9)
			for _, r := range a.rows() {
				a.near("temperature", r["temperature"], 60, 0)
				a.null("busy", r["busy"])
			}
		})
	}
	t.Run("graph", func(t *testing.T) {
		g := w.ask(graph("replica", power, temperature).every(seconds(30)))
		for i := range 7 {
			for _, v := range g.line("power", "pod", fmt.Sprintf("s%d", i)) {
				g.near("power", v, 50, 1e-9)
			}
			for _, v := range g.line("temperature", "pod", fmt.Sprintf("s%d", i)) {
				g.near("temperature", v, 60, 0)
			}
		}
	})
	t.Run("ownership", func(t *testing.T) {
		a := w.ask(query{QueryType: "ownership"})
		a.near("intervals", float64(len(a.rows())), 7, 0)
		for i := range 7 {
			a.near("share", a.one("mig_id", fmt.Sprint(7+i))["share"], 1.0/7, 1e-9)
		}
	})
}

// Unsupported is not zero, and the answer says why.
func TestCase03_NotAvailableOnMIG(t *testing.T) {
	w := newWorld(t, slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/a"}}, tensor: constant(0.5), more: wholeCard(350)}).series(),
		engine{pod: "chat/a", tokens: growing(1)}.series())
	a := w.ask(table("device", tensor, busy))
	a.null("busy", a.one("pod", "a")["busy"])
	for _, e := range a.cover.Empty {
		if e.Operand == "busy" {
			a.is("reason", e.Reason, "not-on-mig")
			return
		}
	}
	t.Errorf("coverage does not say why busy is empty: %+v", a.cover.Empty)
}

// A whole card beside a sliced one has GPU_UTIL; the slices have none, and their zeros pull nothing down.
func TestCase03_ASlicedCardBesideAWholeOne(t *testing.T) {
	whole := wholeCard(400)
	whole["DCGM_FI_DEV_GPU_UTIL"] = constant(80)
	w := newWorld(t,
		slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/a"}}, tensor: constant(0.5), more: wholeCard(350)}).series(),
		slice("2", "4g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/b"}}, tensor: constant(0.7), more: wholeCard(350)}).series(),
		card{uuid: "GPU-w", index: 1, held: []tenure{{always, "chat/c"}}, tensor: constant(0.9), more: whole}.series(),
		engine{pod: "chat/a", tokens: growing(1)}.series(), engine{pod: "chat/b", tokens: growing(1)}.series(), engine{pod: "chat/c", tokens: growing(1)}.series())
	a := w.ask(table("model", busy, power, tensor))
	r := a.one("llm_model", "llama")
	a.near("busy is that of the card that has it", r["busy"], 0.8, 0)
	a.near("power", r["power"], 750, 1e-9)
	a.near("gpus", r["gpus"], 2, 1e-9)
	a = w.ask(table("device", busy, power))
	a.near("power of 3g", a.one("mig_id", "1")["power"], 150, 1e-9)
	a.near("power of 4g", a.one("mig_id", "2")["power"], 200, 1e-9)
	whole1 := a.one("gpu_uuid", "GPU-w")
	a.is("a whole card has no mig_id", whole1["mig_id"], "")
	a.near("power of the whole card", whole1["power"], 400, 0)
}

// 3g, 2g and 1g of seven: the owner changes on the 2g slice only, nobody holds the 1g, and a seventh is no slice at all.
func TestCase03_OneSliceChangesHands(t *testing.T) {
	for _, c := range []struct {
		name string
		// own says that the card's readings stand on a series of the card itself, not on its slices.
		own bool
	}{{"readings_repeat_on_every_slice", false}, {"readings_on_the_card_only", true}} {
		t.Run(c.name, func(t *testing.T) {
			repeated := wholeCard(700)
			var parts [][]storetest.Series
			if c.own {
				// The exporter names a pod on the card's own series; the card is no device while it has slices.
				parts = append(parts, card{uuid: "GPU-m", held: []tenure{{always, "chat/ghost"}}, more: repeated}.series(),
					engine{pod: "chat/ghost", tokens: growing(1)}.series())
				repeated = nil
			}
			parts = append(parts,
				slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/big"}}, tensor: constant(0.9), more: repeated}).series(),
				slice("3", "2g.20gb", card{uuid: "GPU-m", held: []tenure{{600, "chat/x"}, {always, "chat/y"}}, tensor: until(600, 0.8, 0.2), more: repeated}).series(),
				slice("9", "1g.10gb", card{uuid: "GPU-m", tensor: constant(0), more: repeated}).series(),
				engine{pod: "chat/big", tokens: growing(3)}.series(),
				engine{scrape: scrape{to: 615}, pod: "chat/x", tokens: until10(600)}.series(),
				engine{scrape: scrape{from: 630}, pod: "chat/y", tokens: func(s int) float64 { return 4 * float64(s-630) }}.series(),
				price("eu", "n1", scrape{}, constant(aCentASecond)))
			w := newWorld(t, parts...)
			for _, grain := range []string{"device", "replica"} {
				a := w.ask(table(grain, tokens, tensor, power, energy, temperature, cost))
				for _, want := range []struct {
					pod                  string
					gpus, tensor, tokens float64
				}{{"big", 3.0 / 7, 0.9, 3600}, {"x", 1.0 / 7, 0.8, 6000}, {"y", 1.0 / 7, 0.2, 4 * 570}} {
					r := a.one("pod", want.pod, "row_kind", "value")
					a.near("gpus of "+want.pod, r["gpus"], want.gpus, 1e-9)
					a.near("power of "+want.pod, r["power"], 700*want.gpus, 1e-6)
					a.near("energy of "+want.pod, r["energy"], 700*1200*want.gpus, 1e-3)
					a.near("cost of "+want.pod, r["cost"], 12*want.gpus, 1e-6)
					a.near("tensor of "+want.pod, r["tensor"], want.tensor, 1e-9)
					a.near("tokens of "+want.pod, r["tokens"], want.tokens, 1e-6)
					a.near("temperature of "+want.pod, r["temperature"], 60, 0)
				}
				for _, column := range []string{"power", "energy", "cost"} {
					whole := map[string]float64{"power": 700, "energy": 700 * 1200, "cost": 12}[column]
					a.near(column+" of nobody", a.sum(column, "row_kind", "unmatched"), whole*2/7, 1e-3)
					a.near("Σ "+column, a.sum(column), whole, 1e-3)
				}
				if grain == "device" {
					a.near("power of the slice nobody holds", a.one("mig_id", "9")["power"], 100, 1e-6)
					rest := a.one("gpu_uuid", "GPU-m", "mig_id", "")
					a.is("what no slice covers", rest["row_kind"], "unmatched")
					a.near("power of the remainder", rest["power"], 100, 1e-6)
					a.near("cost of the remainder", rest["cost"], 12.0/7, 1e-6)
				}
				if c.own {
					for _, r := range a.where("pod", "ghost") {
						a.near("gpus of a pod that only the card names", r["gpus"], 0, 0)
					}
				}
			}
		})
	}
}

// A card is cut in two at 600; until then one pod holds it whole.
func TestCase03_CutMidRange(t *testing.T) {
	w := newWorld(t,
		card{scrape: scrape{to: 600}, uuid: "GPU-m", held: []tenure{{always, "chat/w"}}, tensor: constant(0.6), more: wholeCard(700)}.series(),
		slice("1", "4g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/s4"}}, tensor: constant(0.4), more: wholeCard(700)}).series(),
		slice("2", "3g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/s3"}}, tensor: constant(0.3), more: wholeCard(700)}).series(),
		engine{scrape: scrape{to: 600}, pod: "chat/w", tokens: growing(10)}.series(),
		engine{scrape: scrape{from: 630}, pod: "chat/s4", tokens: func(s int) float64 { return 4 * float64(s-630) }}.series(),
		engine{scrape: scrape{from: 630}, pod: "chat/s3", tokens: func(s int) float64 { return 3 * float64(s-630) }}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	for _, grain := range []string{"device", "replica"} {
		a := w.ask(table(grain, tokens, tensor, power, energy, cost))
		for _, want := range []struct {
			pod                  string
			gpus, tensor, tokens float64
		}{{"w", 0.5, 0.6, 6000}, {"s4", 2.0 / 7, 0.4, 4 * 570}, {"s3", 1.5 / 7, 0.3, 3 * 570}} {
			r := a.one("pod", want.pod, "row_kind", "value")
			// Seen whole at 600 and cut at 630: one native step belongs to either.
			a.near("gpus of "+want.pod, r["gpus"], want.gpus, 30.0/1200)
			a.near("power of "+want.pod, r["power"], 700*want.gpus, 700*30.0/1200)
			a.near("cost of "+want.pod, r["cost"], 12*want.gpus, 12*30.0/1200)
			a.near("tensor of "+want.pod, r["tensor"], want.tensor, 1e-9)
			a.near("tokens of "+want.pod, r["tokens"], want.tokens, 1e-6)
		}
		a.near("Σ power", a.sum("power"), 700, 1e-6)
		a.near("Σ cost", a.sum("cost"), 12, 1e-6)
		// Neither series spans the cut: the joules of one native step are in neither counter's difference.
		a.near("Σ energy", a.sum("energy"), 700*1200, 700*30+1e-3)
		a.between("Σ gpus", a.sum("gpus", "row_kind", "value"), 1-30.0/1200, 1)
	}
}

// A second slice appears beside the first: until then it is part of the remainder.
func TestCase03_ASliceIsCreated(t *testing.T) {
	w := newWorld(t,
		slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/s3"}}, tensor: constant(0.3), more: wholeCard(700)}).series(),
		slice("2", "4g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/s4"}}, tensor: constant(0.4), more: wholeCard(700)}).series(),
		engine{pod: "chat/s3", tokens: growing(3)}.series(),
		engine{scrape: scrape{from: 630}, pod: "chat/s4", tokens: func(s int) float64 { return 4 * float64(s-630) }}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("device", power, cost))
	// Seen from 630, so there from 600.
	for _, want := range []struct {
		id   string
		part float64
	}{{"1", 3.0 / 7}, {"2", 2.0 / 7}, {"", 2.0 / 7}} {
		r := a.one("gpu_uuid", "GPU-m", "mig_id", want.id)
		a.near("power of "+want.id, r["power"], 700*want.part, 1e-6)
		a.near("cost of "+want.id, r["cost"], 12*want.part, 1e-6)
	}
	g := w.ask(graph("cluster", power).every(seconds(30)))
	sums := g.sumsBySecond()
	for s, v := range sums {
		g.near(fmt.Sprintf("Σ power at %d", s), v, 700, 1e-6)
	}
	if len(sums) < 40 {
		t.Errorf("%d steps, want 40", len(sums))
	}
}

// An A30 divides by four, and an H100 of the same cluster by seven; ids repeat on every card.
func TestCase03_A30(t *testing.T) {
	a30 := []string{"modelName", "NVIDIA A30"}
	w := newWorld(t,
		slice("1", "2g.12gb", card{uuid: "GPU-s", node: "n3", labels: a30, held: []tenure{{always, "edge/two"}}, tensor: constant(0.5), more: wholeCard(160)}).series(),
		slice("3", "1g.6gb", card{uuid: "GPU-s", node: "n3", labels: a30, held: []tenure{{always, "edge/one"}}, tensor: constant(0.25), more: wholeCard(160)}).series(),
		slice("1", "2g.20gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/two"}}, tensor: constant(0.5), more: wholeCard(700)}).series(),
		engine{pod: "edge/two", tokens: growing(2)}.series(), engine{pod: "edge/one", tokens: growing(1)}.series(), engine{pod: "chat/two", tokens: growing(2)}.series())
	a := w.ask(table("device", tokens, power))
	for _, want := range []struct {
		namespace, pod string
		share, power   float64
	}{{"edge", "two", 0.5, 80}, {"edge", "one", 0.25, 40}, {"chat", "two", 2.0 / 7, 200}} {
		r := a.one("namespace", want.namespace, "pod", want.pod)
		a.near("gpus", r["gpus"], want.share, 1e-9)
		a.near("power", r["power"], want.power, 1e-9)
	}
	a.near("remainder of the A30", a.one("gpu_uuid", "GPU-s", "mig_id", "")["power"], 40, 1e-9)
	a.near("remainder of the H100", a.one("gpu_uuid", "GPU-m", "mig_id", "")["power"], 500, 1e-9)
	a.near("Σ power", a.sum("power"), 860, 1e-9)
}

// One pod on two slices: its engine counts once, and its slices' parts of the card add.
func TestCase03_OnePodOnTwoSlices(t *testing.T) {
	held := []tenure{{always, "chat/llama-0"}}
	w := newWorld(t,
		slice("1", "3g.40gb", card{uuid: "GPU-m", held: held, tensor: constant(0.8), more: wholeCard(700)}).series(),
		slice("2", "1g.10gb", card{uuid: "GPU-m", held: held, tensor: constant(0.4), more: wholeCard(700)}).series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("replica", tokens, tensor, low, high, power, temperature))
	r := a.one("pod", "llama-0")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("power", r["power"], 400, 1e-9)
	a.near("gpus", r["gpus"], 4.0/7, 1e-9)
	a.near("tensor, by time", r["tensor"], 0.6, 1e-9)
	a.near("low", r["low"], 0.4, 0)
	a.near("high", r["high"], 0.8, 0)
	a.near("temperature", r["temperature"], 60, 0)
	a = w.ask(table("device", tokens))
	a.near("Σ tokens", a.sum("tokens"), 12000, 1e-9)
}

// DCGM has counted SM activity of a slice against its own SMs of another size: more than 1 is no activity.
func TestCase03_MoreThanAllOfTheSMs(t *testing.T) {
	over := wholeCard(700)
	over["DCGM_FI_PROF_SM_ACTIVE"] = constant(1.4)
	fine := wholeCard(700)
	fine["DCGM_FI_PROF_SM_ACTIVE"] = constant(0.6)
	w := newWorld(t,
		slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/over"}}, tensor: constant(0.5), more: over}).series(),
		slice("2", "4g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/fine"}}, tensor: constant(0.5), more: fine}).series(),
		engine{pod: "chat/over", tokens: growing(1)}.series(), engine{pod: "chat/fine", tokens: growing(1)}.series())
	a := w.ask(table("replica", operand{As: "sm", Signal: "gpu_sm_active"}))
	a.near("all that there is", a.one("pod", "over")["sm"], 1, 0)
	if !strings.Contains(noticesOf(a), "MIG") {
		t.Errorf("the answer does not say that the reading is impossible: %q", noticesOf(a))
	}
	a.near("the other slice", a.one("pod", "fine")["sm"], 0.6, 1e-9)
}

// The same UUID and instance id in two clusters, and on two cards of one node, are different devices.
func TestCase03_SameIdsElsewhere(t *testing.T) {
	var parts [][]storetest.Series
	for i, where := range [][2]string{{"eu", "GPU-m"}, {"us", "GPU-m"}, {"eu", "GPU-n"}} {
		pod := "chat/a"
		if i == 2 {
			pod = "chat/b"
		}
		parts = append(parts,
			slice("1", "7g.80gb", card{cluster: where[0], uuid: where[1], index: i / 2, held: []tenure{{always, pod}}, tensor: constant(float64(i+1) / 10), more: wholeCard(float64(100 * (i + 1)))}).series(),
			engine{cluster: where[0], pod: pod, tokens: growing(float64(i + 1))}.series())
	}
	a := newWorld(t, parts...).ask(table("device", tokens, tensor, power))
	a.values(3)
	for i, where := range [][2]string{{"eu", "GPU-m"}, {"us", "GPU-m"}, {"eu", "GPU-n"}} {
		r := a.one("cluster", where[0], "gpu_uuid", where[1], "mig_id", "1")
		a.near("tokens", r["tokens"], 1200*float64(i+1), 0)
		a.near("tensor", r["tensor"], float64(i+1)/10, 0)
		a.near("power of a slice that is the whole card", r["power"], float64(100*(i+1)), 0)
		a.near("gpus", r["gpus"], 1, 0)
	}
	a.near("rows", float64(len(a.rows())), 3, 0)
}
