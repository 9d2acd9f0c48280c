package plan

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// devices places GPU series: which device they are of, and which pod they name.
type devices struct {
	cluster string
	engines map[ownership.Replica]*ownership.Evidence
	// reporters are the engines that write GPU series of their own, by system.
	reporters map[string]bool
	// nodes are where pods run, homes the nodes on which exporters see a card, by its device without a node.
	nodes map[ownership.Replica]string
	homes map[ownership.Device][]string
	// named remembers what a series' owner labels came to, so that operands are read as presence was.
	named map[ownerKey]ownership.Replica
}

// ownerKey is what a sighting says of its owner.
type ownerKey struct {
	device                  ownership.Device
	target                  string
	exported, plain, engine ownership.Replica
	exportedUID, plainUID   string
}

func keyOf(s ownership.Sighting) ownerKey {
	return ownerKey{s.Device, s.Target, s.Exported, s.Plain, s.Engine, s.ExportedUID, s.PlainUID}
}

// deviceOf is the device of a GPU series.
func (d *devices) deviceOf(alt catalog.Alternative, canonical, labels map[string]string) ownership.Device {
	out := ownership.Device{
		Cluster: labels[d.cluster],
		UUID:    cmp.Or(canonical[catalog.LabelGPUUUID], canonical[catalog.LabelGPUIndex]),
		MIG:     canonical[catalog.LabelMIGID],
	}
	if d.reporters[alt.System] {
		out.Node = d.nodeOfOwn(out, canonical, labels)
		return out
	}
	out.Node = cmp.Or(canonical[catalog.LabelNode], host(labels["instance"]))
	return out
}

// nodeOfOwn is the node of a card that an engine reports on: where an exporter sees the card, or where the engine runs.
func (d *devices) nodeOfOwn(card ownership.Device, canonical, labels map[string]string) string {
	runs := cmp.Or(canonical[catalog.LabelNode], d.nodes[replicaOf(canonical, labels, d.cluster)])
	if seen := d.homes[card]; len(seen) == 1 && runs == "" || len(seen) > 0 && !slices.Contains(seen, runs) {
		return seen[0]
	}
	return cmp.Or(runs, host(labels["instance"]))
}

// settle remembers on which node an exporter sees a card.
func (d *devices) settle(at ownership.Device) {
	card := at
	card.Node = ""
	if !slices.Contains(d.homes[card], at.Node) {
		d.homes[card] = append(d.homes[card], at.Node)
		slices.Sort(d.homes[card])
	}
}

// sight reads a GPU series as evidence of a device and perhaps of its owner.
func (d *devices) sight(alt catalog.Alternative, x sighted) (ownership.Sighting, join.DeviceInfo) {
	labels := alt.Canonical(x.labels)
	s := ownership.Sighting{Device: d.deviceOf(alt, labels, x.labels), Times: x.times,
		Job: x.labels["job"], Target: x.labels[d.cluster] + "\xff" + x.labels["job"] + "\xff" + x.labels["instance"]}
	if d.reporters[alt.System] {
		s.Engine = replicaOf(labels, x.labels, d.cluster)
	} else {
		d.owners(&s, x.labels)
	}
	info := join.DeviceInfo{Index: labels[catalog.LabelGPUIndex], Model: labels[catalog.LabelGPUModel],
		Profile: labels[catalog.LabelMIGProfile], SliceShare: 1}
	if s.Device.MIG != "" {
		info.SliceShare = catalog.MIGShare(info.Profile, info.Model)
	}
	return s, info
}

// owners reads the labels that may name the pod: exported_* and relabelled ones are the workload, plain ones may be
// the exporter itself.
func (d *devices) owners(s *ownership.Sighting, labels map[string]string) {
	for _, set := range catalog.OwnerLabelSets() {
		plain := set.Pod == catalog.LabelPod
		if uid := labels[set.UID]; uid != "" && plain {
			s.PlainUID = uid
		} else if uid != "" && s.ExportedUID == "" {
			s.ExportedUID = uid
		}
		pod := labels[set.Pod]
		if pod == "" {
			continue
		}
		r := ownership.Replica{Cluster: labels[d.cluster], Namespace: labels[set.Namespace], Pod: pod}
		if plain {
			s.Plain, s.PlainContainer = r, labels[set.Container]
		} else if s.Exported.Zero() {
			s.Exported = r
		}
	}
}

// claims remembers what each sighting's labels came to.
func (d *devices) claims(seen []ownership.Sighting, claimed []ownership.Replica) {
	d.named = make(map[ownerKey]ownership.Replica, len(seen))
	for i, s := range seen {
		d.named[keyOf(s)] = claimed[i]
	}
}

// claimant is the owner that an operand's series names, by the same judgement as its presence series.
func (d *devices) claimant(alt catalog.Alternative, x sighted) (ownership.Device, ownership.Replica) {
	s, _ := d.sight(alt, x)
	if !s.Engine.Zero() {
		// What an engine reads of its card is a reading like the exporter's, which comes before it.
		return s.Device, ownership.Replica{}
	}
	if r, ok := d.named[keyOf(s)]; ok {
		return s.Device, r
	}
	return s.Device, s.Exported
}

// addCards makes the cards known that have slices, for what the slices leave over.
func (w *world) addCards() {
	for _, d := range w.sortedDevices() {
		card := d.Card()
		if _, known := w.Devices[card]; !known {
			info := w.Devices[d]
			info.Profile, info.SliceShare = "", 1
			w.Devices[card] = info
		}
	}
}
