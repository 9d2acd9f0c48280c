package kvcache_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/models"
)

var nan = math.NaN()

// well is a window of a replica with nothing to say of it.
func well() kvcache.Window {
	return kvcache.Window{There: true, Usage: 0.5, WaitingBefore: 3, Waiting: 3, Running: 8, LocalHit: 0.5, ExternalHit: nan, RouterHit: nan,
		BatchTokens: nan, BatchLimit: nan}
}

func TestVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*kvcache.Window)
		want   models.Verdict
	}{
		"well":                           {func(*kvcache.Window) {}, models.VerdictHealthy},
		"thrash":                         {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.Waiting = 0.95, 0.001, 3.01 }, models.VerdictThrash},
		"a steady queue":                 {func(w *kvcache.Window) { w.Usage, w.Preemptions = 1, 5 }, models.VerdictPressure},
		"a queue that falls":             {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.Waiting = 1, 5, 1 }, models.VerdictPressure},
		"not full enough to thrash":      {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.Waiting = 0.949, 5, 9 }, models.VerdictPressure},
		"full without preemptions":       {func(w *kvcache.Window) { w.Usage, w.Waiting = 1, 9 }, models.VerdictPressure},
		"nearly full":                    {func(w *kvcache.Window) { w.Usage = 0.9 }, models.VerdictPressure},
		"below it":                       {func(w *kvcache.Window) { w.Usage = 0.899 }, models.VerdictHealthy},
		"preempts with room":             {func(w *kvcache.Window) { w.Preemptions = 0.01 }, models.VerdictPressure},
		"preempts, usage unknown":        {func(w *kvcache.Window) { w.Usage, w.Preemptions = nan, 0.01 }, models.VerdictPressure},
		"full, preemptions unknown":      {func(w *kvcache.Window) { w.Usage, w.Preemptions = 0.97, nan }, models.VerdictPressure},
		"thrash, queue unknown":          {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.Waiting = 1, 1, nan }, models.VerdictPressure},
		"cold":                           {func(w *kvcache.Window) { w.LocalHit, w.ExternalHit = 0.1, 0.6 }, models.VerdictCold},
		"a tier of little use":           {func(w *kvcache.Window) { w.LocalHit, w.ExternalHit = 0.5, 0.3 }, models.VerdictHealthy},
		"next to nothing":                {func(w *kvcache.Window) { w.LocalHit, w.ExternalHit = 0, 0.04 }, models.VerdictHealthy},
		"cold by the router":             {func(w *kvcache.Window) { w.LocalHit, w.RouterHit = 0.1, 0.7 }, models.VerdictCold},
		"a router that is about right":   {func(w *kvcache.Window) { w.RouterHit = 0.7 }, models.VerdictHealthy},
		"cold under pressure":            {func(w *kvcache.Window) { w.Usage, w.LocalHit, w.ExternalHit = 0.93, 0, 0.9 }, models.VerdictPressure},
		"compute-bound":                  {func(w *kvcache.Window) { w.Waiting = 5 }, models.VerdictComputeBound},
		"half a request more":            {func(w *kvcache.Window) { w.Waiting = 3.5 }, models.VerdictHealthy},
		"a long queue, hardly longer":    {func(w *kvcache.Window) { w.WaitingBefore, w.Waiting = 100, 105 }, models.VerdictHealthy},
		"rises, cache unknown":           {func(w *kvcache.Window) { w.Usage, w.Waiting = nan, 9 }, models.VerdictUnknown},
		"token budget":                   {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.BatchTokens, w.BatchLimit = nan, nan, 90, 100 }, models.VerdictTokenBudget},
		"a batch at its limit":           {func(w *kvcache.Window) { w.Usage, w.Preemptions, w.BatchTokens, w.BatchLimit = nan, nan, 100, 100 }, models.VerdictUnknown},
		"a queue shorter than the batch": {func(w *kvcache.Window) { w.Running, w.BatchTokens, w.BatchLimit = 20, 90, 100 }, models.VerdictHealthy},
		"no preemptions known":           {func(w *kvcache.Window) { w.Preemptions = nan }, models.VerdictUnknown},
		"half of the queue known":        {func(w *kvcache.Window) { w.WaitingBefore = nan }, models.VerdictUnknown},
		"not there":                      {func(w *kvcache.Window) { w.There = false }, ""},
	} {
		w := well()
		c.change(&w)
		if got := w.Verdict(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// random is a window of any figures, some of them unknown and some at the bounds.
func random(r *rand.Rand) kvcache.Window {
	pick := func(values ...float64) float64 { return values[r.IntN(len(values))] }
	return kvcache.Window{There: r.IntN(8) > 0, Usage: pick(nan, 0, 0.5, 0.9, 0.95, 1), Preemptions: pick(nan, 0, 0, 0.1),
		WaitingBefore: pick(nan, 0, 1, 3, 30), Waiting: pick(nan, 0, 1, 3, 30), Running: pick(nan, 0, 8, 100), LocalHit: pick(nan, 0, 0.1, 0.8),
		ExternalHit: pick(nan, 0, 0.1, 0.8), RouterHit: pick(nan, 0, 0.5, 1), BatchTokens: pick(nan, 50, 100), BatchLimit: pick(nan, 100)}
}

// What led to a verdict holds where it must, what would refute it never does, and nothing unknown is a value.
func TestEvidenceAgreesWithTheVerdict(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	seen := map[models.Verdict]int{}
	for range 20000 {
		w := random(r)
		v := w.Verdict()
		seen[v]++
		if v == "" {
			continue
		}
		led, against := w.Evidence(v)
		holding := 0
		for _, e := range led {
			if e.Holds {
				holding++
			}
			if e.Value == nil && e.Holds {
				t.Fatalf("%+v holds without a value: %+v", e, w)
			}
		}
		switch {
		case v == models.VerdictUnknown:
		case v == models.VerdictPressure && holding == 0, v != models.VerdictPressure && v != models.VerdictHealthy && holding != len(led):
			t.Fatalf("%s: evidence %+v of %+v", v, led, w)
		}
		for _, e := range against {
			if v != models.VerdictPressure && v != models.VerdictHealthy && e.Holds {
				t.Fatalf("%s is refuted by %+v of %+v", v, e, w)
			}
		}
	}
	for _, v := range append(models.Verdicts(), "") {
		if seen[v] == 0 {
			t.Errorf("no window was %q", v)
		}
	}
}

// A row is as severe as its worst replica, whatever their order, and its flags are those of all of them.
func TestTogetherIsTheSeverest(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	for range 500 {
		parts := make([]*kvcache.Judged, 1+r.IntN(4))
		for i := range parts {
			windows := make([]kvcache.Window, 5)
			for k := range windows {
				windows[k] = random(r)
			}
			parts[i] = kvcache.Judge(kvcache.Part{Windows: windows})
		}
		row := kvcache.Together(parts)
		r.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
		again := kvcache.Together(parts)
		if row.Verdict != again.Verdict || row.Now != again.Now {
			t.Fatalf("%s and %s", row.Verdict, again.Verdict)
		}
		for at := range row.At {
			for _, p := range parts {
				if kvcache.Severer(p.At[at], row.At[at]) || p.At[at] != "" && row.Flag(p.At[at], at) != 1 {
					t.Fatalf("a part is %q, the row %q", p.At[at], row.At[at])
				}
			}
			if kvcache.Severer(row.At[at], row.Verdict) {
				t.Fatalf("the row was %q and is %q", row.At[at], row.Verdict)
			}
		}
	}
}

// Spells are disjoint, ascend, and cover exactly the instants that are neither healthy nor unknown.
func TestSpellsCoverWhatIsWrong(t *testing.T) {
	edges := []int64{0, 10, 20, 30, 40}
	full, fine := well(), well()
	full.Usage = 0.92
	gone := fine
	gone.There = false
	j := kvcache.Judge(kvcache.Part{Windows: []kvcache.Window{full, full, fine, full}})
	spells := j.Spells(edges)
	if len(spells) != 2 || spells[0] != (models.KVCacheSpell{Verdict: "pressure", From: 0, To: 20}) || spells[1] != (models.KVCacheSpell{Verdict: "pressure", From: 30, To: 40}) {
		t.Errorf("%+v", spells)
	}
	if j = kvcache.Judge(kvcache.Part{Windows: []kvcache.Window{full, gone}}); j.Now != models.VerdictUnknown || j.Verdict != models.VerdictPressure {
		t.Errorf("%s, now %s", j.Verdict, j.Now)
	}
	if f := j.Flag(models.VerdictPressure, 1); f == f {
		t.Errorf("a flag of nobody is %g", f)
	}
}
