package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// calendar is a replica on one card over some days, read every five minutes.
func calendar(t *testing.T, from, to time.Time) *world {
	first, last := int(from.Sub(origin)/time.Second)-3600, int(to.Sub(origin)/time.Second)+3600
	s := scrape{step: 300, from: first, to: last}
	return newWorld(t,
		card{scrape: s, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{scrape: s, pod: "chat/llama-0", tokens: func(x int) float64 { return 10 * float64(x-first) }}.series())
}

func between(q query, from, to time.Time) query {
	q.from, q.to = int(from.Sub(origin)/time.Second), int(to.Sub(origin)/time.Second)
	return q
}

func instantOf(t *testing.T, text string) time.Time {
	x, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A day on which the clocks change has 25 or 23 hours, a month ends where its time zone says: money is an integral over
// instants and knows neither.
func TestCase18_CalendarsAreInstants(t *testing.T) {
	for name, c := range map[string]struct {
		from, to, prices string
		want             float64
	}{
		"the_25_hours_of_berlin": {"2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00",
			`{"per_hour":2,"currency":"EUR"}`, 50},
		"the_23_hours_of_berlin": {"2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00",
			`{"per_hour":2,"currency":"EUR"}`, 46},
		"a_price_from_the_doubled_hour_on": {"2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00",
			// 02:30 comes twice; the offset says which. 2026-10-25T00:30Z: 2.5 h, then 22.5 h.
			`{"per_hour":2,"currency":"EUR","to":"2026-10-25T02:30:00+02:00"},{"per_hour":4,"currency":"EUR","from":"2026-10-25T02:30:00+02:00"}`, 2.5*2 + 22.5*4},
		"a_month_begins_in_berlin": {"2026-10-31T22:00:00Z", "2026-11-01T02:00:00Z",
			`{"per_hour":3,"currency":"EUR","to":"2026-11-01T00:00:00+01:00"},{"per_hour":5,"currency":"EUR","from":"2026-11-01T00:00:00+01:00"}`, 1*3 + 3*5},
		"off_the_grid": {"2026-10-31T22:07:13Z", "2026-10-31T23:11:41Z",
			`{"per_hour":3600,"currency":"EUR","to":"2026-10-31T22:59:59Z"},{"per_hour":7200,"currency":"EUR","from":"2026-10-31T22:59:59Z"}`, 3166 + 2*702},
		"a_gap_between_two_contracts": {"2026-10-31T22:00:00Z", "2026-11-01T02:00:00Z",
			`{"per_hour":3,"currency":"EUR","to":"2026-10-31T23:00:00Z"},{"per_hour":5,"currency":"EUR","from":"2026-11-01T00:00:00Z"}`, 1*3 + 2*5},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := instantOf(t, c.from), instantOf(t, c.to)
			w := calendar(t, from, to)
			w.settings = fmt.Sprintf(`{"prices":[%s]}`, c.prices)
			for _, grain := range []string{"device", "replica", "model"} {
				a := w.ask(between(table(grain, cost), from, to))
				a.near("cost by "+grain, a.sum("cost"), c.want, 1e-6)
			}
			if from.Minute() != 0 {
				return
			}
			g := w.ask(between(graph("replica", cost), from, to).every(time.Hour))
			sum := 0.0
			for s, v := range g.line("cost") {
				if s%3600 != 0 {
					t.Errorf("a step ends at %d, off the hours of UTC", s)
				}
				sum += v
			}
			g.near("Σ of the hours", sum, c.want, 1e-6)
		})
	}
}

// OpenCost is away from 300 to 700, with staleness markers or without: its price holds until the next reading. A price that
// changed meanwhile counts from there on.
func TestCase18_GapsOfOpenCost(t *testing.T) {
	for name, s := range map[string]scrape{"silent": {step: 60, outage: [2]int{300, 700}, silent: true}, "marked": {step: 60, outage: [2]int{300, 700}}} {
		t.Run(name, func(t *testing.T) {
			w := priced(t, nil)
			series := price("eu", "n1", s, until(700, aCentASecond, 2*aCentASecond))
			if name == "marked" {
				series = marked(series, 360)
			}
			w.series = append(w.series, series...)
			a := w.ask(table("replica", cost))
			a.near("cost", a.one("pod", "llama-0")["cost"], 7.2+9.6, 1e-6)
			g := w.ask(graph("replica", operand{As: "spend", Signal: "gpu_cost"}).every(seconds(60)))
			for second, v := range g.line("spend", "pod", "llama-0") {
				g.near(fmt.Sprint("spend at ", second), v, map[bool]float64{true: 0.01, false: 0.02}[second <= 720], 1e-9)
			}
		})
	}
}

// marked ends every series with a staleness marker at a second, as a failed scrape does.
func marked(series []storetest.Series, second int) []storetest.Series {
	for i, s := range series {
		end := storetest.Sample{At: seconds(second), Value: store.Stale()}
		var out []storetest.Sample
		done := false
		for _, x := range s.Samples {
			if !done && x.At > end.At {
				out, done = append(out, end), true
			}
			out = append(out, x)
		}
		series[i].Samples = out
	}
	return series
}

