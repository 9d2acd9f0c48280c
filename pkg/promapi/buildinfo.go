package promapi

import (
	"context"
	"errors"
	"net/http"
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
	// Features are what is known of the product and its version.
	Features Features
}

// BuildInfo asks which store answers. A store without the endpoint (404, or a
// proxy that hides it) is looked at more closely and else ProductUnknown without
// an error. At most one more request is made, to learn what the first answer
// leaves open; its failure is not one of BuildInfo.
func (c *Client) BuildInfo(ctx context.Context) (BuildInfo, error) {
	fields, header, err := c.fields(ctx, "/api/v1/status/buildinfo")
	var failure *Error
	if errors.As(err, &failure) && failure.Status == http.StatusNotFound {
		return c.withoutBuildInfo(ctx), nil
	}
	if err != nil {
		return BuildInfo{Product: ProductUnknown}, err
	}
	info := identify(fields, header)
	switch info.Product {
	case ProductVictoriaMetrics:
		info.Version = c.victoriaVersion(ctx)
	case ProductPrometheus:
		info.Features.Exemplars = c.exemplarStorage(ctx)
	}
	return info, nil
}

// fields asks for an object and keeps its texts.
func (c *Client) fields(ctx context.Context, path string) (fields map[string]string, header http.Header, err error) {
	resp, err := c.send(ctx, call{path: path, get: true})
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	err = c.read(ctx, resp, nil, func(b *body) (err error) {
		fields, err = decodeFields(b, c.limits)
		return err
	})
	return fields, resp.Header, err
}
