package main

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// checkedDatasource is the uid that provisioning gives the plugin's data source.
const checkedDatasource = "tokenpath"

// checkQuery asks for engine, GPU and cost series of one hour, joined for each replica.
const checkQuery = `{
  "refId": "A", "datasource": {"uid": "` + checkedDatasource + `", "type": "` + datasourceType + `"},
  "queryType": "correlate", "version": 1, "grain": "replica", "format": "table",
  "intervalMs": 60000, "maxDataPoints": 60,
  "operands": [
    {"as": "tokens", "signal": "generation_tokens", "stat": "rate"},
    {"as": "tensor", "signal": "gpu_tensor_active", "reduce": "mean"},
    {"as": "cost", "signal": "gpu_cost"},
    {"as": "per_mtok", "formula": "cost / tokens * 1e6"}
  ]
}`

// tolerance is how far the tokens of the answer may lie from the truth.
const tolerance = 0.01

// read takes rows, tokens and coverage out of the answer.
func (s *summary) read(frames data.Frames, span time.Duration) {
	if len(frames) == 0 {
		s.problem("the answer has no frame")
		return
	}
	frame := frames[0]
	s.Rows = frame.Rows()
	for _, name := range []string{"tokens", "tensor", "cost", "per_mtok"} {
		if total, values := sum(frame, name); values == 0 {
			s.problem("column %s has no value", name)
		} else if name == "tokens" {
			// The rates of the rows add up, and each is the row's tokens over the whole range.
			s.Tokens.Answer = total * span.Seconds()
		}
	}
	if frame.Meta == nil {
		s.problem("the answer has no coverage")
		return
	}
	var custom struct {
		Coverage json.RawMessage `json:"coverage"`
	}
	var coverage struct {
		Devices struct{ Matched, Total int } `json:"devices"`
	}
	text, err := json.Marshal(frame.Meta.Custom)
	if err != nil || json.Unmarshal(text, &custom) != nil || json.Unmarshal(custom.Coverage, &coverage) != nil {
		s.problem("the answer has no coverage")
		return
	}
	s.Coverage = custom.Coverage
	s.Devices.Matched, s.Devices.Total = coverage.Devices.Matched, coverage.Devices.Total
}

// sum adds a column of numbers and counts those that are defined.
func sum(frame *data.Frame, name string) (total float64, values int) {
	field, index := frame.FieldByName(name)
	if index < 0 {
		return 0, 0
	}
	for row := range field.Len() {
		value, err := field.NullableFloatAt(row)
		if err == nil && value != nil && !math.IsNaN(*value) {
			total += *value
			values++
		}
	}
	return total, values
}

// reporting lists the engines that the plugin knows to report a signal.
func reporting(ctx context.Context, client apiClient, signal string) (map[string]bool, error) {
	var answer struct {
		Signals []struct {
			ID      string   `json:"id"`
			Systems []string `json:"systems"`
		} `json:"signals"`
	}
	if err := client.get(ctx, "/api/datasources/uid/"+checkedDatasource+"/resources/signals", &answer); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, one := range answer.Signals {
		for _, system := range one.Systems {
			out[system] = out[system] || one.ID == signal
		}
	}
	return out, nil
}

// compare holds the answer against the fleet's own account, as far as the plugin knows its engines.
func (s *summary) compare(truth fleet.Truth, engines map[string]bool) {
	tokens, owned, seen := 0.0, 0, 0
	for _, r := range truth.Replicas {
		if engines[r.Engine] {
			tokens += r.GenerationTokens
		}
	}
	for _, d := range truth.Devices {
		if d.MIG != "" || d.Part == 1 { // what slices leave over is no device
			seen++
		}
		if len(d.Owners) > 0 && (d.Method != fleet.MethodNative || engines["triton"]) {
			owned++
		}
	}
	s.Tokens.Truth, s.Devices.Owned = &tokens, &owned
	if off := math.Abs(s.Tokens.Answer-tokens) / max(tokens, 1); off > tolerance {
		s.problem("%.0f tokens in the answer, %.0f in truth: off by %.2f %%", s.Tokens.Answer, tokens, off*100)
	}
	if s.Devices.Matched != owned {
		s.problem("%d devices matched, %d have an owner in truth", s.Devices.Matched, owned)
	}
	if s.Devices.Total != seen {
		s.problem("%d devices seen, the fleet has %d", s.Devices.Total, seen)
	}
}
