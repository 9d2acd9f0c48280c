package fleet

import "time"

const engineInterval = 15 * time.Second

// engineTarget is the /metrics of one engine process.
func (f *Fleet) engineTarget(p *pod) *Target {
	t := &Target{
		cluster: p.in(), Job: p.namespace + "/" + p.surface.engine(), Instance: p.instance(), Interval: engineInterval, from: p.made, to: p.gone,
		labels:     []string{"namespace", p.namespace, "pod", p.name, "container", p.container(), "endpoint", "http"},
		answers:    func() bool { return p.engines != nil },
		generation: func() int { return p.starts },
		fill:       func(x *exposition) { exposeEngine(x, p) },
	}
	if p.bare() {
		t.Job, t.labels = "bare-metal/"+p.surface.engine(), nil
	}
	if p.role != "" { // a label of the pod that its PodMonitor copies
		t.labels = append(t.labels, "llm_d_ai_role", p.role)
	}
	if p.group != "" {
		t.labels = append(t.labels, GroupLabel, p.group)
	}
	return t
}

// exposeEngine offers what the pod's engine exposes, in its own names.
func exposeEngine(x *exposition, p *pod) {
	switch p.surface {
	case surfaceSGLang:
		exposeSGLang(x, p)
	case surfaceTGI:
		exposeTGI(x, p.engine())
	case surfaceTriton:
		exposeTriton(x, p)
	case surfaceLlamaCpp:
		exposeLlamaCpp(x, p)
	case surfaceLMDeploy:
		exposeLMDeploy(x, p)
	case surfaceNIM:
		exposeNIM(x, p.engine())
	case surfaceTRTLLM:
		exposeTRTLLM(x, p.engine())
	case surfaceRay:
		exposeRay(x, p)
	case surfaceTRTOld:
		exposeOldTRTLLM(x, p.engine())
	case surfaceTritonVLLM:
		exposeTritonVLLM(x, p)
	case surfaceKServe:
		exposeKServe(x, p.engine())
	case surfaceMLC:
		exposeMLC(x, p.engine())
	case surfaceDynamo:
		exposeDynamo(x, p)
	case surfaceCurrent, surfaceBoth, surfaceOld:
		exposeVLLM(x, p)
		if p.with.has(withLMCache) {
			exposeLMCache(x, p.engine())
		}
	}
}

// microseconds reads a sum of seconds as whole µs.
func microseconds(s *float64) func() float64 {
	return func() float64 { return float64(int64(*s * 1e6)) }
}
