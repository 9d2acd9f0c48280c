package acceptance_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

var (
	// vllmEdges are those of vLLM's request times up to 0.12, sglangEdges the first and last of SGLang's queue times.
	vllmEdges   = []string{"0.3", "0.5", "0.8", "1.0", "1.5", "2.0", "2.5", "5.0", "10.0", "15.0", "20.0", "30.0", "40.0", "50.0", "60.0"}
	sglangEdges = []string{"0.001", "0.01", "0.1", "1", "10"}
)

// queueing is two vLLM replicas whose requests wait for 0.01 s, one of which takes 90 s for a tenth of them, and one of
// SGLang, whose buckets are fine enough.
func queueing(t *testing.T) *world {
	long, short, fine := map[string]fn{}, map[string]fn{}, map[string]fn{"sglang:num_running_reqs|model_name|qwen": constant(1)}
	observe(long, "vllm:request_queue_time_seconds", "", vllmEdges, requestsOf{0.01, growing(1)})
	observe(long, "vllm:e2e_request_latency_seconds", "", vllmEdges, requestsOf{2.2, growing(0.9)}, requestsOf{90, growing(0.1)})
	observe(short, "vllm:request_queue_time_seconds", "", vllmEdges, requestsOf{0.01, growing(1)})
	observe(short, "vllm:e2e_request_latency_seconds", "", vllmEdges, requestsOf{2.2, growing(1)})
	observe(fine, "sglang:queue_time_seconds", "|model_name|qwen", sglangEdges, requestsOf{0.05, growing(1)})
	observe(fine, "sglang:e2e_request_latency_seconds", "|model_name|qwen", vllmEdges, requestsOf{2.2, growing(1)})
	return newWorld(t, engine{pod: "chat/long", more: long}.series(), engine{pod: "chat/short", more: short}.series(), exposed(pod("chat", "fine"), fine))
}

func quantiles(format string, of ...operand) query {
	return query{QueryType: "signal", Format: format, By: []string{"pod"}, Operands: of}
}

var (
	queueP50 = operand{As: "queue_p50", Signal: "queue_time", Stat: "p50"}
	queueP95 = operand{As: "queue_p95", Signal: "queue_time", Stat: "p95"}
	e2eP50   = operand{As: "e2e_p50", Signal: "e2e_latency", Stat: "p50"}
	e2eP95   = operand{As: "e2e_p95", Signal: "e2e_latency", Stat: "p95"}
)

const (
	infos    = data.NoticeSeverityInfo
	warnings = data.NoticeSeverityWarning
)

// atEnds are an answer's notices of quantiles at either end of their buckets, of a severity.
func atEnds(a answer, severity data.NoticeSeverity) []string {
	var out []string
	for _, n := range a.frame.Meta.Notices {
		if n.Severity == severity && (strings.Contains(n.Text, "first bucket") || strings.Contains(n.Text, "last edge")) {
			out = append(out, n.Text)
		}
	}
	return out
}

func (a answer) ends(what string, firsts, lasts []string) {
	a.t.Helper()
	if got := atEnds(a, infos); !slices.Equal(got, firsts) {
		a.t.Errorf("%s: the first bucket:\n%q, not\n%q", what, got, firsts)
	}
	if got := atEnds(a, warnings); !slices.Equal(got, lasts) {
		a.t.Errorf("%s: beyond the last edge:\n%q, not\n%q", what, got, lasts)
	}
}

// A quantile in a first bucket is a guess between 0 and its edge, one beyond the last edge is larger than what is shown.
func TestBucketEnds_Signal(t *testing.T) {
	w := queueing(t)
	a := w.ask(quantiles("table", queueP95, e2eP95))
	a.near("a guess", a.one("pod", "long")["queue_p95"], 0.285, 1e-9)
	a.near("the last edge", a.one("pod", "long")["e2e_p95"], 60, 1e-9)
	a.ends("a table",
		[]string{"queue_time: p95 (2 of 3 rows) lies in the first bucket, which ends at 0.3 s (the default of vLLM): it is a guess between 0 and that edge; a mean is not."},
		[]string{"e2e_latency: p95 (1 of 3 rows) lies above the last edge of the buckets, 60 s: the edge is shown, and by how much the quantile exceeds it is not known."})

	w.ask(quantiles("table", queueP50, queueP95)).ends("two quantiles of a signal",
		[]string{"queue_time: p50 (2 of 3 rows) and p95 (2 of 3 rows) lie in the first bucket, which ends at 0.3 s (the default of vLLM): each is a guess between 0 and that edge; a mean is not."}, nil)

	w.ask(quantiles("timeseries", queueP95, e2eP95).every(time.Minute)).ends("a graph",
		[]string{"queue_time: p95 (40 of 60 steps) lies in the first bucket, which ends at 0.3 s (the default of vLLM): it is a guess between 0 and that edge; a mean is not."},
		[]string{"e2e_latency: p95 (20 of 60 steps) lies above the last edge of the buckets, 60 s: the edge is shown, and by how much the quantile exceeds it is not known."})
}

