package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// healthMinutes is how far back the health check looks.
const healthMinutes = 15

// CheckHealth asks every endpoint what it is and says what was found in them. An endpoint that fails makes the data
// source ill, because its side of every join is blank; what the others hold is said all the same.
func (d *Datasource) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if d.problem != nil {
		return sick(d.problem.Error(), models.HealthDetails{}), nil
	}
	ctx, memo, done := d.open(ctx)
	defer done()
	checked, errs := d.probe(ctx)
	ills := complaints(checked)
	if errs[0] != nil {
		return sick(strings.Join(ills, " "), models.HealthDetails{Endpoints: checked}), nil
	}
	now := d.now().UnixMilli()
	env := d.env()
	for i, e := range checked {
		if errs[i] != nil && e.Family != models.TracesEndpoint { // it is not asked, and waited for, again
			env.Stores[e.Family] = plan.Endpoint{Problem: errs[i]}
		}
	}
	found, err := plan.Partial(ctx, env, memo, func(env plan.Env) (models.HealthDetails, error) {
		return plan.Survey(ctx, env, memo, now-healthMinutes*60_000, now)
	})
	if err != nil {
		return sick(plainly(err).Error(), models.HealthDetails{Endpoints: checked}), nil
	}
	found.Product, found.Version = checked[0].Product, checked[0].Version
	if len(checked) > 1 {
		found.Endpoints = checked
	}
	if len(ills) > 0 {
		return sick(strings.Join(ills, " ")+" The rest: "+sentence(found), found), nil
	}
	details, err := json.Marshal(found)
	if err != nil {
		return nil, fmt.Errorf("health details: %w", err)
	}
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: sentence(found), JSONDetails: details}, nil
}

// probe asks all endpoints at once, the default one first in the answers and the store of traces last.
func (d *Datasource) probe(ctx context.Context) ([]models.EndpointHealth, []error) {
	all := d.endpoints
	if d.traces != nil {
		all = append(slices.Clone(all), d.traces.endpoint)
	}
	out, errs := make([]models.EndpointHealth, len(all)), make([]error, len(all))
	var wait sync.WaitGroup
	for i, e := range all {
		wait.Go(func() {
			out[i] = models.EndpointHealth{Family: e.name}
			switch errs[i] = e.problem; {
			case errs[i] != nil:
			case e.name == models.TracesEndpoint:
				out[i].Product, out[i].Version, errs[i] = d.traces.identify(ctx)
			default:
				out[i].Product, out[i].Version, errs[i] = identify(ctx, e.client, d.now().UnixMilli())
			}
			if errs[i] != nil {
				out[i].Problem = errs[i].Error()
			}
		})
	}
	wait.Wait()
	return out, errs
}

// identify asks a store the simplest of queries, and then what it is. A store that answers queries need not say that.
func identify(ctx context.Context, c *promapi.Client, now int64) (product, version string, err error) {
	if _, err := c.Query(ctx, "1", now); err != nil {
		return "", "", err
	}
	info, err := c.BuildInfo(ctx)
	if err != nil {
		return promapi.ProductUnknown, "", ctx.Err()
	}
	return info.Product, info.Version, nil
}

// complaints are what the endpoints that fail came back with. A text that does not name its endpoint gets its name.
func complaints(checked []models.EndpointHealth) []string {
	var out []string
	for _, e := range checked {
		switch {
		case e.Problem == "":
		case strings.Contains(e.Problem, e.Family):
			out = append(out, e.Problem)
		default:
			out = append(out, "The "+e.Family+" endpoint: "+e.Problem)
		}
	}
	for i, text := range out {
		out[i] = strings.TrimSuffix(text, ".") + "."
	}
	return out
}

func sick(message string, found models.HealthDetails) *backend.CheckHealthResult {
	r := &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: message}
	if details, err := json.Marshal(found); err == nil && len(found.Endpoints) > 0 {
		r.JSONDetails = details
	}
	return r
}

// sentence puts the findings into words.
func sentence(h models.HealthDetails) string {
	engines := "no engine"
	if len(h.Engines) > 0 {
		engines = "engines " + strings.Join(h.Engines, ", ")
	}
	price := "no price found"
	if h.PriceFound {
		price = "price found"
	}
	return fmt.Sprintf("%s; %d GPU devices, %d replicas, %s; %s; %d of %d devices owned", stores(h),
		h.Devices.Total, h.Replicas.Total, engines, price, h.Devices.Matched, h.Devices.Total)
}

// stores names the products behind the endpoints.
func stores(h models.HealthDetails) string {
	text := product(h.Product, h.Version)
	text = strings.ToUpper(text[:1]) + text[1:]
	for _, e := range h.Endpoints {
		if e.Family != defaultEndpoint && e.Problem == "" {
			text += ", " + e.Family + " from " + product(e.Product, e.Version)
		}
	}
	return text
}

func product(name, version string) string {
	if name == "" || name == promapi.ProductUnknown {
		name = "a Prometheus-compatible store"
	}
	return strings.TrimSpace(name + " " + version)
}
