package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// placed is what is known of a series that has exemplars.
type placed struct {
	// canonical are its canonical labels, rest its own that are none of them.
	canonical, rest map[string]string
	// scale turns values into the signal's unit.
	scale float64
	// keeps tells whether it passed the filters at an instant.
	keeps func(at int64) bool
}

// neverShown are labels that mean different things on different series.
var neverShown = []string{"__name__", "model_name"}

// placeSignal reads the labels of a signal's series.
func (x *exemplars) placeSignal(a catalog.Alternative, labels map[string]string) placed {
	canonical := a.Canonical(labels)
	sys, _ := x.env.Catalog.System(a.System)
	for name, v := range map[string]string{catalog.LabelCluster: labels[x.env.clusterLabel()], catalog.LabelEngine: sys.Engine} {
		if v != "" {
			canonical[name] = v
		}
	}
	replica := replicaOf(canonical, labels, x.env.clusterLabel())
	used := []string{x.env.clusterLabel()}
	for _, own := range a.Labels {
		used = append(used, own...)
	}
	scale := a.Scale
	if scale == 0 {
		scale = 1
	}
	return x.placed(canonical, labels, used, replica, scale)
}

// placeOwn reads the labels of the user's own series by the keys that the operand declares.
func (x *exemplars) placeOwn(labels map[string]string) placed {
	canonical := map[string]string{}
	var used []string
	for name, own := range x.op.Keys {
		used = append(used, own)
		if v := labels[own]; v != "" {
			canonical[name] = v
		}
	}
	if v := canonical[catalog.LabelGPUUUID]; v != "" {
		canonical[catalog.LabelGPUUUID] = catalog.NormalizeUUID(v)
	}
	return x.placed(canonical, labels, used, x.onlyReplica(canonical), 1)
}

// onlyReplica is the one replica that declared keys meet; a zero one where they meet none or several.
func (x *exemplars) onlyReplica(canonical map[string]string) ownership.Replica {
	if canonical[catalog.LabelPod] == "" {
		return ownership.Replica{}
	}
	found := x.world.replicasLike(canonical)
	if len(found) != 1 {
		return ownership.Replica{}
	}
	return found[0]
}

func (x *exemplars) placed(canonical, labels map[string]string, used []string, replica ownership.Replica, scale float64) placed {
	p := placed{canonical: map[string]string{}, rest: map[string]string{}, scale: scale}
	for name, v := range canonical {
		if slices.Contains(catalog.Canonical(), name) {
			p.canonical[name] = v
		}
	}
	for name, v := range labels {
		if !slices.Contains(used, name) && !slices.Contains(neverShown, name) {
			p.rest[name] = v
		}
	}
	p.keeps = func(at int64) bool { return x.keepsReplicaAt(replica, at, p.canonical) }
	return p
}
