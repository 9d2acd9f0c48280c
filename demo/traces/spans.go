package traces

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	resourcepb "go.opentelemetry.io/proto/otlp/resource/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// route is the path that all requests take.
const route = "/v1/chat/completions"

// spansOf are the spans of a request: client, gateway, the gateway's call, and each engine with its phases. Names of
// attributes are OpenTelemetry's for generative AI, and vLLM's own on its span.
func spansOf(j *fleet.Journey) *tracepb.TracesData {
	b := &builder{j: j, trace: unhex(j.TraceID)}
	gateway := unhex(j.SpanID)
	var root []byte
	if j.Client.Name != "" {
		root = b.id("client")
		b.add(b.service(j.Client), span{id: root, name: "chat " + j.Model, kind: tracepb.Span_SPAN_KIND_CLIENT, from: j.Sent, to: j.Last.Add(j.Back),
			attrs: append(b.genAI(), b.usage()...)})
	}
	proxy := b.service(j.Gateway)
	b.add(proxy, span{id: gateway, parent: root, name: "POST " + route, kind: tracepb.Span_SPAN_KIND_SERVER, from: j.Received, to: j.Last,
		attrs: append(append(b.genAI(), b.usage()...), text("http.request.method", "POST"), text("http.route", route), number("http.response.status_code", 200),
			text("http.request.header.x-request-id", b.request()), seconds("gen_ai.latency.time_to_first_token", j.First.Sub(j.Called)))})
	call := b.id("call")
	b.add(proxy, span{id: call, parent: gateway, name: "chat " + j.Model, kind: tracepb.Span_SPAN_KIND_CLIENT, from: j.Called, to: j.Last, attrs: b.genAI()})
	for i := range j.Legs {
		b.leg(i, call)
	}
	return &tracepb.TracesData{ResourceSpans: b.out}
}

type builder struct {
	j     *fleet.Journey
	trace []byte
	out   []*tracepb.ResourceSpans
	last  *resourcepb.Resource
}

type span struct {
	id, parent []byte
	name       string
	kind       tracepb.Span_SpanKind
	from, to   time.Time
	attrs      []*commonpb.KeyValue
}

// leg adds what one engine did: vLLM calls its span llm_request.
func (b *builder) leg(i int, parent []byte) {
	l := &b.j.Legs[i]
	r := &resourcepb.Resource{Attributes: []*commonpb.KeyValue{text("service.name", l.System), text("service.namespace", l.Namespace),
		text("k8s.cluster.name", b.j.Cluster), text("k8s.namespace.name", l.Namespace), text("k8s.pod.name", l.Pod), text("k8s.node.name", l.Node),
		texts("hw.gpu.uuids", l.GPUs)}}
	id := b.id(fmt.Sprint("engine", i))
	phase := func(name string, from, to time.Time, attrs ...*commonpb.KeyValue) {
		if to.After(from) {
			b.add(r, span{id: b.id(fmt.Sprint(name, i)), parent: id, name: name, kind: tracepb.Span_SPAN_KIND_INTERNAL, from: from, to: to, attrs: attrs})
		}
	}
	attrs := append(b.genAI(), text("gen_ai.request.id", b.request()), texts("gen_ai.response.finish_reasons", []string{b.j.Finish}),
		seconds("gen_ai.latency.time_to_first_token", l.First.Sub(l.Arrival)), seconds("gen_ai.latency.e2e", l.Finish.Sub(l.Arrival)),
		seconds("gen_ai.latency.time_in_queue", l.Scheduled.Sub(l.Queued.Add(l.Transfer))), seconds("gen_ai.latency.time_in_model_prefill", l.First.Sub(l.Scheduled)),
		seconds("gen_ai.latency.time_in_model_decode", l.Finish.Sub(l.First)))
	if l.Role != "" {
		attrs = append(attrs, text("llm.role", l.Role))
	}
	b.add(r, span{id: id, parent: parent, name: "llm_request", kind: tracepb.Span_SPAN_KIND_SERVER, from: l.Arrival, to: l.Finish, attrs: append(attrs, b.usage()...)})
	phase("transfer", l.Queued, l.Queued.Add(l.Transfer))
	phase("queue", l.Queued.Add(l.Transfer), l.Scheduled)
	phase("prefill", l.Scheduled, l.First, number("gen_ai.usage.input_tokens", b.j.Prompt), number("gen_ai.usage.cache_read.input_tokens", b.j.Cached))
	phase("decode", l.First, l.Finish, number("gen_ai.usage.output_tokens", b.j.Output))
}

