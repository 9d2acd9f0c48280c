package stepcache

import (
	"context"
	"sync/atomic"
)

// Tally counts what a query took from a store and from the cache. A nil one counts nothing.
type Tally struct {
	requests, bytes, samples, asked, cached atomic.Int64
}

type tallyKey struct{}

// WithTally lets everything below count on a tally; nil leaves the context as it is.
func WithTally(ctx context.Context, t *Tally) context.Context {
	if t == nil {
		return ctx
	}
	return context.WithValue(ctx, tallyKey{}, t)
}

// TallyOf is the tally of a context, or nil.
func TallyOf(ctx context.Context) *Tally {
	t, _ := ctx.Value(tallyKey{}).(*Tally)
	return t
}

// AddRequest counts a request that was sent.
func (t *Tally) AddRequest() {
	if t != nil {
		t.requests.Add(1)
	}
}

// AddBytes counts bytes of answers, as they came.
func (t *Tally) AddBytes(n int64) {
	if t != nil {
		t.bytes.Add(n)
	}
}

// AddSamples counts samples that were read from a store.
func (t *Tally) AddSamples(n int) {
	if t != nil {
		t.samples.Add(int64(n))
	}
}

// AddSteps counts steps that a store was asked for, and those that the cache had.
func (t *Tally) AddSteps(asked, cached int64) {
	if t != nil {
		t.asked.Add(asked)
		t.cached.Add(cached)
	}
}

// Counts are what was counted so far.
type Counts struct {
	// Requests were sent to stores; Bytes and Samples are what they answered.
	Requests, Bytes, Samples int64
	// StepsAsked are the instants of range queries that stores were asked for, StepsCached those that the cache had.
	StepsAsked, StepsCached int64
}

// Counts reads the tally.
func (t *Tally) Counts() Counts {
	return Counts{t.requests.Load(), t.bytes.Load(), t.samples.Load(), t.asked.Load(), t.cached.Load()}
}
