package plan

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

// fakeTraces is a store of traces in memory.
type fakeTraces struct {
	has   map[traceapi.ID]bool
	found []traceapi.Trace
	err   error
	wait  bool
}

func (f fakeTraces) Has(ctx context.Context, id traceapi.ID, _ int64) (bool, error) {
	if f.wait {
		<-ctx.Done()
		return false, ctx.Err()
	}
	return f.has[id], f.err
}

func (f fakeTraces) Search(context.Context, traceapi.Search) ([]traceapi.Trace, error) {
	return f.found, f.err
}

func (f fakeTraces) Answers(context.Context) error { return f.err }

func traceID(n int) string { return fmt.Sprintf("%032x", n+1) }

// checked looks up exemplars that are each a minute older than the one before, the first 30 s old.
func checked(ctx context.Context, n int, at TraceEndpoint) ([]frames.Exemplar, *models.TraceCoverage, []string, []string) {
	const now = 100 * minute
	x := &exemplars{op: models.Operand{Signal: "e2e_latency"}, listing: &listing{inquiry: inquiry{session: &session{env: Env{Now: now, Traces: at}}, req: Request{From: 0, To: now}}}}
	var all []frames.Exemplar
	for i := range n {
		all = append(all, frames.Exemplar{At: now - 30*second - int64(i)*minute, Value: float64(i), Trace: map[string]string{"trace_id": traceID(i), "span_id": "0123456789abcdef"}})
	}
	cover, remarks := x.checkTraces(ctx, all)
	return all, cover, remarks, x.warnings
}

func TestATraceThatIsTooNewIsNotSampledOut(t *testing.T) {
	there, _ := traceapi.ParseID(traceID(2))
	all, cover, remarks, _ := checked(t.Context(), 3, TraceEndpoint{Store: fakeTraces{has: map[traceapi.ID]bool{there: true}}})
	for i, want := range []models.TraceState{models.TraceUnknown, models.TraceSampledOut, models.TraceFound} {
		if all[i].State != want || all[i].TraceLabel != "trace_id" {
			t.Errorf("%d: %s", i, all[i].State)
		}
	}
	if cover.Why != "too new to be missing" || !strings.Contains(strings.Join(remarks, " "), "less than a minute old") {
		t.Errorf("%+v %q", cover, remarks)
	}
}

func TestManyAreLookedUpSideBySide(t *testing.T) {
	like := []traceapi.Trace{{ID: traceapi.ID{9}, Start: minute, Duration: 1, Texts: map[string]string{}}}
	all, cover, _, _ := checked(t.Context(), 90, TraceEndpoint{Store: fakeTraces{found: like}, Timeout: time.Minute})
	if cover.SampledOut != 89 || cover.Unknown != 1 || cover.Nearest != maxTraceSearches {
		t.Errorf("%+v", cover)
	}
	for _, e := range all {
		if e.Nearest != nil && e.Nearest.ID != like[0].ID.String() {
			t.Errorf("%+v", e.Nearest)
		}
	}
}

func TestAStoreOfTracesThatHangsIsNotWaitedFor(t *testing.T) {
	began := time.Now()
	_, cover, _, warnings := checked(t.Context(), 50, TraceEndpoint{Store: fakeTraces{wait: true}, Timeout: 50 * time.Millisecond})
	if cover.Unknown != 50 || !strings.Contains(strings.Join(warnings, " "), "in time") || time.Since(began) > 5*time.Second {
		t.Errorf("%+v %q after %s", cover, warnings, time.Since(began))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, cover, _, _ := checked(ctx, 5, TraceEndpoint{Store: fakeTraces{wait: true}}); cover.Unknown != 5 {
		t.Errorf("%+v", cover)
	}
}

func TestAFaultOfTheStoreOfTracesNamesNothing(t *testing.T) {
	_, cover, _, _ := checked(t.Context(), 2, TraceEndpoint{Store: fakeTraces{err: errors.New("dial tcp 10.0.0.7:3200: password=x")}})
	if cover.Unknown != 2 || cover.Why != "the traces endpoint failed" {
		t.Errorf("%+v", cover)
	}
}

func TestASpansIDIsNoTraceID(t *testing.T) {
	s := models.Settings{ExemplarTraceIDDestinations: []models.ExemplarTraceIDDestination{{Name: "span_id"}, {Name: "my_trace"}}}
	labels := traceLabelsOf(s)
	for want, trace := range map[string]map[string]string{"": {"span_id": "0123456789abcdef"}, "my_trace": {"my_trace": "x"}, "traceID": {"traceID": "y", "my_trace": "x"}} {
		if got := traceIDOf(frames.Exemplar{Trace: trace}, labels); got != want {
			t.Errorf("%v: %q, want %q", trace, got, want)
		}
	}
}