// Before its first reading nothing is known of a price: that time is not billed, and the answer says so rather than pass
// half a bill for a whole one.
func TestCase18_APriceThatComesLate(t *testing.T) {
	for name, f := range map[string]fn{"no_series": nil, "zero": until(599, 0, aCentASecond)} {
		t.Run(name, func(t *testing.T) {
			w := priced(t, nil)
			s := scrape{step: 60, from: 600}
			if f == nil {
				f = constant(aCentASecond)
			} else {
				s = scrape{step: 60}
			}
			w.series = append(w.series, price("eu", "n1", s, f)...)
			a := w.ask(table("replica", cost))
			a.near("cost of the priced half", a.one("pod", "llama-0")["cost"], 6, 1e-6)
			a.notes("price")
			a.notes("not billed")
		})
	}
	t.Run("known_throughout", func(t *testing.T) {
		w := priced(t, nil)
		w.series = append(w.series, price("eu", "n1", scrape{}, constant(aCentASecond))...)
		w.series = append(w.series, price("eu", "n2", scrape{}, constant(aCentASecond))...)
		w.ask(table("replica", cost)).notesNot("not billed")
	})
}

// node_gpu_hourly_cost is of one GPU: four cards cost four times, whatever node_gpu_count says, and a slice its share.
func TestCase18_PricesAreOfOneGPU(t *testing.T) {
	parts := [][]storetest.Series{price("eu", "n1", scrape{}, constant(aCentASecond)), engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		scrape{}.or(60).series(line{"node_gpu_count", func(int) []string {
			return []string{"cluster", "eu", "job", "opencost", "instance", "n1", "node", "n1"}
		}, constant(4)})}
	for i := range 4 {
		parts = append(parts, card{uuid: fmt.Sprintf("GPU-%d", i), index: i, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series())
	}
	w := newWorld(t, parts...)
	a := w.ask(table("device", cost))
	for i := range 4 {
		a.near("cost of a card", a.one("gpu_uuid", fmt.Sprintf("GPU-%d", i))["cost"], 12, 1e-6)
	}
	a.near("cost of the replica", w.ask(table("replica", cost)).one("pod", "llama-0")["cost"], 48, 1e-6)
	w = newWorld(t, price("eu", "n1", scrape{}, constant(aCentASecond)), engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		card{uuid: "GPU-m", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), labels: []string{"GPU_I_ID", "1", "GPU_I_PROFILE", "3g.40gb"}}.series())
	a = w.ask(table("replica", cost))
	a.near("cost of a slice", a.one("pod", "llama-0")["cost"], 12*3.0/7, 1e-6)
}

// A price of a whole node is ÷ its GPUs where the settings say how many it is of; else a price is of one GPU.
func TestCase18_APriceOfANode(t *testing.T) {
	labels := []string{"cluster", "eu", "job", "bills", "instance", "bills", "node", "n1"}
	w := priced(t, nil)
	w.series = append(w.series, scrape{}.or(60).series(line{"site_node_price", func(int) []string { return labels }, until(599, 4*aCentASecond, 8*aCentASecond)})...)
	w.settings = `{"signals":[{"id":"gpu_price","alternatives":[{"metric":"site_node_price","scale":0.25}]}],"currencies":[{"currency":"EUR"}]}`
	a := w.ask(table("replica", cost))
	a.near("cost", a.one("pod", "llama-0")["cost"], 600*0.01+600*0.02, 1e-6)
	a.notes("1 of 2 GPUs have no price")
}

// A price that changes between two samples of a slow step counts from its own instant, at every grain and step.
func TestCase18_AChangeWithinAStep(t *testing.T) {
	w := priced(t, nil)
	w.series = append(w.series, price("eu", "n1", scrape{step: 10}, until(437, aCentASecond, 3*aCentASecond))...)
	// The first sample that shows it is of 440.
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, cost))
		a.near("cost by "+grain, a.sum("cost"), 4.4+760*0.03, 1e-6)
		for _, step := range []int{60, 300, 600} {
			sum := 0.0
			for _, f := range valueFields(w.ask(graph(grain, cost).every(seconds(step))).frame) {
				for i := range f.Len() {
					if v, ok := f.ConcreteAt(i); ok {
						sum += v.(float64)
					}
				}
			}
			a.near(fmt.Sprint("Σ at ", step), sum, 4.4+760*0.03, 1e-6)
		}
	}
}

// notes asserts that a notice contains words.
func (a answer) notes(words string) {
	a.t.Helper()
	if !strings.Contains(noticesOf(a), words) {
		a.t.Errorf("no notice says %q: %q", words, noticesOf(a))
	}
}

// notesNot asserts that no notice contains words.
func (a answer) notesNot(words string) {
	a.t.Helper()
	if strings.Contains(noticesOf(a), words) {
		a.t.Errorf("a notice says %q: %q", words, noticesOf(a))
	}
}
