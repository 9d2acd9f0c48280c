package traces

import (
	"encoding/hex"
	"sort"
	"sync"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// DefaultMax is how many traces a store keeps where it is not told.
const DefaultMax = 60_000

// Store holds traces. It is safe for concurrent use.
type Store struct {
	mu      sync.RWMutex
	max     int
	byID    map[string]*fleet.Journey
	ordered []*fleet.Journey // by their end
	dropped int
}

// NewStore keeps up to max traces, the newest; DefaultMax for 0.
func NewStore(max int) *Store {
	if max <= 0 {
		max = DefaultMax
	}
	return &Store{max: max, byID: map[string]*fleet.Journey{}}
}

// Add keeps a trace, or drops it as a sampler at the tail would.
func (s *Store) Add(j fleet.Journey) {
	if !Keeps(j) {
		s.mu.Lock()
		s.dropped++
		s.mu.Unlock()
		return
	}
	s.Put(j)
}

// Put keeps a trace whatever it is.
func (s *Store) Put(j fleet.Journey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[j.TraceID] = &j
	s.ordered = append(s.ordered, &j)
	if over := len(s.ordered) - s.max; over > s.max/10 {
		for _, old := range s.ordered[:over] {
			delete(s.byID, old.TraceID)
		}
		s.ordered = append([]*fleet.Journey(nil), s.ordered[over:]...)
	}
}

// Counts are how many traces are kept, and how many were dropped when they were complete.
func (s *Store) Counts() (kept, dropped int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.byID), s.dropped
}

// find is the trace of an id.
func (s *Store) find(id string) *fleet.Journey {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[id]
}

// between calls each with the traces that overlap a range, the newest first, until it says to stop.
func (s *Store) between(from, to time.Time, each func(j *fleet.Journey) (more bool)) {
	s.mu.RLock()
	all := s.ordered
	s.mu.RUnlock()
	// No request takes longer than this; ends are nearly sorted, as they come tick by tick.
	const longest = 30 * time.Minute
	end := sort.Search(len(all), func(i int) bool { return all[i].Last.After(to.Add(longest)) })
	for i := end - 1; i >= 0; i-- {
		j := all[i]
		if j.Last.Before(from.Add(-longest)) {
			return
		}
		if !j.Last.Before(from) && !begin(j).After(to) && !each(j) {
			return
		}
	}
}

// begin is when a trace's first span begins.
func begin(j *fleet.Journey) time.Time {
	if j.Client.Name != "" {
		return j.Sent
	}
	return j.Received
}

const (
	// slowFirstToken is from when on the time to the first token makes a trace worth keeping.
	slowFirstToken = 2 * time.Second
	// valued is the tenant all of whose traces are kept.
	valued = "acme"
	// baseline is how many of 256 of the other traces are kept.
	baseline = 77 // 30 %
)

// Keeps is the sampler's decision: requests that failed or were given up, those with a slow first token, those of a
// valued tenant, and a part of the rest.
func Keeps(j fleet.Journey) bool {
	switch {
	case j.Finish == "error" || j.Finish == "abort", j.First.Sub(j.Called) >= slowFirstToken, j.Tenant == valued:
		return true
	}
	last, err := hex.DecodeString(j.TraceID[len(j.TraceID)-2:])
	return err == nil && last[0] < baseline
}
