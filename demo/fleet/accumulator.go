package fleet

// accumulator averages what the profiling fields measure over a watch interval.
type accumulator struct {
	sum     reading
	seconds float64
}

func (a *accumulator) add(r reading, dt float64) {
	s := &a.sum
	for _, f := range profiled(s, &r) {
		*f.to += *f.from * dt
	}
	a.seconds += dt
}

// take returns the interval's means with the last values of all other fields
// and begins a new interval.
func (a *accumulator) take(last reading) reading {
	if a.seconds == 0 {
		return last
	}
	out := last
	for _, f := range profiled(&out, &a.sum) {
		*f.to = *f.from / a.seconds
	}
	*a = accumulator{}
	return out
}

// field pairs one measurement of two readings.
type field struct{ to, from *float64 }

// profiled pairs the fields that DCGM averages over its watch interval.
func profiled(to, from *reading) [11]field {
	return [11]field{
		{&to.tensor, &from.tensor}, {&to.sm, &from.sm}, {&to.occupancy, &from.occupancy}, {&to.dram, &from.dram},
		{&to.engine, &from.engine}, {&to.fp16, &from.fp16}, {&to.fp32, &from.fp32},
		{&to.nvlinkTx, &from.nvlinkTx}, {&to.nvlinkRx, &from.nvlinkRx}, {&to.pcieTx, &from.pcieTx}, {&to.pcieRx, &from.pcieRx},
	}
}
