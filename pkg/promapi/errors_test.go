package promapi

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

const jsonType = "application/json"

// Every answer that is not the one asked for, as the kind, setting and words the
// user gets.
func TestAnswers(t *testing.T) {
	longPage := "<!DOCTYPE html>\n<html><title>Sign in</title>" + strings.Repeat("<p>x</p>", 100)
	cases := []struct {
		name, contentType, text string
		status                  int
		kind                    Kind
		setting                 string
		says                    []string
	}{
		{"401", "text/html", "<h1>Unauthorized</h1>", 401, KindAuth, SettingAuth, []string{"The gpu endpoint refused access (401 Unauthorized)", "Check authentication"}},
		{"403 with JSON", jsonType, `{"status":"error","errorType":"bad_data","error":"no such tenant"}`, 403, KindAuth, SettingAuth, []string{"403 Forbidden", "no such tenant"}},
		{"401 of Mimir without a tenant", "text/plain", recorded(t, "mimir-no-org-id.txt"), 401, KindAuth, SettingHeaders, []string{"401 Unauthorized", "no org id", "X-Scope-OrgID", "HTTP headers"}},
		{"404", "text/plain", "404 page not found", 404, KindHTTP, SettingURL, []string{"answered 404 Not Found", "404 page not found", "Check the URL"}},
		{"308 without a target", "text/plain", "", 308, KindHTTP, SettingURL, []string{"308"}},
		{"400 bad query", jsonType, `{"status":"error","errorType":"bad_data","error":"1:4: parse error: unclosed left parenthesis"}`, 400, KindQuery, SettingQuery, []string{"refused the query (bad_data)", "1:4: parse error: unclosed left parenthesis", "Check the query"}},
		{"422 failed query", jsonType, `{"status":"error","errorType":"execution","error":"found duplicate series for the match group"}`, 422, KindQuery, SettingQuery, []string{"execution", "found duplicate series"}},
		{"422 of VictoriaMetrics", jsonType, `{"status":"error","errorType":"422","error":"unsupported function"}`, 422, KindQuery, SettingQuery, []string{"unsupported function"}},
		{"400 of a proxy", "text/html", "<h1>Bad request</h1>", 400, KindHTTP, SettingNoneHere, []string{"400 Bad Request", "<h1>Bad request</h1>"}},
		{"http where https is spoken", "text/plain", "Client sent an HTTP request to an HTTPS server.\n", 400, KindTLS, SettingTLS, []string{"expects https", "Check the TLS settings"}},
		{"429", jsonType, `{"status":"error","errorType":"too_many_requests","error":"per-user rate limit"}`, 429, KindTooMany, SettingNoneHere, []string{"limiting requests", "per-user rate limit"}},
		{"500", jsonType, `{"status":"error","errorType":"internal","error":"disk on fire"}`, 500, KindHTTP, SettingNoneHere, []string{"500 Internal Server Error (internal): disk on fire", "store's log"}},
		{"502 of a gateway", jsonType, `{"message":"no upstream"}`, 502, KindHTTP, SettingNoneHere, []string{"502 Bad Gateway", "no upstream"}},
		{"503", "text/plain", "Service Unavailable\n", 503, KindHTTP, SettingNoneHere, []string{"503 Service Unavailable"}},
		{"503 with the store's time-out", jsonType, `{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}`, 503, KindTimeout, SettingTimeout, []string{"did not answer in time", "query timed out"}},
		{"504", "text/html", "<html>", 504, KindTimeout, SettingTimeout, []string{"timeout"}},
		{"an endless error page", "text/plain", strings.Repeat("x", 1<<20), 500, KindHTTP, SettingNoneHere, []string{"xxx…"}},
		{"200 with an error", jsonType, `{"status":"error","errorType":"bad_data","error":"oops"}`, 200, KindQuery, SettingQuery, []string{"oops"}},
		{"200 with an error without type", jsonType, `{"status":"error","error":"oops"}`, 200, KindQuery, SettingQuery, []string{"oops"}},
		{"HTML", "text/html; charset=utf-8", longPage, 200, KindNotJSON, SettingURL, []string{"did not answer with JSON: it sent text/html", "<title>Sign in</title>", "…", "login page"}},
		{"HTML called JSON", jsonType, longPage, 200, KindNotJSON, SettingURL, []string{"application/json", "Sign in"}},
		{"text", "", "OK", 200, KindNotJSON, SettingURL, []string{"OK"}},
		{"nothing", jsonType, "", 200, KindNotJSON, SettingURL, []string{"an empty body"}},
		{"truncated", jsonType, `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{`, 200, KindTruncated, SettingNoneHere, []string{"broke off in the middle", "71 bytes"}},
		{"malformed", jsonType, `{"status":"success","data":{"resultType":"matrix","result":[}]}}`, 200, KindMalformed, SettingURL, []string{"not in the form", "at byte 60"}},
		{"another API", jsonType, success(`{"resultType":"streams","result":[]}`), 200, KindMalformed, SettingURL, []string{"streams"}},
		{"JSON of something else", jsonType, `{"hello":"world"}`, 200, KindMalformed, SettingURL, []string{"status"}},
		{"a list", jsonType, `[1,2]`, 200, KindMalformed, SettingURL, []string{"expected a JSON object"}},
		{"wrong types", jsonType, matrix(`[{"metric":{},"values":[[1,2]]}]`), 200, KindMalformed, SettingURL, nil},
		{"trailing text", jsonType, matrix(`[]`) + "<!-- cached -->", 200, KindMalformed, SettingURL, []string{"after the end", "cached"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := serve(t, Options{}, answer(c.status, c.contentType, c.text)).QueryRange(testContext(t), anyRange)
			e := requireError(t, err, c.kind)
			if e.Setting != c.setting || e.Family != "gpu" || e.Status != c.status && e.Status != 0 {
				t.Errorf("%+v", e)
			}
			for _, words := range c.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q lacks %q", err.Error(), words)
				}
			}
			if len(err.Error()) > 800 || strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("not a sentence: %q", err.Error())
			}
		})
	}
}

