package frames_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
)

var found = frames.Found{Coverage: models.Coverage{Devices: models.MatchCount{Matched: 1, Total: 2}, Methods: map[string]int{"gpu-labels": 1},
	Unmatched: []models.UnmatchedKey{}}, Executed: []string{"a", "b"}, Notices: []string{"Something to know."}}

func lists() map[string]data.Frames {
	const second = int64(1000)
	return map[string]data.Frames{
		"ownership": frames.OfOwnership(&frames.Ownership{Found: found, Intervals: []frames.Interval{
			{Cluster: "eu", Node: "n1", GPUUUID: "GPU-a", Namespace: "chat", Pod: "llama-0", From: 60 * second, To: 120 * second,
				Method: "gpu-labels", Confidence: "exact", Share: 1, GPUIndex: "0", GPUModel: "H100", LLMModel: "llama"},
			{Node: "n1", GPUUUID: "GPU-b", MIGID: "3", Pod: "qwen-0", From: 60 * second, To: 90 * second, Method: "declared", Confidence: "strong", Share: 1. / 7},
		}}, models.Query{RefID: "A", QueryType: models.QueryTypeOwnership, Format: models.FormatTable}),
		"events": frames.OfEvents(&frames.Events{Found: found, Events: []frames.Event{
			{From: 60 * second, To: 60 * second, Title: "XID 79", Text: "once", Tags: []string{"xid", "eu", "", "a,b"}, Labels: map[string]string{"gpu_uuid": "GPU-a"}},
			{From: 60 * second, To: 90 * second, Title: "Slow", Text: "long", Tags: []string{"throttle"}, Labels: map[string]string{"pod": "llama-0"}},
		}}, models.Query{RefID: "B", QueryType: models.QueryTypeEvents, Format: models.FormatTable}),
		"exemplars": frames.OfExemplars(&frames.Exemplars{Found: found, Unit: "s",
			Destinations: []models.ExemplarTraceIDDestination{{Name: "trace_id", DatasourceUID: "tempo"}, {Name: "trace_id", URL: "https://x/${__value.raw}"}, {Name: "absent", URL: "y"}},
			Exemplars: []frames.Exemplar{
				{At: 60 * second, Value: 1.5, Trace: map[string]string{"trace_id": "abc", "span_id": "1"}, Canonical: map[string]string{"pod": "llama-0"}, Labels: map[string]string{"le": "2.5", "pod": "hidden"}},
				{At: 61 * second, Value: 2.5, Trace: map[string]string{"trace_id": "def"}, Canonical: map[string]string{"cluster": "eu"}},
			}}, models.Query{RefID: "C", QueryType: models.QueryTypeExemplars, Format: models.FormatTable}),
	}
}

func TestGoldenLists(t *testing.T) {
	for name, f := range lists() {
		t.Run(name, func(t *testing.T) {
			experimental.CheckGoldenJSONResponse(t, "testdata", name, &backend.DataResponse{Frames: f}, *update)
		})
	}
}

// A tag with a comma would be two, an empty one would be a tag.
func TestTagsAreOneWordEach(t *testing.T) {
	field, _ := lists()["events"][0].FieldByName("tags")
	if got := field.At(0); got != "xid,eu,a b" {
		t.Errorf("%q", got)
	}
}

func TestExemplarsAreWhatGrafanaLooksFor(t *testing.T) {
	f := lists()["exemplars"][0]
	if f.Name != "exemplar" || f.Meta.DataTopic != data.DataTopicAnnotations {
		t.Errorf("%q, %q", f.Name, f.Meta.DataTopic)
	}
	trace, i := f.FieldByName("trace_id")
	if i != 2 || len(trace.Config.Links) != 2 || trace.Config.Links[0].Internal == nil || trace.Config.Links[1].URL == "" {
		t.Errorf("field %d, %+v", i, trace.Config)
	}
	raw, err := json.Marshal(f.Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"resultType":"exemplar"`, `"coverage":{`, `"queryType":"exemplars"`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	empty := frames.OfExemplars(&frames.Exemplars{}, models.Query{})[0]
	if empty.Name != "exemplar" || len(empty.Fields) != 2 {
		t.Errorf("%+v", empty)
	}
}
