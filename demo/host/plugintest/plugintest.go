// Package plugintest is a small data source backend that lives inside a test binary: the binary runs
// itself again as the plugin process. It lets the host be tested without building the real plugin.
package plugintest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
)

// role says in the environment that a test binary is to be the plugin.
const role = "TOKENPATH_TEST_ROLE=plugin"

// ServeIfChild turns the process into the plugin when it was started as such; call it first in TestMain.
func ServeIfChild() {
	name, value, _ := strings.Cut(role, "=")
	if os.Getenv(name) != value {
		return
	}
	b := &fake{}
	err := backend.Manage("test-datasource", backend.ServeOpts{
		QueryDataHandler: b, CheckHealthHandler: b, CallResourceHandler: b,
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// Options run the calling test binary as the plugin.
func Options() plugin.Options {
	path, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return plugin.Options{Path: path, Env: []string{role}}
}

type fake struct{}

// Seen is what a query was told; the fake plugin answers with it in meta.custom.
type Seen struct {
	Headers       map[string]string `json:"headers"`
	User          *backend.User     `json:"user"`
	UID           string            `json:"uid"`
	URL           string            `json:"url"`
	JSONData      json.RawMessage   `json:"jsonData"`
	Secrets       map[string]string `json:"secrets"`
	Updated       int64             `json:"updated"`
	AppURL        string            `json:"appUrl"`
	From          time.Time         `json:"from"`
	To            time.Time         `json:"to"`
	IntervalMS    int64             `json:"intervalMs"`
	MaxDataPoints int64             `json:"maxDataPoints"`
	PID           int               `json:"pid"`
}

// QueryData answers by queryType: "crash" ends the process, "fail" is a downstream error, "big" a
// frame of two million numbers, anything else one value and what the plugin was told.
func (*fake) QueryData(_ context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	answer := backend.NewQueryDataResponse()
	for _, q := range req.Queries {
		switch q.QueryType {
		case "crash":
			os.Exit(3)
		case "fail":
			answer.Responses[q.RefID] = backend.ErrDataResponseWithSource(backend.StatusBadGateway, backend.ErrorSourceDownstream, "the store is down")
		case "big":
			answer.Responses[q.RefID] = backend.DataResponse{Frames: data.Frames{data.NewFrame("", data.NewField("v", nil, make([]float64, 2_000_000)))}}
		default:
			frame := data.NewFrame("", data.NewField("v", nil, []float64{42}))
			frame.SetMeta(&data.FrameMeta{Custom: told(req, q)})
			answer.Responses[q.RefID] = backend.DataResponse{Frames: data.Frames{frame}}
		}
	}
	return answer, nil
}

func told(req *backend.QueryDataRequest, q backend.DataQuery) Seen {
	ds := req.PluginContext.DataSourceInstanceSettings
	appURL, _ := req.PluginContext.GrafanaConfig.AppURL()
	return Seen{
		Headers: req.Headers, User: req.PluginContext.User, UID: ds.UID, URL: ds.URL, JSONData: ds.JSONData,
		Secrets: ds.DecryptedSecureJSONData, Updated: ds.Updated.UnixMilli(), AppURL: appURL,
		From: q.TimeRange.From, To: q.TimeRange.To, IntervalMS: q.Interval.Milliseconds(),
		MaxDataPoints: q.MaxDataPoints, PID: os.Getpid(),
	}
}

// CheckHealth is good where the data source has a URL.
func (*fake) CheckHealth(_ context.Context, req *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if req.PluginContext.DataSourceInstanceSettings.URL == "" {
		return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: "URL is missing"}, nil
	}
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: "fine", JSONDetails: []byte(`{"version":"3"}`)}, nil
}

// CallResource answers "echo" with the request in two parts and refuses everything else.
func (*fake) CallResource(_ context.Context, req *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	switch req.Path {
	case "echo":
		body, err := json.Marshal(map[string]any{
			"method": req.Method, "url": req.URL, "body": string(req.Body), "headers": req.Headers,
		})
		if err != nil {
			return err
		}
		first := &backend.CallResourceResponse{Status: 201, Headers: map[string][]string{"content-type": {"application/json"}}, Body: body[:1]}
		return errors.Join(sender.Send(first), sender.Send(&backend.CallResourceResponse{Status: 201, Body: body[1:]}))
	case "broken":
		return errors.New("broken")
	default:
		return sender.Send(&backend.CallResourceResponse{Status: 404, Body: []byte("no such resource")})
	}
}
