package promapi

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// fakeStore answers query_range from formulas, as a store would: each instant by
// itself. Some series have holes, begin late, end early, or hold histograms.
type fakeStore struct {
	series    int
	maxPoints int64                               // more are refused with refuse
	maxLength int64                               // ms, the window included
	window    int64                               // ms
	refuse    func(points, lengthMs int64) string // the error text
	status    int
	delay     time.Duration

	mu         sync.Mutex
	asked      []RangeQuery
	noCache    int
	underWay   atomic.Int64
	mostAtOnce atomic.Int64
}

func (f *fakeStore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := f.underWay.Add(1)
	defer f.underWay.Add(-1)
	for most := f.mostAtOnce.Load(); now > most && !f.mostAtOnce.CompareAndSwap(most, now); most = f.mostAtOnce.Load() {
	}
	_ = r.ParseForm()
	q := RangeQuery{Expr: r.Form.Get("query"), Start: formMs(r, "start"), End: formMs(r, "end"), Step: formMs(r, "step")}
	f.mu.Lock()
	f.asked = append(f.asked, q)
	if r.Form.Get("nocache") == "1" {
		f.noCache++
	}
	f.mu.Unlock()
	if f.delay > 0 {
		select {
		case <-time.After(f.delay):
		case <-r.Context().Done():
			return
		}
	}
	length := q.End - q.Start + f.window
	if f.maxPoints > 0 && q.points() > f.maxPoints || f.maxLength > 0 && length > f.maxLength {
		answer(f.status, jsonType, f.refuse(q.points(), length))(w, r)
		return
	}
	answer(200, jsonType, f.answer(q))(w, r)
}

func formMs(r *http.Request, name string) int64 {
	v, _ := strconv.ParseFloat(r.Form.Get(name), 64)
	return int64(math.Round(v * 1000))
}

func (f *fakeStore) answer(q RangeQuery) string {
	var parts []string
	for i := range f.series {
		var values, histograms []string
		for at := q.Start; at <= q.End; at += q.Step {
			if v, ok := fakeValue(i, at); ok {
				values = append(values, fmt.Sprintf(`[%s,"%s"]`, seconds(at), strconv.FormatFloat(v, 'g', -1, 64)))
			}
			if i%5 == 4 && at/q.Step%3 != 0 {
				histograms = append(histograms, fmt.Sprintf(`[%s,{"count":"%d","sum":"1.5","buckets":[[0,"1","2","%d"]]}]`, seconds(at), at/q.Step, at/q.Step))
			}
		}
		if len(values)+len(histograms) > 0 {
			parts = append(parts, fmt.Sprintf(`{"metric":{"i":"%03d"},"values":[%s],"histograms":[%s]}`, i, strings.Join(values, ","), strings.Join(histograms, ",")))
		}
	}
	return `{"status":"success","warnings":["w"],"data":{"resultType":"matrix","result":[` + strings.Join(parts, ",") + `]}}`
}

// fakeValue is a number that depends on nothing but the series and the instant.
func fakeValue(series int, at int64) (float64, bool) {
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, series, at)
	n := h.Sum64()
	switch series % 4 {
	case 1:
		if n%7 == 0 {
			return 0, false // holes
		}
	case 2:
		if at < 300_000 {
			return 0, false // begins late
		}
	case 3:
		if at > 200_000 {
			return 0, false // ends early
		}
	}
	if n%50 == 1 {
		return math.NaN(), true
	}
	return float64(n%1_000_003) / 997, true
}

// questions returns what was asked since the last call.
func (f *fakeStore) questions() []RangeQuery {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := f.asked
	f.asked = nil
	return out
}
