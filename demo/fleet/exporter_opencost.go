package fleet

import (
	"time"
)

const openCostInterval = 60 * time.Second

// openCostTarget is OpenCost's exporter. Its own labels node and instance win
// over those of the scrape.
func (f *Fleet) openCostTarget(cluster string) *Target {
	return &Target{
		cluster: cluster, Job: "opencost", Instance: address(cluster, "9.7:9003"), Interval: openCostInterval, honor: true,
		labels:     []string{"namespace", "opencost", "pod", "opencost-7c8d5f6b94-x9tzm", "container", "opencost", "service", "opencost", "endpoint", "http"},
		generation: func() int { return f.world.generation },
		fill:       func(x *exposition) { exposeCosts(x, f.world, cluster) },
	}
}

var (
	costGPU        = gauge("node_gpu_hourly_cost", "node_gpu_hourly_cost hourly cost for each gpu on this node")
	costGPUCount   = gauge("node_gpu_count", "node_gpu_count count of gpu on this node")
	costCPU        = gauge("node_cpu_hourly_cost", "node_cpu_hourly_cost hourly cost for each cpu on this node")
	costRAM        = gauge("node_ram_hourly_cost", "node_ram_hourly_cost hourly cost for each gb of ram on this node")
	costTotal      = gauge("node_total_hourly_cost", "node_total_hourly_cost Total node cost per hour")
	costSpot       = gauge("kubecost_node_is_spot", "kubecost_node_is_spot Cloud provider info about node preemptibility")
	costAllocation = gauge("container_gpu_allocation", "container_gpu_allocation GPU used")
)

func exposeCosts(x *exposition, w *world, cluster string) {
	for i := range nodeSpecs {
		n := &nodeSpecs[i]
		if n.in() != cluster || n.bare {
			continue
		}
		lbls := []string{"instance", n.name, "node", n.name, "instance_type", n.instanceType, "region", region(cluster), "provider_id", providerID(n), "arch", "amd64"}
		price := func() float64 { return w.gpuPrice(n, w.now) }
		x.value(costGPU, price, lbls...)
		x.value(costGPUCount, constant(float64(n.gpus)), lbls...)
		x.value(costCPU, constant(cpuPrice), lbls...)
		x.value(costRAM, constant(ramPrice), lbls...)
		x.value(costTotal, func() float64 { return price()*float64(n.gpus) + cpuPrice*n.cpus + ramPrice*n.ramGB }, lbls...)
		x.value(costSpot, constant(0), lbls...)
	}
	for _, p := range w.pods {
		if p.in() == cluster && !p.bare() && p.exists(w.now) {
			x.value(costAllocation, constant(float64(len(p.gpus))*p.part(p.devices[0])), "namespace", p.namespace, "pod", p.name, "container", p.container(), "node", p.node, "instance", p.node)
		}
	}
}
