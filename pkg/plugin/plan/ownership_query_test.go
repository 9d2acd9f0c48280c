package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// What the newest samples still show is held until the range's end or now; what has ended, or whose source has stopped,
// is not.
func TestAnIntervalStillHeldEndsWithTheRange(t *testing.T) {
	const native = 30 * second
	now := int64(10_000) * second
	for name, c := range map[string]struct{ newest, end, to, want int64 }{
		"still held":                  {now - 20*second, now + 10*second, now, now + 10*second},
		"held, a scrape behind":       {now - 20*second, now - 30*second, now, now},
		"range into the future":       {now - 20*second, now - 30*second, now + 3600*second, now},
		"ended before":                {now - 20*second, now - 90*second, now, now - 90*second},
		"the source stopped long ago": {now - 3600*second, now - 3600*second + native, now, now - 3600*second + native},
		"a range in the past":         {now - 20*second, now - 30*second, now - 600*second, now - 30*second},
	} {
		l := &listing{inquiry: inquiry{session: &session{env: Env{Now: now}}, req: Request{To: c.to}, world: &world{gpu: side{native: native, newest: c.newest}}}}
		if got := l.heldTo(ownership.Interval{To: c.end}); got != c.want {
			t.Errorf("%s: %d, want %d", name, (got-now)/second, (c.want-now)/second)
		}
	}
}
