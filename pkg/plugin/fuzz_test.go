package plugin

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// withoutNetwork has an instance's clients ask a handler directly.
func withoutNetwork(d *Datasource, h func(path string) string) {
	for _, e := range d.endpoints {
		if e.http != nil {
			e.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				body := h(r.URL.Path)
				return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {jsonType}}, Request: r,
					Body: io.NopCloser(bytes.NewBufferString(body)), ContentLength: int64(len(body))}, nil
			})
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func nothing(path string) string {
	switch {
	case strings.Contains(path, "/label"), strings.HasSuffix(path, "/series"), strings.HasSuffix(path, "/query_exemplars"):
		return `{"status":"success","data":[]}`
	case strings.HasSuffix(path, "/metadata"):
		return `{"status":"success","data":{}}`
	}
	return `{"status":"success","data":{"resultType":"matrix","result":[]}}`
}

// Whatever a query says, it is answered or refused in words; it never stops the plugin.
func FuzzQueryData(f *testing.F) {
	for _, seed := range []string{
		tokensQuery, both, `{}`, `{"queryType":"latency","by":["llm_model"]}`, `{"queryType":"ownership","filters":[{"label":"pod","op":"=~","values":["a.*"]}]}`,
		`{"queryType":"exemplars","operands":[{"as":"x","signal":"ttft"}]}`, `{"queryType":"events","events":["pod_start"]}`,
		`{"queryType":"signal","operands":[{"as":"x","signal":"ttft","stat":"p95"}],"by":["pod"],"top":{"n":3,"by":"x","other":true}}`,
		`{"operands":[{"as":"x","signal":"ttft","stat":"fraction_below","threshold":0.5}],"format":"numeric","grain":"model"}`,
		`{"operands":[{"as":"m","expr":"sum by (pod) (rate(x[$__rate_interval]))","keys":{"pod":"p"},"additive":true},{"as":"f","formula":"m * 2 > 1"}],"legend":"{{pod}} {{","minStep":"15s"}`,
	} {
		f.Add(seed, int64(0), int64(3_600_000), int64(15_000), int64(100))
	}
	inst, err := NewDatasource(context.Background(), backend.DataSourceInstanceSettings{URL: "http://nowhere.invalid", Type: ID, JSONData: []byte(`{"limits":{"timeout":"5s"}}`)})
	if err != nil {
		f.Fatal(err)
	}
	d := inst.(*Datasource)
	if d.problem != nil {
		f.Fatal(d.problem)
	}
	withoutNetwork(d, nothing)
	d.now = func() time.Time { return time.UnixMilli(4_000_000) }
	f.Fuzz(func(t *testing.T, raw string, from, to, interval, points int64) {
		const most = 1 << 42
		q := backend.DataQuery{RefID: "A", JSON: json.RawMessage(raw), Interval: time.Duration(interval % most), MaxDataPoints: points,
			TimeRange: backend.TimeRange{From: time.UnixMilli(from % most), To: time.UnixMilli(to % most)}}
		for _, headers := range []map[string]string{nil, {fromAlert: "true"}} {
			began := time.Now()
			r := ask2(t, d, headers, q)
			if took := time.Since(began); took > 8*time.Second {
				t.Fatalf("%q (%d, %d] every %d, %d points: %s", raw, from, to, interval, points, took)
			}
			if r.Error != nil && (strings.Contains(r.Error.Error(), "a fault in the plugin") || r.ErrorSource == "") {
				t.Fatalf("%q (%d, %d] every %d: %v from %q", raw, from, to, interval, r.Error, r.ErrorSource)
			}
			if _, err := json.Marshal(r.Frames); err != nil {
				t.Fatalf("%q: frames cannot be sent: %v", raw, err)
			}
		}
	})
}

func ask2(t *testing.T, d *Datasource, headers map[string]string, q backend.DataQuery) backend.DataResponse {
	t.Helper()
	resp, err := d.QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{q}, Headers: headers})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Responses["A"]
}

// Whatever the settings say, an instance is made, and says what is wrong with them.
func FuzzInstance(f *testing.F) {
	for _, seed := range []string{`{}`, `{"endpoints":{"gpu":{"url":"http://a","tlsAuth":true,"serverName":"x"}}}`, `{"sigV4Auth":true,"sigV4Region":"x"}`,
		`{"httpHeaderName1":"a","keepCookies":["x"],"timeout":3,"enableSecureSocksProxy":true}`, `{"signals":[{"id":"mine","family":"gpu","kind":"gauge","alternatives":[{"metric":"m"}]}]}`} {
		f.Add([]byte(seed), "http://nowhere.invalid")
	}
	f.Fuzz(func(t *testing.T, raw []byte, url string) {
		inst, err := NewDatasource(context.Background(), backend.DataSourceInstanceSettings{URL: url, Type: ID, JSONData: raw,
			DecryptedSecureJSONData: map[string]string{"gpu.tlsClientCert": "x", "httpHeaderValue1": "y"}})
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		d := inst.(*Datasource)
		withoutNetwork(d, nothing)
		for _, q := range []string{tokensQuery, both} {
			if r := ask2(t, d, nil, query("A", q)); r.Error != nil && strings.Contains(r.Error.Error(), "a fault in the plugin") {
				t.Fatalf("%q: %v", raw, r.Error)
			}
		}
		d.Dispose()
	})
}
