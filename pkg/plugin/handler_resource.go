package plugin

import (
	"encoding/json"
	"errors"
	"net/http"
	"path"

	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
)

// serveSignals lists the catalog for the query editor. It needs no store.
func (d *Datasource) serveSignals(w http.ResponseWriter, _ *http.Request) {
	out := models.SignalsResponse{Labels: models.CanonicalLabels()}
	for _, s := range d.catalog.Signals() {
		info := models.SignalInfo{ID: s.ID, Family: string(s.Family), Kind: string(s.Kind), Space: string(s.Space), Unit: s.Unit,
			Title: s.Title, Description: s.Description, MistakenFor: s.MistakenFor, Derived: s.Derived, Systems: d.catalog.Reporting(s.ID), Names: d.catalog.Names(s.ID)}
		if info.Systems == nil {
			info.Systems = []string{}
		}
		for _, st := range s.Stats() {
			info.Stats = append(info.Stats, models.Stat(st))
		}
		out.Signals = append(out.Signals, info)
	}
	reply(w, http.StatusOK, out)
}

// maxBody bounds the body of a resource call.
const maxBody = 1 << 20

// serveLabelValues lists a canonical label's values in a time range.
func (d *Datasource) serveLabelValues(w http.ResponseWriter, r *http.Request) {
	var req models.LabelValuesRequest
	if !d.accept(w, r, &req) {
		return
	}
	ctx, memo, done := d.open(r.Context())
	defer done()
	values, err := plan.Partial(ctx, d.env(), memo, func(env plan.Env) ([]string, error) { return plan.LabelValues(ctx, env, memo, req) })
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, http.StatusOK, models.LabelValuesResponse{Values: values})
}

// accept reads the body of a call, within bounds, and refuses what cannot be answered.
func (d *Datasource) accept(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(into); err != nil {
		refuse(w, models.Fieldf("body", "is no valid %s request: %v", path.Base(r.URL.Path), err))
		return false
	}
	if d.problem != nil {
		refuse(w, d.problem)
		return false
	}
	return true
}

func refuse(w http.ResponseWriter, err error) {
	err = plainly(err)
	status := http.StatusInternalServerError
	var field *models.FieldError
	switch {
	case errors.As(err, &field):
		status = http.StatusBadRequest
	case downstream(err):
		status = http.StatusBadGateway
	}
	reply(w, status, map[string]string{"message": err.Error()})
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.DefaultLogger.Debug("A resource answer could not be written", "error", err)
	}
}
