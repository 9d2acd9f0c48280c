package fleet

import "strings"

// sliceSpec is one MIG slice of a card.
type sliceSpec struct {
	id, profile string  // GPU_I_ID and GPU_I_PROFILE
	compute     float64 // its part of the card's seven compute slices
	memoryMiB   float64
}

// slicesOfA100 leave one compute slice and 10 GB of the card to nobody: 3 + 2 + 1 of 7.
// Memory as nvidia-smi shows it for each profile of an 80 GB card.
var slicesOfA100 = []sliceSpec{
	{id: "2", profile: "3g.40gb", compute: 3.0 / 7, memoryMiB: 40192},
	{id: "3", profile: "2g.20gb", compute: 2.0 / 7, memoryMiB: 19968},
	{id: "9", profile: "1g.10gb", compute: 1.0 / 7, memoryMiB: 9728},
}

// slicesOfH100 leave one compute slice to nobody: 4 + 2 of 7.
var slicesOfH100 = []sliceSpec{
	{id: "1", profile: "4g.40gb", compute: 4.0 / 7, memoryMiB: 40448},
	{id: "5", profile: "2g.20gb", compute: 2.0 / 7, memoryMiB: 20096},
}

// cut divides a card into slices, each of which is a device that a pod can hold.
func (d *device) cut(seed uint64, specs []sliceSpec) []*device {
	for i := range specs {
		s := &specs[i]
		g := *d.gpuModel
		g.memoryMiB = s.memoryMiB
		part := &device{gpuModel: &g, node: d.node, index: d.index, uuid: d.uuid, pci: d.pci, card: d, slice: s, rng: newRand(seed, "slice", d.uuid, s.id), bias: 1, ledger: &deviceLedger{}}
		d.parts = append(d.parts, part)
	}
	return d.parts
}

// part is what a device is of a whole card.
func (d *device) part() float64 {
	if d.slice == nil {
		return 1
	}
	return d.slice.compute
}

// rest is what the slices of a card leave over.
func (d *device) rest() float64 {
	left := 1.0
	for _, p := range d.parts {
		left -= p.part()
	}
	return left
}

// workOfParts is what the slices ask of their card together.
func (d *device) workOfParts(dt float64) workload {
	sum := workload{memoryMiB: idleMiB}
	for _, p := range d.parts {
		w, s := p.work(dt), p.slice.compute
		sum.process = sum.process || w.process
		sum.tensor, sum.dram, sum.sm, sum.engine = sum.tensor+s*w.tensor, sum.dram+s*w.dram, sum.sm+s*w.sm, sum.engine+s*w.engine
		sum.pcie += w.pcie
		sum.memoryMiB += w.memoryMiB
	}
	return sum
}

// follow takes over what a slice does not have for itself and a driver repeats on each: power, energy, temperature
// and clock of the card.
func (d *device) follow() {
	n, c := &d.now, d.card
	n.powerW, n.tempC, n.memTempC, n.clockMHz = c.now.powerW, c.now.tempC, c.now.memTempC, c.now.clockMHz
	d.counts = c.counts
}

// sliced says whether a pod holds slices, and not cards.
func (p *podSpec) sliced() bool { return p.slice != "" }

// sliceNamed is a slice of the card by its id.
func (d *device) sliceNamed(id string) *device {
	for _, p := range d.parts {
		if p.slice.id == id {
			return p
		}
	}
	return nil
}

// resource is what a pod asks the scheduler for, as kube-state-metrics spells it in a label.
func (p *pod) resource() string {
	if p.sliced() {
		return p.devices[0].slice.resource()
	}
	return nodeNamed(p.on()).resource()
}

// resource is what a node's whole cards are called there.
func (n *nodeSpec) resource() string {
	switch n.exporter {
	case exporterAMD:
		return "amd_com_gpu"
	case exporterIntel:
		return "gpu_intel_com_xe"
	case exporterDCGM, exporterNvidiaSMI:
	}
	return gpuResource
}

func (s *sliceSpec) resource() string {
	return "nvidia_com_mig_" + strings.ReplaceAll(s.profile, ".", "_")
}
