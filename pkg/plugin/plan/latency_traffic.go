package plan

import (
	"github.com/tokenpath/tokenpath/pkg/analyses/latency"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// trafficOf is how many requests each row's parts count, by join.TopKey. A request that passes a gateway and an engine
// is in both, so a row has the larger of the two.
func trafficOf(parts []latency.Part, gateways []latency.Gateway) map[string]float64 {
	engines, passed := map[string]float64{}, map[string]float64{}
	for _, p := range parts {
		engines[join.TopKey(p.Key)] += firstCount(p.E2E, p.TTFT)
	}
	for _, g := range gateways {
		passed[join.TopKey(g.Key)] += firstCount(g.Latency, g.TTFT, g.ClientTTFT)
	}
	for k, n := range passed {
		engines[k] = max(engines[k], n)
	}
	return engines
}

// firstCount is the count of the first that is reported.
func firstCount(of ...latency.Sums) float64 {
	for _, s := range of {
		if s.Reported() {
			return s.Total()
		}
	}
	return 0
}