func clientFor(t *testing.T, hc *http.Client, address string) *Client {
	t.Helper()
	c, err := New(hc, Options{Family: "engine", URL: address})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	_ = listener.Close()
	noSuchHost := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "prom.invalid", IsNotFound: true}}
	}}}
	for name, c := range map[string]*Client{
		"connection refused": clientFor(t, &http.Client{}, "http://"+closed),
		"no such host":       clientFor(t, noSuchHost, "http://prom.invalid"),
	} {
		_, err := c.QueryRange(testContext(t), anyRange)
		e := requireError(t, err, KindUnreachable)
		if e.Setting != SettingURL || !strings.Contains(err.Error(), "engine endpoint cannot be reached") || !strings.Contains(err.Error(), name) {
			t.Errorf("%v", err)
		}
		var op *net.OpError
		if !errors.As(err, &op) {
			t.Errorf("the cause is lost: %v", err)
		}
	}
}

func TestTLS(t *testing.T) {
	quiet := log.New(io.Discard, "", 0) // handshakes fail on purpose
	secure := httptest.NewUnstartedServer(answer(200, jsonType, matrix("[]")))
	secure.Config.ErrorLog = quiet
	secure.StartTLS()
	defer secure.Close()
	plain := httptest.NewServer(answer(200, jsonType, matrix("[]")))
	defer plain.Close()
	wrongName := secure.Client().Transport.(*http.Transport).Clone()
	wrongName.TLSClientConfig.ServerName = "prom.invalid"
	demanding := httptest.NewUnstartedServer(answer(200, jsonType, matrix("[]")))
	demanding.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert, MinVersion: tls.VersionTLS12}
	demanding.Config.ErrorLog = quiet
	demanding.StartTLS()
	defer demanding.Close()

	for name, c := range map[string]*Client{
		"unknown authority":          clientFor(t, &http.Client{}, secure.URL),
		"wrong name":                 clientFor(t, &http.Client{Transport: wrongName}, secure.URL),
		"no client certificate":      clientFor(t, demanding.Client(), demanding.URL),
		"https to a server for http": clientFor(t, &http.Client{}, strings.Replace(plain.URL, "http:", "https:", 1)),
		"http to a server for https": clientFor(t, &http.Client{}, strings.Replace(secure.URL, "https:", "http:", 1)),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.QueryRange(testContext(t), anyRange)
			if e := requireError(t, err, KindTLS); e.Setting != SettingTLS {
				t.Errorf("%+v", e)
			}
		})
	}
}

// drip sends the beginning of any answer and then one byte at a time, for ever.
func drip(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm() // a server notices that the client left once the request is read
	_, _ = w.Write([]byte(`{"status":"success",`))
	for r.Context().Err() == nil {
		_, _ = w.Write([]byte(" "))
		_ = http.NewResponseController(w).Flush()
		time.Sleep(5 * time.Millisecond)
	}
}

func hang(_ http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	select {
	case <-r.Context().Done():
	case <-time.After(5 * time.Second):
	}
}

