package promapi

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var inf = math.Inf(1)

func seriesOf(h ...Histogram) HistogramSeries {
	s := HistogramSeries{Labels: Labels{{"pod", "a"}}, Samples: h}
	for i := range h {
		s.Times = append(s.Times, int64(i)*1000)
	}
	return s
}

func TestClassic(t *testing.T) {
	cases := []struct {
		name   string
		series []HistogramSeries
		le     []float64
		counts [][]float64 // of the samples in turn
	}{
		{"nothing", nil, []float64{inf}, nil},
		{"an empty histogram", []HistogramSeries{seriesOf(Histogram{})}, []float64{inf}, [][]float64{{0}}},
		{"one bucket keeps its lower boundary", []HistogramSeries{seriesOf(Histogram{Count: 4, Buckets: []Bucket{{0.5, 1, 4, OpenLeft}}})}, []float64{0.5, 1, inf}, [][]float64{{0, 4, 4}}},
		{"missing buckets carry the count on", []HistogramSeries{seriesOf(asDecoded)}, []float64{-0.25, 0.25, 0.5, 1, 2, 4, inf}, [][]float64{{0, 3, 15, 36, 36, 42, 42}}},
		{"observations of NaN are in +Inf alone", []HistogramSeries{seriesOf(Histogram{Count: 5, Buckets: []Bucket{{1, 2, 4, OpenLeft}}})}, []float64{1, 2, inf}, [][]float64{{0, 4, 5}}},
		{
			"negative buckets, zero bucket, positive buckets",
			[]HistogramSeries{seriesOf(Histogram{Count: 10, Buckets: []Bucket{{-2, -1, 1, OpenRight}, {-1, -0.5, 2, OpenRight}, {-0.001, 0.001, 3, ClosedBoth}, {1, 2, 4, OpenLeft}}})},
			[]float64{-2, -1, -0.5, -0.001, 0.001, 1, 2, inf}, [][]float64{{0, 1, 3, 3, 6, 6, 10, 10}},
		},
		{
			"a union over samples and series",
			[]HistogramSeries{seriesOf(Histogram{Count: 1, Buckets: []Bucket{{1, 2, 1, OpenLeft}}}, Histogram{}), seriesOf(Histogram{Count: 3, Buckets: []Bucket{{2, 4, 3, OpenLeft}}})},
			[]float64{1, 2, 4, inf}, [][]float64{{0, 1, 1, 1}, {0, 0, 0, 0}, {0, 0, 3, 3}},
		},
		{
			"unequal resolutions meet at the coarser",
			[]HistogramSeries{seriesOf(Histogram{Count: 5, Buckets: []Bucket{{1, math.Sqrt2, 2, OpenLeft}, {math.Sqrt2, 2, 3, OpenLeft}}}), seriesOf(Histogram{Count: 4, Buckets: []Bucket{{1, 2, 4, OpenLeft}}})},
			[]float64{1, 2, inf}, [][]float64{{0, 5, 5}, {0, 4, 4}},
		},
		{
			"a wide zero bucket covers fine ones",
			[]HistogramSeries{seriesOf(Histogram{Count: 5, Buckets: []Bucket{{-1, 1, 5, ClosedBoth}}}), seriesOf(Histogram{Count: 4, Buckets: []Bucket{{0.25, 0.5, 1, OpenLeft}, {1, 2, 3, OpenLeft}}})},
			[]float64{-1, 1, 2, inf}, [][]float64{{0, 5, 5, 5}, {0, 1, 4, 4}},
		},
		{
			"custom boundaries reach to infinity",
			[]HistogramSeries{seriesOf(Histogram{Count: 6, Buckets: []Bucket{{math.Inf(-1), 0.1, 1, OpenLeft}, {0.1, 0.5, 2, OpenLeft}, {0.5, inf, 3, OpenLeft}}})},
			[]float64{0.1, 0.5, inf}, [][]float64{{1, 3, 6}},
		},
		{"empty buckets do not shape the layout", []HistogramSeries{seriesOf(Histogram{Count: 1, Buckets: []Bucket{{1, 2, 1, OpenLeft}, {2, 4, 0, OpenLeft}}})}, []float64{1, 2, inf}, [][]float64{{0, 1, 1}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Classic(c.series)
			if !slices.Equal(got.Le, c.le) {
				t.Fatalf("boundaries %v, want %v", got.Le, c.le)
			}
			next := 0
			for i, s := range got.Series {
				for at := range s.Times {
					row := make([]float64, len(got.Le))
					for k := range row {
						row[k] = s.Counts[k][at]
					}
					if !slices.Equal(row, c.counts[next]) || s.Count[at] != c.series[i].Samples[at].Count || s.Sum[at] != c.series[i].Samples[at].Sum {
						t.Errorf("series %d at %d: %v, want %v", i, at, row, c.counts[next])
					}
					next++
				}
			}
		})
	}
}

