package balance

import (
	"cmp"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// working are the segments in which requests run, or all of them where none do.
func (g *Group) working(segs []segment) []segment {
	at := slices.DeleteFunc(slices.Clone(segs), func(s segment) bool { return !(g.running(s) > 0) })
	if len(at) == 0 {
		return segs
	}
	return at
}

// spread compares the ranks' means in each step and over all of them.
func (r *Result) spread(segs []segment, steps int) {
	r.Spread = make([]float64, steps)
	for k := range r.Spread {
		r.Spread[k] = undefined
	}
	for lo := 0; lo < len(segs); {
		hi := lo
		for hi < len(segs) && segs[hi].step == segs[lo].step {
			hi++
		}
		r.Spread[segs[lo].step] = spreadOf(r.means(Tensor, r.working(segs[lo:hi])))
		lo = hi
	}
	r.WholeSpread = spreadOf(r.means(Tensor, r.working(segs)))
}

// spreadOf is (max - min) ÷ max, undefined of fewer than two values and where none is above 0.
func spreadOf(all []float64) float64 {
	lowest, most := math.Inf(1), math.Inf(-1)
	for _, v := range all {
		if defined(v) {
			lowest, most = min(lowest, v), max(most, v)
		}
	}
	if count(all) < 2 || most <= 0 {
		return undefined
	}
	return (most - lowest) / most
}

// bound finds the stretches, as long as those of a straggler at least, in which most links were full while the tensor
// pipes idled.
func (r *Result) bound(in *Input, segs []segment, steps int) {
	r.Bound, r.WholeBound = make([]float64, steps), undefined
	for k := range r.Bound {
		r.Bound[k] = undefined
	}
	lo := -1
	end := func(hi int) {
		if lo >= 0 && cellsOf(segs[lo:hi]) >= in.need() {
			for _, s := range segs[lo:hi] {
				r.Bound[s.step], r.WholeBound = 1, 1
			}
		}
		lo = -1
	}
	for i, s := range segs {
		use, pipe := r.linkUse(s)
		full := use >= Saturated && pipe < IdlePipe
		if !full || i > 0 && segs[i-1].to != s.from {
			end(i)
		}
		if full && lo < 0 {
			lo = i
		}
		if defined(use) && defined(pipe) {
			r.Bound[s.step], r.WholeBound = orZero(r.Bound[s.step]), orZero(r.WholeBound)
		}
	}
	end(len(segs))
}

// linkUse is the median part of the links' bandwidth in use, in the busier direction, and the mean activity of the
// tensor pipes.
func (g *Group) linkUse(s segment) (use, pipe float64) {
	var all []float64
	sum, n := 0.0, 0
	for _, m := range s.members {
		rank := &g.Ranks[m.rank]
		all = append(all, rank.traffic(s.cell)/rank.LinkBandwidth)
		if v := rank.at(Tensor, s.cell); defined(v) {
			sum, n = sum+v, n+1
		}
	}
	return median(all), sum / float64(n)
}

// traffic is that of the busier direction; of both together, a half is each one's.
func (r *Rank) traffic(cell int) float64 {
	most := highest([]float64{r.at(NVLinkTx, cell), r.at(NVLinkRx, cell)})
	if !defined(most) {
		most = r.at(NVLinkTotal, cell) / 2
	}
	return most
}

// memory compares how busy memories and tensor pipes were while requests ran.
func (r *Result) memory(segs []segment) {
	at := slices.DeleteFunc(slices.Clone(segs), func(s segment) bool { return !(r.running(s) > 0) })
	r.DRAM, r.Tensor = mean(r.means(DRAM, at)), mean(r.means(Tensor, at))
	r.MemoryBound = r.DRAM > r.Tensor
}

func mean(all []float64) float64 {
	sum, n := 0.0, 0
	for _, v := range all {
		if defined(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / float64(n) // 0/0 is undefined
}

// stages compares the stages of a pipeline: each waits for the busiest.
func (r *Result) stages(segs []segment) {
	means := r.means(Tensor, r.working(segs))
	byStage := map[string][]float64{}
	for i, rank := range r.Ranks {
		if rank.Stage != "" && defined(means[i]) {
			byStage[rank.Stage] = append(byStage[rank.Stage], means[i])
		}
	}
	if len(byStage) < 2 {
		return
	}
	most := math.Inf(-1)
	for stage, all := range byStage {
		r.Stages = append(r.Stages, models.PipelineStage{Stage: stage, Devices: len(all), Tensor: mean(all)})
		most = max(most, mean(all))
	}
	for i := range r.Stages {
		if most > 0 {
			r.Stages[i].Bubble = (most - r.Stages[i].Tensor) / most
		}
	}
	slices.SortFunc(r.Stages, func(a, b models.PipelineStage) int {
		return cmp.Or(cmp.Compare(len(a.Stage), len(b.Stage)), cmp.Compare(a.Stage, b.Stage))
	})
}
