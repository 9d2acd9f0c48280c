package main

import (
	"fmt"
	"slices"
	"time"
)

// timing is milliseconds.
type timing struct{ best, median float64 }

func (t timing) String() string { return fmt.Sprintf("%.0f / %.0f ms", t.best, t.median) }

func timingOf(ms []float64) timing {
	slices.Sort(ms)
	return timing{ms[0], ms[len(ms)/2]}
}

// race times ways in turn, so that what else the machine does falls on all of them alike. Each runs once before, to
// warm caches and connections.
func (b *bench) race(ways []*way) error {
	ms := make([][]float64, len(ways))
	for round := range b.repeat + 1 {
		for i, x := range ways {
			if x.before != nil {
				if err := x.before(); err != nil {
					return err
				}
			}
			began := time.Now()
			if err := x.run(); err != nil {
				return fmt.Errorf("%s: %w", x.name, err)
			}
			if round > 0 {
				ms[i] = append(ms[i], float64(time.Since(began).Microseconds())/1000)
			}
		}
	}
	for i, x := range ways {
		x.time = timingOf(ms[i])
	}
	return nil
}

// times is a race of one.
func (b *bench) times(name string, f func() error) (timing, error) {
	x := &way{name: name, run: f}
	err := b.race([]*way{x})
	return x.time, err
}
