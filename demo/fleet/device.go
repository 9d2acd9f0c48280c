package fleet

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// reading is what a GPU shows at an instant. The first group are means over the
// exporter's watch interval, as the profiling fields are.
type reading struct {
	tensor, sm, occupancy, dram, engine, fp16, fp32 float64 // 0 to 1
	nvlinkTx, nvlinkRx, pcieTx, pcieRx              float64 // B/s
	powerW, tempC, memTempC, clockMHz               float64
	usedMiB                                         float64
}

// counts are what a GPU adds up since its driver was loaded.
type counts struct {
	energyJ          float64
	thermalS, powerS float64 // seconds throttled for that reason
	pcieReplays      float64
	linkTx, linkRx   float64 // bytes over NVLink or XGMI
	pcieTx, pcieRx   float64 // bytes
}

// device is one GPU.
type device struct {
	*gpuModel
	node  nodeKey
	index int
	uuid  string
	pci   string
	card  *device    // of which it is a slice; nil for a card
	slice *sliceSpec // nil for a card
	parts []*device  // slices of a card
	rng   *rand.Rand
	bias  float64 // of this card's activity against its siblings'

	owners    []*pod // several where the card is shared in time slices
	fault     faultKind
	now       reading // of the last tick
	counts    counts
	shown     reading // what the exporter last read
	shownSums counts
	acc       accumulator
	ledger    *deviceLedger
}

const (
	ambientC       = 27
	thermalLag     = 80 // s, time constant of the temperature
	throttledC     = 87 // °C at which the card holds itself
	reservedMiB    = 640
	idleMiB        = 4
	kvShare        = 0.9 // of the memory that an engine takes at start
	powerCapShare  = 0.93
	memoryWarmer   = 6 // °C of the memory above the GPU
	processMHzLoss = 0.01
)

func newDevice(seed uint64, spec *nodeSpec, index int) *device {
	d := &device{gpuModel: spec.gpu, node: spec.key(), index: index}
	d.uuid = "GPU-" + uuid(seed, append(append([]string{"gpu"}, spec.key().seedName()...), fmt.Sprint(index))...)
	d.rng = newRand(seed, "device", d.uuid)
	d.pci = fmt.Sprintf("00000000:%02X:00.0", 0x10+index*0x0b)
	d.bias = 1 + 0.012*(2*d.rng.Float64()-1)
	d.now.tempC, d.now.powerW, d.now.clockMHz = ambientC, d.idleW, d.idleMHz
	d.counts.energyJ = 4e8 + 5e8*d.rng.Float64()
	d.counts.powerS = 4000 * d.rng.Float64()
	d.counts.pcieReplays = float64(d.rng.IntN(3))
	d.ledger = &deviceLedger{}
	return d
}

// advance moves the card through one tick of dt seconds under a work load.
func (d *device) advance(w workload, dt float64) {
	n := &d.now
	noise := d.bias * (1 + 0.01*d.rng.NormFloat64())
	n.tensor, n.dram = clamp01(w.tensor*noise), clamp01(w.dram*noise)
	n.sm, n.engine = clamp01(w.sm*noise), clamp01(w.engine)
	n.occupancy, n.fp16, n.fp32 = n.sm*0.31, n.tensor*0.11, n.sm*0.06
	n.nvlinkTx, n.nvlinkRx = w.nvlink*noise, w.nvlink*(2-noise)
	n.pcieTx, n.pcieRx = w.pcie*0.4*noise, w.pcie*noise
	n.usedMiB = w.memoryMiB
	d.setClock(w.process)
	d.setPower()
	d.heat(dt)
	c := &d.counts
	c.energyJ += n.powerW * dt
	c.linkTx, c.linkRx = c.linkTx+n.nvlinkTx*dt, c.linkRx+n.nvlinkRx*dt
	c.pcieTx, c.pcieRx = c.pcieTx+n.pcieTx*dt, c.pcieRx+n.pcieRx*dt
	if d.fault == faultHeat {
		d.counts.thermalS += throttledShare * dt
	}
	if over := n.powerW/d.maxW - powerCapShare; over > 0 {
		d.counts.powerS += math.Min(1, over*10) * dt
	}
	if d.slice != nil {
		d.follow()
	}
	d.acc.add(*n, dt)
}

func (d *device) setClock(process bool) {
	target := d.idleMHz
	switch {
	case d.fault == faultHeat:
		target = ThrottledClockMHz
	case process:
		target = d.boostMHz * (1 - processMHzLoss*d.rng.Float64())
		if d.now.powerW > powerCapShare*d.maxW {
			target *= 0.97
		}
	}
	d.now.clockMHz = math.Round(target/15) * 15 // clocks come in steps of 15 MHz
}

// setPower is idle power plus what the pipes draw, falling with the clock.
func (d *device) setPower() {
	n := &d.now
	active := clamp01(0.12*n.engine + 0.34*n.dram + 0.85*n.tensor)
	if d.fault == faultHeat {
		active *= math.Pow(ThrottledClockMHz/d.boostMHz, 1.3)
	}
	n.powerW = d.idleW + (d.maxW-d.idleW)*active*(1+0.012*d.rng.NormFloat64())
}

func (d *device) heat(dt float64) {
	target := ambientC + d.riseC*d.now.powerW/d.maxW
	if d.fault == faultHeat {
		target = throttledC
	}
	d.now.tempC += (target - d.now.tempC) * (1 - math.Exp(-dt/thermalLag))
	d.now.memTempC = d.now.tempC + memoryWarmer*d.now.dram
}

// slowdown is how much longer a step takes because of this card's clock or its greater part of the work.
func (d *device) slowdown() float64 {
	return 1 + throttleWeight*(d.stretch()-1)
}

// stretch is how much longer this card computes for each step than its healthy siblings.
func (d *device) stretch() float64 {
	switch d.fault {
	case faultHeat:
		return d.boostMHz / ThrottledClockMHz
	case faultWork:
		return workFactor
	case faultNone:
	}
	return 1
}

// watch closes the exporter's watch interval: means of the profiling fields,
// last values of the others.
func (d *device) watch() {
	d.shown = d.acc.take(d.now)
	d.shownSums = d.counts
}
