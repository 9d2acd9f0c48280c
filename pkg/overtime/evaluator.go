package overtime

// Func is a function by the name that PromQL gives it.
type Func string

// Functions that can be evaluated here.
const (
	Rate Func = "rate"
	Avg  Func = "avg_over_time"
	Min  Func = "min_over_time"
	Max  Func = "max_over_time"
	Last Func = "last_over_time"
)

// reduction makes one value of the samples in a window that ends at end; false where they have none.
type reduction func(times []int64, values []float64, begin, end int64) (float64, bool)

var reductions = map[Func]reduction{Rate: rate, Avg: avg, Min: least, Max: most, Last: last}

// Known tells whether a function can be evaluated here.
func (f Func) Known() bool { return reductions[f] != nil }

// Evaluator evaluates one function for many series at start, start+step, … up to end, over windows of a length; all ms.
// It is not safe for concurrent use.
type Evaluator struct {
	reduce                   reduction
	length, start, end, step int64

	places []int32
	values []float64
}

// New makes an evaluator of a function that is Known. step and length are above 0.
func New(f Func, length, start, end, step int64) *Evaluator {
	return &Evaluator{reduce: reductions[f], length: length, start: start, end: end, step: step}
}

// Series evaluates the function for a series, whose times ascend strictly. It gives the values and the steps at which
// there is one, counted from 0. Both are valid until the next call.
func (e *Evaluator) Series(times []int64, values []float64) (steps []int32, out []float64) {
	e.places, e.values = e.places[:0], e.values[:0]
	from, to := 0, 0
	for i, at := int32(0), e.start; at <= e.end && from < len(times); i, at = i+1, at+e.step {
		begin := at - e.length
		for from < len(times) && times[from] <= begin {
			from++
		}
		to = max(to, from)
		for to < len(times) && times[to] <= at {
			to++
		}
		if from == to {
			continue
		}
		if v, ok := e.reduce(times[from:to], values[from:to], begin, at); ok {
			e.places, e.values = append(e.places, i), append(e.values, v)
		}
	}
	return e.places, e.values
}
