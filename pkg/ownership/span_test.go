package ownership_test

import (
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

type spans = ownership.Spans

func every(step int64, from, to int64) []int64 {
	var out []int64
	for t := from; t <= to; t += step {
		out = append(out, t)
	}
	return out
}

func TestSpansOf(t *testing.T) {
	for name, c := range map[string]struct {
		times []int64
		want  spans
	}{
		"none":                           {nil, nil},
		"one sample":                     {[]int64{100}, spans{{From: 90, To: 110}}},
		"a scrape missed leaves no hole": {[]int64{100, 110, 130}, spans{{From: 90, To: 140}}},
		"two scrapes missed do":          {[]int64{100, 130}, spans{{From: 90, To: 110}, {From: 120, To: 140}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ownership.SpansOf(c.times, 10); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestSpanAlgebra(t *testing.T) {
	a := spans{{From: 0, To: 10}, {From: 20, To: 30}}
	b := spans{{From: 5, To: 25}}
	if got, want := a.Union(b), (spans{{From: 0, To: 30}}); !slices.Equal(got, want) {
		t.Errorf("union %v, want %v", got, want)
	}
	if got, want := a.Clip(b), (spans{{From: 5, To: 10}, {From: 20, To: 25}}); !slices.Equal(got, want) {
		t.Errorf("clip %v, want %v", got, want)
	}
	if got, want := a.Without(b), (spans{{From: 0, To: 5}, {From: 25, To: 30}}); !slices.Equal(got, want) {
		t.Errorf("without %v, want %v", got, want)
	}
	if got := a.Without(spans{{From: 0, To: 30}}); len(got) != 0 {
		t.Errorf("without everything %v", got)
	}
	if got := a.Total(); got != 20 {
		t.Errorf("total %d, want 20", got)
	}
	for at, want := range map[int64]bool{0: true, 9: true, 10: false, 20: true, 30: false, -1: false} {
		if a.Contains(at) != want {
			t.Errorf("contains %d is %v", at, !want)
		}
	}
}

func TestMedianStep(t *testing.T) {
	for name, c := range map[string]struct {
		times []int64
		want  int64
	}{
		"too few":    {[]int64{1, 2}, 0},
		"regular":    {every(15, 0, 150), 15},
		"with a gap": {[]int64{0, 15, 30, 300, 315, 330}, 15},
	} {
		if got := ownership.MedianStep(c.times); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}
