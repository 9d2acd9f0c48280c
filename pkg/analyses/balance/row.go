package balance

import "math"

// Member is a rank's part in a row: 1, or less where rows divide it, as those of a replica's models do.
type Member struct {
	Result *Result
	Rank   int
	Part   float64
}

// Row are the ranks of a row of the answer. A row may be of one rank, a group or several groups.
type Row struct {
	Members []Member
	// Seconds are the lengths of the steps.
	Seconds []float64
}

func (m Member) figures() *Figures { return &m.Result.Figures[m.Rank] }

// each gives a value for each step.
func (r Row) each(of func(step int) float64) []float64 {
	out := make([]float64, len(r.Seconds))
	for k := range out {
		out[k] = of(k)
	}
	return out
}

// Of is a reading in each step: the mean over owned time, or, of additive ones, Σ of ∫ dt ÷ the step; of counted ones
// Σ of what was counted.
func (r Row) Of(what Reading) []float64 {
	return r.each(func(k int) float64 {
		sum, time := 0.0, 0.0
		for _, m := range r.Members {
			f := m.figures()
			part := 1.0
			if what.Additive() {
				part = m.Part
			}
			sum, time = sum+f.Sum[what][k]*part, time+f.Time[what][k]
		}
		switch {
		case time == 0:
			return undefined
		case what.Counted():
			return sum
		case what.Additive():
			return sum / r.Seconds[k]
		}
		return sum / time
	})
}

// unit is one rank's mean tensor activity in a step.
func (m Member) unit(k int) float64 {
	f := m.figures()
	return f.Sum[Tensor][k] / f.Time[Tensor][k]
}

// TensorMax and TensorMin are the busiest and the least busy rank's mean.
func (r Row) TensorMax() []float64 { return r.extreme(math.Max) }

// TensorMin see TensorMax.
func (r Row) TensorMin() []float64 { return r.extreme(math.Min) }

func (r Row) extreme(better func(a, b float64) float64) []float64 {
	return r.each(func(k int) float64 {
		out := undefined
		for _, m := range r.Members {
			if v := m.unit(k); defined(v) {
				if out = better(out, v); !defined(out) {
					out = v
				}
			}
		}
		return out
	})
}

// GPUs are owned GPU-seconds × share ÷ the step.
func (r Row) GPUs() []float64 {
	return r.each(func(k int) float64 {
		sum := 0.0
		for _, m := range r.Members {
			sum += m.figures().Shared[k] * m.Part
		}
		return sum / r.Seconds[k]
	})
}

// LostGPUSeconds are lost in each step, undefined where no group of the row could be judged.
func (r Row) LostGPUSeconds() []float64 {
	return r.judged(func(m Member, k int) float64 { return m.figures().Lost[k] * m.Part })
}

// LostMoney is what they cost. Ranks without a price count nothing beside others that have one.
func (r Row) LostMoney() []float64 {
	return r.judged(func(m Member, k int) float64 { return m.figures().Money[k] * m.Part })
}

// Straggler is 1 in the steps in which a rank of the row held its group up, else 0.
func (r Row) Straggler() []float64 {
	out := r.judged(func(m Member, k int) float64 {
		if m.figures().Busiest[k] {
			return 1
		}
		return 0
	})
	for k := range out {
		out[k] = math.Min(out[k], 1)
	}
	return out
}

// judged adds what is defined of the ranks that were there and could be compared in a step.
func (r Row) judged(of func(m Member, step int) float64) []float64 {
	return r.each(func(k int) float64 {
		sum, any := 0.0, false
		for _, m := range r.Members {
			if v := of(m, k); m.Result.Judged[k] && m.figures().Wall[k] > 0 && defined(v) {
				sum, any = sum+v, true
			}
		}
		if !any {
			return undefined
		}
		return sum
	})
}

// Spread is that of the row's group, of several the widest. A row of one rank of a group has none.
func (r Row) Spread() []float64 {
	if len(r.Members) == 1 {
		return r.each(func(int) float64 { return undefined })
	}
	return r.ofGroups(func(x *Result, k int) float64 { return x.Spread[k] })
}

// BandwidthBound is 1 in the steps in which a group of the row had full links and idle tensor pipes, else 0.
func (r Row) BandwidthBound() []float64 {
	return r.ofGroups(func(x *Result, k int) float64 { return x.Bound[k] })
}

func (r Row) ofGroups(of func(x *Result, step int) float64) []float64 {
	return r.each(func(k int) float64 {
		out := undefined
		for _, m := range r.Members {
			if v := of(m.Result, k); m.figures().Wall[k] > 0 && defined(v) && !(v <= out) {
				out = v
			}
		}
		return out
	})
}

// Currency is that of the row's prices; mixed where there are several, which are never added.
func (r Row) Currency() (currency string, mixed bool) {
	first := true
	for _, m := range r.Members {
		rank := &m.Result.Ranks[m.Rank]
		if len(rank.Tariff) == 0 {
			continue
		}
		mixed = mixed || !first && rank.Currency != currency
		currency, first = rank.Currency, false
	}
	return currency, mixed
}