// Rates of counts rarely add up to the rate of the count to the last digit.
func TestClassicNeverDescends(t *testing.T) {
	h := Histogram{Count: 0.3, Buckets: []Bucket{{1, 2, 0.1, OpenLeft}, {2, 4, 0.2, OpenLeft}}}
	row := h.Cumulative(ClassicBounds(seriesOf(h)), nil)
	if !slices.IsSorted(row) || row[len(row)-1] < h.Count {
		t.Error(row)
	}
}

func TestClassicBuckets(t *testing.T) {
	native := seriesOf(Histogram{Count: 4, Sum: 3, Buckets: []Bucket{{0.5, 1, 4, OpenLeft}}})
	native.Labels = Labels{{"a", "1"}, {"le", "stray"}, {"z", "2"}}
	got := Classic([]HistogramSeries{native}).Buckets()
	want := []Series{
		{Labels: Labels{{"a", "1"}, {"le", "0.5"}, {"z", "2"}}, Times: []int64{0}, Values: []float64{0}},
		{Labels: Labels{{"a", "1"}, {"le", "1"}, {"z", "2"}}, Times: []int64{0}, Values: []float64{4}},
		{Labels: Labels{{"a", "1"}, {"le", "+Inf"}, {"z", "2"}}, Times: []int64{0}, Values: []float64{4}},
	}
	requireSeries(t, got, want)
}

// exponential is a histogram of a schema (boundaries 2^(i/2^schema)) over the
// given observations, as Prometheus would build it.
func exponential(schema int, observations []float64) Histogram {
	counts := map[int]float64{}
	h := Histogram{}
	perOctave := float64(int(1) << schema)
	for _, v := range observations {
		counts[int(math.Ceil(math.Log2(v)*perOctave))]++
		h.Count++
		h.Sum += v
	}
	for i, n := range counts {
		h.Buckets = append(h.Buckets, Bucket{math.Exp2(float64(i-1) / perOctave), math.Exp2(float64(i) / perOctave), n, OpenLeft})
	}
	slices.SortFunc(h.Buckets, byBounds)
	return h
}

// At every boundary of the shared layout every histogram says exactly how many
// of its observations lie at or below, whatever the resolutions.
func TestClassicIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var series []HistogramSeries
		var observations [][]float64
		for range 1 + random.IntN(5) {
			var seen []float64
			for range random.IntN(40) {
				seen = append(seen, math.Exp(random.NormFloat64()*2))
			}
			observations = append(observations, seen)
			series = append(series, seriesOf(exponential(random.IntN(5), seen)))
		}
		c := Classic(series)
		for i, s := range c.Series {
			for k, bound := range c.Le {
				n := 0.0
				for _, v := range observations[i] {
					if v <= bound {
						n++
					}
				}
				if s.Counts[k][0] != n {
					t.Fatalf("series %d has %v at or below %v, want %v", i, s.Counts[k][0], bound, n)
				}
			}
		}
	}
}
