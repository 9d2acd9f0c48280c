package models

import "time"

// validate refuses limits below zero; zero stands for the default.
func (l Limits) validate() error {
	for _, x := range []struct {
		name  string
		value int64
	}{{"series", int64(l.Series)}, {"samples", int64(l.Samples)}, {"bytes", l.Bytes}, {"memory", l.Memory},
		{"outputSeries", int64(l.OutputSeries)}, {"outputRows", int64(l.OutputRows)}} {
		if x.value < 0 {
			return Fieldf("limits."+x.name, "%d is below 0; leave it out for the default", x.value)
		}
	}
	return optionalDuration("limits.timeout", l.Timeout)
}

// QueryTimeout is how long one query may take.
func (l Limits) QueryTimeout() time.Duration {
	if d, err := ParseDuration("limits.timeout", l.Timeout); err == nil {
		return d
	}
	return 60 * time.Second
}

// MemoryBudget is how many bytes of answers all queries of an instance may hold at once.
func (l Limits) MemoryBudget() int64 {
	if l.Memory > 0 {
		return l.Memory
	}
	return 1 << 30
}

// MaxOutputSeries is the largest number of series answered.
func (l Limits) MaxOutputSeries() int { return orDefault(l.OutputSeries, 2000) }

// MaxOutputRows is the largest number of rows answered.
func (l Limits) MaxOutputRows() int { return orDefault(l.OutputRows, 20000) }

func orDefault(v, d int) int {
	if v > 0 {
		return v
	}
	return d
}
