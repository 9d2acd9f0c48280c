package fleet

import "time"

var (
	textfileBinding = gauge("tokenpath_binding_info", "Which GPU an engine on this machine holds.")
	textfilePrice   = gauge("tokenpath_gpu_hourly_price", "Price of one GPU-hour of this machine.")
)

// textfileTarget is a node_exporter on bare metal, whose textfile says which cards
// the engine holds and what they cost.
func (f *Fleet) textfileTarget(spec *nodeSpec) *Target {
	return &Target{
		cluster: spec.in(), Job: "node-exporter", Instance: spec.name + ".metal:9100", Interval: 30 * time.Second,
		generation: func() int { return f.world.generation },
		fill: func(x *exposition) {
			x.value(textfilePrice, func() float64 { return f.world.gpuPrice(spec, f.world.now) }, "node", spec.name, "currency", Currency(spec.in()))
			for _, d := range f.world.byNode[spec.key()] {
				for _, p := range d.owners {
					x.value(textfileBinding, constant(1), "engine_instance", p.instance(), "gpu_uuid", d.uuid)
				}
				for _, part := range d.parts {
					for _, p := range part.owners {
						x.value(textfileBinding, constant(1), "engine_instance", p.instance(), "gpu_uuid", d.uuid, "mig_id", part.slice.id)
					}
				}
			}
		},
	}
}
