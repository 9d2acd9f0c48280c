package promapi

import (
	"errors"
	"math"
	"strings"
	"testing"
)

const oneHistogram = `{"count":"42","sum":"34593.34","buckets":[[3,"-0.25","0.25","3"],[0,"0.25","0.5","12"],[0,"0.5","1","21"],[0,"2","4","6"]]}`

var asDecoded = Histogram{Count: 42, Sum: 34593.34, Buckets: []Bucket{
	{-0.25, 0.25, 3, ClosedBoth}, {0.25, 0.5, 12, OpenLeft}, {0.5, 1, 21, OpenLeft}, {2, 4, 6, OpenLeft},
}}

func TestDecodeHistograms(t *testing.T) {
	a := Labels{{"a", "x"}}
	one := HistogramSeries{Labels: a, Times: []int64{1000}, Samples: []Histogram{asDecoded}}
	cases := []struct {
		name, text string
		want       []HistogramSeries
		floats     []Series
		samples    int
	}{
		{name: "vector", text: success(`{"resultType":"vector","result":[{"metric":{"a":"x"},"histogram":[1,` + oneHistogram + `]}]}`), want: []HistogramSeries{one}, samples: 5},
		{name: "matrix", text: matrix(`[{"metric":{"a":"x"},"histograms":[[1,` + oneHistogram + `]]}]`), want: []HistogramSeries{one}, samples: 5},
		{name: "beside floats", text: matrix(`[{"histograms":[[1,` + oneHistogram + `]],"metric":{"a":"x"},"values":[[2,"7"],[3,"8"]]}]`),
			want: []HistogramSeries{one}, floats: []Series{{Labels: a, Times: []int64{2000, 3000}, Values: []float64{7, 8}}}, samples: 7},
		{name: "out of order, unknown keys, spaces", text: matrix(`[ {"metric":{"a":"x"},"histograms":[ [ 1 , {"x":[{}], "buckets" : [[0,"2","4","6"],[0,"0.5","1","21"],[0,"0.25","0.5","12"],[3,"-0.25","0.25","3"]],"sum":"34593.34","count":"42"} ] ] } ]`), want: []HistogramSeries{one}, samples: 5},
		{name: "without buckets", text: matrix(`[{"metric":{"a":"x"},"histograms":[[1,{"count":"0","sum":"NaN"}],[2,{"count":"1","sum":"0","buckets":null}]]}]`),
			want: []HistogramSeries{{Labels: a, Times: []int64{1000, 2000}, Samples: []Histogram{{Sum: math.NaN()}, {Count: 1}}}}, samples: 2},
		{name: "custom boundaries", text: matrix(`[{"metric":{"a":"x"},"histograms":[[1,{"count":"2","sum":"1","buckets":[[0,"-Inf","0.1","1"],[0,"0.1","+Inf","1"]]}]]}]`),
			want: []HistogramSeries{{Labels: a, Times: []int64{1000}, Samples: []Histogram{{2, 1, []Bucket{{math.Inf(-1), 0.1, 1, OpenLeft}, {0.1, math.Inf(1), 1, OpenLeft}}}}}}, samples: 3},
		{name: "none", text: matrix(`[{"metric":{"a":"x"},"histograms":[]},{"metric":{"a":"x"},"histograms":null}]`)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, err := decodeText(c.text, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			requireHistograms(t, m.Histograms, c.want)
			requireSeries(t, m.Series, c.floats)
			if m.Samples != c.samples || len(m.Warnings) != 0 {
				t.Errorf("%d samples, %q", m.Samples, m.Warnings)
			}
		})
	}
}

func TestDecodeRefusesHistograms(t *testing.T) {
	for _, text := range []string{
		`[1]`, `{}`, `[[1]]`, `[[1,[]]]`, `[[1,{}]]`, `[[1,{"count":"1"}]]`, `[[1,{"sum":"1"}]]`, `[[1,{"count":1,"sum":"1"}]]`, `[[1,{"count":"x","sum":"1"}]]`,
		`[["1",` + oneHistogram + `]]`, `[[1,` + oneHistogram + `,1]]`, `[[2,` + oneHistogram + `],[1,` + oneHistogram + `]]`, `[[1,` + oneHistogram + `],[1,` + oneHistogram + `]]`,
		buckets(`{}`), buckets(`[1]`), buckets(`[[0,"1","2"]]`), buckets(`[[4,"1","2","3"]]`), buckets(`[[-1,"1","2","3"]]`), buckets(`[["0","1","2","3"]]`),
		buckets(`[[0,"2","1","3"]]`), buckets(`[[0,"NaN","1","3"]]`), buckets(`[[0,"1","NaN","3"]]`), buckets(`[[0,1,"2","3"]]`), buckets(`[[0,"1","2","3",4]]`), buckets(`[[00,"1","2","3"]]`),
	} {
		if m, err := decodeText(matrix(`[{"metric":{},"histograms":`+text+`}]`), Limits{}); err == nil {
			t.Errorf("accepted %s as %+v", text, m.Histograms)
		}
	}
	twice := `[{"histograms":[[1,` + oneHistogram + `]],"histogram":[2,` + oneHistogram + `]}]`
	if _, err := decodeText(matrix(twice), Limits{}); err == nil {
		t.Error("accepted a series with its histograms twice")
	}
}

func buckets(text string) string { return `[[1,{"count":"1","sum":"1","buckets":` + text + `}]]` }

// Buckets count as samples, so that a few series of fine histograms cannot take
// more memory than the limit stands for.
func TestHistogramLimits(t *testing.T) {
	sample := `[1,` + oneHistogram + `]`
	text := matrix(`[{"metric":{"a":"1"},"histograms":[` + sample + `]},{"metric":{"a":"2"},"histograms":[` + sample + `],"values":[[1,"1"]]},{"metric":{"a":"3"},"histograms":[` + sample + `]}]`)
	if _, err := decodeText(text, Limits{Samples: 16, Series: 3}); err != nil {
		t.Error(err)
	}
	for _, limits := range []Limits{{Samples: 15}, {Samples: 4}, {Series: 2}, {Samples: 3}} {
		_, err := decodeText(text, limits)
		var limit *LimitError
		if !errors.As(err, &limit) || limit.AtLeast && limits.Samples != 3 || limits.Samples > 3 && limit.Seen != 16 || limits.Series > 0 && limit.Seen != 3 {
			t.Errorf("%+v: %v", limits, err)
		}
	}
	endless := `[{"metric":{},"histograms":[[1,{"count":"1","sum":"1","buckets":[` + strings.Repeat(`[0,"1","2","3"],`, 1000)
	_, err := decodeText(matrix(endless), Limits{Samples: 100})
	var limit *LimitError
	if !errors.As(err, &limit) || limit.Seen != 101 {
		t.Errorf("%v", err)
	}
}
