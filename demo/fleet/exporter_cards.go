package fleet

import "strings"

// cardTargets are the exporters that show a node's cards.
func (f *Fleet) cardTargets(spec *nodeSpec) []*Target {
	at := address(spec.in(), spec.name[1:])
	switch spec.exporter {
	case exporterAMD:
		return []*Target{f.cardTarget(spec, "amd-device-metrics-exporter", at+".9:5000", exposeAMD)}
	case exporterIntel:
		return []*Target{f.cardTarget(spec, "xpumd", at+".9:8080", exposeIntel)}
	case exporterNvidiaSMI:
		return []*Target{f.cardTarget(spec, "nvidia-gpu-exporter", spec.name+".metal:9835", exposeNvidiaSMI)}
	case exporterDCGM:
	}
	out := []*Target{f.dcgmTarget(spec)}
	if spec.hami {
		t := f.cardTarget(spec, "hami-vgpu-monitor", at+".9:9394", exposeHAMi)
		t.prepare = nil // DCGM's exporter closes the watch interval
		out = append(out, t)
	}
	return out
}

// cardTarget is an exporter of one node's cards other than DCGM's.
func (f *Fleet) cardTarget(spec *nodeSpec, job, instance string, expose func(x *exposition, spec *nodeSpec, d *device)) *Target {
	devices := f.world.byNode[spec.key()]
	return &Target{
		cluster: spec.in(), Job: job, Instance: instance, Interval: spec.interval, honor: true,
		generation: func() int { return f.world.generation },
		prepare:    func() { watch(devices) },
		fill: func(x *exposition) {
			for _, d := range devices {
				expose(x, spec, d)
			}
		},
	}
}

// watch closes the watch interval of cards and of their slices.
func watch(devices []*device) {
	for _, d := range devices {
		d.watch()
		for _, p := range d.parts {
			p.watch()
		}
	}
}

// reads is what an exporter shows of a card, in its own unit.
type reads func(d *device) float64

// bare is a card's UUID without the maker's prefix.
func (d *device) bare() string { return strings.TrimPrefix(d.uuid, "GPU-") }

func engineShare(d *device) float64 { return digits(d.shown.engine, 6) }
func usedBytes(d *device) float64   { return float64(int(d.shown.usedMiB)) * mebibyte }
func totalBytes(d *device) float64  { return d.memoryMiB * mebibyte }
func powerWatts(d *device) float64  { return digits(d.shown.powerW, 3) }
func degrees(d *device) float64     { return float64(int(d.shown.tempC)) }
func memDegrees(d *device) float64  { return float64(int(d.shown.memTempC)) }
func joules(d *device) float64      { return digits(d.shownSums.energyJ, 3) }

// times is a reading in another unit.
func (r reads) times(factor float64) reads {
	return func(d *device) float64 { return r(d) * factor }
}

func never(*device) float64 { return 0 }