func (b *builder) service(s fleet.Service) *resourcepb.Resource {
	return &resourcepb.Resource{Attributes: []*commonpb.KeyValue{text("service.name", s.Name), text("service.namespace", s.Namespace),
		text("k8s.cluster.name", b.j.Cluster), text("k8s.namespace.name", s.Namespace), text("k8s.pod.name", s.Pod)}}
}

func (b *builder) genAI() []*commonpb.KeyValue {
	out := []*commonpb.KeyValue{text("gen_ai.operation.name", "chat"), text("gen_ai.request.model", b.j.Model), text("gen_ai.response.model", b.j.Model)}
	if b.j.Tenant != "" {
		out = append(out, text("tenant.id", b.j.Tenant))
	}
	return out
}

func (b *builder) usage() []*commonpb.KeyValue {
	return []*commonpb.KeyValue{number("gen_ai.usage.input_tokens", b.j.Prompt), number("gen_ai.usage.output_tokens", b.j.Output)}
}

// request is the id that the gateway gave the request and the engine logs.
func (b *builder) request() string { return "req-" + hex.EncodeToString(b.id("request")) }

// id is a span's id, the same whenever it is asked for.
func (b *builder) id(what string) []byte {
	sum := sha256.Sum256(append([]byte(what), b.trace...))
	return sum[:8]
}

// add appends a span below its resource.
func (b *builder) add(r *resourcepb.Resource, s span) {
	status := &tracepb.Status{}
	if b.j.Finish == "error" {
		status.Code = tracepb.Status_STATUS_CODE_ERROR
	}
	x := &tracepb.Span{TraceId: b.trace, SpanId: s.id, ParentSpanId: s.parent, Name: s.name, Kind: s.kind,
		StartTimeUnixNano: uint64(s.from.UnixNano()), EndTimeUnixNano: uint64(s.to.UnixNano()), Attributes: s.attrs, Status: status}
	if b.last != r {
		b.last = r
		b.out = append(b.out, &tracepb.ResourceSpans{Resource: r, ScopeSpans: []*tracepb.ScopeSpans{{Scope: &commonpb.InstrumentationScope{Name: "tokenpath-demo"}}}})
	}
	scope := b.out[len(b.out)-1].ScopeSpans[0]
	scope.Spans = append(scope.Spans, x)
}

func unhex(text string) []byte {
	out, err := hex.DecodeString(text)
	if err != nil {
		return nil
	}
	return out
}

func text(key, v string) *commonpb.KeyValue {
	return &commonpb.KeyValue{Key: key, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_StringValue{StringValue: v}}}
}

func number(key string, v int) *commonpb.KeyValue {
	return &commonpb.KeyValue{Key: key, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_IntValue{IntValue: int64(v)}}}
}

func seconds(key string, d time.Duration) *commonpb.KeyValue {
	return &commonpb.KeyValue{Key: key, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_DoubleValue{DoubleValue: d.Seconds()}}}
}

func texts(key string, all []string) *commonpb.KeyValue {
	list := &commonpb.ArrayValue{}
	for _, v := range all {
		list.Values = append(list.Values, &commonpb.AnyValue{Value: &commonpb.AnyValue_StringValue{StringValue: v}})
	}
	return &commonpb.KeyValue{Key: key, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_ArrayValue{ArrayValue: list}}}
}
