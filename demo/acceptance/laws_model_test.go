package acceptance_test

import (
	"maps"
	"math"
	"slices"
)

// The model of design §§2, 3 and 5: what the numbers are, from the world and the instants at which it was sampled.

// stretch is a time [from, to).
type stretch struct{ from, to int }

func (s stretch) within(o stretch) stretch { return stretch{max(s.from, o.from), min(s.to, o.to)} }
func (s stretch) length() float64          { return float64(max(0, s.to-s.from)) }

// samples are a target's stamps with the seconds that they show, of both servers where two read it.
func (s *region) samples(w watch) (stamps, real []int) {
	show := map[int]int{}
	for _, one := range s.readers(w) {
		one.instants(func(stamp, at int) { show[stamp] = at })
	}
	for _, t := range slices.Sorted(maps.Keys(show)) {
		stamps, real = append(stamps, t), append(real, show[t])
	}
	return stamps, real
}

// increase is a rank's tokens in (from, to]: the reset-corrected difference of the last samples at or before them, or
// since its first sample.
func (s *region) increase(w *worker, rank int, r stretch) (total float64, defined bool) {
	stamps, real := s.samples(w.watch)
	last := math.NaN()
	for i, t := range stamps {
		if t > r.to || !w.alive(real[i]) {
			continue
		}
		v := w.count(rank, real[i])
		if t > r.from {
			defined = true
			switch {
			case math.IsNaN(last):
			case v >= last:
				total += v - last
			default:
				total += v
			}
		}
		last = v
	}
	return total, defined
}

// tokens are a replica's, and how many of them its resets may have cost: what was counted in one native step each.
func (w placed) tokens(r stretch) (total, lost float64, defined bool) {
	for rank := range w.ranks {
		n, ok := w.region.increase(w.worker, rank, r)
		total, defined = total+n, defined || ok
		for _, at := range w.resets {
			if at > r.from-slowest && at <= r.to+slowest {
				lost += w.ranks[rank].highest() * slowest
			}
		}
	}
	return total, lost, defined
}

// slowest is the longest scrape interval of a random fleet.
const slowest = 60

// device is one slot of a card with the instants at which its exporter showed it, and what it named.
type device struct {
	region  *region
	machine *machine
	card    *gpu
	slot    *slot
	at      []int
	named   [][]*worker
	// next is from when the card is there in another layout.
	next int
}

// devices are all that were ever there.
func (f *anyFleet) devices() []*device {
	var out []*device
	for _, s := range f.clusters {
		for _, m := range s.nodes {
			stamps, real := s.samples(m.watch)
			for _, g := range m.cards {
				found := map[*slot]*device{}
				for i, t := range stamps {
					for _, d := range g.slots(real[i]) {
						if found[d] == nil {
							for _, o := range found {
								if o.at[len(o.at)-1] < t { // of the layout before
									o.next = min(o.next, t-m.step)
								}
							}
							found[d] = &device{region: s, machine: m, card: g, slot: d, next: always}
							out = append(out, found[d])
						}
						found[d].at = append(found[d].at, t)
						found[d].named = append(found[d].named, d.named(real[i]))
					}
				}
			}
		}
	}
	return out
}

// spans are when a thing that was sampled at these instants was there: a native step to either side of each.
func spans(at []int, native int) []stretch {
	var out []stretch
	for _, t := range at {
		if n := len(out); n > 0 && t-native <= out[n-1].to {
			out[n-1].to = t + native
			continue
		}
		out = append(out, stretch{t - native, t + native})
	}
	return out
}

// tenureOf is a time with the pods that hold a device in it.
type tenureOf struct {
	stretch
	pods []*worker
}

// tenures are who held the device: from a native step before the first sample that says so to a native step after the
// last, or to where the next owner starts.
func (d *device) tenures() []tenureOf {
	n := d.machine.step
	var out []tenureOf
	put := func(from, to int, pods []*worker) {
		if to > from && len(pods) > 0 {
			out = append(out, tenureOf{stretch{from, to}, pods})
		}
	}
	for i, t := range d.at {
		begin := t - n
		if i > 0 {
			before := d.at[i-1]
			// From before to before+n the last sample speaks, from t-n to t the next one.
			both := stretch{max(before, t-n), min(before+n, t)}
			put(before, min(both.from, before+n), d.named[i-1])
			begin = max(t-n, both.to)
			if both.to > both.from {
				pods := d.named[i]
				if !slices.ContainsFunc(pods, func(w *worker) bool { return !slices.Contains(d.named[i-1], w) }) {
					pods = d.named[i-1]
				}
				put(both.from, both.to, pods)
			}
		}
		put(begin, t, d.named[i])
		if i == len(d.at)-1 {
			put(t, min(t+n, d.next), d.named[i])
		}
	}
	return out
}

// unclear are the pods whose time ends where their own last sample shows it, and not where an exporter names them last:
// those that are named after their end or are silent for long. With them are those that share a device with one. The
// cases of moves and of sharing say what becomes of them.
func (f *anyFleet) unclear() map[*worker]bool {
	out := map[*worker]bool{}
	ends := func(w *worker) bool { return w.outlives > 0 || w.to < after || w.outage[1]-w.outage[0] > 300 }
	for _, d := range f.devices() {
		for _, pods := range d.named {
			if slices.ContainsFunc(pods, ends) {
				for _, w := range pods {
					out[w] = out[w] || ends(w) && w.to == after || w.outlives > 0 || len(pods) > 1
				}
			}
		}
	}
	return out
}

// gpus are how many GPUs each pod held over a range.
func (f *anyFleet) gpus(r stretch) map[*worker]float64 {
	out := map[*worker]float64{}
	for _, d := range f.devices() {
		for _, x := range d.tenures() {
			for _, w := range x.pods {
				out[w] += x.within(r).length() * d.slot.part / float64(len(x.pods)) / r.length()
			}
		}
	}
	return out
}

// bill is the integral of the price over the time in which cards are there.
func (f *anyFleet) bill(r stretch) float64 {
	sum := 0.0
	for _, s := range f.clusters {
		for _, m := range s.nodes {
			stamps, real := s.samples(m.watch)
			for _, g := range m.cards {
				var at []int
				for i, t := range stamps {
					if len(g.slots(real[i])) > 0 {
						at = append(at, t)
					}
				}
				for _, x := range spans(at, m.step) {
					sum += s.cost(m, x.within(r))
				}
			}
		}
	}
	return sum
}

// cards is how many there are.
func (f *anyFleet) cards() (n float64) {
	for _, s := range f.clusters {
		for _, m := range s.nodes {
			n += float64(len(m.cards))
		}
	}
	return n
}

// cost is the integral of a node's price: each sample holds until the next.
func (s *region) cost(m *machine, r stretch) float64 {
	sum := 0.0
	stamps, real := s.samples(m.paid)
	for i, t := range stamps {
		until := t + 7200
		if i+1 < len(stamps) {
			until = stamps[i+1]
		}
		sum += m.price.at(real[i]) / 3600 * stretch{t, until}.within(r).length()
	}
	return sum
}
