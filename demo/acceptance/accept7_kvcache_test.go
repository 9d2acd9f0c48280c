package acceptance_test

import (
	"fmt"
	"testing"
	"time"
)

// peak is low but for one sample in every window of 300 s.
func peak(low, high float64) fn {
	return func(s int) float64 {
		if ((s%300)+300)%300 == 135 {
			return high
		}
		return low
	}
}

// within is a inside (from, to], else b.
func within(from, to int, a, b float64) fn {
	return func(s int) float64 {
		if s > from && s <= to {
			return a
		}
		return b
	}
}

// climbing is a counter that grows by perSecond inside (from, to] alone.
func climbing(from, to int, perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(min(max(s-from, 0), to-from)) }
}

// Verdicts on both sides of every bound of the design: 0.95 and 0.9 of usage, the largest sample and not the mean, more
// requests waiting in a window's second half than in its first.
func TestAccept7_VerdictsAtTheirBounds(t *testing.T) {
	rising, falling := sawtooth(0.1, 300), func(s int) float64 { return 40 - sawtooth(0.1, 300)(s) }
	for name, c := range map[string]struct {
		usage, waiting fn
		preemptions    float64
		want           string
	}{
		"0.95":                        {constant(0.95), rising, 0.2, "thrash"},
		"0.949":                       {constant(0.949), rising, 0.2, "pressure"},
		"one sample of 0.95":          {peak(0.5, 0.95), rising, 0.2, "thrash"},
		"one sample of 0.9":           {peak(0.5, 0.9), constant(0), 0, "pressure"},
		"0.9":                         {constant(0.9), constant(0), 0, "pressure"},
		"0.899":                       {constant(0.899), constant(0), 0, "healthy"},
		"0.899 and waiting rises":     {constant(0.899), rising, 0, "compute-bound"},
		"0.9 and waiting rises":       {constant(0.9), rising, 0, "pressure"},
		"full without preemptions":    {constant(0.99), rising, 0, "pressure"},
		"preemptions alone":           {constant(0.2), constant(0), 0.01, "pressure"},
		"full and waiting falls":      {constant(0.99), falling, 0.2, "pressure"},
		"full and waiting is equal":   {constant(0.99), constant(7), 0.2, "pressure"},
		"waiting falls":               {constant(0.5), falling, 0, "healthy"},
		"full and nobody ever waited": {constant(0.99), constant(0), 0.2, "pressure"},
	} {
		a := newWorld(t, caching("chat/x", c.usage, c.waiting, c.preemptions, nil).series()).ask(caches())
		if got := a.one("pod", "x")["verdict"]; got != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
			continue
		}
		a.verdictOf("x", c.want)
	}
}

// Preemptions in one window of four, all in its first half: that window has the verdict, the others do not, and the
// total is what was counted.
func TestAccept7_PreemptionsInOneWindow(t *testing.T) {
	burst := climbing(630, 690, 0.5)
	e := caching("chat/x", within(600, 900, 0.97, 0.4), within(765, 900, 20, 3), 0, nil)
	e.more["vllm:num_preemptions_total"] = burst
	w := newWorld(t, e.series())
	a := w.ask(caches())
	r := a.one("pod", "x")
	a.near("preemptions", r["preemptions"], 30, 1e-9)
	a.is("verdict of the range", r["verdict"], "thrash")
	fact := a.caches().Kvcache.Rows[0]
	a.is("now", fact.Now, "healthy")
	if s := fact.Spells; len(s) != 1 || s[0].Verdict != "thrash" || s[0].From != at(600).UnixMilli() || s[0].To != at(900).UnixMilli() {
		t.Errorf("%+v", s)
	}
	for _, e := range fact.Evidence {
		if e.Field == "preemptions" && (e.Value == nil || *e.Value <= 0 || !e.Holds) || e.Field == "usage_max" && !close6(*e.Value, 0.97) {
			t.Errorf("%+v", e)
		}
	}
	// Tables and graphs tell the same, however the range is divided.
	for _, step := range []int{30, 60, 300} {
		g := w.ask(caches().as("timeseries").only("preemptions", "thrash").every(seconds(step)))
		sum := 0.0
		for _, v := range g.line("preemptions") {
			sum += v * g.cover.StepS
		}
		if step == 300 { // shorter steps are rates over windows of four samples, which do not add
			g.near(fmt.Sprint("Σ preemptions of ", step), sum, 30, 1e-6)
		}
		g.near("thrash at its window's end", g.line("thrash")[900], 1, 0)
		g.near("and at the end", g.line("thrash")[1200], 0, 0)
	}
	for _, cut := range []int{300, 660, 675, 701} {
		sum := 0.0
		for _, part := range [][2]int{{0, cut}, {cut, 1200}} {
			sum += w.ask(caches().only("preemptions").between(part[0], part[1])).one("pod", "x")["preemptions"].(float64)
		}
		a.near(fmt.Sprint("cut at ", cut), sum, 30, 1e-9)
	}
}

