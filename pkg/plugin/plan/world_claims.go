package plan

import (
	"cmp"
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const (
	signalClaims       = "pod_resource_claims"
	signalClaimDevices = "claim_devices"
)

// claimKey is a claim of dynamic resource allocation.
type claimKey struct{ cluster, namespace, name string }

// claims are what is known of resource claims: which pods refer to them, and how many GPUs they were given.
type claims struct {
	holders map[claimKey][]ownership.UID
	refers  map[ownership.Replica]*claimant
	devices map[claimKey]map[string]bool
}

// claimant is a pod that refers to claims.
type claimant struct {
	claims []claimKey
	times  []int64
}

// loadClaims reads who refers to which claim. Pods that no pod_info shows are known by it too.
func (s *session) loadClaims(ctx context.Context, k *kube, have names, extra []catalog.Matcher, from, to int64) error {
	c := claims{holders: map[claimKey][]ownership.UID{}, refers: map[ownership.Replica]*claimant{}, devices: map[claimKey]map[string]bool{}}
	k.claims = c
	refers, err := s.kubeSeries(ctx, signalClaims, have, extra, from, to)
	if err != nil || len(refers) == 0 {
		return err
	}
	devices, err := s.kubeSeries(ctx, signalClaimDevices, have, extra, from, to)
	if err != nil {
		return err
	}
	c.addPods(s.env.clusterLabel(), k, refers)
	for _, p := range devices {
		for _, x := range p.seen.series {
			key := claimOf(p.alt.Canonical(x.labels), x.labels[s.env.clusterLabel()])
			if c.devices[key] == nil {
				c.devices[key] = map[string]bool{}
			}
			c.devices[key][mapIdentity(withoutScrape(x.labels))] = true
		}
	}
	return nil
}

func (c claims) addPods(clusterLabel string, k *kube, refers []presence) {
	spans := sources(clusterLabel, refers)
	for _, p := range refers {
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			r := replicaOf(labels, x.labels, clusterLabel)
			uid := ownership.UID{Cluster: r.Cluster, ID: labels[catalog.LabelPodUID]}
			key := claimOf(labels, r.Cluster)
			if key.name == "" {
				continue
			}
			if uid.ID != "" && !slices.Contains(c.holders[key], uid) {
				c.holders[key] = append(c.holders[key], uid)
			}
			if _, known := k.uids[uid]; !known && uid.ID != "" {
				there := spans[r.Cluster]
				k.uids[uid] = ownership.Pod{Replica: r, Evidence: ownership.Evidence{Times: x.times, Native: k.step(x.times), SourceFrom: there.From, SourceTo: there.To}}
			}
			if c.refers[r] == nil {
				c.refers[r] = &claimant{}
			}
			if !slices.Contains(c.refers[r].claims, key) {
				c.refers[r].claims = append(c.refers[r].claims, key)
			}
			c.refers[r].times = mergeTimes(c.refers[r].times, x.times)
		}
	}
}

// claimOf is the claim that a series names; claims live in their pods' namespace.
func claimOf(labels map[string]string, cluster string) claimKey {
	return claimKey{cluster, cmp.Or(labels[catalog.LabelClaimNamespace], labels[catalog.LabelNamespace]), labels[catalog.LabelClaim]}
}

// requests are what pods hold by their claims. What a pod asks for in the usual way is in its request already, so these
// are added for pods without one, and where the devices of all their claims are known.
func (c claims) requests(k *kube, clusters map[string]ownership.Span, now int64) []ownership.Request {
	asks := map[ownership.Replica]bool{}
	for _, r := range k.requests {
		asks[r.Replica] = true
	}
	var out []ownership.Request
	for r, holder := range c.refers {
		n := 0
		for _, key := range holder.claims {
			n += len(c.devices[key])
		}
		if n > 0 && !asks[r] {
			out = append(out, ownership.Request{Cluster: r.Cluster, Node: k.nodes[r], Replica: r, GPUs: n,
				Spans: k.heldSpans(holder.times, clusters[r.Cluster], now)})
		}
	}
	slices.SortFunc(out, func(a, b ownership.Request) int { return ownership.CompareReplicas(a.Replica, b.Replica) })
	return out
}

// byClaim are sightings of a GPU series that names no pod, and a claim: one for each pod that refers to it.
func (k *kube) byClaim(s ownership.Sighting, labels map[string]string) []ownership.Sighting {
	holders := k.claims.holders[claimOf(labels, s.Device.Cluster)]
	if s.Exported.Pod != "" || s.ExportedUID != "" || labels[catalog.LabelClaim] == "" || len(holders) == 0 {
		return []ownership.Sighting{s}
	}
	out := make([]ownership.Sighting, len(holders))
	for i, uid := range holders {
		out[i] = s
		out[i].ExportedUID = uid.ID
	}
	return out
}

// claimedSlice is the slice that a series of the whole card names by a claim. Where exporters also show the card's
// slices by their ids, it is the only one of the claim's profile; of several it could be any, and the series says no
// more than that the card is there.
func (d *devices) claimedSlice(card ownership.Device, canonical map[string]string) string {
	known := d.slices[ownership.Device{Cluster: card.Cluster, UUID: card.UUID}]
	if len(known) == 0 {
		return canonical[catalog.LabelMIGClaim]
	}
	found := ""
	for id, profile := range known {
		if profile != canonical[catalog.LabelMIGProfile] {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

// ofWholeCard tells whether a series is of a whole card although it names a slice: the one that a pod's claim was given.
func ofWholeCard(canonical map[string]string) bool {
	return canonical[catalog.LabelMIGID] == "" && canonical[catalog.LabelMIGClaim] != ""
}
