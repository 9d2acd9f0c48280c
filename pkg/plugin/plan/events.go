package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const (
	// maxEvents bounds the events of an answer; more than that cannot be told apart on a graph.
	maxEvents = 500
	// eventSteps is in how many steps a range is looked at; the shortest is a minute.
	eventSteps = 1000
	// stepsAround is how many steps beyond the range are looked at, so that who looks closely at a stretch still sees it.
	stepsAround = 4
)

// Events answers an events query: what happened to devices and replicas, for annotations.
func Events(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Events, error) {
	kinds := req.Query.Events
	if len(kinds) == 0 {
		kinds = models.EventKinds()
	}
	var err error
	h := &happenings{}
	var names []wanted
	for _, k := range kinds {
		names = append(names, (&session{env: env}).sourcesOf(k)...)
	}
	if h.listing, err = list(ctx, env, memo, req, names); err != nil {
		return nil, err
	}
	h.useSteps()
	found := make([][]events.Event, len(kinds))
	err = each(ctx, len(kinds), func(ctx context.Context, i int) (err error) {
		found[i], err = h.detect(ctx, kinds[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &frames.Events{}
	kept, dropped := events.Newest(h.passing(slices.Concat(found...)), maxEvents)
	if dropped > 0 {
		h.remark(fmt.Sprintf("The newest %d of %d events are shown; filter, choose kinds or ask for a shorter range.", len(kept), len(kept)+dropped))
	}
	for _, e := range kept {
		out.Events = append(out.Events, h.tell(e))
	}
	var empty []models.EmptySide
	for _, k := range kinds {
		if looked := h.sourcesOf(k); !h.have.any(looked) {
			empty = append(empty, h.emptySide(string(k), looked, false))
		}
	}
	if len(req.Query.Events) > 0 {
		out.Found = h.found(empty, nil)
	} else {
		// Who asks for all kinds knows that not every exporter reports all of them.
		out.Found = h.found(nil, empty)
	}
	return out, nil
}

// happenings is one events query on its way.
type happenings struct {
	*listing
	// start, end and step are the grid on which sources are looked at, in ms. What is seen at its start was there before.
	start, end, step int64
}

// useSteps chooses a step that rates of every source are defined in.
func (h *happenings) useSteps() {
	h.step = max(minute, 4*h.world.gpu.native, 4*h.world.engine.native, (h.req.To-h.req.From)/eventSteps)
	h.step = (h.step + second - 1) / second * second
	around := stepsAround * h.step
	h.start = (h.req.From - around) / h.step * h.step
	h.end = min(h.req.To+around, h.env.Now) / h.step * h.step
}

// sourcesOf are the metric names that a kind of events can be seen by.
func (s *session) sourcesOf(k models.EventKind) []wanted {
	switch k {
	case models.EventOwnership:
		return s.deviceNames()
	case models.EventPodStart:
		return append(s.wanted(signalPodInfo), s.engineNames()...)
	case models.EventPodRestart:
		return append(s.wanted(signalRestarts), s.engineNames()...)
	case models.EventXID:
		return append(s.wanted(signalXIDCount), s.wanted(signalXID)...)
	case models.EventThrottle:
		return s.wanted(signalThrottle)
	}
	return s.wanted(signalPreemptions)
}

// detect finds the events of a kind.
func (h *happenings) detect(ctx context.Context, k models.EventKind) ([]events.Event, error) {
	switch k {
	case models.EventOwnership:
		return events.Changes(events.Held{Intervals: h.sortedIntervals(), Presence: h.world.Presence,
			Native: max(h.world.gpu.native, second), Name: h.deviceName}, h.req.From, h.req.To), nil
	case models.EventPodStart:
		return events.Starts(h.pods(), h.req.From, h.req.To), nil
	}
	if h.start >= h.end {
		return nil, nil // the range has no whole step
	}
	switch k {
	case models.EventPodRestart:
		return h.restarts(ctx)
	case models.EventXID:
		return h.xids(ctx)
	case models.EventThrottle:
		return h.throttles(ctx)
	}
	return h.storms(ctx)
}

func (h *happenings) sortedIntervals() []ownership.Interval {
	out := slices.Clone(h.world.Intervals)
	slices.SortStableFunc(out, compareIntervals)
	return out
}

// pods are the replicas that serve a model or hold a GPU.
func (h *happenings) pods() []events.Pod {
	var out []events.Pod
	for _, r := range h.world.allReplicas() {
		out = append(out, events.Pod{Replica: r, Incarnations: h.world.kube.pods[r], Engine: h.world.devices.engines[r]})
	}
	return out
}

// deviceName is how people call a device.
func (h *happenings) deviceName(d ownership.Device) string {
	name := cmp.Or(h.world.Devices[d].Index, d.UUID)
	if d.MIG != "" {
		name += " slice " + d.MIG
	}
	return "GPU " + name + " on " + d.Node
}

// passing are the events within the range of which a place passes the filters; the places that do not are dropped.
func (h *happenings) passing(all []events.Event) []events.Event {
	var out []events.Event
	for _, e := range all {
		if e.From > h.req.To || e.To < h.req.From || e.To == h.req.From {
			continue
		}
		var places []events.Place
		for _, p := range h.expanded(e) {
			ok := h.keeps(p.Device, p.Replica, nil)
			if p.Device == (ownership.Device{}) {
				ok = h.keepsReplicaAt(p.Replica, h.moment(e), nil)
			}
			if ok {
				places = append(places, p)
			}
		}
		if len(places) > 0 {
			e.Places = places
			out = append(out, e)
		}
	}
	return out
}

// moment is the instant at which an event's place is looked up: its middle, as far as it lies in the range.
func (h *happenings) moment(e events.Event) int64 {
	return min(max(e.From+(e.To-e.From)/2, h.req.From), h.req.To)
}

// expanded adds to a device those who held it in the middle of the event.
func (h *happenings) expanded(e events.Event) []events.Place {
	var out []events.Place
	for _, p := range e.Places {
		holders := h.holders(p.Device, h.moment(e))
		if !p.Replica.Zero() || len(holders) == 0 {
			out = append(out, p)
			continue
		}
		for _, r := range holders {
			out = append(out, events.Place{Device: p.Device, Replica: r})
		}
	}
	return out
}

// tell gives an event its labels and tags.
func (h *happenings) tell(e events.Event) frames.Event {
	labels := h.common(e.Places)
	return frames.Event{From: e.From, To: e.To, Title: e.Title, Text: e.Text, Labels: labels,
		Tags: append([]string{string(e.Kind), labels[catalog.LabelCluster], labels[catalog.LabelLLMModel]}, e.Tags...)}
}

// common are the labels that the places of the replica an event is told of have in common.
func (h *happenings) common(places []events.Place) map[string]string {
	out := map[string]string{}
	for _, label := range frames.EventLabels() {
		for i, p := range places {
			if p.Replica != places[0].Replica {
				continue
			}
			get := h.world.LabelsOf(p.Device, p.Replica, strings.Join(h.world.Replicas[p.Replica].Models, " "), nil)
			v := get(label)
			if i > 0 && v != out[label] {
				v = ""
			}
			if out[label] = v; v == "" {
				break
			}
		}
	}
	return out
}
