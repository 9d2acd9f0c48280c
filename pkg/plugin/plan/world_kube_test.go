package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// A request is known from a step before its first sample; silences of the source do not end it, its removal does.
func TestRequestsHoldUntilTheNextSample(t *testing.T) {
	const min = int64(60_000)
	every := []int64{10 * min, 11 * min, 12 * min, 20 * min, 21 * min}
	source := func(to int64) ownership.Span { return ownership.Span{From: 0, To: to} }
	for name, c := range map[string]struct {
		source ownership.Span
		now    int64
		want   ownership.Span
	}{
		"long past":                   {source(21 * min), 600 * min, ownership.Span{From: 9 * min, To: 22 * min}},
		"the source is late":          {source(21 * min), 24 * min, ownership.Span{From: 9 * min, To: 25 * min}},
		"the source tells of its end": {source(24 * min), 24 * min, ownership.Span{From: 9 * min, To: 22 * min}},
		"the source has stopped":      {source(21 * min), 40 * min, ownership.Span{From: 9 * min, To: 22 * min}},
		"a clock that runs ahead":     {source(21 * min), 20 * min, ownership.Span{From: 9 * min, To: 22 * min}},
	} {
		k := kube{}
		if got := k.heldSpans(every, c.source, c.now); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
