package plan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

const (
	// maxTraceChecks is how many exemplars of a query are looked up by their id, the slowest first.
	maxTraceChecks = 100
	// maxTraceSearches bounds the searches of a query for traces like those that do not exist.
	maxTraceSearches = 40
	// traceParallel is how many requests a query has under way to the store of traces.
	traceParallel = 8
	// traceSettles is how old an exemplar must be before its trace counts as missing: collectors wait for a trace's last
	// span before they decide what to keep, and stores take a while to show it.
	traceSettles = minute
)

// traceLabelsOf are those, and what the settings name beside them. A span's id has 16 digits like a short trace id, and
// is none.
func traceLabelsOf(s models.Settings) []string {
	out := slices.Clone(traceLabels)
	for _, d := range s.ExemplarTraceIDDestinations {
		if !strings.Contains(strings.ToLower(d.Name), "span") {
			out = append(out, d.Name)
		}
	}
	return out
}

// traceIDOf is the label that holds an exemplar's trace id; empty where it names no trace.
func traceIDOf(e frames.Exemplar, labels []string) string {
	i := slices.IndexFunc(labels, func(l string) bool { return e.Trace[l] != "" })
	if i < 0 {
		return ""
	}
	return labels[i]
}

// traceCheck asks the store of traces for those of exemplars. What it fails with never takes an exemplar away.
type traceCheck struct {
	*exemplars
	store TraceStore
	all   []frames.Exemplar
	ids   map[int]traceapi.ID
	out   models.TraceCoverage

	mu       sync.Mutex
	err      error // of looking up ids
	unlike   error // of looking for like traces
	tooNew   int
	asked    int // searches
	unsought int // sampled out, and no search left for them
}

// checkTraces sets the state of each exemplar's trace. Its notices are warnings about the store; the remarks say what
// was not looked at.
func (x *exemplars) checkTraces(ctx context.Context, all []frames.Exemplar) (*models.TraceCoverage, []string) {
	c := &traceCheck{exemplars: x, store: x.env.Traces.Store, all: all, ids: map[int]traceapi.ID{}}
	named := c.name()
	if named == 0 {
		return nil, nil
	}
	switch {
	case x.env.Traces.Problem != nil:
		c.err = x.env.Traces.Problem
	case c.store == nil:
		c.out.Unknown, c.out.Why = named, "no store of traces is set"
		return &c.out, []string{"Whether the traces exist is not known: endpoints.traces.url in the data source's settings says where the store of traces is."}
	case len(c.ids) > 0:
		c.run(ctx)
	}
	c.count()
	return &c.out, c.words()
}

// name finds the trace ids, and counts the exemplars that have one.
func (c *traceCheck) name() (n int) {
	labels := traceLabelsOf(c.env.Settings)
	for i := range c.all {
		e := &c.all[i]
		if e.TraceLabel = traceIDOf(*e, labels); e.TraceLabel == "" {
			continue
		}
		n++
		e.State = models.TraceUnknown
		id, err := traceapi.ParseID(e.Trace[e.TraceLabel])
		if err != nil {
			c.out.Malformed++
			continue
		}
		c.ids[i] = id
	}
	return n
}

// run looks ids up, and then for traces like those that do not exist.
func (c *traceCheck) run(ctx context.Context) {
	if t := c.env.Traces.Timeout; t > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, t)
		defer cancel()
	}
	order := c.order()
	if len(order) > maxTraceChecks {
		c.out.Unchecked = len(order) - maxTraceChecks
		order = order[:maxTraceChecks]
	}
	absent := make([]bool, len(order))
	c.err = abreast(ctx, len(order), func(ctx context.Context, n int) error {
		i := order[n]
		there, err := c.store.Has(ctx, c.ids[i], c.all[i].At)
		switch {
		case err != nil:
			return err
		case there:
			c.all[i].State = models.TraceFound
		case c.all[i].At > c.env.Now-traceSettles:
			c.mu.Lock()
			c.tooNew++
			c.mu.Unlock()
		default:
			absent[n] = true
		}
		return nil
	})
	var gone []int
	for n, i := range order {
		if absent[n] {
			gone = append(gone, i)
		}
	}
	if len(gone) > 0 {
		c.fallBack(ctx, gone)
	}
}

