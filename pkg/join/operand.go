package join

import "github.com/tokenpath/tokenpath/pkg/ownership"

// Space says how an operand's values combine across devices and replicas.
type Space int

const (
	// Additive values may be added and are split where several share them.
	Additive Space = iota
	// Intensive values are averaged, never added.
	Intensive
	// Quotient values are a numerator and a denominator, added apart and divided last: means and hit ratios.
	Quotient
	// Histogram values are bucket rates, added by bucket; the quantile or fraction is taken last.
	Histogram
)

// TimeRule says what a source's cell values are and how cells become one value.
type TimeRule int

const (
	// TimeMean averages values over the owned time; an additive one becomes its integral over the step.
	TimeMean TimeRule = iota
	// TimeAmount adds amounts: a counter's increase in each cell.
	TimeAmount
	// TimeMin takes the smallest cell.
	TimeMin
	// TimeMax takes the largest cell.
	TimeMax
	// TimeLast takes the newest defined cell.
	TimeLast
)

// Level says what an operand's sources belong to.
type Level int

const (
	// LevelReplica sources belong to a replica.
	LevelReplica Level = iota
	// LevelDevice sources belong to a device and may name its owner.
	LevelDevice
	// LevelRow sources carry some canonical labels and meet the one row that has them.
	LevelRow
	// LevelScope sources are of a node, a namespace or a workload, and their labels say which: rows may gather several
	// of these, and must not be finer.
	LevelScope
)

// Reduce combines the units (devices, ranks) of an intensive operand in one row.
type Reduce int

const (
	// ReduceMean weights by time.
	ReduceMean Reduce = iota
	// ReduceMin takes the smallest unit.
	ReduceMin
	// ReduceMax takes the largest unit.
	ReduceMax
	// ReduceSpread takes largest less smallest.
	ReduceSpread
	// ReduceSum adds.
	ReduceSum
)

// Source is one series of an operand, already in the canonical unit and reduced in its own time.
type Source struct {
	Device ownership.Device
	// Replica is the series' replica, or the owner that a device series names (zero: none).
	Replica ownership.Replica
	// Labels are the series' own canonical labels beyond those of its device and replica.
	Labels map[string]string
	// Thing tells apart what several LevelScope sources with the same labels are of, such as two ports of a node.
	Thing string
	// Part names a part of a breakdown (a throttle reason) that is resolved on its own. A device's parts are
	// added where additive; of intensive ones, which may overlap, the largest counts.
	Part string
	// Alt orders alternatives of one signal, the newest name first. Per device or replica and cell, only the
	// first that has a value counts: old and new names are alternatives, never added.
	Alt int
	// Whole sources hold only what no newer name of the same replica has: they are never blanked for one.
	Whole bool
	// Unit names what the values are of, where sources of one operand may differ: a currency. Values of two units are
	// never added; a row that would have to is undefined.
	Unit string
	// Group says that V holds sums over several devices and D how many of them there were, a value a step. Device and
	// Replica name one of them, whose row is that of all.
	Group bool
	// PerStep means that the source has one cell a step, whatever the grid's cells are.
	PerStep bool
	// Stretches, where given, hold an additive level to the millisecond instead of V; they ascend and are disjoint.
	Stretches []Stretch
	// V holds a value, amount or numerator a cell, NaN where undefined.
	V []float64
	// D holds denominators of a Quotient.
	D []float64
	// B holds a Histogram's buckets.
	B *Buckets
}

// Buckets are cumulative bucket rates: Counts[b][cell] for upper bound Le[b]; Le ascends and ends with +Inf.
type Buckets struct {
	Le     []float64
	Counts [][]float64
}

// Operand is one column to join.
type Operand struct {
	Name   string
	Space  Space
	Time   TimeRule
	Level  Level
	Reduce Reduce
	// PerSecond divides an additive value by the length of the step: a rate or a mean, not a total.
	PerSecond bool
	// CardLevel readings are of the whole card and repeat on each of its MIG slices.
	CardLevel bool
	// Repeats says that a CardLevel reading may stand on the card's own series or on any of its slices'.
	Repeats bool
	// Owned says that a device's sources are each their owner's own part of it: who the series names reads it whole, and
	// nobody else does.
	Owned bool
	// Gaps means that a cell without a value counts nothing: an unpriced hour costs nothing. Else the mean of an
	// additive gauge stands for all owned time, so that a missed scrape is not a dip.
	Gaps bool
	// PerStep means that sources have one cell a step, whatever the grid's cells are.
	PerStep bool
	// Quantile in (0, 1) or, with Fraction set, the share of observations at or below Threshold.
	Quantile  float64
	Fraction  bool
	Threshold float64
	// Bound asks for one end of the interval that either lies in.
	Bound   Bound
	Sources []Source
}
