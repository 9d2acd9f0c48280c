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
	// named are homes of which the exporter itself says so, unnamed the addresses of exporters that name no node.
	named, unnamed map[ownership.Device][]string
	// slices are the profiles of the slices that exporters name, by card without a node and id.
	slices map[ownership.Device]map[string]string
	// owner remembers what a series' owner labels came to, so that operands are read as presence was.
	owner map[ownerKey]ownership.Replica
	// ownUse are the devices of which a target shows each pod's own use beside the device's reading.
	ownUse map[seat]bool
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
	if out.MIG == "" && canonical[catalog.LabelMIGClaim] != "" {
		out.MIG = d.claimedSlice(out, canonical)
	}
	if d.reporters[alt.System] {
		out.Node = d.nodeOfOwn(out, canonical, labels)
		return out
	}
	if out.Node = canonical[catalog.LabelNode]; out.Node == "" {
		out.Node = d.nodeOfUnnamed(out, canonical, host(labels["instance"]))
	}
	return out
}

// nodeOfUnnamed is the node of a card whose exporter names none: the one on which another exporter sees the card, so
// that two exporters on one card are one device. Without one the scrape address stands for the node; a real UUID is of
// one card, so the exporter's address may change and the card stays the same.
func (d *devices) nodeOfUnnamed(card ownership.Device, canonical map[string]string, address string) string {
	uuid := canonical[catalog.LabelGPUUUID]
	card = card.Card()
	seen := d.named[card]
	switch {
	case uuid == "" || slices.Contains(seen, address):
		return address
	case len(seen) == 1:
		return seen[0]
	case len(seen) == 0 && catalog.IsUUID(uuid) && len(d.unnamed[card]) > 0:
		return d.unnamed[card][0]
	}
	return address
}

// meet learns where exporters see their cards, before any of them is placed.
func (d *devices) meet(found []presence) {
	d.named, d.unnamed = map[ownership.Device][]string{}, map[ownership.Device][]string{}
	d.slices = map[ownership.Device]map[string]string{}
	for _, p := range found {
		if d.reporters[p.alt.System] {
			continue
		}
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			card := ownership.Device{Cluster: x.labels[d.cluster], UUID: labels[catalog.LabelGPUUUID]}
			if card.UUID == "" {
				continue
			}
			if id := labels[catalog.LabelMIGID]; id != "" {
				if d.slices[card] == nil {
					d.slices[card] = map[string]string{}
				}
				d.slices[card][id] = labels[catalog.LabelMIGProfile]
			}
			if node := labels[catalog.LabelNode]; node != "" {
				insert(d.named, card, node)
			} else {
				insert(d.unnamed, card, host(x.labels["instance"]))
			}
		}
	}
}

// insert adds a value to a sorted list of them, once.
func insert(lists map[ownership.Device][]string, at ownership.Device, value string) {
	if i, there := slices.BinarySearch(lists[at], value); !there {
		lists[at] = slices.Insert(lists[at], i, value)
	}
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
	insert(d.homes, card, at.Node)
}

// sight reads a GPU series as evidence of a device and perhaps of its owner.
func (d *devices) sight(alt catalog.Alternative, x sighted) (ownership.Sighting, join.DeviceInfo) {
	labels := alt.Canonical(x.labels)
	s := d.sightOf(alt, labels, x.labels)
	s.Times = x.times
	info := join.DeviceInfo{Index: labels[catalog.LabelGPUIndex], Model: labels[catalog.LabelGPUModel],
		Profile: labels[catalog.LabelMIGProfile], SliceShare: 1}
	if s.Device.MIG != "" {
		info.SliceShare = catalog.MIGShare(info.Profile, info.Model)
	}
	return s, info
}

// sightOf is the evidence alone, of a series whose canonical labels are known.
func (d *devices) sightOf(alt catalog.Alternative, canonical, labels map[string]string) ownership.Sighting {
	s := ownership.Sighting{Device: d.deviceOf(alt, canonical, labels),
		Job: labels["job"], Target: labels[d.cluster] + "\xff" + labels["job"] + "\xff" + labels["instance"]}
	if d.reporters[alt.System] {
		s.Engine = replicaOf(canonical, labels, d.cluster)
	} else {
		d.owners(&s, labels)
	}
	return s
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
	d.owner = make(map[ownerKey]ownership.Replica, len(seen))
	for i, s := range seen {
		d.owner[keyOf(s)] = claimed[i]
	}
}

// claimant is the owner that an operand's series names, by the same judgement as its presence series.
func (d *devices) claimant(alt catalog.Alternative, canonical, labels map[string]string) (ownership.Device, ownership.Replica) {
	s := d.sightOf(alt, canonical, labels)
	if !s.Engine.Zero() {
		// What an engine reads of its card is a reading like the exporter's, which comes before it.
		return s.Device, ownership.Replica{}
	}
	if r, ok := d.owner[keyOf(s)]; ok {
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
