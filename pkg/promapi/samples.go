package promapi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/overtime"
	"github.com/tokenpath/tokenpath/pkg/remoteread"
)

// errUnsuited says that an answer in samples cannot stand for the store's own, and why is not worth telling: the query is
// asked in the ordinary way then.
var errUnsuited = errors.New("the samples do not serve")

// fromSamples answers a query from the samples themselves. ok is false where the store has to be asked for its own
// evaluation instead; no failure here is the user's.
func (c *Client) fromSamples(ctx context.Context, q RangeQuery) (m *Matrix, ok bool) {
	if !q.windowed() || !c.samples.usable(ctx, c) {
		return nil, false
	}
	request, err := remoteread.Request(q.Window.Matchers, q.Start-q.Window.Length, q.End)
	if err != nil {
		return nil, false
	}
	gather := newGathering(q, c.limits)
	switch err = c.streamed(ctx, request, gather); {
	case ctx.Err() != nil, errors.Is(err, errUnsuited), errors.Is(err, remoteread.ErrNotFloats):
		return nil, false
	case err != nil:
		c.samples.refuse()
		return nil, false
	}
	// An empty answer may come of an external label that the store takes a condition to be about.
	if m = gather.matrix(); len(m.Series) == 0 {
		return nil, false
	}
	if !c.ownLabels(ctx, gather.kinds, q) {
		if ctx.Err() == nil {
			c.samples.refuse()
		}
		return nil, false
	}
	return m, true
}

// streamed sends a request for samples and hands the answer's series on.
func (c *Client) streamed(ctx context.Context, request []byte, gather *gathering) error {
	resp, err := c.exchange(ctx, func(ctx context.Context) (*http.Request, error) { return c.readRequest(ctx, request) })
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK || contentType(resp) != remoteread.ContentType {
		return errors.New("the store sends no samples")
	}
	in := &io.LimitedReader{R: contentOf(resp), N: c.limits.Bytes}
	err = remoteread.Each(in, gather.add)
	gather.bytes = c.limits.Bytes - in.N
	if in.N <= 0 {
		return errUnsuited
	}
	return err
}

func (c *Client) readRequest(ctx context.Context, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base.JoinPath("/api/v1/read").String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	c.accept(req)
	req.Header.Set("Accept", remoteread.ContentType)
	req.Header.Set("Content-Type", "application/x-protobuf")
	req.Header.Set("Content-Encoding", "snappy")
	req.Header.Set("X-Prometheus-Remote-Read-Version", "0.1.0")
	return req, nil
}

// gathering makes a matrix of series' samples.
type gathering struct {
	evaluator *overtime.Evaluator
	limits    Limits
	// named says that the function keeps the metric's name.
	named bool
	grid  []int64

	series  []Series
	samples int
	bytes   int64
	kinds   labelKinds
	strings interner
	labels  slab[Label]
	times   slab[int64]
	values  slab[float64]
	scratch Labels
	own     []int64
}

func newGathering(q RangeQuery, limits Limits) *gathering {
	g := &gathering{evaluator: overtime.New(q.Window.Func, q.Window.Length, q.Start, q.End, q.Step), limits: limits,
		named: q.Window.Func == overtime.Last, strings: interner{}, grid: make([]int64, q.points())}
	for i := range g.grid {
		g.grid[i] = q.Start + int64(i)*q.Step
	}
	return g
}

// add evaluates the function for one series. Where limits would be passed, the store is asked: its answer says by how
// much.
func (g *gathering) add(s remoteread.Series) error {
	steps, values := g.evaluator.Series(s.Times, s.Values)
	if len(steps) == 0 {
		return nil
	}
	if g.samples += len(values); g.samples > g.limits.Samples || len(g.series) >= g.limits.Series {
		return errUnsuited
	}
	g.scratch = g.scratch[:0]
	for _, l := range s.Labels {
		g.scratch = append(g.scratch, Label{Name: g.strings.get(l.Name), Value: g.strings.get(l.Value)})
	}
	if !g.kinds.see(g.scratch) {
		return errUnsuited
	}
	labels := g.scratch
	if !g.named {
		labels = withoutName(labels)
	}
	g.series = append(g.series, Series{Labels: g.labels.keep(labels), Times: g.timesOf(steps), Values: g.values.keep(values)})
	return nil
}

// timesOf are the instants of steps: a stretch of the grid, which all series share, unless there are gaps.
func (g *gathering) timesOf(steps []int32) []int64 {
	first, last := int(steps[0]), int(steps[len(steps)-1])
	if last-first+1 == len(steps) {
		return g.grid[first : last+1 : last+1]
	}
	g.own = g.own[:0]
	for _, i := range steps {
		g.own = append(g.own, g.grid[i])
	}
	return g.times.keep(g.own)
}

// matrix is what was gathered, in the order of an answer to a query.
func (g *gathering) matrix() *Matrix {
	byLabels := func(a, b Series) int { return a.Labels.compare(b.Labels) }
	if !slices.IsSortedFunc(g.series, byLabels) {
		slices.SortFunc(g.series, byLabels)
	}
	return &Matrix{Series: g.series, Samples: g.samples, Bytes: g.bytes}
}

// withoutName leaves out the metric's name, which sorts before all names in lower case but not before those in upper.
func withoutName(ls Labels) Labels {
	for i, l := range ls {
		if l.Name == "__name__" {
			return append(ls[:i], ls[i+1:]...)
		}
	}
	return ls
}

// ofPrometheus3 tells whether build information is of a Prometheus whose windows are open at the left, as from 3.0 on.
func ofPrometheus3(info BuildInfo) bool {
	major, _, _ := strings.Cut(info.Version, ".")
	return info.Product == ProductPrometheus && len(major) == 1 && major >= "3"
}
