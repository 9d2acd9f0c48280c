package traces

import (
	"fmt"
	"strings"
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// flat is a trace as searches look at it.
type flat struct {
	id         string
	spans      []flatSpan
	root       int
	begin, end time.Time
}

type flatSpan struct {
	*tracepb.Span
	resource, own map[string]*commonpb.AnyValue
}

func flatten(j *fleet.Journey) *flat {
	t := &flat{id: j.TraceID}
	for _, rs := range spansOf(j).ResourceSpans {
		resource := mapped(rs.Resource.Attributes)
		for _, ss := range rs.ScopeSpans {
			for _, s := range ss.Spans {
				from, to := time.Unix(0, int64(s.StartTimeUnixNano)), time.Unix(0, int64(s.EndTimeUnixNano))
				if len(t.spans) == 0 || from.Before(t.begin) {
					t.begin = from
				}
				if to.After(t.end) {
					t.end = to
				}
				if len(s.ParentSpanId) == 0 {
					t.root = len(t.spans)
				}
				t.spans = append(t.spans, flatSpan{s, resource, mapped(s.Attributes)})
			}
		}
	}
	return t
}

func mapped(all []*commonpb.KeyValue) map[string]*commonpb.AnyValue {
	out := make(map[string]*commonpb.AnyValue, len(all))
	for _, a := range all {
		out[a.Key] = a.Value
	}
	return out
}

// attr is an attribute of a span, or else of its resource.
func (s flatSpan) attr(name string) *commonpb.AnyValue {
	if v := s.own[name]; v != nil {
		return v
	}
	return s.resource[name]
}

func (s flatSpan) seconds() float64 { return float64(s.EndTimeUnixNano-s.StartTimeUnixNano) / 1e9 }

func (t *flat) service() string { return t.spans[t.root].resource["service.name"].GetStringValue() }

var (
	statuses = map[tracepb.Status_StatusCode]string{tracepb.Status_STATUS_CODE_ERROR: "error", tracepb.Status_STATUS_CODE_OK: "ok", tracepb.Status_STATUS_CODE_UNSET: "unset"}
	kinds    = map[tracepb.Span_SpanKind]string{tracepb.Span_SPAN_KIND_CLIENT: "client", tracepb.Span_SPAN_KIND_SERVER: "server", tracepb.Span_SPAN_KIND_INTERNAL: "internal"}
)

// intrinsics are what is not an attribute, under its names.
var intrinsics = map[string]func(t *flat, i int) any{
	"name":            func(t *flat, i int) any { return t.spans[i].Name },
	"duration":        func(t *flat, i int) any { return t.spans[i].seconds() },
	"status":          func(t *flat, i int) any { return statuses[t.spans[i].Status.GetCode()] },
	"kind":            func(t *flat, i int) any { return kinds[t.spans[i].Kind] },
	"rootName":        func(t *flat, _ int) any { return t.spans[t.root].Name },
	"rootServiceName": func(t *flat, _ int) any { return t.service() },
	"traceDuration":   func(t *flat, _ int) any { return t.end.Sub(t.begin).Seconds() },
	"trace:id":        func(t *flat, _ int) any { return t.id },
}

// scoped are newer names of the same.
var scoped = map[string]string{"span:name": "name", "span:duration": "duration", "span:status": "status", "span:kind": "kind",
	"trace:rootName": "rootName", "trace:rootService": "rootServiceName", "trace:duration": "traceDuration"}

// field reads what a name of TraceQL stands for.
func field(name string) (func(t *flat, i int) any, error) {
	if old, ok := scoped[name]; ok {
		name = old
	}
	if get, ok := intrinsics[name]; ok {
		return get, nil
	}
	own := attribute(name)
	switch {
	case strings.HasPrefix(name, "."):
		return func(t *flat, i int) any { return plain(t.spans[i].attr(own)) }, nil
	case strings.HasPrefix(name, "span."):
		return func(t *flat, i int) any { return plain(t.spans[i].own[own]) }, nil
	case strings.HasPrefix(name, "resource."):
		return func(t *flat, i int) any { return plain(t.spans[i].resource[own]) }, nil
	}
	return nil, fmt.Errorf("this store knows no %q", name)
}

// attribute is a name without its scope.
func attribute(name string) string {
	for _, scope := range []string{"span.", "resource.", "."} {
		if own, ok := strings.CutPrefix(name, scope); ok {
			return own
		}
	}
	return name
}

// plain is an attribute's value as text or number; nil where there is none.
func plain(v *commonpb.AnyValue) any {
	switch x := v.GetValue().(type) {
	case *commonpb.AnyValue_StringValue:
		return x.StringValue
	case *commonpb.AnyValue_IntValue:
		return float64(x.IntValue)
	case *commonpb.AnyValue_DoubleValue:
		return x.DoubleValue
	case *commonpb.AnyValue_BoolValue:
		return fmt.Sprint(x.BoolValue)
	case *commonpb.AnyValue_ArrayValue:
		var all []string
		for _, e := range x.ArrayValue.Values {
			all = append(all, fmt.Sprint(plain(e)))
		}
		return strings.Join(all, ",")
	}
	return nil
}
