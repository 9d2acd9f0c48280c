package kvcache_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
)

func one(v float64) []float64 { return []float64{v} }

func near(t *testing.T, what string, got []float64, want float64) {
	t.Helper()
	if want != want {
		if got != nil && got[0] == got[0] {
			t.Errorf("%s is %g, want undefined", what, got[0])
		}
		return
	}
	if got == nil || !(math.Abs(got[0]-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s is %v, want %g", what, got, want)
	}
}

func TestCombine(t *testing.T) {
	counted := kvcache.Figures{Hits: one(30), Queries: one(100), Prompt: one(100), Cached: one(40), External: one(10)}
	tokens := kvcache.Figures{Prompt: one(300), Cached: one(150), External: one(60)}
	silent := kvcache.Figures{Prompt: one(1000)}
	r := kvcache.Combine([]kvcache.Figures{counted, tokens, silent}, 1)
	near(t, "hit ratio by lookups and tokens", r.HitRatio, (30.0+90)/400)
	near(t, "part outside, of those who say", r.HitExternal, 70.0/400)
	near(t, "prompts of all", r.Prompt, 1400)
	near(t, "no traffic, no ratio", kvcache.Combine([]kvcache.Figures{{Hits: one(0), Queries: one(0)}}, 1).HitRatio, nan)
	near(t, "nobody says", kvcache.Combine([]kvcache.Figures{silent}, 1).HitExternal, nan)
}

func TestCombine_PairsAndTiers(t *testing.T) {
	prefill := kvcache.Figures{Model: "eu/llama", Role: "prefill", Hits: one(40), Queries: one(100), Prompt: one(100), Cached: one(40), External: one(0)}
	decode := kvcache.Figures{Model: "eu/llama", Role: "decode", Hits: one(0), Queries: one(100), Prompt: one(100), Cached: one(95), External: one(95)}
	pair := kvcache.Combine([]kvcache.Figures{decode, prefill}, 1)
	near(t, "the pair's prompts", pair.Prompt, 100)
	near(t, "its hit ratio", pair.HitRatio, 0.4)
	near(t, "its tier", pair.HitExternal, 0)
	alone := kvcache.Combine([]kvcache.Figures{decode}, 1)
	near(t, "the decode half by itself", alone.Prompt, 100)
	if decode.ExternalHit() != nil {
		t.Error("a transfer is taken for a tier")
	}
	decode.Model = "us/llama"
	near(t, "another cluster's half", kvcache.Combine([]kvcache.Figures{decode, prefill}, 1).Prompt, 200)
	near(t, "host caches by tokens", kvcache.Combine([]kvcache.Figures{{HostUsed: one(10), HostMax: one(100)}, {HostUsed: one(200), HostMax: one(300)}}, 1).HostUsage, 210.0/400)
	near(t, "host caches as reported", kvcache.Combine([]kvcache.Figures{{HostUsage: one(0.2)}, {HostUsed: one(200), HostMax: one(400)}}, 1).HostUsage, 0.35)
}

func TestCombine_Recomputed(t *testing.T) {
	counted := kvcache.Figures{Recomputed: one(7), Preemptions: one(3), PromptLength: one(100)}
	guessed := kvcache.Figures{Preemptions: one(2), PromptLength: one(50)}
	r := kvcache.Combine([]kvcache.Figures{counted}, 1)
	near(t, "counted", r.Recomputed, 7)
	if r.Estimated {
		t.Error("a count is called an estimate")
	}
	r = kvcache.Combine([]kvcache.Figures{counted, guessed}, 1)
	near(t, "counted and estimated", r.Recomputed, 107)
	if !r.Estimated {
		t.Error("an estimate is not called one")
	}
	near(t, "nothing preempted", kvcache.Combine([]kvcache.Figures{{Preemptions: one(0)}}, 1).Recomputed, 0)
	near(t, "no prompt length", kvcache.Combine([]kvcache.Figures{{Preemptions: one(2)}}, 1).Recomputed, nan)
}

// Ratios stay within what they are made of, counters add up whatever the order and grouping.
func TestCombine_Laws(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	for range 500 {
		parts := make([]kvcache.Figures, 2+r.IntN(5))
		sum := 0.0
		lowest, highest := 1.0, 0.0
		for i := range parts {
			queries := 1 + r.Float64()*1000
			hits := queries * r.Float64()
			parts[i] = kvcache.Figures{Hits: one(hits), Queries: one(queries), Prompt: one(queries), Cached: one(hits)}
			sum += queries
			lowest, highest = math.Min(lowest, hits/queries), math.Max(highest, hits/queries)
		}
		all := kvcache.Combine(parts, 1)
		near(t, "prompts", all.Prompt, sum)
		if v := all.HitRatio[0]; v < lowest-1e-12 || v > highest+1e-12 {
			t.Fatalf("a ratio of %g between %g and %g", v, lowest, highest)
		}
		r.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
		near(t, "the ratio in another order", kvcache.Combine(parts, 1).HitRatio, all.HitRatio[0])
	}
}
