// Package plan turns a query into requests to the store and their answers into the join's input.
// Only here do the catalog's names, the store's series and the join meet.
package plan

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

// Store is what a plan needs of an endpoint; *promapi.Client is one.
type Store interface {
	QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error)
	Query(ctx context.Context, expr string, at int64) (*promapi.Matrix, error)
	LabelValues(ctx context.Context, label string, matches []string, from, to int64) ([]string, error)
	LabelNames(ctx context.Context, matches []string, from, to int64) ([]string, error)
	Series(ctx context.Context, matches []string, from, to int64) ([]promapi.Labels, error)
	Exemplars(ctx context.Context, expr string, from, to int64) (*promapi.Exemplars, error)
}

// TraceStore is what a plan needs of a store of traces.
type TraceStore interface {
	// Has tells whether a trace is there, some of whose spans are near an instant.
	Has(ctx context.Context, id traceapi.ID, at int64) (bool, error)
	// Search finds traces by what their spans carry.
	Search(ctx context.Context, s traceapi.Search) ([]traceapi.Trace, error)
	// Answers tells whether a store of traces is at the address at all.
	Answers(ctx context.Context) error
}

// TraceEndpoint is the store of traces; Problem is what keeps its settings from being used. Without either there is none.
type TraceEndpoint struct {
	Store   TraceStore
	Problem error
	// Timeout bounds all that one query asks of it.
	Timeout time.Duration
}

// Env is what stays the same between queries of one instance.
type Env struct {
	Catalog *catalog.Catalog
	// Stores are the endpoints of the data source.
	Stores   Stores
	Traces   TraceEndpoint
	Settings models.Settings
	// Now is the present in ms, by which a step counts as incomplete or as past.
	Now int64
	// Whole refuses partial answers: an alert rule is not evaluated on one side of the facts.
	Whole bool
	// Needs are the families that a whole answer depends on; all where it is nil.
	Needs map[catalog.Family]bool

	// Large is the number of presence samples past which a fleet is not read sample by sample; 50,000 where it is 0.
	Large int64

	sides *sides
}

// large is that number.
func (e Env) large() int64 { return cmp.Or(e.Large, fewSamples) }

// clusterLabel is the source label that tells clusters apart.
func (e Env) clusterLabel() string {
	if e.Settings.ClusterLabel != "" {
		return e.Settings.ClusterLabel
	}
	return catalog.LabelCluster
}

// Request is one query with its time range.
type Request struct {
	Query models.Query
	// From and To bound the range in ms; Interval is Grafana's suggestion for the step.
	From, To, Interval int64
}

// ofClusters is the request with the filters of clusters alone.
func (r Request) ofClusters() Request {
	r.Query.Filters = slices.DeleteFunc(slices.Clone(r.Query.Filters), func(f models.Filter) bool { return f.Label != catalog.LabelCluster })
	return r
}
