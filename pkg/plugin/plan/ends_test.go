package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

func TestEndsInWords(t *testing.T) {
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	queue, ok := c.Signal("queue_time")
	if !ok {
		t.Fatal("no queue_time")
	}
	alts := c.Alternatives("queue_time")
	type by = map[float64]int
	const guess, beyond = " a guess between 0 and that edge; a mean is not.", ": the edge is shown, and by how much the quantile exceeds it is not known."
	for name, x := range map[string]struct {
		alts        []catalog.Alternative
		counts      []endCount
		of          string
		first, last string
	}{
		"nothing":     {alts, nil, "row", "", ""},
		"the middle":  {alts, []endCount{{models.StatP95, join.Ends{Steps: 3}}}, "row", "", ""},
		"one row":     {nil, []endCount{{models.StatP95, join.Ends{Steps: 1, First: by{0.3: 1}}}}, "row", "queue_time: p95 (1 of 1 row) lies in the first bucket, which ends at 0.3 s: it is" + guess, ""},
		"both ends":   {nil, []endCount{{models.StatP95, join.Ends{Steps: 9, First: by{0.3: 2}, Last: by{60: 3, 7680: 1}}}}, "step", "queue_time: p95 (2 of 9 steps) lies in the first bucket, which ends at 0.3 s: it is" + guess, "queue_time: p95 (4 of 9 steps) lies above the last edge of the buckets, 60 s or 7680 s" + beyond},
		"two of them": {nil, []endCount{{models.StatP50, join.Ends{Steps: 9, Last: by{60: 1}}}, {models.StatP95, join.Ends{Steps: 9}}, {models.StatP99, join.Ends{Steps: 8, Last: by{60: 8}}}}, "row", "", "queue_time: p50 (1 of 9 rows) and p99 (8 of 8 rows) lie above the last edge of the buckets, 60 s" + beyond},
		"scaled":      {nil, []endCount{{models.StatP50, join.Ends{Steps: 2, First: by{0.001 * 35: 2}}}}, "row", "queue_time: p50 (2 of 2 rows) lies in the first bucket, which ends at 0.035 s: it is" + guess, ""},
		"three of them, and three systems": {alternativesOf(alts, "lmdeploy", "trtllm", "vllm"), []endCount{{models.StatP50, join.Ends{Steps: 2, First: by{0.3: 2}}}, {models.StatP95, join.Ends{Steps: 2, First: by{0.3: 1}}}, {models.StatP99, join.Ends{Steps: 2, First: by{0.3: 1}}}}, "row",
			"queue_time: p50 (2 of 2 rows), p95 (1 of 2 rows) and p99 (1 of 2 rows) lie in the first bucket, which ends at 0.3 s (the default of LMDeploy, TensorRT-LLM (trtllm-serve) and vLLM): each is" + guess, ""},
		"a default": {alternativesOf(alts, "vllm", "sglang"), []endCount{{models.StatP50, join.Ends{Steps: 2, First: by{0.3: 1, 0.2: 1}}}}, "row",
			"queue_time: p50 (2 of 2 rows) lies in the first bucket, which ends at 0.2 s or 0.3 s (the default of vLLM): it is" + guess, ""},
	} {
		e := &endsOf{signal: &queue, counts: x.counts, alts: x.alts}
		if got := e.first(x.of, c); got != x.first {
			t.Errorf("%s: %q, want %q", name, got, x.first)
		}
		if got := e.last(x.of); got != x.last {
			t.Errorf("%s: %q, want %q", name, got, x.last)
		}
	}
}

func alternativesOf(alts []catalog.Alternative, systems ...string) (out []catalog.Alternative) {
	for _, system := range systems {
		for _, a := range alts {
			if a.System == system {
				out = append(out, a)
			}
		}
	}
	return out
}

func TestInUnit(t *testing.T) {
	for _, x := range []struct {
		edge float64
		unit string
		want string
	}{{0.3, "s", "0.3 s"}, {0.00001, "s", "1e-05 s"}, {1048576, "bytes", "1048576 bytes"}, {2000000, "short", "2000000"}, {0.5, "percentunit", "0.5"}} {
		if got := inUnit(x.edge, x.unit); got != x.want {
			t.Errorf("%g %s: %q", x.edge, x.unit, got)
		}
	}
}