// order has the slowest first, and of equals the newest.
func (c *traceCheck) order() []int {
	out := make([]int, 0, len(c.ids))
	for i := range c.all {
		if _, ok := c.ids[i]; ok {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(c.all[b].Value, c.all[a].Value), cmp.Compare(c.all[b].At, c.all[a].At))
	})
	return out
}

// abreast does n things side by side until one fails, and answers the first failure. What the others did by then stays.
func abreast(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(n, traceParallel) {
		wait.Go(func() {
			for i := range next {
				if err := do(ctx, i); err != nil {
					stop(err)
				}
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	wait.Wait()
	return context.Cause(ctx)
}

func (c *traceCheck) count() {
	for _, e := range c.all {
		switch e.State {
		case models.TraceFound:
			c.out.Found++
		case models.TraceSampledOut:
			c.out.SampledOut++
			if e.Nearest != nil {
				c.out.Nearest++
			}
		case models.TraceUnknown:
			c.out.Unknown++
		}
	}
}

// words are what the reader should know: warnings about the store, and remarks.
func (c *traceCheck) words() (remarks []string) {
	remark := func(format string, args ...any) { remarks = append(remarks, fmt.Sprintf(format, args...)) }
	if c.err != nil {
		c.out.Why = traceFault(c.err)
		c.warn("It could not be told of all exemplars whether their traces exist: " + c.out.Why + "." + traceSetting(c.err))
	} else if c.unlike != nil {
		c.warn("Traces like those that were sampled out could not be looked for: " + traceFault(c.unlike) + "." + traceSetting(c.unlike))
	}
	if c.err == nil && c.tooNew > 0 {
		c.out.Why = "too new to be missing"
		remark("%s not in the store of traces and less than a minute old: they may still come.", ofTraces(c.tooNew))
	}
	if c.out.Unchecked > 0 {
		remark("The %d slowest of %d exemplars were looked up in the store of traces; %d were not.", maxTraceChecks, maxTraceChecks+c.out.Unchecked, c.out.Unchecked)
	}
	if c.out.Malformed > 0 {
		remark("%d exemplars have a trace id that is not 16 or 32 hexadecimal digits, and were not looked up.", c.out.Malformed)
	}
	if c.out.SampledOut > 0 {
		remark("%s sampled out; %s a trace like it to open instead.", ofTraces(c.out.SampledOut), have(c.out.Nearest))
	}
	if c.unsought > 0 {
		remark("For %d of them no like trace was looked for: one query searches %d times.", c.unsought, maxTraceSearches)
	}
	return remarks
}

func ofTraces(n int) string {
	if n == 1 {
		return "1 trace is"
	}
	return fmt.Sprintf("%d traces are", n)
}

func have(n int) string {
	if n == 1 {
		return "1 has"
	}
	return fmt.Sprintf("%d have", n)
}

// traceFault says what the store of traces came back with, without addresses and without what it wrote.
func traceFault(err error) string {
	var e *promapi.Error
	var field *models.FieldError
	switch {
	case errors.Is(err, errNothingKept):
		return err.Error()
	case errors.As(err, &field):
		return "the traces endpoint is not usable as configured"
	case errors.Is(err, context.DeadlineExceeded):
		return "the traces endpoint did not answer in time"
	case errors.As(err, &e) && (e.Kind == promapi.KindMalformed || e.Kind == promapi.KindNotJSON):
		return "the traces endpoint did not answer in the form of the " + traceapi.APIName
	case errors.As(err, &e):
		return "the traces endpoint " + strings.TrimSpace(faultWords(e))
	}
	return "the traces endpoint failed"
}

// traceSetting is where in the settings to look.
func traceSetting(err error) string {
	var field *models.FieldError
	switch {
	case errors.Is(err, errNothingKept):
		return ""
	case errors.As(err, &field):
		return " Look at " + field.Field + "."
	case errors.Is(err, context.DeadlineExceeded):
		return " endpoints.traces.timeout says how long a query waits for it."
	}
	return settingOf(err, models.TracesEndpoint)
}
