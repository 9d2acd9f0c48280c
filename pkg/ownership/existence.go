package ownership

// Evidence are the times at which a source showed a pod, and how long that source itself was there.
// A source that starts late or stops early says nothing about the time before and after it.
type Evidence struct {
	Times  []int64
	Native int64
	// SourceFrom and SourceTo bound the source's own samples, of any pod.
	SourceFrom, SourceTo int64
}

const (
	beginning = int64(-1) << 62
	forever   = int64(1) << 62
)

// span is the hull of the evidence: where the source was there before and after, the pod's end points count, one
// native step wide; elsewhere they are open.
func (e Evidence) span() Span {
	s := Span{beginning, forever}
	if first := e.Times[0]; first-e.SourceFrom > 2*e.Native {
		s.From = first - e.Native
	}
	if last := e.Times[len(e.Times)-1]; e.SourceTo-last > 2*e.Native {
		s.To = last + e.Native
	}
	return s
}

// Existence is when a pod was there. Incarnations come from kube_pod_info, one for each uid; Engine from the engine's
// own series, which may start late (a model loads for minutes) and so bound only the end.
type Existence struct {
	Incarnations []Evidence
	Engine       *Evidence
}

// Spans is the time to which claims on the pod's behalf are clipped; ok is false where nothing shows the pod, and
// then nothing is clipped.
func (x Existence) Spans() (spans Spans, ok bool) {
	for _, e := range x.Incarnations {
		if len(e.Times) > 0 {
			spans, ok = spans.Union(Spans{e.span()}), true
		}
	}
	if x.Engine == nil || len(x.Engine.Times) == 0 {
		return spans, ok
	}
	s := x.Engine.span()
	if ok {
		s.From = max(x.Engine.Times[0]-x.Engine.Native, s.From)
		s.To = min(x.Engine.Times[len(x.Engine.Times)-1]+x.Engine.Native, s.To)
	} else {
		s.From = beginning
	}
	return spans.Union(Spans{s}), true
}
