package storetest

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
)

// Sample is one value of a series at an offset from the start of the load.
type Sample struct {
	At    time.Duration
	Value float64
}

// Series is one time series in Go form. Values stand Step apart from Start on;
// Samples are further ones at free offsets.
type Series struct {
	// Name is the metric's name.
	Name string
	// Labels are name and value in turn: "pod", "a", "node", "n1".
	Labels []string
	// Start is the offset of the first value.
	Start time.Duration
	// Step is the distance of Values; zero means 15 s.
	Step time.Duration
	// Values are the values. store.Stale() ends a series.
	Values []float64
	// Samples are values at their own offsets.
	Samples []Sample
	// Observed makes it a native histogram: each value counts observations, and all of them are of this size.
	Observed float64
}

// Server is a store under test.
type Server struct {
	*store.Store
	t testing.TB
}

// Open opens a store in the test's temporary directory; the test closes it.
func Open(t testing.TB, opts ...func(*store.Options)) *Server {
	t.Helper()
	o := store.Options{Dir: t.TempDir()}
	for _, set := range opts {
		set(&o)
	}
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Server{Store: s, t: t}
}

// Serve starts the HTTP API and returns its base URL. Load before it.
func (s *Server) Serve() string {
	s.t.Helper()
	if err := s.Start(); err != nil {
		s.t.Fatal(err)
	}
	return s.URL()
}

// Load writes series whose first instant is start.
func (s *Server) Load(start time.Time, series ...Series) {
	s.t.Helper()
	points := make([]point, 0, len(series)*256)
	for _, one := range series {
		points = one.points(points, start)
	}
	s.write(points)
}

// Constant is n equal values, for gauges that stand still.
func Constant(v float64, n int) []float64 { return Linear(v, 0, n) }

// Linear is n values that begin at first and grow by step, for counters.
func Linear(first, step float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = first + float64(i)*step
	}
	return out
}

// point is one sample on its way into the store.
type point struct {
	series   *store.Series
	tMs      int64
	value    float64
	observed float64
}

func (s Series) points(out []point, start time.Time) []point {
	to := &store.Series{Labels: labels.FromStrings(append([]string{model.MetricNameLabel, s.Name}, s.Labels...)...)}
	step := s.Step
	if step == 0 {
		step = 15 * time.Second
	}
	for i, v := range s.Values {
		out = append(out, point{to, start.Add(s.Start + time.Duration(i)*step).UnixMilli(), v, s.Observed})
	}
	for _, p := range s.Samples {
		out = append(out, point{to, start.Add(p.At).UnixMilli(), p.Value, s.Observed})
	}
	return out
}

// write appends in time order across all series: the database refuses samples
// that lie more than an hour behind the newest one of any series.
func (s *Server) write(points []point) {
	s.t.Helper()
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.tMs, b.tMs) })
	batch := s.Appender(s.t.Context())
	for _, p := range points {
		if err := p.appendTo(batch); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := batch.Commit(); err != nil {
		s.t.Fatal(err)
	}
}

func (p point) appendTo(b *store.Batch) error {
	if p.observed > 0 {
		return b.AppendNative(p.series, p.tMs, store.NativeOf(p.value, p.observed))
	}
	return b.AppendTo(p.series, p.tMs, p.value)
}
