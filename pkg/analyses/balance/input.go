// Package balance compares the GPUs of parallel groups: who is busiest, why the others wait for it, and what the waiting
// comes to. It is pure: readings on a grid of cells in, figures out.
package balance

import (
	"math"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Bounds of the design, §5.2.
const (
	// LeastActivity is the activity of the busiest tensor pipe below which nothing is compared.
	LeastActivity = 0.02
	// LeastSpread is the spread (max - min) ÷ max below which ranks count as equal.
	LeastSpread = 0.05
	// ClockBelow is how far below its group's median a clock is slow.
	ClockBelow = 0.03
	// Longer is how many windows of a group with several exporters are looked at together for what is too small to be
	// seen in one.
	Longer = 5
	// LeastSamples are the native samples over which one rank must be the busiest to be called the straggler.
	LeastSamples = 3
)

// Bounds of this package, for words that the design leaves open.
const (
	// nearBusiest is the part of the busiest rank's activity from which on a rank may be the busiest one but for noise.
	nearBusiest = 0.98
	// linkApart is how far from its group's median NVLink traffic stands out.
	linkApart = 0.2
	// chanceOfNoise is how likely noise alone may make ranks of several exporters look uneven in a window.
	chanceOfNoise = 0.001
	// surely is how many standard deviations of its mean a straggler lies above the others.
	surely = 6
	// Saturated is the part of an NVLink's bandwidth from which on it is full, as its protocol takes some of it.
	Saturated = 0.8
	// IdlePipe is the activity below which tensor pipes idle beside full links.
	IdlePipe = 0.2
	// rounding keeps a bound that is met exactly from being missed by the last bit.
	rounding = 1e-9
)

// Reading is one of the figures that are read of a device.
type Reading int

// Readings. Those of links and power are of the owner's part of a card; all others are of the device.
const (
	Tensor Reading = iota
	SMActive
	DRAM
	Clock
	MemoryClock
	Temperature
	MemoryTemperature
	Throttle
	NCCLBusbw
	NCCLTime
	Power
	NVLinkTx
	NVLinkRx
	NVLinkTotal
	PCIeTx
	PCIeRx
	// ECCErrors and those after it are counted in each cell; all others are levels.
	ECCErrors
	LinkErrors
	PCIeReplays
	Readings
)

// Additive readings are added over a group's devices and are means over the whole of a step; all others are means over
// owned time.
func (r Reading) Additive() bool { return r >= Power }

// Counted readings are amounts, not levels.
func (r Reading) Counted() bool { return r >= ECCErrors }

// Input is what is known of the groups. Instants are ms since the epoch.
type Input struct {
	// Edges are those of the cells: a reading's value i is of (Edges[i], Edges[i+1]].
	Edges []int64
	// Steps are the edges of the answer's steps, within the cells.
	Steps []int64
	// Native is the time between two samples of the slowest device.
	Native int64
	Groups []Group
}

// Group are devices that work together.
type Group struct {
	Kind models.GroupKind
	// Running is, for each cell, 1 where requests run, 0 where none does, NaN where nothing tells.
	Running []float64
	// Every is over how many cells together ranks are compared, on UTC multiples of their length: more than one where
	// several exporters read them, whose samples are of different instants. 0 is 1.
	Every int
	Ranks []Rank

	// levels are the ranks' tensor activities as they are compared; even tells in which cells they differ by no more
	// than noise; nil where every reading counts. read is what they come
	// from.
	levels [][]float64
	even   []bool
	read   *sample
}

// Rank is a device with one owner.
type Rank struct {
	// Held is when, ascending.
	Held []Span
	// Slice is the part of its card that the device is.
	Slice float64
	// Values are the readings by cell; nil where nothing reports them.
	Values [Readings][]float64
	// Reasons are Throttle by reason.
	Reasons map[string][]float64
	// LinkBandwidth is what the device's NVLinks carry in each direction, bytes a second; 0 where it is not known.
	LinkBandwidth float64
	// Stage is the device's stage in a pipeline; empty where it is not known.
	Stage    string
	Tariff   cost.Tariff
	Currency string
}

// Span is a stretch [From, To) in which the owner has a share of the device.
type Span struct {
	From, To int64
	Share    float64
}

var undefined = math.NaN()

func defined(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// at is a reading in a cell.
func (r *Rank) at(what Reading, cell int) float64 {
	if v := r.Values[what]; cell < len(v) {
		return v[cell]
	}
	return undefined
}
