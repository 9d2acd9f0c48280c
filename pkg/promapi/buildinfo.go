package promapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// Products BuildInfo tells apart.
const (
	ProductPrometheus      = "Prometheus"
	ProductVictoriaMetrics = "VictoriaMetrics"
	ProductMimir           = "Mimir"
	ProductThanos          = "Thanos"
	ProductUnknown         = "unknown"
)

// BuildInfo is what a store says about itself.
type BuildInfo struct {
	Product string // one of the Product constants
	Version string // as given; "" when unknown
}

// BuildInfo asks which store answers. A store without the endpoint (404, or a
// proxy that hides it) is ProductUnknown without an error.
func (c *Client) BuildInfo(ctx context.Context) (BuildInfo, error) {
	unknown := BuildInfo{Product: ProductUnknown}
	resp, err := c.send(ctx, call{path: "/api/v1/status/buildinfo", get: true})
	var failure *Error
	if errors.As(err, &failure) && failure.Status == http.StatusNotFound {
		return unknown, nil
	}
	if err != nil {
		return unknown, err
	}
	defer func() { _ = resp.Body.Close() }()
	var fields map[string]string
	err = c.read(ctx, resp, func(b *body) error {
		fields, err = decodeFields(b, c.limits)
		return err
	})
	if err != nil {
		return unknown, err
	}
	return identify(fields, resp.Header), nil
}

// imitated is the version VictoriaMetrics gives in place of its own, and alone,
// so that Grafana uses the API of a Prometheus of that age.
const imitated = "2.24.0"

// identify tells the stores apart by what they really answer. Mimir names its
// application. VictoriaMetrics sends a fixed version and none of the other
// fields, and its HTTP server sets X-Server-Hostname; its own version is not to
// be had here. Thanos sends the fields of Prometheus with its own 0.x version.
func identify(fields map[string]string, header http.Header) BuildInfo {
	version := strings.TrimPrefix(fields["version"], "v")
	application := strings.ToLower(fields["application"])
	switch {
	case strings.Contains(application, "mimir"):
		return BuildInfo{Product: ProductMimir, Version: version}
	case strings.Contains(application, "victoria"), strings.Contains(strings.ToLower(version), "victoria"):
		return BuildInfo{Product: ProductVictoriaMetrics, Version: version}
	case len(fields) == 1 && (version == imitated || header.Get("X-Server-Hostname") != ""):
		return BuildInfo{Product: ProductVictoriaMetrics}
	case strings.Contains(application, "thanos"), strings.HasPrefix(version, "0."):
		return BuildInfo{Product: ProductThanos, Version: version}
	case version == "" || application != "" && !strings.Contains(application, "prometheus"):
		return BuildInfo{Product: ProductUnknown, Version: version}
	}
	return BuildInfo{Product: ProductPrometheus, Version: version}
}
