package plugin

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

// fromAlert is the header that Grafana sets on queries of alert rules.
const fromAlert = "FromAlert"

// QueryData answers all queries of a request side by side. A query that fails leaves its neighbours alone.
func (d *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	ctx, memo, done := d.open(ctx)
	defer done()
	resp := backend.NewQueryDataResponse()
	alert := req.Headers[fromAlert] == "true"
	env := d.countedEnv(!alert && !d.identified(req))
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, q := range req.Queries {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answer := d.answer(ctx, env, memo, q, alert)
			mu.Lock()
			defer mu.Unlock()
			resp.Responses[q.RefID] = answer
		}()
	}
	wg.Wait()
	return resp, nil
}

// answer is one query's response.
func (d *Datasource) answer(ctx context.Context, env plan.Env, memo *plan.Memo, dq backend.DataQuery, alert bool) (out backend.DataResponse) {
	defer func() {
		if r := recover(); r != nil {
			out = failed(fmt.Errorf("a fault in the plugin stopped this query: %v", r))
		}
	}()
	q, err := models.ParseQuery(dq.JSON)
	if err != nil {
		return failed(err)
	}
	if q.Empty() {
		return backend.DataResponse{}
	}
	if d.problem != nil {
		return failed(d.problem)
	}
	if err := q.CheckBounds(d.settings.Limits); err != nil {
		return failed(err)
	}
	if alert {
		if err := alertable(q); err != nil {
			return failed(err)
		}
	}
	q.RefID = dq.RefID
	if alert {
		env.Whole, env.Needs = true, plan.Needed(d.catalog, q)
	}
	tally := &stepcache.Tally{}
	shown, err := d.run(stepcache.WithTally(ctx, tally), env, memo, plan.Request{Query: q, From: dq.TimeRange.From.UnixMilli(),
		To: dq.TimeRange.To.UnixMilli(), Interval: d.interval(dq)})
	if err != nil {
		return failed(err)
	}
	addStats(shown, tally.Counts())
	return backend.DataResponse{Frames: shown, Status: backend.StatusOK}
}

// interval is Grafana's suggestion for the step: the shortest that keeps within the panel's points.
func (d *Datasource) interval(dq backend.DataQuery) int64 {
	ms := dq.Interval.Milliseconds()
	if dq.MaxDataPoints > 0 {
		ms = max(ms, dq.TimeRange.Duration().Milliseconds()/dq.MaxDataPoints)
	}
	return ms
}

// failed is the response to a query that could not be answered. Its text tells what to change.
func failed(err error) backend.DataResponse {
	err = plainly(err)
	r := backend.DataResponse{Error: err, Status: backend.StatusInternal, ErrorSource: backend.ErrorSourcePlugin}
	var field *models.FieldError
	switch {
	case errors.As(err, &field):
		r.Status = backend.StatusBadRequest
	case downstream(err):
		r.Status, r.ErrorSource = backend.StatusBadGateway, backend.ErrorSourceDownstream
	}
	return r
}
