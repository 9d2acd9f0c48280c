package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

func scraped(replica, pod string, times ...int64) promapi.Series {
	x := promapi.Series{Labels: promapi.Labels{{Name: "__name__", Value: "m"}, {Name: "pod", Value: pod}}, Times: times}
	if replica != "" {
		x.Labels = append(x.Labels, promapi.Label{Name: "prometheus_replica", Value: replica})
	}
	for _, t := range times {
		x.Values = append(x.Values, float64(t))
	}
	return x
}

func TestTwins(t *testing.T) {
	for name, c := range map[string]struct {
		in   []promapi.Series
		want string
	}{
		"one server is left alone":               {[]promapi.Series{scraped("", "x", 10, 20)}, "x [10 20]"},
		"its label goes":                         {[]promapi.Series{scraped("a", "x", 10, 20)}, "x [10 20]"},
		"two servers are one series":             {[]promapi.Series{scraped("a", "x", 10, 20, 30, 40), scraped("b", "x", 13, 23, 33)}, "x [10 20 30 40]"},
		"the other fills what one missed":        {[]promapi.Series{scraped("a", "x", 10, 20, 30, 80, 90), scraped("b", "x", 43, 53, 63)}, "x [10 20 30 43 53 63 80 90]"},
		"one after the other":                    {[]promapi.Series{scraped("a", "x", 10, 20, 30), scraped("b", "x", 60, 70)}, "x [10 20 30 60 70]"},
		"a single evaluation is read once":       {[]promapi.Series{scraped("a", "x", 10), scraped("b", "x", 10)}, "x [10]"},
		"what differs in more stays apart":       {[]promapi.Series{scraped("a", "x", 10, 20), scraped("b", "y", 10, 20)}, "x [10 20] y [10 20]"},
		"with and without the label is the same": {[]promapi.Series{scraped("", "x", 10, 20, 30), scraped("b", "x", 10, 20)}, "x [10 20 30]"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			m := untwinned(&promapi.Matrix{Series: c.in}, usualReplicaLabels(), false)
			for _, x := range m.Series {
				if x.Labels.Get("prometheus_replica") != "" || len(x.Times) != len(x.Values) {
					t.Errorf("%v", x)
				}
				got = append(got, fmt.Sprintf("%s %v", x.Labels.Get("pod"), x.Times))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
			if len(m.Warnings) > 0 {
				t.Error(m.Warnings)
			}
		})
	}
}

func TestTwinsThatDisagree(t *testing.T) {
	other := scraped("b", "x", 10, 20)
	other.Values = []float64{100, 200}
	in := &promapi.Matrix{Series: []promapi.Series{scraped("a", "x", 10, 20, 30), other}, Warnings: []string{"before"}}
	m := untwinned(in, []string{"prometheus_replica"}, false)
	if len(m.Warnings) != 2 || !strings.Contains(m.Warnings[1], "prometheus_replica") {
		t.Error(m.Warnings)
	}
	if !slices.Equal(m.Series[0].Values, []float64{10, 20, 30}) || len(in.Warnings) != 1 || len(in.Series) != 2 {
		t.Error("the answer was changed in place, or the fuller copy was not taken")
	}
}

// Rates beside a silence lack samples: the other copy's count there, and neither is a disagreement.
func TestTwinsBesideASilence(t *testing.T) {
	levels := func(replica string, away func(t int64) bool, weak ...int64) promapi.Series {
		x := scraped(replica, "x")
		for at := int64(10); at <= 300; at += 10 {
			if away(at) {
				continue
			}
			v := 7.0
			if slices.Contains(weak, at) {
				v = 2
			}
			x.Times, x.Values = append(x.Times, at), append(x.Values, v)
		}
		return x
	}
	for name, in := range map[string][]promapi.Series{
		"turns":               {levels("a", func(t int64) bool { return t >= 60 && t < 90 }, 50, 90, 100), levels("b", func(t int64) bool { return t >= 200 && t < 240 }, 190, 240)},
		"one after the other": {levels("a", func(t int64) bool { return t > 150 }, 150), levels("b", func(t int64) bool { return t <= 100 }, 110)},
	} {
		m := untwinned(&promapi.Matrix{Series: in}, usualReplicaLabels(), false)
		if len(m.Warnings) > 0 || len(m.Series) != 1 || len(m.Series[0].Times) != 30 {
			t.Fatalf("%s: %v %v", name, m.Warnings, m.Series)
		}
		for i, v := range m.Series[0].Values {
			if v != 7 {
				t.Errorf("%s: %g at %d", name, v, m.Series[0].Times[i])
			}
		}
	}
}

// A counter of a server that is away is looked back at for minutes: its twin goes on counting, and neither is wrong.
func TestTwinsThatAreLookedBackAt(t *testing.T) {
	counter := func(replica string, stops, goes int64) promapi.Series {
		x := scraped(replica, "x")
		for at := int64(0); at <= 900_000; at += 15_000 {
			seen := at
			if at > stops && at < goes {
				seen = stops
			}
			x.Times, x.Values = append(x.Times, at), append(x.Values, float64(seen))
		}
		return x
	}
	m := untwinned(&promapi.Matrix{Series: []promapi.Series{counter("a", 150_000, 300_000), counter("b", 600_000, 800_000)}}, usualReplicaLabels(), false)
	if len(m.Warnings) > 0 {
		t.Error(m.Warnings)
	}
	for i, v := range m.Series[0].Values {
		if v != float64(m.Series[0].Times[i]) {
			t.Errorf("%g at %d", v, m.Series[0].Times[i])
		}
	}
	frozen := untwinned(&promapi.Matrix{Series: []promapi.Series{counter("a", 0, 0), counter("b", 0, 900_000)}}, usualReplicaLabels(), false)
	if len(frozen.Warnings) != 1 {
		t.Errorf("a copy that stands still for ever: %v", frozen.Warnings)
	}
}

func TestTwinHistograms(t *testing.T) {
	h := func(replica string, times ...int64) promapi.HistogramSeries {
		return promapi.HistogramSeries{Labels: scraped(replica, "x").Labels, Times: times, Samples: make([]promapi.Histogram, len(times))}
	}
	m := untwinned(&promapi.Matrix{Histograms: []promapi.HistogramSeries{h("a", 10), h("b", 10, 20)}}, usualReplicaLabels(), false)
	if len(m.Histograms) != 1 || len(m.Histograms[0].Times) != 2 {
		t.Errorf("%+v", m.Histograms)
	}
}

// Two copies of a counter, read at different instants, are one that never goes back.
func TestTheCopyOfACounterThatIsFurtherOnCounts(t *testing.T) {
	x := func(replica string, values ...float64) promapi.Series {
		s := promapi.Series{Labels: promapi.Labels{{Name: "pod", Value: "p"}, {Name: "replica", Value: replica}}}
		for i, v := range values {
			s.Times, s.Values = append(s.Times, int64(i)*15_000), append(s.Values, v)
		}
		return s
	}
	for _, in := range [][]promapi.Series{
		{x("a", 100, 250, 400, 550), x("b", 150, 150, 450)},
		{x("b", 150, 150, 450), x("a", 100, 250, 400, 550)},
	} {
		m := untwinned(&promapi.Matrix{Series: in}, usualReplicaLabels(), true)
		if got := m.Series[0].Values; len(m.Series) != 1 || !slices.Equal(got, []float64{150, 250, 450, 550}) {
			t.Errorf("%v", got)
		}
	}
}
