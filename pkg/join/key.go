package join

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// RowKind says what a row stands for.
type RowKind string

const (
	// KindValue is a row of a known device, replica or model.
	KindValue RowKind = "value"
	// KindUnmatched holds device time that no method gave to a replica.
	KindUnmatched RowKind = "unmatched"
	// KindUnattributed holds what belongs to a pod without engine series, at a grain that needs a model.
	KindUnattributed RowKind = "unattributed"
	// KindUnlabelled holds traffic that names no tenant.
	KindUnlabelled RowKind = "unlabelled"
	// KindOther holds the rows beyond those that a query asked for.
	KindOther RowKind = "other"
)

// Plan is what rows are keyed and filtered by.
type Plan struct {
	// Key are the canonical labels of a row's key, the grain's first.
	Key []string
	// Owner says that the key is about replicas or models, so that unowned device time is a row of its own.
	Owner bool
	// Model says that the key needs a model.
	Model bool
	// Top, where it is not nil, holds the keys (see TopKey) that keep a row of their own. All other values are one row
	// of kind other, so that nothing is lost and nothing is averaged twice.
	Top map[string]bool
	// Filtered are the labels that Keep looks at.
	Filtered []string
	// Keep tells whether a place passes the filters; get answers its canonical labels.
	Keep func(get func(label string) string) bool
}

// ownerLabels are the labels of who holds a device; a key that has one of them is about owners.
var ownerLabels = []string{"pod", "namespace", "llm_model", "engine", "engine_rank", "role"}

// NewPlan is the plan of a grain's key labels with further ones. Without a grain the further ones say what rows are
// about.
func NewPlan(grainKey, by []string, keep func(func(string) string) bool) Plan {
	p := Plan{Keep: keep}
	for _, l := range append(append([]string{}, grainKey...), by...) {
		if !slices.Contains(p.Key, l) {
			p.Key = append(p.Key, l)
		}
	}
	about := grainKey
	if len(grainKey) == 0 {
		about = by
	}
	p.Owner = slices.ContainsFunc(about, func(l string) bool { return slices.Contains(ownerLabels, l) })
	p.Model = slices.Contains(about, "llm_model") && !slices.Contains(about, "pod")
	if p.Keep == nil {
		p.Keep = func(func(string) string) bool { return true }
	}
	return p
}

// needsDevice tells whether the key or a filter has labels that only a device knows.
func (p Plan) needsDevice() bool {
	for _, l := range append(append([]string{}, p.Key...), p.Filtered...) {
		if deviceLabels[l] {
			return true
		}
	}
	return false
}

// OfDevice tells whether a canonical label is one that only a device knows.
func OfDevice(label string) bool { return deviceLabels[label] }

var deviceLabels = map[string]bool{
	"node": true, "gpu_uuid": true, "gpu_index": true, "gpu_model": true, "mig_profile": true, "mig_id": true,
}

// place is a device, a replica or both, with a source's own labels: whatever a value belongs to.
type place struct {
	world   *World
	device  ownership.Device
	replica ownership.Replica
	model   string
	own     map[string]string
}

// label answers a canonical label of the place, "" where it has none.
func (p place) label(name string) string {
	if v, ok := p.own[name]; ok && v != "" {
		return v
	}
	switch name {
	case "cluster":
		return cmp.Or(p.device.Cluster, p.replica.Cluster)
	case "node":
		return cmp.Or(p.device.Node, p.world.Replicas[p.replica].Node)
	case "namespace":
		return p.replica.Namespace
	case "pod":
		return p.replica.Pod
	case "gpu_uuid":
		return p.device.UUID
	case "mig_id":
		return p.device.MIG
	case "gpu_index":
		return p.world.Devices[p.device].Index
	case "gpu_model":
		return p.world.Devices[p.device].Model
	case "mig_profile":
		return p.world.Devices[p.device].Profile
	case "llm_model":
		return p.model
	case "engine":
		return p.world.Replicas[p.replica].Engine
	case "role":
		return p.world.Replicas[p.replica].Role
	}
	return ""
}

// values are the key labels of the place and its kind; the first is the kind's name unless it is a value.
func (p Plan) values(at place) ([]string, RowKind) {
	out := make([]string, len(p.Key))
	for i, l := range p.Key {
		out[i] = at.label(l)
	}
	kind := KindValue
	switch {
	case p.Owner && at.replica.Zero() && at.device.UUID != "":
		kind = KindUnmatched
	case p.Model && at.label("llm_model") == "":
		kind = KindUnattributed
	case at.replica.Zero() && at.device.UUID == "" && slices.Contains(p.Key, "tenant") && at.label("tenant") == "":
		kind = KindUnlabelled
	}
	if kind == KindValue && p.Top != nil && !p.Top[TopKey(out)] {
		kind = KindOther
		clear(out)
	}
	if kind != KindValue && len(out) > 0 {
		out[0] = string(kind)
	}
	return out, kind
}

// TopKey is a row's key as Plan.Top holds it.
func TopKey(values []string) string { return strings.Join(values, "\xff") }

// Mark makes a row's key say its kind: for all but values the first label repeats it.
func (r *Row) Mark(kind RowKind) {
	r.Kind = kind
	if kind != KindValue && len(r.Key) > 0 {
		r.Key[0] = string(kind)
	}
}

func joinKey(kind RowKind, values []string) string {
	return string(kind) + "\xff" + strings.Join(values, "\xff")
}
