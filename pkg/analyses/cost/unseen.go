package cost

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Unseen is what the GPUs come to that a price source counts on a node and no exporter shows: GPU-seconds, those of them
// with a known price, and their money. count holds numbers of GPUs in place of prices; seen is when each card was there.
func Unseen(count, price Tariff, seen []ownership.Spans, within ownership.Span) (seconds, priced, money float64) {
	at := []int64{within.From, within.To}
	mark := func(spans ownership.Spans) {
		for _, s := range spans.Clip(ownership.Spans{within}) {
			at = append(at, s.From, s.To)
		}
	}
	for _, t := range []Tariff{count, price} {
		for _, r := range t {
			mark(ownership.Spans{{From: r.From, To: r.To}})
		}
	}
	for _, s := range seen {
		mark(s)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	for i := 1; i < len(at); i++ {
		n, _ := count.At(at[i-1])
		for _, s := range seen {
			if s.Contains(at[i-1]) {
				n--
			}
		}
		if n <= 0 {
			continue
		}
		d := n * float64(at[i]-at[i-1]) / 1000
		seconds += d
		if p, known := price.At(at[i-1]); known {
			priced += d
			money += d * p / 3600
		}
	}
	return seconds, priced, money
}

// At is the price at an instant.
func (t Tariff) At(at int64) (perHour float64, known bool) {
	i, found := slices.BinarySearchFunc(t, at, func(r Rate, at int64) int {
		switch {
		case r.To <= at:
			return -1
		case r.From > at:
			return 1
		}
		return 0
	})
	if !found {
		return 0, false
	}
	return t[i].PerHour, true
}