// Nothing is read for a time: there is no verdict of it, neither a good one nor a bad one.
func TestAccept7_GapsHaveNoVerdict(t *testing.T) {
	gap := caching("chat/gap", constant(0.5), constant(1), 0, nil)
	gap.outage = [2]int{285, 915}
	w := newWorld(t, gap.series(), caching("chat/steady", constant(0.5), constant(1), 0, nil).series())
	g := w.ask(caches("pod").as("timeseries").only("healthy", "unknown", "usage").every(time.Minute))
	healthy := g.line("healthy", "pod", "gap")
	g.near("before", healthy[240], 1, 0)
	for _, flag := range []string{"healthy", "unknown"} {
		if v, ok := g.line(flag, "pod", "gap")[840]; ok {
			t.Errorf("%s is %g in a silence", flag, v)
		}
	}
	if v, ok := g.line("usage", "pod", "gap")[780]; ok {
		t.Errorf("usage %g in a silence", v)
	}
	a := w.ask(caches("pod"))
	a.near("usage over the time that is known", a.one("pod", "gap")["usage"], 0.5, 1e-9)
	a.is("verdict", a.one("pod", "gap")["verdict"], "healthy")
	for _, x := range a.caches().Kvcache.Rows {
		if len(x.Spells) > 0 || x.Now != "healthy" {
			t.Errorf("%+v", x)
		}
	}
}

// Two ranks of which one is full: the replica is under pressure though their mean is low; hits are divided last, over
// ranks and over replicas, and by their own denominators.
func TestAccept7_RanksAndReplicas(t *testing.T) {
	counters := func(queries, hits float64) map[string]fn {
		return map[string]fn{"vllm:prefix_cache_queries_total": growing(queries), "vllm:prefix_cache_hits_total": growing(hits)}
	}
	full := caching("chat/dp", constant(0.97), constant(2), 0, counters(100, 50))
	empty := caching("chat/dp", constant(0.1), constant(0), 0, counters(10, 0))
	empty.rank = "1"
	third := caching("chat/dp", constant(0.1), constant(0), 0, nil)
	third.rank = "2"
	other := caching("chat/other", constant(0.3), constant(0), 0, counters(890, 89))
	mute := engine{pod: "chat/mute"}
	away := caching("chat/dp", constant(0.2), constant(0), 0, counters(7, 7))
	away.cluster = "us"
	w := newWorld(t, full.series(), empty.series(), third.series(), other.series(), mute.series(), away.series())
	a := w.ask(caches())
	a.values(4)
	r := a.one("cluster", "eu", "pod", "dp")
	a.near("usage", r["usage"], 1.17/3, 1e-9)
	a.near("usage_max", r["usage_max"], 0.97, 0)
	a.near("waiting", r["waiting"], 2, 1e-9)
	a.near("hit ratio", r["hit_ratio"], 50.0/110, 1e-9)
	a.is("verdict", r["verdict"], "pressure")
	a.is("its namesake", a.one("cluster", "us", "pod", "dp")["verdict"], "healthy")
	a.near("its namesake's hits", a.one("cluster", "us", "pod", "dp")["hit_ratio"], 1, 1e-9)
	m := w.ask(caches("cluster", "llm_model"))
	eu := m.one("cluster", "eu")
	m.near("hit ratio of replicas", eu["hit_ratio"], 139.0/1000, 1e-9)
	m.near("highest usage of replicas", eu["usage_max"], 0.97, 0)
	m.is("the severest verdict", eu["verdict"], "pressure")
	f := w.ask(caches("llm_model").where("pod", "!=", "dp"))
	f.near("without the other", f.one("llm_model", "llama")["hit_ratio"], 0.1, 1e-9)
	silent := a.one("pod", "mute")
	for _, field := range []string{"usage", "usage_max", "hit_ratio", "preemptions", "evicted_tokens", "saved_by_cache", "hit_external", "transfer_failures"} {
		a.null(field+" of what reports nothing", silent[field])
	}
	a.is("its verdict", silent["verdict"], "unknown")
	for i, x := range a.rows() {
		if x["pod"] == "mute" {
			if n := a.caches().Kvcache.Rows[i].NotReported; !has(n, "usage") || !has(n, "hit_ratio") || has(n, "running") {
				t.Errorf("not reported: %v", n)
			}
		}
	}
}

