package acceptance_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// requestsOf is a kind of request that a server answers: all take value seconds, count of them up to a second.
type requestsOf struct {
	value float64
	count fn
}

// observe adds a histogram of several kinds of requests to a target's metrics. labels follow the name as |label|value.
func observe(to map[string]fn, name, labels string, edges []string, kinds ...requestsOf) map[string]fn {
	sum := func(limit float64, weight func(requestsOf) float64) fn {
		return func(s int) float64 {
			total := 0.0
			for _, k := range kinds {
				if k.value <= limit {
					total += weight(k) * k.count(s)
				}
			}
			return total
		}
	}
	one := func(requestsOf) float64 { return 1 }
	const all = 1e18
	for _, e := range edges {
		limit, err := strconv.ParseFloat(e, 64)
		if err != nil {
			panic(err)
		}
		to[name+"_bucket"+labels+"|le|"+e] = sum(limit, one)
	}
	to[name+"_bucket"+labels+"|le|+Inf"], to[name+"_count"+labels] = sum(all, one), sum(all, one)
	to[name+"_sum"+labels] = sum(all, func(k requestsOf) float64 { return k.value })
	return to
}

// restarted is a counter that begins again at 0 at a second.
func begunAgain(f fn, second int) fn {
	return func(s int) float64 {
		if s < second {
			return f(s)
		}
		return f(s) - f(second)
	}
}

// then is a counter that grows by a a second up to a second and by b after it.
func then(second int, a, b float64) fn {
	return func(s int) float64 {
		return a*float64(min(s, second)-before) + b*float64(max(s-second, 0))
	}
}

var (
	tgiEdges = []string{"0.1", "0.3375", "1.139", "3.844", "12.97"}
	trtEdges = []string{"0.3", "0.5", "0.8", "1.0", "1.5", "2.0", "2.5", "5.0", "10.0"}
)

// tgiServer is a replica of TGI: it reports queue and end-to-end time and no other phase, and names no model.
func tgiServer(ns, name string, perSecond, queue, e2e float64, labels ...string) []storetest.Series {
	m := map[string]fn{"tgi_queue_size": constant(0), "tgi_batch_current_size": constant(2), "tgi_request_success": growing(perSecond)}
	observe(m, "tgi_request_duration", "", tgiEdges, requestsOf{e2e, growing(perSecond)})
	observe(m, "tgi_request_queue_duration", "", tgiEdges, requestsOf{queue, growing(perSecond)})
	return exposed(append(pod(ns, name), labels...), m)
}

// trtServer is a replica of trtllm-serve, which reports all phases in buckets of its own.
func trtServer(ns, name, model string, perSecond, queue, prefill, decode, e2e float64) []storetest.Series {
	m := map[string]fn{"trtllm_num_requests_running|model_name|" + model: constant(1)}
	for metric, v := range map[string]float64{"request_queue_time": queue, "request_prefill_time": prefill, "request_decode_time": decode,
		"e2e_request_latency": e2e, "time_to_first_token": queue + prefill} {
		observe(m, "trtllm_"+metric+"_seconds", "|model_name|"+model, trtEdges, requestsOf{v, growing(perSecond)})
	}
	return exposed(pod(ns, name), m)
}

// promql is what the store itself answers at a second of the fixture: the only value of an instant query.
func (w *world) promql(query string, second int) float64 {
	w.t.Helper()
	v, ok := w.instantly(query, second).(float64)
	if !ok {
		w.t.Fatalf("%s has not one value", query)
	}
	return v
}

// number is a defined value of a row.
func number(t *testing.T, r row, name string) float64 {
	t.Helper()
	v, ok := r[name].(float64)
	if !ok {
		t.Fatalf("%s is %v in %v", name, r[name], r)
	}
	return v
}

// conserved asserts that the phases and what they do not explain make the end-to-end time.
func (a answer) conserved(r row) {
	a.t.Helper()
	sum := 0.0
	for _, f := range []string{"queue", "transfer", "prefill", "decode", "unexplained"} {
		if v, ok := r[f].(float64); ok {
			sum += v
		} else if f != "transfer" {
			a.t.Errorf("%s is %v in %v", f, r[f], r)
		}
	}
	a.near("Σ phases", sum, number(a.t, r, "e2e"), 1e-9)
}

func (a answer) fieldNames() string {
	var out []string
	for _, f := range a.frame.Fields {
		out = append(out, f.Name)
	}
	return strings.Join(out, " ")
}

func alert(q query) query {
	q.headers = map[string]string{"FromAlert": "true"}
	return q
}

func pick(q query, fields ...string) query {
	q.Fields = fields
	return q
}
