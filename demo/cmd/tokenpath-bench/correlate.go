package main

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// settings of the data source. The limits are raised openly: a fleet this large is refused otherwise.
const settings = `{"limits":{"outputSeries":1000000,"outputRows":1000000,"series":1000000,"samples":200000000,"bytes":8589934592,"memory":17179869184,"timeout":"10m"}}`

// correlate asks the plugin's process for tokens and tensor activity and gives the encoded frames.
func (b *bench) correlate(ctx context.Context, step time.Duration, grain string) ([][]byte, error) {
	query, err := json.Marshal(map[string]any{"refId": "A", "queryType": "correlate", "version": 1, "grain": grain,
		"operands": []map[string]any{{"as": "tokens", "signal": "generation_tokens"}, {"as": "tensor", "signal": "gpu_tensor_active"}}})
	if err != nil {
		return nil, err
	}
	resp, err := b.plugin.QueryEncoded(ctx, &backend.QueryDataRequest{
		PluginContext: b.context(),
		Queries: []backend.DataQuery{{RefID: "A", JSON: query, Interval: step, MaxDataPoints: 100_000,
			TimeRange: backend.TimeRange{From: b.from, To: b.to}}}})
	if err != nil {
		return nil, err
	}
	answer := resp.Responses["A"]
	switch size := total(answer.Frames); {
	case answer.Error != "":
		return nil, errors.New(answer.Error)
	case size < 1000:
		return nil, errors.New("the answer is empty")
	}
	return answer.Frames, nil
}

// context is the data source as the plugin's process gets it with every call.
func (b *bench) context() backend.PluginContext {
	instance := backend.DataSourceInstanceSettings{UID: "bench", Type: "tokenpath-correlation-datasource", Name: "bench", URL: b.url,
		JSONData: []byte(settings), Updated: b.updated}
	return backend.PluginContext{PluginID: instance.Type, Namespace: "default", DataSourceInstanceSettings: &instance, User: &backend.User{Login: "bench", Role: "Admin"}}
}

func total(frames [][]byte) (n int) {
	for _, f := range frames {
		n += len(f)
	}
	return n
}
