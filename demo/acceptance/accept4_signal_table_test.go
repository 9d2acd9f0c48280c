package acceptance_test

import "testing"

// A table's mean, ratio and share cover the whole range, its first scrape interval too: as the latency query's do, and
// as the parts of the range weighted by their requests.
func TestAccept4_TablesCoverTheirRange(t *testing.T) {
	r := changing("chat/a-0", 0)
	r.more["vllm:prefix_cache_hits_total"], r.more["vllm:prefix_cache_queries_total"] = then(437, 4, 1), then(437, 5, 10)
	w := newWorld(t, r.series())
	edge := 2.0
	ops := []operand{{As: "e2e", Signal: "e2e_latency"}, {As: "hit", Signal: "prefix_hit_ratio"}, {As: "below", Signal: "e2e_latency", Stat: "fraction_below", Threshold: &edge}}
	for _, span := range [][2]int{{0, 1200}, {0, 600}, {405, 480}, {420, 450}, {300, 900}} {
		kind := func(before, after float64) float64 {
			return then(437, before, after)(span[1]) - then(437, before, after)(span[0])
		}
		quick, slow := kind(0.4, 0.1), kind(0.05, 0.7)
		for _, q := range []query{signals("table", []string{"pod"}, ops...), table("replica", ops...), table("model", ops...)} {
			a := w.ask(q.between(span[0], span[1]))
			row := a.one("row_kind", "value")
			a.near("e2e", row["e2e"], (quick*1.5+slow*4.6)/(quick+slow), 1e-6)
			a.near("below 2 s", row["below"], quick/(quick+slow), 1e-6)
			a.near("hits of queries", row["hit"], kind(4, 1)/kind(5, 10), 1e-6)
		}
	}
}
