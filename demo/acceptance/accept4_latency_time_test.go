package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// busy2 is a replica whose requests change in number and in length at 437; each kind has phases of its own.
func changing(pod string, restart int) engine {
	quick, slow := then(437, 0.4, 0.1), then(437, 0.05, 0.7)
	if restart > 0 {
		quick, slow = begunAgain(quick, restart), begunAgain(slow, restart)
	}
	m := map[string]fn{}
	edges := []string{"0.3", "0.5", "0.8", "1", "1.5", "2", "2.5", "5", "10"}
	for metric, v := range map[string][2]float64{"request_queue_time": {0.1, 0.4}, "request_prefill_time": {0.2, 0.3}, "request_decode_time": {1, 4},
		"e2e_request_latency": {1.5, 4.6}, "time_to_first_token": {0.3, 0.7}} {
		observe(m, "vllm:"+metric+"_seconds", "", edges, requestsOf{v[0], quick}, requestsOf{v[1], slow})
	}
	return engine{pod: pod, more: m}
}

var phaseFields = []string{"queue", "prefill", "decode", "unexplained", "e2e", "ttft_mean"}

// The means of two parts of a range, weighted by their requests, are the mean of the whole.
func TestAccept4_LatencyTelescopes(t *testing.T) {
	late := changing("chat/late-0", 0)
	late.scrape = scrape{from: 510}
	for name, f := range late.more {
		late.more[name] = begunAgain(f, 510)
	}
	for name, parts := range map[string][][]storetest.Series{
		"plain":            {changing("chat/a-0", 0).series(), phased("chat/b-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series()},
		"restart":          {changing("chat/a-0", 697).series(), phased("chat/b-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series()},
		"starts mid-range": {late.series(), phased("chat/b-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series()},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, parts...)
			for _, by := range [][]string{nil, {"llm_model"}} {
				whole := w.ask(latency("table", by...))
				for _, cut := range []int{300, 437, 600, 697, 705, 1000} {
					left, right := w.ask(latency("table", by...).between(0, cut)), w.ask(latency("table", by...).between(cut, 1200))
					n, m := number(t, left.rows()[0], "requests"), number(t, right.rows()[0], "requests")
					whole.near("requests of two parts", n+m, number(t, whole.rows()[0], "requests"), 1e-9)
					for _, f := range phaseFields {
						both := (n*number(t, left.rows()[0], f) + m*number(t, right.rows()[0], f)) / (n + m)
						whole.near(f+" of two parts", both, number(t, whole.rows()[0], f), 1e-9)
					}
				}
				whole.conserved(whole.rows()[0])
			}
		})
	}
}

// The numbers themselves, by hand: samples stand at multiples of 15 s.
func TestAccept4_LatencyByHand(t *testing.T) {
	w := newWorld(t, changing("chat/a-0", 0).series())
	a := w.ask(latency("table", "pod"))
	quick, slow := 437*0.4+763*0.1, 437*0.05+763*0.7
	r := a.one("pod", "a-0")
	a.near("requests", r["requests"], quick+slow, 1e-9)
	a.near("e2e", r["e2e"], (quick*1.5+slow*4.6)/(quick+slow), 1e-9)
	a.near("decode", r["decode"], (quick*1+slow*4)/(quick+slow), 1e-9)
	a.near("ttft_mean", r["ttft_mean"], (quick*0.3+slow*0.7)/(quick+slow), 1e-9)
	// Restarted between 690 and 705: what was counted up to 690, and from 697 on.
	w = newWorld(t, changing("chat/a-0", 697).series())
	a = w.ask(latency("table", "pod"))
	quick, slow = quick-7*0.1, slow-7*0.7
	r = a.one("pod", "a-0")
	a.near("requests over a restart", r["requests"], quick+slow, 1e-9)
	a.near("e2e over a restart", r["e2e"], (quick*1.5+slow*4.6)/(quick+slow), 1e-9)
	a.conserved(r)
	g := w.ask(latency("timeseries", "pod").every(time.Minute))
	for s, v := range g.line("e2e", "pod", "a-0") {
		if v < 1.5 || v > 4.6 {
			t.Errorf("e2e is %g at %d, beyond what any request took", v, s)
		}
	}
	for s, v := range g.line("requests", "pod", "a-0") {
		if v < 0 || v > 0.8+1e-9 {
			t.Errorf("%g requests a second at %d", v, s)
		}
	}
}

// A step of a graph is the table over it, and the phases make the whole at each.
func TestAccept4_LatencyStepsAreTables(t *testing.T) {
	w := newWorld(t, changing("chat/a-0", 697).series(), phased("chat/b-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(),
		trtServer("chat", "c-0", "llama", 0.2, 0.05, 0.1, 0.7, 1))
	for _, step := range []int{60, 300} {
		g := w.ask(latency("timeseries", "llm_model").every(seconds(step)))
		e2e := g.line("e2e", "llm_model", "llama")
		if len(e2e) != 1200/step {
			t.Fatalf("%d steps of %d s", len(e2e), step)
		}
		for s, v := range e2e {
			sum := 0.0
			for _, f := range phaseFields[:4] {
				sum += g.line(f, "llm_model", "llama")[s]
			}
			g.near("Σ phases", sum, v, 1e-9)
			if s-step < 437 && s > 437 || s-step < 700 && s > 700 {
				continue // a rate over a step extrapolates what changes within it, as PromQL does
			}
			one := w.ask(latency("table", "llm_model").between(s-step, s)).one("llm_model", "llama")
			g.near("e2e of the step", v, number(t, one, "e2e"), 1e-9)
			g.near("requests of the step", g.line("requests", "llm_model", "llama")[s]*float64(step), number(t, one, "requests"), 1e-6)
		}
	}
}

// A replica that comes in the middle is in no step before it, and its first sample is no burst.
func TestAccept4_LatencyOfALateReplica(t *testing.T) {
	early := phased("chat/a-0", "llama", 0.3, 0.1, 0.2, 1, 1.4)
	late := phased("chat/b-0", "llama", 0.6, 0.2, 0.3, 2, 2.7)
	late.scrape = scrape{from: 615}
	for name, f := range late.more {
		late.more[name] = begunAgain(f, 615)
	}
	w := newWorld(t, early.series(), late.series())
	g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
	for s, v := range g.line("e2e", "llm_model", "llama") {
		switch {
		case s <= 600:
			g.near("before", v, 1.4, 1e-9)
		case s > 660:
			g.near("after", v, (0.3*1.4+0.6*2.7)/0.9, 1e-9)
		}
	}
	a := w.ask(latency("table", "pod"))
	a.near("requests of the late one", a.one("pod", "b-0")["requests"], 0.6*585, 1e-9)
	a.near("requests of the other", a.one("pod", "a-0")["requests"], 360, 1e-9)
}

// Old and new names at once are one thing.
func TestAccept4_LatencyUnderTwoNames(t *testing.T) {
	edges := []float64{0.01, 0.025, 0.05, 0.1}
	both := phased("chat/both-0", "llama", 0.3, 0.1, 0.2, 1, 1.4)
	histogram(both.more, "vllm:inter_token_latency_seconds", 10, 0.02, edges...)
	histogram(both.more, "vllm:time_per_output_token_seconds", 10, 0.02, edges...)
	older := phased("chat/old-0", "llama", 0.1, 0.5, 0.4, 2, 3.1)
	histogram(older.more, "vllm:time_per_output_token_seconds", 30, 0.04, edges...)
	w := newWorld(t, both.series(), older.series())
	a := w.ask(latency("table", "pod"))
	a.near("p50 of both names", a.one("pod", "both-0")["itl_p50"], 0.01+0.015*0.5, 1e-9)
	a.near("requests", a.one("pod", "both-0")["requests"], 360, 1e-9)
	a.near("p50 of the old name", a.one("pod", "old-0")["itl_p50"], 0.025+0.025*0.5, 1e-9)
	// Of 40 gaps a second 10 lie in (0.01, 0.025], once, and 30 in (0.025, 0.05].
	m := w.ask(latency("table", "llm_model"))
	m.near("p50 of the model", m.one("llm_model", "llama")["itl_p50"], 0.025+0.025*10/30, 1e-9)
	g := w.ask(pick(latency("timeseries", "llm_model").every(seconds(60)), "itl_p50"))
	for _, v := range g.line("itl_p50", "llm_model", "llama") {
		g.near("p50 of a step", v, 0.025+0.025*10/30, 1e-9)
	}
}
