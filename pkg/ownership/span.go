package ownership

import "sort"

// Span is a stretch of time [From, To) in ms since the epoch.
type Span struct{ From, To int64 }

// Spans are disjoint and ascending.
type Spans []Span

// SpansOf turns the times of samples into the time they speak for: each sample covers one native step before and
// after itself, so one missed scrape leaves no hole and a longer silence does. times must ascend.
func SpansOf(times []int64, native int64) Spans {
	var out Spans
	for _, t := range times {
		from, to := t-native, t+native
		if n := len(out); n > 0 && from <= out[n-1].To {
			out[n-1].To = to
			continue
		}
		out = append(out, Span{from, to})
	}
	return out
}

// Union of two sets of spans.
func (s Spans) Union(o Spans) Spans {
	all := make(Spans, 0, len(s)+len(o))
	all = append(append(all, s...), o...)
	sort.Slice(all, func(i, j int) bool { return all[i].From < all[j].From })
	var out Spans
	for _, x := range all {
		if x.To <= x.From {
			continue
		}
		if n := len(out); n > 0 && x.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, x.To)
			continue
		}
		out = append(out, x)
	}
	return out
}

// Clip keeps what lies within other.
func (s Spans) Clip(o Spans) Spans {
	var out Spans
	for i, j := 0, 0; i < len(s) && j < len(o); {
		from, to := max(s[i].From, o[j].From), min(s[i].To, o[j].To)
		if from < to {
			out = append(out, Span{from, to})
		}
		if s[i].To < o[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}

// Without removes what lies within other.
func (s Spans) Without(other Spans) Spans {
	var out Spans
	for _, x := range s {
		from := x.From
		for _, o := range other {
			if o.To <= from || o.From >= x.To {
				continue
			}
			if o.From > from {
				out = append(out, Span{from, o.From})
			}
			from = o.To
		}
		if from < x.To {
			out = append(out, Span{from, x.To})
		}
	}
	return out
}

// Total is the summed length in ms.
func (s Spans) Total() int64 {
	var n int64
	for _, x := range s {
		n += x.To - x.From
	}
	return n
}

// Contains tells whether t lies in one of the spans.
func (s Spans) Contains(t int64) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].To > t })
	return i < len(s) && s[i].From <= t
}

// MedianStep is the median distance between ascending times, 0 with fewer than three of them.
// It is how a scrape interval is found from the data: the median does not care for a few gaps.
func MedianStep(times []int64) int64 {
	if len(times) < 3 {
		return 0
	}
	d := make([]int64, len(times)-1)
	for i := range d {
		d[i] = times[i+1] - times[i]
	}
	sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
	return d[len(d)/2]
}
