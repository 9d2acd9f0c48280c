package promapi

import (
	"context"
	"sync"
	"time"
)

// again is how long a store that could not be read by samples is not asked for them.
const again = 10 * time.Minute

// sampleUse remembers whether a store is read by samples.
type sampleUse struct {
	mu      sync.Mutex
	known   bool
	refused time.Time
	kinds   map[string]bool
}

// usable tells whether samples may be asked for: the store is a Prometheus that evaluates windows as is done here, and
// nothing stands between it and its samples: parameters of the settings change answers in ways that only the store knows.
// The store is asked once.
func (u *sampleUse) usable(ctx context.Context, c *Client) bool {
	if len(c.extra) > 0 {
		return false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.refused.IsZero() && time.Since(u.refused) < again {
		return false
	}
	if u.known {
		return true
	}
	fields, header, err := c.fields(ctx, "/api/v1/status/buildinfo")
	if u.known = err == nil && ofPrometheus3(identify(fields, header)); !u.known && ctx.Err() == nil {
		u.refused = time.Now()
	}
	return u.known
}

// refuse keeps from asking for samples for a while.
func (u *sampleUse) refuse() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.known, u.refused = false, time.Now()
}

// verified tells which label names were seen before to be the series' own.
func (u *sampleUse) verified(names string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.kinds[names]
}

const mostKinds = 1000

func (u *sampleUse) verify(names []string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.kinds == nil || len(u.kinds) > mostKinds {
		u.kinds = map[string]bool{}
	}
	for _, n := range names {
		u.kinds[n] = true
	}
}
