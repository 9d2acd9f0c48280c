// Package plugin holds the SDK's handlers of the data source, one file each. It turns queries into plans and results
// into frames; what the numbers mean is decided in the packages below it.
package plugin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// ID is the data source's plugin id.
const ID = "tokenpath-correlation-datasource"

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// Datasource is one configured instance.
type Datasource struct {
	backend.CallResourceHandler

	settings models.Settings
	catalog  *catalog.Catalog
	client   *promapi.Client
	http     *http.Client
	// problem is what is wrong with the settings. It is answered to every request, so that a mistake in one data
	// source is explained where it is looked at.
	problem error
	now     func() time.Time
}

// NewDatasource makes an instance from its settings.
func NewDatasource(ctx context.Context, s backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	cat, err := catalog.Default()
	if err != nil {
		return nil, fmt.Errorf("the built-in signal catalog cannot be read: %w", err)
	}
	d := &Datasource{catalog: cat, now: time.Now}
	d.problem = d.connect(ctx, s)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /signals", d.serveSignals)
	mux.HandleFunc("POST /label-values", d.serveLabelValues)
	d.CallResourceHandler = httpadapter.New(mux)
	return d, nil
}

// connect reads the settings and makes the client of the default endpoint.
func (d *Datasource) connect(ctx context.Context, s backend.DataSourceInstanceSettings) error {
	var err error
	if d.settings, err = models.ParseSettings(s.JSONData); err != nil {
		return err
	}
	if s.URL == "" {
		return models.Fieldf("url", "is empty; enter the address of a Prometheus-compatible store, such as http://prometheus:9090")
	}
	if len(s.JSONData) == 0 {
		s.JSONData = []byte("{}") // a data source provisioned with nothing but its URL
	}
	opts, err := s.HTTPClientOptions(ctx)
	if err != nil {
		return fmt.Errorf("the authentication or TLS settings cannot be used: %w", err)
	}
	opts.ForwardHTTPHeaders = true
	opts.Timeouts.Timeout = d.settings.Limits.QueryTimeout()
	hc, err := httpclient.New(opts)
	if err != nil {
		return fmt.Errorf("the authentication or TLS settings cannot be used: %w", err)
	}
	hc.CheckRedirect = stayOnHost
	d.http = hc
	d.client, err = promapi.New(hc, promapi.Options{Family: "default", URL: s.URL, Limits: promapi.Limits{
		Series: d.settings.Limits.Series, Samples: d.settings.Limits.Samples, Bytes: d.settings.Limits.Bytes}})
	return err
}

// stayOnHost refuses redirects to another host: credentials are for the host in the settings only.
func stayOnHost(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	if req.URL.Host != via[0].URL.Host {
		return errors.New("the endpoint redirects to another host, which is not followed; enter that address as the URL")
	}
	return nil
}

// Dispose implements instancemgmt.InstanceDisposer.
func (d *Datasource) Dispose() {
	if d.http != nil {
		d.http.CloseIdleConnections()
	}
}

// env is what plans need of the instance.
func (d *Datasource) env() plan.Env {
	return plan.Env{Catalog: d.catalog, Stores: plan.Stores{plan.DefaultEndpoint: d.client}, Settings: d.settings, Now: d.now().UnixMilli()}
}
