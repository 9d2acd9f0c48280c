package main

import (
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

// compare holds the answer against the fleet's own account.
func (s *summary) compare(truth fleet.Truth) {
	tokens, owned := 0.0, 0
	for _, r := range truth.Replicas {
		tokens += r.GenerationTokens
	}
	for _, d := range truth.Devices {
		if len(d.Owners) > 0 {
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
	if s.Devices.Total != len(truth.Devices) {
		s.problem("%d devices seen, the fleet has %d", s.Devices.Total, len(truth.Devices))
	}
}
