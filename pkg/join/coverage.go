package join

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Coverage counts how many devices and replicas found each other.
type Coverage struct {
	DevicesMatched, DevicesTotal   int
	ReplicasMatched, ReplicasTotal int
	// Methods counts devices by the method that held them longest.
	Methods map[ownership.Method]int
	// Unmatched names devices with unowned time and replicas without a device.
	Unmatched []Unmatched
}

// Unmatched is a key without a partner.
type Unmatched struct{ Key, Why string }

// coverage looks at what passes the filters, whatever operands were asked for.
func (e *engine) coverage() Coverage {
	c := Coverage{Methods: map[ownership.Method]int{}}
	owners, name := map[ownership.Replica]bool{}, e.keyNames()
	for _, d := range e.devices() {
		seen := e.look(d, owners)
		if seen.rest {
			c.Unmatched = append(c.Unmatched, Unmatched{name(d.Cluster, d), "no MIG slice covers this part of the card"})
		}
		if !seen.kept {
			continue
		}
		c.DevicesTotal++
		if m := longest(seen.methods); m != "" {
			c.DevicesMatched++
			c.Methods[m]++
		} else if seen.free {
			why := cmp.Or(e.world.Why[d], "no GPU series of the device names a pod, and no pod is known to hold it")
			c.Unmatched = append(c.Unmatched, Unmatched{name(d.Cluster, d), why})
		}
	}
	e.coverReplicas(&c, owners, name)
	return c
}

// deviceCover is what passes the filters of a device: whether anything does, whether some of its time is nobody's, and
// whether it is only what a card's slices leave over.
type deviceCover struct {
	kept, free, rest bool
	methods          map[ownership.Method]int64
}

// look gathers a device's tenures and notes its owners.
func (e *engine) look(d ownership.Device, owners map[ownership.Replica]bool) deviceCover {
	out := deviceCover{methods: map[ownership.Method]int64{}}
	for _, t := range e.byDevice[d] {
		switch {
		case !e.keepsAny(t):
		case t.rest:
			out.rest = true
		default:
			out.kept = true
			out.free = out.free || t.replica.Zero()
			for m, ms := range t.methods {
				out.methods[m] += ms
			}
			owners[t.replica] = true
		}
	}
	return out
}

type keyNamer func(cluster string, key fmt.Stringer) string

// keyNames writes keys with their cluster where there are several: names repeat from one to the next.
func (e *engine) keyNames() keyNamer {
	clusters := map[string]bool{}
	for d := range e.world.Devices {
		clusters[d.Cluster] = true
	}
	for r := range e.world.Replicas {
		clusters[r.Cluster] = true
	}
	return func(cluster string, key fmt.Stringer) string {
		if len(clusters) < 2 || cluster == "" {
			return key.String()
		}
		return cluster + "/" + key.String()
	}
}

func (e *engine) coverReplicas(c *Coverage, owners map[ownership.Replica]bool, name keyNamer) {
	var all []ownership.Replica
	for r, info := range e.world.Replicas {
		if info.Engine != "" && e.keepsReplica(r) {
			all = append(all, r)
		}
	}
	for _, r := range sortedReplicas(slices.Values(all)) {
		c.ReplicasTotal++
		if owners[r] {
			c.ReplicasMatched++
			continue
		}
		c.Unmatched = append(c.Unmatched, Unmatched{name(r.Cluster, r), "no GPU series names this pod, and its node does not tell which device it holds"})
	}
}

func sortedReplicas(rs iter.Seq[ownership.Replica]) []ownership.Replica {
	return slices.SortedFunc(rs, ownership.CompareReplicas)
}

// devices in a stable order.
func (e *engine) devices() []ownership.Device {
	var out []ownership.Device
	for _, t := range e.tenures {
		if n := len(out); n == 0 || out[n-1] != t.device {
			out = append(out, t.device)
		}
	}
	return out
}

func (e *engine) keepsAny(t *tenure) bool {
	for _, m := range e.world.models(t.replica) {
		if e.plan.Keep(place{world: e.world, device: t.device, replica: t.replica, model: m}.label) {
			return true
		}
	}
	return false
}

// keepsReplica asks for a replica with any of its devices, or without one.
func (e *engine) keepsReplica(r ownership.Replica) bool {
	for _, t := range e.byReplica[r] {
		if e.keepsAny(t) {
			return true
		}
	}
	return e.keepsAny(&tenure{replica: r})
}
