package plan

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/frames"
)

func TestSampledKeepsTheHighestAndTheSpread(t *testing.T) {
	var all []frames.Exemplar
	for i := range 1000 {
		v := 1.0
		switch {
		case i%100 == 50:
			v = 10
		case i%100 == 51:
			v = 5
		}
		all = append(all, frames.Exemplar{At: int64(i) * 1000, Value: v})
	}
	got := sampled(all, 0, 100_000, 200)
	if len(got) != 30 {
		t.Fatalf("%d exemplars, want one of each height in each of ten steps", len(got))
	}
	for i, e := range got {
		if i > 0 && e.At < got[i-1].At {
			t.Fatalf("not in time order at %d", i)
		}
	}
	if len(sampled(nil, 0, 1000, 200)) != 0 || len(sampled(all[:1], 0, 0, 200)) != 1 {
		t.Error("none and one")
	}
	for i := range all {
		all[i].Value = float64(i * i)
	}
	if n := len(sampled(all, 0, 1, 2000)); n != maxExemplars {
		t.Errorf("%d exemplars, want %d", n, maxExemplars)
	}
}

func TestDistinctDropsRepeatsAndBlanks(t *testing.T) {
	one := frames.Exemplar{At: 1, Value: 2, Trace: map[string]string{"trace_id": "a"}, Canonical: map[string]string{"pod": "p"}}
	again, other, blank := one, one, one
	again.Labels = map[string]string{"le": "5"}
	other.Trace = map[string]string{"trace_id": "b"}
	blank.Value = math.NaN()
	if got := distinct([]frames.Exemplar{one, again, other, blank}); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}
