package promapi

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// endpoints calls everything the client offers.
var endpoints = map[string]func(context.Context, *Client) error{
	"query_range": func(ctx context.Context, c *Client) error { _, err := c.QueryRange(ctx, anyRange); return err },
	"query":       func(ctx context.Context, c *Client) error { _, err := c.Query(ctx, "up", 1); return err },
	"exemplars":   func(ctx context.Context, c *Client) error { _, err := c.Exemplars(ctx, "up", 1, 2); return err },
	"labels":      func(ctx context.Context, c *Client) error { _, err := c.LabelNames(ctx, nil, 1, 2); return err },
	"values":      func(ctx context.Context, c *Client) error { _, err := c.LabelValues(ctx, "a", nil, 1, 2); return err },
	"series":      func(ctx context.Context, c *Client) error { _, err := c.Series(ctx, []string{"a"}, 1, 2); return err },
	"metadata":    func(ctx context.Context, c *Client) error { _, err := c.Metadata(ctx, "", 0); return err },
	"buildinfo":   func(ctx context.Context, c *Client) error { _, err := c.BuildInfo(ctx); return err },
}

// Every endpoint explains every fault of a store in the same way.
func TestFaultsOfEveryEndpoint(t *testing.T) {
	faults := map[string]struct {
		handle http.HandlerFunc
		kind   Kind
	}{
		"401":        {answer(401, "text/plain", "no"), KindAuth},
		"403":        {answer(403, "text/plain", "no"), KindAuth},
		"429":        {answer(429, "text/plain", "no"), KindTooMany},
		"500":        {answer(500, "text/plain", "no"), KindHTTP},
		"504":        {answer(504, "text/plain", "no"), KindTimeout},
		"html":       {answer(200, "text/html", "<!DOCTYPE html><title>Sign in</title>"), KindNotJSON},
		"nothing":    {answer(200, jsonType, ""), KindNotJSON},
		"truncated":  {answer(200, jsonType, `{"status":"success","data":`), KindTruncated},
		"malformed":  {answer(200, jsonType, `{"status":"success","data":}`), KindMalformed},
		"an error":   {answer(200, jsonType, refusal("no")), KindQuery},
		"drips":      {drip, KindTimeout},
		"hangs":      {hang, KindTimeout},
		"gzip bomb":  {bomb, KindLimit},
		"wrong type": {answer(200, jsonType, success(`7`)), KindMalformed},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			for endpoint, ask := range endpoints {
				ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
				if fault.kind != KindTimeout {
					ctx, cancel = context.WithTimeout(context.Background(), 10*time.Second)
				}
				err := ask(ctx, serve(t, Options{Family: "engine", Limits: Limits{Bytes: 1 << 20}}, fault.handle))
				cancel()
				var e *Error
				if !errors.As(err, &e) || e.Kind != fault.kind || !strings.HasPrefix(err.Error(), "The engine endpoint ") {
					t.Errorf("%s: %v", endpoint, err)
				}
			}
		})
	}
}

// bomb is a small answer that grows a thousandfold.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	_, _ = io.WriteString(z, `{"status":"success","data":`)
	spaces := []byte(strings.Repeat(" ", 1<<16))
	for range 64 {
		_, _ = z.Write(spaces)
	}
	_ = z.Close()
}

// A store that sends a byte now and then is given up after the idle time, long
// before the deadline, and so is one that falls silent; one that is slow but
// comes on is not.
func TestIdleAnswers(t *testing.T) {
	slow := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"status":"success","data":{"resultType":"matrix","result":[`)
		for range 10 {
			_, _ = io.WriteString(w, strings.Repeat(" ", progressBytes))
			_ = http.NewResponseController(w).Flush()
			time.Sleep(20 * time.Millisecond)
		}
		_, _ = io.WriteString(w, `]}}`)
	}
	silent := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"status":"success",`)
		_ = http.NewResponseController(w).Flush()
		hang(w, r)
	}
	errorStops := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(500)
		_, _ = io.WriteString(w, "<")
		_ = http.NewResponseController(w).Flush()
		hang(w, r)
	}
	for name, handle := range map[string]http.HandlerFunc{"drips": drip, "falls silent": silent} {
		start := time.Now()
		_, err := serve(t, Options{IdleTimeout: 100 * time.Millisecond}, handle).QueryRange(testContext(t), anyRange)
		e := requireError(t, err, KindTimeout)
		if time.Since(start) > 3*time.Second || e.Setting != SettingTimeout || !strings.Contains(err.Error(), "less than 1024 bytes of the answer came in 100ms") || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v after %s", name, err, time.Since(start))
		}
	}
	_, err := serve(t, Options{IdleTimeout: 100 * time.Millisecond}, errorStops).QueryRange(testContext(t), anyRange)
	requireError(t, err, KindHTTP) // what came of the page is the answer
	if _, err := serve(t, Options{IdleTimeout: 150 * time.Millisecond}, slow).QueryRange(testContext(t), anyRange); err != nil {
		t.Error(err)
	}
	if _, err := serve(t, Options{IdleTimeout: -1}, slow).QueryRange(testContext(t), anyRange); err != nil {
		t.Error(err)
	}
}

