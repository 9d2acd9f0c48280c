package fleet

// workload is what a process asks of one GPU during a tick.
type workload struct {
	process                  bool    // a process holds the card
	tensor, dram, sm, engine float64 // shares of time, 0 to 1
	nvlink, pcie             float64 // B/s
	memoryMiB                float64
}

// add puts the work of one owner on top; its share of the memory is fixed.
func (w *workload) add(o workload, share float64) {
	w.process = w.process || o.process
	w.tensor, w.dram, w.sm, w.engine = w.tensor+o.tensor, w.dram+o.dram, w.sm+o.sm, w.engine+o.engine
	w.nvlink, w.pcie = w.nvlink+o.nvlink, w.pcie+o.pcie
	w.memoryMiB += o.memoryMiB * share
}

var idleWork = workload{memoryMiB: idleMiB}

// loadingWork is a process that reads weights from disk into the card.
func loadingWork(spec *engineSpec, g *gpuModel) workload {
	return workload{process: true, engine: 0.03, dram: 0.02, sm: 0.01, pcie: 6e9, memoryMiB: min(spec.weightsMiB, kvShare*g.memoryMiB)}
}

// trainingWork is a fine-tuning job at its steady state.
func trainingWork(g *gpuModel) workload {
	return workload{process: true, tensor: 0.41, dram: 0.52, sm: 0.83, engine: 0.97, pcie: 4e8, memoryMiB: 0.84 * g.memoryMiB}
}

// engineWork follows from how the engine spent the last tick. Prefill is bound
// by compute, decoding by memory; a rank whose clock is low computes for longer
// while the others of its group wait for it.
func engineWork(e *engine, g *gpuModel, own float64, dt float64) workload {
	prefill := e.prefillBusy
	decode := min(1, e.batch) * (1 - prefill)
	compute := (prefill*g.prefillTC + decode*(g.decodeTC+g.decodeTCEach*e.batch)) / e.slow
	memory := (prefill*0.31 + decode*min(0.86, 0.46+0.004*e.batch)) / e.slow
	tokens := (e.step.tokens + prefill*dt*e.spec.prefillRate/e.slow) / dt
	return workload{
		process: true,
		tensor:  compute * own, dram: memory,
		sm:     (prefill*0.92 + decode*0.71) / e.slow * own,
		engine: min(1, prefill+decode),
		nvlink: tokens * e.spec.linkBytes * nvlinkUse(g), pcie: 2e6 + tokens*2200,
		memoryMiB: kvShare * g.memoryMiB,
	}
}

// nvlinkUse is 1 where ranks talk over NVLink; without it they talk over PCIe.
func nvlinkUse(g *gpuModel) float64 {
	if g.nvlink {
		return 1
	}
	return 0
}
