package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

// endpoint is a store of the data source: the default one, or that of a family.
type endpoint struct {
	name   string
	client *promapi.Client
	http   *http.Client
	// transport holds the connections: the SDK's middlewares around it hide how to close them.
	transport *http.Transport
	// problem is what keeps its settings from being used. It is the endpoint's alone.
	problem error
}

// endpointSettings are what a client is made of.
type endpointSettings struct {
	name       string
	parameters url.Values
	timeout    time.Duration
	instance   backend.DataSourceInstanceSettings
	// configure adjusts what the SDK read from the settings.
	configure func(*httpclient.Options)
}

// dial makes the clients of an endpoint. Nothing is sent yet.
func (d *Datasource) dial(ctx context.Context, s endpointSettings) *endpoint {
	e := &endpoint{name: s.name}
	opts, err := s.instance.HTTPClientOptions(ctx)
	if err != nil {
		e.problem = fmt.Errorf("the authentication or TLS settings cannot be used: %w", err)
		return e
	}
	opts.Timeouts.Timeout = s.timeout
	opts.Middlewares = append(httpclient.DefaultMiddlewares(), meteredBodies())
	opts.ConfigureTransport = func(_ httpclient.Options, t *http.Transport) { e.transport = t }
	s.configure(&opts)
	if e.http, err = httpclient.New(opts); err != nil {
		e.problem = fmt.Errorf("the authentication or TLS settings cannot be used: %w", err)
		return e
	}
	e.http.CheckRedirect = stayOnHost
	limits := d.settings.Limits
	options := promapi.Options{Family: s.name, URL: s.instance.URL, CustomQueryParameters: s.parameters,
		Secrets: slices.Collect(maps.Values(s.instance.DecryptedSecureJSONData)),
		Limits:  promapi.Limits{Series: limits.Series, Samples: limits.Samples, Bytes: limits.Bytes}}
	if s.name == models.TracesEndpoint {
		options.API, options.Limits.Bytes = traceapi.APIName, traceBytes
	}
	e.client, e.problem = promapi.New(e.http, options)
	return e
}

// requestTimeout bounds one request to an endpoint. Beside other stores none may use up a query's whole time, so that
// they can still answer when it hangs.
func (d *Datasource) requestTimeout(own time.Duration) time.Duration {
	whole := d.settings.Limits.QueryTimeout()
	switch {
	case own > 0:
		return min(own, whole)
	case len(d.settings.Configured()) > 0:
		return whole / 2
	}
	return whole
}

// ownTimeout is the time-out of a request in Grafana's own field, which counts seconds; 0 where it is not set.
func ownTimeout(jsonData []byte) time.Duration {
	var own struct {
		Timeout float64 `json:"timeout"`
	}
	if err := json.Unmarshal(jsonData, &own); err != nil || own.Timeout <= 0 {
		return 0
	}
	return time.Duration(own.Timeout * float64(time.Second))
}

// dialDefault makes the default endpoint from the data source's own fields.
func (d *Datasource) dialDefault(ctx context.Context, s backend.DataSourceInstanceSettings) (*endpoint, error) {
	if s.URL == "" {
		return nil, models.Fieldf("url", "is empty; enter the address of a Prometheus-compatible store, such as http://prometheus:9090")
	}
	if err := models.CheckHTTPFields("", s.JSONData); err != nil {
		return nil, err
	}
	if len(s.JSONData) == 0 {
		s.JSONData = []byte("{}") // a data source provisioned with nothing but its URL
	}
	e := d.dial(ctx, endpointSettings{name: defaultEndpoint, parameters: d.settings.DefaultParameters(), timeout: d.requestTimeout(ownTimeout(s.JSONData)), instance: s,
		configure: func(o *httpclient.Options) {
			o.ForwardHTTPHeaders = true
			if !passesOn(s.JSONData) {
				o.Middlewares = append(o.Middlewares, withoutSignedUser())
			}
		}})
	return e, e.problem
}

// passesOn tells whether the settings of the data source itself send a user's identity to its default endpoint.
func passesOn(jsonData []byte) bool {
	var own struct {
		OAuthPassThru bool `json:"oauthPassThru"`
	}
	return json.Unmarshal(jsonData, &own) == nil && own.OAuthPassThru
}

// withoutSignedUser keeps the token by which Grafana itself names the signed-in user from a store that gets no identity.
// Grafana sends it to plugins with every request, whatever the settings say.
func withoutSignedUser() httpclient.Middleware {
	const header = backend.GrafanaUserSignInTokenHeaderName
	return httpclient.NamedMiddlewareFunc("without-signed-user", func(opts httpclient.Options, next http.RoundTripper) http.RoundTripper {
		if opts.Header.Get(header) != "" {
			return next
		}
		return httpclient.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
			req.Header.Del(header)
			return next.RoundTrip(req)
		})
	})
}

// stayOnHost refuses redirects to another host: credentials are for the host in the settings only.
func stayOnHost(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	if req.URL.Host != via[0].URL.Host || req.URL.Scheme != via[0].URL.Scheme && req.URL.Scheme != "https" {
		return errors.New("the endpoint redirects to another host or away from https, which is not followed; enter that address as the URL")
	}
	return nil
}
