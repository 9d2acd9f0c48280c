package plugin

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
)

// These calls help to write a query. Like every query they need the right to query the data source and no more, and
// they tell nothing that a query could not.

// servePresence tells which signals are there in a range, and by which systems.
func (d *Datasource) servePresence(w http.ResponseWriter, r *http.Request) {
	answered(d, w, r, plan.Presence)
}

// serveCheckKeys tries an own PromQL expression and its keys.
func (d *Datasource) serveCheckKeys(w http.ResponseWriter, r *http.Request) {
	answered(d, w, r, plan.CheckKeys)
}

// answered reads a request, asks and replies.
func answered[Q, A any](d *Datasource, w http.ResponseWriter, r *http.Request, ask func(context.Context, plan.Env, *plan.Memo, Q) (A, error)) {
	var req Q
	if !d.accept(w, r, &req) {
		return
	}
	ctx, memo, done := d.open(r.Context())
	defer done()
	out, err := plan.Partial(ctx, d.env(), memo, func(env plan.Env) (A, error) { return ask(ctx, env, memo, req) })
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, http.StatusOK, out)
}

// serveMigrate brings a query's JSON to the current version. It needs no store, and no settings.
func (d *Datasource) serveMigrate(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			refuse(w, models.Fieldf("body", "is larger than the %d bytes that a query may have", large.Limit))
			return
		}
		refuse(w, models.Fieldf("body", "could not be read: %v", err))
		return
	}
	query, notes, err := models.Migrate(raw)
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, http.StatusOK, models.MigrateResponse{Query: query, Notes: notes})
}
