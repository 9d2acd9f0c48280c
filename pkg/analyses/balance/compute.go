package balance

import (
	"math"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Result are the figures of one group.
type Result struct {
	*Group
	// Figures are the ranks', in the group's order.
	Figures []Figures
	// Stretches are the stragglers, in time.
	Stretches []Stretch
	// Spread is (max - min) ÷ max of the ranks' mean tensor activity in each step, over the time in which requests run,
	// or over all of it where none do.
	Spread []float64
	// Judged tells in which steps ranks could be compared: the group is known, and whether requests run.
	Judged []bool
	// Bound tells in which steps NVLink was full and the tensor pipes idle; undefined where the links' bandwidth or
	// traffic is not known.
	Bound []float64
	// Whole are the same figures over all steps: Spread, and whether Bound ever held.
	WholeSpread, WholeBound float64
	// MemoryBound tells that the ranks' memories were busier than their tensor pipes while requests ran.
	MemoryBound bool
	// DRAM and Tensor are those means.
	DRAM, Tensor float64
	// Stages are the pipeline's, where they are known.
	Stages []models.PipelineStage
}

// Figures are one rank's sums in each step.
type Figures struct {
	// Wall are held seconds, Shared the same × share × slice.
	Wall, Shared []float64
	// Sum are ∫ reading dt (× share where additive), Time the seconds in which the reading is defined.
	Sum, Time [Readings][]float64
	// Lost are GPU-seconds, Money is what they cost; undefined where there is no price.
	Lost, Money []float64
	// Busiest tells in which steps the rank is a straggler.
	Busiest []bool
}

// Compute compares the ranks of each group.
func Compute(in Input) []*Result {
	out := make([]*Result, len(in.Groups))
	for i := range in.Groups {
		out[i] = in.group(&in.Groups[i])
	}
	return out
}

// group computes one group.
func (in *Input) group(g *Group) *Result {
	n := len(in.Steps) - 1
	r := &Result{Group: g, Figures: make([]Figures, len(g.Ranks)), Judged: make([]bool, n)}
	for i := range r.Figures {
		r.Figures[i] = newFigures(n)
	}
	in.levels(g)
	segs := in.segments(g)
	verdicts := make([]verdict, len(segs))
	for i, s := range segs {
		verdicts[i] = g.judge(s)
		in.book(r, s, verdicts[i])
	}
	r.money(in)
	r.Stretches = in.stretches(g, segs, verdicts)
	r.mark(in)
	r.spread(segs, n)
	r.bound(in, segs, n)
	r.memory(segs)
	r.stages(segs)
	return r
}

func newFigures(n int) Figures {
	f := Figures{Wall: make([]float64, n), Shared: make([]float64, n), Lost: make([]float64, n), Money: make([]float64, n), Busiest: make([]bool, n)}
	for i := range f.Sum {
		f.Sum[i], f.Time[i] = make([]float64, n), make([]float64, n)
	}
	return f
}

// verdict is what a segment says of its ranks.
type verdict struct {
	// known tells that the group's ranks may be compared: whether requests run is known, too.
	known bool
	// uneven tells that requests run and the ranks differ by so much that the others wait for the busiest.
	uneven bool
	// highest is the activity of the busiest tensor pipe.
	highest float64
}

// judge compares the tensor pipes in a segment. Two ranks with a reading are the least that can be compared.
func (g *Group) judge(s segment) verdict {
	lowest, highest, n := math.Inf(1), math.Inf(-1), 0
	for _, m := range s.members {
		if v := g.level(m.rank, s.cell); defined(v) {
			lowest, highest, n = min(lowest, v), max(highest, v), n+1
		}
	}
	running := g.running(s)
	v := verdict{known: n > 1 && g.Kind != models.GroupUnknown && defined(running), highest: highest}
	v.uneven = v.known && !(s.cell < len(g.even) && g.even[s.cell]) && running > 0 && highest >= LeastActivity-rounding && highest-lowest >= (LeastSpread-rounding)*highest
	return v
}

func (g *Group) running(s segment) float64 {
	if s.cell < len(g.Running) {
		return g.Running[s.cell]
	}
	return undefined
}

// book adds a segment to the figures of its ranks.
func (in *Input) book(r *Result, s segment, v verdict) {
	secs := s.seconds()
	r.Judged[s.step] = r.Judged[s.step] || v.known
	for _, m := range s.members {
		rank, f := &r.Ranks[m.rank], &r.Figures[m.rank]
		f.Wall[s.step] += secs
		f.Shared[s.step] += secs * m.share * rank.Slice
		for what := range Readings {
			x := rank.at(what, s.cell)
			if !defined(x) {
				continue
			}
			if what.Counted() {
				x /= float64(in.Edges[s.cell+1]-in.Edges[s.cell]) / 1000
			}
			if what.Additive() {
				x *= m.share
			}
			f.Sum[what][s.step] += x * secs
			f.Time[what][s.step] += secs
		}
		if own := r.level(m.rank, s.cell); v.uneven && defined(own) {
			part := (v.highest - own) / v.highest * m.share * rank.Slice
			f.Lost[s.step] += part * secs
			f.Money[s.step] += part * rank.price(s.from, s.to)
		}
	}
}

// price is what a whole card costs from one instant to another, as far as it has a price.
func (r *Rank) price(from, to int64) float64 {
	sum, _ := r.Tariff.Integral([]int64{from, to})
	return sum[0] / hour
}

const hour = 3_600_000

// money blanks the money of ranks that have no price at all.
func (r *Result) money(in *Input) {
	for i := range r.Figures {
		if len(r.Ranks[i].Tariff.Within(spansOf(in.Steps))) > 0 {
			continue
		}
		for k := range r.Figures[i].Money {
			r.Figures[i].Money[k] = undefined
		}
	}
}
