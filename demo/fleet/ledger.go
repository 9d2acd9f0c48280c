package fleet

import "time"

// ledgerStep is the resolution of the world's own account.
const ledgerStep = 15 * time.Second

// engineEntry is the account of one engine process at an instant; all counts
// begin with the process.
type engineEntry struct {
	prompt, generation, cached, finished, preemptions int

	phases phaseSums
}

// engineLedger holds one entry every ledgerStep from the world's beginning on.
type engineLedger struct{ entries []engineEntry }

// deviceEntry sums up since the beginning of the world.
type deviceEntry struct {
	tensorSeconds, energyJ float64
}

type deviceLedger struct {
	entries []deviceEntry
	tensor  float64
}

// enter books the state at t.
func (w *world) enter() {
	for _, p := range w.pods {
		p.ledger.entries = append(p.ledger.entries, p.entry())
	}
	for _, g := range w.gateways {
		g.enter()
	}
	for _, d := range w.devices {
		d.ledger.entries = append(d.ledger.entries, deviceEntry{d.ledger.tensor, d.counts.energyJ})
	}
}

// entry is the pod's account now; an engine that ended keeps its last one.
func (p *pod) entry() engineEntry {
	if p.engines == nil {
		return p.last
	}
	var sum engineEntry
	for _, e := range p.engines {
		sum = sum.plus(e.entry())
	}
	return sum
}

// booked is the last instant with an entry at or before t.
func (w *world) booked(t time.Time) time.Time {
	i := int(t.Sub(w.begin) / ledgerStep)
	return w.begin.Add(time.Duration(min(max(i, 0), w.entries-1)) * ledgerStep)
}

// at is the index of the entry of a booked instant.
func (w *world) at(t time.Time) int { return int(t.Sub(w.begin) / ledgerStep) }
