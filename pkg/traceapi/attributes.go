package traceapi

// Names of attributes of spans: OpenTelemetry's conventions for resources and for generative AI
// (https://opentelemetry.io/docs/specs/semconv/gen-ai/), and vLLM's own in its traces (vllm/tracing).
const (
	AttrPod       = "k8s.pod.name"
	AttrNamespace = "k8s.namespace.name"
	AttrCluster   = "k8s.cluster.name"
	AttrModel     = "gen_ai.request.model"
	AttrAnswered  = "gen_ai.response.model"
	AttrRoute     = "http.route"

	attrTTFT    = "gen_ai.latency.time_to_first_token"
	attrE2E     = "gen_ai.latency.e2e"
	attrQueue   = "gen_ai.latency.time_in_queue"
	attrPrefill = "gen_ai.latency.time_in_model_prefill"
	attrDecode  = "gen_ai.latency.time_in_model_decode"
)

// durations are the attributes in which spans tell what a canonical signal measures, in seconds.
var durations = map[string]string{
	"ttft": attrTTFT, "gateway_ttft": attrTTFT, "client_ttft": attrTTFT,
	"queue_time": attrQueue, "prefill_time": attrPrefill, "decode_time": attrDecode, "e2e_latency": attrE2E,
}

// whole are signals of a request as a whole: the trace's duration stands for them where no attribute does.
var whole = map[string]bool{"e2e_latency": true, "gateway_latency": true, "client_latency": true}

// ValueAttribute is the attribute that tells what a canonical signal measures; empty where spans have none.
func ValueAttribute(signal string) string { return durations[signal] }

// Value is what a trace tells of a canonical signal, in seconds; false where it does not.
func (t Trace) Value(signal string) (float64, bool) {
	if v, ok := t.Numbers[durations[signal]]; ok {
		return v, true
	}
	return t.Duration, whole[signal]
}
