package plan

import (
	"cmp"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// devices places GPU series: which device they are of, and which pod they name.
type devices struct {
	cluster string
	engines map[ownership.Replica]*ownership.Evidence
	// named remembers what a series' owner labels came to, so that operands are read as presence was.
	named map[ownerKey]ownership.Replica
}

type ownerKey struct {
	device          ownership.Device
	target          string
	exported, plain ownership.Replica
}

// deviceOf is the device of a GPU series.
func (d *devices) deviceOf(canonical, labels map[string]string) ownership.Device {
	return ownership.Device{
		Cluster: labels[d.cluster],
		Node:    cmp.Or(canonical[catalog.LabelNode], host(labels["instance"])),
		UUID:    cmp.Or(canonical[catalog.LabelGPUUUID], canonical[catalog.LabelGPUIndex]),
		MIG:     canonical[catalog.LabelMIGID],
	}
}

// sight reads a GPU series as evidence of a device and perhaps of its owner.
func (d *devices) sight(alt catalog.Alternative, x sighted) (ownership.Sighting, join.DeviceInfo) {
	labels := alt.Canonical(x.labels)
	s := ownership.Sighting{Device: d.deviceOf(labels, x.labels), Times: x.times,
		Job: x.labels["job"], Target: x.labels[d.cluster] + "\xff" + x.labels["job"] + "\xff" + x.labels["instance"]}
	s.Exported, s.Plain, s.PlainContainer = d.owners(x.labels)
	info := join.DeviceInfo{Index: labels[catalog.LabelGPUIndex], Model: labels[catalog.LabelGPUModel],
		Profile: labels[catalog.LabelMIGProfile], SliceShare: 1}
	if s.Device.MIG != "" {
		info.SliceShare = catalog.MIGShare(info.Profile, info.Model)
	}
	return s, info
}

// owners reads the labels that may name the pod: exported_* and relabelled ones are the workload, plain ones may be
// the exporter itself.
func (d *devices) owners(labels map[string]string) (exported, plain ownership.Replica, container string) {
	for _, set := range catalog.OwnerLabelSets() {
		pod := labels[set.Pod]
		if pod == "" {
			continue
		}
		r := ownership.Replica{Cluster: labels[d.cluster], Namespace: labels[set.Namespace], Pod: pod}
		if set.Pod == "pod" {
			plain, container = r, labels[set.Container]
		} else if exported.Zero() {
			exported = r
		}
	}
	return exported, plain, container
}

// claims remembers what each sighting's labels came to.
func (d *devices) claims(seen []ownership.Sighting, claimed []ownership.Replica) {
	d.named = make(map[ownerKey]ownership.Replica, len(seen))
	for i, s := range seen {
		d.named[ownerKey{s.Device, s.Target, s.Exported, s.Plain}] = claimed[i]
	}
}

// claimant is the owner that an operand's series names, by the same judgement as its presence series.
func (d *devices) claimant(alt catalog.Alternative, x sighted) (ownership.Device, ownership.Replica) {
	s, _ := d.sight(alt, x)
	if r, ok := d.named[ownerKey{s.Device, s.Target, s.Exported, s.Plain}]; ok {
		return s.Device, r
	}
	return s.Device, s.Exported
}