// Nothing is said where no shown quantile is concerned.
func TestBucketEnds_Nothing(t *testing.T) {
	w := queueing(t)
	w.ask(quantiles("table", e2eP50)).ends("the middle", nil, nil)
	below := 0.3
	mean := operand{As: "mean", Signal: "queue_time", Stat: "mean"}
	w.ask(quantiles("table", mean, operand{As: "share", Signal: "queue_time", Stat: "fraction_below", Threshold: &below})).ends("no quantile", nil, nil)
	w.ask(quantiles("table", mean, hidden(queueP95))).ends("a hidden quantile", nil, nil)
	largest := quantiles("table", operand{As: "running", Signal: "requests_running"}, e2eP50, queueP95)
	largest.Filters = []filter{{Label: "pod", Op: "=", Values: []string{"fine"}}}
	w.ask(largest).ends("no row concerned", nil, nil)
}

// The edge is the data's: buckets that an operator set are no default of the engine's, and rows may have several.
func TestBucketEnds_EdgesOfTheData(t *testing.T) {
	own, usual := map[string]fn{}, map[string]fn{}
	observe(own, "vllm:request_queue_time_seconds", "", []string{"0.05", "0.5"}, requestsOf{0.01, growing(1)})
	observe(usual, "vllm:request_queue_time_seconds", "", vllmEdges, requestsOf{0.01, growing(1)})
	w := newWorld(t, engine{pod: "chat/own", more: own}.series(), engine{pod: "chat/usual", more: usual}.series())
	q := quantiles("table", queueP95)
	w.ask(q).ends("both", []string{"queue_time: p95 (2 of 2 rows) lies in the first bucket, which ends at 0.05 s or 0.3 s (the default of vLLM): it is a guess between 0 and that edge; a mean is not."}, nil)
	q.Filters = []filter{{Label: "pod", Op: "=", Values: []string{"own"}}}
	w.ask(q).ends("one's own", []string{"queue_time: p95 (1 of 1 row) lies in the first bucket, which ends at 0.05 s: it is a guess between 0 and that edge; a mean is not."}, nil)
}

// A latency query says it of its fields, a kvcache query of its own, a join at a grain as a signal query does.
func TestBucketEnds_Analyses(t *testing.T) {
	m := map[string]fn{}
	observe(m, "vllm:time_to_first_token_seconds", "", []string{"0.001", "0.5", "1"}, requestsOf{9, growing(1)})
	observe(m, "vllm:inter_token_latency_seconds", "", []string{"0.01", "0.025"}, requestsOf{0.005, growing(1)})
	observe(m, "vllm:kv_block_lifetime_seconds", "", []string{"0.001", "1", "1800"}, requestsOf{4000, growing(1)})
	w := newWorld(t, engine{pod: "chat/a-0", more: m}.series())
	itl := "itl: p95 (1 of 1 row) lies in the first bucket, which ends at 0.01 s (the default of vLLM): it is a guess between 0 and that edge; a mean is not."
	w.ask(pick(latency("table", "pod"), "ttft_p50", "ttft_p95", "itl_p95")).ends("latency", []string{itl},
		[]string{"ttft: p50 (1 of 1 row) and p95 (1 of 1 row) lie above the last edge of the buckets, 1 s: the edge is shown, and by how much the quantile exceeds it is not known."})
	w.ask(pick(latency("table", "pod"), "ttft_mean", "itl_p95_lo", "itl_p95_hi")).ends("bounds alone", nil, nil)
	w.ask(table("replica", operand{As: "gap", Signal: "itl", Stat: "p95"})).ends("correlate", []string{itl}, nil)
	w.ask(caches().only("lifetime_p50", "idle_before_evict_p50")).ends("kvcache", nil,
		[]string{"kv_block_lifetime: p50 (1 of 1 row) lies above the last edge of the buckets, 1800 s: the edge is shown, and by how much the quantile exceeds it is not known."})
}
