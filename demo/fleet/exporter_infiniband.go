package fleet

import "time"

var (
	ibReceived = counter("node_infiniband_port_data_received_bytes_total", "Number of data octets received on all links")
	ibSent     = counter("node_infiniband_port_data_transmitted_bytes_total", "Number of data octets transmitted on all links")
	ibWait     = counter("node_infiniband_port_transmit_wait_total", "Number of ticks during which the port had data to transmit but no data was sent during the entire tick")
)

const (
	// fabricQuiet is what storage and keep-alives move over a port, B/s.
	fabricQuiet = 2e6
	// fabricShare is the part of a node's PCIe traffic that goes on over its two ports.
	fabricShare = 0.02
	// fabricTicks is how many ticks of waiting a port counts for each MiB sent.
	fabricTicks = 3
)

// fabric is what the ports of a node have moved, bytes.
type fabric struct{ received, sent float64 }

// move counts a tick of one node's traffic, as its cards read and write.
func (f *fabric) move(devices []*device, dt float64) {
	in, out := fabricQuiet, fabricQuiet
	for _, d := range devices {
		in, out = in+fabricShare*d.now.pcieRx, out+fabricShare*d.now.pcieTx
	}
	f.received, f.sent = f.received+in*dt, f.sent+out*dt
}

var fabricPorts = []string{"mlx5_0", "mlx5_1"}

// fabricTarget is the node_exporter of a node with InfiniBand. Both ports carry the same.
func (f *Fleet) fabricTarget(spec *nodeSpec) *Target {
	ports := f.world.fabrics[spec.key()]
	return &Target{
		cluster: spec.in(), Job: "node-exporter", Instance: hostIP(spec.key()) + ":9100", Interval: 30 * time.Second,
		labels:     []string{"node", spec.name, "endpoint", "metrics"},
		generation: func() int { return f.world.generation },
		fill: func(x *exposition) {
			each := 1 / float64(len(fabricPorts))
			for _, device := range fabricPorts {
				port := []string{"device", device, "port", "1"}
				x.value(ibReceived, func() float64 { return float64(int(each * ports.received)) }, port...)
				x.value(ibSent, func() float64 { return float64(int(each * ports.sent)) }, port...)
				exposeQuietPort(x, port)
				x.value(ibWait, func() float64 { return float64(int(each * ports.sent / mebibyte * fabricTicks)) }, port...)
			}
			if spec.inspector {
				exposeInspector(x, spec, f.world.byNode[spec.key()])
			}
		},
	}
}
