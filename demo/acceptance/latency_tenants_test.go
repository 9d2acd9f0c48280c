package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Sixty tenants of one proxy: t-i asks 1+i times a second, a quarter of it for llama and the rest for qwen, and waits 60-i
// seconds for an answer. The first tokens of five of them come late.
type manyTenants struct {
	w *world
	// requests and seconds are those of the range, by tenant and in all.
	requests, seconds, first map[int]float64
}

func newManyTenants(t *testing.T) manyTenants {
	m := map[string]fn{}
	out := manyTenants{requests: map[int]float64{}, seconds: map[int]float64{}, first: map[int]float64{}}
	add := func(key string, i int, perSecond, latency, first float64) {
		for name, mean := range map[string]float64{"litellm_request_total_latency_metric": latency, "litellm_llm_api_time_to_first_token_metric": first} {
			one := histogram(map[string]fn{}, name, perSecond, mean, 0.5, 1, 2, 100)
			for k, f := range one {
				m[k+key] = f
			}
		}
		out.requests[i] += 1200 * perSecond
		out.seconds[i] += 1200 * perSecond * latency
		out.first[i] += 1200 * perSecond * first
	}
	for i := range 60 {
		first := 0.4
		if i < 5 {
			first = 1.5
		}
		for model, share := range map[string]float64{"llama": 0.25, "qwen": 0.75} {
			add(fmt.Sprintf("|requested_model|%s|team|t-%02d", model, i), i, float64(1+i)*share, float64(60-i), first)
		}
	}
	add("|requested_model|llama|team|None", -1, 0.5, 3, 0.4)
	out.w = newWorld(t, exposed(pod("gateway", "litellm-0"), m), phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series())
	return out
}

// rest is Σ seconds ÷ Σ requests of the tenants that have no row of their own: never the mean of their means.
func (m manyTenants) rest(of map[int]float64) (mean, requests float64) {
	var sum float64
	for i := range 10 {
		sum, requests = sum+of[i], requests+m.requests[i]
	}
	return sum / requests, requests
}

func TestLatency_TenantsAreBounded(t *testing.T) {
	m := newManyTenants(t)
	a := m.w.ask(latency("table", "tenant"))
	if n := len(a.rows()); n != 52 {
		t.Errorf("%d rows, want 50 tenants, other and unlabelled", n)
	}
	mean, requests := m.rest(m.seconds)
	other := a.one("row_kind", "other")
	a.near("the rest, by requests", other["e2e"], mean, 1e-9)
	a.near("requests of the rest", other["requests"], requests, 1e-6)
	first, _ := m.rest(m.first)
	a.near("first tokens of the rest", other["gateway_ttft_mean"], first, 1e-9)
	// 15 of its 55 requests a second take longer than 1 s: the 95th percentile lies in the bucket from 1 to 2 s.
	a.near("their 95th percentile", other["gateway_ttft_p95"], 1+(0.95*55-40)/15, 1e-9)
	for _, f := range []string{"ttft_mean", "ttft_p95", "itl_p95", "queue"} {
		a.null(f+", which engines do not know by tenant", other[f])
	}
	a.near("the largest", a.one("tenant", "t-59")["e2e"], 1, 1e-9)
	a.near("the smallest of the largest", a.one("tenant", "t-10")["requests"], m.requests[10], 1e-6)
	none := a.one("row_kind", "unlabelled")
	a.near("without a tenant", none["e2e"], 3, 1e-9)
	total := 0.0
	for _, n := range m.requests {
		total += n
	}
	a.near("all requests", a.sum("requests"), total, 1e-6)
	if !strings.Contains(noticesOf(a), "Of 60 tenants the 50 largest") {
		t.Errorf("nothing says so: %q", noticesOf(a))
	}
}

// The largest are those with most requests, whatever fields are asked for and whatever else is in the key.
func TestLatency_TheLargestTenantsAskMost(t *testing.T) {
	m := newManyTenants(t)
	for _, field := range []string{"e2e", "gateway_ttft_mean", "gateway_ttft_p95"} {
		a := m.w.ask(pick(latency("table", "tenant"), field))
		if n := len(a.rows()); n != 52 {
			t.Errorf("%s: %d rows, want 52", field, n)
		}
		for _, name := range []string{"t-10", "t-59"} {
			a.one("tenant", name)
		}
		a.one("row_kind", "unlabelled")
	}
	a := m.w.ask(latency("table", "llm_model", "tenant"))
	a.values(100)
	mean, requests := m.rest(m.seconds)
	a.near("the rest of both models", a.one("row_kind", "other")["e2e"], mean, 1e-9)
	a.near("its requests", a.one("row_kind", "other")["requests"], requests, 1e-6)

	g := m.w.ask(pick(latency("timeseries", "tenant").every(time.Minute), "e2e", "requests"))
	steps := 0
	for s, v := range g.line("e2e", "tenant", "other") {
		g.near(fmt.Sprint("the rest at ", s), v, mean, 1e-9)
		steps++
	}
	if steps < 19 {
		t.Errorf("%d steps of the rest", steps)
	}
}

// A top and an alert have what they ask for.
func TestLatency_ATopOrAnAlertBoundsTenantsItself(t *testing.T) {
	m := newManyTenants(t)
	q := latency("table", "tenant")
	q.Top = &top{N: 55, By: "requests"}
	a := m.w.ask(q)
	a.values(55)
	if strings.Contains(noticesOf(a), "tenants the") {
		t.Errorf("a notice on what was asked for: %q", noticesOf(a))
	}
	if n := m.w.ask(pick(latency("numeric", "tenant"), "e2e")).frame.Rows(); n != 61 {
		t.Errorf("%d rows of an alert, want 61", n)
	}
	few := m.w.ask(latency("table", "tenant").where("tenant", "=~", "t-[01]."))
	few.values(20)
	if strings.Contains(noticesOf(few), "tenants the") {
		t.Errorf("twenty are all: %q", noticesOf(few))
	}
}
