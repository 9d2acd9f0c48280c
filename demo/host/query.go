package host

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
)

// query answers POST /api/ds/query. Queries are grouped by data source and asked at once; one that
// fails leaves the others alone and makes the status 400, as in Grafana.
func (h *Host) query(w http.ResponseWriter, r *http.Request) {
	var body queryBody
	if !readJSON(w, r, &body) {
		return
	}
	if problem := body.check(); problem != nil {
		problem.write(w)
		return
	}
	groups, problem := h.group(body, r.Header.Get("X-Query-V2") == "true")
	if problem != nil {
		problem.write(w)
		return
	}
	answer := h.ask(r, groups)
	if r.Context().Err() != nil {
		return
	}
	status := http.StatusOK
	for _, response := range answer.Responses {
		if response.Error != nil {
			status = http.StatusBadRequest
		}
	}
	writeJSON(w, status, answer)
}

// queryGroup is the queries of one request that go to one data source.
type queryGroup struct {
	ds      datasources.Datasource
	queries []backend.DataQuery
	// refused is why this data source cannot be asked at all.
	refused error
}

// ask sends each group to its backend, at the same time, and collects the answers by refId.
func (h *Host) ask(r *http.Request, groups []*queryGroup) *backend.QueryDataResponse {
	all := backend.NewQueryDataResponse()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, g := range groups {
		wg.Go(func() {
			answer, err := h.askGroup(r, g)
			mu.Lock()
			defer mu.Unlock()
			for _, q := range g.queries {
				all.Responses[q.RefID] = one(answer, q.RefID, err)
			}
		})
	}
	wg.Wait()
	return all
}

// one picks a query's response, or makes one out of the error that befell its whole group.
func one(answer *backend.QueryDataResponse, refID string, err error) backend.DataResponse {
	var refused refusal
	if errors.As(err, &refused) {
		return backend.DataResponse{Error: err, Status: http.StatusBadRequest, ErrorSource: backend.ErrorSourceDownstream}
	}
	if err != nil {
		return backend.DataResponse{Error: err, Status: http.StatusInternalServerError, ErrorSource: backend.ErrorSourcePlugin}
	}
	response, ok := answer.Responses[refID]
	if !ok {
		// An empty new query is skipped by the plugin and has no response.
		return backend.DataResponse{Status: http.StatusOK}
	}
	return response
}

func unavailable(ds datasources.Datasource) refusal {
	return refusal(fmt.Sprintf("data source %q (%s) is not available in the preview; it runs in Grafana only", ds.Name, ds.Type))
}

func (h *Host) askGroup(r *http.Request, g *queryGroup) (*backend.QueryDataResponse, error) {
	if g.refused != nil {
		return nil, g.refused
	}
	plugin, ok := h.opts.Backends[g.ds.Type]
	if !ok {
		return nil, unavailable(g.ds)
	}
	pluginContext, err := h.pluginContext(g.ds)
	if err != nil {
		return nil, err
	}
	req := &backend.QueryDataRequest{PluginContext: pluginContext, Headers: map[string]string{}, Queries: g.queries}
	forwardQueryHeaders(r, g.ds, req)
	answer, err := plugin.QueryData(r.Context(), req)
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		h.log.Warn("query failed", "datasource", g.ds.Name, "error", err)
	}
	return answer, err
}