func TestRetryAfter(t *testing.T) {
	for header, words := range map[string]string{
		"30": "slow down; it asks to be left alone for 30 s", "Wed, 21 Oct 2026 07:28:00 GMT": "left alone for a while, until Wed, 21 Oct 2026 07:28:00 GMT",
		"": "slow down. Ask for fewer", "soon": "slow down. Ask for fewer", "-1": "slow down. Ask for fewer",
	} {
		_, err := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", header)
			answer(429, jsonType, refusal("slow down."))(w, r)
		}).QueryRange(testContext(t), anyRange)
		if e := requireError(t, err, KindTooMany); !strings.Contains(e.Error(), words) {
			t.Errorf("%q: %v", header, err)
		}
	}
}

// A value of any other JSON type in any place of an answer is an error that says
// so, or is read as JSON means it; never a panic, never a wrong number.
func TestWrongTypesInEveryPosition(t *testing.T) {
	answers := map[string]string{
		"query_range": matrix(`[{"metric":{"a":"b"},"values":[[1,"1"],[2,"2"]],"histograms":[[1,` + oneHistogram + `]]}]`),
		"query":       success(`{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"1"]},{"metric":{},"histogram":[1,` + oneHistogram + `]}]}`),
		"exemplars":   success(exemplarAnswer),
		"labels":      `{"status":"success","data":["a","b"],"warnings":["w"],"infos":["i"],"isPartial":false}`,
		"series":      success(`[{"a":"b"}]`),
		"metadata":    success(`{"up":[{"type":"gauge","help":"h","unit":""}]}`),
		"buildinfo":   success(`{"version":"3.5.0","features":{"a":"b"}}`),
	}
	for endpoint, text := range answers {
		var whole any
		if err := json.Unmarshal([]byte(text), &whole); err != nil {
			t.Fatal(err)
		}
		for _, damaged := range replacements(whole) {
			err := endpoints[endpoint](testContext(t), serve(t, Options{}, answer(200, jsonType, damaged)))
			var e *Error
			if err == nil {
				continue // a null, or a place nobody reads
			}
			if !errors.As(err, &e) || e.Kind != KindMalformed && e.Kind != KindNotJSON && e.Kind != KindQuery {
				t.Errorf("%s with %s: %v", endpoint, damaged, err)
			}
			if endpoint == "query_range" {
				compare(t, []byte(damaged))
			}
		}
	}
}

// replacements are all texts that differ from a value in the type of one place.
func replacements(whole any) []string {
	var out []string
	others := []any{nil, true, 12.5, "text", []any{}, map[string]any{}, []any{"x"}, map[string]any{"x": []any{1.0}}}
	emit := func() {
		text, _ := json.Marshal(whole)
		out = append(out, string(text))
	}
	var walk func(v any, set func(any))
	walk = func(v any, set func(any)) {
		for _, other := range others {
			if fmt.Sprintf("%T", other) != fmt.Sprintf("%T", v) || v == nil {
				set(other)
				emit()
			}
		}
		set(v)
		switch v := v.(type) {
		case []any:
			for i := range v {
				walk(v[i], func(x any) { v[i] = x })
			}
		case map[string]any:
			for key := range v {
				walk(v[key], func(x any) { v[key] = x })
			}
		}
	}
	walk(whole, func(x any) { whole = x })
	return out
}
