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
		"the other fills what one missed":        {[]promapi.Series{scraped("a", "x", 10, 20, 30, 80, 90), scraped("b", "x", 43, 53, 63)}, "x [10 20 30 53 63 80 90]"},
		"one after the other":                    {[]promapi.Series{scraped("a", "x", 10, 20, 30), scraped("b", "x", 60, 70)}, "x [10 20 30 60 70]"},
		"a single evaluation is read once":       {[]promapi.Series{scraped("a", "x", 10), scraped("b", "x", 10)}, "x [10]"},
		"what differs in more stays apart":       {[]promapi.Series{scraped("a", "x", 10, 20), scraped("b", "y", 10, 20)}, "x [10 20] y [10 20]"},
		"with and without the label is the same": {[]promapi.Series{scraped("", "x", 10, 20, 30), scraped("b", "x", 10, 20)}, "x [10 20 30]"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			m := untwinned(&promapi.Matrix{Series: c.in}, usualReplicaLabels())
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
	m := untwinned(in, []string{"prometheus_replica"})
	if len(m.Warnings) != 2 || !strings.Contains(m.Warnings[1], "prometheus_replica") {
		t.Error(m.Warnings)
	}
	if !slices.Equal(m.Series[0].Values, []float64{10, 20, 30}) || len(in.Warnings) != 1 || len(in.Series) != 2 {
		t.Error("the answer was changed in place, or the fuller copy was not taken")
	}
}

func TestTwinHistograms(t *testing.T) {
	h := func(replica string, times ...int64) promapi.HistogramSeries {
		return promapi.HistogramSeries{Labels: scraped(replica, "x").Labels, Times: times, Samples: make([]promapi.Histogram, len(times))}
	}
	m := untwinned(&promapi.Matrix{Histograms: []promapi.HistogramSeries{h("a", 10), h("b", 10, 20)}}, usualReplicaLabels())
	if len(m.Histograms) != 1 || len(m.Histograms[0].Times) != 2 {
		t.Errorf("%+v", m.Histograms)
	}
}
