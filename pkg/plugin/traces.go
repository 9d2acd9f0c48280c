package plugin

import (
	"context"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

const (
	// traceTimeout is how long a query waits for the store of traces where its settings do not say: exemplars are drawn
	// without it.
	traceTimeout = 5 * time.Second
	// traceBytes bounds what is read of one answer. A trace is read to its first span only.
	traceBytes = 16 << 20
	// traceRequests bounds what all queries of an instance have under way to the store of traces.
	traceRequests = 16
	// A trace that is there stays for a while; one that is not may still come.
	traceKept, traceGone = 10 * time.Minute, time.Minute
	// tracesRemembered bounds the answers that are kept.
	tracesRemembered = 10_000
)

// traceStore is the instance's store of traces.
type traceStore struct {
	*endpoint
	client  *traceapi.Client
	timeout time.Duration
	slots   chan struct{}
	known   traceMemory
}

// dialTraces makes the client of the store of traces; nil where settings have none.
func (d *Datasource) dialTraces(ctx context.Context, s backend.DataSourceInstanceSettings) *traceStore {
	if !d.settings.HasTraces() {
		return nil
	}
	t := &traceStore{endpoint: d.dialFamily(ctx, models.TracesEndpoint, s), timeout: traceTimeout, slots: make(chan struct{}, traceRequests),
		known: traceMemory{now: func() time.Time { return d.now() }, has: map[traceapi.ID]remembered{}}}
	if at, err := d.settings.FamilyEndpoint(models.TracesEndpoint); err == nil && at.Timeout > 0 {
		t.timeout = at.Timeout
	}
	if t.problem == nil {
		t.client = traceapi.New(t.endpoint.client)
	}
	return t
}

// identify asks the store the simplest of questions, and then its version, which it need not tell.
func (t *traceStore) identify(ctx context.Context) (product, version string, err error) {
	ctx, cancel := context.WithTimeout(ctx, t.timeout)
	defer cancel()
	if err := t.client.Answers(ctx); err != nil {
		return "", "", err
	}
	version, err = t.client.Version(ctx)
	if err != nil || version == "" {
		return "a Tempo-compatible store", "", nil
	}
	return "Tempo", version, nil
}

// traceEndpoint is the store of traces as plans see it. What it said before is used only if cached: not where it may depend on
// who asks.
func (d *Datasource) traceEndpoint(cached bool) plan.TraceEndpoint {
	t := d.traces
	if t == nil {
		return plan.TraceEndpoint{}
	}
	out := plan.TraceEndpoint{Problem: t.problem, Timeout: min(t.timeout, d.settings.Limits.QueryTimeout())}
	if t.problem == nil {
		out.Store = boundedTraces{t, cached}
	}
	return out
}

// boundedTraces keeps requests to the store of traces within what one instance may have under way.
type boundedTraces struct {
	*traceStore
	cached bool
}

// Has implements plan.TraceStore.
func (t boundedTraces) Has(ctx context.Context, id traceapi.ID, at int64) (bool, error) {
	if t.cached {
		if there, known := t.known.recall(id); known {
			return there, nil
		}
	}
	there, err := inTurn(ctx, t.slots, func() (bool, error) { return t.client.Has(ctx, id, at) })
	if err == nil && t.cached {
		t.known.keep(id, there)
	}
	return there, err
}

// Search implements plan.TraceStore.
func (t boundedTraces) Search(ctx context.Context, s traceapi.Search) ([]traceapi.Trace, error) {
	return inTurn(ctx, t.slots, func() ([]traceapi.Trace, error) { return t.client.Search(ctx, s) })
}

// Answers implements plan.TraceStore.
func (t boundedTraces) Answers(ctx context.Context) error {
	_, err := inTurn(ctx, t.slots, func() (struct{}, error) { return struct{}{}, t.client.Answers(ctx) })
	return err
}

// inTurn waits for a place, then asks.
func inTurn[T any](ctx context.Context, slots chan struct{}, ask func() (T, error)) (out T, err error) {
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return out, ctx.Err()
	}
	defer func() { <-slots }()
	return ask()
}

// traceMemory remembers which traces there are.
type traceMemory struct {
	now func() time.Time

	mu  sync.Mutex
	has map[traceapi.ID]remembered
}

type remembered struct {
	there bool
	until time.Time
}

func (m *traceMemory) recall(id traceapi.ID) (there, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.has[id]
	if !ok || m.now().After(r.until) {
		return false, false
	}
	return r.there, true
}

// keep remembers an answer. Where there are too many, those go that are over, or else some others.
func (m *traceMemory) keep(id traceapi.ID, there bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, life := m.now(), traceGone
	if there {
		life = traceKept
	}
	if len(m.has) >= tracesRemembered {
		for old, r := range m.has {
			if now.After(r.until) || len(m.has) > tracesRemembered*9/10 {
				delete(m.has, old)
			}
		}
	}
	m.has[id] = remembered{there, now.Add(life)}
}
