package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	second = int64(1000)
	minute = 60 * second
	// rawBudget bounds the samples read to see when series were there; past it they are read more coarsely.
	rawBudget = 1_000_000
	// guessedNative stands for a scrape interval that the data do not show.
	guessedNative = 60 * second
)

// sighted is a series with the instants of its samples.
type sighted struct {
	labels map[string]string
	times  []int64
	values []float64
	// owner is what it says of a device and its owner, once that was read of it.
	owner *ownerKey
	// assumed says that it was seen at both ends of the range, and taken to be there in between.
	assumed bool
}

// seen is what a selector showed over a range.
type seen struct {
	series []sighted
	// native is the slowest series' scrape interval in ms, 0 when no series is long enough to tell.
	native int64
	// newest is the last sample's time, 0 without samples.
	newest int64
	// coarse says that there were too many samples to read each: values but the last are missing then.
	coarse bool
}

// selector writes a selector with further conditions.
type selector func(extra ...catalog.Matcher) string

// look reads the samples of a selector's series in (from, to], at their own instants as long as that is affordable.
func (s source) look(ctx context.Context, sel selector, from, to int64) (seen, error) {
	if to-from <= 30*minute {
		return s.raw(ctx, sel(), from, to)
	}
	probe, err := s.probe(ctx, sel, from, to)
	if err != nil {
		return seen{}, err
	}
	return s.within(ctx, sel, probe, from, to, rawBudget)
}

// probe reads the ten minutes' samples before the newest one of the range. The end of the range is tried first: most
// ranges end where there are samples.
func (s source) probe(ctx context.Context, sel selector, from, to int64) (seen, error) {
	end := min(to, max(s.env.Now, from+10*minute))
	out, err := s.raw(ctx, sel(), end-10*minute, end)
	if err != nil || len(out.series) > 0 {
		return out, err
	}
	if end, err = s.lastSeen(ctx, sel, from, end-10*minute); err != nil || end == 0 {
		return out, err
	}
	return s.raw(ctx, sel(), end-10*minute, end)
}

// lastSeen is an instant at most five minutes after the newest sample in (from, to], 0 where there is none. It is found
// by asking coarsely, then more finely where the newest sample is.
func (s source) lastSeen(ctx context.Context, sel selector, from, to int64) (int64, error) {
	const parts, fine = 100, 5 * minute
	for from < to {
		step := max(fine, (to-from+parts-1)/parts)
		// The first step is as long as the others, so it may begin before the range.
		first := to - (to-from-1)/step*step
		m, err := s.over(ctx, fmt.Sprintf("count(last_over_time(%s[%s]))", sel(), duration(step)), first, to, step)
		if err != nil || len(m.Series) == 0 {
			return 0, err
		}
		times := m.Series[0].Times
		last := times[len(times)-1]
		if step == fine {
			return last, nil
		}
		from, to = last-step, last
	}
	return 0, nil
}

// within reads every sample if they are few enough, else more coarsely.
func (s source) within(ctx context.Context, sel selector, probe seen, from, to, budget int64) (seen, error) {
	native := max(probe.native, second)
	if probe.native == 0 {
		native = guessedNative
	}
	n := int64(max(1, len(probe.series)))
	if n*(to-from)/native <= budget {
		return s.raw(ctx, sel(), from, to)
	}
	return s.coarse(ctx, sel(), from, to, max(native, n*(to-from)/budget), probe.native)
}

func (s source) raw(ctx context.Context, selector string, from, to int64) (seen, error) {
	m, err := s.instant(ctx, fmt.Sprintf("%s[%s]", selector, duration(to-from)), to)
	if err != nil {
		return seen{}, err
	}
	return newSeen(m), nil
}

// coarse asks for the time and the value of the last sample at each step.
func (s source) coarse(ctx context.Context, selector string, from, to, step, native int64) (seen, error) {
	m, err := s.over(ctx, "timestamp("+selector+")", from+step, to, step)
	if err != nil {
		return seen{}, err
	}
	last, err := s.instant(ctx, fmt.Sprintf("last_over_time(%s[%s])", selector, duration(to-from)), to)
	if err != nil {
		return seen{}, err
	}
	value := map[string]float64{}
	for _, x := range last.Series {
		value[identity(x.Labels)] = x.Values[len(x.Values)-1]
	}
	// The answer may be shared with other queries, so it is not changed in place.
	times := &promapi.Matrix{Series: make([]promapi.Series, len(m.Series))}
	for i, x := range m.Series {
		at := make([]int64, 0, len(x.Values))
		for _, v := range x.Values {
			at = append(at, int64(v*1000))
		}
		at = slices.Compact(at)
		times.Series[i] = promapi.Series{Labels: x.Labels, Times: at, Values: make([]float64, len(at))}
		times.Series[i].Values[len(at)-1] = value[identity(x.Labels)]
	}
	out := newSeen(times)
	out.native, out.coarse = native, true
	return out, nil
}

// identity of a series without its metric name, which functions drop.
func identity(ls promapi.Labels) string {
	size := 0
	for _, l := range ls {
		size += len(l.Name) + len(l.Value) + 2
	}
	var b strings.Builder
	b.Grow(size)
	for _, l := range ls {
		if l.Name != "__name__" {
			writeLabel(&b, l.Name, l.Value)
		}
	}
	return b.String()
}

// writeLabel writes one label of an identity.
func writeLabel(b *strings.Builder, name, value string) {
	b.WriteString(name)
	b.WriteByte(0xff)
	b.WriteString(value)
	b.WriteByte(0xff)
}

func newSeen(m *promapi.Matrix) seen {
	out := seen{series: make([]sighted, len(m.Series))}
	steps := medianSteps{}
	for i, x := range m.Series {
		out.series[i] = sighted{labels: labelMap(x.Labels), times: x.Times, values: x.Values}
		out.native = max(out.native, steps.of(x.Times))
		out.newest = max(out.newest, x.Times[len(x.Times)-1])
	}
	return out
}

func labelMap(ls promapi.Labels) map[string]string {
	out := make(map[string]string, len(ls))
	for _, l := range ls {
		out[l.Name] = l.Value
	}
	return out
}

// duration writes ms as a PromQL duration.
func duration(ms int64) string {
	if ms%second == 0 {
		return fmt.Sprintf("%ds", ms/second)
	}
	return fmt.Sprintf("%dms", ms)
}
