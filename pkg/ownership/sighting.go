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
	// ExportedUID and PlainUID are the uid of the pod, with the same two meanings.
	ExportedUID, PlainUID string
	// Engine is the replica that wrote the series, where an engine reports on the devices it uses itself. The other
	// labels are of the scrape then and say nothing more.
	Engine Replica
	// Times are the instants of its samples, ascending, in ms.
	Times []int64
}

// exporterName matches containers and pods that are the exporter itself.
var exporterName = regexp.MustCompile(`(?i)(exporter|dcgm)`)

// named is what one method makes of a sighting.
type named struct {
	replica Replica
	method  Method
	// uid is the incarnation of the pod that is meant; empty where the series does not tell.
	uid string
}

// namings decides what each sighting says of its owner, the best method first.
func namings(seen []Sighting, uids map[UID]Pod) [][]named {
	labels, ids := claimants(seen), uidClaimants(seen, uids)
	out := make([][]named, len(seen))
	for i, s := range seen {
		if !s.Engine.Zero() {
			out[i] = []named{{replica: s.Engine, method: MethodNative}}
			continue
		}
		uid := ids[i]
		pod, known := uids[UID{s.Device.Cluster, uid}]
		if r := labels[i]; !r.Zero() {
			n := named{replica: r, method: MethodGPULabels}
			if known && pod.Replica == r {
				n.uid = uid
			}
			out[i] = append(out[i], n)
		}
		if known {
			out[i] = append(out[i], named{pod.Replica, MethodPodUID, uid})
		}
	}
	return out
}

// claimants decides which replica each sighting's labels name, in the order of the sightings; a zero Replica where
// they name none. Plain pod labels count only if no series of the same scrape target has exported ones, and the pod is
// not the exporter's own: not an exporter's container or job name, and not one pod on several nodes.
func claimants(seen []Sighting) []Replica {
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

// uidClaimants decides which pod's uid each sighting carries; empty where it carries none, or the exporter's own.
func uidClaimants(seen []Sighting, uids map[UID]Pod) []string {
	exported := map[string]bool{}
	nodes := map[UID]map[string]bool{}
	for _, s := range seen {
		if s.ExportedUID != "" {
			exported[s.Target] = true
		}
		if s.PlainUID != "" {
			k := UID{s.Device.Cluster, s.PlainUID}
			if nodes[k] == nil {
				nodes[k] = map[string]bool{}
			}
			nodes[k][s.Device.Node] = true
		}
	}
	out := make([]string, len(seen))
	for i, s := range seen {
		k := UID{s.Device.Cluster, s.PlainUID}
		own := Sighting{Job: s.Job, Plain: uids[k].Replica}
		switch {
		case s.ExportedUID != "":
			out[i] = s.ExportedUID
		case s.PlainUID == "" || exported[s.Target] || len(nodes[k]) > 1 || isExporter(own):
		default:
			out[i] = s.PlainUID
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
