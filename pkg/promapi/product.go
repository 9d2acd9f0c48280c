package promapi

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// imitated is the version VictoriaMetrics gives in place of its own, and alone,
// so that Grafana uses the API of a Prometheus of that age. Before 1.8x it gave
// none at all.
const imitated = "2.24.0"

// identify tells the stores apart by what they really answer. Mimir names its
// application. VictoriaMetrics sends at most a fixed version and none of the
// other fields, and its HTTP server sets X-Server-Hostname. Thanos sends the
// fields of Prometheus with its own 0.x version.
func identify(fields map[string]string, header http.Header) BuildInfo {
	version := strings.TrimPrefix(fields["version"], "v")
	application := strings.ToLower(fields["application"])
	product := ProductPrometheus
	switch {
	case strings.Contains(application, "mimir"):
		product = ProductMimir
	case strings.Contains(application, "victoria"), strings.Contains(strings.ToLower(version), "victoria"),
		len(fields) <= 1 && (version == imitated || header.Get("X-Server-Hostname") != ""):
		product = ProductVictoriaMetrics
	case strings.Contains(application, "thanos"), application == "" && strings.HasPrefix(version, "0."):
		product = ProductThanos
	case version == "" || application != "" && !strings.Contains(application, "prometheus"):
		product = ProductUnknown
	}
	if product == ProductVictoriaMetrics && version == imitated {
		version = ""
	}
	return BuildInfo{Product: product, Version: version, Features: featuresOf(product)}
}

// withoutBuildInfo looks at a store that has no build information. Thanos before
// 0.19 is known by its list of stores.
func (c *Client) withoutBuildInfo(ctx context.Context) BuildInfo {
	if _, _, err := c.fields(ctx, "/api/v1/stores"); err == nil {
		return BuildInfo{Product: ProductThanos, Features: featuresOf(ProductThanos)}
	}
	return BuildInfo{Product: ProductUnknown}
}

// victoriaVersion finds the version in the metrics that VictoriaMetrics keeps of
// itself where it is told to; "" when it is not, or several versions answer.
func (c *Client) victoriaVersion(ctx context.Context) string {
	const own = `group by (short_version) (vm_app_version{version=~"(victoria-metrics|vmselect)-.*"})`
	m, err := c.Query(ctx, own, time.Now().UnixMilli())
	if err != nil || len(m.Series) != 1 {
		return ""
	}
	return strings.TrimPrefix(m.Series[0].Labels.Get("short_version"), "v")
}

// exemplarStorage says whether Prometheus was started with exemplar storage.
func (c *Client) exemplarStorage(ctx context.Context) Answer {
	flags, _, err := c.fields(ctx, "/api/v1/status/flags")
	enabled, known := flags["enable-feature"]
	switch {
	case err != nil || !known:
		return Unknown
	case strings.Contains(enabled, "exemplar-storage"):
		return Yes
	}
	return No
}
