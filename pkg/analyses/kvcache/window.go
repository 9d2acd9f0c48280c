// Package kvcache judges the KV caches of replicas: a verdict over windows of five minutes with the figures that led to
// it, and figures of a row that follow from those of its replicas. It is pure: no HTTP, no SDK and no clock.
package kvcache

import (
	"math"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// WindowMS is the length of the window that a verdict is made over, in ms.
const WindowMS = 5 * 60 * 1000

// What verdicts compare with, as design §5.2 has it.
const (
	// ThrashUsage and PressureUsage are the least usages of a cache that thrashes or is under pressure.
	ThrashUsage, PressureUsage = 0.95, 0.9
	// ColdShare is the least part of the prompt tokens that must come from outside for a local cache to be cold; less is
	// too little to matter.
	ColdShare = 0.05
	// RisingBy is how many more requests must wait on average in the second half of a window, and RisingShare which part
	// of the first half's, for a queue before a healthy cache to rise: halves of a steady queue are never quite equal.
	RisingBy, RisingShare = 1, 0.1
	// HighQueue is the least number of requests that wait in either half of a window for a queue to be high, and QueueShare
	// the part of those in the batch that they must be.
	HighQueue, QueueShare = 2, 0.25
)

// Window is what one replica reported in one window. NaN is what it did not report.
type Window struct {
	// There tells whether the replica was there at the window's end.
	There bool
	// Usage is the highest usage of the cache on any rank, 0–1.
	Usage float64
	// Preemptions are per second.
	Preemptions float64
	// WaitingBefore and Waiting are the requests that waited on average in the first and in the second half, Running those
	// in the batch.
	WaitingBefore, Waiting, Running float64
	// LocalHit is the part of the prompt tokens looked up in the local prefix cache that was found there, ExternalHit the
	// part of the prompt tokens that an external tier answered, RouterHit the part of a prompt that a router's index
	// expected to find.
	LocalHit, ExternalHit, RouterHit float64
	// BatchTokens are the most tokens that the batch could grow to at any time, BatchLimit what it may grow to.
	BatchTokens, BatchLimit float64
}

// Verdict is what a window's figures say together; empty where the replica was not there.
func (w Window) Verdict() models.Verdict {
	switch {
	case !w.There:
		return ""
	case w.full(ThrashUsage) && w.Preemptions > 0 && w.Waiting > w.WaitingBefore:
		return models.VerdictThrash
	case w.full(PressureUsage) || w.Preemptions > 0:
		return models.VerdictPressure
	case w.outside() >= ColdShare && w.outside() > w.LocalHit:
		return models.VerdictCold
	case w.relaxed() && w.rises():
		return models.VerdictComputeBound
	case w.starves():
		return models.VerdictTokenBudget
	case w.relaxed() && defined(w.Waiting) && defined(w.WaitingBefore):
		return models.VerdictHealthy
	}
	return models.VerdictUnknown
}

func (w Window) full(at float64) bool { return w.Usage >= at }

// relaxed tells whether the cache is known to be well: neither nearly full nor preempting.
func (w Window) relaxed() bool { return w.Usage < PressureUsage && w.Preemptions == 0 }

// rises tells whether the queue grows by more than a steady one does by chance.
func (w Window) rises() bool { return w.Waiting-w.WaitingBefore >= w.leastRise() }

func (w Window) leastRise() float64 { return math.Max(RisingBy, RisingShare*w.WaitingBefore) }

// starves tells whether requests wait although the batch never reached its limit.
func (w Window) starves() bool {
	return math.Min(w.Waiting, w.WaitingBefore) >= w.highQueue() && w.BatchTokens < w.BatchLimit
}

func (w Window) highQueue() float64 {
	if defined(w.Running) {
		return math.Max(HighQueue, QueueShare*w.Running)
	}
	return HighQueue
}

// outside is the part of the prompt tokens that is cached, and not in the local cache: what an external tier answered, or
// what the router's index expected beyond what was found.
func (w Window) outside() float64 {
	expected := w.RouterHit - w.LocalHit
	if !defined(w.ExternalHit) || expected > w.ExternalHit {
		return expected
	}
	return w.ExternalHit
}

// byRouter tells whether what is outside is known from the router alone.
func (w Window) byRouter() bool {
	return !defined(w.ExternalHit) || w.RouterHit-w.LocalHit > w.ExternalHit
}

func defined(v float64) bool { return v == v }
