package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// era is the generation of a system's names. It is read from the signal whose names tell generations apart best: each
// thing has one of them. Where several generations are there at once, each comes with the number of things.
func era(s System) string {
	best, found := -1, []generation(nil)
	for _, r := range s.Readings {
		g, total := generations(r)
		if len(g) == 0 {
			continue
		}
		// What overlaps or leaves out things tells less; then the signal with more generations.
		score := 1000*len(g) - 2000*abs(total-r.Of)
		if best < 0 && found == nil || score > best {
			best, found = score, g
		}
	}
	if len(found) == 1 {
		return found[0].era
	}
	parts := make([]string, len(found))
	for i, g := range found {
		parts[i] = fmt.Sprintf("%s (%d)", g.era, g.on)
	}
	return strings.Join(parts, ", ")
}

// generation is how many things have the names of an era.
type generation struct {
	era string
	on  int
}

// generations are those of a signal that was renamed, the most frequent first, and what they add up to.
func generations(r Reading) (out []generation, total int) {
	eras := map[string]bool{}
	for _, w := range r.Ways {
		eras[w.Era] = true
		if len(w.Found) == 0 || w.Era == "" {
			continue
		}
		total += w.On
		i := slices.IndexFunc(out, func(g generation) bool { return g.era == w.Era })
		if i < 0 {
			out = append(out, generation{era: w.Era})
			i = len(out) - 1
		}
		out[i].on = max(out[i].on, w.On)
	}
	if len(eras) < 2 {
		return nil, 0
	}
	slices.SortStableFunc(out, func(a, b generation) int { return cmp.Compare(b.on, a.on) })
	return out, total
}

func abs(n int) int { return max(n, -n) }
