package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// healthMinutes is how far back the health check looks.
const healthMinutes = 15

// CheckHealth asks the store what it is and says what was found in it.
func (d *Datasource) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if d.problem != nil {
		return sick(d.problem), nil
	}
	ctx, cancel := context.WithTimeout(ctx, d.settings.Limits.QueryTimeout())
	defer cancel()
	info, err := d.client.BuildInfo(ctx)
	if err != nil {
		return sick(err), nil
	}
	now := d.now().UnixMilli()
	found, err := plan.Survey(ctx, d.env(), plan.NewMemo(ctx), now-healthMinutes*60_000, now)
	if err != nil {
		return sick(err), nil
	}
	found.Product, found.Version = info.Product, info.Version
	details, err := json.Marshal(found)
	if err != nil {
		return nil, fmt.Errorf("health details: %w", err)
	}
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: sentence(found), JSONDetails: details}, nil
}

func sick(err error) *backend.CheckHealthResult {
	return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: err.Error()}
}

// sentence puts the findings into words.
func sentence(h models.HealthDetails) string {
	store := h.Product
	if store == "" || store == promapi.ProductUnknown {
		store = "A Prometheus-compatible store"
	}
	if h.Version != "" {
		store += " " + h.Version
	}
	engines := "no engine"
	if len(h.Engines) > 0 {
		engines = "engines " + strings.Join(h.Engines, ", ")
	}
	price := "no price found"
	if h.PriceFound {
		price = "price found"
	}
	return fmt.Sprintf("%s; %d GPU devices, %d replicas, %s; %s; %d of %d devices owned", store,
		h.Devices.Total, h.Replicas.Total, engines, price, h.Devices.Matched, h.Devices.Total)
}
