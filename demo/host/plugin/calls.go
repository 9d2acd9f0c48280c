package plugin

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// QueryData asks the plugin for data.
func (b *Backend) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	answer, err := b.QueryEncoded(ctx, req)
	if err != nil {
		return nil, err
	}
	return backend.FromProto().QueryDataResponse(answer)
}

// QueryEncoded asks the plugin for data and leaves the frames as they came: in Arrow's encoding.
func (b *Backend) QueryEncoded(ctx context.Context, req *backend.QueryDataRequest) (*pluginv2.QueryDataResponse, error) {
	s, err := b.current(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := s.data.QueryData(ctx, backend.ToProto().QueryDataRequest(req))
	if err != nil {
		return nil, s.explain("query", err)
	}
	return answer, nil
}

// CheckHealth asks the plugin whether a data source works.
func (b *Backend) CheckHealth(ctx context.Context, req *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	s, err := b.current(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := s.diagnostics.CheckHealth(ctx, &pluginv2.CheckHealthRequest{
		PluginContext: backend.ToProto().PluginContext(req.PluginContext),
		Headers:       req.Headers,
	})
	if err != nil {
		return nil, s.explain("health check", err)
	}
	return backend.FromProto().CheckHealthResponse(answer), nil
}

// CallResource calls an HTTP-like resource of the plugin; its answer may come in several parts.
func (b *Backend) CallResource(ctx context.Context, req *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	s, err := b.current(ctx)
	if err != nil {
		return err
	}
	stream, err := s.resource.CallResource(ctx, backend.ToProto().CallResourceRequest(req))
	if err != nil {
		return s.explain("resource call", err)
	}
	for {
		part, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return s.explain("resource call", err)
		}
		if err := sender.Send(backend.FromProto().CallResourceResponse(part)); err != nil {
			return err
		}
	}
}

// explain turns a gRPC error into words: what was asked, and whether the process died over it.
func (s *session) explain(what string, err error) error {
	switch status.Code(err) {
	case codes.Unavailable:
		s.lost.Store(true)
		return fmt.Errorf("the plugin backend died during a %s and is being started again: %w", what, err)
	case codes.Canceled:
		return context.Canceled
	case codes.Unimplemented:
		return fmt.Errorf("the plugin backend does not implement this %s: %w", what, err)
	default:
		return fmt.Errorf("%s failed in the plugin backend: %w", what, err)
	}
}
