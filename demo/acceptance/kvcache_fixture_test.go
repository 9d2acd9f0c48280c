package acceptance_test

import (
	"encoding/json"
	"testing"
)

// caches asks a kvcache query, a table by pod unless it is made another.
func caches(by ...string) query {
	if len(by) == 0 {
		by = []string{"cluster", "namespace", "pod"}
	}
	return query{QueryType: "kvcache", Format: "table", By: by}
}

func (q query) only(fields ...string) query {
	q.Fields = fields
	return q
}

func (q query) as(format string) query {
	q.Format = format
	return q
}

// cacheFacts are meta.custom.kvcache.
type cacheFacts struct {
	Kvcache struct {
		WindowS        float64 `json:"window_s"`
		Rows, Replicas []cacheVerdict
	}
	Estimates map[string]string
}

type cacheVerdict struct {
	Key          map[string]string
	Verdict, Now string
	Spells       []struct {
		Verdict  string
		From, To int64
	}
	Evidence, Refute []cacheEvidence
	NotReported      []string `json:"not_reported"`
}

type cacheEvidence struct {
	Field          string
	Value, Against *float64
	Op             string
	Label          string
	Holds          bool
}

func (a answer) caches() cacheFacts {
	a.t.Helper()
	raw, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		a.t.Fatal(err)
	}
	var out cacheFacts
	if err := json.Unmarshal(raw, &out); err != nil {
		a.t.Fatal(err)
	}
	return out
}

// flagNames are the fields of verdicts, and the verdict of each.
var flagNames = map[string]string{"thrash": "thrash", "pressure": "pressure", "cold": "cold", "compute_bound": "compute-bound",
	"token_budget": "token-budget", "healthy": "healthy", "unknown": "unknown"}

// verdictOf asserts a row's verdict in its column, in its facts and in its flags, of which only it is set.
func (a answer) verdictOf(pod, want string) cacheVerdict {
	a.t.Helper()
	r := a.one("pod", pod)
	a.is("verdict of "+pod, r["verdict"], want)
	for field, verdict := range flagNames {
		set := 0.0
		if verdict == want {
			set = 1
		}
		a.near(field+" of "+pod, r[field], set, 0)
	}
	for i, x := range a.rows() {
		if x["pod"] == pod {
			fact := a.caches().Kvcache.Rows[i]
			a.is("verdict in meta", fact.Verdict, want)
			a.is("key in meta", fact.Key["pod"], pod)
			return fact
		}
	}
	return cacheVerdict{}
}

// caching is a replica of vLLM with a cache: usage and waiting as they are, preemptions a second.
func caching(pod string, usage, waiting fn, preemptions float64, more map[string]fn) engine {
	e := engine{pod: pod, more: map[string]fn{"vllm:kv_cache_usage_perc": usage, "vllm:num_requests_waiting": waiting,
		"vllm:num_preemptions_total": growing(preemptions)}}
	for name, f := range more {
		e.more[name] = f
	}
	return e
}

// sawtooth rises by perSecond and begins anew every so many seconds.
func sawtooth(perSecond float64, every int) fn {
	return func(s int) float64 { return perSecond * float64(((s-1)%every+every)%every) }
}

func TestKVCache_AVerdictForEachReplica(t *testing.T) {
	w := newWorld(t,
		caching("chat/thrash", constant(0.97), sawtooth(0.1, 300), 0.2, nil).series(),
		caching("chat/steady", constant(0.97), constant(20), 0.2, nil).series(),
		caching("chat/full", constant(0.92), constant(0), 0, nil).series(),
		caching("chat/busy", constant(0.5), sawtooth(0.1, 300), 0, nil).series(),
		caching("chat/well", constant(0.5), constant(3), 0, nil).series(),
		engine{pod: "chat/silent"}.series())
	a := w.ask(caches())
	a.values(6)
	thrash := a.verdictOf("thrash", "thrash")
	a.verdictOf("steady", "pressure")
	a.verdictOf("full", "pressure")
	a.verdictOf("busy", "compute-bound")
	a.verdictOf("well", "healthy")
	a.verdictOf("silent", "unknown")
	if n := len(thrash.Evidence); n != 3 || len(thrash.Refute) != 3 || !thrash.Evidence[0].Holds || thrash.Refute[0].Holds {
		t.Errorf("evidence %+v, refutation %+v", thrash.Evidence, thrash.Refute)
	}
	if s := thrash.Spells; len(s) != 1 || s[0].From != at(0).UnixMilli() || s[0].To != at(1200).UnixMilli() {
		t.Errorf("spells %+v", s)
	}
}
