package fleet

import "time"

const cadvisorInterval = 30 * time.Second

// cpuCounts are what the kernel counts of a pod's container since it was made.
type cpuCounts struct {
	seconds            float64 // of CPU time
	periods, throttled float64 // of 100 ms
	workingSet         float64 // bytes
}

const (
	// cfsPeriod is the kernel's scheduling period, seconds.
	cfsPeriod = 0.1
	// coresOfGPU is the CPU limit of a pod for each of its GPUs.
	coresOfGPU = 4
	gibibyte   = 1 << 30
)

// compute counts a tick of the pod's CPU: an engine's scheduler spins, each sequence is detokenised and each prompt
// tokenised. Near its limit the pod waits for the next period more and more often.
func (p *pod) compute(dt float64) {
	limit := p.cores()
	cores, tokens, running := 0.3*limit, 0.0, 0.0
	for _, e := range p.engines {
		tokens += (e.step.tokens + e.step.prefilled) / dt
		running += float64(len(e.running))
	}
	cores = min(limit, cores+0.012*running+0.00012*tokens)
	c := &p.cpu
	c.seconds += cores * dt
	c.periods += dt / cfsPeriod
	c.throttled += clamp01(0.7*(cores/limit-0.45)) * dt / cfsPeriod
	c.workingSet = (3+2.5*float64(len(p.devices)))*gibibyte + 2.4e6*running
}

// cores is the CPU limit of the pod.
func (p *pod) cores() float64 { return coresOfGPU * float64(len(p.devices)) }

var (
	cadvisorCPU        = counter("container_cpu_usage_seconds_total", "Cumulative cpu time consumed in seconds.")
	cadvisorPeriods    = counter("container_cpu_cfs_periods_total", "Number of elapsed enforcement period intervals.")
	cadvisorThrottled  = counter("container_cpu_cfs_throttled_periods_total", "Number of throttled period intervals.")
	cadvisorWorkingSet = gauge("container_memory_working_set_bytes", "Current working set in bytes.")
)

// cadvisorTarget is the cAdvisor in the kubelet of one node.
func (f *Fleet) cadvisorTarget(spec *nodeSpec) *Target {
	return &Target{
		cluster: spec.in(), Job: "kubelet", Instance: hostIP(spec.key()) + ":10250", Interval: cadvisorInterval, honor: true,
		labels:     []string{"node", spec.name, "metrics_path", "/metrics/cadvisor", "endpoint", "https-metrics"},
		generation: func() int { return f.world.generation },
		fill: func(x *exposition) {
			for _, p := range f.world.pods {
				if p.on() == spec.key() && p.exists(f.world.now) {
					exposeContainer(x, p)
				}
			}
		},
	}
}

// exposeContainer offers the container, its pause container and the row of the whole pod, which adds both up.
func exposeContainer(x *exposition, p *pod) {
	slice := "/kubepods.slice/kubepods-pod" + p.uid + ".slice"
	whole := []string{"namespace", p.namespace, "pod", p.name, "id", slice}
	pause := []string{"namespace", p.namespace, "pod", p.name, "id", slice + "/cri-containerd-pause", "container", "POD", "image", "registry.k8s.io/pause:3.10", "name", p.uid + "-pause"}
	own := []string{"namespace", p.namespace, "pod", p.name, "id", slice + "/cri-containerd-" + p.uid[:8], "container", p.container(), "image", p.container(), "name", p.uid}
	c := &p.cpu
	for _, lbls := range [][]string{own, whole} {
		x.value(cadvisorCPU, func() float64 { return digits(c.seconds, 3) }, lbls...)
		x.value(cadvisorPeriods, func() float64 { return float64(int(c.periods)) }, lbls...)
		x.value(cadvisorThrottled, func() float64 { return float64(int(c.throttled)) }, lbls...)
		x.value(cadvisorWorkingSet, func() float64 { return float64(int(c.workingSet)) }, lbls...)
	}
	x.value(cadvisorOOM, constant(0), own...)
	exposeNetwork(x, p, pause)
	x.value(cadvisorWorkingSet, constant(507904), pause...)
}
