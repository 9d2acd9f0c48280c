package fleet

import "time"

// newTargets lists every endpoint that the fleet ever has.
func newTargets(f *Fleet) []*Target {
	var out []*Target
	for _, c := range Clusters() {
		out = append(out, f.ksmTarget(c), f.openCostTarget(c))
	}
	for i := range nodeSpecs {
		out = append(out, f.cardTargets(&nodeSpecs[i])...)
		if nodeSpecs[i].bare {
			out = append(out, f.textfileTarget(&nodeSpecs[i]))
		} else {
			out = append(out, f.cadvisorTarget(&nodeSpecs[i]))
		}
		if nodeSpecs[i].infiniband {
			out = append(out, f.fabricTarget(&nodeSpecs[i]))
		}
	}
	for _, p := range f.world.pods {
		if p.serves != nil {
			out = append(out, f.engineTarget(p))
		}
	}
	out = append(out, f.gatewayTargets()...)
	out = append(out, f.stagingGateways()...)
	out = append(out, f.cacheTargets()...)
	out = append(out, f.tetragonTarget())
	for _, t := range out {
		t.fleet = f
		t.labels = append(t.labels, "job", t.Job, "instance", t.Instance, "cluster", t.cluster)
		t.first(f.begin)
	}
	return out
}

// Targets lists the endpoints that exist now.
func (f *Fleet) Targets() []*Target {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []*Target
	for _, t := range f.targets {
		if t.alive(f.world.now) {
			out = append(out, t)
		}
	}
	return out
}

func (t *Target) alive(now time.Time) bool {
	return !now.Before(t.from) && (t.to.IsZero() || now.Before(t.to))
}
