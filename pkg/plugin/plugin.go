// Package plugin holds the SDK's handlers of the data source, one file each. It turns queries into plans and results
// into frames; what the numbers mean is decided in the packages below it.
package plugin

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

// ID is the data source's plugin id.
const ID = "tokenpath-correlation-datasource"

const defaultEndpoint = plan.DefaultEndpoint

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
	// endpoints are the default store and those of families; client is the default one's.
	endpoints []*endpoint
	// traces is the store of traces; nil where settings have none.
	traces *traceStore
	client *promapi.Client
	memory *memory
	// steps are what stores answered about times that no longer change.
	steps *stepcache.Cache
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
	d.budget(models.Limits{}.MemoryBudget())
	d.problem = d.connect(ctx, s)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /signals", d.serveSignals)
	mux.HandleFunc("POST /label-values", d.serveLabelValues)
	mux.HandleFunc("POST /signal-presence", d.servePresence)
	mux.HandleFunc("POST /check-keys", d.serveCheckKeys)
	mux.HandleFunc("POST /migrate", d.serveMigrate)
	mux.HandleFunc("POST /doctor", d.serveDoctor)
	d.CallResourceHandler = httpadapter.New(mux)
	return d, nil
}

// connect reads the settings and makes the clients of the endpoints.
func (d *Datasource) connect(ctx context.Context, s backend.DataSourceInstanceSettings) error {
	var err error
	if d.settings, err = models.ParseSettings(s.JSONData); err != nil {
		return err
	}
	if err = d.useOwnCatalog(s.JSONData); err != nil {
		return err
	}
	d.budget(d.settings.Limits.MemoryBudget())
	first, err := d.dialDefault(ctx, s)
	if err != nil {
		return err
	}
	d.client, d.endpoints = first.client, []*endpoint{first}
	for _, family := range d.settings.Configured() {
		d.endpoints = append(d.endpoints, d.dialFamily(ctx, family, s))
	}
	d.traces = d.dialTraces(ctx, s)
	return nil
}

// Dispose implements instancemgmt.InstanceDisposer.
func (d *Datasource) Dispose() {
	for _, e := range d.endpoints {
		if e.transport != nil {
			e.transport.CloseIdleConnections()
		}
	}
	if d.traces != nil && d.traces.transport != nil {
		d.traces.transport.CloseIdleConnections()
	}
}

// env is what plans need of the instance.
func (d *Datasource) env() plan.Env {
	stores := plan.Stores{}
	for _, e := range d.endpoints {
		stores[e.name] = plan.Endpoint{Store: e.client, Problem: e.problem}
	}
	return plan.Env{Catalog: d.catalog, Stores: stores, Traces: d.traceEndpoint(false), Settings: d.settings, Now: d.now().UnixMilli()}
}

// open begins a request: its context, which bounds it and carries its account, and what its queries share. done gives
// back what the request held.
func (d *Datasource) open(ctx context.Context) (_ context.Context, memo *plan.Memo, done func()) {
	ctx, cancel := context.WithTimeout(ctx, d.settings.Limits.QueryTimeout())
	a := d.memory.open()
	ctx = withAccount(ctx, a)
	return ctx, plan.NewMemo(ctx, a.take), func() {
		cancel()
		a.close()
	}
}