// A restart inside a window: what was counted before it and after it is counted, but for a native step at most.
func TestAccept7_RestartInAWindow(t *testing.T) {
	e := caching("chat/x", constant(0.5), constant(0), 0, nil)
	reset := func(perSecond float64) fn {
		return func(s int) float64 {
			if s > 700 {
				return perSecond * float64(s-700)
			}
			return perSecond * float64(s-before)
		}
	}
	for name, v := range map[string]float64{"vllm:num_preemptions_total": 0.2, "vllm:prompt_tokens_total": 100, "vllm:prefix_cache_queries_total": 100, "vllm:prefix_cache_hits_total": 25} {
		e.more[name] = reset(v)
	}
	a := newWorld(t, e.series()).ask(caches())
	r := a.one("pod", "x")
	a.between("preemptions", r["preemptions"], 0.2*1185, 0.2*1200)
	a.between("prompts", r["prompt_tokens"], 100*1185, 100*1200)
	a.near("hit ratio", r["hit_ratio"], 0.25, 1e-9)
	a.verdictOf("x", "pressure")
}

// What caches save by hand: two cards of which a quarter is prefill; of one's prompts a quarter is cached and from 600 on
// the price doubles. Of 6 + 12 that is 4.5 of prompts, a third of it saved; rows add, parts add, cost says the same.
func TestAccept7_SavedByHand(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/a"), heldCard(1, "chat/b"), saver("", "chat/a", 40, 10).series(), saver("", "chat/b", 40, 20).series(),
		price("eu", "n1", scrape{}, until(599, aCentASecond, 2*aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(caches("pod"))
	a.near("a", a.one("pod", "a")["saved_by_cache"], 1.5, 1e-6)
	a.near("b", a.one("pod", "b")["saved_by_cache"], 4.5, 1e-6)
	a.near("hours of b", a.one("pod", "b")["saved_gpu_hours"], 1200.0/3600/4, 1e-9)
	for _, by := range [][]string{{}, {"llm_model"}, {"cluster"}, {"gpu_uuid"}, {"node"}} {
		k := w.ask(query{QueryType: "kvcache", Format: "table", By: by})
		if len(by) > 0 {
			c := w.ask(bill(by...))
			for _, r := range c.where("row_kind", "value") {
				k.near(fmt.Sprint("by ", by), k.one(by[0], r[by[0]].(string))["saved_by_cache"], r["saved_by_cache"].(float64), 1e-9)
			}
		}
		k.near(fmt.Sprint("hours by ", by, " are ≥ those of the sums"), k.sum("saved_gpu_hours"), 1200.0/3600/4*4/3, 1200.0/3600/4*4/3*0.1)
	}
	alone := w.ask(query{QueryType: "kvcache", Format: "table", By: []string{}}.only("saved_gpu_hours", "saved_by_cache"))
	alone.values(1)
	for _, cut := range []int{300, 600, 900} {
		sum := 0.0
		for _, part := range [][2]int{{0, cut}, {cut, 1200}} {
			sum += w.ask(caches("pod").only("saved_by_cache").between(part[0], part[1])).one("pod", "b")["saved_by_cache"].(float64)
		}
		a.near(fmt.Sprint("cut at ", cut), sum, 4.5, 1e-6)
	}
	n := w.ask(caches("pod").as("numeric").only("saved_by_cache"))
	n.near("a rule's number", n.one("pod", "b")["saved_by_cache"], 4.5, 1e-6)
}
