package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// The same replica under two Prometheus replicas, and one whose metrics are renamed in the middle of the range.
func TestKVCache_TwinsAndRenames(t *testing.T) {
	var twice []storetest.Series
	for _, replica := range []string{"a", "b"} {
		e := caching("chat/twin", constant(0.5), constant(3), 0.01, prefixes(100, 30, 0, 100, 30))
		e.labels = []string{"prometheus_replica", replica}
		twice = append(twice, e.series()...)
	}
	old := engine{pod: "chat/renamed", scrape: scrape{to: 600}, more: map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.97), "vllm:num_preemptions_total": growing(0.1),
		"vllm:num_requests_waiting": sawtooth(0.1, 300), "vllm:gpu_prefix_cache_hits_total": growing(10), "vllm:gpu_prefix_cache_queries_total": growing(100)}}
	renewed := caching("chat/renamed", constant(0.4), constant(0), 0, map[string]fn{"vllm:prefix_cache_hits_total": growing(30), "vllm:prefix_cache_queries_total": growing(100)})
	renewed.scrape = scrape{from: 615}
	w := newWorld(t, twice, old.series(), renewed.series())
	w.settings = `{"replicaLabels":["prometheus_replica"]}`
	a := w.ask(caches())
	r := a.one("pod", "twin")
	a.near("preemptions of twins", r["preemptions"], 12, 1e-9)
	a.near("waiting of twins", r["waiting"], 3, 1e-9)
	a.near("prompts of twins", r["prompt_tokens"], 120000, 1e-6)
	a.is("verdict of twins", r["verdict"], "pressure")
	r = a.one("pod", "renamed")
	a.between("hit ratio over both names", r["hit_ratio"], 0.195, 0.205)
	a.near("highest usage under the old name", r["usage_max"], 0.97, 0)
	a.is("verdict of the range", r["verdict"], "thrash")
	for i, x := range a.rows() {
		if x["pod"] == "renamed" {
			a.is("and now", a.caches().Kvcache.Rows[i].Now, "healthy")
		}
	}
}

// A restart resets counters: what was counted before it is not lost, and a reset is no preemption.
func TestKVCache_RestartsAndSilences(t *testing.T) {
	reset := caching("chat/reset", constant(0.5), constant(0), 0, nil)
	reset.more["vllm:num_preemptions_total"] = func(s int) float64 {
		if s > 600 {
			return 0
		}
		return 7
	}
	late := caching("chat/late", constant(0.5), constant(0), 0, nil)
	late.more["vllm:num_preemptions_total"] = until(700, 3, 5)
	silent := caching("chat/silent", constant(0.5), constant(0), 0.1, nil)
	silent.outage = [2]int{300, 500}
	w := newWorld(t, reset.series(), late.series(), silent.series())
	a := w.ask(caches())
	a.verdictOf("reset", "healthy")
	a.near("preemptions of the restarted", a.one("pod", "reset")["preemptions"], 0, 0)
	a.near("a single preemption pair", a.one("pod", "late")["preemptions"], 2, 0)
	a.is("is seen", a.one("pod", "late")["verdict"], "pressure")
	a.near("and the windows without it", a.one("pod", "late")["healthy"], 1, 0)
	a.near("a silence costs nothing", a.one("pod", "silent")["preemptions"], 120, 1e-6)
}

// Rows of devices and nodes: counters are split among them, levels are not, and the verdict is the replica's.
func TestKVCache_ByDevice(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(1, "chat/llama-0"),
		caching("chat/llama-0", constant(0.97), sawtooth(0.1, 300), 0.2, prefixes(100, 30, 0, 100, 30)).series(),
		caching("chat/homeless", constant(0.4), constant(1), 0, nil).series())
	a := w.ask(caches("gpu_uuid", "pod"))
	for _, gpu := range []string{"GPU-a", "GPU-b"} {
		r := a.one("gpu_uuid", gpu)
		a.near("half of the preemptions", r["preemptions"], 120, 1e-6)
		a.near("usage is no sum", r["usage"], 0.97, 1e-9)
		a.near("ratio", r["hit_ratio"], 0.3, 1e-9)
		a.is("verdict", r["verdict"], "thrash")
	}
	a.is("a replica without a device keeps its row", a.one("pod", "homeless")["verdict"], "healthy")
	n := w.ask(caches("node"))
	n.near("all of the node's", n.one("node", "n1")["preemptions"], 240, 1e-6)
}

// A rule needs one field and no table, and is not stopped by the stores that its value does not depend on.
func TestKVCache_Alerts(t *testing.T) {
	w := newWorld(t, caching("chat/thrash", constant(0.97), sawtooth(0.1, 300), 0.2, nil).series())
	alert := func(q query) query {
		q.headers = map[string]string{"FromAlert": "true"}
		return q
	}
	for _, c := range []struct {
		q    query
		says string
	}{
		{caches().as("numeric"), "choose one, such as thrash"},
		{caches().as("numeric").only("thrash", "cold"), "exactly one field"},
		{caches().only("thrash"), "a table is for people"},
	} {
		if resp := w.try(alert(c.q)); resp.Error == nil || !strings.Contains(resp.Error.Error(), c.says) {
			t.Errorf("%v does not say %q", resp.Error, c.says)
		}
	}
	a := w.ask(alert(caches().as("numeric").only("thrash")))
	a.near("the rule's number", a.one("pod", "thrash")["thrash"], 1, 0)
	g := w.ask(alert(caches().as("timeseries").only("thrash").every(time.Minute)))
	g.near("as a series", g.line("thrash", "pod", "thrash")[1200], 1, 0)
	bounds := w.ask(caches().only("lifetime_p95", "lifetime_p95_hi", "usage"))
	bounds.near("beside quantiles that nobody reports", bounds.one("pod", "thrash")["usage"], 0.97, 1e-9)
	if resp := w.try(caches().only("warmth")); resp.Error == nil || !strings.Contains(resp.Error.Error(), "warmth") {
		t.Errorf("an unknown field: %v", resp.Error)
	}
}

// No engine, nothing in range, all filtered away: an answer without rows says why.
func TestKVCache_EmptyAnswers(t *testing.T) {
	nobody := newWorld(t, heldCard(0, "chat/llama-0")).ask(caches())
	if nobody.frame.Rows() != 0 || !strings.Contains(noticesOf(nobody), "No inference engine") {
		t.Errorf("%s\n%s", nobody, noticesOf(nobody))
	}
	w := newWorld(t, caching("chat/llama-0", constant(0.4), constant(1), 0, nil).series())
	filtered := w.ask(caches().where("pod", "=", "other"))
	if filtered.frame.Rows() != 0 || !strings.Contains(noticesOf(filtered), "pass the filters") {
		t.Errorf("%s\n%s", filtered, noticesOf(filtered))
	}
	before := w.ask(caches().between(-90000, -86400))
	if before.frame.Rows() != 0 || noticesOf(before) == "" {
		t.Errorf("%s\n%s", before, noticesOf(before))
	}
}