func TestCancelAndTimeout(t *testing.T) {
	for name, handle := range map[string]http.HandlerFunc{"while it drips": drip, "before it answers": hang} {
		t.Run("cancelled "+name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(50*time.Millisecond, cancel)
			_, err := serve(t, Options{}, handle).QueryRange(ctx, anyRange)
			requireError(t, err, KindCancelled)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v does not unwrap to context.Canceled", err)
			}
		})
		t.Run("deadline "+name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			defer cancel()
			_, err := serve(t, Options{}, handle).QueryRange(ctx, anyRange)
			e := requireError(t, err, KindTimeout)
			if !errors.Is(err, context.DeadlineExceeded) || e.Setting != SettingTimeout {
				t.Errorf("%v", err)
			}
		})
		t.Run("client timeout "+name, func(t *testing.T) {
			c := serve(t, Options{}, handle)
			c.http = &http.Client{Timeout: 50 * time.Millisecond}
			_, err := c.QueryRange(testContext(t), anyRange)
			requireError(t, err, KindTimeout)
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v", err)
			}
		})
	}
}

// A connection that dies in the middle is a truncated answer.
func TestConnectionLost(t *testing.T) {
	_, err := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"status":"success","data":`))
	}).QueryRange(testContext(t), anyRange)
	requireError(t, err, KindTruncated)
}

// The values of headers are known to the HTTP client alone; whoever makes the
// client names them. They are hidden in whatever form a store repeats them.
func TestKnownSecretsAreHidden(t *testing.T) {
	const key, long = `k3y"/+`, `k3y"/+and more`
	forms := "X-Api-Key: " + key + " " + url.QueryEscape(key) + " " + quoted(key) + " " + long + " http://x/?sig=ab&a=b&apiToken=xyz"
	for name, handle := range map[string]http.HandlerFunc{
		"page": answer(500, "text/html", forms), "text": answer(200, "text/plain", forms), "auth": answer(403, "text/plain", forms),
		"json": answer(400, jsonType, refusal(forms)), "json with success": answer(200, jsonType, refusal(forms)),
		"malformed": answer(200, jsonType, `{"status":`+forms),
	} {
		c := serve(t, Options{Secrets: []string{"", "on", key, long}}, handle)
		for endpoint, ask := range endpoints {
			err := ask(testContext(t), c)
			for ; err != nil; err = errors.Unwrap(err) {
				for _, secret := range []string{"k3y", "and more", "sig=a", "xyz"} {
					if strings.Contains(err.Error(), secret) {
						t.Errorf("%s, %s: %q holds %q", name, endpoint, err.Error(), secret)
					}
				}
			}
		}
	}
}

// Nothing that a header, the URL or a custom parameter holds shows in an error.
func TestNoSecrets(t *testing.T) {
	reflects := func(status int, kind string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			text := "asked " + r.URL.String() + " with Authorization: " + r.Header.Get("Authorization") + " Basic aHVudGVyMjpodW50ZXIy at http://admin:hunter2@x/ password=hunter2&api_key=s3cr3t-value"
			if kind == jsonType {
				text = `{"status":"error","errorType":"bad_data","error":"` + text + `"}`
			}
			answer(status, kind, text)(w, r)
		}
	}
	address := ""
	for name, handle := range map[string]http.HandlerFunc{
		"page": reflects(500, "text/html"), "json": reflects(400, jsonType), "ok": reflects(200, "text/plain"), "auth": reflects(401, "text/plain"),
	} {
		server := httptest.NewServer(handle)
		defer server.Close()
		address = strings.Replace(server.URL, "http://", "http://admin:hunter2@", 1) + "/?key=t0psecret"
		for _, get := range []bool{false, true} {
			c, err := New(server.Client(), Options{URL: address, CustomQueryParameters: url.Values{"apikey": {"s3cr3t-value"}}})
			if err != nil {
				t.Fatal(err)
			}
			c.getOnly.Store(get)
			_, err = c.QueryRange(testContext(t), anyRange)
			requireNoSecret(t, name, err)
			server.CloseClientConnections()
		}
	}
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	c := clientFor(t, &http.Client{}, strings.Replace(server.URL, "http://", "http://admin:hunter2@", 1)+"/?key=t0psecret")
	c.getOnly.Store(true)
	_, err := c.QueryRange(testContext(t), anyRange)
	requireNoSecret(t, "refused", err)
}

func requireNoSecret(t *testing.T, name string, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		for _, secret := range []string{"hunter2", "t0psecret", "s3cr3t", "aHVudGVyMj", "YWRtaW46"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: %q holds %q", name, err.Error(), secret)
			}
		}
	}
}
