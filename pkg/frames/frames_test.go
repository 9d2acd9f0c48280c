package frames_test

import (
	"encoding/json"
	"flag"
	"math"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/experimental"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

var update = flag.Bool("update", false, "write the golden files anew")

// answer has a value row, one without money and one that nobody holds.
func answer(steps int) *frames.Answer {
	nan := math.NaN()
	fill := func(v ...float64) []float64 { return v[:steps] }
	return &frames.Answer{
		Grid:     join.StepGrid(0, int64(steps)*60_000, 60_000),
		KeyNames: []string{"cluster", "namespace", "pod"},
		Columns: []frames.Column{
			{Name: "tokens", Unit: "si:tok/s", Description: "Generated tokens."},
			{Name: "cost", Hidden: true},
			{Name: "per_mtok", Unit: "currencyEUR"},
		},
		Rows: []*join.Row{
			{Kind: join.KindValue, Key: []string{"a", "chat", "llama-0"}, GPUs: 4, OwnedShare: 1, MatchShare: 1,
				Method: ownership.MethodGPULabels, Values: [][]float64{fill(100, 120), fill(1, 1), fill(2.5, 2.1)}},
			{Kind: join.KindValue, Key: []string{"a", "chat", "idle-0"}, GPUs: 1, OwnedShare: 0.5, MatchShare: 1,
				Method: ownership.MethodExclusiveNode, Values: [][]float64{fill(0, nan), fill(1, 1), fill(nan, math.Inf(1))}},
			{Kind: join.KindUnmatched, Key: []string{"unmatched", "", ""}, MatchShare: 0,
				Values: [][]float64{nil, fill(3, 3), nil}},
		},
		Coverage: models.Coverage{StepS: 60, Devices: models.MatchCount{Matched: 5, Total: 6}, Replicas: models.MatchCount{Matched: 2, Total: 2},
			Methods:   map[string]int{"gpu-labels": 4, "exclusive-node": 1},
			Sources:   []models.SourceCoverage{{Family: "gpu", NativeStepS: 30, LastSampleAgeS: 4, Series: 6}},
			Unmatched: []models.UnmatchedKey{{Key: "n1/GPU-5", Why: "idle"}}},
		Executed: []string{"a", "b"},
		Notices:  []string{"Something to know."},
	}
}

func TestGoldenFrames(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps int
		query models.Query
	}{
		{"timeseries", 2, models.Query{RefID: "A", Format: models.FormatTimeSeries}},
		{"timeseries_legend", 2, models.Query{RefID: "A", Format: models.FormatTimeSeries, Legend: "{{ operand }} of {{pod}} {{node}}"}},
		{"table", 1, models.Query{RefID: "A", Format: models.FormatTable}},
		{"numeric", 1, models.Query{RefID: "A", Format: models.FormatNumeric}},
	} {
		t.Run(c.name, func(t *testing.T) {
			resp := &backend.DataResponse{Frames: frames.Of(answer(c.steps), c.query)}
			experimental.CheckGoldenJSONResponse(t, "testdata", c.name, resp, *update)
		})
	}
}

func TestAnAnswerWithoutRowsStillCarriesItsCoverage(t *testing.T) {
	for _, format := range []models.Format{models.FormatTimeSeries, models.FormatTable, models.FormatNumeric} {
		a := answer(1)
		a.Rows = nil
		out := frames.Of(a, models.Query{RefID: "B", Format: format})
		if len(out) != 1 || out[0].RefID != "B" || out[0].Rows() > 1 {
			t.Fatalf("%s: %d frames", format, len(out))
		}
		raw, err := json.Marshal(out[0])
		if err != nil || !strings.Contains(string(raw), `"matched":5`) {
			t.Errorf("%s: no coverage in %s (%v)", format, raw, err)
		}
	}
}

// Expressions and alert rules take a frame without fields for no data, and one with times alone for an error.
func TestAGraphWithoutValuesHasNoFields(t *testing.T) {
	a := answer(2)
	for _, r := range a.Rows {
		r.Values = [][]float64{nil, {1, 1}, {math.NaN(), math.NaN()}}
	}
	if f := frames.Of(a, models.Query{Format: models.FormatTimeSeries})[0]; len(f.Fields) != 0 {
		t.Errorf("%d fields", len(f.Fields))
	}
}
