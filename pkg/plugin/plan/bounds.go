package plan

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// boundNames are the columns that bounds adds, by the suffix of their names.
var boundNames = []struct {
	suffix string
	bound  join.Bound
}{{models.SuffixLow, join.BoundLow}, {models.SuffixHigh, join.BoundHigh}}

// withBounds adds to each operand that asks for its bounds two more, which are read from the same buckets.
func withBounds(sps []*spec) ([]*spec, error) {
	var out []*spec
	for _, sp := range sps {
		sp.index = len(out)
		out = append(out, sp)
		if !sp.Bounds {
			continue
		}
		if sp.signal == nil || sp.signal.Kind != catalog.KindDistribution || !ofBuckets(sp.Stat) {
			return nil, &models.FieldError{Field: sp.field + ".bounds", Problem: "belongs to a quantile or a share of a distribution",
				Allowed: []string{string(models.StatP50), string(models.StatP95), string(models.StatP99), string(models.StatFractionBelow)}}
		}
		for _, b := range boundNames {
			end := *sp
			end.As, end.bound, end.index, end.Bounds = sp.As+b.suffix, b.bound, len(out), false
			if slices.ContainsFunc(sps, func(other *spec) bool { return other.As == end.As }) {
				return nil, models.Fieldf(sp.field+".bounds", "%q is another operand's name", end.As)
			}
			out = append(out, &end)
		}
	}
	return out, nil
}

// bounds are the fields of a quantile's bucket.
func (f latencyField) bounds() []latencyField {
	if f.stat == "" {
		return nil
	}
	var out []latencyField
	for _, b := range boundNames {
		end := f
		end.id, end.bound, end.text = f.id+b.suffix, b.bound, "Edge of the bucket that the quantile lies in."
		out = append(out, end)
	}
	return out
}

// saySnapped tells of each share below a threshold which edge was taken for it, unless the threshold is one.
func (s *session) saySnapped(sps []*spec, buckets []models.FieldBuckets) {
	for _, sp := range sps {
		if sp.Stat != models.StatFractionBelow || sp.bound != join.BoundNone || sp.Hide {
			continue
		}
		var taken []float64
		for _, b := range buckets {
			if b.Field != sp.As {
				continue
			}
			edge := math.Inf(1)
			at, exact := slices.BinarySearch(b.Le, *sp.Threshold)
			if at < len(b.Le) {
				edge = b.Le[at]
			}
			if !exact && !slices.Contains(taken, edge) {
				taken = append(taken, edge)
			}
			if math.IsInf(edge, 1) {
				s.warn(fmt.Sprintf("%s: no bucket of %s ends at %s or above; its last edge is %s, so all observations count as below.",
					sp.As, sp.Signal, number(*sp.Threshold), number(b.Le[len(b.Le)-1])))
			}
		}
		taken = slices.DeleteFunc(taken, func(v float64) bool { return math.IsInf(v, 1) })
		if len(taken) > 0 {
			slices.Sort(taken)
			s.warn(fmt.Sprintf("%s: no bucket of %s ends at %s; the share is that at or below the next edge, %s. bounds gives both sides.",
				sp.As, sp.Signal, number(*sp.Threshold), numbers(taken)))
		}
	}
}

func numbers(vs []float64) string {
	var out []string
	for _, v := range vs {
		out = append(out, number(v))
	}
	return strings.Join(out, " or ")
}
