package ownership

import (
	"regexp"
	"strings"
)

// Sighting is one GPU series as the store shows it: which device, when, and which pod its labels name.
type Sighting struct {
	Device Device
	// Target is the scrape target (job and instance) that exposed the series.
	Target, Job string
	// Exported is the workload in exported_* or relabelled k8s_* labels: evidence by itself.
	Exported Replica
	// Plain is the pod in plain labels: the workload if labels were honoured, else the exporter's own pod.
	Plain          Replica
	PlainContainer string
	// Times are the instants of its samples, ascending, in ms.
	Times []int64
}

// exporterName matches containers and pods that are the exporter itself.
var exporterName = regexp.MustCompile(`(?i)(exporter|dcgm)`)

// Claimant decides which replica each sighting names, in the order of the sightings; a zero Replica where it names
// none. Plain pod labels count only if no series of the same scrape target has exported ones, and the pod is not
// the exporter's own: not an exporter's container or job name, and not one pod on several nodes.
func Claimant(seen []Sighting) []Replica {
	exported := map[string]bool{}
	nodes := map[Replica]map[string]bool{}
	for _, s := range seen {
		if s.Exported.Pod != "" {
			exported[s.Target] = true
		}
		if s.Plain.Pod != "" {
			if nodes[s.Plain] == nil {
				nodes[s.Plain] = map[string]bool{}
			}
			nodes[s.Plain][s.Device.Node] = true
		}
	}
	out := make([]Replica, len(seen))
	for i, s := range seen {
		switch {
		case s.Exported.Pod != "":
			out[i] = s.Exported
		case s.Plain.Pod == "" || exported[s.Target] || len(nodes[s.Plain]) > 1 || isExporter(s):
		default:
			out[i] = s.Plain
		}
	}
	return out
}

func isExporter(s Sighting) bool {
	if s.PlainContainer != "" {
		return exporterName.MatchString(s.PlainContainer) || s.PlainContainer == s.Job
	}
	if s.Job != "" && strings.HasPrefix(s.Plain.Pod, s.Job+"-") {
		return true
	}
	return exporterName.MatchString(s.Plain.Pod)
}
