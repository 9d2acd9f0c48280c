package stepcache

import (
	"container/list"
	"sync"
	"time"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// Options of a cache.
type Options struct {
	// MaxBytes bounds what is kept. The least recently used goes first.
	MaxBytes int64
	// Room is how many bytes may be kept in all at this moment, where others share the memory; nil means MaxBytes.
	Room func() int64
	// Now is the present; nil means time.Now.
	Now func() time.Time
}

// Cache holds final parts of answers. It is safe for concurrent use.
type Cache struct {
	most int64
	room func() int64
	now  func() time.Time

	mu       sync.Mutex
	segments map[string][]*segment
	recent   *list.List // of *segment, the most recently used in front
	bytes    int64
	flights  map[string]*flight
}

// New makes an empty cache.
func New(o Options) *Cache {
	c := &Cache{most: o.MaxBytes, room: o.Room, now: o.Now, segments: map[string][]*segment{}, recent: list.New(), flights: map[string]*flight{}}
	if c.now == nil {
		c.now = time.Now
	}
	return c
}

// segment is the final part of one answer: what its key asks for, over (from, to]. It is never changed, only replaced.
type segment struct {
	key      string
	from, to int64
	matrix   *promapi.Matrix
	// read is when the oldest part of it was asked for, ms.
	read  int64
	bytes int64
	place *list.Element
}

// perKey is how many stretches of time are kept of one expression: those of panels that look at different days.
const perKey = 4

// find is the stretch that has most of (from, to], nil where none has any.
func (c *Cache) find(key string, from, to int64) *segment {
	c.mu.Lock()
	defer c.mu.Unlock()
	var best *segment
	for _, s := range c.segments[key] {
		if s.common(from, to) > 0 && (best == nil || s.common(from, to) > best.common(from, to)) {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	if c.now().UnixMilli()-best.read > maxAge {
		c.remove(best)
		return nil
	}
	c.recent.MoveToFront(best.place)
	return best
}

// common is how much of (from, to] a segment has.
func (s *segment) common(from, to int64) int64 { return min(s.to, to) - max(s.from, from) }

// keep stores a segment in place of those that it covers.
func (c *Cache) keep(s *segment) {
	limit := c.most
	if c.room != nil {
		limit = min(limit, c.room())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.bytes > limit {
		return
	}
	for _, old := range append([]*segment(nil), c.segments[s.key]...) {
		switch {
		case old.from >= s.from && old.to <= s.to:
			c.remove(old)
		case old.from <= s.from && old.to >= s.to && c.now().UnixMilli()-old.read <= maxAge:
			return
		}
	}
	if all := c.segments[s.key]; len(all) >= perKey {
		c.remove(all[0])
	}
	s.place = c.recent.PushFront(s)
	c.segments[s.key] = append(c.segments[s.key], s)
	c.bytes += s.bytes
	c.shrinkTo(limit)
}

func (c *Cache) remove(s *segment) {
	rest := c.segments[s.key]
	for i, other := range rest {
		if other == s {
			c.segments[s.key] = append(rest[:i:i], rest[i+1:]...)
			c.recent.Remove(s.place)
			c.bytes -= s.bytes
			break
		}
	}
	if len(c.segments[s.key]) == 0 {
		delete(c.segments, s.key)
	}
}

func (c *Cache) shrinkTo(limit int64) {
	for c.bytes > limit && c.recent.Len() > 0 {
		c.remove(c.recent.Back().Value.(*segment))
	}
}

// Bytes is what is kept now.
func (c *Cache) Bytes() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}

// Release gives back at least so many bytes, or all there is, and tells how many it gave.
func (c *Cache) Release(bytes int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.bytes
	c.shrinkTo(max(0, c.bytes-bytes))
	return before - c.bytes
}
