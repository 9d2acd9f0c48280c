package plan

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// signalBinding is the series that declares who holds a device.
const signalBinding = "gpu_binding"

// instances are the replicas by the address at which they are scraped, and by its host.
type instances map[string][]ownership.Replica

func (x instances) add(r ownership.Replica, instance string) {
	if instance == "" {
		return
	}
	for _, key := range []string{instance, host(instance)} {
		if !slices.Contains(x[key], r) {
			x[key] = append(x[key], r)
		}
	}
}

// at are the replicas at an address, within a cluster or in any. An address that no engine answers at stands for itself:
// its cards are held by something that is not scraped.
func (x instances) at(instance, cluster string, anyCluster bool) []ownership.Replica {
	var out []ownership.Replica
	for _, r := range x[instance] {
		if anyCluster || r.Cluster == cluster {
			out = append(out, r)
		}
	}
	return out
}

// declared are the settings' bindings.
func (x instances) declared(bindings []models.Binding) []ownership.Binding {
	var out []ownership.Binding
	for _, b := range bindings {
		spans := ownership.Until(bound(b.From), bound(b.To))
		for i, uuid := range b.GPUUUIDs {
			one := ownership.Binding{Spans: spans, AnyCluster: b.Cluster == "",
				Device:  ownership.Device{Cluster: b.Cluster, UUID: catalog.NormalizeUUID(uuid)},
				Replica: ownership.Replica{Cluster: b.Cluster, Namespace: b.Namespace, Pod: cmp.Or(b.Pod, b.Instance)}}
			if i < len(b.MIGIDs) {
				one.Device.MIG = b.MIGIDs[i]
			}
			if b.Pod != "" {
				out = append(out, one)
				continue
			}
			out = append(out, x.resolve(one, b.Instance)...)
		}
	}
	return out
}

// resolve finds the replicas that a binding means by an address.
func (x instances) resolve(b ownership.Binding, instance string) []ownership.Binding {
	found := x.at(instance, b.Device.Cluster, b.AnyCluster)
	if len(found) == 0 {
		return []ownership.Binding{b}
	}
	var out []ownership.Binding
	for _, r := range found {
		b.Replica, b.Device.Cluster, b.AnyCluster = r, r.Cluster, false
		out = append(out, b)
	}
	return out
}

// bound is an instant in ms; nil where there is none. The settings were checked when they were read.
func bound(text string) *int64 {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil
	}
	ms := t.UnixMilli()
	return &ms
}

// boundSeries is a binding series as it was read: whom it means is known when the engines are.
type boundSeries struct {
	ownership.Binding
	instance string
	// index says by which index on which node others know the device.
	index onNode
}

// boundBySeries reads the store's binding series. One holds while its value is above 0.
func (s *session) boundBySeries(ctx context.Context, have names, extra []catalog.Matcher, from, to int64) ([]boundSeries, error) {
	var out []boundSeries
	for _, a := range s.env.Catalog.Alternatives(signalBinding) {
		if !have.readable(a, models.StatLast) {
			continue
		}
		found, err := s.of(a).look(ctx, selecting(a, extra), from-lookAround, to+lookAround)
		if err != nil {
			return nil, err
		}
		steps := medianSteps{}
		for _, x := range found.series {
			labels := a.Canonical(x.labels)
			cluster := x.labels[s.env.clusterLabel()]
			native := cmp.Or(steps.of(x.times), found.native, guessedNative)
			b := boundSeries{instance: labels[catalog.LabelInstance]}
			b.Device = ownership.Device{Cluster: cluster, Node: labels[catalog.LabelNode], UUID: labels[catalog.LabelGPUUUID], MIG: labels[catalog.LabelMIGID]}
			b.Replica = ownership.Replica{Cluster: cluster, Namespace: labels[catalog.LabelNamespace], Pod: labels[catalog.LabelPod]}
			if b.Replica.Pod == "" {
				b.Replica = ownership.Replica{Cluster: cluster, Pod: b.instance}
			} else {
				b.instance = ""
			}
			if found.coarse {
				b.Spans = ownership.SpansOf(x.times, native)
			} else {
				b.Spans = ownership.SpansOf(whenSet(x), native)
			}
			if index := labels[catalog.LabelGPUIndex]; index != "" {
				b.index, b.Device.Node = onNode{cluster, cmp.Or(b.Device.Node, host(x.labels["instance"])), index}, ""
			}
			if b.Device.UUID != "" && (b.Replica.Pod != "" || b.index.index != "") && len(b.Spans) > 0 {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

// bindings are all declared ownership, once the engines are known.
func (x instances) bindings(settings []models.Binding, series []boundSeries) []ownership.Binding {
	out := x.declared(settings)
	for _, b := range series {
		if b.Replica.Pod == "" {
			continue
		}
		if b.instance == "" {
			out = append(out, b.Binding)
			continue
		}
		out = append(out, x.resolve(b.Binding, b.instance)...)
	}
	return out
}
